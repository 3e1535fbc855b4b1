"""Two notices made one by a person, and parted again where that was wrong.

Merged, the loser's items are the winner's, and it is remembered which they were. Parted, each of the two says again
what it said then, and is read anew at once, for nobody followed the loser's pages meanwhile.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection

from federator.model.decision import Decision
from federator.model.item import NewRevision
from federator.model.notice import Notice
from federator.model.pair import Side
from federator.model.revision import RevisionKind, State
from federator.store.changes import TAKEN_DOWN
from federator.store.columns import breaches_of, instant, listed, notice_of
from federator.store.notices import append

_IN = "IN (SELECT value FROM json_each({}))"

_BEFORE = f"""SELECT r.record, r.breaches, r.profile, r.capture, r.shown AND NOT EXISTS (
        SELECT 1 FROM revisions AS h WHERE h.notice_id = r.notice_id AND h.seq > r.seq AND h.seq < ?2
        AND {TAKEN_DOWN.format("h")}) AS public
    FROM revisions AS r WHERE r.notice_id = ?1 AND r.seq <= ?2 ORDER BY public DESC, r.seq = ?2, r.seq DESC LIMIT 1"""
"""What the public saw of a notice before that ``seq``, else what was known of it."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What a person made one with another notice. ``notice``: as it read then."""

    id: str
    notice: Notice
    at: datetime
    person: str
    why: str


def merge(connection: Connection, winner: str, loser: Side, decision: Decision, at: datetime) -> None:
    """The loser becomes a tombstone that names the winner, its items are the winner's; the item of the issuing
    organisation, where there is one, writes the fields."""
    (profile,) = connection.execute("SELECT profile FROM revisions WHERE seq = ?", (loser.seq,)).fetchone()
    made = NewRevision(loser.id, RevisionKind.MERGED, State.WITHDRAWN, shown=False, notice=loser.notice,
                       merged_into=winner, hides=True, decision=decision)  # fmt: skip
    append(connection, (made,), profile, at)
    its = "WHERE notice_id = ?"
    connection.execute(f"INSERT INTO mergers SELECT notice_id, id, canonical FROM items {its}", (loser.id,))
    connection.execute(f"UPDATE items SET notice_id = ?, canonical = 0 {its}", (winner, loser.id))
    _seat(connection, winner)


def merged_with(connection: Connection, kept: str) -> tuple[Merged, ...]:
    """What can be parted from a notice, the last merged first."""
    found = connection.execute(
        """SELECT DISTINCT n.id, r.record, r.at, r.person, r.why, r.seq FROM items AS i
           CROSS JOIN mergers AS m ON m.item_id = i.id CROSS JOIN notices AS n ON n.id = m.loser
           CROSS JOIN revisions AS r ON r.seq = n.latest_seq
           WHERE i.notice_id = ? ORDER BY r.seq DESC""",
        (kept,),
    )
    return tuple(
        Merged(id, notice_of(record), datetime.fromisoformat(at), *decided) for id, record, at, *decided, _ in found
    )


def part(connection: Connection, kept: str, loser: str, decision: Decision, at: datetime) -> bool:
    """Give the loser its items back, and both what they said. False where nothing of it is in ``kept``."""
    ids = _items(connection, kept, loser)
    if not ids:
        return False
    (seq,) = connection.execute("SELECT latest_seq FROM notices WHERE id = ?", (loser,)).fetchone()
    wrote = _wrote(connection, ids)
    _give_back(connection, loser, ids)
    for one in (loser, kept):
        _seat(connection, one)
    _restore(connection, loser, seq, decision, at)
    if wrote:
        _take_back(connection, kept, seq, decision, at)
    _read_anew(connection, (loser, kept), at)
    # a notice that was merged earlier, into the loser, still can be parted from that
    connection.execute(
        f"""DELETE FROM mergers WHERE loser = ?1 OR (item_id {_IN.format("?2")}
            AND loser IN (SELECT id FROM notices WHERE latest_seq > ?3))""",
        (loser, listed(ids), seq),
    )
    return True


def _items(connection: Connection, kept: str, loser: str) -> list[str]:
    found = connection.execute(
        """SELECT i.id FROM mergers AS m CROSS JOIN items AS i ON i.id = m.item_id AND i.notice_id = ?
           WHERE m.loser = ?""",
        (kept, loser),
    )
    return [id for (id,) in found]


def _wrote(connection: Connection, ids: Sequence[str]) -> bool:
    """Whether one of these items writes the fields."""
    found = connection.execute(f"SELECT 1 FROM items WHERE canonical AND id {_IN.format('?')}", (listed(ids),))
    return found.fetchone() is not None


def _give_back(connection: Connection, loser: str, ids: Sequence[str]) -> None:
    connection.execute(
        f"""UPDATE items SET notice_id = ?1,
                canonical = (SELECT m.canonical FROM mergers AS m WHERE m.loser = ?1 AND m.item_id = items.id)
            WHERE id {_IN.format("?2")}""",
        (loser, listed(ids)),
    )


def _seat(connection: Connection, notice: str) -> None:
    """One item of the notice writes its fields."""
    connection.execute(
        """UPDATE items SET canonical = (id = (
               SELECT id FROM items WHERE notice_id = ?1 ORDER BY issuing DESC, canonical DESC, first_seen, id LIMIT 1))
           WHERE notice_id = ?1""",
        (notice,),
    )


def _restore(connection: Connection, loser: str, merged: int, decision: Decision, at: datetime) -> None:
    record, breaches, profile, capture, public = connection.execute(_BEFORE, (loser, merged)).fetchone()
    state = State.PUBLISHED if public else State.HELD
    made = NewRevision(loser, RevisionKind.RESTORED, state, bool(public), notice_of(record), breaches_of(breaches),
                       capture, decision=decision)  # fmt: skip
    append(connection, (made,), profile, at)


def _take_back(connection: Connection, kept: str, merged: int, decision: Decision, at: datetime) -> None:
    """What the loser's item wrote into the record that stays, where that is still in force."""
    before = connection.execute(_BEFORE, (kept, merged)).fetchone()
    stands, latest = connection.execute("SELECT state, latest_digest FROM notices WHERE id = ?", (kept,)).fetchone()
    if before is None or stands == State.WITHDRAWN or notice_of(before[0]).digest == latest:
        return
    record, breaches, profile, capture, public = before
    state = State.PUBLISHED if public else State.HELD
    made = NewRevision(kept, RevisionKind.CORRECTED, state, bool(public), notice_of(record), breaches_of(breaches),
                       capture, hides=not public, decision=decision)  # fmt: skip
    append(connection, (made,), profile, at)


def _read_anew(connection: Connection, notices: Sequence[str], at: datetime) -> None:
    """Pages are due for a recheck, and not known as they were; the same of rows, where these carry all."""
    several = listed(notices)
    of = f"WHERE notice_id {_IN.format('?1')}"
    connection.execute(f"DELETE FROM answers WHERE source IN (SELECT source FROM items {of})", (several,))
    connection.execute(
        f"UPDATE item_addresses SET row_digest = '' WHERE item_id IN (SELECT id FROM items {of})", (several,)
    )
    connection.execute(
        f"UPDATE items SET page_digest = '', etag = NULL, last_modified = NULL, recheck_at = ?2 {of} AND canonical",
        (several, instant(at)),
    )
