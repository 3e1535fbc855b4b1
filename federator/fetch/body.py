"""The body of one answer, decompressed while it comes and counted while it is decompressed."""

import zlib

from federator.model.errors import ErrorKind, VisitError

_GZIP = b"\x1f\x8b"


class Body:
    """Takes the pieces of a body as they come. At most ``limit`` bytes are held, however small the sender says it is.

    ``encoding`` is its Content-Encoding, ``declared`` its Content-Length where it has one. Raises VisitError
    TOO_LARGE (declared or streamed) and UNREADABLE (an encoding that was not asked for).
    """

    def __init__(self, encoding: str, declared: int, limit: int) -> None:
        encoding = encoding.strip().lower()
        if declared > limit:
            raise VisitError(ErrorKind.TOO_LARGE, f"{declared} bytes declared, at most {limit} are read")
        if encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise VisitError(ErrorKind.UNREADABLE, f"content-encoding {encoding} was not asked for")
        self._plain = encoding in ("", "identity")
        self._limit = limit
        self._received = 0
        self._pieces: list[bytes] = []
        self._size = 0
        self._inflate: zlib._Decompress | None = None

    def add(self, piece: bytes) -> None:
        """The next piece. Raises VisitError TOO_LARGE, or CUT_SHORT where it does not decompress."""
        self._received += len(piece)
        self._within(self._received)  # what follows the end of a compressed stream counts too
        if self._plain:
            self._pieces.append(piece)
        else:
            self._add_inflated(piece)

    def whole(self) -> bytes:
        """All of it, once nothing more comes. Raises VisitError CUT_SHORT for a compressed stream without its end."""
        if self._inflate and not self._inflate.eof:
            raise VisitError(ErrorKind.CUT_SHORT, "the compressed body has no end")
        return self._pieces[0] if len(self._pieces) == 1 else b"".join(self._pieces)

    def _add_inflated(self, piece: bytes) -> None:
        while piece:
            self._inflate = self._inflate or zlib.decompressobj(_window(piece))
            try:
                inflated = self._inflate.decompress(piece, self._limit + 1 - self._size)
            except zlib.error as error:
                raise VisitError(ErrorKind.CUT_SHORT, f"compressed body: {error}") from error
            self._pieces.append(inflated)
            self._size += len(inflated)
            self._within(self._size)
            piece = _next_member(self._inflate.unused_data)
            self._inflate = None if piece else self._inflate

    def _within(self, size: int) -> None:
        if size > self._limit:
            raise VisitError(ErrorKind.TOO_LARGE, f"more than {self._limit} bytes")


def _next_member(rest: bytes) -> bytes:
    """gzip is a row of members (RFC 1952, section 2.2); what else follows the end is padding."""
    return rest if rest.startswith(_GZIP) else b""


def _window(first: bytes) -> int:
    """gzip by its magic number; "deflate" is zlib by RFC 9110 and bare deflate by some servers."""
    if first.startswith(_GZIP):
        return zlib.MAX_WBITS | 16
    is_zlib = len(first) > 1 and first[0] & 0x0F == 8 and int.from_bytes(first[:2], "big") % 31 == 0
    return zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS
