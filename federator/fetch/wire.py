"""The quick way to ask: a GET over a kept connection, its answer read by the book (``reply.py``).

It costs a fifth of what requests takes. What is not understood raises NotUnderstoodError and is asked again by
requests, which has more patience with servers (``patient.py``); a test holds the two equal.
"""

import re
import select
import socket
import ssl
import threading
import time
from collections import OrderedDict
from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import NamedTuple

from federator.fetch.deadline import DeadlineSocket, DeadlineTLSSocket, tls_context
from federator.fetch.faults import named
from federator.fetch.guard import Guard
from federator.fetch.hop import Heard
from federator.fetch.reply import Reply
from federator.model.errors import ErrorKind, VisitError
from federator.model.manners import Manners

_PIECE = 65_536
_MOST_OPEN = 256  # idle connections: well below the usual limit of 1,024 open files
_PLAIN = re.compile(
    r"(https?)://(([a-z0-9.-]+)(?::([1-9]\d{0,4}))?)(/(?:[\w.~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)", re.A
)


class Place(NamedTuple):
    """A plain address in the parts that are sent."""

    scheme: str
    authority: str
    host: str
    port: int
    target: str


@lru_cache(maxsize=4096)  # a service asks for the same lists all day
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
        self._idle: OrderedDict[tuple[str, str], list[DeadlineSocket]] = OrderedDict()
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

    def _exchange(self, connection: DeadlineSocket, place: Place, question: bytes) -> Heard | None:
        """One question and its answer; None where the server hung up before the first byte of it."""
        reply, keep = Reply(self._manners.max_bytes), False
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

    def _connect(self, place: Place) -> DeadlineSocket:
        try:
            connection = self._guard.connect(place.host, place.port, self._manners.connect)
        except (socket.gaierror, TimeoutError) as error:
            raise named(error) from error
        except OSError as error:
            raise VisitError(ErrorKind.CONNECT, str(error)) from error
        return self._encrypted(connection, place.host) if place.scheme == "https" else self._ready(connection)

    def _encrypted(self, connection: DeadlineSocket, host: str) -> DeadlineSocket:
        try:
            wrapped = self._tls.wrap_socket(connection, server_hostname=host)
        except OSError as error:
            connection.close()
            raise named(error) from error
        assert isinstance(wrapped, DeadlineTLSSocket)  # noqa: S101 - the context's own class of sockets
        return self._ready(wrapped)

    def _ready(self, connection: DeadlineSocket) -> DeadlineSocket:
        """With the timeout of a read, which a deadline may have shortened."""
        if connection.gettimeout() != self._manners.read:
            connection.settimeout(self._manners.read)
        return connection

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        """Made when the first site needs it: reading certificates takes 40 ms."""
        return tls_context()

    def _take(self, place: Place) -> DeadlineSocket | None:
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

    def _keep(self, place: Place, connection: DeadlineSocket) -> None:
        with self._lock:
            self._idle.setdefault(place[:2], []).append(connection)
            self._idle.move_to_end(place[:2])
            self._open += 1
            while self._open > _MOST_OPEN:
                oldest = next(iter(self._idle))
                for one in self._idle.pop(oldest):
                    one.close()
                    self._open -= 1
