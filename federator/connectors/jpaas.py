"""Hanweb JPAAS (大汉): the column page only names a unit; the unit call answers JSON that holds the rows as HTML.

Pages are had by ``paramJson={"pageNo":2,"pageSize":"15"}`` alone; any other parameter answers page 1 again.
"""

import ast
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from federator.connectors.failures import failure_of
from federator.connectors.main_list import ANY_LINK, dated_rows, main_rows
from federator.connectors.page import fragment_of, text_of
from federator.connectors.plain_rows import read_listed
from federator.model.answer import Answer, Request
from federator.model.errors import ErrorKind, VisitError
from federator.model.row import ListPage, Row
from federator.model.site import Source
from federator.notation.address import absolute, from_attribute

_LIST_TAGS = ("信息列表", "当前栏目list", "zw", "list", "内容区域", "分页列表", "右侧内容", "栏目列表")
_NO_LIST = re.compile(
    r"导航|菜单|页脚|底部|尾部|头部|顶部|位置|面包屑|搜索|轮播|友情|标题|nav|menu|foot|head|banner|search|logo", re.I
)
_MENU = re.compile(r"导航|菜单|目录|nav|menu", re.I)
_LIST_LIKE = re.compile(r"列表|栏目|list", re.I)
_UNIT_SCRIPT = re.compile(r"<script\b(?=[^<>]*\bunitbuild\b)([^<>]*)>")
_ATTRIBUTE = re.compile(r"""(?<![\w-])([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_PAGER = re.compile(r"""<table\b(?=[^<>]*\bclass\s*=\s*["'][^"']*pagination)([^<>]*)>""")
_PAGE_TYPE = re.compile(r"""<meta\b(?=[^<>]*\bid\s*=\s*["']pagetype["'])[^<>]*\bcontent\s*=\s*["'](\w*)["']""", re.I)
_NOTICE = re.compile(r"/art_|/art/\d{4}/", re.A)
_NO_ROWS_SAID = re.compile(r"暂无|没有(?:相关|符合|找到)")
_NO_TEMPLATE = "模版内容不能为空"
_COLUMN_PAGE = "2"


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit call as a page names it: where, and with which ``queryData``."""

    url: str
    query: Mapping[str, str]

    @property
    def tag(self) -> str:
        return self.query.get("tagId", "")


@dataclass(frozen=True, slots=True)
class _Pager:
    """The pagination table: ``count`` records at ``size`` a page; ``unit`` answers the pages."""

    count: int
    size: int
    unit: _Unit


def read(answer: Answer, _source: Source) -> ListPage:
    """A column page (leads to its unit call, or holds the rows itself) or the answer of the unit call.

    ERROR_TEXT for what the interface reports, EMPTY_BUT_TOTAL for an answer without rows that does not declare 0,
    WRONG_PAGE for a home or notice page, UNIT_MISSING for a column page that names no list.
    """
    text = text_of(answer)
    if text.lstrip()[:1] == "{":
        return _unit_answer(text, answer)
    return _column_page(text, answer)


def _column_page(text: str, answer: Answer) -> ListPage:
    page_type = _PAGE_TYPE.search(text)
    if page_type and page_type[1] and page_type[1] != _COLUMN_PAGE:
        raise VisitError(ErrorKind.WRONG_PAGE, f"pagetype {page_type[1]}, a column has {_COLUMN_PAGE}")
    units = list(_units(text))
    unit = _known_list(units)
    if unit is None:
        if rows := main_rows(fragment_of(text), answer.url, _NOTICE):
            pager = _pager(text)
            return ListPage(rows, _next(pager, 1, answer), pager.count if pager else None)
        unit = _likely_list(units)
    if unit is None:
        if page_type and (rows := dated_rows(fragment_of(text), answer.url, ANY_LINK)):
            return ListPage(rows)
        named = "、".join(unit.tag for unit in units) or "no unit script"
        kind = ErrorKind.UNIT_MISSING if units or page_type else ErrorKind.WRONG_PAGE
        raise failure_of(text, VisitError(kind, f"no list unit on the page: {named}"))
    return ListPage((), _call(unit, answer, answer.url), carries_rows=False)


def _unit_answer(text: str, answer: Answer) -> ListPage:
    html = _html(text)
    pager = _pager(html)
    total = pager.count if pager else answer.request.declared
    rows = _rows(html, answer.request.referer or answer.url)
    if not rows and total != 0 and not (total is None and _NO_ROWS_SAID.search(html)):
        raise failure_of(html, VisitError(ErrorKind.EMPTY_BUT_TOTAL, f"a unit without rows, total {total}"))
    return ListPage(rows, _next(pager, _page_number(answer.request), answer) if rows else None, total)


def _html(text: str) -> str:
    """``data.html`` of the answer; lone surrogates of its JSON become question marks."""
    try:
        envelope = json.loads(text)
    except (ValueError, RecursionError) as broken:
        raise VisitError(ErrorKind.UNREADABLE, f"no JSON: {broken}") from broken
    data = envelope.get("data")
    html = data.get("html") if isinstance(data, dict) else None
    if not envelope.get("success", True) or not isinstance(html, str):
        raise VisitError(ErrorKind.ERROR_TEXT, str(envelope.get("message") or text)[:80])
    if _NO_TEMPLATE in html[:80]:
        raise VisitError(ErrorKind.ERROR_TEXT, html.strip()[:80])
    return html.encode("utf-8", "replace").decode()


def _rows(html: str, base: str) -> tuple[Row, ...]:
    pager = _PAGER.search(html)
    listed = html[: pager.start()] if pager else html
    found = read_listed(listed, base) or main_rows(fragment_of(listed), base, ANY_LINK)
    rows: dict[str, Row] = {}
    for row in found:
        rows.setdefault(row.url or row.title, row)
    return tuple(rows.values())


def _units(text: str) -> Iterator[_Unit]:
    for script in _UNIT_SCRIPT.findall(text):
        if unit := _unit(script, "url"):
            yield unit


def _unit(tag: str, url_name: str) -> _Unit | None:
    attributes = _attributes(tag)
    query = _query(attributes.get("querydata", ""))
    url = attributes.get(url_name, "")
    return _Unit(url, query) if url and query else None


def _attributes(tag: str) -> dict[str, str]:
    return {name.lower(): from_attribute(one or other) for name, one, other in _ATTRIBUTE.findall(tag)}


def _query(written: str) -> dict[str, str]:
    """``{'webId':'3185', …}``: JSON in single quotes, else a Python-like literal; empty where neither."""
    for read, text in ((json.loads, written.replace("'", '"')), (ast.literal_eval, written.strip())):
        try:
            query = read(text)
            return {str(name): str(value) for name, value in query.items()} if isinstance(query, dict) else {}
        except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
            continue
    return {}


def _known_list(units: list[_Unit]) -> _Unit | None:
    ranked = (unit for tag in _LIST_TAGS for unit in units if unit.tag == tag)
    return next(ranked, None)


def _likely_list(units: list[_Unit]) -> _Unit | None:
    """A unit of unknown name: the one called a list, or the only one that is no navigation."""
    left = [unit for unit in units if not _NO_LIST.search(unit.tag)]
    listed = [unit for unit in left if _LIST_LIKE.search(unit.tag)]
    return next(iter(listed or (left if len(left) == 1 else ())), None)


def _pager(html: str) -> _Pager | None:
    found = _PAGER.search(html)
    if not found:
        return None
    attributes = _attributes(found[1])
    count, size = attributes.get("count", ""), attributes.get("rows", "")
    if not (count.isdecimal() and size.isdecimal() and len(count + size) < 18):
        return None
    return _Pager(int(count), max(1, int(size)), _unit(found[1], "uniturl") or _Unit("", {}))


def _page_number(request: Request) -> int:
    written = dict(parse_qsl(urlsplit(request.url).query)).get("paramJson", "")
    found = re.search(r'"pageNo"\s*:\s*"?(\d{1,8})', written, re.A)
    return int(found[1]) if found else 1


def _next(pager: _Pager | None, page: int, answer: Answer) -> Request | None:
    """The following page, asked as this one was; for rows that stood in the column page, by the pager's own unit."""
    if pager is None or page >= -(-pager.count // pager.size):
        return None
    asked = dict(parse_qsl(urlsplit(answer.request.url).query, keep_blank_values=True))
    asked.pop("paramJson", None)
    unit = _Unit(answer.request.url.partition("?")[0], asked) if "tagId" in asked else pager.unit
    if not unit.url:
        return None
    wanted = {"paramJson": json.dumps({"pageNo": page + 1, "pageSize": str(pager.size)}, separators=(",", ":"))}
    return _call(_Unit(unit.url, {**unit.query, **wanted}), answer, answer.request.referer or answer.url, pager.count)


def _call(unit: _Unit, answer: Answer, referer: str, declared: int | None = None) -> Request:
    url = absolute(answer.url, unit.url)
    if not url:
        raise VisitError(ErrorKind.UNIT_MISSING, f"the unit's address leads nowhere: {unit.url!r}")
    return Request(f"{url}?{urlencode(unit.query, errors='replace')}", referer=referer, declared=declared)


def menus_of(text: str, answer: Answer) -> tuple[Request, ...]:
    """The calls of the units that bring a page's menus; a home page may hold no link but by them."""
    menus = [unit for unit in _units(text) if _MENU.search(unit.tag)]
    return tuple(_call(unit, answer, answer.url) for unit in menus)


def unit_html(answer: Answer) -> str:
    """The HTML of a unit's answer. Raises VisitError as :func:`read` does."""
    return _html(text_of(answer))
