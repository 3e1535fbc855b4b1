from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m017_errands(database: Database) -> None:
    """Long work that people of the desk set going, and what came of it; ``ended`` NULL: it runs, or died."""
    database.execute(
        """CREATE TABLE errands (
           id TEXT NOT NULL PRIMARY KEY, person TEXT NOT NULL, kind TEXT NOT NULL, about TEXT NOT NULL,
           most INTEGER NOT NULL, begun TEXT NOT NULL, asked INTEGER NOT NULL, at TEXT NOT NULL, ended TEXT,
           stopped INTEGER NOT NULL, error TEXT, detail TEXT NOT NULL, came INTEGER NOT NULL,
           outcome BLOB) STRICT"""
    )
    database.execute("CREATE INDEX errands_by_person ON errands (person, id)")
