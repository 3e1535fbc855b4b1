"""What was asked and how it was answered beside the bytes of a capture, and which versions rest on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m018_captures(database: Database) -> None:
    """A capture of before says what was kept of it: the type of its content."""
    database.execute("ALTER TABLE captures ADD COLUMN asked TEXT NOT NULL DEFAULT ''")
    database.execute("ALTER TABLE captures ADD COLUMN status INTEGER NOT NULL DEFAULT 200")
    database.execute("ALTER TABLE captures ADD COLUMN headers TEXT NOT NULL DEFAULT '{}'")
    database.execute("CREATE INDEX revisions_by_capture ON revisions (capture, notice_id) WHERE capture <> ''")
