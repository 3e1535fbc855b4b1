"""Who made a one-time code (``''``: made before that was kept), so that it ends with what its maker may."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m035_makers(database: Database) -> None:
    database.execute("ALTER TABLE invitations ADD COLUMN maker TEXT NOT NULL DEFAULT ''")
