"""Hanweb JCMS (大汉) with jpage: the first group of records lies in the column page, the others behind dataproxy.

``<script type="text/xml"><datastore>…<record><![CDATA[<li>…</li>]]></record>`` is not always well-formed XML, so
records are cut out as text. One group is groupSize × perPage records. Dataproxy is asked in one of two forms: POST of
a group (``startrecord``, ``endrecord``), or GET of a page (``page``) where that is all the site tells.
"""

import re
from collections.abc import Iterable
from urllib.parse import parse_qs, urlsplit

from federator.connectors.failures import failure_of
from federator.connectors.jpage_units import Unit, declared_total, main_units, records_of, stores_of, units_of
from federator.connectors.main_list import dated_rows
from federator.connectors.page import text_of, tree_of
from federator.connectors.plain_rows import read_record
from federator.connectors.rows import once
from federator.connectors.windows import next_window, window_of
from federator.model.answer import Answer, Request
from federator.model.errors import ErrorKind, VisitError
from federator.model.row import ListPage, Row
from federator.model.site import Source
from federator.notation.address import absolute
from federator.notation.parsing import base_of

_COLUMN_PAGE = re.compile(r"<meta\s+name\s*=\s*[\"']?ColumnName|(?:当前|所在|您的)位置", re.I)
_NOTICE = re.compile(r"/art_\d|/art/\d{4}/", re.A)
_ENCRYPTED = re.compile(r"[?&](?:columnid|unitid)=(?!\d+(?:&|$))[^&]", re.A)
_PAGE = re.compile(r"([?&]page=)\d+", re.A)


def read(answer: Answer, source: Source) -> ListPage:
    """A column page, or an answer of its dataproxy (group form or page form).

    UNIT_MISSING where nothing of jpage is on the page, CUT_SHORT where the datastore breaks off, EMPTY_BUT_TOTAL
    where it is empty while records are declared, or while it declares nothing.
    """
    text = text_of(answer)
    asked = window_of(answer.request.url)
    if asked:
        return _group_page(text, answer, *asked)
    return _column_page(main_units(units_of(text), source.url), text, answer)


def _column_page(units: list[Unit], text: str, answer: Answer) -> ListPage:
    if not units:
        if rows := _static_rows(text, answer):
            return ListPage(rows)
        raise failure_of(text, VisitError(ErrorKind.UNIT_MISSING, "no <datastore> of jpage"))
    unit = units[0]
    records = [record for one in units for record in one.records]
    rows = _rows(records, _column_address(answer))
    total = unit.total if unit.total is not None else answer.request.declared
    if not rows and total != 0:
        empty = f"an empty datastore, total {total}"
        raise failure_of(" ".join(records) or text, VisitError(ErrorKind.EMPTY_BUT_TOTAL, empty))
    return ListPage(rows, _after_column(unit, total, answer), total)


def _column_address(answer: Answer) -> str:
    """What links of records are relative to: the column page, whichever address answered."""
    dataproxy = "dataproxy" in urlsplit(answer.request.url).path
    return (dataproxy and answer.request.referer) or answer.url


def _static_rows(text: str, answer: Answer) -> tuple[Row, ...]:
    """JCMS also writes short columns as plain lists; where jpage is called its data is missing, and a page that
    names no column is another one (the home page)."""
    if ".jpage(" in text or not _COLUMN_PAGE.search(text):
        return ()
    tree = tree_of(text)
    return dated_rows(tree, base_of(tree, answer.url), _NOTICE)


def _group_page(text: str, answer: Answer, start: int, end: int) -> ListPage:
    stores = stores_of(text)
    if not stores:
        raise failure_of(text, VisitError(ErrorKind.UNREADABLE, "no <datastore> in the answer"))
    _, store = stores[0]
    records = records_of(store)
    rows = _rows(records, _column_address(answer))
    total = declared_total(store, answer.request.declared)
    spoilt = bool(records) or "</record>" in store
    if not rows and (spoilt or (total is not None and total >= start)):
        empty = f"records {start} to {end} are empty, total {total}"
        raise failure_of(" ".join(records) or text, VisitError(ErrorKind.EMPTY_BUT_TOTAL, empty))
    more = end < total if total is not None else len(records) > end - start
    following = next_window(answer.request, end + 1, end + 1 + end - start, total) if more else None
    return ListPage(rows, following, total)


def _rows(records: Iterable[str], base: str) -> tuple[Row, ...]:
    return once(row for record in dict.fromkeys(records) if (row := read_record(record, base)))


def _after_column(unit: Unit, total: int | None, answer: Answer) -> Request | None:
    held = len(unit.records)
    more = held < total if total is not None else held >= unit.group
    if unit.form and unit.proxy and not _ENCRYPTED.search(unit.next_group):
        start = max(unit.group, held) + 1
        end = start + unit.group - 1
        url = absolute(answer.url, f"{unit.proxy}?startrecord={start}&endrecord={end}&perpage={unit.per_page}")
        beyond = total is not None and start > total
        return Request(url, "POST", unit.form, answer.url, total) if more and url and not beyond else None
    return _next_page(unit, total, answer)


def _next_page(unit: Unit, total: int | None, answer: Answer) -> Request | None:
    """The page form: ``<nextgroup>`` followed as it stands, for its ids may be encrypted. Where it leads back although
    the answer counts more pages, the page after the one that was asked."""
    url = absolute(answer.url, unit.next_group) if unit.next_group else ""
    page, now = _page_number(url), _page_number(answer.request.url)
    if now is None:
        whole = total is not None and len(unit.records) >= total
        url = "" if whole or url == answer.request.url else url
    elif page is None or page <= now:
        url = _PAGE.sub(rf"\g<1>{now + 1}", answer.request.url) if now < (unit.pages or 0) else ""
    elif page > (unit.pages or page):
        url = ""
    return Request(url, referer=answer.request.referer or answer.url, declared=total) if url else None


def _page_number(url: str) -> int | None:
    written = parse_qs(urlsplit(url).query).get("page", [""])[0] if "dataproxy" in url else ""
    return int(written) if written.isdecimal() and len(written) < 9 else None
