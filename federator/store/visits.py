"""Visits, where each source stands after them, and what is remembered of its answers."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from operator import attrgetter
from sqlite3 import Connection
from typing import Any

from federator.model.answer import Validators
from federator.model.errors import ErrorKind
from federator.model.item import NewRevision
from federator.model.local_time import CHINA
from federator.model.rhythm import Due, Reason
from federator.model.visit import AnswerMemory, Outcome, SourceState, Visit
from federator.store.columns import insert, instant, listed, moment
from federator.store.days_lived import note_days

_COLUMNS = tuple(one.name for one in fields(Visit))
_fields_of = attrgetter(*_COLUMNS)
_COMPLETE = (Outcome.CHANGED, Outcome.UNCHANGED)
"""All that the source listed was known then: a failed or partial visit leaves something out."""
_REASONS = {str(reason): reason for reason in Reason}
VISIT = ", ".join(f"v.{column}" for column in _COLUMNS)
"""The columns that :func:`visit_of` reads, of a table called ``v``."""

_STATE_COLUMNS = tuple(one.name for one in fields(SourceState))
STATE = ", ".join(f"s.{column}" for column in _STATE_COLUMNS)
"""The columns that :func:`state_of` reads, of a table called ``s``."""
STATE_WIDTH = len(_STATE_COLUMNS)

_INSERT_VISIT = insert("visits", ("number", *_COLUMNS))
_INSERT_MEMORY = insert("answers", ("source", "request", "etag", "last_modified", "digest", "rows_digest"))
_UPSERT_STATE = (
    insert("source_state", (*_STATE_COLUMNS, "visit", "last_complete"))
    + """ ON CONFLICT (source) DO UPDATE SET
    observed_since = iif(observed_once BETWEEN last_visit AND excluded.last_visit
        AND julianday(excluded.last_visit) - julianday(last_visit) > 2,
        observed_once, coalesce(observed_since, excluded.observed_since)),
    observed_once = iif(observed_once <= excluded.last_visit, NULL, observed_once),
    last_visit = excluded.last_visit,
    last_success = coalesce(excluded.last_success, last_success),
    last_change = coalesce(excluded.last_change, last_change),
    failures = iif(excluded.failures, failures + 1, 0),
    next_due = excluded.next_due,
    blind = iif(excluded.last_complete IS NULL AND excluded.blind = 0, blind, excluded.blind),
    reason = excluded.reason,
    pace = excluded.pace,
    turned = iif((failures > 0) = (excluded.failures > 0), coalesce(turned, excluded.turned), excluded.turned),
    visit = excluded.visit,
    last_complete = coalesce(excluded.last_complete, last_complete)"""
)


def visit_of(values: Sequence[Any]) -> Visit:
    """The visit in a row that is :data:`VISIT`."""
    source, started, seconds, outcome, *counts, error, detail = values
    rest: tuple[Any, ...] = (*counts, ErrorKind(error) if error else None, detail)
    return Visit(source, datetime.fromisoformat(started), seconds, Outcome(outcome), *rest)


def state_of(values: Sequence[Any]) -> SourceState:
    """The state in a row that is :data:`STATE`."""
    source, since, visited, success, change, failures, due, blind, turned, reason, pace = values
    return SourceState(
        source,
        moment(since),
        moment(visited),
        moment(success),
        moment(change),
        failures,
        moment(due),
        blind,
        moment(turned),
        _REASONS[reason] if reason else None,
        pace,
    )


def write_visits(
    connection: Connection,
    visits: Sequence[Visit],
    next_due: Mapping[str, Due],
    changed: Collection[str] = (),
    blind: int = 0,
    doubted: Collection[str] = (),
) -> None:
    """Append visits and bring their sources' states up to them. ``changed``: sources that brought a revision;
    ``doubted``: those whose list is to be looked at again before it is believed."""
    (last,) = connection.execute("SELECT coalesce(max(number), 0) FROM visits").fetchone()
    numbered = [(number, visit, instant(visit.started)) for number, visit in enumerate(visits, start=last + 1)]
    note_days(connection, {started[:10] for _, _, started in numbered})
    connection.executemany(_INSERT_VISIT, [(number, *_values(visit, started)) for number, visit, started in numbered])
    connection.executemany(
        _UPSERT_STATE,
        [
            (
                *_state(visit, started, visit.source in changed, due := next_due[visit.source]),
                blind,
                started,
                str(due.reason),
                due.pace,
                number,
                started if visit.outcome in _COMPLETE and visit.source not in doubted else None,
            )
            for number, visit, started in numbered
        ],
    )


def note_newest(connection: Connection, source: str, day: date) -> None:
    """The source is known to have published on ``day``."""
    connection.execute(
        "UPDATE source_state SET newest = ? WHERE source = ? AND coalesce(newest, '') < ?",
        (day.isoformat(), source, day.isoformat()),
    )


def note_published(connection: Connection, made: NewRevision, at: datetime) -> None:
    """What the public sees was published on its day, or on that of ``at`` where its own has not come."""
    if made.shown and made.notice.published:
        note_newest(connection, made.notice.source, min(made.notice.published.day, at.astimezone(CHINA).date()))


def newest(connection: Connection) -> dict[str, date]:
    """The latest day on which each source is known to have published."""
    found = connection.execute("SELECT source, newest FROM source_state WHERE newest IS NOT NULL")
    return {source: date.fromisoformat(day) for source, day in found}


def states(connection: Connection) -> dict[str, SourceState]:
    """The state of every source that was ever visited."""
    found = map(state_of, connection.execute(f"SELECT {STATE} FROM source_state AS s"))
    return {state.source: state for state in found}


def memories(connection: Connection, sources: Iterable[str]) -> dict[str, dict[str, AnswerMemory]]:
    """Source → request key → what its last answer was like; sources without memory are left out."""
    found = connection.execute(
        """SELECT a.source, a.request, a.etag, a.last_modified, a.digest, a.rows_digest
           FROM json_each(?) AS l CROSS JOIN answers AS a ON a.source = l.value""",
        (listed(sources),),
    )
    remembered: dict[str, dict[str, AnswerMemory]] = defaultdict(dict)
    for source, request, etag, last_modified, digest, rows_digest in found:
        remembered[source][request] = AnswerMemory(request, Validators(etag, last_modified), digest, rows_digest)
    return dict(remembered)


def replace_memories(connection: Connection, memories: Mapping[str, Sequence[AnswerMemory]]) -> None:
    """Forget what was remembered of these sources and remember this."""
    connection.executemany("DELETE FROM answers WHERE source = ?", [(source,) for source in memories])
    connection.executemany(
        _INSERT_MEMORY,
        [
            (source, one.request, one.validators.etag, one.validators.last_modified, one.digest, one.rows_digest)
            for source, several in memories.items()
            for one in several
        ],
    )


def _values(visit: Visit, started: str) -> tuple[object, ...]:
    source, _, seconds, outcome, *counts, error, detail = _fields_of(visit)
    return (source, started, seconds, str(outcome), *counts, str(error) if error else None, detail)


def _state(visit: Visit, started: str, changed: bool, due: Due) -> tuple[object, ...]:
    failed = visit.outcome is Outcome.FAILED
    success = None if failed else started
    return visit.source, success, started, success, started if changed else None, int(failed), instant(due.at)
