"""The ``reader`` library: subscribe, update, page.

reader 3.26 carries a feedparser that still imports ``sgmllib`` without asking for a package of that name; today's
feedparser brings the same module under another.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.sites import Column, url_of

if TYPE_CHECKING:
    from reader import Reader


def make_reader(folder: str) -> "Reader":
    """Its database in ``folder``."""
    import feedparser_sgmllib

    sys.modules["sgmllib"] = feedparser_sgmllib
    import reader

    return reader.make_reader(str(Path(folder) / "reader.db"))


def register(folder: str, port: int, columns: int, rows: int) -> None:
    """Subscribe to every column."""
    with make_reader(folder) as reader:
        for number in range(columns):
            reader.add_feed(url_of("feed", Column(number, rows), port))


def harvest(folder: str, sweeps: int = 1) -> dict[str, int]:
    """Update all feeds, due or not."""
    with make_reader(folder) as reader:
        for _ in range(sweeps):
            reader.update_feeds(scheduled=False)
        return {"entries": reader.get_entry_counts().total or 0}
