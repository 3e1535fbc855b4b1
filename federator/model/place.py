"""Divisions (GB/T 2260) and the organisations that publish."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Division:
    """行政区划. ``level`` is province, city or county; a city covers its counties."""

    code: str
    name: str
    parent: str
    level: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """单位. ``names``: the present name first, then short and former names met in the wild."""

    id: str
    names: tuple[str, ...]
    division: str
    parent: str = ""
    department_no: str = ""
    credit_code: str = ""

    @property
    def name(self) -> str:
        """The present full name."""
        return self.names[0]


def city_of(division: str) -> str:
    """The city that covers a division: 330122 → 330100; the province's own code stays."""
    return division[:4] + "00"


@dataclass(frozen=True)
class Directory:
    """The province's divisions and organisations: who is meant by a code or a name. Immutable after building."""

    divisions: dict[str, Division] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    by_name: dict[str, Organisation] = field(default_factory=dict)

    @classmethod
    def of(cls, divisions: Iterable[Division], organisations: Iterable[Organisation]) -> "Directory":
        """Build the directory; a name claimed by two organisations belongs to neither."""
        organisations = tuple(organisations)
        claims: dict[str, list[Organisation]] = {}
        for organisation in organisations:
            for name in dict.fromkeys(organisation.names):
                claims.setdefault(name, []).append(organisation)
        return cls(
            {division.code: division for division in divisions},
            {organisation.id: organisation for organisation in organisations},
            {name: claimants[0] for name, claimants in claims.items() if len(claimants) == 1},
        )

    def with_organisations(self, written: Iterable[Organisation]) -> "Directory":
        """The directory with others in the place of those of the same id, or beside them."""
        merged = self.organisations | {one.id: one for one in written}
        return Directory.of(self.divisions.values(), merged.values())

    @cached_property
    def digest(self) -> str:
        """Names all that it says."""
        said = repr((self.divisions, self.organisations))
        return hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=8).hexdigest()

    @cached_property
    def resolved(self) -> dict[tuple[str, str], Organisation | None]:
        """What was found out about names as pages of a division write them: a memory, filled by who resolves them."""
        return {}

    @cached_property
    def counties(self) -> Mapping[str, Sequence[Division]]:
        """City → its counties."""
        below: dict[str, list[Division]] = {}
        for division in self.divisions.values():
            if division.level == "county":
                below.setdefault(city_of(division.code), []).append(division)
        return below

    def named(self, name: str) -> Organisation | None:
        """The one organisation of that present, short or former name."""
        return self.by_name.get(name)

    def division_name(self, code: str) -> str:
        """The division's name; the code itself where it is unknown."""
        division = self.divisions.get(code)
        return division.name if division else code

    def organisation_name(self, organisation: str) -> str:
        """The organisation's present name; the id itself where it is unknown."""
        known = self.organisations.get(organisation)
        return known.name if known else organisation
