"""Files to be saved."""

from collections.abc import Iterable

from flask import Response


def to_be_saved(content: str | bytes | Iterable[bytes], media_type: str, name: str) -> Response:
    """``content``, text in UTF-8 (in pieces it is streamed), to be saved under ``name``."""
    response = Response(content, content_type=f"{media_type}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
