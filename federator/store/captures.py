"""Captures 取证快照: the bytes behind a revision, with the headers they came with, from where and when."""

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection

from federator.model.answer import Answer, Request
from federator.model.errors import DamagedError, Fault
from federator.model.words import Words
from federator.store.columns import instant, written

_LEVEL = 3
"""Measured on notice pages: level 6 takes 1.8 times as long for 6 % less."""

_LONGEST_HEADER = 1000
_COLUMNS = "hash, url, content_type, fetched, content, asked, status, headers"
_INSERT = f"INSERT OR IGNORE INTO captures ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"

Packed = Mapping[str, tuple[str, str, str, str, bytes, str, int, str]]
"""Rows of ``captures`` by name (:attr:`Answer.capture`), compressed."""


@dataclass(frozen=True, slots=True)
class Capture:
    """What was fetched, as it was fetched. ``fetched`` is UTC, ``url`` where the redirects ended; ``method`` and
    ``asked`` say what was asked (``""``: not known of a capture made before that was kept). Equal bytes of one address
    are kept once, as they came first."""

    hash: str
    url: str
    content_type: str
    fetched: datetime
    content: bytes
    asked: str
    method: str
    status: int
    headers: Mapping[str, str]

    @property
    def answer(self) -> Answer:
        """The answer that it was, for whoever reads it again. What a form said is not kept."""
        headers = {"content-type": self.content_type, **self.headers}
        return Answer(Request(self.asked or self.url, self.method), self.status, self.url, self.content, self.fetched,
                      headers)  # fmt: skip


def pack(captures: Mapping[str, Answer]) -> Packed:
    """Compress before the transaction begins: writers should not queue behind zlib."""
    return {name: _packed(name, answer) for name, answer in captures.items()}


def _packed(name: str, answer: Answer) -> tuple[str, str, str, str, bytes, str, int, str]:
    kept = {name: value[:_LONGEST_HEADER] for name, value in answer.headers.items()}
    return (
        name,
        answer.url,
        answer.headers.get("content-type", ""),
        instant(answer.fetched),
        zlib.compress(answer.content, _LEVEL),
        f"{answer.request.method} {answer.request.url}",
        answer.status,
        written(kept),
    )


def keep(connection: Connection, packed: Packed, wanted: Iterable[str]) -> None:
    """Store those that a revision refers to, each once."""
    connection.executemany(_INSERT, [packed[name] for name in dict.fromkeys(wanted) if name in packed])


def unpacked(content: bytes) -> bytes | None:
    """The bytes as they came, None where what was kept of them is damaged: SQLite watches over pages, not over this."""
    try:
        return zlib.decompress(content)
    except zlib.error:
        return None


def capture(connection: Connection, name: str) -> Capture | None:
    """The capture of that name, if it was kept. Raises DamagedError where it is not whole."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM captures WHERE hash = ?", (name,)).fetchone()
    if row is None:
        return None
    _, url, content_type, fetched, kept, asked, status, headers = row
    if (content := unpacked(kept)) is None:
        remedy = Words(
            "从备份恢复，或等下次改动时重新取证",
            "restore a backup, or wait for the next change, which brings a new capture",
        )
        raise DamagedError((Fault(name, Words("快照已损坏", "the capture is damaged"), remedy),))
    method, _, address = asked.partition(" ")
    return Capture(
        name,
        url,
        content_type,
        datetime.fromisoformat(fetched),
        content,
        address,
        method or "GET",
        status,
        json.loads(headers),
    )
