"""What the libraries raise → the one error tree."""

import http.client
import re
import ssl
from collections.abc import Iterator

import requests
from urllib3 import exceptions as urllib3

from federator.model.errors import ErrorKind, VisitError

FAULTS = (requests.RequestException, urllib3.HTTPError, http.client.HTTPException, OSError)
"""What sending and reading may raise for the network's sake."""

_CONNECTION = re.compile(r"^\w+\(host=.*?\): ")

_KINDS: tuple[tuple[type[BaseException], ErrorKind], ...] = (
    (urllib3.NameResolutionError, ErrorKind.DNS),
    (urllib3.LocationValueError, ErrorKind.DNS),
    (requests.exceptions.InvalidURL, ErrorKind.DNS),
    (urllib3.NewConnectionError, ErrorKind.CONNECT),  # before its base, ConnectTimeoutError
    (urllib3.ConnectTimeoutError, ErrorKind.TIMEOUT),
    (urllib3.ReadTimeoutError, ErrorKind.TIMEOUT),
    (TimeoutError, ErrorKind.TIMEOUT),
    (ssl.SSLError, ErrorKind.TLS),
    (urllib3.SSLError, ErrorKind.TLS),
    (http.client.IncompleteRead, ErrorKind.CUT_SHORT),
    (ConnectionError, ErrorKind.CUT_SHORT),
    (http.client.HTTPException, ErrorKind.UNREADABLE),
    (urllib3.ProtocolError, ErrorKind.CUT_SHORT),
    (urllib3.InvalidHeader, ErrorKind.UNREADABLE),
)


def named(error: BaseException) -> VisitError:
    """The visit's error for a library's error, by the most telling of its causes; CONNECT where none tells."""
    causes = list(_causes(error))
    for type_, kind in _KINDS:
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
