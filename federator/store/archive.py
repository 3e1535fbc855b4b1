"""The archive: which captures a notice rests on, and how long those are kept that nothing public rests on any more."""

from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection

from federator.model.revision import RevisionKind
from federator.store.columns import instant, listed
from federator.store.database import Connections


@dataclass(frozen=True, slots=True)
class Witness:
    """A version of a notice and the capture it was read from."""

    notice_id: str
    seq: int
    kind: RevisionKind
    at: datetime
    capture: str


@dataclass(frozen=True, slots=True)
class Pruned:
    """``looked_at`` captures, of which ``dropped`` were let go, ``size`` bytes as they lay. ``last``: behind which row
    to go on, None at the end."""

    last: int | None
    looked_at: int
    dropped: int
    size: int


class Archive:
    """Captures by notice and source."""

    def __init__(self, database: Connections) -> None:
        self._database = database

    def witnesses(self, id: str) -> tuple[Witness, ...]:
        """The versions of a notice that were read from something, oldest first; none of an id never minted."""
        found = self._database.current().execute(
            """SELECT notice_id, seq, kind, at, capture FROM revisions
               WHERE notice_id = ? AND capture <> '' ORDER BY seq""",
            (id,),
        )
        return tuple(
            Witness(notice, seq, RevisionKind(kind), datetime.fromisoformat(at), digest)
            for notice, seq, kind, at, digest in found
        )

    def notices_of(self, source: str, after: int, limit: int) -> tuple[tuple[int, str], ...]:
        """(number, id) of the notices that the source writes, with numbers above ``after``, the first seen first."""
        found = self._database.current().execute(
            "SELECT number, id FROM notices WHERE source = ? AND number > ? ORDER BY number LIMIT ?",
            (source, after, limit),
        )
        return tuple((number, id) for number, id in found)

    def prune(self, before: datetime, after: int, limit: int) -> Pruned:
        """Look at up to ``limit`` captures behind row ``after`` and let go of those that only versions rest on which
        were superseded before ``before``. Never of the last capture of a notice, nor of the last of what the public saw
        of it."""
        reader = self._database.current()
        rows = reader.execute("SELECT rowid FROM captures WHERE rowid > ? ORDER BY rowid LIMIT ?", (after, limit))
        numbers = [number for (number,) in rows]
        if not numbers:
            return Pruned(None, 0, 0, 0)
        several = (listed(map(str, numbers)), instant(before))
        dropped = 0, 0
        if reader.execute(f"SELECT 1 {_SUPERSEDED} LIMIT 1", several).fetchone():
            with self._database.writing() as connection:  # a visit may have come back to the same bytes meanwhile
                dropped = _drop(connection, several)
        return Pruned(numbers[-1] if len(numbers) == limit else None, len(numbers), *dropped)


_SUPERSEDED = """FROM captures AS c
    WHERE c.rowid IN (SELECT CAST(value AS INTEGER) FROM json_each(?1)) AND c.fetched < ?2
    AND NOT EXISTS (
        SELECT 1 FROM revisions AS r INDEXED BY revisions_by_capture WHERE r.capture = c.hash AND r.capture <> ''
        AND (r.seq = (SELECT max(a.seq) FROM revisions AS a WHERE a.notice_id = r.notice_id)
            OR (SELECT n.at FROM revisions AS n WHERE n.notice_id = r.notice_id AND n.seq > r.seq
                ORDER BY n.seq LIMIT 1) >= ?2
            OR r.seq = (SELECT max(b.seq) FROM revisions AS b WHERE b.notice_id = r.notice_id AND b.capture <> '')
            OR r.seq = (SELECT max(s.seq) FROM revisions AS s
                        WHERE s.notice_id = r.notice_id AND s.capture <> '' AND s.shown)))"""
"""Captures whose every version has a later one, older ones first decided by the index alone."""


def _drop(connection: Connection, several: tuple[str, str]) -> tuple[int, int]:
    found = connection.execute(f"SELECT c.rowid, length(c.content) {_SUPERSEDED}", several).fetchall()
    connection.executemany("DELETE FROM captures WHERE rowid = ?", [(number,) for number, _ in found])
    return len(found), sum(size for _, size in found)
