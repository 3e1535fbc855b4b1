"""What stands in which column on which day of the story, and what a perfect harvest makes of it."""

from dataclasses import dataclass
from datetime import date, timedelta

from federator.model.revision import State
from federator.sample.notices import SampleNotice, notices

DAYS = 3
"""The story begins this many days before today, and ends today."""


@dataclass(frozen=True, slots=True)
class Truth:
    """A notice as a perfect harvest holds it. ``published`` None: nothing says when, so it is held."""

    key: str
    title: str
    site: str
    published: date | None
    organisation: str
    state: State


class Story:
    """Turns its own pages, one day at a time; ``visits`` is the counter that the products print into theirs."""

    def __init__(self, today: date) -> None:
        self._start = today - timedelta(days=DAYS)
        self.day = 0
        self.visits = 0
        self._notices = notices(self._start, 0)

    @property
    def today(self) -> date:
        """The date in the story."""
        return self._start + timedelta(days=self.day)

    def visit(self) -> int:
        """One more page was asked for; hands back how many."""
        self.visits += 1
        return self.visits

    def advance(self) -> None:
        """One day on."""
        self.day += 1
        self._notices = notices(self._start, self.day)

    def column(self, column: str) -> tuple[SampleNotice, ...]:
        """What ``site/source`` lists today, the newest first."""
        listed = [one for one in self._notices if column in one.columns and one.first_day <= self.day <= one.last_day]
        return tuple(sorted(listed, key=lambda one: (one.published, one.number), reverse=True))

    def notice(self, site: str, number: int) -> SampleNotice | None:
        """The notice whose page ``site`` shows today, None where it answers 404."""
        for one in self._notices:
            here = any(column.startswith(f"{site}/") for column in one.columns)
            if one.number == number and here and not one.lost and one.first_day <= self.day <= one.last_day:
                return one
        return None

    def truth(self) -> list[Truth]:
        """All that came out so far, in the order of the data file; a lost page gives no notice."""
        return [
            Truth(
                one.key,
                one.title,
                one.columns[0].partition("/")[0],
                None if one.dateless else one.published,
                one.publisher.id,
                _state(one, self.day),
            )
            for one in self._notices
            if one.first_day <= self.day and not one.lost
        ]


def _state(notice: SampleNotice, day: int) -> State:
    if notice.dateless:
        return State.HELD
    return State.WITHDRAWN if day > notice.last_day else State.PUBLISHED
