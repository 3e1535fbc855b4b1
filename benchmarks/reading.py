"""The ``reader`` library: subscribe, update, page.

reader 3.26 carries a feedparser that still imports ``sgmllib`` without asking for a package of that name; today's
feedparser brings the same module under another.
"""

import sys
from pathlib import Path

import feedparser_sgmllib

from benchmarks.sites import Column, url_of

sys.modules["sgmllib"] = feedparser_sgmllib


def register(folder: str, port: int, columns: int, rows: int) -> None:
    """Subscribe to every column."""
    from reader import make_reader

    with make_reader(str(Path(folder) / "reader.db")) as reader:
        for number in range(columns):
            reader.add_feed(url_of("feed", Column(number, rows), port))


def harvest(folder: str) -> dict[str, int]:
    """Update all feeds, due or not."""
    from reader import make_reader

    with make_reader(str(Path(folder) / "reader.db")) as reader:
        reader.update_feeds(scheduled=False)
        return {"entries": reader.get_entry_counts().total or 0}
