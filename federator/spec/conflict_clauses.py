"""The clauses about fields of a category that contradict the record or each other, and about late documents."""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from federator.model.matter import Kind
from federator.model.profile import Profile
from federator.model.value import Fields, FieldValue
from federator.spec.case import Case, Failing

_DATE, _PERIOD, _NUMBERED = Kind.DATE, (Kind.START, Kind.END), (Kind.DOC_NO, Kind.DATE)
_YEAR = re.compile(r"[〔（]((?:19|20)\d\d)[〕）]")


def document_late(case: Case) -> Failing | None:
    """A document is public within the category's ``target_days`` of its writing, where that was asked for by then."""
    category, notice = case.profile.categories.get(case.notice.category), case.notice
    if category is None or category.target_days is None or not (notice.doc_no and notice.written and notice.published):
        return None
    asked = category.target_since is None or notice.written >= category.target_since
    late = (notice.published.day - notice.written).days > category.target_days
    return Failing("published", f"{notice.written} / {notice.published.day}") if asked and late else None


def matter_after_published(case: Case) -> tuple[Failing, ...]:
    """Nothing is approved, decided or registered after a notice has told of it."""
    published = case.notice.published
    if published is None:
        return ()
    days = ((name, _day(told[name])) for told in _told(case) for name in _of(case.profile, (*told,), _DATE))
    late = {name: day for name, day in days if day and day > published.day}
    return tuple(Failing(name, f"{day} / {published.day}") for name, day in late.items())


def matter_period(case: Case) -> Failing | None:
    """A period ends after it begins (``valid_from`` and ``valid_to`` are one)."""
    for told in _told(case):
        for begin, end in _pairs(case.profile, (*told,), *_PERIOD):
            first, last = _day(told[begin]), _day(told[end])
            if first and last and last < first:
                return Failing(end, f"{first} / {last}")
    return None


def matter_number_year(case: Case) -> Failing | None:
    """A number is given in the year of its day, or at the turn of it (``approval_doc_no`` and ``approval_date``)."""
    for told in _told(case):
        for number, dated in _pairs(case.profile, (*told,), *_NUMBERED):
            year, day = _YEAR.search(str(told[number].value)), _day(told[dated])
            if year and day and not int(year[1]) <= day.year <= int(year[1]) + 1:
                return Failing(number, f"{told[number].value} / {day}")
    return None


def _told(case: Case) -> Sequence[Fields]:
    """Where something is told: the fields of the notice, and of each of its records."""
    notice = case.notice
    return (notice.fields, *notice.records)


@lru_cache(maxsize=4096)  # most notices of a category tell the same
def _of(profile: Profile, told: tuple[str, ...], kind: Kind) -> Sequence[str]:
    """The fields of that kind."""
    extras = profile.extras
    return [name for name in told if name in extras and extras[name].kind is kind]


@lru_cache(maxsize=4096)
def _pairs(profile: Profile, told: tuple[str, ...], one: Kind, other: Kind) -> Sequence[tuple[str, str]]:
    """Fields of those kinds that begin with the same word."""
    both = ((first, second) for first in _of(profile, told, one) for second in _of(profile, told, other))
    return [(first, second) for first, second in both if first.partition("_")[0] == second.partition("_")[0]]


def _day(value: FieldValue) -> date | None:
    return date.fromisoformat(value.value) if isinstance(value.value, str) else None
