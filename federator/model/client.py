"""API clients: programs that ask for what is not public, by keys of their own."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from federator.model.local_time import CHINA

USUAL_PER_MINUTE = 60
MOST_PER_MINUTE = 6000
"""Questions a minute of one client."""


class Scope(StrEnum):
    """What a key is good for."""

    READ_RESTRICTED = "read:restricted"
    """What waits for a person and why, rows set aside, and what sites answered when they failed."""
    RECEIPTS = "receipts"
    """Report which notices were adopted elsewhere."""


class Standing(StrEnum):
    """Whether a key still opens anything."""

    VALID = "valid"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class ApiClient:
    """接口客户端. ``prefix`` is the part of its key that it is looked up by; ``contact`` says whom to ask, in words.

    ``sites`` and ``organisations``: ids of what it is limited to; where both are empty, to nothing. ``names``: what it
    calls categories and fields, as a table in TOML, checked when it was written. Instants are UTC.
    """

    id: str
    name: str
    contact: str
    scopes: frozenset[Scope]
    made: datetime
    prefix: str
    sites: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    per_minute: int = USUAL_PER_MINUTE
    expires: datetime | None = None
    last_used: datetime | None = None
    revoked: datetime | None = None
    names: str = ""

    def standing(self, now: datetime) -> Standing:
        """Whether its key is good at ``now``."""
        if self.revoked:
            return Standing.REVOKED
        return Standing.EXPIRED if self.expires and self.expires <= now else Standing.VALID

    def reaches(self, site: str, organisation: str) -> bool:
        """Whether it may ask for a source of that site and organisation."""
        if not self.sites and not self.organisations:
            return True
        return site in self.sites or organisation in self.organisations


def end_of(day: date) -> datetime:
    """The instant with which a day ends in China."""
    return datetime.combine(day + timedelta(days=1), time(), CHINA)


def last_day(end: datetime) -> date:
    """The day that :func:`end_of` was asked for."""
    return end.astimezone(CHINA).date() - timedelta(days=1)
