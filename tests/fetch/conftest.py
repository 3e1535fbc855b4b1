"""A server of one's own on loopback: each test says byte for byte what it answers."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from ipaddress import ip_network
from pathlib import Path
from typing import Self

import pytest

from federator.fetch.client import Client
from federator.model.manners import Manners

Say = Callable[[socket.socket, str], None]
"""Given the connection and the request line with headers, answers as it likes."""


class Listener:
    """Accepts connections on 127.0.0.1, hands every request to ``say`` and keeps what was asked."""

    def __init__(self, say: Say, address: str, tls: ssl.SSLContext | None) -> None:
        self._say = say
        self._tls = tls
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        self._listening = socket.create_server((address, 0), family=family)
        self._open: list[socket.socket] = []
        self.port: int = self._listening.getsockname()[1]
        self.asked: list[str] = []
        self._threads = [threading.Thread(target=self._accept, daemon=True)]

    @property
    def connections(self) -> int:
        return len(self._open)

    def url(self, path: str = "/") -> str:
        scheme, host = ("https", "localhost") if self._tls else ("http", "127.0.0.1")
        return f"{scheme}://{host}:{self.port}{path}"

    def __enter__(self) -> Self:
        self._threads[0].start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for connection in self._open:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue
        for thread in self._threads:
            thread.join(5)

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            self._open.append(connection)
            thread = threading.Thread(target=self._serve, args=(connection,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            with self._tls.wrap_socket(connection, server_side=True) if self._tls else connection as talk:
                while request := _request(talk):
                    self.asked.append(request)
                    self._say(talk, request)
        except OSError:  # the client hung up, as many of these tests have it do
            connection.close()


def _request(connection: socket.socket) -> str:
    received = b""
    while b"\r\n\r\n" not in received and not received.startswith(b"\x16"):  # a TLS hello ends otherwise
        more = connection.recv(65_536)
        if not more:
            return ""
        received += more
    head, _, body = received.partition(b"\r\n\r\n")
    for line in head.decode("latin-1").splitlines():
        name, _, value = line.partition(":")
        while name.lower() == "content-length" and len(body) < int(value):
            body += connection.recv(65_536)
    return (head + b"\r\n\r\n" + body).decode("latin-1")


class Loopback:
    """Starts listeners that end with the test."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack

    def says(self, say: Say, address: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> Listener:
        """A server that answers every request as ``say`` does."""
        return self._stack.enter_context(Listener(say, address, tls))

    def answers(self, body: bytes = b"", *headers: str, status: str = "200 OK") -> Listener:
        """A server that always gives the same well-formed answer."""
        answer = "\r\n".join([f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]).encode()
        return self.says(lambda connection, request: connection.sendall(answer + b"\r\n\r\n" + body))

    def sends(self, raw: bytes) -> Listener:
        """A server that sends these bytes and hangs up."""

        def say(connection: socket.socket, request: str) -> None:
            connection.sendall(raw)
            connection.shutdown(socket.SHUT_RDWR)

        return self.says(say)


@pytest.fixture
def loopback() -> Iterator[Loopback]:
    with ExitStack() as stack:
        yield Loopback(stack)


@pytest.fixture
def manners() -> Manners:
    """May visit loopback, is in a hurry and does not ask for robots.txt."""
    networks = (ip_network("127.0.0.0/8"),)
    return Manners(pause=0, connect=1, read=0.5, total=1, max_bytes=100_000, obey_robots=False, allow_networks=networks)


@pytest.fixture
def client(manners: Manners) -> Iterator[Client]:
    with Client(manners) as one:
        yield one


@pytest.fixture(scope="session")
def certificate() -> Path:
    """A certificate for localhost that signs itself, with its key; valid until 2126, of use nowhere."""
    return Path(__file__).with_name("loopback.pem")


@pytest.fixture
def tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context
