"""Hanweb JCMS (大汉) with jpage: the first group of records lies in the column page, the others behind dataproxy.

``<script type="text/xml"><datastore>…<record><![CDATA[<li>…</li>]]></record>`` is not always well-formed XML, so
records are cut out as text. One group is groupSize × perPage records.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import unescape
from urllib.parse import parse_qs, urlencode, urlsplit

from federator.connectors.failures import failure_of
from federator.connectors.page import text_of
from federator.connectors.plain_rows import read_record
from federator.model.answer import Answer, Request
from federator.model.errors import ErrorKind, VisitError
from federator.model.row import ListPage, Row
from federator.model.site import Source
from federator.notation.address import absolute

_STORE = re.compile(r"<datastore\b")
_BEFORE_STORE = re.compile(r"""<div[^<>]*\bid\s*=\s*["']?(\w+)["']?[^<>]*>\s*<script[^<>]*>\s*(?:<\?xml[^<>]*>\s*)?$""")
_TOTAL = re.compile(r"<totalrecord>\s*(\d{1,9})\s*</totalrecord>", re.A)
_PAGES = re.compile(r"<totalpage>\s*(\d{1,9})\s*</totalpage>", re.A)
_NEXT_GROUP = re.compile(r"""<nextgroup>.{0,40}?<a\s[^<>]*?href\s*=\s*["']([^"'<>]+)["']""", re.S)
_CALL = re.compile(r"""\$\(\s*["']#(\w+)["']\s*\)\.jpage\(\s*\{""")
_OPTION = re.compile(
    r"""\b(totalRecord|groupSize|perPage|proxyUrl|dataStore)\s*:\s*(?:(\d{1,9})\b|'([^']*)'|"([^"]*)"|([\w$]+))""", re.A
)
_PARAMETERS = re.compile(r"var\s+param_(\w+)\s*=\s*\{([^{}]*)\}")
_PARAMETER = re.compile(r"""([A-Za-z_]\w*)\s*:\s*(?:'([^']*)'|"([^"]*)"|([^,'"{}\s]+))""")
_ARRAY_ITEM = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"", re.S)
_COLUMN = re.compile(r"/col/?(?:col)?(\d+)")
_GROUP_SIZE, _PER_PAGE = 3, 15
"""What jpage takes where the page does not say."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """One list of a column page. ``column`` is ``""`` and ``form`` empty where the page gives no parameters."""

    records: tuple[str, ...]
    total: int | None = None
    per_page: int = _PER_PAGE
    group: int = _PER_PAGE * _GROUP_SIZE
    proxy: str = ""
    form: tuple[tuple[str, str], ...] = ()
    next_group: str = ""

    @property
    def column(self) -> str:
        return dict(self.form).get("columnid", "")


def read(answer: Answer, source: Source) -> ListPage:
    """A column page, or an answer of its dataproxy (group form or page form).

    UNIT_MISSING where nothing of jpage is on the page, CUT_SHORT where the datastore breaks off, EMPTY_BUT_TOTAL
    where it is empty while records are declared, or while it declares nothing.
    """
    text = text_of(answer)
    asked = _asked_group(answer.request)
    if asked:
        return _group_page(text, answer, *asked)
    return _column_page(_main_units(_units(text), source.url), text, answer)


def _column_page(units: list[_Unit], text: str, answer: Answer) -> ListPage:
    if not units:
        raise failure_of(text, VisitError(ErrorKind.UNIT_MISSING, "no <datastore> of jpage"))
    unit = units[0]
    rows = _rows((record for one in units for record in one.records), answer.url)
    total = unit.total if unit.total is not None else answer.request.declared
    if not rows and total != 0:
        raise VisitError(ErrorKind.EMPTY_BUT_TOTAL, f"an empty datastore, total {total}")
    return ListPage(rows, _after_column(unit, total, answer), total)


def _group_page(text: str, answer: Answer, start: int, end: int) -> ListPage:
    stores = _stores(text)
    if not stores:
        raise failure_of(text, VisitError(ErrorKind.UNREADABLE, "no <datastore> in the answer"))
    rows = _rows(_records(stores[0][1]), answer.request.referer or answer.url)
    total = _number(_TOTAL, stores[0][1], answer.request.declared)
    if not rows and total is not None and total >= start:
        raise VisitError(ErrorKind.EMPTY_BUT_TOTAL, f"records {start} to {end} are empty, total {total}")
    more = end < total if total is not None else len(rows) > end - start
    return ListPage(rows, _following_group(answer.request, start, end, total) if more else None, total)


def _rows(records: Iterable[str], base: str) -> tuple[Row, ...]:
    """Records as rows, each address once (the same list stands twice: desktop and mobile)."""
    rows: dict[str, Row] = {}
    for record in dict.fromkeys(records):
        if row := read_record(record, base):
            rows.setdefault(row.url or row.title, row)
    return tuple(rows.values())


def _units(text: str) -> list[_Unit]:
    options = dict(_options(text))
    parameters = {name: _form(body) for name, body in _PARAMETERS.findall(text)}
    stores = _stores(text) or list(_arrays(text, options))
    return [_unit(store, options.get(name, {}), parameters.get(name, ())) for name, store in stores]


def _unit(store: str, options: Mapping[str, str], form: tuple[tuple[str, str], ...]) -> _Unit:
    per_page = int(options.get("perPage", "") or _PER_PAGE) or _PER_PAGE
    following = _NEXT_GROUP.search(store)
    return _Unit(
        records=_records(store),
        total=_number(_TOTAL, store, int(options["totalRecord"]) if options.get("totalRecord") else None),
        per_page=per_page,
        group=per_page * (int(options.get("groupSize", "") or _GROUP_SIZE) or _GROUP_SIZE),
        proxy=options.get("proxyUrl", ""),
        form=form,
        next_group=unescape(following[1]) if following else "",
    )


def _main_units(units: list[_Unit], column_url: str) -> list[_Unit]:
    """The units of the column's own list: named like its address, else like the longest; that one first."""
    longest = max(units, key=lambda unit: len(unit.records), default=None)
    if longest is None:
        return []
    asked = _COLUMN.findall(urlsplit(column_url).path)
    own = [unit for unit in units if unit.column and unit.column in asked and unit.records]
    main = max(own, key=lambda unit: len(unit.records), default=longest)
    return [main, *(unit for unit in units if unit is not main and main.column and unit.column == main.column)]


