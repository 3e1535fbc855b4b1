"""How a source's list looks now against how it looked, and the rules it was read by."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple, Self

from federator.model.errors import ErrorKind
from federator.model.site import JsonRule, Rule
from federator.model.words import Words

FAILS_AFTER = 2
"""Visits in a row that must fail before a source that used to work counts as failing: one is often a passing fault."""


class Finding(StrEnum):
    """What is wrong with a list whose site answers: it looks otherwise, it is empty, it is another page. ``SURGE`` is a
    doubt: so much is new at once that it is looked at again before it is believed."""

    LAYOUT = "layout"
    EMPTIED = "emptied"
    OTHER_PAGE = "other-page"
    SURGE = "surge"

    @property
    def is_fault(self) -> bool:
        """Something is wrong for certain."""
        return self is not Finding.SURGE

    @property
    def kind(self) -> ErrorKind:
        """The name under which a visit fails for it; for a doubt, what it may turn out to be."""
        return {
            Finding.LAYOUT: ErrorKind.LAYOUT_CHANGED,
            Finding.EMPTIED: ErrorKind.EMPTIED,
            Finding.OTHER_PAGE: ErrorKind.WRONG_PAGE,
            Finding.SURGE: ErrorKind.WRONG_PAGE,
        }[self]


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a list was like when it was last read well.

    ``rows`` on the page, ``dated`` their share with a date, ``title`` the median length of titles, ``linked`` the
    share with an address; ``addresses`` and ``titles`` (as keys) name the notices it listed, ``newest`` is the latest
    day among them; ``seen`` is when it was like that. ``names``: what the page says it is (ColumnName, title, end of
    its breadcrumb, ``""`` for what it does not say); ``busiest``: the most notices that it ever had of seven days.
    """

    rows: int
    dated: float
    title: float
    linked: float
    addresses: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    newest: date | None = None
    seen: date = date.min
    names: tuple[str, ...] = ()
    busiest: int = 0

    def as_record(self) -> dict[str, Any]:
        """JSON-ready."""
        days = {"newest": self.newest and str(self.newest), "seen": str(self.seen)}
        return {name: getattr(self, name) for name in self.__slots__} | days

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        """Read what :meth:`as_record` gave, in this release or an earlier one."""
        kept = {name: record[name] for name in cls.__slots__ if name in record}
        several = {name: tuple(record.get(name, ())) for name in ("addresses", "titles", "names")}
        newest = date.fromisoformat(record["newest"]) if record["newest"] else None
        return cls(**{**kept, **several, "newest": newest, "seen": date.fromisoformat(record["seen"])})


@dataclass(frozen=True, slots=True)
class Health:
    """``past`` None until the list was read well once. ``finding``: since when it stands, and at how many visits."""

    past: Likeness | None = None
    finding: Finding | None = None
    since: datetime | None = None
    times: int = 0
    detail: str = ""


class RuleState(StrEnum):
    """``waiting``: worked out, but nobody took it; ``replaced``: was in force, kept so that it can be again;
    ``refused``: a person said no, so that it is not proposed again."""

    IN_FORCE = "in-force"
    WAITING = "waiting"
    REPLACED = "replaced"
    REFUSED = "refused"


class Shown(NamedTuple):
    """A row as a preview shows it; ``date`` as written, ``""`` where there is none."""

    title: str
    url: str
    date: str


@dataclass(frozen=True, slots=True)
class WorkedOutRule:
    """A rule that the service worked out for a source, or that ``person`` gave it, and why. ``number`` counts those of
    one source; ``preview``: the first rows it read when it was made."""

    source: str
    rule: Rule
    state: RuleState
    reasons: tuple[Words, ...] = ()
    preview: tuple[Shown, ...] = ()
    number: int = 0
    made: datetime | None = None
    ended: datetime | None = None
    person: str = ""

    def differs(self, registered: Rule | JsonRule | None) -> bool:
        """It reads a list otherwise than that rule does; where notice pages have their title and date may be learnt."""
        if not isinstance(registered, Rule):
            return True
        places = {"notice_title": registered.notice_title, "notice_date": registered.notice_date}
        return replace(self.rule, **places) != registered


@dataclass(frozen=True, slots=True)
class Rewrite:
    """One text that several notices of a source would have from now on, which had other words before.

    ``key`` is what the text is known by, ``text`` its beginning; ``addresses``: what these notices are known by.
    ``refused``: a person said that it is none of theirs.
    """

    key: str
    text: str
    addresses: frozenset[str]
    refused: bool = False


@dataclass(frozen=True, slots=True)
class HealthNote:
    """What a visit learnt of its source beside the notices; written together with the visit.

    ``past`` None leaves the likeness as it was; ``finding`` None says that all is well. ``rewrites`` wait for a person.
    """

    past: Likeness | None = None
    finding: Finding | None = None
    detail: str = ""
    rule: WorkedOutRule | None = None
    rewrites: tuple[Rewrite, ...] = ()
