"""Since which revision the public sees nothing of a notice that it saw before, and an index of those."""

from __future__ import annotations

from typing import TYPE_CHECKING

from federator.store.indexes import GONE, PLACES

if TYPE_CHECKING:
    from sqlite_utils import Database


def m009_gone(database: Database) -> None:
    database.execute("ALTER TABLE notices ADD COLUMN gone_seq INTEGER")
    database.execute(
        """UPDATE notices SET gone_seq = (
               SELECT min(g.seq) FROM revisions AS g WHERE g.notice_id = notices.id AND g.shown = 0
               AND g.state <> 'published' AND g.seq > (
                   SELECT max(s.seq) FROM revisions AS s WHERE s.notice_id = notices.id AND s.shown = 1))
           WHERE shown_seq IS NULL"""
    )
    columns = ", ".join(("gone_seq", "category", *PLACES))
    database.execute(f"CREATE INDEX {GONE} ON notices ({columns}) WHERE gone_seq IS NOT NULL")
