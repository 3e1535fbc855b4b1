"""What portals made of notices, by client and notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m025_receipts(database: Database) -> None:
    database.execute(
        """CREATE TABLE receipts (
           client TEXT NOT NULL REFERENCES clients (id), notice_id TEXT NOT NULL REFERENCES notices (id),
           outcome TEXT NOT NULL, address TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL,
           PRIMARY KEY (notice_id, client)) STRICT, WITHOUT ROWID"""
    )
