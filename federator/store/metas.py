"""How many notice pages had each of the ten required metas: counts by source and month of reading."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection

from federator.model.item import Draft
from federator.model.local_time import CHINA

_ALL = ""
"""Stands for no meta: the pages read."""

_ADD = """INSERT INTO meta_counts (source, month, meta, pages) VALUES (?, ?, ?, ?)
    ON CONFLICT (source, month, meta) DO UPDATE SET pages = pages + excluded.pages"""


@dataclass(frozen=True, slots=True)
class Coverage:
    """``pages`` read since a month, and how many of them had each meta."""

    pages: int
    having: Mapping[str, int] | None

    def share(self, meta: str) -> float:
        """0 to 1; 0 where no page was read."""
        return (self.having or {}).get(meta, 0) / self.pages if self.pages else 0.0


def count_metas(connection: Connection, source: str, drafts: Sequence[Draft], at: datetime) -> None:
    """Add the pages of these drafts to the counts."""
    read = [draft.metas for draft in drafts if draft.metas is not None]
    if not read:
        return
    month = at.astimezone(CHINA).strftime("%Y-%m")
    counts = Counter({_ALL: len(read)})
    for metas in read:
        counts.update(metas)
    connection.executemany(_ADD, [(source, month, meta, pages) for meta, pages in counts.items()])


def coverage(connection: Connection, site: str, since: datetime) -> dict[str, Coverage]:
    """How many notice pages of each source of the site had the required metas, over the months from ``since`` on."""
    found = connection.execute(
        """SELECT m.source, m.meta, sum(m.pages) FROM sources AS c CROSS JOIN meta_counts AS m ON m.source = c.key
           WHERE c.site = ? AND m.month >= ? GROUP BY m.source, m.meta""",
        (site, since.astimezone(CHINA).strftime("%Y-%m")),
    )
    counts: dict[str, dict[str, int]] = {}
    for source, meta, pages in found:
        counts.setdefault(source, {})[meta] = pages
    return {source: Coverage(having.pop(_ALL, 0), having) for source, having in counts.items()}
