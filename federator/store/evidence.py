"""The first bad answer of a source's last failed visit, for whoever mends it: one a source, and its beginning only."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection

from federator.model.answer import Answer, Request
from federator.store.captures import unpacked
from federator.store.columns import instant, upsert

MOST_BYTES = 100_000
"""Kept of one answer: a page that refuses is short, and of a list that lost its rows the beginning tells enough."""

_LEVEL = 3
_COLUMNS = ("source", "url", "status", "content_type", "fetched", "size", "content")
_UPSERT = upsert("evidence", _COLUMNS, ("source",))


@dataclass(frozen=True, slots=True)
class Evidence:
    """An answer that was no list. ``size`` bytes came, of which ``packed`` holds the first 100,000, compressed.

    ``fetched`` is UTC, ``url`` where its redirects ended.
    """

    url: str
    status: int
    content_type: str
    fetched: datetime
    size: int
    packed: bytes

    @classmethod
    def of(cls, answer: Answer) -> "Evidence":
        """Compressed at once: many failed visits may wait to be written together."""
        kept = zlib.compress(answer.content[:MOST_BYTES], _LEVEL)
        type_ = answer.headers.get("content-type", "")
        return cls(answer.url, answer.status, type_, answer.fetched, len(answer.content), kept)

    @property
    def answer(self) -> Answer | None:
        """The beginning of the answer as it came, None where what was kept of it is damaged."""
        if (content := unpacked(self.packed)) is None:
            return None
        headers = {"content-type": self.content_type}
        return Answer(Request(self.url), self.status, self.url, content, self.fetched, headers)


def keep_evidence(connection: Connection, found: Mapping[str, Evidence]) -> None:
    """Put it in the place of what was kept of these sources before."""
    connection.executemany(
        _UPSERT,
        [
            (source, one.url, one.status, one.content_type, instant(one.fetched), one.size, one.packed)
            for source, one in found.items()
        ],
    )


def evidence(connection: Connection, source: str) -> Evidence | None:
    """The bad answer that the source's last failed visit met, None where none failed by an answer."""
    row = connection.execute(
        "SELECT url, status, content_type, fetched, size, content FROM evidence WHERE source = ?", (source,)
    ).fetchone()
    if row is None:
        return None
    url, status, content_type, fetched, size, packed = row
    return Evidence(url, status, content_type, datetime.fromisoformat(fetched), size, packed)
