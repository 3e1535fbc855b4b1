"""Rows set aside: what could not become an item, and why."""

from collections.abc import Collection, Sequence
from datetime import datetime
from sqlite3 import Connection

from federator.model.item import SetAside
from federator.store.columns import instant, listed

_COLUMNS = ("source", "row_digest", "title", "url", "date_written", "reason", "detail", "first_seen", "last_seen")
_UPSERT = f"""INSERT INTO set_aside ({", ".join(_COLUMNS)}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (source, row_digest) DO UPDATE SET
    reason = excluded.reason, detail = excluded.detail, last_seen = excluded.last_seen"""


def write_aside(connection: Connection, rows: Sequence[SetAside], at: datetime) -> None:
    """Set rows aside, or note that they were tried in vain again."""
    time = instant(at)
    connection.executemany(
        _UPSERT,
        [
            (row.source, row.row_digest, row.title, row.url, row.date_written, row.reason, row.detail, time, time)
            for row in rows
        ],
    )


def take_back(connection: Connection, source: str, row_digests: Collection[str]) -> None:
    """These rows became items after all."""
    if not connection.execute("SELECT 1 FROM set_aside WHERE source = ? LIMIT 1", (source,)).fetchone():
        return
    connection.execute(
        "DELETE FROM set_aside WHERE source = ? AND row_digest IN (SELECT value FROM json_each(?))",
        (source, listed(row_digests)),
    )


def tried_since(connection: Connection, source: str, since: datetime) -> set[str]:
    """Digests of the rows that were set aside at or after ``since``: not to be tried again yet."""
    found = connection.execute(
        "SELECT row_digest FROM set_aside WHERE source = ? AND last_seen >= ?", (source, instant(since))
    )
    return {digest for (digest,) in found}


def addresses_aside(connection: Connection, source: str) -> tuple[str, ...]:
    """Those of all rows that were set aside, the latest seen last."""
    found = connection.execute("SELECT url FROM set_aside WHERE source = ? ORDER BY last_seen", (source,))
    return tuple(url for (url,) in found)
