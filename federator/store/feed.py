"""The merged notices, page by page: by ``seq`` for the feeds, by day of publication for people. Never OFFSET.

Each statement names its index (INDEXED BY): a selection whose index is missing fails in the tests instead of
reading a million rows in production.
"""

from collections.abc import Iterable
from datetime import datetime
from sqlite3 import Connection
from typing import Any

from federator.model.revision import Gone, Published, Selection
from federator.store.columns import instant, notice_of
from federator.store.indexes import BROWSE, GONE, PLACES, feed_index

Conditions = dict[str, str]
"""Column → wanted value."""

PUBLISHED = "n.id, n.shown_seq, n.first_seen, r.at, r.record"
"""The columns that :func:`published_of` reads, of ``notices AS n`` and its shown revision ``r``."""

_GONE = "n.id, n.gone_seq, r.at, r.reason, n.merged_into, n.category, n.division"

_LAST = 2**63 - 1

_RARE = 500
"""So many notices of a selection are put in order of their days sooner than they are come across in that order."""


def published_of(values: Iterable[str]) -> Published:
    """The notice in a row of :data:`PUBLISHED`."""
    id, seq, created, updated, record = values
    return Published(id, int(seq), datetime.fromisoformat(created), datetime.fromisoformat(updated), notice_of(record))


def _gone_of(values: tuple[Any, ...]) -> Gone:
    id, seq, at, reason, merged_into, category, division = values
    return Gone(id, seq, datetime.fromisoformat(at), reason, merged_into or "", category, division)


def page(connection: Connection, selection: Selection, before: int | None, limit: int) -> tuple[Published, ...]:
    """Up to ``limit`` notices with ``seq`` below ``before``, the latest change first."""
    conditions = conditions_of(selection)
    found = connection.execute(
        f"""SELECT {PUBLISHED} FROM notices AS n INDEXED BY {feed_index(_key(conditions))}
            CROSS JOIN revisions AS r ON r.seq = n.shown_seq
            WHERE {equal(conditions)} n.shown_seq < ? AND n.shown_seq >= ?
            ORDER BY n.shown_seq DESC LIMIT ?""",
        (*conditions.values(), _LAST if before is None else before, first_seq(connection, selection.since), limit),
    )
    return tuple(map(published_of, found))


def gone(connection: Connection, selection: Selection, before: int | None, limit: int) -> tuple[Gone, ...]:
    """Up to ``limit`` notices that ceased to be public at a ``seq`` below ``before``, the last first."""
    conditions = conditions_of(selection)
    found = connection.execute(
        f"""SELECT {_GONE} FROM notices AS n INDEXED BY {GONE} CROSS JOIN revisions AS r ON r.seq = n.gone_seq
            WHERE {equal(conditions)} n.gone_seq < ? AND n.gone_seq >= ? ORDER BY n.gone_seq DESC LIMIT ?""",
        (*conditions.values(), _LAST if before is None else before, first_seq(connection, selection.since), limit),
    )
    return tuple(map(_gone_of, found))


def ahead(connection: Connection, selection: Selection, span: tuple[int, int], limit: int) -> tuple[Published, ...]:
    """Up to ``limit`` notices with ``seq`` above the first and up to the second of ``span``, oldest change first."""
    conditions = conditions_of(selection)
    found = connection.execute(
        f"""SELECT {PUBLISHED} FROM notices AS n INDEXED BY {feed_index(_key(conditions))}
            CROSS JOIN revisions AS r ON r.seq = n.shown_seq
            WHERE {equal(conditions)} n.shown_seq > ? AND n.shown_seq <= ? ORDER BY n.shown_seq LIMIT ?""",
        (*conditions.values(), *span, limit),
    )
    return tuple(map(published_of, found))


def gone_ahead(connection: Connection, selection: Selection, span: tuple[int, int], limit: int) -> tuple[Gone, ...]:
    """As :func:`ahead`: those that ceased to be public."""
    conditions = conditions_of(selection)
    found = connection.execute(
        f"""SELECT {_GONE} FROM notices AS n INDEXED BY {GONE} CROSS JOIN revisions AS r ON r.seq = n.gone_seq
            WHERE {equal(conditions)} n.gone_seq > ? AND n.gone_seq <= ? ORDER BY n.gone_seq LIMIT ?""",
        (*conditions.values(), *span, limit),
    )
    return tuple(map(_gone_of, found))


