"""发布规范: the publishing spec as data. Which file it came from is the configuration's affair."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from federator.model.breach import Severity
from federator.model.matter import NO_MATTER, Extra, Matter, Subtype
from federator.model.words import Words


@dataclass(frozen=True, slots=True)
class Category:
    """One category of the spec. ``freshness_days``: how often its column should move.

    Deadlines by unit and start; ``deadline_field`` names the date of a notice that tells the start, ``""`` for none.
    ``target_days``: within how many days of its writing a document written since ``target_since`` should be public.
    ``matter``: its fields beyond the record's, those of ``required_extra`` and the others that are looked for.
    """

    code: str
    name: Words
    deadline_value: int | None
    deadline_unit: str
    deadline_from: str
    deadline_field: str = field(kw_only=True, default="")
    legal_basis: str
    verified: bool
    freshness_days: int | None
    weight: int | None
    required_extra: tuple[str, ...]
    zones: tuple[str, ...]
    editions: tuple[str, ...]
    matter: Matter = NO_MATTER
    target_days: int | None = None
    target_since: date | None = None


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field: its name here, its name for people, the labels live pages print for it (folded)."""

    name: str
    label: Words
    labels: tuple[str, ...]
    rests_on: str
    verified: bool


class Where(StrEnum):
    """Where evidence is looked for: ``document`` is number and title of a notice that has a number, ``body`` the head
    of its text."""

    TITLE = "title"
    DOCUMENT = "document"
    COLUMN = "column"
    GENRE = "genre"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A pattern that speaks for a category; the higher ``weight`` wins. ``written``: as the profile has it."""

    category: str
    where: Where
    pattern: re.Pattern[str]
    weight: int
    written: str


@dataclass(frozen=True, slots=True)
class ZoneRule:
    """Notices of ``category`` (any where it is empty) with such a title go to ``zone`` instead of the category's."""

    zone: str
    editions: tuple[str, ...]
    category: str
    pattern: re.Pattern[str]


class Personal(StrEnum):
    """What becomes of a notice that names a natural person's numbers."""

    HOLD = "hold"
    MASK = "mask"
    ALLOW = "allow"


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause as the profile weighs it: severity, what to tell people, and what it rests on.

    ``hides``: who fails it keeps no earlier version public either.
    """

    id: str
    severity: Severity
    what: Words
    rests_on: str
    verified: bool
    hides: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """The whole spec; compared by identity. ``id`` and ``version`` are kept with every revision.

    ``evidence`` is in falling order of weight. ``limits``: abstract_max (characters), earliest_year, future_days, and
    source_weight, what evidence must weigh to overrule a source's own category. ``disclosures``: the values of
    公开属性, of which only the first is ever published; ``disclosure_words``: value by what sites write for it.
    ``personal`` holds where ``personal_of`` names no rule of the category's own; that one says all kinds.
    ``english``: how a value of 公开属性, a zone or an edition is called in English.
    ``no_publisher`` matches what sites write in the place of a publisher without naming one (本站, a bare 处室).
    """

    id: str
    version: str
    name: Words
    categories: Mapping[str, Category]
    fields: Mapping[str, FieldSpec]
    evidence: tuple[Evidence, ...]
    clauses: Mapping[str, Clause]
    fallback_category: str
    disclosures: tuple[str, ...]
    disclosure_words: Mapping[str, str]
    no_publisher: re.Pattern[str]
    zone_rules: tuple[ZoneRule, ...]
    limits: Mapping[str, int]
    personal: Mapping[str, Personal]
    personal_of: Mapping[str, Mapping[str, Personal]] = field(default_factory=dict)
    extras: Mapping[str, Extra] = field(default_factory=dict)
    subtypes: tuple[Subtype, ...] = ()
    english: Mapping[str, str] = field(default_factory=dict)

    def personal_in(self, category: str) -> Mapping[str, Personal]:
        """What becomes of personal data in notices of ``category``, by kind."""
        return self.personal_of.get(category, self.personal)

    @property
    def zones(self) -> tuple[str, ...]:
        """All zones (专区) of the portal."""
        own = (zone for category in self.categories.values() for zone in category.zones)
        return tuple(dict.fromkeys((*own, *(rule.zone for rule in self.zone_rules))))

    @property
    def editions(self) -> tuple[str, ...]:
        """All editions (版) of the portal."""
        own = (edition for category in self.categories.values() for edition in category.editions)
        ruled = (edition for rule in self.zone_rules for edition in rule.editions)
        return tuple(dict.fromkeys((*own, *ruled)))

    @property
    def stamp(self) -> str:
        """``id@version``, as stored with a revision."""
        return f"{self.id}@{self.version}"
