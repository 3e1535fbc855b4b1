"""Hanweb's 信息公开 catalogue: the column page only calls ``/module/xxgk/search.jsp``, which answers a piece of HTML
with the rows and ``&nbsp;共N页&nbsp;``; pages are had by ``currpage``.

The parameters are read from the column page at each visit. Where that page calls for nothing itself the answer holds
all columns of the organisation, and the rows are narrowed to those whose address names the column (``art_7_1.html``).
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urlsplit

from federator.connectors.failures import failure_of, is_home_page
from federator.connectors.page import text_of
from federator.connectors.xxgk_call import by_area_alone, catalogue_request, column_of
from federator.connectors.xxgk_rows import catalogue_rows, table_rows
from federator.model.answer import Answer, Request
from federator.model.errors import ErrorKind, VisitError
from federator.model.row import ListPage, Row
from federator.model.site import Source

_BETWEEN = r"(?:\s|&nbsp;|<[^<>]{0,80}>){0,6}"
_PAGES = re.compile(rf"共{_BETWEEN}(\d{{1,6}}){_BETWEEN}页", re.A)
_TOTAL = re.compile(rf"共{_BETWEEN}(\d{{1,8}}){_BETWEEN}(?:条|项|篇)", re.A)
_NEXT = re.compile(r"<a\b([^<>]{0,300})>[^<>]{0,20}下\s?一?\s?页")
_NUMBER = re.compile(r"\d{1,6}", re.A)
_INTERFACE = re.compile(r"/(?:module/xxgk|zfxxgk)/\w+\.jsp$")
_WHOLE_PAGE = re.compile(r"<(?:html|body)\b", re.I)
_BEGINNING = 2000
_CATALOGUE = re.compile(r"tr_main_value_|\bsyh\s*=")


def read(answer: Answer, source: Source) -> ListPage:
    """A column page (leads to its catalogue, or holds the rows itself) or the answer of the catalogue.

    UNIT_MISSING for a column page that calls for no catalogue, WRONG_PAGE or HOME_PAGE for another page in the place
    of an answer, EMPTY_BUT_TOTAL or NO_ROWS for an answer without rows that does not say so.
    """
    text = text_of(answer)
    if _INTERFACE.search(urlsplit(answer.request.url).path):
        _expect_catalogue(text, answer.request)
        return _catalogue_page(text, answer, source)
    following = catalogue_request(text, source.url, answer)
    if rows := _on_the_page(text, answer.url, following, column_of(source.url)):
        return ListPage(rows, _page_after(following, 1, _count(_PAGES, text)), _count(_TOTAL, text))
    if following is None:
        raise failure_of(text, VisitError(ErrorKind.UNIT_MISSING, "no call of /module/xxgk/search.jsp"))
    return ListPage((), following, carries_rows=False)


def _expect_catalogue(text: str, request: Request) -> None:
    """A script is answered a piece of HTML, a frame a page of its own; neither is the home page."""
    whole = _WHOLE_PAGE.search(text, 0, _BEGINNING) is not None
    if whole and request.method == "POST" and not (_CATALOGUE.search(text) or _PAGES.search(text)):
        raise failure_of(text, VisitError(ErrorKind.WRONG_PAGE, f"no piece of HTML but a page: {text[:80]!r}"))
    if whole and is_home_page(text):
        raise VisitError(ErrorKind.HOME_PAGE, request.url)


def _on_the_page(text: str, base: str, following: Request | None, column: str) -> tuple[Row, ...]:
    """Rows that stand in the column page itself: the catalogue's, or, where the page calls for none, the column's."""
    rows = table_rows(text, base) if _CATALOGUE.search(text) else ()
    if not rows and (following is None or by_area_alone(following)):
        return _of_column(catalogue_rows(text, base), column)
    return rows


def _catalogue_page(text: str, answer: Answer, source: Source) -> ListPage:
    pages, total, now = _count(_PAGES, text), _count(_TOTAL, text), _page_number(answer.request)
    rows = catalogue_rows(text, answer.request.referer or answer.url)
    if not rows:
        return _nothing(text, pages, total)
    following = _page_after(answer.request, now, _linked(text, now) if pages is None else pages)
    own = _of_column(rows, column_of(source.url))
    if own or not by_area_alone(answer.request):
        whole = not own or len(own) == len(rows)
        return ListPage(own or rows, following, total if whole else None)
    if following is None:
        raise VisitError(ErrorKind.NO_ROWS, f"none of the catalogue's rows is of column {column_of(source.url)}")
    return ListPage((), following, carries_rows=False)


def _nothing(text: str, pages: int | None, total: int | None) -> ListPage:
    if total == 0 or pages == 0:
        return ListPage((), total=0)
    seen = VisitError(ErrorKind.EMPTY_BUT_TOTAL, f"a catalogue without rows, {pages} pages")
    raise failure_of(text, seen if pages or total else VisitError(ErrorKind.NO_ROWS, "a catalogue without rows"))


def _of_column(rows: Sequence[Row], column: str) -> tuple[Row, ...]:
    own = f"/art_{column}_"
    return tuple(row for row in rows if own in row.url) if column else ()


def _count(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.search(text)
    return int(found[1]) if found else None


def _linked(text: str, now: int) -> int:
    """How many pages there are at least, where only a link 下一页 tells."""
    link = _NEXT.search(text)
    return now + 1 if link and str(now + 1) in _NUMBER.findall(link[1]) else now


def _page_number(request: Request) -> int:
    asked = {**dict(parse_qsl(urlsplit(request.url).query)), **dict(request.form)}.get("currpage", "")
    return int(asked) if _NUMBER.fullmatch(asked) else 1


def _page_after(request: Request | None, now: int, pages: int | None) -> Request | None:
    if request is None or now >= (pages or 1):
        return None
    if request.method == "POST":
        form = {**dict(request.form), "currpage": str(now + 1)}
        return replace(request, form=tuple(form.items()))
    parts = urlsplit(request.url)
    query = {**dict(parse_qsl(parts.query, keep_blank_values=True)), "currpage": str(now + 1)}
    return replace(request, url=parts._replace(query=urlencode(query)).geturl())
