"""One answer while it comes, parsed by llhttp, by the book."""

import httptools

from federator.fetch.body import Body
from federator.fetch.hop import REDIRECTS, Heard, heard
from federator.model.errors import ErrorKind, VisitError

_LONGEST_HEAD = 65_536
_MOST_HEADERS = 100
_BODILESS = (204, 304)


class NotUnderstoodError(Exception):
    """The head of the answer is no HTTP by the book."""


class Reply:
    """One answer while it comes; the methods ``on_…`` are what llhttp calls."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._parser = httptools.HttpResponseParser(self)
        self._headers: list[tuple[str, str]] = []
        self._pieces: list[bytes] = []
        self._body: Body | None = None
        self._status = 0
        self._taken = 0
        self._answers = 0
        self._persistent = False
        self._ended = False

    @property
    def begun(self) -> bool:
        """Whether a byte came."""
        return self._taken > 0

    @property
    def enough(self) -> bool:
        """Nothing more need be read: it is whole, or a redirect, whose body says nothing."""
        return self._ended or self._status in REDIRECTS

    @property
    def keeps_connection(self) -> bool:
        """Whether the next question may follow on the same connection."""
        return self._ended and self._persistent and self._answers == 1

    def take(self, piece: bytes) -> None:
        """What came; nothing means that the server hung up. Raises VisitError and NotUnderstoodError."""
        if not piece:
            self._hung_up()
            return
        self._taken += len(piece)
        try:
            self._parser.feed_data(piece)
        except httptools.HttpParserError as error:
            self._broke(error)
        if len(self._headers) > _MOST_HEADERS or (not self._status and self._taken > _LONGEST_HEAD):
            raise NotUnderstoodError("its head has no end")
        if self._status and self._status not in REDIRECTS:
            self._read_body()

    def heard(self) -> Heard:
        """The answer, once it is enough."""
        return heard(self._status, self._headers, self._body.whole() if self._body else b"")

    def on_message_begin(self) -> None:
        self._answers += 1

    def on_header(self, name: bytes, value: bytes) -> None:
        if not self._ended:
            self._headers.append((name.decode("latin-1").lower(), value.decode("latin-1")))

    def on_headers_complete(self) -> None:
        if not self._ended:
            self._status = self._parser.get_status_code()
            self._persistent = self._parser.should_keep_alive()

    def on_body(self, piece: bytes) -> None:
        if not self._ended:
            self._pieces.append(piece)

    def on_message_complete(self) -> None:
        if self._status < 200:  # 100 Continue, 103 Early Hints: the answer follows
            self._status = self._answers = 0
            self._headers.clear()
        else:
            self._ended = True

    def _read_body(self) -> None:
        if self._body is None:
            encoding = self._first("content-encoding")
            length = self._first("content-length") if self._status not in _BODILESS else ""
            self._body = Body(encoding, int(length or 0), self._limit)
        for piece in self._pieces:
            self._body.add(piece)
        self._pieces.clear()

    def _broke(self, error: httptools.HttpParserError) -> None:
        """Not by the book: before the body, within it, or behind it, where it harms only the connection."""
        self._persistent = False
        if not self._status:
            raise NotUnderstoodError(str(error)) from error
        if not self._ended:
            raise VisitError(ErrorKind.CUT_SHORT, f"the body broke off: {error}") from error

    def _hung_up(self) -> None:
        """The end of an answer that told no length (RFC 9112, section 6.3); of any other it comes too early."""
        told = self._first("content-length") or self._first("transfer-encoding")
        if self.begun and (not self._status or told):
            raise VisitError(ErrorKind.CUT_SHORT, f"the server hung up after {self._taken} bytes")
        self._ended = True

    def _first(self, name: str) -> str:
        return next((value for header, value in self._headers if header == name), "")
