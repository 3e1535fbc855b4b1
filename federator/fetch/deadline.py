"""Sockets that know when the whole answer must have come. A read timeout alone never ends a body that drips."""

import math
import socket
import ssl
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class OutOfTimeError(TimeoutError):
    """The deadline of the whole answer has passed."""


class NotAcceptedError(TimeoutError):
    """The connection was not accepted in time."""


class DeadlineSocket(socket.socket):
    """``deadline`` is a time.monotonic() second; past it every read raises OutOfTimeError."""

    deadline: float = math.inf

    def recv(self, buflen: int = 1024, flags: int = 0) -> bytes:
        """Read what comes, waiting no longer than the timeout and the deadline allow."""
        _shorten(self, self.deadline)
        try:
            return super().recv(buflen, flags)
        except TimeoutError as silence:
            raise _which(silence, self.deadline) from silence

    def recv_into(self, buffer: "WriteableBuffer", nbytes: int | None = None, flags: int = 0) -> int:
        """The same into a buffer."""
        _shorten(self, self.deadline)
        try:
            return super().recv_into(buffer, nbytes or 0, flags)
        except TimeoutError as silence:
            raise _which(silence, self.deadline) from silence


class DeadlineTLSSocket(DeadlineSocket, ssl.SSLSocket):
    """The same over TLS."""


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
        raise OutOfTimeError("the whole answer took too long")
    timeout = sock.gettimeout()
    if timeout is None or timeout > left:
        sock.settimeout(left)


def _which(silence: TimeoutError, deadline: float) -> TimeoutError:
    """A wait that the deadline had shortened ends with it; any other is the read timeout's own."""
    return OutOfTimeError("the whole answer took too long") if time.monotonic() >= deadline else silence
