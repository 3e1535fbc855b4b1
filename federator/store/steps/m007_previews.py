"""The first rows that a rule read when it was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m007_previews(database: Database) -> None:
    database.execute("ALTER TABLE rules ADD COLUMN preview TEXT NOT NULL DEFAULT '[]'")
