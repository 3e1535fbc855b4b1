"""发布规范: the publishing spec as data. Which file it came from is the configuration's affair."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from federator.model.notice import Severity
from federator.model.words import Words


@dataclass(frozen=True, slots=True)
class Category:
    """One category of the spec. ``freshness_days``: how often its column should move; deadlines by unit and start."""

    code: str
    name: Words
    deadline_value: int | None
    deadline_unit: str
    deadline_from: str
    legal_basis: str
    verified: bool
    freshness_days: int | None
    weight: int | None
    required_extra: tuple[str, ...]
    zones: tuple[str, ...]
    editions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field: its name here, its name for people, the labels live pages print for it (folded)."""

    name: str
    label: Words
    labels: tuple[str, ...]
    rests_on: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """A pattern that speaks for a category. ``where``: title, doc_no, column or genre; higher ``weight`` wins."""

    category: str
    where: str
    pattern: re.Pattern[str]
    weight: int


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause as the profile weighs it: severity, what to tell people, and what it rests on."""

    id: str
    severity: Severity
    what: Words
    rests_on: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """The whole spec. ``id`` and ``version`` are kept with every revision.

    ``settings`` of clauses (such as ``abstract_max`` characters) are in ``limits``; ``personal`` says per kind of
    personal data ``hold`` or ``allow``.
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
    limits: Mapping[str, int]
    personal: Mapping[str, str]

    @property
    def stamp(self) -> str:
        """``id@version``, as stored with a revision."""
        return f"{self.id}@{self.version}"
