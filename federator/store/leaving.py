"""Notices that are gone and yet public, because too many would have gone at once: they wait for a person.

Nothing is undone here when a notice comes back: it counts only while its item was not seen since.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection

from federator.model.revision import Withdrawal
from federator.store.columns import instant

_STILL_GONE = """FROM leaving AS l CROSS JOIN items AS i ON i.notice_id = l.notice_id AND i.canonical
    CROSS JOIN notices AS n ON n.id = l.notice_id AND n.state <> 'withdrawn'
    CROSS JOIN revisions AS r ON r.seq = n.latest_seq
    WHERE {where} AND (i.gone > 0 OR (l.proof = 'absent' AND i.last_seen <= l.since))"""

_WRITE = """INSERT INTO leaving (notice_id, source, proof, since) VALUES (?, ?, ?, ?)
    ON CONFLICT (notice_id) DO UPDATE SET since = excluded.since, proof = excluded.proof, kept = 0
    WHERE (SELECT max(last_seen) FROM items WHERE notice_id = leaving.notice_id AND canonical) > leaving.since"""


@dataclass(frozen=True, slots=True)
class Leaving:
    """A public notice whose original is gone, what proves that, and since when it waits for a person."""

    id: str
    proof: Withdrawal
    since: datetime
    title: str
    url: str


def write_leaving(connection: Connection, source: str, waiting: Sequence[tuple[str, Withdrawal]], at: datetime) -> None:
    """These wait from now on; those that waited already, or were kept and not seen since, are left as they are."""
    connection.executemany(_WRITE, [(id, source, str(proof), instant(at)) for id, proof in waiting])


def kept(connection: Connection, source: str) -> frozenset[str]:
    """Notices of the source that are gone, and of which a person said that they stay."""
    found = connection.execute(f"SELECT l.notice_id {_still_gone('l.source = ? AND l.kept')}", (source,))
    return frozenset(id for (id,) in found)


def leaving(connection: Connection, source: str) -> tuple[Leaving, ...]:
    """The source's notices that are gone and wait for a person, because too many went at once."""
    found = connection.execute(
        f"""SELECT l.notice_id, l.proof, l.since, r.record ->> 'title', r.record ->> 'url'
            {_still_gone("l.source = ? AND NOT l.kept")} ORDER BY n.number""",
        (source,),
    )
    return tuple(
        Leaving(id, Withdrawal(proof), datetime.fromisoformat(since), title, url)
        for id, proof, since, title, url in found
    )


def leaving_by_source(connection: Connection) -> dict[str, int]:
    """How many wait, of every source where any do."""
    return dict(connection.execute(f"SELECT l.source, count(*) {_still_gone('NOT l.kept')} GROUP BY l.source"))


def keep_all(connection: Connection, ids: Iterable[str]) -> None:
    """They stay public, and are not asked about again until they were seen and are gone anew."""
    connection.executemany("UPDATE leaving SET kept = 1 WHERE notice_id = ?", [(id,) for id in ids])


def leave_alone(connection: Connection, ids: Iterable[str]) -> None:
    """Withdrawn for good: where only the list lacked them their pages are still there, and are not asked again."""
    connection.executemany(
        "UPDATE items SET recheck_at = NULL WHERE notice_id = ? AND canonical AND gone = 0", [(id,) for id in ids]
    )


def _still_gone(where: str) -> str:
    return _STILL_GONE.format(where=where)
