"""The service that is copied: what is asked of it, and its answers read strictly."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from federator.model.answer import Answer, Request
from federator.model.copied import Entry
from federator.model.errors import ErrorKind, VisitError
from federator.model.proof import DayDigest, DigestPage

Ask = Callable[[Request], Answer]
"""Asks, and raises VisitError where the answer is not a good one."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the log. ``watermarks`` as the origin gives them: how complete each of its sites is."""

    entries: tuple[Entry, ...]
    cursor: int
    more: bool
    last: int
    watermarks: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """A federator at ``url``, which ends in ``/``."""

    ask: Ask
    url: str

    def changes(self, after: int, limit: int) -> Stretch:
        """Up to ``limit`` entries behind ``after``, of each notice the last one only. Raises VisitError."""
        match self._get("changes", limit=limit, latest="true", **({"after": after} if after else {})):
            case {
                "changes": list(changes),
                "cursor": int(cursor),
                "more": bool(more),
                "last": int(last),
                "watermarks": list(marks),
            } if cursor >= after and (cursor > after or not more):
                return Stretch(tuple(map(Entry.of, changes)), cursor, more, last, tuple(marks))
        raise VisitError(ErrorKind.UNREADABLE, f"{self.url}: the answer is no stretch of a change log")

    def digests(self, first: str, limit: int) -> DigestPage:
        """Up to ``limit`` days from ``first`` on. Raises VisitError."""
        match self._get("digests", limit=limit, **({"from": first} if first else {})):
            case {"days": list(days), "next": str() | None as following, "last": int(last)} if (
                following is None or following > first
            ):
                return DigestPage(tuple(map(_day, days)), following, last)
        raise VisitError(ErrorKind.UNREADABLE, f"{self.url}: the answer holds no digests of days")

    def _get(self, call: str, **parameters: object) -> Any:
        answer = self.ask(Request(f"{self.url}api/v1/{call}?{urlencode(parameters)}"))
        try:
            return json.loads(answer.content)
        except (ValueError, RecursionError) as error:
            raise VisitError(ErrorKind.UNREADABLE, f"{answer.url}: {error}") from error


def _day(value: Any) -> DayDigest:
    match value:
        case {"day": str(day), "site": str(site), "count": int(count), "digest": str(digest)}:
            return DayDigest(day, site, count, digest)
    raise VisitError(ErrorKind.UNREADABLE, f"no digest of a day: {str(value)[:200]}")
