"""Time as the service lived through it, by the days (UTC) on which it visited sites: a clock that jumps ahead makes
nothing old."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from sqlite3 import Connection

from federator.store.columns import instant

_LONGEST = timedelta(days=8)
"""What counts, at most, of the time between two such days, for a harvest a week will do: more was slept through, or
leapt over."""


def note_days(connection: Connection, days: Iterable[str]) -> None:
    """These days (UTC, ISO) were lived through."""
    connection.executemany("INSERT OR IGNORE INTO days_lived (day) VALUES (?)", [(day,) for day in days])


def days_ago(connection: Connection, now: datetime, count: float) -> datetime:
    """So many days before ``now``, of those lived through; the beginning of time where these are fewer. What is
    older may be let go, whatever the clock says that leapt ahead."""
    found = connection.execute("SELECT day FROM days_lived WHERE day <= ? ORDER BY day DESC", (instant(now)[:10],))
    later, left = now, timedelta(days=count)
    for (day,) in found:
        earlier = datetime.fromisoformat(day).replace(tzinfo=UTC)
        lived = min(later - earlier, _LONGEST)
        if lived >= left:
            return later - left
        later, left = earlier, left - lived
    return datetime.min.replace(tzinfo=UTC)
