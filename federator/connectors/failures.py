"""What a page without rows is: what the site says in place of a page, or what the connector expected it to be."""

import re

from federator.model.errors import ErrorKind, VisitError
from federator.notation.refusals import challenge_in, said_instead, visible

_TITLE = re.compile(r"<title[^<>]*>([^<]*)", re.I)
_PASSWORD = re.compile(r"<input\b[^<>]*\btype\s*=\s*[\"']?password\b", re.I)
_LOGIN = re.compile("登[录陆]|身份认证|sign in|log ?in", re.I)
_SHORT = 400
"""Characters a person sees: an error page has fewer, a list page that lost its rows has more."""


def failure_of(text: str, otherwise: VisitError) -> VisitError:
    """REFUSED for a challenge; LOGIN, CAPTCHA, MAINTENANCE or ERROR_TEXT for a page that says so (its first 80
    characters); else ``otherwise``.

    Asked only about a page that gave no rows: a column may well carry a notice about 系统维护.
    """
    seen = visible(text)
    brief = len(seen) < _SHORT
    if brief and (product := challenge_in(text)):
        return VisitError(ErrorKind.REFUSED, f"{product}: {seen[:80] or 'a script in place of the page'}")
    found = _TITLE.search(text)
    title = found[1] if found else ""
    if _PASSWORD.search(text) and (brief or _LOGIN.search(title)):
        return VisitError(ErrorKind.LOGIN, seen[:80])
    kind = said_instead(seen if brief else title)
    return VisitError(kind, seen[:80]) if kind else otherwise
