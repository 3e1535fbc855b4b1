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

    def recv_into(self, buffer: "WriteableBuffer", nbytes: int = 0, flags: int = 0) -> int:
        """Read what comes, waiting no longer than the timeout and the deadline allow."""
        _shorten(self, self.deadline)
        return super().recv_into(buffer, nbytes, flags)


class DeadlineTLSSocket(ssl.SSLSocket):
    """The same over TLS."""

    deadline: float = math.inf

    def recv_into(self, buffer: "WriteableBuffer", nbytes: int | None = None, flags: int = 0) -> int:
        """Read what comes, waiting no longer than the timeout and the deadline allow."""
        _shorten(self, self.deadline)
        return super().recv_into(buffer, nbytes, flags)


def _shorten(sock: socket.socket, deadline: float) -> None:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("the whole answer took too long")
    timeout = sock.gettimeout()
    if timeout is None or timeout > left:
        sock.settimeout(left)
