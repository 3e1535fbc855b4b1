"""The archive: which captures a notice rests on, how long those are kept that nothing public rests on any more, and
the change log without versions that later ones superseded."""

from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection

from federator.model.revision import RevisionKind
from federator.store.columns import instant, listed
from federator.store.database import Part
from federator.store.steps.append_only import append_only


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


class Archive(Part):
    """Captures by notice and source."""

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

    def compact(self, before: datetime, after: int, limit: int) -> tuple[int, int | None]:
        """Look at up to ``limit`` notices behind number ``after`` and let go of versions that were superseded before
        ``before``. How many went, and the number to go on behind; None: no notice is left.

        Of every notice stay the last version, what the public sees or saw last, what told that it went, and what the
        last captures belong to: a copy that stands anywhere in the log still ends equal."""
        reader = self._database.current()
        rows = reader.execute("SELECT number FROM notices WHERE number > ? ORDER BY number LIMIT ?", (after, limit))
        numbers = [number for (number,) in rows]
        if not numbers:
            return 0, None
        several = (numbers[0], numbers[-1], instant(before))
        dropped = 0
        if reader.execute(f"{_OLD_VERSIONS} LIMIT 1", several).fetchone():
            with self._database.writing() as connection:  # meanwhile another version may have become the last
                dropped = _drop_versions(connection, several)
        return dropped, numbers[-1] if len(numbers) == limit else None


def _last_of(which: str) -> str:
    return f"(SELECT max(o.seq) FROM revisions AS o WHERE o.notice_id = r.notice_id AND {which})"


_SUPERSEDED_AT = """(SELECT l.at FROM revisions AS l WHERE l.notice_id = r.notice_id AND l.seq > r.seq
    ORDER BY l.seq LIMIT 1)"""

_SUPERSEDED = f"""FROM captures AS c
    WHERE c.rowid IN (SELECT CAST(value AS INTEGER) FROM json_each(?1)) AND c.fetched < ?2
    AND NOT EXISTS (
        SELECT 1 FROM revisions AS r INDEXED BY revisions_by_capture WHERE r.capture = c.hash AND r.capture <> ''
        AND (r.seq = {_last_of("TRUE")} OR {_SUPERSEDED_AT} >= ?2 OR r.seq = {_last_of("o.capture <> ''")}
            OR r.seq = {_last_of("o.capture <> '' AND o.shown")}))"""
"""Captures whose every version has a later one, older ones first decided by the index alone."""


def _drop(connection: Connection, several: tuple[str, str]) -> tuple[int, int]:
    found = connection.execute(f"SELECT c.rowid, length(c.content) {_SUPERSEDED}", several).fetchall()
    connection.executemany("DELETE FROM captures WHERE rowid = ?", [(number,) for number, _ in found])
    return len(found), sum(size for _, size in found)


_OLD_VERSIONS = f"""SELECT r.seq FROM notices AS n
    CROSS JOIN revisions AS r INDEXED BY revisions_by_notice ON r.notice_id = n.id AND r.seq < n.latest_seq
    WHERE n.number BETWEEN ?1 AND ?2 AND r.seq IS NOT n.shown_seq AND r.seq IS NOT n.gone_seq
    AND {_SUPERSEDED_AT} < ?3
    AND r.seq IS NOT {_last_of("o.shown")} AND r.seq IS NOT {_last_of("o.capture <> ''")}
    AND r.seq IS NOT {_last_of("o.capture <> '' AND o.shown")}
    AND NOT EXISTS (SELECT 1 FROM searched AS d WHERE d.seq = r.seq)"""
"""The index of the search finds what to take out by the words that were put in: what it still holds stays."""


def _drop_versions(connection: Connection, several: tuple[int, int, str]) -> int:
    _, never_delete = append_only("revisions")
    connection.execute("DROP TRIGGER revisions_no_delete")
    dropped = connection.execute(f"DELETE FROM revisions WHERE seq IN ({_OLD_VERSIONS})", several).rowcount
    connection.execute(never_delete)
    return dropped
