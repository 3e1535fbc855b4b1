"""Near-duplicates across sites: found after the revisions that make them, proposed to a person, merged or remembered.

Nothing is merged here by itself: what makes two notices one without asking is decided in ``compare/``.
"""

import hashlib
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from sqlite3 import Connection

from federator.model.decision import Decision
from federator.model.pair import Candidates, Pair, Side
from federator.model.people import Actor
from federator.notation.folding import title_key
from federator.store import audit
from federator.store.columns import insert, instant, listed, notice_of
from federator.store.database import Part
from federator.store.decisions import StaleError
from federator.store.mergers import Merged, merge, merged_with, part
from federator.store.recording import commit_time

_DAYS = timedelta(days=10)
"""How far apart copies of one notice are published."""
_MOST = 20
"""Candidates of one notice: a title that more share tells nothing."""
_SHOWN = 100

_SIDE = "n.id, n.latest_seq, n.shown_seq IS NOT NULL, r.record"
_LATEST = "CROSS JOIN revisions AS r ON r.seq = n.latest_seq"
_ALIVE = "n.state <> 'withdrawn' AND n.merged_into IS NULL"
_BY_TITLE = f"""SELECT {_SIDE} FROM pair_keys AS k CROSS JOIN notices AS n ON n.id = k.notice_id AND {_ALIVE} {_LATEST}
    WHERE k.key = ? AND k.site <> ? AND k.day BETWEEN ? AND ? LIMIT {_MOST}"""
_NOTE = insert("pair_keys", ("key", "notice_id", "site", "day")) + " ON CONFLICT (key, notice_id) DO NOTHING"
_BY_NUMBER = f"""SELECT {_SIDE} FROM notices AS m CROSS JOIN notices AS n ON n.doc_no = m.doc_no AND n.doc_no <> ''
    AND n.site <> ? AND {_ALIVE} {_LATEST} WHERE m.id = ? LIMIT {_MOST}"""
_UNDECIDED = "SELECT one, other, likeness, found FROM pairs WHERE decided IS NULL"


class Pairs(Part):
    """``seq``: the versions that the person saw; StaleError where a later one came meanwhile."""

    def candidates(self, limit: int) -> tuple[int, tuple[Candidates, ...]]:
        """What the next ``limit`` revisions are about, with what may be the same; and how far into the log that is.
        Their titles are noted, so that later ones find them."""
        with self._database.writing() as connection:
            (cursor,) = connection.execute("SELECT cursor FROM pairs_state").fetchone()
            found = connection.execute(
                "SELECT seq, notice_id FROM revisions WHERE seq > ? ORDER BY seq LIMIT ?", (cursor, limit)
            ).fetchall()
            sides = _sides(connection, {id for _, id in found})
            connection.executemany(_NOTE, [key for side in sides.values() if (key := _key(side))])
            alike = tuple(one for side in sides.values() if (one := _candidates(connection, side)))
            return found[-1][0] if found else cursor, alike

    def propose(self, pairs: Sequence[tuple[str, str, float]], upto: int) -> int:
        """Let these wait for a person, but for those decided before; how many are new. Goes on behind ``upto``."""
        with self._database.writing() as connection:
            before = connection.total_changes
            connection.executemany(
                "INSERT OR IGNORE INTO pairs (one, other, likeness, found) VALUES (?, ?, ?, ?)",
                [(*sorted((one, other)), likeness, instant(self._clock())) for one, other, likeness in pairs],
            )
            new = connection.total_changes - before
            connection.execute("UPDATE pairs_state SET cursor = ?", (upto,))
            return new

    def behind(self) -> bool:
        """Whether the log holds anything that was not looked at."""
        new = "SELECT EXISTS (SELECT 1 FROM revisions WHERE seq > (SELECT cursor FROM pairs_state))"
        return bool(self._database.current().execute(new).fetchone()[0])

    def waiting(self, seen: Callable[[Side], bool] = lambda _side: True) -> tuple[Pair, ...]:
        """What waits and has both sides ``seen``, the longest first, at most a hundred; a notice that went meanwhile
        waits no more."""
        with self._database.reading() as connection:
            found = connection.execute(f"{_UNDECIDED} ORDER BY found")
            every = (pair for some in iter(lambda: found.fetchmany(_SHOWN), []) for pair in _pairs(connection, some))
            return tuple(islice((pair for pair in every if seen(pair.one) and seen(pair.other)), _SHOWN))

    def waiting_pair(self, one: str, other: str) -> Pair | None:
        """The pair of these two, None where it does not wait."""
        with self._database.reading() as connection:
            found = connection.execute(f"{_UNDECIDED} AND one = ? AND other = ?", sorted((one, other))).fetchall()
            return next(iter(_pairs(connection, found)), None)

    def refuse(self, one: str, other: str, why: str, by: Actor) -> bool:
        """They are two: it is not asked again. False where the pair does not wait."""
        with self._database.writing() as connection:
            if not _decide(connection, one, other, merged=False, at=self._clock()):
                return False
            told = {"pair": sorted((one, other)), "why": why}
            audit.record(connection, by, self._clock(), "pair-refused", f"notice/{one}", {}, told)
            return True

    def merge(self, one: str, other: str, seqs: tuple[int, int], why: str, by: Actor) -> str:
        """They are one: the id of the notice that stays."""
        with self._database.writing() as connection:
            sides = _sides(connection, {one, other})
            if (one not in sides or other not in sides) or (sides[one].seq, sides[other].seq) != seqs:
                raise StaleError(one)
            if not _decide(connection, one, other, merged=True, at=self._clock()):
                raise StaleError(one)
            winner, loser = _ranked(connection, sides[one], sides[other])
            at = commit_time(connection, self._clock())
            merge(connection, winner.id, loser, Decision(by.person, why), at)
            connection.execute("DELETE FROM pairs WHERE decided IS NULL AND ? IN (one, other)", (loser.id,))
            told = {"merged": loser.id, "why": why}
            audit.record(connection, by, at, "notices-merged", f"notice/{winner.id}", {}, told)
            return winner.id

    def merged_with(self, kept: str) -> tuple[Merged, ...]:
        """What people made one with that notice, and can be parted from it again, the last first."""
        with self._database.reading() as connection:
            return merged_with(connection, kept)

    def part(self, kept: str, loser: str, seq: int, why: str, by: Actor) -> None:
        """They are two after all: the loser comes back under its id, and neither a person nor a rule is asked again.
        ``seq``: the version of ``kept`` that the person saw. StaleError also where a person took ``kept`` down."""
        with self._database.writing() as connection:
            row = connection.execute(_AS_SEEN, (kept, seq)).fetchone()
            at = commit_time(connection, self._clock())
            if row is None or not part(connection, kept, loser, Decision(by.person, why), at):
                raise StaleError(kept)
            connection.execute(_TWO, (*sorted((kept, loser)), instant(at)))
            audit.record(connection, by, at, "notices-parted", f"notice/{kept}", {}, {"parted": loser, "why": why})


