"""TrueCMS (Jiangsu's land bureaus, Shanghai): the first group of records lies in ``#initData`` of the column page, the
others behind messageController/getMessage.do, which answers a datastore in JSONP: ``;raw({"result":"<datastore>…"})``.

The interface wants the column page as Referer. How many records it hands out at once differs by host, and it says so
by an empty result or 404: the page's own group is asked for, and one page of it where that is too much.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from http import HTTPStatus
from urllib.parse import urlencode, urlsplit

from lxml.html import HtmlElement

from federator.connectors.failures import failure_of
from federator.connectors.jpage_units import declared_total, records_of, stores_of
from federator.connectors.page import fragment_of, text_of
from federator.connectors.plain_rows import read_listed, read_record
from federator.connectors.rows import once, row_of
from federator.connectors.windows import next_window, window_of
from federator.model.answer import Answer, Request
from federator.model.errors import ErrorKind, VisitError
from federator.model.row import ListPage, Row
from federator.model.site import Source
from federator.notation.address import absolute

_INTERFACE = "messageController/getMessage.do"
_BEFORE = re.compile(r"""["']([^"'<>\s]{0,200})$""")
_SETTING = re.compile(
    r"""\b(totalRecord|groupSize|perPage|columnId|contentTemplate)["']?\s*[:=]\s*["']?([\w-]{0,64})""", re.A
)
_AROUND = 2000
"""Characters before and after the interface's address within which the call of jpage stands."""
_LIST = re.compile(r"""<(\w+)\b(?=[^<>]*\bid\s*=\s*["']?initData\b)[^<>]*>""")
_JSONP = re.compile(r";?\s*[\w.$]{0,60}\s*\(?\s*\{")
_BEGINNING = 100
_GROUP_SIZE, _PER_PAGE = 3, 10
"""What jpage takes where the page does not say."""


@dataclass(frozen=True, slots=True)
class _Call:
    """How the page asks for records: ``per_page`` counts those of one page, ``group`` those it asks for at once."""

    url: str
    column: tuple[tuple[str, str], ...]
    total: int | None
    per_page: int
    group: int


def read(answer: Answer, _source: Source) -> ListPage:
    """A column page, or an answer of its interface; where that is gone (404) the list ends with the column page.

    UNIT_MISSING for a page without list and interface, UNREADABLE for an answer that is no JSON, ERROR_TEXT for one
    without result, EMPTY_BUT_TOTAL for one without records that does not declare 0.
    """
    if answer.status == HTTPStatus.NOT_FOUND:
        return _interface_gone(answer.request)
    text = text_of(answer)
    if _asks_interface(answer.request.url) or _JSONP.match(text.lstrip()[:_BEGINNING]):
        return _interface_page(text, answer)
    return _column_page(text, answer)


def _column_page(text: str, answer: Answer) -> ListPage:
    call, listed = _call(text, answer), _listed(text)
    rows = _rows(listed, answer.url)
    total = call.total if call else None
    if call is None and listed is None:
        raise failure_of(text, VisitError(ErrorKind.UNIT_MISSING, "no #initData and no messageController"))
    if not rows and total == 0:
        return ListPage((), total=0)
    following = _asked(call, len(rows) + 1, answer.url) if call and (total is None or len(rows) < total) else None
    if not rows and following is None:
        raise failure_of(text, VisitError(ErrorKind.EMPTY_BUT_TOTAL, f"nothing in #initData, total {total}"))
    return ListPage(rows, following, total, carries_rows=bool(rows))


def _call(text: str, answer: Answer) -> _Call | None:
    at = text.find(_INTERFACE)
    before = _BEFORE.search(text, max(0, at - 200), at) if at >= 0 else None
    url = absolute(answer.url, before[1] + _INTERFACE) if before else ""
    if not url:
        return None
    around = text[max(0, at - _AROUND) : at + _AROUND]
    settings = [(name, value) for name, value in _SETTING.findall(around) if value or name == "contentTemplate"]
    named = dict(reversed(settings))
    if "columnId" not in named:
        return None
    totals = [int(value) for name, value in settings if name == "totalRecord" and value.isdecimal() and len(value) < 10]
    per_page = _count(named.get("perPage", "")) or _PER_PAGE
    return _Call(
        url=url,
        column=tuple((name, named.get(name, "")) for name in ("contentTemplate", "columnId")),
        total=min(totals, default=None),  # as in jpage a second call may repeat the options with a total that is none
        per_page=per_page,
        group=per_page * (_count(named.get("groupSize", "")) or _GROUP_SIZE),
    )


def _count(written: str) -> int:
    return int(written) if written.isdecimal() and len(written) < 4 else 0


def _asked(call: _Call, start: int, column_page: str) -> Request:
    """The group from record ``start`` on, as the page asks for it; one page of it where the site refuses that."""
    group, page = (
        Request(_address(call.url, start, size, call), referer=column_page, declared=call.total)
        for size in (call.group, call.per_page)
    )
    return group if group == page else replace(group, instead=page)


def _address(url: str, start: int, size: int, call: _Call) -> str:
    window = {"callback": "raw", "startrecord": start, "endrecord": start + size - 1, "perpage": call.per_page}
    return f"{url}?{urlencode([*window.items(), *call.column])}"


def _listed(text: str) -> str | None:
    """What is inside ``#initData``; None where the page has no such element."""
    found = _LIST.search(text)
    if not found:
        return None
    open_now = 1
    for tag in re.compile(rf"<(/?){found[1]}\b", re.I).finditer(text, found.end()):
        open_now += -1 if tag[1] else 1
        if open_now == 0:
            return text[found.end() : tag.start()]
    raise VisitError(ErrorKind.CUT_SHORT, "#initData breaks off")


def _rows(listed: str | None, base: str) -> tuple[Row, ...]:
    if not listed or not listed.strip():
        return ()
    plain = read_listed(listed, base)
    return once(_parsed(fragment_of(listed), base) if plain is None else plain)


def _parsed(body: HtmlElement, base: str) -> Iterable[Row]:
    return (row for block in body.iter("li", "tr") if (row := row_of(block, base)))


def _interface_page(text: str, answer: Answer) -> ListPage:
    result = _result(text)
    stores = stores_of(result)
    store = stores[0][1] if stores else ""
    records = records_of(store)
    rows = once(row for record in records if (row := read_record(record, answer.request.referer or answer.url)))
    total = declared_total(store, answer.request.declared)
    start, end = window_of(answer.request.url) or (1, 0)
    if not rows:
        return _nothing(" ".join(records) or result, answer.request, total, start)
    reached = start + len(records) - 1
    more = end > 0 and (reached < total if total is not None else reached >= end)
    following = next_window(answer.request, reached + 1, reached + 1 + end - start, total) if more else None
    return ListPage(rows, following, total)


def _interface_gone(request: Request) -> ListPage:
    """What the column page holds is all there is to be had; ``total`` says that it is not the whole."""
    start, _ = window_of(request.url) or (1, 0)
    if start == 1 or not request.declared:
        raise VisitError(ErrorKind.HTTP_STATUS, f"404 to {request.url}", HTTPStatus.NOT_FOUND)
    return ListPage((), total=request.declared)


def _nothing(said: str, request: Request, total: int | None, start: int) -> ListPage:
    """An answer without rows: the window was too large for this host, the list has ended, or it failed."""
    if total == 0 or (total is not None and start > total):
        return ListPage((), total=total)
    if request.instead:
        return ListPage((), request.instead, total, carries_rows=False)
    raise failure_of(said, VisitError(ErrorKind.EMPTY_BUT_TOTAL, f"no records from {start} on, total {total}"))


def _result(text: str) -> str:
    begin = text.find("{")
    if begin < 0:
        raise failure_of(text, VisitError(ErrorKind.UNREADABLE, f"no JSON but {text[:80]!r}"))
    try:
        envelope, _ = json.JSONDecoder().raw_decode(text, begin)
    except (ValueError, RecursionError) as broken:
        raise failure_of(text, VisitError(ErrorKind.UNREADABLE, f"no JSON: {broken}")) from broken
    result = envelope.get("result")
    if not isinstance(result, str):
        raise VisitError(ErrorKind.ERROR_TEXT, str(envelope.get("message") or envelope.get("msg") or text)[:80])
    return result.encode("utf-8", "replace").decode()


def _asks_interface(url: str) -> bool:
    return urlsplit(url).path.lower().endswith("messagecontroller/getmessage.do")
