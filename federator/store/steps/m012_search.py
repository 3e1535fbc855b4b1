"""The full-text index, which version of each notice is in it, and up to where it is filled: at first nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m012_search(database: Database) -> None:
    database.execute(
        """CREATE VIRTUAL TABLE search USING fts5 (
           title, about, body, content = '', columnsize = 0, tokenize = 'unicode61 remove_diacritics 0')"""
    )
    database.execute("CREATE TABLE searched (notice_id TEXT NOT NULL PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID")
    database.execute("CREATE TABLE search_state (cursor INTEGER NOT NULL) STRICT")
    database.execute("INSERT INTO search_state VALUES (0)")
