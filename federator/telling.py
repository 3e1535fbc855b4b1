"""What a harvest came to, told as it goes: a line a visit or a step of a history, a summary, and the same as JSON."""

from collections.abc import Mapping
from typing import Any

import click

from federator.model.backfill import Backfill
from federator.model.errors import VisitError
from federator.model.visit import Outcome, Visit
from federator.model.words import Words, counted
from federator.service.gathering import Tally
from federator.service.recheck import Rechecked
from federator.terminal import language


def visit_as_json(visit: Visit) -> dict[str, Any]:
    """A visit for programs; instants as ISO 8601."""
    return {
        "source": visit.source,
        "started": visit.started.isoformat(),
        "seconds": round(visit.seconds, 3),
        "outcome": str(visit.outcome),
        "asked": visit.asked,
        "bytes": visit.size,
        "rows": visit.rows,
        "created": visit.created,
        "amended": visit.amended,
        "withdrawn": visit.withdrawn,
        "held": visit.held,
        "set_aside": visit.set_aside,
        "unread": visit.unread,
        "error": str(visit.error) if visit.error else None,
        "detail": visit.detail,
    }


def backfill_as_json(one: Backfill) -> dict[str, Any]:
    """How far back a source's history was read, for programs; instants as ISO 8601."""
    return {
        "backfill": one.source,
        "begun": one.begun.isoformat(),
        "finished": one.finished.isoformat() if one.finished else None,
        "pages": one.pages,
        "rows": one.rows,
        "created": one.created,
        "error": str(one.error) if one.error else None,
        "detail": one.detail,
    }


_APART = Words("，", ", ")


class Progress:
    """A line a visit; with the count so far, so that a long sweep shows that it moves."""

    _MARKS: Mapping[Outcome, str] = {
        Outcome.CHANGED: "+",
        Outcome.UNCHANGED: "=",
        Outcome.PARTIAL: "~",
        Outcome.FAILED: "!",
    }

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0

    def __call__(self, visit: Visit) -> None:
        self._done += 1
        count = f"[{self._done}/{self._total}]"
        click.echo(f"{count} {self._MARKS[visit.outcome]} {visit.source}  {_story(visit)}", err=True)


def _story(visit: Visit) -> str:
    if visit.error and visit.outcome is Outcome.FAILED:
        return VisitError(visit.error, visit.detail).sentence(language())
    if visit.outcome is Outcome.UNCHANGED:
        return Words("无变化", "unchanged").in_(language())
    rows = Words(f"{visit.rows} 条", counted(visit.rows, "row")).in_(language())
    parts = {
        Words("新增", "new"): visit.created,
        Words("变更", "amended"): visit.amended,
        Words("撤下", "withdrawn"): visit.withdrawn,
        Words("暂不发布", "held"): visit.held,
        Words("搁置", "set aside"): visit.set_aside,
        Words("未读", "unread"): visit.unread,
    }
    told = [f"{count} {words.in_(language())}" for words, count in parts.items() if count]
    return _APART.in_(language()).join([rows, *told] if visit.rows else told)


def show_step(one: Backfill) -> None:
    """A line: how far back a history has come by now."""
    mark = "!" if one.error else "=" if one.finished else "<"
    click.echo(f"{mark} {one.source}  {_how_far(one)}", err=True)


def _how_far(one: Backfill) -> str:
    how_far = Words(
        f"历史：{one.pages} 页，{one.rows} 条，新增 {one.created}",
        f"history: {counted(one.pages, 'page')}, {counted(one.rows, 'row')}, {one.created} new",
    ).in_(language())
    if one.error:
        return f"{how_far}; {VisitError(one.error, one.detail).sentence(language())}"
    return how_far + (Words("；已到底", "; to its end").in_(language()) if one.finished else "")


_SUMMARY: Mapping[str, Words] = {
    "visits": Words("采集", "visits"),
    "failed": Words("失败", "failed"),
    "created": Words("新增", "new"),
    "amended": Words("变更", "amended"),
    "withdrawn": Words("撤下", "withdrawn"),
    "held": Words("暂不发布", "held"),
    "set_aside": Words("搁置", "set aside"),
    "unread": Words("未读", "unread"),
    "asked": Words("请求", "requests"),
    "rechecked": Words("复查", "rechecked"),
    "recheck_amended": Words("复查变更", "amended on recheck"),
    "recheck_withdrawn": Words("复查撤下", "withdrawn on recheck"),
    "recheck_waiting": Words("待确认撤下", "gone, waiting for a person"),
    "histories": Words("历史", "histories"),
    "histories_unfinished": Words("未到底的历史", "histories unfinished"),
    "history_created": Words("历史新增", "new in history"),
}


def harvest_counts(tally: Tally, checked: Rechecked | None) -> dict[str, int]:
    """What a pass came to, by the names of the JSON summary."""
    counts = {"visits": len(tally.visits), "failed": tally.count(Outcome.FAILED)}
    for name in ("created", "amended", "withdrawn", "held", "set_aside", "unread", "asked"):
        counts[name] = tally.total(name)
    checked = checked or Rechecked()
    return counts | {
        "rechecked": checked.asked,
        "recheck_amended": checked.amended,
        "recheck_withdrawn": checked.withdrawn,
        "recheck_waiting": checked.waiting,
    }


def summary(counts: Mapping[str, int]) -> str:
    """A harvest in one line; what is zero is left out, but the visits."""
    parts = [f"{_SUMMARY[name].in_(language())} {count}" for name, count in counts.items() if count or name == "visits"]
    return _APART.in_(language()).join(parts)
