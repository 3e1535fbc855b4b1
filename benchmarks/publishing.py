"""How an invented province publishes: columns of every pace, mostly in office hours, on sites of three columns.

A column's pace is how often a working day it publishes something; few are busy, half of them wake once a quarter. The
month is one with the National Day holiday in it. One notice in ten is corrected in its body later, which no list shows.
"""

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from federator.model.local_time import CHINA
from federator.notation.workdays import is_workday

BEGIN = datetime(2026, 9, 14, 16, tzinfo=UTC)
"""Midnight in China."""
COLUMNS = 3
LISTED = 20
PACES = {2.0: 0.05, 0.5: 0.15, 0.1: 0.3, 0.015: 0.5}
"""Publications a working day, and the share of columns that have such a pace."""

_OUT_OF_HOURS, _TOGETHER, _CORRECTED = 0.05, 0.3, 0.1
_WITHIN = timedelta(days=10)


@dataclass(frozen=True, slots=True)
class Event:
    """One notice of a column: when it is published and, where it ever is, corrected."""

    column: int
    number: int
    published: datetime
    corrected: datetime | None

    @property
    def url(self) -> str:
        """Its own page."""
        return f"http://h{self.column // COLUMNS}.example/c{self.column % COLUMNS}/{self.number}.html"

    @property
    def title(self) -> str:
        """Unlike any other's."""
        return f"第{self.column}号栏目第{self.number}号地块出让公告"


def published_by(column: int, days: int) -> list[Event]:
    """What the column publishes until so many days after :data:`BEGIN`, the oldest first; as much of it before as a
    list shows. Three in ten come with another one at once."""
    chance = random.Random(column)
    pace = chance.choices(list(PACES), list(PACES.values()))[0]
    later = [_moment(day, chance) for day in range(days) for _ in range(_how_many(day, pace, chance))]
    earlier, day = [], 0
    while len(earlier) < LISTED:
        day -= 1
        earlier += [_moment(day, chance) for _ in range(_how_many(day, pace, chance))]
    moments = sorted([*earlier, *later])
    return [
        Event(column, number, at, at + timedelta(hours=1) + chance.random() * _WITHIN
              if at >= BEGIN and chance.random() < _CORRECTED else None)
        for number, at in enumerate(moments)
    ]  # fmt: skip


def _how_many(day: int, pace: float, chance: random.Random) -> int:
    """Notices of a day; on days off hardly any."""
    if not _works(day):
        return int(chance.random() < pace * 0.02)
    tries = 4
    acts = sum(chance.random() < pace / tries for _ in range(tries))
    return sum(1 + (chance.random() < _TOGETHER) for _ in range(acts))


@cache
def _works(day: int) -> bool:
    return is_workday((BEGIN + timedelta(days=day, hours=12)).astimezone(CHINA).date())


def is_open(moment: datetime) -> bool:
    """Whether offices work at that moment: eight to six on working days."""
    day, hour = divmod((moment - BEGIN) // timedelta(hours=1), 24)
    return 8 <= hour < 18 and _works(day)


def _moment(day: int, chance: random.Random) -> datetime:
    hours = chance.uniform(0, 24) if chance.random() < _OUT_OF_HOURS else chance.triangular(8.5, 17.5, 10)
    return BEGIN + timedelta(days=day, hours=hours)


def percentile(values: list[float], share: float) -> float:
    """The value that so many of them do not exceed; 0 of none."""
    ordered = sorted(values)
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))], 2) if ordered else 0.0


def busiest(times: list[float], span: float) -> int:
    """The most of these times (ascending, seconds) that fall into one ``span``."""
    first = 0
    counts = []
    for last, time in enumerate(times):
        while time - times[first] > span:
            first += 1
        counts.append(last - first + 1)
    return max(counts, default=0)
