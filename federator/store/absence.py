"""What a source read to its end no longer lists, and what is needed to judge whether that can be true."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection

from federator.model.item import Item
from federator.store.columns import instant, listed
from federator.store.items import ITEM, item_of
from federator.store.leaving import kept

_LED_TO = """json_each(?) AS l LEFT JOIN item_addresses AS a ON a.source = ? AND a.address = l.value
    LEFT JOIN items AS i ON i.id = a.item_id"""
"""Where addresses of a source lead, each."""


@dataclass(frozen=True, slots=True)
class SourceStanding:
    """How many notices of one source are not withdrawn, and how many were withdrawn lately.

    ``kept``: ids of notices that a person said are not to go, though they are gone.
    """

    live: int
    withdrawn: int
    kept: frozenset[str]


def standing(connection: Connection, source: str, since: datetime) -> SourceStanding:
    """``withdrawn`` counts from ``since`` on; notices merged into others count nowhere."""
    (live,) = connection.execute(
        "SELECT count(*) FROM notices WHERE source = ? AND state IN ('published', 'held')", (source,)
    ).fetchone()
    (withdrawn,) = connection.execute(
        """SELECT count(*) FROM notices
           WHERE source = ? AND state = 'withdrawn' AND merged_into IS NULL AND updated >= ?""",
        (source, instant(since)),
    ).fetchone()
    return SourceStanding(live, withdrawn, kept(connection, source))


def absent_items(connection: Connection, source: str, addresses: Collection[str]) -> tuple[Item, ...]:
    """Canonical items of published notices that none of the listed addresses, present or former, leads to.
    Only a complete list may ask."""
    found = connection.execute(
        f"""SELECT {ITEM} FROM items AS i CROSS JOIN notices AS n ON n.id = i.notice_id
            WHERE i.source = ? AND i.canonical AND n.state = 'published' AND i.id NOT IN (
                SELECT a.item_id FROM json_each(?) AS l
                CROSS JOIN item_addresses AS a ON a.source = i.source AND a.address = l.value)
            ORDER BY i.id""",
        (source, listed(addresses)),
    )
    return tuple(item_of(values) for values in found)


def all_older(connection: Connection, source: str, addresses: Collection[str], than: Collection[Item]) -> bool:
    """Whether there are addresses, and all of them lead to items that were first seen before those of ``than``, or
    together with them and are of earlier days."""
    (unknown,) = connection.execute(
        f"SELECT count(*) FROM {_LED_TO} WHERE i.id IS NULL", (listed(addresses), source)
    ).fetchone()
    youngest = connection.execute(
        f"SELECT i.first_seen, coalesce(i.day, '') FROM {_LED_TO} ORDER BY 1 DESC, 2 DESC LIMIT 1",
        (listed(addresses), source),
    ).fetchone()
    return (
        bool(youngest) and not unknown and youngest < min((instant(one.first_seen), str(one.day or "")) for one in than)
    )
