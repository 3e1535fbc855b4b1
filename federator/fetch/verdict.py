"""Is this an answer, or a site that turned us away? Asked of what the site's own software should have sent."""

import re
from urllib.parse import urlsplit

from federator.model.answer import Answer
from federator.model.errors import ErrorKind, VisitError
from federator.notation.address_parts import is_home, same_site
from federator.notation.charset import charset_of, decode
from federator.notation.refusals import challenge_in, said_instead, visible

_REFUSALS = {403, 405, 412, 418, 429, 521}
_GONE = (404, 410)
_LINK = re.compile(rb"<a\s", re.I)
_LOGIN_PAGE = re.compile(r"/(?:\w*login|cas|sso|signin|passport|oauth2?)(?:[/.;]|$)", re.I)
_LOOKED_AT = 262_144
_SHORT = 600
"""Characters: what says that it refuses says hardly more."""


def expect_good(answer: Answer) -> Answer:
    """Hand back an answer that its site meant to give: 2xx or 304, and no script in place of the page.

    Raises VisitError with the status and, where the site named one, its Retry-After: REFUSED (403, 412, 429, 521 …,
    or a challenge under any status), LOGIN (401, or redirected to a login), CAPTCHA or MAINTENANCE where the page of
    a bad status says so, else HTTP_STATUS.
    """
    if answer.not_modified:
        return answer
    if answer.status in _GONE:
        raise VisitError(ErrorKind.HTTP_STATUS, f"{answer.status}", answer.status)
    _refuse_challenge(answer)
    if not 200 <= answer.status < 300:
        raise _bad_status(answer)
    if answer.url != answer.request.url and _LOGIN_PAGE.search(urlsplit(answer.url).path):
        raise VisitError(ErrorKind.LOGIN, f"redirected to {answer.url}", answer.status)
    return answer


def expect_same_site(answer: Answer) -> Answer:
    """Hand back an answer of the site that was asked, whose redirects did not end at its home page.

    Another scheme, port or ``www.`` is the same site. Raises VisitError OTHER_HOST or HOME_PAGE.
    """
    if answer.url == answer.request.url:
        return answer
    if not same_site(answer.url, answer.request.url):
        raise VisitError(ErrorKind.OTHER_HOST, f"redirected to {answer.url}", answer.status)
    if is_home(answer.url) and not is_home(answer.request.url):
        raise VisitError(ErrorKind.HOME_PAGE, f"redirected to {answer.url}", answer.status)
    return answer


def _refuse_challenge(answer: Answer) -> None:
    """These products leave their script in the pages that they let through as well; those have links."""
    may_be = (b"<script" in answer.content or answer.status >= 400) and not _LINK.search(answer.content)
    product = challenge_in(_text(answer)) if may_be else ""
    if product or (answer.status == 202 and not answer.content.strip()):
        detail = f"{product or 'nothing'} in place of the page, status {answer.status}"
        raise VisitError(ErrorKind.REFUSED, detail + _wait(answer), answer.status, answer.retry_after)


def _bad_status(answer: Answer) -> VisitError:
    words = visible(_text(answer))
    said = said_instead(words) if len(words) < _SHORT else None
    detail = f"status {answer.status}{_wait(answer)}"
    if said not in (None, ErrorKind.ERROR_TEXT):
        return VisitError(said, f"{detail}: {words[:80]}", answer.status, answer.retry_after)
    if answer.status == 401:
        return VisitError(ErrorKind.LOGIN, detail, answer.status, answer.retry_after)
    if answer.status in _REFUSALS:
        return VisitError(ErrorKind.REFUSED, detail, answer.status, answer.retry_after)
    return VisitError(ErrorKind.HTTP_STATUS, f"{answer.status}{_wait(answer)}", answer.status, answer.retry_after)


def _text(answer: Answer) -> str:
    return decode(answer.content[:_LOOKED_AT], charset_of(answer.headers.get("content-type", "")))


def _wait(answer: Answer) -> str:
    seconds = answer.headers.get("retry-after")
    return f", Retry-After: {seconds[:40]}" if seconds else ""
