"""The rhythm alone: a month of many columns, each visited when :func:`federator.rhythm.next_visit` says, side by side
with fixed intervals. No page is read and nothing is stored, so that 12,000 columns take some minutes; ``month.py`` is
the real road.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from benchmarks.measuring import Table, arguments, measure
from benchmarks.publishing import BEGIN, COLUMNS, LISTED, Event, busiest, is_open, percentile, published_by

if TYPE_CHECKING:
    from federator.model.rhythm import Rhythm

RHYTHMS: Mapping[str, tuple[dict[str, object], float]] = {
    "fixed, 30 min": ({"adaptive": False}, 1800),
    "fixed, 1 h": ({"adaptive": False}, 3600),
    "adaptive, every 1 h": ({}, 3600),
    "adaptive, every 30 min": ({}, 1800),
}
_HOUR = timedelta(hours=1)


@dataclass
class Month:
    """What visits and rechecks came to. Delays in hours; times of requests in POSIX seconds, by host."""

    lists: int = 0
    pages: int = 0
    rechecks: int = 0
    publication: list[float] = field(default_factory=list)
    correction: list[float] = field(default_factory=list)
    in_hours: list[float] = field(default_factory=list)
    asked: dict[int, list[float]] = field(default_factory=dict)
    quiet: int = 0


def live(rhythm: str, sources: int, days: int) -> dict[str, object]:
    """All columns, one after another: none knows of another. Figures of the month."""
    from federator.model.rhythm import Rhythm

    bounds, every = RHYTHMS[rhythm]
    month = Month()
    for column in range(sources):
        events = published_by(column, days)
        times = _visit(events, Rhythm(**bounds), timedelta(seconds=every), BEGIN + timedelta(days=days), month)  # type: ignore[arg-type]
        month.asked.setdefault(column // COLUMNS, []).extend(times)
    every_time = sorted(time for times in month.asked.values() for time in times)
    asked = month.lists + month.pages + month.rechecks
    hosts = [busiest(sorted(times), 3600) for times in month.asked.values()]
    return {
        "lists a day": round(month.lists / days),
        "pages and rechecks a day": round((month.pages + month.rechecks) / days),
        "requests per new notice": round(asked / max(month.pages, 1), 1),
        "lists per new notice": round(month.lists / max(month.pages, 1), 1),
        "publication to feed, h, p50 / p95": [percentile(month.publication, 0.5), percentile(month.publication, 0.95)],
        "of those in office hours": [percentile(month.in_hours, 0.5), percentile(month.in_hours, 0.95)],
        "correction to feed, h, p50 / p95": [percentile(month.correction, 0.5), percentile(month.correction, 0.95)],
        "lists out of office hours, %": round(100 * month.quiet / max(month.lists, 1)),
        "most of one host in an hour": max(hosts),
        "most of all in a minute": busiest(every_time, 60),
    }


def _visit(events: list[Event], rhythm: "Rhythm", every: timedelta, end: datetime, month: Month) -> list[float]:
    from federator.model.site import Source
    from federator.model.visit import Outcome, SourceState, Visit
    from federator.rhythm import next_visit

    column = events[0].column
    source = Source(f"h{column // COLUMNS}", f"c{column % COLUMNS}", "", "http://h.example/", "", "", every=every)
    state, known, times = SourceState(source.key), 0, []
    published = [one.published for one in events]
    now = BEGIN + timedelta(seconds=column % 3600)
    listed = [one.published.date() for one in events if one.published <= now][-LISTED:]
    while now < end:
        there = bisect_right(published, now)
        fresh = events[known:there] if known else []
        for one in fresh:
            _arrive(one, now, end, month, times)
        known = there
        month.quiet += not is_open(now)
        times.append(now.timestamp())
        visit = Visit(source.key, now, 0.0, Outcome.CHANGED if fresh else Outcome.UNCHANGED, created=len(fresh))
        due = next_visit(source, visit, state, rhythm, 0.0, listed)
        state = SourceState(source.key, now, now, now, pace=due.pace)
        month.lists += 1
        now = due.at
    return times


def _arrive(event: Event, now: datetime, end: datetime, month: Month, times: list[float]) -> None:
    """A new notice: its page is read now, and again by age."""
    from federator.compare.aging import next_recheck
    from federator.model.local_time import CHINA

    month.pages += 1
    times.append(now.timestamp())
    delay = (now - event.published) / _HOUR
    month.publication.append(delay)
    if is_open(event.published):
        month.in_hours.append(delay)
    at, found = next_recheck(event.published.astimezone(CHINA).date(), now), event.corrected is None
    while at < end:
        month.rechecks += 1
        times.append(at.timestamp())
        if event.corrected and not found and at >= event.corrected:
            month.correction.append((at - event.corrected) / _HOUR)
            found = True
        at = next_recheck(event.published.astimezone(CHINA).date(), at)


def side_by_side(sources: int, days: int, fixed: bool) -> Table:
    """A column a rhythm, a row a figure; those that do not adapt only where ``fixed`` says so."""
    wanted = [name for name, (bounds, _) in RHYTHMS.items() if fixed or bounds.get("adaptive", True)]
    done = {name: measure("benchmarks.rhythms:live", rhythm=name, sources=sources, days=days) for name in wanted}
    table = Table(f"{days} days of {sources} columns", ("figure", *wanted))
    for figure in next(iter(done.values())).found:
        table.add(figure, *(one.found[figure] for one in done.values()))
    table.add("CPU s", *(round(one.cpu, 1) for one in done.values()))
    return table


if __name__ == "__main__":
    asked = arguments(__doc__, sources=1200, days=30, fixed=1)
    side_by_side(asked.sources, asked.days, bool(asked.fixed)).print(asked.json)
