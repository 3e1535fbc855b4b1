"""requests' adapter over guarded, deadlined connections: one for all hosts, its pools bounded."""

import http.client
import socket
import time
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from requests.adapters import HTTPAdapter
from urllib3 import PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError
from urllib3.util.retry import Retry

from federator.fetch.deadline import DeadlineSocket, tls_context
from federator.fetch.guard import Guard

if TYPE_CHECKING:
    from urllib3.response import HTTPResponse

_OPEN_HOSTS = 64  # hosts whose connections stay open
_CONNECT_AGAIN = Retry(total=None, connect=1, read=0, redirect=0, status=0, other=0)


class _Answer(http.client.HTTPResponse):
    """http.client reads a chunk of size -1 to the end of the connection, however much that is."""

    def _read_next_chunk_size(self) -> int:
        size: int = super()._read_next_chunk_size()  # type: ignore[misc]  # the stubs know only what is public
        if size < 0:
            raise ValueError(f"chunk of {size} bytes")
        return size


class _Guarded(HTTPConnection):
    """``total`` seconds for one answer, counted from the moment it is waited for."""

    guard: ClassVar[Guard]
    total: ClassVar[float]
    response_class = _Answer

    def _new_conn(self) -> socket.socket:
        try:
            return self.guard.connect(self._dns_host, self.port, float(self.timeout or 0))
        except socket.gaierror as error:
            raise NameResolutionError(self.host, self, error) from error
        except TimeoutError as error:
            raise ConnectTimeoutError(self, f"{self.host} did not accept the connection in time") from error
        except OSError as error:
            raise NewConnectionError(self, str(error)) from error

    def getresponse(self) -> "HTTPResponse":  # type: ignore[override]  # urllib3 breaks it, not we
        """As urllib3's, its socket told when to give up."""
        if isinstance(self.sock, DeadlineSocket):
            self.sock.deadline = time.monotonic() + self.total
        return super().getresponse()


class Transport(HTTPAdapter):
    """Sends prepared requests."""

    def __init__(self, guard: Guard, total: float, per_host: int) -> None:
        self._guard = guard
        self._total = total
        super().__init__(_OPEN_HOSTS, per_host, max_retries=_CONNECT_AGAIN)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **pool_kwargs: Any) -> None:
        """Called by requests: pools of guarded connections."""
        pools = PoolManager(connections, maxsize=maxsize, block=block, **pool_kwargs)
        pools.pool_classes_by_scheme = _pool_classes(self._guard, self._total)
        self.poolmanager = pools

    def cert_verify(self, conn: object, url: str, verify: object, cert: object) -> None:
        """Called by requests for each request; the TLS context already holds the certificates."""


def _pool_classes(own_guard: Guard, seconds: float) -> dict[str, type[HTTPConnectionPool]]:
    """urllib3 hands a connection nothing but what is part of a pool's key, so the guard is of the class.

    One TLS context serves all connections, and is made when the first needs it: reading certificates takes 40 ms.
    """
    tls = cache(tls_context)

    class Plain(_Guarded):
        guard, total = own_guard, seconds

    class Encrypted(_Guarded, HTTPSConnection):
        guard, total = own_guard, seconds

        def connect(self) -> None:
            self.ssl_context = tls()
            super().connect()

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class EncryptedPool(HTTPSConnectionPool):
        ConnectionCls = Encrypted

    return {"http": PlainPool, "https": EncryptedPool}
