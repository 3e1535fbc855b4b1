"""``ask(request) → Answer``: the one boundary of the network."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Self
from urllib.parse import quote, urlsplit

from federator.fetch.guard import Guard, Resolver, system_addresses
from federator.fetch.hop import REDIRECTS, Heard
from federator.fetch.lane import ABREAST, Lane, Lanes
from federator.fetch.reply import NotUnderstoodError
from federator.fetch.robots import Rules, read_rules
from federator.fetch.wire import Wire, place_of
from federator.model.answer import Answer, Request, Validators
from federator.model.errors import ErrorKind, VisitError
from federator.model.manners import Manners
from federator.notation.address import absolute
from federator.notation.address_parts import host_of, same_site

if TYPE_CHECKING:
    from federator.fetch.patient import Patient

_UNCONDITIONAL = Validators()
_TOO_MUCH = (429, 503)
_NO_HEADER = re.compile(r"[^\t\x20-\x7e\x80-\xff]")
_NO_WEB = frozenset((
    0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109,
    110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530,
    531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190,
    5060, 5061, 6000, 6379, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
))  # fmt: skip
"""Ports of other services, which might take a question for theirs: those that browsers refuse (Fetch standard, "bad
port"), and Redis."""
_PLAIN_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(?::\d{1,5})?(?=/)", re.A)
_AS_IS = "!#$%&'()*+,/:;=?@[]~"


class Client:
    """Asks sites, with manners. Thread-safe; close it, or use it as a context manager.

    ``resolve`` turns a host name into addresses.
    """

    def __init__(self, manners: Manners, resolve: Resolver = system_addresses) -> None:
        self._manners = manners
        self._lanes = Lanes(manners.pause)
        self._guard = Guard(manners.allow_networks, resolve, manners.deny_networks)
        self._wire = Wire(self._guard, manners)
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
        self._wire.close()
        if "_patient" in self.__dict__:
            self._patient.close()

    def ask(self, request: Request, validators: Validators = _UNCONDITIONAL) -> Answer:
        """Ask, follow redirects, read the whole body. Whatever its status, an answer is an Answer.

        ``validators`` make it conditional: 304 says unchanged. Raises VisitError: DNS, CONNECT, TLS, CONNECT_TIMEOUT,
        TIMEOUT, TOTAL_TIMEOUT, CUT_SHORT, TOO_LARGE, UNREADABLE, FORBIDDEN_ADDRESS, BAD_ADDRESS, NOT_OF_THE_WEB,
        ROBOTS, REDIRECT, TOLD_TO_WAIT. ``manners.total`` bounds each hop.
        """
        return self._follow(request, validators, self._manners.obey_robots)

    def tell(self, request: Request, _validators: Validators = _UNCONDITIONAL) -> Answer:
        """Ask an interface whose owner gave us its address: robots.txt, which is for what is found, does not concern
        it. The rest as :meth:`ask`."""
        return self._follow(request, _UNCONDITIONAL, obey_robots=False)

    def _follow(self, request: Request, validators: Validators, obey_robots: bool) -> Answer:
        hop, seconds = request, 0.0
        for _ in range(self._manners.max_redirects + 1):
            scheme, host = _site_of(hop.url)
            lane = self._lanes.of(host)
            if obey_robots:
                self._rules(hop.url, scheme, lane).expect_allowed(hop.url, self._manners.user_agent)
            with lane:
                lane.expect_open()  # not before: who asked while this one waited may have been told to go
                lane.keep_pause()
                began = monotonic()
                heard = self._send(hop, self._headers | _asking(hop, validators, lane), lane)
                seconds += monotonic() - began
                answer = Answer(
                    request, heard.status, hop.url, heard.content, datetime.now(UTC), heard.headers, seconds
                )
                if answer.status in _TOO_MUCH and answer.retry_after:
                    lane.rest(answer.retry_after)
            if heard.cookies:
                lane.cookies.learn(hop.url, heard.cookies)
            if heard.status not in REDIRECTS:
                return answer
            hop = _redirected(hop, heard)
        raise VisitError(ErrorKind.REDIRECT, f"more than {self._manners.max_redirects} redirects, at last to {hop.url}")

    def _rules(self, url: str, scheme: str, lane: Lane) -> Rules:
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

    def _send(self, request: Request, headers: dict[str, str], lane: Lane) -> Heard:
        """The quick way where the question is plain and the server goes by the book, else the patient one."""
        place = place_of(request.url) if request.method == "GET" and lane.by_the_book else None
        if place:
            try:
                return self._wire.get(place, headers)
            except NotUnderstoodError:
                lane.by_the_book = False
        return self._patient.send(request, headers)

    @cached_property
    def _patient(self) -> "Patient":
        """Made when it is first needed: requests takes a tenth of a second to import."""
        from federator.fetch.patient import Patient

        return Patient(self._guard, self._manners, ABREAST)


def _site_of(url: str) -> tuple[str, str]:
    """Scheme and host (with its port) of ``url``, if it is http or https and names a host and nobody's password."""
    plain = _PLAIN_ORIGIN.match(url)
    return _expect_plain_web(plain[0] if plain else url)


@lru_cache(maxsize=1024)  # a visit asks one host for all its pages
def _expect_plain_web(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port not in _NO_WEB
    except ValueError as error:
        raise VisitError(ErrorKind.BAD_ADDRESS, f"{url}: {error}") from error
    if not usable or "@" in parts.netloc:
        raise VisitError(ErrorKind.NOT_OF_THE_WEB, url)
    return parts.scheme, host_of(url)


@lru_cache(maxsize=256)
def _escaped(referer: str) -> str:
    return quote(referer, safe=_AS_IS)


def _asking(request: Request, validators: Validators, lane: Lane) -> dict[str, str]:
    """The headers of this question alone; what no header may hold is left out."""
    headers = {
        "If-None-Match": validators.etag,
        "If-Modified-Since": validators.last_modified,
        "Referer": _escaped(request.referer) if request.referer else None,
        "Cookie": lane.cookies.header(request.url),
        **dict(request.headers),
    }
    return {name: value for name, value in headers.items() if value and not _NO_HEADER.search(value)}


def _redirected(request: Request, answer: Heard) -> Request:
    """The next question; a POST becomes a GET as browsers make it (RFC 9110, 15.4: all but 307 and 308). Neither what a
    form said nor the page that one came from is told to another site."""
    written = answer.headers.get("location", "").encode("latin-1", "replace").decode("utf-8", "replace")
    url = absolute(request.url, written)
    if not url:
        raise VisitError(ErrorKind.REDIRECT, f"{answer.status} leads to {written[:200]!r}", answer.status)
    here = same_site(request.url, url)
    referer = request.referer if here else None
    if answer.status not in (307, 308):
        return Request(url, referer=referer)
    if request.method != "GET" and not here:
        raise VisitError(
            ErrorKind.REDIRECT, f"{answer.status} of a {request.method} to another site: {url}", answer.status
        )
    return replace(request, url=url, referer=referer)
