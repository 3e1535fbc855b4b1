"""Versions of a notice, and the states it passes through."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from federator.model.breach import Breach
from federator.model.making import made_quickly
from federator.model.notice import Notice


class State(StrEnum):
    """What the public sees of a notice."""

    PUBLISHED = "published"
    HELD = "held"
    WITHDRAWN = "withdrawn"


class RevisionKind(StrEnum):
    """What happened to the notice."""

    CREATED = "created"
    AMENDED = "amended"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    MERGED = "merged"
    RELEASED = "released"
    """A person let it be public as it is."""
    CORRECTED = "corrected"
    """A person changed fields of the record."""
    REJECTED = "rejected"
    """A person decided that it is not to be public."""
    REREAD = "reread"
    """The same capture understood anew, because somebody wished it; the site said nothing new."""
    RECLASSIFIED = "reclassified"
    """The same, and evidence chose another category."""
    PURGED = "purged"
    """A person had all that it said erased."""
    ATTACHED = "attached"
    """Its attachments were fetched: there are copies, and what was read in them."""


class Withdrawal(StrEnum):
    """What proved a notice gone, or that a person took it down; kept as the reason of the revision."""

    PAGE_GONE = "page-gone"
    ABSENT = "absent"
    PERSON = "person"


@made_quickly
@dataclass(frozen=True, slots=True)
class Revision:
    """版本: one change of one notice, append-only, with the full record as of that change.

    ``seq`` increases strictly in commit order. ``state`` is the notice's state after it; ``shown`` says whether
    this very record is what the public sees (a severe breach in an amendment leaves the previous one shown).
    ``merged_into`` names the winner where this notice turned out to be another one.
    """

    seq: int
    notice_id: str
    kind: RevisionKind
    state: State
    shown: bool
    notice: Notice
    breaches: tuple[Breach, ...]
    profile: str
    capture: str
    at: datetime
    reason: str
    merged_into: str


@made_quickly
@dataclass(frozen=True, slots=True)
class Published:
    """A notice as the public sees it now: what the feeds are made of. ``updated`` and ``created`` are UTC."""

    id: str
    seq: int
    created: datetime
    updated: datetime
    notice: Notice


@dataclass(frozen=True, slots=True)
class Gone:
    """A notice that ceased to be public with revision ``seq``, at ``at`` (UTC), and where it belonged."""

    id: str
    seq: int
    at: datetime
    reason: str
    merged_into: str
    category: str
    division: str


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the change log: what a copy of the merged notices must do to stay equal.

    ``notice`` is the record as of that version, None where the notice is not public any more: a copy drops it, and
    follows ``merged_into`` where it turned out to be another one. ``created`` is when its id was minted. Both UTC.
    """

    seq: int
    notice_id: str
    kind: RevisionKind
    at: datetime
    created: datetime
    notice: Notice | None
    reason: str
    merged_into: str


@dataclass(frozen=True, slots=True)
class Watermark:
    """Up to when all notices of a site are in the log: the oldest of its sources' last complete visits (UTC).

    None where one of them was never visited completely; ``behind`` are the sources whose last visit was not complete.
    """

    site: str
    complete_to: datetime | None
    sources: int
    behind: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LogPage:
    """A stretch of the change log and, of the same moment, how complete it is. ``last`` is the log's last ``seq``;
    ``more``: further changes follow at once, so that the watermarks hold only when they have been read too.
    ``lost``: the ``seq`` that was asked for is of a state of the database which a restore took back."""

    changes: tuple[Change, ...]
    last: int
    more: bool
    watermarks: tuple[Watermark, ...]
    lost: bool


@dataclass(frozen=True, slots=True)
class Selection:
    """Which published notices are wanted. Empty means all; a city's division covers its counties.

    ``since``: changed at or after this UTC instant. ``words``: as people write a search; ``first`` and ``last``: days
    of publication.
    """

    category: str = ""
    division: str = ""
    organisation: str = ""
    site: str = ""
    since: datetime | None = None
    subtype: str = ""
    zone: str = ""
    edition: str = ""
    words: str = ""
    first: date | None = None
    last: date | None = None

    @property
    def narrow(self) -> bool:
        """Whether it asks for more than category and place, which only the index of the search knows."""
        return bool(self.subtype or self.zone or self.edition or self.words or self.first or self.last)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A page of notices in another order than that of changes; ``cursor`` is where the next one begins, None at the
    end."""

    entries: tuple[Published, ...]
    cursor: int | None


@dataclass(frozen=True, slots=True)
class Hits:
    """How many notices a selection has, and how many of them by category, division and year of publication. ``exact``
    False: there are more, and the latest ``total`` were counted."""

    total: int
    exact: bool
    by_category: Mapping[str, int]
    by_division: Mapping[str, int]
    by_year: Mapping[str, int]
