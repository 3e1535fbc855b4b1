"""Follow the log into a copy until it is up to date, and compare the copy with its origin."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from federator.mirror.origin import Origin, Stretch
from federator.model.copied import Copy
from federator.model.errors import ErrorKind, VisitError
from federator.model.proof import DayDigest, versions_digest

_AT_ONCE = 100
_DAYS = 200
_ROUNDS = 5
"""The origin moves on while it is compared: what differs is looked at again so often."""

_Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Pulled:
    """How far a pull has come. ``last`` is the end of the log when it was asked last."""

    stored: int = 0
    dropped: int = 0
    cursor: int = 0
    last: int = 0
    watermarks: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """A site and day of which copy and origin hold something else. ``damaged``: records in the copy that are not what
    their digest says."""

    day: str
    site: str
    here: int
    there: int
    damaged: int = 0


def pull(origin: Origin, copy: Copy, progress: Callable[[Pulled], None]) -> Pulled:
    """Bring ``copy`` up to date. Raises VisitError; what came before is kept, and the next pull goes on there."""
    done = Pulled(cursor=copy.cursor())
    for stretch in _stretches(origin, done.cursor):
        copy.apply(stretch.entries, stretch.cursor)
        stored = sum(entry.notice is not None for entry in stretch.entries)
        dropped = len(stretch.entries) - stored
        done = Pulled(
            done.stored + stored, done.dropped + dropped, stretch.cursor, stretch.last, tuple(stretch.watermarks)
        )
        progress(done)
    return done


def differences(origin: Origin, copy: Copy, progress: Callable[[Pulled], None]) -> list[Difference]:
    """What differs between ``copy`` and ``origin``, nothing where they are equal; brings the copy up to date beside."""
    theirs = _all_days(origin)
    pull(origin, copy, progress)
    found = _compared(copy, theirs)
    for _ in range(_ROUNDS):
        if not found:
            break
        suspected = {(one.day, one.site) for one in found}
        theirs = _days_anew(origin, {day for day, _ in suspected})
        pull(origin, copy, progress)
        found = [one for one in _compared(copy, theirs) if (one.day, one.site) in suspected]
    return found


def _stretches(origin: Origin, after: int) -> Iterator[Stretch]:
    limit = _AT_ONCE
    more = True
    while more:
        try:
            stretch = origin.changes(after, limit)
        except VisitError as error:
            if error.kind is not ErrorKind.TOO_LARGE or limit == 1:
                raise
            limit //= 2
            continue
        yield stretch
        after, more = stretch.cursor, stretch.more


def _all_days(origin: Origin) -> dict[_Place, DayDigest]:
    found: dict[_Place, DayDigest] = {}
    first: str | None = ""
    while first is not None:
        page = origin.digests(first, _DAYS)
        found |= _by_place(page.days)
        first = page.next
    return found


def _days_anew(origin: Origin, days: Iterable[str]) -> dict[_Place, DayDigest]:
    return _by_place(one for day in days for one in origin.digests(day, 1).days if one.day == day)


def _by_place(days: Iterable[DayDigest]) -> dict[_Place, DayDigest]:
    return {(one.day, one.site): one for one in days}


def _compared(copy: Copy, theirs: Mapping[_Place, DayDigest]) -> list[Difference]:
    ours: defaultdict[_Place, list[int]] = defaultdict(list)
    damaged: defaultdict[_Place, int] = defaultdict(int)
    for entry in copy.entries():
        ours[entry.place].append(entry.seq)
        damaged[entry.place] += not entry.whole
    found = []
    for day, site in sorted(ours.keys() | theirs.keys()):
        there = theirs.get((day, site), DayDigest(day, site, 0, ""))
        here = ours.get((day, site), [])
        one = Difference(day, site, len(here), there.count)
        if damaged.get((day, site)):
            found.append(replace(one, damaged=damaged[day, site]))
        elif versions_digest(here) != there.digest:
            found.append(one)
    return found
