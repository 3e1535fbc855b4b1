"""Texts that many notices of a source would have at once: they wait for a person, who believes or refuses them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_REWRITES = (
    """CREATE TABLE rewrites (
        source TEXT NOT NULL, key TEXT NOT NULL, text TEXT NOT NULL, since TEXT NOT NULL, seen TEXT NOT NULL,
        believed INTEGER, PRIMARY KEY (source, key)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE rewritten (
        source TEXT NOT NULL, key TEXT NOT NULL, notice_id TEXT NOT NULL REFERENCES notices (id),
        PRIMARY KEY (source, key, notice_id), FOREIGN KEY (source, key) REFERENCES rewrites (source, key)
        ON DELETE CASCADE) STRICT, WITHOUT ROWID""",
    "CREATE INDEX rewritten_by_notice ON rewritten (notice_id)",
)


def m033_rewrites(database: Database) -> None:
    """``believed``: NULL until a person decided; ``rewritten``: the notices of those that wait."""
    for statement in _REWRITES:
        database.execute(statement)
