from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m020_organisations(database: Database) -> None:
    """Organisations that were written at the desk: beside those of the configuration, or in their place."""
    database.execute(
        """CREATE TABLE organisations (
           id TEXT NOT NULL PRIMARY KEY, names TEXT NOT NULL, division TEXT NOT NULL, parent TEXT NOT NULL,
           department_no TEXT NOT NULL, credit_code TEXT NOT NULL) STRICT, WITHOUT ROWID"""
    )
