"""Items as rows."""

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from sqlite3 import Connection
from typing import Any

from federator.model.answer import Validators
from federator.model.item import PASSES, Alias, Item, RecheckTarget
from federator.model.local_time import CHINA, iso_day
from federator.model.notice import Notice
from federator.model.row import Row
from federator.store.columns import day, instant, instant_or_none, listed, moment, notice_of, upsert, written

_COLUMNS = (
    "id",
    "source",
    "notice_id",
    "address",
    "url",
    "title_key",
    "doc_no",
    "day",
    "issuing",
    "canonical",
    "first_seen",
    "last_seen",
    "row",
    "page_digest",
    "etag",
    "last_modified",
    "recheck_at",
    "gone",
)
ITEM = ", ".join(f"i.{column}" for column in _COLUMNS)
"""The columns that :func:`item_of` reads, of a table called ``i``."""
WIDTH = len(_COLUMNS)

_RECHECKED = _COLUMNS.index("page_digest")
_WRITE = upsert("items", _COLUMNS, ("id",))
_ALIAS = upsert("item_addresses", ("source", "address", "item_id", "row_digest"), ("source", "address"))

_WAITS = f"instr(r.breaches, '{PASSES}') AND r.kind <> 'rejected'"
"""Of the last version of a notice that is not public: it is held because its date lies in the future."""


def item_of(values: Sequence[Any]) -> Item:
    """The item in a row that begins with :data:`ITEM`."""
    item_id, source, notice_id, address, url, title_key, doc_no, day_written = values[:8]
    issuing, canonical, first_seen, last_seen, row, page_digest, etag, last_modified, recheck_at, gone = values[8:WIDTH]
    return Item(
        item_id,
        source,
        notice_id,
        address,
        url,
        title_key,
        doc_no,
        day(day_written),
        bool(issuing),
        bool(canonical),
        datetime.fromisoformat(first_seen),
        datetime.fromisoformat(last_seen),
        Row(**json.loads(row)) if row else None,
        page_digest,
        Validators(etag, last_modified),
        moment(recheck_at),
        gone,
    )


def knows_others(connection: Connection, source: str, addresses: Collection[str]) -> bool:
    """Whether the source has items that none of these addresses leads to."""
    (others,) = connection.execute(
        """SELECT EXISTS (SELECT 1 FROM item_addresses AS a WHERE a.source = ?1 AND a.item_id NOT IN (
               SELECT b.item_id FROM json_each(?2) AS l
               CROSS JOIN item_addresses AS b ON b.source = ?1 AND b.address = l.value))""",
        (source, listed(addresses)),
    ).fetchone()
    return bool(others)


def write_items(connection: Connection, items: Sequence[Item]) -> None:
    """Insert or replace by id."""
    connection.executemany(_WRITE, [_values(item) for item in items])


def write_aliases(connection: Connection, aliases: Sequence[Alias]) -> None:
    """The addresses join those that their items ever had, each with the row that stands there now."""
    connection.executemany(_ALIAS, [(one.source, one.address, one.item_id, one.row_digest) for one in aliases])


def touch_items(connection: Connection, source: str, addresses: Collection[str], at: datetime) -> None:
    """Note that the source's list named these addresses again."""
    if not addresses:
        return
    connection.execute(
        """UPDATE items SET last_seen = ? WHERE id IN (SELECT a.item_id FROM json_each(?) AS l
           CROSS JOIN item_addresses AS a ON a.source = ? AND a.address = l.value)""",
        (instant(at), listed(addresses), source),
    )


def write_rechecked(connection: Connection, items: Sequence[Item]) -> None:
    """Write what a recheck without change learned, and nothing that a visit may have learned meanwhile."""
    connection.executemany(
        "UPDATE items SET page_digest = ?, etag = ?, last_modified = ?, recheck_at = ?, gone = ? WHERE id = ?",
        [(*_values(item)[_RECHECKED:], item.id) for item in items],
    )


def items_of(connection: Connection, source: str) -> tuple[Item, ...]:
    """All items of the source."""
    found = connection.execute(f"SELECT {ITEM} FROM items AS i WHERE i.source = ? ORDER BY i.id", (source,))
    return tuple(map(item_of, found))


def row_digests(connection: Connection, source: str, addresses: Iterable[str], now: datetime) -> dict[str, str]:
    """Address → digest of the row that stood there last, for the known ones among ``addresses``.

    A withdrawn notice is as good as unknown: listed again, it is to be read again, unless a person rejected it. So is
    one that is held, or whose amendment is, because its date lay in the future, once that has come.
    """
    return dict(
        connection.execute(
            """SELECT l.value, a.row_digest FROM json_each(?) AS l
               CROSS JOIN item_addresses AS a ON a.source = ? AND a.address = l.value
               CROSS JOIN items AS i ON i.id = a.item_id
               CROSS JOIN notices AS n ON n.id = i.notice_id AND (n.shown_seq IS n.latest_seq OR (
                   SELECT r.kind = 'rejected' OR n.state <> 'withdrawn' AND (
                       instr(r.breaches, ?) = 0 OR substr(r.record ->> 'published', 1, 10) > ?)
                   FROM revisions AS r WHERE r.seq = n.latest_seq))""",
            (listed(addresses), source, PASSES, now.astimezone(CHINA).date().isoformat()),
        )
    )


