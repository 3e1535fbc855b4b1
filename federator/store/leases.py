"""Leases: who alone may do a thing for a while, among processes that share the database."""

from datetime import datetime, timedelta
from sqlite3 import Connection

from federator.store.columns import instant

_ABSURD = timedelta(days=2)


def take(connection: Connection, name: str, holder: str, now: datetime, seconds: float) -> bool:
    """Take or prolong the lease; False while another holds it. One that runs for days was given by a clock that was
    wrong, and holds nobody up."""
    taken = connection.execute(
        """INSERT INTO leases (name, holder, until) VALUES (?, ?, ?)
           ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
           WHERE holder = excluded.holder OR until <= ? OR until > ?""",
        (name, holder, instant(now + timedelta(seconds=seconds)), instant(now), instant(now + _ABSURD)),
    )
    return taken.rowcount == 1


def holder(connection: Connection, name: str) -> str | None:
    """Who holds the lease, even where its time has run out; None where nobody does."""
    row = connection.execute("SELECT holder FROM leases WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else None


def drop(connection: Connection, name: str, holder: str) -> None:
    """Give the lease back; nothing happens where another has it by now."""
    connection.execute("DELETE FROM leases WHERE name = ? AND holder = ?", (name, holder))
