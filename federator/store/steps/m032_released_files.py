"""Which files of a notice a person let everybody have, whatever they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m032_released_files(database: Database) -> None:
    """``released``: the hash of the file that was released; another file in its place is not."""
    database.execute("ALTER TABLE attached ADD COLUMN released TEXT NOT NULL DEFAULT ''")
