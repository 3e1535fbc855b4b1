"""What a clock wrote that ran ahead, once it was set back: else sources and pages would wait until its time comes."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from sqlite3 import Connection

from federator.store.columns import instant

SLACK = timedelta(minutes=10)
"""How far the clocks of two machines may differ."""

_LONGEST_RETRY = {
    "outbox": timedelta(days=8),
    "attached": timedelta(days=8),
    "receivers": timedelta(hours=2),
    "hub_state": timedelta(hours=2),
}
"""Longer than what stands there waits to be tried again."""

_INSTANTS = ("last_visit", "last_success", "last_change", "last_complete", "observed_since", "turned")


def ran_ahead(connection: Connection, now: datetime) -> bool:
    """Whether visits lie in the future."""
    ahead = (instant(now + SLACK),)
    return connection.execute("SELECT 1 FROM source_state WHERE last_visit > ? LIMIT 1", ahead).fetchone() is not None


def set_back(connection: Connection, now: datetime, latest: Sequence[tuple[date, datetime]]) -> None:
    """Sources whose visits lie in the future are due at once, and so is what waits for a time that no clock that was
    right could have set. ``latest``: (published on or after, when such a notice's page is asked again at the latest),
    the youngest first. The log of visits stays as it was written. Whether it is this clock that is wrong, only a leap
    over the time since when a source was observed will tell: that is kept until then."""
    at, ahead = instant(now), instant(now + SLACK)
    observed = "observed_once = iif(observed_since > :now, coalesce(observed_once, observed_since), observed_once)"
    bounded = ", ".join(f"{name} = min({name}, :now)" for name in _INSTANTS)
    connection.execute(
        f"UPDATE source_state SET {observed}, {bounded}, next_due = :now WHERE last_visit > :ahead",
        {"now": at, "ahead": ahead},
    )
    connection.execute("UPDATE set_aside SET last_seen = :now WHERE last_seen > :now", {"now": at})
    connection.executemany(
        "UPDATE items SET recheck_at = ? WHERE canonical AND recheck_at > ? AND coalesce(day, '9999') >= ?",
        [(at, instant(until), since.isoformat()) for since, until in latest],
    )
    for table, longest in _LONGEST_RETRY.items():
        connection.execute(f"UPDATE {table} SET due = ? WHERE due > ?", (at, instant(now + longest)))
