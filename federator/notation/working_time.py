"""Time as offices count it: their hours on working days; nights, weekends and holidays are quiet."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import count

from federator.model.rhythm import Rhythm
from federator.notation.workdays import is_workday

_DAY = 86_400
_CHINA = 8 * 3600  # ahead of UTC, all year


@lru_cache(maxsize=512)
def _parts(
    day: int, begins: int, ends: int, days_off: tuple[date, ...], days_on: tuple[date, ...]
) -> tuple[tuple[float, float, bool], ...]:
    """A day in China, by its number since 1970, cut into stretches: from, until (POSIX seconds), whether offices
    work."""
    when = date.fromordinal(day + date(1970, 1, 1).toordinal())
    begin, end = day * _DAY - _CHINA, (day + 1) * _DAY - _CHINA
    if not (when in days_on or (when not in days_off and is_workday(when))):
        return ((begin, end, False),)
    opens, closes = begin + begins * 3600, begin + ends * 3600
    return (begin, opens, False), (opens, closes, True), (closes, end, False)


def _stretches(begin: float, rhythm: Rhythm) -> Iterator[tuple[float, float, bool]]:
    """The stretches of all days from ``begin`` on, without end."""
    for day in count(int(begin + _CHINA) // _DAY):
        for since, until, working in _parts(day, rhythm.begins, rhythm.ends, rhythm.days_off, rhythm.days_on):
            if begin < until:
                yield max(begin, since), until, working


def after(begin: float, seconds: float, rhythm: Rhythm) -> float:
    """When so many seconds of working time have passed since ``begin``; quiet time counts for a fraction of it."""
    for since, until, working in _stretches(begin, rhythm):
        weight = 1.0 if working else 1 / rhythm.quiet
        if (until - since) * weight >= seconds:
            return since + seconds / weight
        seconds -= (until - since) * weight
    raise AssertionError("time does not end")


def worked(begin: float, end: float, rhythm: Rhythm) -> float:
    """Seconds of working time between the two."""
    total = 0.0
    for since, until, working in _stretches(begin, rhythm):
        if since >= end:
            break
        total += (min(until, end) - since) * working
    return total