def known_elsewhere(connection: Connection, source: str, addresses: Iterable[str]) -> set[str]:
    """Those of ``addresses`` that another source of the same site is known by."""
    found = connection.execute(
        """SELECT DISTINCT l.value FROM sources AS mine JOIN sources AS other
           ON other.site = mine.site AND other.key <> mine.key CROSS JOIN json_each(?) AS l
           CROSS JOIN item_addresses AS a ON a.source = other.key AND a.address = l.value WHERE mine.key = ?""",
        (listed(addresses), source),
    )
    return {address for (address,) in found}


def waits_for_its_day(connection: Connection, source: str) -> bool:
    """Whether a notice of the source, or an amendment of one, is held because its date lay in the future."""
    (waits,) = connection.execute(
        f"""SELECT EXISTS (SELECT 1 FROM notices AS n CROSS JOIN revisions AS r ON r.seq = n.latest_seq
            WHERE n.source = ?1 AND n.state = 'held' AND {_WAITS})
            OR EXISTS (SELECT 1 FROM notices AS n CROSS JOIN revisions AS r ON r.seq = n.latest_seq
            WHERE n.source = ?1 AND n.shown_seq <> n.latest_seq AND {_WAITS})""",
        (source,),
    ).fetchone()
    return bool(waits)


def latest_notices(connection: Connection, source: str, addresses: Iterable[str]) -> dict[str, Notice]:
    """Address → the latest version of the notice that it leads to, for the known ones."""
    found = connection.execute(
        """SELECT l.value, r.record FROM json_each(?) AS l
           CROSS JOIN item_addresses AS a ON a.source = ? AND a.address = l.value
           CROSS JOIN items AS i ON i.id = a.item_id
           CROSS JOIN notices AS n ON n.id = i.notice_id
           CROSS JOIN revisions AS r ON r.seq = n.latest_seq""",
        (listed(addresses), source),
    )
    return {address: notice_of(record) for address, record in found}


def recheck_targets(connection: Connection, now: datetime, limit: int) -> tuple[RecheckTarget, ...]:
    """What is due, each site's oldest first and all sites by turns, of active sites, of sources that nobody paused, and
    of notices that the public sees or may yet see: a notice withdrawn because its page was gone (and no other) is
    looked for again."""
    found = connection.execute(
        f"""WITH waiting AS (
                SELECT i.id, i.recheck_at, row_number() OVER (PARTITION BY t.id ORDER BY i.recheck_at) AS turn
                FROM items AS i INDEXED BY items_by_recheck
                CROSS JOIN notices AS n ON n.id = i.notice_id AND (n.state <> 'withdrawn' OR i.gone > 0)
                CROSS JOIN sources AS s ON s.key = i.source
                CROSS JOIN sites AS t ON t.id = s.site AND t.life = 'active'
                WHERE i.canonical AND i.recheck_at <= ? AND i.source NOT IN (SELECT source FROM pauses)
                ORDER BY turn, i.recheck_at LIMIT ?)
            SELECT {ITEM}, r.record, n.shown_seq IS NOT n.latest_seq AND {_WAITS}
            FROM waiting AS w CROSS JOIN items AS i ON i.id = w.id CROSS JOIN notices AS n ON n.id = i.notice_id
            CROSS JOIN revisions AS r ON r.seq = n.latest_seq ORDER BY w.turn, w.recheck_at""",
        (instant(now), limit),
    )
    return tuple(RecheckTarget(item_of(row), notice_of(row[WIDTH]), bool(row[WIDTH + 1])) for row in found)


def _values(item: Item) -> tuple[object, ...]:
    return (
        item.id,
        item.source,
        item.notice_id,
        item.address,
        item.url,
        item.title_key,
        item.doc_no,
        iso_day(item.day),
        int(item.issuing),
        int(item.canonical),
        instant(item.first_seen),
        instant(item.last_seen),
        _row_text(item.row),
        item.page_digest,
        item.validators.etag,
        item.validators.last_modified,
        instant_or_none(item.recheck_at),
        item.gone,
    )


def _row_text(row: Row | None) -> str | None:
    if row is None:
        return None
    kept = {"title": row.title, "url": row.url, "date_written": row.date_written, "fields": dict(row.fields)}
    return written(kept | {"told": row.told} if row.told else kept)
