"""What a list was like, what is wrong with it, and the rules that were worked out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m005_health(database: Database) -> None:
    database.execute(
        """CREATE TABLE health (
           source TEXT NOT NULL PRIMARY KEY, past TEXT, finding TEXT, since TEXT, times INTEGER NOT NULL,
           detail TEXT NOT NULL) STRICT, WITHOUT ROWID"""
    )
    database.execute(
        """CREATE TABLE rules (
           source TEXT NOT NULL, number INTEGER NOT NULL, rule TEXT NOT NULL, state TEXT NOT NULL,
           reasons TEXT NOT NULL, made TEXT NOT NULL, ended TEXT, PRIMARY KEY (source, number)) STRICT, WITHOUT ROWID"""
    )