def shown(connection: Connection, id: str) -> Published | None:
    """A notice as the public sees it; None where it sees nothing."""
    row = connection.execute(
        f"SELECT {PUBLISHED} FROM notices AS n JOIN revisions AS r ON r.seq = n.shown_seq WHERE n.id = ?", (id,)
    ).fetchone()
    return published_of(row) if row else None


def public(connection: Connection, id: str) -> Published | Gone | None:
    """A notice as the public sees it, or that it ceased to; None where the public never saw it."""
    if seen := shown(connection, id):
        return seen
    row = connection.execute(
        f"SELECT {_GONE} FROM notices AS n JOIN revisions AS r ON r.seq = n.gone_seq WHERE n.id = ?", (id,)
    ).fetchone()
    return _gone_of(row) if row else None


def began(connection: Connection) -> datetime | None:
    """The time of the first revision, None before it."""
    row = connection.execute("SELECT at FROM revisions ORDER BY seq LIMIT 1").fetchone()
    return datetime.fromisoformat(row[0]) if row else None


def span_of(connection: Connection, since: datetime | None, before: datetime | None) -> tuple[int, int]:
    """The ``seq`` above which, and up to which, changes from ``since`` and earlier than ``before`` lie."""
    return first_seq(connection, since) - 1, first_seq(connection, before) - 1 if before else _LAST


def browse(
    connection: Connection, selection: Selection, before: tuple[str, str] | None, limit: int
) -> tuple[Published, ...]:
    """Up to ``limit`` notices after the one at ``before`` (its day and id), newest publication first.

    A common selection is filtered on the one index by day; of a rare one all that there is is put in order."""
    conditions = conditions_of(selection)
    wanted = (*conditions.values(), first_seq(connection, selection.since))
    index = feed_index(_key(conditions))
    some = connection.execute(
        f"SELECT 1 FROM notices AS n INDEXED BY {index} WHERE {equal(conditions)} n.shown_seq >= ? LIMIT ?",
        (*wanted, _RARE + 1),
    ).fetchall()
    if not some:
        return ()
    found = connection.execute(
        f"""SELECT {PUBLISHED} FROM notices AS n INDEXED BY {BROWSE if len(some) > _RARE else index}
            CROSS JOIN revisions AS r ON r.seq = n.shown_seq
            WHERE {equal(conditions)} n.shown_seq >= ? AND (n.published_day, n.number) < (?, ?)
            ORDER BY n.published_day DESC, n.number DESC LIMIT ?""",
        (*wanted, *_place(connection, before), limit),
    )
    return tuple(map(published_of, found))


def stamp(connection: Connection) -> tuple[int, datetime | None]:
    """The last ``seq`` and its time, ``(0, None)`` in an empty world: names the state that all feeds are built of."""
    row = connection.execute("SELECT seq, at FROM revisions ORDER BY seq DESC LIMIT 1").fetchone()
    return (row[0], datetime.fromisoformat(row[1])) if row else (0, None)


def conditions_of(selection: Selection) -> Conditions:
    """What a selection asks of the columns of ``notices``."""
    wanted = {
        "organisation": selection.organisation,
        "site": selection.site,
        **covering(selection.division),
        "category": selection.category,
    }
    return {column: value for column, value in wanted.items() if value}


def covering(division: str) -> Conditions:
    """A province's code (330000) covers all, a city's (330100) its counties."""
    if division.endswith("0000"):
        return {}
    return {"city": division} if division.endswith("00") else {"division": division}


def _key(conditions: Conditions) -> str:
    """The one of FEED_KEYS that narrows most; further conditions are tried on what its index holds."""
    place = next((place for place in PLACES if place in conditions), "")
    return "_".join(part for part in (place, "category" if "category" in conditions else "") if part)


def equal(conditions: Conditions) -> str:
    """The conditions on ``n``, each with AND behind it."""
    return "".join(f"n.{column} = ? AND " for column in conditions)


def first_seq(connection: Connection, since: datetime | None) -> int:
    """Times never run against ``seq``, so that an instant is a lower bound of it."""
    if since is None:
        return 0
    row = connection.execute(
        "SELECT seq FROM revisions WHERE at >= ? ORDER BY at, seq LIMIT 1", (instant(since),)
    ).fetchone()
    return int(row[0]) if row else _LAST


def _place(connection: Connection, before: tuple[str, str] | None) -> tuple[str, int]:
    """Where the cursor stands; an unknown id counts from the start of its day."""
    if before is None:
        return "9999-12-31", _LAST
    row = connection.execute("SELECT number FROM notices WHERE id = ?", (before[1],)).fetchone()
    return before[0], row[0] if row else _LAST
