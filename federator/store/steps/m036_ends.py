"""What stands at the foot of a source's pages that never write ``</html>``, one end a line (``''``: they do)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m036_ends(database: Database) -> None:
    database.execute("ALTER TABLE sources ADD COLUMN ends TEXT NOT NULL DEFAULT ''")
