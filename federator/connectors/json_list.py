"""Interfaces that answer a list as JSON, asked and read by a rule: the source's own, or one of json_presets.py."""

from dataclasses import replace
from functools import lru_cache
from urllib.parse import quote

from federator.connectors.json_asking import Asking
from federator.connectors.json_complaints import complaint
from federator.connectors.json_presets import interface_behind, rule_of
from federator.connectors.json_rows import Place, rows_of
from federator.connectors.json_values import at, json_of, list_at, number_at
from federator.connectors.page import text_of
from federator.model.answer import Answer, Request
from federator.model.errors import ErrorKind, VisitError
from federator.model.row import ListPage, Row
from federator.model.site import JsonRule, Source

_IN_PAGE = "trs-items"
"""The preset that a page tells, and no address."""


def first_request(source: Source) -> Request:
    """The question for the first page. RULE as :func:`rule_of`."""
    _, asking = _explained(source)
    return asking.request(asking.first)


def read(answer: Answer, source: Source) -> ListPage:
    """One page of the list.

    RULE for a rule that says too little, ERROR_TEXT and its kin for what the interface reports, NO_ROWS where the
    rule's path leads to no list, EMPTY_BUT_TOTAL for a list without rows that does not declare 0.
    """
    rule, asking = _explained(source)
    text = text_of(answer)
    value = json_of(text, rule.variable)
    if at(value, "success") is False:
        raise complaint(value) or VisitError(ErrorKind.ERROR_TEXT, "success is false")
    total = number_at(value, rule.total) if rule.total else None
    page = asking.page_of(answer.request)
    rows = rows_of(_items(value, text, rule, total), rule, answer.url, _by_id(answer.url))
    declared = answer.request.declared if total is None else total
    _expect_rows(rows, value, declared, page - asking.first, asking.size)
    return ListPage(rows, _next(asking, page, len(rows), declared), declared)


@lru_cache(maxsize=1024)  # a visit asks for the same at every page
def _explained(source: Source) -> tuple[JsonRule, Asking]:
    """How the source is read and asked; a page that is known for its interface stands for that."""
    known = source if source.rule else replace(source, url=interface_behind(source.url))
    rule = rule_of(known, _IN_PAGE)
    return rule, Asking.of(rule, known)


def _items(value: object, text: str, rule: JsonRule, total: int | None) -> list[object]:
    items = list_at(value, rule.items)
    if items is None and total != 0:
        where = rule.items or "the answer"
        raise complaint(value) or VisitError(ErrorKind.NO_ROWS, f"{where} is no list: {text.strip()[:80]}")
    return items or []


def _expect_rows(rows: tuple[Row, ...], value: object, declared: int | None, pages_before: int, size: int) -> None:
    """An answer without rows is believed where it declares none, or where the pages before may have been all."""
    if rows:
        return
    if reported := complaint(value):
        raise reported
    at_end = declared is None or declared <= pages_before * size
    if declared != 0 and not (pages_before > 0 and at_end):
        raise VisitError(ErrorKind.EMPTY_BUT_TOTAL, f"no rows, total {declared}")


def _next(asking: Asking, page: int, rows: int, declared: int | None) -> Request | None:
    """The next page, until all that is declared can have been seen: a site may give fewer rows a page than asked."""
    after = page + 1 - asking.first
    more = rows > 0 and (declared is None or after * min(rows, asking.size) < declared)
    return asking.request(page + 1, declared) if more and asking.has_pages else None


def _by_id(interface: str) -> Place:
    """The interface's address with the row's id: where a site gives no address, this tells its rows apart."""
    return lambda title, id_, _: f"{interface.partition('?')[0]}?id={quote(id_)}" if title else ""
