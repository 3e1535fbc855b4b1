"""Disputes of findings, and what was decided."""

from collections.abc import Sequence
from datetime import datetime
from sqlite3 import Connection
from typing import Any

from federator.model.dispute import Dispute
from federator.model.people import Actor
from federator.store import audit
from federator.store.columns import insert, instant, moment
from federator.store.database import Part

_COLUMNS = ("number", "source", "about", "at", "person", "words", "upheld", "decided", "decider", "why")
_SELECT = f"SELECT {', '.join(f'd.{name}' for name in _COLUMNS)} FROM disputes AS d"


class Disputes(Part):
    """What units say is none of their fault."""

    def of(self, source: str) -> tuple[Dispute, ...]:
        """All of a source, the latest first."""
        found = self._database.current().execute(f"{_SELECT} WHERE d.source = ? ORDER BY d.number DESC", (source,))
        return tuple(map(_dispute, found))

    def standing(self) -> dict[str, Dispute]:
        """As :func:`standing`."""
        return standing(self._database.current())

    def dispute(self, source: str, words: str, by: Actor) -> bool:
        """The unit disputes how the source is said to fare. False where it does not fail, or is disputed already."""
        with self._database.writing() as connection:
            row = connection.execute(
                "SELECT turned FROM source_state WHERE source = ? AND failures > 0", (source,)
            ).fetchone()
            if row is None or _is_open(connection, source, row[0]):
                return False
            values = (source, row[0], instant(self._clock()), by.person, words)
            connection.execute(insert("disputes", ("source", "about", "at", "person", "words")), values)
            audit.record(connection, by, self._clock(), "dispute-raised", f"source/{source}", {}, {"words": words})
            return True

    def decide(self, source: str, number: int, upheld: bool, why: str, by: Actor) -> bool:
        """The province decides. False where there is no such dispute, or it was decided."""
        with self._database.writing() as connection:
            done = connection.execute(
                """UPDATE disputes SET upheld = ?, decided = ?, decider = ?, why = ?
                   WHERE source = ? AND number = ? AND upheld IS NULL""",
                (upheld, instant(self._clock()), by.person, why, source, number),
            )
            if done.rowcount:
                told = {"dispute": number, "upheld": upheld, "why": why}
                audit.record(connection, by, self._clock(), "dispute-decided", f"source/{source}", {}, told)
            return bool(done.rowcount)


def standing(connection: Connection) -> dict[str, Dispute]:
    """By source, those that concern how it fares now and were not rejected: the unit is not to be blamed."""
    found = connection.execute(
        f"""{_SELECT} JOIN source_state AS s ON s.source = d.source AND s.turned IS d.about AND s.failures > 0
            WHERE d.upheld IS NOT 0 ORDER BY d.number"""
    )
    return {one.source: one for one in map(_dispute, found)}


def _is_open(connection: Connection, source: str, about: str | None) -> bool:
    found = connection.execute(
        "SELECT 1 FROM disputes WHERE source = ? AND about IS ? AND upheld IS NOT 0", (source, about)
    )
    return found.fetchone() is not None


def _dispute(row: Sequence[Any]) -> Dispute:
    number, source, about, at, person, words, upheld, decided, decider, why = row
    judged = None if upheld is None else bool(upheld)
    return Dispute(number, source, moment(about), datetime.fromisoformat(at), person, words, judged, moment(decided),
                   decider, why)  # fmt: skip
