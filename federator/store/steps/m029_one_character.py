"""The index of the search once more, from nothing: one that also says where words begin with a character, so that a
single one is looked up instead of gathered from all words that begin with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_LIKE = "prefix = '1', content = '', columnsize = 0, tokenize = 'unicode61 remove_diacritics 0'"


def m029_one_character(database: Database) -> None:
    for table, columns in (("search", "title, about, body, attached, marks"), ("search_heads", "title, about, marks")):
        database.execute(f"DROP TABLE {table}")
        database.execute(f"CREATE VIRTUAL TABLE {table} USING fts5 ({columns}, {_LIKE})")
    database.execute("DELETE FROM searched")
    database.execute("UPDATE search_state SET cursor = 0")
