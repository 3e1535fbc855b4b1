"""What went wrong, for programs: RFC 9457, the sentence in the reader's language."""

import json

from flask import Response

MEDIA_TYPE = "application/problem+json"
PREFIX = "/api/"
"""Below it programs ask, and are answered so."""


def problem(status: int, title: str, detail: str = "", **members: object) -> Response:
    """A problem document; ``detail`` names the place and the remedy."""
    document = {"type": "about:blank", "status": status, "title": title, "detail": detail, **members}
    said = {name: value for name, value in document.items() if value}
    return Response(json.dumps(said, ensure_ascii=False), status, content_type=MEDIA_TYPE)
