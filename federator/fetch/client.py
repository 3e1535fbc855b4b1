"""``ask(request) → Answer``: the one boundary of the network."""

from dataclasses import replace
from datetime import UTC, datetime
from types import TracebackType
from typing import Self
from urllib.parse import urlencode, urlsplit

from requests import PreparedRequest, Response
from requests.structures import CaseInsensitiveDict
from requests.utils import requote_uri
from urllib3.response import HTTPResponse

from federator.fetch.body import read_body
from federator.fetch.faults import FAULTS, named
from federator.fetch.guard import Guard, Resolver, system_addresses
from federator.fetch.lane import ABREAST, Lane, Lanes
from federator.fetch.robots import Rules, read_rules
from federator.fetch.transport import Transport
from federator.model.answer import Answer, Request, Validators
from federator.model.errors import ErrorKind, VisitError
from federator.model.manners import Manners
from federator.notation.address import absolute, host_of

_REDIRECTS = (301, 302, 303, 307, 308)
_KEPT = ("content-type", "etag", "last-modified", "retry-after", "location", "date", "content-disposition")
_FORM = "application/x-www-form-urlencoded; charset=UTF-8"
_UNCONDITIONAL = Validators()


class Client:
    """Asks sites, with manners. Thread-safe; close it, or use it as a context manager.

    ``resolve`` turns a host name into addresses.
    """

    def __init__(self, manners: Manners, resolve: Resolver = system_addresses) -> None:
        self._manners = manners
        self._lanes = Lanes(manners.pause)
        self._transport = Transport(Guard(manners.allow_networks, resolve), manners.total, ABREAST)
        self._headers = {
            "User-Agent": manners.user_agent,
            "Accept": "*/*",
            "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5",
            "Accept-Encoding": "gzip, deflate",
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._transport.close()

    def ask(self, request: Request, validators: Validators = _UNCONDITIONAL) -> Answer:
        """Ask, follow redirects, read the whole body. Whatever its status, an answer is an Answer.

        ``validators`` make it conditional: 304 says unchanged. Raises VisitError: DNS, CONNECT, TLS, TIMEOUT,
        CUT_SHORT, TOO_LARGE, UNREADABLE, FORBIDDEN_ADDRESS, ROBOTS, REDIRECT. ``manners.total`` bounds each hop.
        """
        return self._follow(request, validators, self._manners.obey_robots)

    def _follow(self, request: Request, validators: Validators, obey_robots: bool) -> Answer:
        hop = request
        for _ in range(self._manners.max_redirects + 1):
            lane = self._lanes.of(host_of(_expect_plain_web(hop.url)))
            if obey_robots:
                self._rules(hop.url, lane).expect_allowed(hop.url, self._manners.user_agent)
            answer = self._send(hop, validators, lane)
            if answer.status not in _REDIRECTS:
                return replace(answer, request=request)
            hop = _redirected(hop, answer)
        raise VisitError(ErrorKind.REDIRECT, f"more than {self._manners.max_redirects} redirects, at last to {hop.url}")

    def _rules(self, url: str, lane: Lane) -> Rules:
        scheme = urlsplit(url).scheme
        rules = lane.rules.get(scheme)
        if rules and rules.fresh:
            return rules
        with lane.robots_lock:
            rules = lane.rules.get(scheme)
            if not (rules and rules.fresh):
                rules = read_rules(url, self._manners.user_agent, self._ask_for_robots)
                lane.rules[scheme] = rules
                lane.pause = max(lane.pause, rules.delay)
            return rules

    def _ask_for_robots(self, url: str) -> Answer:
        return self._follow(Request(url), _UNCONDITIONAL, obey_robots=False)

    def _send(self, request: Request, validators: Validators, lane: Lane) -> Answer:
        timeout = (self._manners.connect, self._manners.read)
        try:
            prepared = _prepared(request, self._headers | _conditions(validators), lane)
            with lane.turn():
                response = self._transport.send(prepared, stream=True, timeout=timeout)
                return self._read(request, response, lane)
        except FAULTS as error:
            raise named(error) from error

    def _read(self, request: Request, response: Response, lane: Lane) -> Answer:
        raw: HTTPResponse = response.raw
        try:
            content = b"" if raw.status in _REDIRECTS else read_body(raw, self._manners.max_bytes)
        finally:
            raw.close()  # where it was read to its end, the connection is already back in its pool
        if response.cookies:
            lane.remember_cookies(response.cookies)
        headers = {name: raw.headers[name] for name in _KEPT if name in raw.headers}
        return Answer(request, raw.status, request.url, content, datetime.now(UTC), headers)


def _expect_plain_web(url: str) -> str:
    """``url``, if it is http or https and names a host and nobody's password."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError as error:
        raise VisitError(ErrorKind.DNS, f"{url}: {error}") from error
    if not usable or "@" in parts.netloc:
        raise VisitError(ErrorKind.FORBIDDEN_ADDRESS, f"{url}: only http and https, without user and password")
    return url


def _conditions(validators: Validators) -> dict[str, str]:
    conditions = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    return {name: value for name, value in conditions.items() if value}


def _prepared(request: Request, headers: dict[str, str], lane: Lane) -> PreparedRequest:
    """requests' own preparation without what costs and is not needed: hooks, authentication, the environment."""
    prepared = PreparedRequest()
    prepared.method = request.method
    prepared.prepare_url(request.url, None)
    prepared.headers = CaseInsensitiveDict(headers)
    if request.referer:
        prepared.headers["Referer"] = requote_uri(request.referer)
    if request.method != "GET":
        prepared.headers["Content-Type"] = _FORM
        prepared.prepare_body(urlencode(request.form, errors="replace"), None)
    if lane.cookies:
        prepared.prepare_cookies(lane.cookies)
    return prepared


def _redirected(request: Request, answer: Answer) -> Request:
    """The next question; a POST becomes a GET as browsers make it (RFC 9110, 15.4: all but 307 and 308)."""
    written = answer.headers.get("location", "").encode("latin-1", "replace").decode("utf-8", "replace")
    url = absolute(request.url, written)
    if not url:
        raise VisitError(ErrorKind.REDIRECT, f"{answer.status} to {written[:200] or 'nowhere'}", answer.status)
    if answer.status in (307, 308):
        return replace(request, url=url)
    return Request(url, referer=request.referer)
