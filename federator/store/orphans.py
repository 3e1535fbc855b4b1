"""Rows that have lost what they belong to, and what foreign keys do not watch over."""

from dataclasses import dataclass
from sqlite3 import Connection

from federator.model.words import Words


@dataclass(frozen=True, slots=True)
class Orphans:
    """So many rows of one kind. ``severe``: the database contradicts itself; else what they need is gone."""

    id: str
    what: Words
    severe: bool
    count: int


_GONE_SOURCE = "NOT EXISTS (SELECT 1 FROM sources AS c WHERE c.key = {table}.source)"
_CHECKS = (
    (
        "versions-missing",
        True,
        Words("信息指向不存在的版本", "notices that refer to a missing version"),
        """SELECT count(*) FROM notices AS n
           WHERE NOT EXISTS (SELECT 1 FROM revisions AS r WHERE r.seq = n.latest_seq)
           OR (n.shown_seq IS NOT NULL AND NOT EXISTS (SELECT 1 FROM revisions AS r WHERE r.seq = n.shown_seq))""",
    ),
    (
        "notices-without-item",
        True,
        Words("公开的信息没有任何条目", "public notices without any item"),
        """SELECT count(*) FROM notices AS n WHERE n.shown_seq IS NOT NULL AND n.merged_into IS NULL
           AND NOT EXISTS (SELECT 1 FROM items AS i WHERE i.notice_id = n.id)""",
    ),
    (
        "items-without-address",
        True,
        Words("条目没有任何地址", "items without any address"),
        """SELECT count(*) FROM items AS i
           WHERE NOT EXISTS (SELECT 1 FROM item_addresses AS a WHERE a.item_id = i.id)""",
    ),
    (
        "evidence-missing",
        False,
        Words("公开的版本没有取证快照", "public versions whose capture is not kept"),
        """SELECT count(*) FROM notices AS n JOIN revisions AS r ON r.seq = n.shown_seq
           WHERE r.capture <> '' AND NOT EXISTS (SELECT 1 FROM captures AS c WHERE c.hash = r.capture)""",
    ),
    (
        "notices-unwatched",
        False,
        Words(
            "公开的信息所属采集源已不在登记中，不再复查",
            "public notices of sources that the registry no longer has: they are not asked again",
        ),
        f"SELECT count(*) FROM notices AS n WHERE n.shown_seq IS NOT NULL AND {_GONE_SOURCE.format(table='n')}",
    ),
)


def orphans(connection: Connection) -> tuple[Orphans, ...]:
    """Rows that have lost what they belong to: each kind that is found."""
    found = [(id, what, severe, connection.execute(select).fetchone()[0]) for id, severe, what, select in _CHECKS]
    return tuple(Orphans(*one) for one in found if one[-1])
