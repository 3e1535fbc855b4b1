"""Titles by which pairs are found, kept beside the harvest and not by it: an index of titles costs a visit a tenth."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m027_pair_keys(database: Database) -> None:
    """``key``: 64 bits of a hash of the title. The log of revisions is followed from its beginning again."""
    database.execute("DROP INDEX items_by_title_and_day")
    database.execute(
        """CREATE TABLE pair_keys (
           key INTEGER NOT NULL, notice_id TEXT NOT NULL, site TEXT NOT NULL, day TEXT NOT NULL,
           PRIMARY KEY (key, notice_id)) STRICT, WITHOUT ROWID"""
    )
    database.execute("UPDATE pairs_state SET cursor = 0")
