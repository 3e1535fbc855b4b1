"""The index of the search again, from nothing: with words that say what a notice is selected by, with the words of its
files, with an index of titles and numbers alone, and with the days of publication beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_LIKE = "content = '', columnsize = 0, tokenize = 'unicode61 remove_diacritics 0'"


def m021_search(database: Database) -> None:
    for old in ("search", "searched"):
        database.execute(f"DROP TABLE {old}")
    database.execute(f"CREATE VIRTUAL TABLE search USING fts5 (title, about, body, attached, marks, {_LIKE})")
    database.execute(f"CREATE VIRTUAL TABLE search_heads USING fts5 (title, about, marks, {_LIKE})")
    database.execute(
        """CREATE TABLE searched (
           seq INTEGER PRIMARY KEY, notice_id TEXT NOT NULL UNIQUE, day TEXT NOT NULL, category TEXT NOT NULL,
           division TEXT NOT NULL) STRICT"""
    )
    database.execute("UPDATE search_state SET cursor = 0")
