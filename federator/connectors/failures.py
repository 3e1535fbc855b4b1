"""What a page without rows is: what the site says in place of a page, or what the connector expected it to be."""

import re
from html import unescape

from federator.model.answer import Answer
from federator.model.errors import ErrorKind, VisitError
from federator.notation.address_parts import is_home
from federator.notation.refusals import challenge_in, said_instead, visible

_TITLE = re.compile(r"<title[^<>]*>([^<]*)", re.I)
_PASSWORD = re.compile(r"<input\b[^<>]*\btype\s*=\s*[\"']?password\b", re.I)
_LOGIN = re.compile("登[录陆]|身份认证|sign in|log ?in", re.I)
_OWN_TITLE = re.compile(
    r"(?:欢迎(?:访问|光临|您)?\W*)?[^\s\-_|—·>]{3,40}?(?:人民政府|局|厅|委员会|中心|网站|网|办公室)(?:官网)?\W{0,4}(?:网站)?(?:首页)?"
    r"|\W*(?:网站)?首页\W*"
)
_MORE = re.compile(r">\s*[\[【]?(?:查看)?(?:更多|more)\s*(?:&gt;|&raquo;|[>»…+\]】])*\s*<", re.I)
_PAGER = re.compile(r"createPage|下一?页|countPage", re.I)
_COLUMN = re.compile(
    r"<meta\b(?=[^<>]{0,200}\bname\s*=\s*[\"']?ColumnName\b)[^<>]{0,200}\bcontent\s*=\s*[\"']\s*[^\"'\s<>]", re.I
)
_SEVERAL = 3
"""Lists that end in 更多: a column is one list, a home page shows the beginnings of many."""
_SHORT = 400
"""Characters a person sees: an error page has fewer, a list page that lost its rows has more."""


def failure_of(text: str, otherwise: VisitError) -> VisitError:
    """REFUSED for a challenge; LOGIN, CAPTCHA, MAINTENANCE or ERROR_TEXT for a page that says so (its first 80
    characters); HOME_PAGE for one that looks like it; else ``otherwise``.

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
    if kind is None and is_home_page(text):
        kind = ErrorKind.HOME_PAGE
    return VisitError(kind, seen[:80]) if kind else otherwise


def expect_column(first: str, text: str, answer: Answer) -> None:
    """Raise HOME_PAGE where a page with rows, the first titled ``first``, is the site's home that nobody asked for."""
    if is_home_page(text) and not is_home(answer.request.url):
        raise VisitError(ErrorKind.HOME_PAGE, f"many lists, and the title of the site: {first[:40]} …")


def is_home_page(text: str) -> bool:
    """Whether a page looks like the home page of a site: titled with the site's name alone, no column's name among
    its metas, the beginnings of several lists, and none of them paged."""
    found = _TITLE.search(text)
    if found is None or not _OWN_TITLE.fullmatch(unescape(found[1]).strip()):
        return False
    if _PAGER.search(text) or _COLUMN.search(text):
        return False
    return sum(1 for _ in _MORE.finditer(text)) >= _SEVERAL
