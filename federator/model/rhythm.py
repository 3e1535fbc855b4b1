"""How often a source is visited, within which bounds, and why it is next visited when it is."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from federator.model.making import made_quickly


class Reason(StrEnum):
    """Why the next visit is when it is."""

    PACE = "pace"
    """As often as the source publishes makes worth while."""
    QUIET = "quiet"
    """The same, stretched over a night, a weekend or a holiday."""
    FIXED = "fixed"
    GOES_ON = "goes-on"
    """The last visit left something unread."""
    FAILURES = "failures"
    RETRY_AFTER = "retry-after"
    """The site said when to come again (RFC 9110, section 10.2.3)."""
    MAX_AGE = "max-age"
    """The site said how long its answer stays as it is (RFC 9111, section 5.2.2.1)."""
    ASKED = "asked"
    """A person wants it visited now."""


@made_quickly
@dataclass(frozen=True, slots=True)
class Due:
    """When a source is next visited, why, and its pace as known by now: how often a working day it publishes something
    new; what comes together counts once."""

    at: datetime
    reason: Reason = Reason.FIXED
    pace: float | None = None


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What the operator allows. ``shortest`` and ``longest`` are seconds between two visits to a source that works;
    ``every`` of a source outside of them moves them for that source.

    Working time is from ``begins`` to ``ends`` o'clock in China on working days: those of the state's calendar, with
    ``days_off`` and ``days_on`` as people decided. ``quiet``: how many times seldomer visits are outside of it.
    ``cache``: up to how many seconds a site's max-age is believed. Not ``adaptive``: every source is visited every
    ``every``, day and night.
    """

    adaptive: bool = True
    shortest: float = 900.0
    longest: float = 43_200.0
    quiet: float = 4.0
    begins: int = 8
    ends: int = 18
    cache: float = 3_600.0
    days_off: tuple[date, ...] = ()
    days_on: tuple[date, ...] = ()
