"""What a failed visit was answered: the last one of each source."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m004_evidence(database: Database) -> None:
    database.execute(
        """CREATE TABLE evidence (
           source TEXT NOT NULL PRIMARY KEY, url TEXT NOT NULL, status INTEGER NOT NULL, content_type TEXT NOT NULL,
           fetched TEXT NOT NULL, size INTEGER NOT NULL, content BLOB NOT NULL) STRICT"""
    )
