"""Probes of home pages, counted by site and day in China. ``last`` is when the day's last one was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m019_probes(database: Database) -> None:
    database.execute(
        """CREATE TABLE site_days (
           site TEXT NOT NULL, day TEXT NOT NULL, probes INTEGER NOT NULL, slow INTEGER NOT NULL,
           failed INTEGER NOT NULL, last TEXT NOT NULL, PRIMARY KEY (site, day)) STRICT, WITHOUT ROWID"""
    )
