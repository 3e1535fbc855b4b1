"""Answers of Epoint's interface getgovinfolist: ``{"custom":{"total":..,"data":[..]}}`` and its other spellings."""

import json
from dataclasses import replace

from federator.connectors.failures import failure_of
from federator.connectors.json_complaints import complaint
from federator.connectors.json_rows import Place, rows_of
from federator.connectors.json_values import at, json_of, list_at, number_at
from federator.model.answer import Answer, Request
from federator.model.errors import ErrorKind, VisitError
from federator.model.row import ListPage
from federator.model.site import JsonRule
from federator.notation.address import absolute
from federator.notation.dates import read_time

_RULE = JsonRule(
    items="custom.data|custom.Table|custom.table|custom.list|custom.infodata|data|Table",
    total="custom.total|custom.TotalCount|custom.totalcount|custom.totalCount|custom.count|total|TotalCount",
    title="realtitle|title|infotitle|Title",
    link="infourl|visiturl|href|linkurl|url",
    date="infodate|postdate|publishdate|date|handsdate",
    id="infoid|InfoID|infoID",
    fields=(("索引号", "identifier|indexno|syh"), ("文号", "wenhao|filenum|docno"), ("发布机构", "deptname|ouname")),
)


def read_answer(text: str, answer: Answer) -> ListPage:
    """One page of rows; or, without any, the way to them: the question wrapped, or the next page where this one is the
    first again (a site that counts its pages from 1).

    CAPTCHA, ERROR_TEXT and their kin for what the interface reports, EMPTY_BUT_TOTAL where rows are declared.
    """
    value = json_of(text)
    total = number_at(value, _RULE.total)
    column = answer.request.referer or answer.url
    rows = rows_of(list_at(value, _RULE.items) or (), _RULE, column, _static_twin(column))
    page = ListPage(rows, _next(answer.request, total, len(rows)), total)
    if not rows:
        return _without_rows(value, page, answer.request)
    if page.digest == answer.request.before and page.next and _index(answer.request) == 1:
        return ListPage((), replace(page.next, before=page.digest), total, carries_rows=False)
    return replace(page, next=replace(page.next, before=page.digest) if page.next else None)


def _without_rows(value: object, page: ListPage, asked: Request) -> ListPage:
    said = at(value, "custom")
    if isinstance(said, str) and (spoken := said.strip()) and spoken[:1] not in "{[":
        raise failure_of(spoken, VisitError(ErrorKind.ERROR_TEXT, spoken[:80]))
    if asked.before and (asked.declared is None or asked.declared <= _index(asked) * _size(asked)):
        return page
    if other := _otherwise(asked, page.total):
        return ListPage((), other, page.total, carries_rows=False)
    if reported := complaint(value):
        raise reported
    if page.total != 0:
        raise VisitError(ErrorKind.EMPTY_BUT_TOTAL, f"no rows, total {page.total}")
    return page


def _static_twin(column: str) -> Place:
    """``20210104/{infoid}.html`` in the column's folder, where the interface gives no address."""

    def place(_: str, id_: str, date: str | None) -> str:
        day = read_time(date or "")
        return absolute(column, f"{day.day:%Y%m%d}/{id_}.html") if day else ""

    return place


def _question(asked: Request) -> dict[str, object]:
    """What was asked, without its wrapping."""
    try:
        body = json.loads(asked.json)
    except ValueError:
        return {}
    question = body.get("params", body) if isinstance(body, dict) else {}
    return question if isinstance(question, dict) else {}


def _index(asked: Request) -> int:
    return number_at(_question(asked), "pageIndex") or 0


def _size(asked: Request) -> int:
    return number_at(_question(asked), "pageSize") or 1


def _otherwise(asked: Request, total: int | None) -> Request | None:
    """The first page asked for in another way: wrapped, then as page 1; None where all were tried, or it is empty."""
    question = _question(asked)
    if not question or asked.before:
        return None
    if not _is_wrapped(asked):
        return _with(asked, question, wrapped=True)
    return _with(asked, question | {"pageIndex": 1}, wrapped=False) if _index(asked) == 0 and total != 0 else None


def _is_wrapped(asked: Request) -> bool:
    return '"params"' in asked.json


def _with(asked: Request, question: dict[str, object], wrapped: bool) -> Request:
    """The question as it stands, or as ``{"token":"","params":{…}}``."""
    body = {"token": "", "params": question} if wrapped else question
    return replace(asked, json=json.dumps(body, ensure_ascii=False))


def _next(asked: Request, total: int | None, rows: int) -> Request | None:
    """The page after; also behind the last one, once, for a site that counts from 1 has it there."""
    question = _question(asked)
    index = _index(asked)
    if not question or not rows or (total is not None and index * min(rows, _size(asked)) >= total):
        return None
    following = _with(asked, question | {"pageIndex": index + 1}, _is_wrapped(asked))
    return replace(following, declared=total, before="")
