"""When each source was last visited completely: the watermark of the change log."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m002_complete_visits(database: Database) -> None:
    database.execute("ALTER TABLE source_state ADD COLUMN last_complete TEXT")
    database.execute(
        """UPDATE source_state SET last_complete = (
           SELECT max(v.started) FROM visits AS v
           WHERE v.source = source_state.source AND v.outcome IN ('changed', 'unchanged'))"""
    )
