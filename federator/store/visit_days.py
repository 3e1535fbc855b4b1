"""Visits of long ago, as counts of each source and day in China."""

from datetime import datetime
from sqlite3 import Connection

from federator.store.columns import instant, listed

_SUMS = ("asked", "size", "seconds", "created", "amended", "withdrawn")
_ADDED = ", ".join(f"{name} = {name} + excluded.{name}" for name in ("visits", "failed", *_SUMS))
_COUNT = f"""INSERT INTO visit_days (source, day, visits, failed, {", ".join(_SUMS)})
    SELECT source, date(started, '+8 hours'), count(*), sum(outcome = 'failed'), {", ".join(f"sum({n})" for n in _SUMS)}
    FROM visits WHERE number IN (SELECT CAST(value AS INTEGER) FROM json_each(?)) GROUP BY 1, 2
    ON CONFLICT (source, day) DO UPDATE SET {_ADDED}"""


def old_visits(connection: Connection, before: datetime, after: int, limit: int) -> tuple[list[int], int | None]:
    """Of the ``limit`` visits behind number ``after`` those before ``before``, without the last of each source; and
    the number to go on behind, None where all that follow are later."""
    found = connection.execute(
        """SELECT v.number, v.started < ?, s.visit IS v.number FROM visits AS v
           LEFT JOIN source_state AS s ON s.source = v.source
           WHERE v.number > ? ORDER BY v.number LIMIT ?""",
        (instant(before), after, limit),
    ).fetchall()
    old = [number for number, is_old, is_last in found if is_old and not is_last]
    more = len(found) == limit and found[-1][1]
    return old, found[-1][0] if more else None


def count_and_drop(connection: Connection, numbers: list[int]) -> None:
    """Keep the visits of these numbers as counts only."""
    several = (listed(map(str, numbers)),)
    connection.execute(_COUNT, several)
    connection.execute("DELETE FROM visits WHERE number IN (SELECT CAST(value AS INTEGER) FROM json_each(?))", several)
