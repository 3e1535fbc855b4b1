"""How values lie in columns: instants, days, JSON. Instants are fixed-width UTC text, so that they sort.

Where many rows are written, values are plain: sqlite3 takes a str or an int as it is and looks for an adapter for
anything else (a bool, a member of an enumeration), which costs as much as the value itself.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache

import orjson

from federator.model.breach import Breach
from federator.model.local_time import iso_day
from federator.model.notice import Notice


@lru_cache(maxsize=256)  # everything that a visit writes has one of a few times
def instant(when: datetime) -> str:
    """``2026-11-23T14:05:41.000000+00:00``."""
    utc = when.astimezone(UTC)  # put together here, at a third of what isoformat costs
    time = f"{utc.hour:02}:{utc.minute:02}:{utc.second:02}.{utc.microsecond:06}"
    return f"{iso_day(utc.date())}T{time}+00:00"


def instant_or_none(when: datetime | None) -> str | None:
    """The instant, NULL where there is none."""
    return instant(when) if when else None


def moment(written: str | None) -> datetime | None:
    """Read what :func:`instant_or_none` wrote."""
    return datetime.fromisoformat(written) if written else None


def day(written: str | None) -> date | None:
    """Read an ISO date, NULL or empty where there is none."""
    return date.fromisoformat(written) if written else None


def listed(values: Iterable[str]) -> str:
    """A JSON list for ``json_each(?)``: one statement for any number of values, so SQLite's own cache keeps it."""
    return written(list(values))


def written(record: object) -> str:
    """JSON as it is stored: Chinese as itself, numbers below 2⁶³."""
    return encoded(record).decode()


def encoded(record: object) -> bytes:
    """The same in UTF-8, for a column that :func:`insert` is told of: what is long need not be encoded again."""
    return orjson.dumps(record)


def notice_of(record: str) -> Notice:
    """Read a stored record."""
    return Notice.from_record(orjson.loads(record))


@lru_cache(maxsize=256)  # most notices of a source fail alike
def breaches_text(breaches: tuple[Breach, ...]) -> str:
    """Breaches as a JSON list."""
    return written([breach.as_record() for breach in breaches])


def breaches_of(text: str) -> tuple[Breach, ...]:
    """Read what :func:`breaches_text` wrote."""
    return tuple(Breach.from_record(record) for record in orjson.loads(text))


def insert(table: str, columns: Sequence[str], utf8: Collection[str] = ()) -> str:
    """An INSERT of all ``columns``; the text of those in ``utf8`` is given as such."""
    values = ", ".join("CAST(? AS TEXT)" if column in utf8 else "?" for column in columns)
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({values})"


def upsert(table: str, columns: Sequence[str], key: Sequence[str]) -> str:
    """An INSERT that replaces the other columns where ``key`` is known. Deletes nothing, unlike REPLACE."""
    others = ", ".join(f"{column} = excluded.{column}" for column in columns if column not in key)
    return f"{insert(table, columns)} ON CONFLICT ({', '.join(key)}) DO UPDATE SET {others}"
