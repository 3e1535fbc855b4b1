"""How programs are served: compressed where they can read it, and to pages of other hosts too. What people see, and
what holds a secret of theirs, is neither (BREACH)."""

import gzip
import zlib
from collections.abc import Iterable, Iterator

from flask import Flask, Response, request

from federator.web.language import FOR_PROGRAMS

_ANYWHERE = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since, Authorization, Content-Type",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Link, WWW-Authenticate, Retry-After",
    "Access-Control-Max-Age": "86400",
}
_LEVEL = 4
_SHORT = 500
"""Bytes not worth the trouble."""


def serve(app: Flask) -> None:
    """Let ``app`` do so; comes before what adds cookies and headers."""
    app.after_request(_for_programs)


def _for_programs(response: Response) -> Response:
    if request.blueprint not in FOR_PROGRAMS:
        return response
    response.headers.update(_ANYWHERE)
    response.vary.add("Accept-Encoding")
    if response.status_code == 200 and request.accept_encodings.quality("gzip") > 0:
        _compress(response)
    return response


def _compress(response: Response) -> None:
    if response.is_streamed:
        response.response = _compressed(response.response)
    elif (response.content_length or 0) >= _SHORT:
        response.set_data(gzip.compress(response.get_data(), _LEVEL, mtime=0))
    else:
        return
    response.headers["Content-Encoding"] = "gzip"
    tag, _weak = response.get_etag()
    if tag:
        response.set_etag(tag, weak=True)  # other bytes under the same name: RFC 9110, 8.8.3


def _compressed(pieces: Iterable[str] | Iterable[bytes]) -> Iterator[bytes]:
    packing = zlib.compressobj(_LEVEL, wbits=31)  # 31: with gzip's own head and foot
    for piece in pieces:
        yield packing.compress(piece.encode() if isinstance(piece, str) else piece)
    yield packing.flush()
