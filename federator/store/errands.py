"""Long work of the desk as it is kept: what was wanted, how far it came, and what came of it, packed."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from sqlite3 import Connection
from typing import Any, NamedTuple

from federator.model.errors import ErrorKind, VisitError
from federator.store.columns import insert, instant, moment, written
from federator.store.database import Part

KEPT_OF_ONE, KEPT = 6, 30
"""Pieces of work that are kept, the latest: of one person, and of all."""

LONGEST_KEPT = timedelta(days=7)

_COLUMNS = ("id", "person", "kind", "about", "most", "begun", "asked", "at", "ended", "stopped", "error", "detail",
            "came")  # fmt: skip
_SELECT = f"SELECT {', '.join(_COLUMNS)}, outcome FROM errands"
_OF = f"SELECT {', '.join(_COLUMNS)}, NULL FROM errands WHERE person = ? ORDER BY id DESC"
_END = """UPDATE errands SET asked = ?, ended = ?, stopped = ?, error = ?, detail = ?, came = ?, outcome = ?
    WHERE id = ?"""
_INSERT = insert("errands", _COLUMNS)
_OLD = """DELETE FROM errands WHERE begun < ?
    OR id IN (SELECT id FROM errands WHERE person = ? ORDER BY id DESC LIMIT -1 OFFSET ?)
    OR id IN (SELECT id FROM errands WHERE ended IS NOT NULL ORDER BY id DESC LIMIT -1 OFFSET ?)"""


@dataclass(frozen=True, slots=True)
class KeptErrand:
    """A piece of work as it lies here. ``ended`` None: it runs, or the process that did it is gone. ``came``: there was
    an outcome; ``outcome`` is it, packed, None where it was too large to keep."""

    id: str
    person: str
    kind: str
    about: dict[str, str]
    most: int
    begun: datetime
    asked: int
    at: str
    ended: datetime | None
    stopped: bool
    error: VisitError | None
    came: bool
    outcome: bytes | None


class Ending(NamedTuple):
    """How a piece of work ended: ``came`` says whether there was an outcome, ``outcome`` is it, packed."""

    stopped: bool
    error: VisitError | None
    came: bool
    outcome: bytes | None


class ErrandBook(Part):
    """Long work that people set going."""

    def begin(self, id: str, person: str, kind: str, about: dict[str, str], most: int) -> None:
        """Note work that begins; the oldest of what was kept goes."""
        now = self._clock()
        with self._database.writing() as connection:
            connection.execute(
                _INSERT, (id, person, kind, written(about), most, instant(now), 0, "", None, False, None, "", False)
            )
            _forget(connection, now, person)

    def progress(self, id: str, asked: int, at: str) -> None:
        """How far it has come."""
        with self._database.writing() as connection:
            connection.execute("UPDATE errands SET asked = ?, at = ? WHERE id = ?", (asked, at, id))

    def end(self, id: str, asked: int, how: Ending) -> None:
        """It is over, and what came of it."""
        failed = (str(how.error.kind), how.error.detail) if how.error else (None, "")
        with self._database.writing() as connection:
            connection.execute(_END, (asked, instant(self._clock()), how.stopped, *failed, how.came, how.outcome, id))

    def one(self, id: str) -> KeptErrand | None:
        """That piece of work, while it is kept."""
        row = self._database.current().execute(f"{_SELECT} WHERE id = ?", (id,)).fetchone()
        return _kept(row) if row else None

    def of(self, person: str) -> tuple[KeptErrand, ...]:
        """What is kept of a person's work, without outcomes, the latest first."""
        found = self._database.current().execute(_OF, (person,))
        return tuple(map(_kept, found))


def _forget(connection: Connection, now: datetime, person: str) -> None:
    connection.execute(_OLD, (instant(now - LONGEST_KEPT), person, KEPT_OF_ONE, KEPT))


def _kept(row: Any) -> KeptErrand:
    id, person, kind, about, most, begun, asked, at, ended, stopped, error, detail, came, outcome = row
    failed = VisitError(ErrorKind(error), detail) if error else None
    return KeptErrand(id, person, kind, json.loads(about), most, datetime.fromisoformat(begun), asked, at,
                      moment(ended), bool(stopped), failed, bool(came), outcome)  # fmt: skip
