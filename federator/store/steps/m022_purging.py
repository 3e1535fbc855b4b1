"""What was purged and is not to come back, known by hashes alone; and purges whose bytes are not yet off the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_STATEMENTS = (
    "CREATE TABLE barred (mark TEXT NOT NULL PRIMARY KEY, notice_id TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE INDEX barred_by_notice ON barred (notice_id)",
    "CREATE TABLE unclean (notice_id TEXT NOT NULL PRIMARY KEY, since TEXT NOT NULL) STRICT, WITHOUT ROWID",
)


def m022_purging(database: Database) -> None:
    for statement in _STATEMENTS:
        database.execute(statement)
