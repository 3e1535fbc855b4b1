"""A client's own table of names, as it was written at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m028_client_names(database: Database) -> None:
    database.execute("ALTER TABLE clients ADD COLUMN names TEXT NOT NULL DEFAULT ''")
