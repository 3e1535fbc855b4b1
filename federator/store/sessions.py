"""Sessions and failed attempts. A session's token lies here as a hash only."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from sqlite3 import Connection
from typing import Any

from federator.model.people import Actor, Person, Role
from federator.store import audit
from federator.store.columns import instant
from federator.store.database import Part

IDLE = timedelta(minutes=60)
LONGEST = timedelta(hours=12)
"""A session ends when nothing was asked in it for so long, and in any case when it is so old."""

PERSON = ("id", "login", "name", "role", "created", "email", "sites", "organisations", "active")
"""The columns that :func:`person_of` reads."""

_SEEN_AGAIN = timedelta(minutes=1)


class Sessions(Part):
    """Who is signed in, and who tries too often."""

    def begin(self, person: str, hash: str, by: Actor) -> None:
        """Begin a session under the hash of its token."""
        now = instant(self._clock())
        with self._database.writing() as connection:
            connection.execute("INSERT INTO sessions VALUES (?, ?, ?, ?)", (hash, person, now, now))
            connection.execute("DELETE FROM sessions WHERE begun < ?", (instant(self._clock() - LONGEST),))
            audit.record(connection, by, self._clock(), "signed-in", f"person/{person}", {}, {})

    def person(self, hash: str) -> Person | None:
        """Whose session this is, while it lasts."""
        now = self._clock()
        row = (
            self._database.current()
            .execute(
                f"""SELECT s.last_seen, {", ".join(f"p.{column}" for column in PERSON)}
                    FROM sessions AS s JOIN people AS p ON p.id = s.person
                    WHERE s.hash = ? AND p.active AND s.last_seen >= ? AND s.begun >= ?""",
                (hash, instant(now - IDLE), instant(now - LONGEST)),
            )
            .fetchone()
        )
        if row is None:
            return None
        if row[0] < instant(now - _SEEN_AGAIN):
            with self._database.writing() as connection:
                connection.execute("UPDATE sessions SET last_seen = ? WHERE hash = ?", (instant(now), hash))
        return person_of(row[1:])

    def end(self, hash: str) -> None:
        """End one session."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM sessions WHERE hash = ?", (hash,))

    def failed(self, keys: Iterable[str]) -> None:
        """An attempt failed; it counts for each of ``keys`` (a login, an address)."""
        now = self._clock()
        with self._database.writing() as connection:
            connection.execute("DELETE FROM attempts WHERE at < ?", (instant(now - timedelta(days=1)),))
            connection.executemany("INSERT INTO attempts VALUES (?, ?)", [(key, instant(now)) for key in keys])

    def failures(self, key: str, lately: timedelta) -> int:
        """How many attempts failed for ``key`` in that time."""
        now = self._clock()
        counted = self._database.current().execute(
            "SELECT count(*) FROM attempts WHERE key = ? AND at BETWEEN ? AND ?",
            (key, instant(now - lately), instant(now)),
        )
        return int(counted.fetchone()[0])

    def forgive(self, key: str) -> None:
        """Forget the failures of ``key``: an attempt succeeded."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM attempts WHERE key = ?", (key,))


def sign_out_everywhere(connection: Connection, person: str) -> None:
    """End all sessions of a person."""
    connection.execute("DELETE FROM sessions WHERE person = ?", (person,))


def person_of(values: Any) -> Person:
    """The person in a row of :data:`PERSON`."""
    id, login, name, role, created, email, sites, organisations, active = values
    return Person(
        id,
        login,
        name,
        Role(role),
        datetime.fromisoformat(created),
        email,
        frozenset(json.loads(sites)),
        frozenset(json.loads(organisations)),
        bool(active),
    )
