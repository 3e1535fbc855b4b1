"""The patient way to ask: requests and urllib3. Forms, addresses that must be rewritten first, and answers that are
not HTTP by the book go this way; what is plain goes by ``wire.py``."""

import http.client
from collections.abc import Mapping
from urllib.parse import urlencode

import requests
from requests import PreparedRequest
from requests.structures import CaseInsensitiveDict
from urllib3 import exceptions as urllib3
from urllib3.response import HTTPResponse

from federator.fetch.body import Body
from federator.fetch.deadline import OutOfTimeError
from federator.fetch.faults import SYSTEM, Kinds, named
from federator.fetch.guard import Guard
from federator.fetch.hop import REDIRECTS, Heard, heard
from federator.fetch.transport import Transport
from federator.model.answer import Request
from federator.model.errors import ErrorKind
from federator.model.manners import Manners

_PIECE = 65_536
_FORM = "application/x-www-form-urlencoded; charset=UTF-8"
_JSON = "application/json; charset=UTF-8"
_FAULTS = (requests.RequestException, urllib3.HTTPError, http.client.HTTPException, OSError)
_KINDS: Kinds = (
    (urllib3.NameResolutionError, ErrorKind.DNS),
    (urllib3.LocationValueError, ErrorKind.BAD_ADDRESS),
    (requests.exceptions.InvalidURL, ErrorKind.BAD_ADDRESS),
    (urllib3.NewConnectionError, ErrorKind.CONNECT),  # before its base, ConnectTimeoutError
    (urllib3.ConnectTimeoutError, ErrorKind.CONNECT_TIMEOUT),
    (OutOfTimeError, ErrorKind.TOTAL_TIMEOUT),
    (urllib3.ReadTimeoutError, ErrorKind.TIMEOUT),
    (urllib3.SSLError, ErrorKind.TLS),
    *SYSTEM,
    (http.client.IncompleteRead, ErrorKind.CUT_SHORT),
    (http.client.HTTPException, ErrorKind.UNREADABLE),
    (urllib3.ProtocolError, ErrorKind.CUT_SHORT),
    (urllib3.InvalidHeader, ErrorKind.UNREADABLE),
)


class Patient:
    """Sends by requests' adapter over guarded connections. Thread-safe."""

    def __init__(self, guard: Guard, manners: Manners, abreast: int) -> None:
        self._transport = Transport(guard, manners.total, abreast)
        self._timeout = (manners.connect, manners.read)
        self._limit = manners.max_bytes

    def close(self) -> None:
        """Close all connections."""
        self._transport.close()

    def send(self, request: Request, headers: Mapping[str, str]) -> Heard:
        """Send it as it is, whatever its method. Raises VisitError as the client does."""
        try:
            prepared = _prepared(request, headers)
            return self._read(self._transport.send(prepared, stream=True, timeout=self._timeout).raw)
        except _FAULTS as error:
            raise named(error, _KINDS) from error

    def _read(self, raw: HTTPResponse) -> Heard:
        try:
            content = b"" if raw.status in REDIRECTS else self._body(raw)
        finally:
            raw.close()  # where it was read to its end, the connection is already back in its pool
        return heard(raw.status, ((name.lower(), value) for name, value in raw.headers.iteritems()), content)

    def _body(self, raw: HTTPResponse) -> bytes:
        body = Body(raw.headers.get("content-encoding", ""), raw.length_remaining or 0, self._limit)
        while piece := raw.read(_PIECE, decode_content=False):
            body.add(piece)
        return body.whole()


def _prepared(request: Request, headers: Mapping[str, str]) -> PreparedRequest:
    """requests' own preparation without what costs and is not needed: hooks, authentication, the environment."""
    prepared = PreparedRequest()
    prepared.method = request.method
    prepared.prepare_url(request.url, None)
    prepared.headers = CaseInsensitiveDict(headers)
    if request.method != "GET":
        body = request.json or urlencode(request.form, errors="replace")
        prepared.headers["Content-Type"] = _JSON if request.json else _FORM
        prepared.prepare_body(body.encode("utf-8", "replace"), None)
    return prepared
