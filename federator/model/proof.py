"""What proves two copies of the merged notices equal. docs/api.md gives the form, so that any program can do it too."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


def record_digest(record: Mapping[str, Any]) -> str:
    """SHA-256 of a record as JSON: names sorted, no spaces, Chinese as itself, UTF-8."""
    text = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "ignore")).hexdigest()  # a lone surrogate is sent to nobody


def versions_digest(seqs: Iterable[int]) -> str:
    """SHA-256 of the ``seq`` of several versions: ascending, decimal, one a line, no line end behind the last."""
    return hashlib.sha256("\n".join(map(str, sorted(seqs))).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class DayDigest:
    """How many public notices a site published on one day (ISO 8601), and the digest of their versions."""

    day: str
    site: str
    count: int
    digest: str


@dataclass(frozen=True, slots=True)
class DigestPage:
    """Whole days in their order. ``next`` is the first day of the next page, None at the end; ``last`` the log's last
    ``seq`` at the moment they were counted."""

    days: tuple[DayDigest, ...]
    next: str | None
    last: int