def _stores(text: str) -> list[tuple[str, str]]:
    """(unit id or ``""``, inside of the datastore) for each on the page."""
    stores = []
    for found in _STORE.finditer(text):
        end = text.find("</datastore>", found.end())
        if end < 0:
            raise VisitError(ErrorKind.CUT_SHORT, "the datastore breaks off")
        named = _BEFORE_STORE.search(text, max(0, found.start() - 400), found.start())
        stores.append((named[1] if named else "", text[found.end() : end]))
    return stores


def _records(store: str) -> tuple[str, ...]:
    pieces = (piece.partition("<![CDATA[")[2].partition("]]>") for piece in store.split("<record>")[1:])
    return tuple(record for record, end, _ in pieces if end and record.strip())


def _options(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Options of each call that brings its data; ``function jpage_1()`` repeats them with a total that is none."""
    for call in _CALL.finditer(text):
        end = text.find("})", call.end())
        found = {name: next(filter(None, value), "") for name, *value in _OPTION.findall(text, call.end(), end)}
        if "dataStore" in found:
            yield call[1], found


def _arrays(text: str, options: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """The form of 2014: records in a script array, given here the shape of a datastore."""
    for name, option in options.items():
        variable = re.escape(option["dataStore"])
        found = re.search(rf"\b{variable}\s*=\s*\[(.*?)\]\s*;", text, re.S) if variable else None
        if found:
            yield (
                name,
                "".join(f"<record><![CDATA[{_item(*item)}]]></record>" for item in _ARRAY_ITEM.findall(found[1])),
            )


def _item(one: str, other: str) -> str:
    return re.sub(r"\\(.)", r"\1", one or other)


def _form(body: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, one or other or bare) for name, one, other, bare in _PARAMETER.findall(body))


def _number(pattern: re.Pattern[str], text: str, otherwise: int | None) -> int | None:
    found = pattern.search(text)
    return int(found[1]) if found else otherwise


def _after_column(unit: _Unit, total: int | None, answer: Answer) -> Request | None:
    held = len(unit.records)
    more = held < total if total is not None else held >= unit.group
    if unit.form and unit.proxy:
        start = max(unit.group, held) + 1
        end = start + unit.group - 1
        url = absolute(answer.url, f"{unit.proxy}?startrecord={start}&endrecord={end}&perpage={unit.per_page}")
        beyond = total is not None and start > total
        return Request(url, "POST", unit.form, answer.url, total) if more and url and not beyond else None
    return _next_group(unit, total, answer)


def _next_group(unit: _Unit, total: int | None, answer: Answer) -> Request | None:
    """``<nextgroup>`` followed as it stands (its ids may be encrypted), unless it leads back."""
    url = absolute(answer.url, unit.next_group) if unit.next_group else ""
    page, now = _page_number(url), _page_number(answer.request.url)
    leads_back = now is not None and (page is None or page <= now)
    whole = total is not None and now is None and len(unit.records) >= total
    if not url or url == answer.request.url or leads_back or whole:
        return None
    return Request(url, referer=answer.request.referer or answer.url, declared=total)


def _page_number(url: str) -> int | None:
    written = parse_qs(urlsplit(url).query).get("page", [""])[0] if "dataproxy" in url else ""
    return int(written) if written.isdecimal() and len(written) < 9 else None


def _asked_group(request: Request) -> tuple[int, int] | None:
    """First and last record that a request to dataproxy asked for; None for any other request."""
    query = parse_qs(urlsplit(request.url).query)
    start, end = (query.get(name, [""])[0] for name in ("startrecord", "endrecord"))
    return (int(start), int(end)) if start.isdecimal() and end.isdecimal() and len(start + end) < 18 else None


def _following_group(request: Request, start: int, end: int, total: int | None) -> Request:
    parts = urlsplit(request.url)
    query = {name: values[0] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
    query |= {"startrecord": str(end + 1), "endrecord": str(end + 1 + end - start)}
    return replace(request, url=parts._replace(query=urlencode(query)).geturl(), declared=total)
