"""Which items a person's merger brought to another notice, so that the two can be parted again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_STATEMENTS = (
    """CREATE TABLE mergers (
        loser TEXT NOT NULL REFERENCES notices (id), item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
        canonical INTEGER NOT NULL, PRIMARY KEY (loser, item_id)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX mergers_by_item ON mergers (item_id)",
)


def m031_mergers(database: Database) -> None:
    """``canonical``: the item wrote the fields of the notice that was merged (``loser``)."""
    for statement in _STATEMENTS:
        database.execute(statement)
