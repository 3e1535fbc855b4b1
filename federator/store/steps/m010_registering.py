"""What people wrote about a site, and who gave a source its rule (``''``: the service worked it out)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from federator.store.steps.append_only import append_only

if TYPE_CHECKING:
    from sqlite_utils import Database


def m010_registering(database: Database) -> None:
    database.execute(
        """CREATE TABLE comments (
           number INTEGER PRIMARY KEY AUTOINCREMENT, site TEXT NOT NULL, at TEXT NOT NULL, person TEXT NOT NULL,
           move TEXT NOT NULL, text TEXT NOT NULL) STRICT"""
    )
    database.execute("CREATE INDEX comments_by_site ON comments (site, number)")
    database.execute("ALTER TABLE rules ADD COLUMN person TEXT NOT NULL DEFAULT ''")
    for statement in append_only("comments"):
        database.execute(statement)
