"""How a call answers: JSON in UTF-8 with an ETag of its bytes; what is unchanged is 304. What went wrong is a
problem document (RFC 9457), its sentence in the reader's language."""

import json
from collections.abc import Mapping
from types import MappingProxyType

from flask import Response, request

PROBLEM = "application/problem+json"
PREFIX = "/api/"
"""Below it programs ask, and what went wrong is told to them so."""


def answered(value: object) -> Response:
    """``value`` as JSON, Chinese as itself. A lone surrogate has no UTF-8 form: it is dropped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    response = Response(text.encode("utf-8", "ignore"), content_type="application/json")
    response.add_etag()
    response.make_conditional(request)
    return response


def problem(
    status: int, title: str, detail: str = "", *, headers: Mapping[str, str] = MappingProxyType({}), **members: object
) -> Response:
    """A problem document; ``detail`` names the place and the remedy, ``headers`` are the answer's."""
    document = {"type": "about:blank", "status": status, "title": title, "detail": detail, **members}
    said = {name: value for name, value in document.items() if value}
    return Response(json.dumps(said, ensure_ascii=False), status, headers, content_type=PROBLEM)
