"""The quick way to ask: a GET over a kept connection, its answer parsed by llhttp, by the book.

It costs a fifth of what requests takes. What it does not understand raises :class:`NotUnderstoodError` and is asked
again by requests, which has more patience with servers (``patient.py``); a test holds the two equal.
"""

import re
import select
import socket
import ssl
import threading
import time
from collections import OrderedDict
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

import httptools

from federator.fetch.body import Body
from federator.fetch.deadline import DeadlineSocket, DeadlineTLSSocket, tls_context
from federator.fetch.faults import named
from federator.fetch.guard import Guard
from federator.fetch.hop import REDIRECTS, Heard, heard
from federator.model.errors import ErrorKind, VisitError
from federator.model.manners import Manners

_PIECE = 65_536
_LONGEST_HEAD = 65_536
_MOST_HEADERS = 100
_MOST_OPEN = 256  # idle connections: well below the usual limit of 1,024 open files
_BODILESS = (204, 304)
_PLAIN = re.compile(
    r"(https?)://(([a-z0-9.-]+)(?::([1-9]\d{0,4}))?)(/(?:[\w.~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)", re.A
)

Connection = DeadlineSocket | DeadlineTLSSocket


class NotUnderstoodError(Exception):
    """The head of the answer is no HTTP by the book."""


class Place(NamedTuple):
    """A plain address in the parts that are sent."""

    scheme: str
    authority: str
    host: str
    port: int
    target: str


def place_of(url: str) -> Place | None:
    """The parts of ``url``; None where something must be rewritten before it can be sent."""
    found = _PLAIN.fullmatch(url)
    if found is None:
        return None
    scheme, authority, host, port, target = found.groups()
    return Place(scheme, authority, host, int(port or (443 if scheme == "https" else 80)), target)


class Wire:
    """Kept connections to all hosts, opened only where ``guard`` lets them. Thread-safe."""

    def __init__(self, guard: Guard, manners: Manners) -> None:
        self._guard = guard
        self._manners = manners
        self._lock = threading.Lock()
        self._idle: OrderedDict[tuple[str, str], list[Connection]] = OrderedDict()
        self._open = 0

    def close(self) -> None:
        """Close all connections that are not in use."""
        with self._lock:
            for connections in self._idle.values():
                for connection in connections:
                    connection.close()
            self._idle.clear()
            self._open = 0

    def get(self, place: Place, headers: Mapping[str, str]) -> Heard:
        """Ask for ``place``. A kept connection that the server gave up meanwhile is replaced once.

        Raises NotUnderstoodError, and VisitError as the client does.
        """
        lines = (f"GET {place.target} HTTP/1.1", f"Host: {place.authority}", *map(": ".join, headers.items()), "", "")
        question = "\r\n".join(lines).encode("latin-1", "replace")
        kept = self._take(place)
        answer = self._exchange(kept, place, question) if kept else None
        answer = answer or self._exchange(self._connect(place), place, question)
        if answer is None:
            raise VisitError(ErrorKind.CUT_SHORT, "the server hung up without an answer")
        return answer

    def _exchange(self, connection: Connection, place: Place, question: bytes) -> Heard | None:
        """One question and its answer; None where the server hung up before the first byte of it."""
        reply, keep = _Reply(self._manners.max_bytes), False
        try:
            connection.sendall(question)
            connection.deadline = time.monotonic() + self._manners.total
            while not reply.enough:
                reply.take(connection.recv(_PIECE))
            keep = reply.keeps_connection
        except OSError as error:
            if not reply.begun and isinstance(error, ConnectionError):
                return None
            raise named(error) from error
        finally:
            if keep:
                self._keep(place, connection)
            else:
                connection.close()
        return reply.heard() if reply.begun else None

    def _connect(self, place: Place) -> Connection:
        try:
            connection = self._guard.connect(place.host, place.port, self._manners.connect)
        except (socket.gaierror, TimeoutError) as error:
            raise named(error) from error
        except OSError as error:
            raise VisitError(ErrorKind.CONNECT, str(error)) from error
        return self._encrypted(connection, place.host) if place.scheme == "https" else self._ready(connection)

    def _encrypted(self, connection: DeadlineSocket, host: str) -> Connection:
        try:
            wrapped = self._tls.wrap_socket(connection, server_hostname=host)
        except OSError as error:
            connection.close()
            raise named(error) from error
        assert isinstance(wrapped, DeadlineTLSSocket)  # noqa: S101 - the context's own class of sockets
        return self._ready(wrapped)

    def _ready(self, connection: Connection) -> Connection:
        """With the timeout of a read, which a deadline may have shortened."""
        if connection.gettimeout() != self._manners.read:
            connection.settimeout(self._manners.read)
        return connection

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        """Made when the first site needs it: reading certificates takes 40 ms."""
        return tls_context()

    def _take(self, place: Place) -> Connection | None:
        """An idle connection to ``place`` on which nothing waits: neither its end nor bytes that nobody asked for."""
        while True:
            with self._lock:
                connections = self._idle.get(place[:2])
                if not connections:
                    return None
                connection = connections.pop()
                self._open -= 1
            poll = select.poll()
            poll.register(connection, select.POLLIN)
            if not poll.poll(0):
                return self._ready(connection)
            connection.close()

    def _keep(self, place: Place, connection: Connection) -> None:
        with self._lock:
            self._idle.setdefault(place[:2], []).append(connection)
            self._idle.move_to_end(place[:2])
            self._open += 1
            while self._open > _MOST_OPEN:
                oldest = next(iter(self._idle))
                for one in self._idle.pop(oldest):
                    one.close()
                    self._open -= 1


class _Reply:
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
