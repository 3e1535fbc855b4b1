"""What a clause looks at, and what it says."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from federator.model.notice import Notice
from federator.model.place import Directory
from federator.model.profile import Profile
from federator.model.row import RawNotice
from federator.notation.dates import read_time_on
from federator.spec.personal import may_hold_number


@dataclass(frozen=True)
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

    @cached_property
    def numbered(self) -> tuple[tuple[str, str], ...]:
        """Field and words of all that the public reads and that holds a number as long as a person's."""
        return tuple((field, words) for field, words in _public_words(self.notice) if may_hold_number(words))

    def requires(self, field: str) -> bool:
        """The notice's category asks for ``field`` beyond what every notice needs."""
        category = self.profile.categories.get(self.notice.category)
        return category is not None and field in category.required_extra


def _public_words(notice: Notice) -> Iterator[tuple[str, str]]:
    yield "title", notice.title
    yield "text", notice.text
    if not notice.abstract_derived:
        yield "abstract", notice.abstract
    for attachment in notice.attachments:
        yield "attachments", attachment.name


@dataclass(frozen=True, slots=True)
class Failing:
    """The field that fails, and what was seen there; personal numbers only masked."""

    field: str
    seen: str = ""
