"""What people took from the public since a backup was made stays away when the backup is restored.

The database that the backup takes the place of tells: notices purged and taken down since, and what is never to be
harvested again. Purges and withdrawals are made once more in the copy, by whom, when and why they were made.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from federator.model.people import Actor
from federator.model.revision import RevisionKind
from federator.store.database import Connections
from federator.store.decisions import Decisions, StaleError
from federator.store.files import Files
from federator.store.opening import open_database
from federator.store.purging import Purges

_TAKEN = """SELECT r.notice_id, r.kind, r.at, r.person, r.why FROM revisions AS r
    CROSS JOIN notices AS n ON n.id = r.notice_id AND n.state = 'withdrawn'
    WHERE r.seq > ? AND r.kind IN ('purged', 'rejected') AND r.state = 'withdrawn' ORDER BY r.seq"""


@dataclass(frozen=True, slots=True)
class _Act:
    """What a person did to one notice, and when."""

    id: str
    kind: RevisionKind
    at: datetime
    by: Actor
    why: str


@dataclass(frozen=True, slots=True)
class Known:
    """What a database knows to have been taken away; ``marks`` are of what is barred, with the notice's id."""

    acts: Sequence[_Act]
    marks: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class TakenAway:
    """How many notices were purged and withdrawn once more."""

    purged: int
    withdrawn: int


def known_since(database: Path, seq: int) -> Known | None:
    """What was taken away behind ``seq``; None where the database cannot be read."""
    try:
        with closing(sqlite3.connect(database)) as connection:
            acts = [
                _Act(id, RevisionKind(kind), datetime.fromisoformat(at), Actor(person), why)
                for id, kind, at, person, why in connection.execute(_TAKEN, (seq,))
            ]
            return Known(acts, connection.execute("SELECT mark, notice_id FROM barred").fetchall())
    except sqlite3.DatabaseError:
        return None


def take_away(copy: Path, known: Known) -> TakenAway:
    """Do it to the copy too, to the last byte. No files lie beside it: those of the database whose place it is to take
    are still that one's."""
    database, files = open_database(copy), Files.beside(copy)
    try:
        with database.writing() as connection:
            connection.executemany("INSERT OR IGNORE INTO barred VALUES (?, ?)", known.marks)
        done = [act.kind for act in known.acts if _done(database, act, files)]
        Purges(database, datetime.now, files).finish()
    finally:
        database.close()
    return TakenAway(done.count(RevisionKind.PURGED), done.count(RevisionKind.REJECTED))


def _done(database: Connections, act: _Act, files: Files) -> bool:
    """False where the copy does not have the notice, or it went with another one."""
    with suppress(StaleError):
        if act.kind is RevisionKind.PURGED:
            Purges(database, lambda: act.at, files).erase(act.id, act.why, act.by)
        else:
            Decisions(database, lambda: act.at).take_down(act.id, _public(database, act.id), act.why, act.by)
        return True
    return False


def _public(database: Connections, id: str) -> int:
    """The latest version of a public notice. Raises StaleError where it is none."""
    row = (
        database.current()
        .execute("SELECT latest_seq FROM notices WHERE id = ? AND shown_seq IS NOT NULL", (id,))
        .fetchone()
    )
    if row is None:
        raise StaleError(id)
    return int(row[0])
