"""Days on which sites were visited, and since when sources were observed before the clock was set back."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_STATEMENTS = (
    "CREATE TABLE days_lived (day TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID",
    "INSERT INTO days_lived SELECT substr(started, 1, 10) FROM visits UNION SELECT day FROM visit_days",
    "ALTER TABLE source_state ADD COLUMN observed_once TEXT",
)


def m034_days_lived(database: Database) -> None:
    for statement in _STATEMENTS:
        database.execute(statement)
