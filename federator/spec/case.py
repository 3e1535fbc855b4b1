"""What a clause looks at, and what it says."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from federator.model.making import made_quickly
from federator.model.notice import Notice
from federator.model.place import Directory
from federator.model.profile import Profile
from federator.model.row import RawNotice
from federator.notation.dates import read_time_on


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
        understood = read_time_on(self.raw.url, self.written(field))
        return understood.day if understood else None

    def implausible(self, field: str) -> bool:
        """The day of ``field`` lies before the profile's earliest year."""
        day = self.day(field)
        return day is not None and day.year < self.profile.limits["earliest_year"]

    def missing(self) -> list[str]:
        """Extra fields that the category requires and the notice lacks; what its sub-type cannot have is not asked."""
        category, notice = self.profile.categories.get(self.notice.category), self.notice
        if category is None:
            return []
        told = set(notice.fields).union(*notice.records)
        if notice.subtype:
            told.update(*[one.without for one in self.profile.subtypes if one.id == notice.subtype][:1])
        return [name for name in category.required_extra if name in self.profile.extras and name not in told]

    def requires(self, field: str) -> bool:
        """The notice's category asks for ``field`` beyond what every notice needs."""
        category = self.profile.categories.get(self.notice.category)
        return category is not None and field in category.required_extra


class Failing(NamedTuple):
    """The field that fails, and what was seen there; personal numbers only masked."""

    field: str
    seen: str = ""
