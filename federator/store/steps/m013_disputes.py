"""What units dispute of the service's findings, and what the province decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m013_disputes(database: Database) -> None:
    database.execute(
        """CREATE TABLE disputes (
           number INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL, about TEXT, at TEXT NOT NULL,
           person TEXT NOT NULL, words TEXT NOT NULL, upheld INTEGER, decided TEXT, decider TEXT NOT NULL DEFAULT '',
           why TEXT NOT NULL DEFAULT '') STRICT"""
    )
    database.execute("CREATE INDEX disputes_by_source ON disputes (source, number)")
