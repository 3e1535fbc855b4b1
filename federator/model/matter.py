"""What the notices of one category tell of: the fields that only it has, and the sorts of notice within it."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from federator.model.words import Words


class Kind(StrEnum):
    """How a field is understood.

    ``name``: of a person or body, without what is told of it; ``long``: a section of text; ``number``: of a certificate
    or licence; ``phone``: telephones alone, whatever stands beside them; ``start`` and ``end``: of a period;
    ``choice``: one of the profile's values, by patterns; ``division``: the code of a place; ``meta``: what the page
    says of itself.
    """

    TEXT = "text"
    NAME = "name"
    LONG = "long"
    NUMBER = "number"
    PHONE = "phone"
    DOC_NO = "doc_no"
    PARCEL = "parcel"
    AREA = "area"
    MONEY = "money"
    DATE = "date"
    START = "start"
    END = "end"
    YEARS = "years"
    CHOICE = "choice"
    DIVISION = "division"
    META = "meta"


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a ``choice``, and what speaks for it in a title."""

    value: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True, eq=False)
class Extra:
    """A field that only some categories have; compared by identity.

    ``labels`` matches the whole of a label (None: it has none). ``patterns`` find it in sentences and ``titles`` in
    the title, each in a group ``value``; a text without any of the words ``near`` is not searched, and a sentence with
    ``unless`` before the value does not tell it. ``within``: the field, a section of text, that tells it too.
    ``unit`` is that of the value: ha, m2, km2, yuan, year.
    """

    name: str
    label: Words
    kind: Kind
    unit: str
    labels: re.Pattern[str] | None
    near: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]
    titles: tuple[re.Pattern[str], ...]
    choices: tuple[Choice, ...]
    unless: re.Pattern[str] | None
    rests_on: str
    verified: bool
    within: str = ""


@dataclass(frozen=True, eq=False)
class Matter:
    """What the notices of a category tell of; compared by identity. ``keys`` are the fields that tell one record from
    the next; ``others`` matches labels of no field here, which still head columns and end values; ``doubts`` what makes
    a sentence tell of something else, or of what is not so."""

    extras: tuple[Extra, ...]
    keys: tuple[str, ...]
    others: re.Pattern[str]
    doubts: re.Pattern[str]

    @cached_property
    def kinds(self) -> frozenset[Kind]:
        """The kinds of its fields."""
        return frozenset(extra.kind for extra in self.extras)

    @cached_property
    def numbers(self) -> tuple[Extra, ...]:
        """Those of its keys that are numbers."""
        numbers = (Kind.PARCEL, Kind.DOC_NO, Kind.NUMBER)
        return tuple(extra for extra in self.extras if extra.name in self.keys and extra.kind in numbers)

    @cached_property
    def of_each(self) -> frozenset[str]:
        """Fields of which each of several things has its own: numbers but those of approvals and decisions, and what
        a section of its text tells."""
        own = (extra for extra in self.numbers if extra.kind is not Kind.DOC_NO)
        return frozenset(extra.name for extra in (*own, *(one for one in self.extras if one.within)))


_NEVER = re.compile("(?!)")
NO_MATTER = Matter((), (), _NEVER, _NEVER)


@dataclass(frozen=True, slots=True)
class Subtype:
    """A sort of notice within a category (of any where that is empty).

    ``id`` is what a notice keeps, ``pattern`` what speaks for it in the title, ``body`` in the body's head.
    ``without``: extra fields that such a notice cannot have. ``since`` and ``until`` (exclusive) bound the days of
    publication on which it existed. Deadlines as of a category; ``displayed_value`` and ``displayed_unit``: how
    long it must hang.
    """

    id: str
    category: str
    name: Words
    pattern: re.Pattern[str]
    body: re.Pattern[str] | None
    since: date | None
    until: date | None
    deadline_value: int | None
    deadline_unit: str
    deadline_from: str
    deadline_field: str
    displayed_value: int | None
    displayed_unit: str
    without: tuple[str, ...]
    legal_basis: str
    verified: bool

    def existed(self, day: date) -> bool:
        """On a day of publication."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)
