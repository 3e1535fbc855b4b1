"""The body of one answer, decompressed while it streams and counted while it is decompressed."""

import zlib

from urllib3.response import HTTPResponse

from federator.model.errors import ErrorKind, VisitError

_CHUNK = 65_536
_GZIP = b"\x1f\x8b"


def read_body(response: HTTPResponse, limit: int) -> bytes:
    """The whole body. At most ``limit`` bytes are taken into memory, however small the sender says it is.

    Raises VisitError TOO_LARGE (declared or streamed), CUT_SHORT (a gzip stream without its end) and UNREADABLE
    (an encoding that was not asked for); urllib3's own errors pass through.
    """
    declared = response.length_remaining or 0
    if declared > limit:
        raise VisitError(ErrorKind.TOO_LARGE, f"{declared} bytes declared, at most {limit} are read")
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding in ("", "identity"):
        return _plain(response, limit)
    if encoding in ("gzip", "x-gzip", "deflate"):
        return _inflated(response, limit)
    raise VisitError(ErrorKind.UNREADABLE, f"content-encoding {encoding} was not asked for")


def _plain(response: HTTPResponse, limit: int) -> bytes:
    body = bytearray()
    while chunk := response.read(_CHUNK, decode_content=False):
        body += chunk
        _within(len(body), limit)
    return bytes(body)


def _inflated(response: HTTPResponse, limit: int) -> bytes:
    body = bytearray()
    inflate = None
    received = 0
    while chunk := response.read(_CHUNK, decode_content=False):
        received += len(chunk)
        _within(received, limit)  # what follows the end of the stream counts too
        while chunk:
            inflate = inflate or zlib.decompressobj(_window(chunk))
            body += _more(inflate, chunk, limit + 1 - len(body))
            _within(len(body), limit)
            chunk = _next_member(inflate.unused_data)
            inflate = None if chunk else inflate
    if inflate and not inflate.eof:
        raise VisitError(ErrorKind.CUT_SHORT, "the compressed body has no end")
    return bytes(body)


def _more(inflate: "zlib._Decompress", chunk: bytes, room: int) -> bytes:
    try:
        return inflate.decompress(chunk, room)
    except zlib.error as error:
        raise VisitError(ErrorKind.CUT_SHORT, f"compressed body: {error}") from error


def _next_member(rest: bytes) -> bytes:
    """gzip is a row of members (RFC 1952, section 2.2); what else follows the end is padding."""
    return rest if rest.startswith(_GZIP) else b""


def _window(first: bytes) -> int:
    """gzip by its magic number; "deflate" is zlib by RFC 9110 and bare deflate by some servers."""
    if first.startswith(_GZIP):
        return zlib.MAX_WBITS | 16
    is_zlib = len(first) > 1 and first[0] & 0x0F == 8 and int.from_bytes(first[:2], "big") % 31 == 0
    return zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS


def _within(size: int, limit: int) -> None:
    if size > limit:
        raise VisitError(ErrorKind.TOO_LARGE, f"more than {limit} bytes")
