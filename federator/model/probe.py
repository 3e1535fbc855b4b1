"""Whether a site is there: its home page asked some twenty times a day (国办秘函〔2019〕19号, 单项否决一)."""

from dataclasses import dataclass
from datetime import date, datetime

SLOW_SECONDS = 15.0
"""A home page that takes so long counts as if it had not come."""


@dataclass(frozen=True, slots=True)
class Probe:
    """One look at a home page. ``seconds`` None: it did not come."""

    site: str
    at: datetime
    seconds: float | None


@dataclass(frozen=True, slots=True)
class Reach:
    """What probes of a day, or of several, found. ``slow`` and ``failed`` are bad, and exclude each other."""

    probes: int = 0
    slow: int = 0
    failed: int = 0

    @property
    def bad(self) -> float:
        """The share of bad ones, 0 where there were none."""
        return (self.slow + self.failed) / self.probes if self.probes else 0.0

    def __add__(self, other: "Reach") -> "Reach":
        return Reach(self.probes + other.probes, self.slow + other.slow, self.failed + other.failed)


@dataclass(frozen=True, slots=True)
class ReachDay:
    """The probes of one day in China."""

    day: date
    reach: Reach
