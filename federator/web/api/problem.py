"""What went wrong, for programs: RFC 9457, the sentence in the reader's language."""

import json
from collections.abc import Mapping
from types import MappingProxyType

from flask import Response

MEDIA_TYPE = "application/problem+json"
PREFIX = "/api/"
"""Below it programs ask, and are answered so."""


def problem(
    status: int, title: str, detail: str = "", *, headers: Mapping[str, str] = MappingProxyType({}), **members: object
) -> Response:
    """A problem document; ``detail`` names the place and the remedy, ``headers`` are the answer's."""
    document = {"type": "about:blank", "status": status, "title": title, "detail": detail, **members}
    said = {name: value for name, value in document.items() if value}
    return Response(json.dumps(said, ensure_ascii=False), status, headers, content_type=MEDIA_TYPE)
