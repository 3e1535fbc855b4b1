"""What a source read to its end no longer lists, and what is needed to judge whether that can be true."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from sqlite3 import Connection

from federator.model.item import KnownNotice
from federator.store.columns import instant, listed
from federator.store.known import known_notices

LATELY = timedelta(days=7)
"""How far back withdrawals are counted with those of today."""


@dataclass(frozen=True, slots=True)
class Absence:
    """Notices of one source. ``gone``: published, and by no address of its canonical item listed any more.

    ``held_here``: how many are not withdrawn, the gone ones among them; ``lately``: how many were withdrawn within
    the last week.
    """

    gone: tuple[KnownNotice, ...]
    held_here: int
    lately: int


def absence(connection: Connection, source: str, addresses: Collection[str], now: datetime) -> Absence:
    """Compare what the source holds with the ``addresses`` that it lists."""
    ids = [id for (id,) in connection.execute(_GONE, (source, listed(addresses)))]
    here, lately = connection.execute(
        """SELECT count(*) FILTER (WHERE state <> 'withdrawn'),
                  count(*) FILTER (WHERE state = 'withdrawn' AND merged_into IS NULL AND updated >= ?)
           FROM notices WHERE source = ?""",
        (instant(now - LATELY), source),
    ).fetchone()
    return Absence(tuple(known_notices(connection, ids).values()), here, lately)


_GONE = """SELECT n.id FROM items AS i CROSS JOIN notices AS n ON n.id = i.notice_id
    WHERE i.source = ? AND i.canonical AND n.state = 'published' AND i.id NOT IN (
        SELECT a.item_id FROM json_each(?) AS l
        CROSS JOIN item_addresses AS a ON a.source = i.source AND a.address = l.value)
    ORDER BY n.number"""
