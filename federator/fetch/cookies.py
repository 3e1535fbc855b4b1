"""Cookies of one host: load balancers' marks and sessions. They never leave it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from requests.cookies import RequestsCookieJar

_MOST, _LONGEST = 50, 4096
"""Cookies of a host, and bytes of one: what a browser keeps at least (RFC 6265, section 6.1), and this one at most."""


class Cookies:
    """What a host asked to be reminded of. requests' jar keeps them, and is made when the first one comes."""

    def __init__(self) -> None:
        self._jar: RequestsCookieJar | None = None

    def learn(self, url: str, lines: Sequence[str]) -> None:
        """Keep what the Set-Cookie ``lines`` of an answer from ``url`` say; a host that sets a new name at each visit
        does not fill the memory."""
        from email.message import Message

        from requests import Request
        from requests.cookies import MockRequest, MockResponse, RequestsCookieJar

        message = Message()
        lines = [line for line in lines if len(line) <= _LONGEST][-_MOST:]
        for line in lines:
            message["Set-Cookie"] = line
        if self._jar is None or len(self._jar) + len(lines) > _MOST:
            self._jar = RequestsCookieJar()
        answer, asked = MockResponse(message), MockRequest(Request("GET", url))  # what requests hands its own jar
        self._jar.extract_cookies(answer, asked)  # type: ignore[arg-type]

    def header(self, url: str) -> str:
        """The Cookie header to send to ``url``, ``""`` for none."""
        if self._jar is None:
            return ""
        from requests import Request
        from requests.cookies import get_cookie_header

        return get_cookie_header(self._jar, Request("GET", url)) or ""  # type: ignore[no-untyped-call]