_AS_SEEN = """SELECT 1 FROM notices AS n CROSS JOIN revisions AS r ON r.seq = n.latest_seq
    WHERE n.id = ? AND n.latest_seq = ? AND n.merged_into IS NULL AND r.kind <> 'purged'
    AND NOT (r.kind = 'rejected' AND n.state = 'withdrawn')"""
_TWO = """INSERT INTO pairs (one, other, likeness, found, decided) VALUES (?1, ?2, 0, ?3, ?3)
    ON CONFLICT (one, other) DO UPDATE SET decided = excluded.decided, merged = 0"""


def _key(side: Side) -> tuple[int, str, str, str] | None:
    """A row of ``pair_keys``; None for a notice without title or day."""
    title, day = title_key(side.notice.title), side.notice.day
    if not title or not day:
        return None
    key = int.from_bytes(hashlib.blake2b(title.encode("utf-8", "replace"), digest_size=8).digest(), signed=True)
    return key, side.id, side.notice.site, day.isoformat()


def _candidates(connection: Connection, side: Side) -> Candidates | None:
    found = list(connection.execute(_BY_NUMBER, (side.notice.site, side.id)))
    if key := _key(side):
        day = date.fromisoformat(key[3])
        around = [(day + apart).isoformat() for apart in (-_DAYS, _DAYS)]
        found += connection.execute(_BY_TITLE, (key[0], side.notice.site, *around))
    others = {row[0]: _side(row) for row in found}
    return Candidates(side, tuple(others.values())) if others else None


def _pairs(connection: Connection, rows: Sequence[tuple[str, str, float, str]]) -> list[Pair]:
    sides = _sides(connection, {id for one, other, *_ in rows for id in (one, other)})
    return [
        Pair(sides[one], sides[other], likeness, datetime.fromisoformat(at))
        for one, other, likeness, at in rows
        if one in sides and other in sides
    ]


def _sides(connection: Connection, ids: set[str]) -> dict[str, Side]:
    found = connection.execute(
        f"SELECT {_SIDE} FROM notices AS n {_LATEST} WHERE n.id IN (SELECT value FROM json_each(?)) AND {_ALIVE}",
        (listed(ids),),
    )
    return {row[0]: _side(row) for row in found}


def _side(row: tuple[str, int, int, str]) -> Side:
    id, seq, public, record = row
    return Side(id, seq, bool(public), notice_of(record))


def _decide(connection: Connection, one: str, other: str, *, merged: bool, at: datetime) -> bool:
    done = connection.execute(
        "UPDATE pairs SET decided = ?, merged = ? WHERE one = ? AND other = ? AND decided IS NULL",
        (instant(at), merged, *sorted((one, other))),
    )
    return done.rowcount == 1


def _ranked(connection: Connection, one: Side, other: Side) -> tuple[Side, Side]:
    """The one that stays: what is public before what is not, the issuer's before a copy, then what was seen first."""

    def rank(side: Side) -> tuple[bool, bool, str, str]:
        issued, first_seen = connection.execute(
            """SELECT (SELECT max(i.issuing AND i.canonical) FROM items AS i WHERE i.notice_id = n.id), n.first_seen
               FROM notices AS n WHERE n.id = ?""",
            (side.id,),
        ).fetchone()
        return not side.public, not issued, first_seen, side.id

    winner, loser = sorted((one, other), key=rank)
    return winner, loser
