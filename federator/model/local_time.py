"""Time as people in China read it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache
from typing import Self

CHINA = timezone(timedelta(hours=8), "UTC+08:00")
"""China has one zone and no summer time."""


def in_china(when: datetime) -> str:
    """``2026-03-01 09:30``: an instant as people read it here, wherever the machine stands."""
    return when.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")


@dataclass(frozen=True, slots=True, order=True)
class LocalTime:
    """A date of a site, with its time where the site gave one: precision is a day, or better. UTC+08:00."""

    day: date
    at: time | None = None

    def isoformat(self) -> str:
        """``2010-01-07`` or ``2010-01-07T15:04:00+08:00``."""
        return _written(self.day, self.at)

    __str__ = isoformat

    @classmethod
    def fromisoformat(cls, written: str) -> Self:
        """Read what :meth:`isoformat` wrote."""
        if len(written) == 10:
            return cls(date.fromisoformat(written))
        moment = datetime.fromisoformat(written).astimezone(CHINA)
        return cls(moment.date(), moment.time())

    def instant(self) -> datetime:
        """The UTC instant; a bare day counts from its first second."""
        return datetime.combine(self.day, self.at or time(), CHINA)


@lru_cache(maxsize=1024)  # many notices are of one day: to write it anew costs three times as much
def iso_day(day: date | None) -> str | None:
    """``2010-01-07``; None for no day."""
    return day.isoformat() if day else None


@lru_cache(maxsize=4096)
def _written(day: date, at: time | None) -> str:
    return str(day) if at is None else f"{day!s}T{at!s}+08:00"
