"""What the system and the libraries raise → the one error tree."""

import re
import socket
import ssl
from collections.abc import Iterator, Sequence

from federator.fetch.deadline import NotAcceptedError, OutOfTimeError
from federator.model.errors import ErrorKind, VisitError

Kinds = Sequence[tuple[type[BaseException], ErrorKind]]
"""The most telling first."""

SYSTEM: Kinds = (
    (socket.gaierror, ErrorKind.DNS),
    (NotAcceptedError, ErrorKind.CONNECT_TIMEOUT),
    (OutOfTimeError, ErrorKind.TOTAL_TIMEOUT),
    (TimeoutError, ErrorKind.TIMEOUT),
    (ssl.SSLError, ErrorKind.TLS),
    (ConnectionError, ErrorKind.CUT_SHORT),
)
"""What Python itself raises for the network's sake."""

_CONNECTION = re.compile(r"^\w+\(host=.*?\): ")


def named(error: BaseException, kinds: Kinds = SYSTEM) -> VisitError:
    """The visit's error for any other error, by the most telling of its causes; CONNECT where none tells."""
    causes = list(_causes(error))
    for type_, kind in kinds:
        for cause in causes:
            if isinstance(cause, type_):
                return VisitError(kind, _said(cause))
    return VisitError(ErrorKind.CONNECT, _said(error))


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error and what lies in it: urllib3 keeps the reason, requests hands on urllib3's error as argument."""
    seen: list[BaseException] = []
    waiting = [error]
    while waiting:
        one = waiting.pop()
        if isinstance(one, BaseException) and one not in seen:
            seen.append(one)
            waiting += [getattr(one, "reason", None), one.__cause__, one.__context__, *one.args]
    yield from seen


def _said(error: BaseException) -> str:
    """The error in its own words, without the connection object that urllib3 puts in front of them."""
    words = _CONNECTION.sub("", str(error)) or type(error).__name__
    return words[:300]
