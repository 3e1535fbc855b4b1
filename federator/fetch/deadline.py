"""Sockets that know when the whole answer must have come. A read timeout alone never ends a body that drips."""

import math
import socket
import ssl
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class DeadlineSocket(socket.socket):
    """``deadline`` is a time.monotonic() second; past it every read raises TimeoutError."""

    deadline: float = math.inf

    def recv(self, bufsize: int, flags: int = 0) -> bytes:
        """Read what comes, waiting no longer than the timeout and the deadline allow."""
        _shorten(self, self.deadline)
        return super().recv(bufsize, flags)

    def recv_into(self, buffer: "WriteableBuffer", nbytes: int = 0, flags: int = 0) -> int:
        """The same into a buffer."""
        _shorten(self, self.deadline)
        return super().recv_into(buffer, nbytes, flags)


class DeadlineTLSSocket(ssl.SSLSocket):
    """The same over TLS."""

    deadline: float = math.inf

    def recv(self, buflen: int = 1024, flags: int = 0) -> bytes:
        """Read what comes, waiting no longer than the timeout and the deadline allow."""
        _shorten(self, self.deadline)
        return super().recv(buflen, flags)

    def recv_into(self, buffer: "WriteableBuffer", nbytes: int | None = None, flags: int = 0) -> int:
        """The same into a buffer."""
        _shorten(self, self.deadline)
        return super().recv_into(buffer, nbytes, flags)


def tls_context() -> ssl.SSLContext:
    """Certificates of certifi and of the system (SSL_CERT_FILE adds one's own); its sockets know a deadline."""
    import certifi

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    context.set_alpn_protocols(["http/1.1"])
    context.sslsocket_class = DeadlineTLSSocket
    return context


def _shorten(sock: socket.socket, deadline: float) -> None:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("the whole answer took too long")
    timeout = sock.gettimeout()
    if timeout is None or timeout > left:
        sock.settimeout(left)
