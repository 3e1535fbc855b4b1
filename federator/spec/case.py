"""What a clause looks at, and what it says."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from federator.model.making import made_quickly
from federator.model.notice import Notice
from federator.model.place import Directory
from federator.model.profile import Profile
from federator.model.row import RawNotice
from federator.notation.address_dates import read_time_on


@made_quickly
@dataclass(frozen=True, slots=True)
class Case:
    """All that a clause may look at. ``now`` is UTC."""

    notice: Notice
    raw: RawNotice
    profile: Profile
    directory: Directory
    now: datetime

    def written(self, field: str) -> str:
        """The date of ``field`` as the site wrote it, ``""`` where it wrote none."""
        return (self.notice.dates_written or {}).get(field, "")

    def day(self, field: str) -> date | None:
        """The day that ``written`` names; the year of an address completes one without."""
        written = self.written(field)
        understood = read_time_on(self.raw.url, written) if written else None
        return understood.day if understood else None

    def implausible(self, field: str) -> bool:
        """The day of ``field`` lies before the profile's earliest year."""
        day = self.day(field)
        return day is not None and day.year < self.profile.limits["earliest_year"]


class Failing(NamedTuple):
    """The field that fails, and what was seen there; personal numbers only masked."""

    field: str
    seen: str = ""
