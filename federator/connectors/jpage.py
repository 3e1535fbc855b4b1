"""Hanweb JCMS (大汉) with jpage: the first group of records lies in the column page, the others behind dataproxy.

``<script type="text/xml"><datastore>…<record><![CDATA[<li>…</li>]]></record>`` is not always well-formed XML, so
records are cut out as text. One group is groupSize × perPage records.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import parse_qs, urlencode, urlsplit

from federator.connectors.failures import failure_of
from federator.connectors.jpage_units import Unit, declared_total, main_units, records_of, stores_of, units_of
from federator.connectors.main_list import dated_rows
from federator.connectors.page import base_of, text_of, tree_of
from federator.connectors.plain_rows import read_record
from federator.model.answer import Answer, Request
from federator.model.errors import ErrorKind, VisitError
from federator.model.row import ListPage, Row
from federator.model.site import Source
from federator.notation.address import absolute

_COLUMN_PAGE = re.compile(r"<meta\s+name\s*=\s*[\"']?ColumnName|(?:当前|所在|您的)位置", re.I)
_NOTICE = re.compile(r"/art_\d|/art/\d{4}/", re.A)


def read(answer: Answer, source: Source) -> ListPage:
    """A column page, or an answer of its dataproxy (group form or page form).

    UNIT_MISSING where nothing of jpage is on the page, CUT_SHORT where the datastore breaks off, EMPTY_BUT_TOTAL
    where it is empty while records are declared, or while it declares nothing.
    """
    text = text_of(answer)
    asked = _asked_group(answer.request)
    if asked:
        return _group_page(text, answer, *asked)
    return _column_page(main_units(units_of(text), source.url), text, answer)


def _column_page(units: list[Unit], text: str, answer: Answer) -> ListPage:
    if not units:
        if rows := _static_rows(text, answer):
            return ListPage(rows)
        raise failure_of(text, VisitError(ErrorKind.UNIT_MISSING, "no <datastore> of jpage"))
    unit = units[0]
    rows = _rows((record for one in units for record in one.records), answer.url)
    total = unit.total if unit.total is not None else answer.request.declared
    if not rows and total != 0:
        raise VisitError(ErrorKind.EMPTY_BUT_TOTAL, f"an empty datastore, total {total}")
    return ListPage(rows, _after_column(unit, total, answer), total)


def _static_rows(text: str, answer: Answer) -> tuple[Row, ...]:
    """JCMS also writes short columns as plain lists; where jpage is called its data is missing, and a page that
    names no column is another one (the home page)."""
    if ".jpage(" in text or not _COLUMN_PAGE.search(text):
        return ()
    tree = tree_of(text)
    return dated_rows(tree, base_of(tree, answer), _NOTICE)


def _group_page(text: str, answer: Answer, start: int, end: int) -> ListPage:
    stores = stores_of(text)
    if not stores:
        raise failure_of(text, VisitError(ErrorKind.UNREADABLE, "no <datastore> in the answer"))
    records = records_of(stores[0][1])
    rows = _rows(records, answer.request.referer or answer.url)
    total = declared_total(stores[0][1], answer.request.declared)
    if not rows and total is not None and total >= start:
        raise VisitError(ErrorKind.EMPTY_BUT_TOTAL, f"records {start} to {end} are empty, total {total}")
    more = end < total if total is not None else len(records) > end - start
    return ListPage(rows, _following_group(answer.request, start, end, total) if more else None, total)


def _rows(records: Iterable[str], base: str) -> tuple[Row, ...]:
    """Records as rows, each address once (the same list stands twice: desktop and mobile)."""
    rows: dict[str, Row] = {}
    for record in dict.fromkeys(records):
        if row := read_record(record, base):
            rows.setdefault(row.url or row.title, row)
    return tuple(rows.values())


def _after_column(unit: Unit, total: int | None, answer: Answer) -> Request | None:
    held = len(unit.records)
    more = held < total if total is not None else held >= unit.group
    if unit.form and unit.proxy:
        start = max(unit.group, held) + 1
        end = start + unit.group - 1
        url = absolute(answer.url, f"{unit.proxy}?startrecord={start}&endrecord={end}&perpage={unit.per_page}")
        beyond = total is not None and start > total
        return Request(url, "POST", unit.form, answer.url, total) if more and url and not beyond else None
    return _next_group(unit, total, answer)


def _next_group(unit: Unit, total: int | None, answer: Answer) -> Request | None:
    """``<nextgroup>`` followed as it stands (its ids may be encrypted), unless it leads back."""
    url = absolute(answer.url, unit.next_group) if unit.next_group else ""
    page, now = _page_number(url), _page_number(answer.request.url)
    leads_back = now is not None and (page is None or page <= now or page > (unit.pages or page))
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
