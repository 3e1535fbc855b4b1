"""A notice as one source holds it, and what crosses between comparing and recording."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Self

from federator.model.answer import Validators
from federator.model.breach import Breach
from federator.model.decision import Correction, Decision
from federator.model.making import made_quickly
from federator.model.notice import Notice
from federator.model.revision import RevisionKind, State, Withdrawal
from federator.model.row import Row


@made_quickly
@dataclass(frozen=True, slots=True)
class Item:
    """条目. ``address`` is the normalised address it is known by now; the store keeps all it ever had.

    ``title_key``, ``doc_no`` and ``day`` find it again under another address. ``issuing``: its organisation is the
    one that issued the notice, so it alone writes the fields. ``page_digest`` and ``validators`` are of its own
    page; ``gone`` counts consecutive rechecks that met 404 or 410. ``row`` is what the list said (without ``html``),
    so that a recheck reads the notice as the visit did.
    """

    id: str
    source: str
    notice_id: str
    address: str
    url: str
    title_key: str
    doc_no: str
    day: date | None
    issuing: bool
    canonical: bool
    first_seen: datetime
    last_seen: datetime
    row: Row | None = None
    page_digest: str = ""
    validators: Validators = Validators()
    recheck_at: datetime | None = None
    gone: int = 0


@made_quickly
@dataclass(frozen=True, slots=True)
class Draft:
    """One notice as this visit understood it, before it is compared with what is known.

    ``address`` is normalised. ``capture`` names the bytes it was read from. ``row`` is what the list said
    of it, ``row_digest`` of the row as it came; a recheck sees no list and has neither.
    """

    source: str
    address: str
    url: str
    title_key: str
    notice: Notice
    breaches: tuple[Breach, ...]
    issuing: bool
    capture: str
    row: Row | None
    row_digest: str
    page_digest: str = ""
    validators: Validators = Validators()
    index_no_sound: bool = False
    """The site's index number has a known form: only then may it join notices of several sources."""
    metas: frozenset[str] | None = None
    """Which of the ten required metas its page has, None where no page was read."""
    again: Notice | None = None
    """What the same page said when it was asked once more, where it was."""


@made_quickly
@dataclass(frozen=True, slots=True)
class KnownNotice:
    """Where a notice stands. ``latest`` and ``shown`` are digests of its last and of its public record.

    ``corrections`` are what people corrected in it; ``rejected``: by a person, not because it was gone; ``disproved``:
    what disproves the date that its last version has.
    """

    id: str
    state: State
    notice: Notice
    latest: str
    shown: str
    issued: bool
    first_seen: datetime
    corrections: tuple[Correction, ...] = ()
    rejected: bool = False
    disproved: Breach | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What the store knows that may concern some drafts of one source.

    ``items``: by address (any alias) within the source. ``twins``: by (title_key, doc_no, day) within the source.
    ``by_index_no`` and ``by_document`` (doc_no, publisher, title_key): notice ids, of all sources.
    ``holders``: for each notice named above, all its items. ``barred``: addresses of drafts that were purged.
    ``apart``: pairs of notices, in order, of which a person said that they are two.
    """

    items: Mapping[str, Item] = field(default_factory=dict)
    twins: Mapping[tuple[str, str, date | None], tuple[Item, ...]] = field(default_factory=dict)
    by_index_no: Mapping[str, str] = field(default_factory=dict)
    by_document: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    notices: Mapping[str, KnownNotice] = field(default_factory=dict)
    holders: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)
    barred: frozenset[str] = frozenset()
    apart: frozenset[tuple[str, str]] = frozenset()


@made_quickly
@dataclass(frozen=True, slots=True)
class NewRevision:
    """A revision to be appended; the store gives ``seq`` and, at creation without one, the assigned index number.

    ``hides``: whatever was public before is no longer (withdrawal, personal data, merger). ``decision``: a person's.
    """

    notice_id: str
    kind: RevisionKind
    state: State
    shown: bool
    notice: Notice
    breaches: tuple[Breach, ...] = ()
    capture: str = ""
    reason: str = ""
    merged_into: str = ""
    hides: bool = False
    decision: Decision | None = None


@made_quickly
@dataclass(frozen=True, slots=True)
class Alias:
    """An address that a source lists an item under, and the digest of the row that stood there last."""

    source: str
    address: str
    item_id: str
    row_digest: str


class AsideReason(StrEnum):
    """Why a row could not become an item, after its page had the chance to complete it."""

    NO_ADDRESS = "no-address"
    NO_TITLE = "no-title"
    PAGE_MISSING = "page-missing"
    PAGE_UNREADABLE = "page-unreadable"


@dataclass(frozen=True, slots=True)
class SetAside:
    """A row set aside with its reason: shown to the administrator, tried again after a day."""

    source: str
    row_digest: str
    title: str
    url: str
    date_written: str
    reason: AsideReason
    detail: str = ""

    @classmethod
    def of(cls, source: str, row: Row, reason: AsideReason, detail: str = "") -> Self:
        """``row`` of ``source``, set aside."""
        return cls(source, row.digest, row.title, row.url, row.date_written or "", reason, detail)


@dataclass(frozen=True, slots=True)
class Changes:
    """All that one visit or recheck does to the world; applied in one transaction.

    ``items`` are written whole (inserted or replaced by id), after the revisions that mint their notices. ``waiting``:
    notices that are gone and yet not withdrawn, because too many would go at once, with what proves it.
    """

    items: Sequence[Item] = ()
    revisions: Sequence[NewRevision] = ()
    aliases: Sequence[Alias] = ()
    waiting: tuple[tuple[str, Withdrawal], ...] = ()


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest version of a notice, and what it was made of: its capture, its canonical item, people's corrections.

    ``shown``: it is what the public sees; ``public``: it, or a version before it, is.
    """

    id: str
    seq: int
    kind: RevisionKind
    state: State
    shown: bool
    public: bool
    notice: Notice
    breaches: tuple[Breach, ...]
    profile: str
    capture: str
    corrections: tuple[Correction, ...] = ()
    item: Item | None = None


PASSES = "published-future"
"""The severe clause that no site need answer: time does."""


@dataclass(frozen=True, slots=True)
class RecheckTarget:
    """A notice whose own page is due to be asked again, through its canonical item. ``early``: it is held because its
    date lay in the future."""

    item: Item
    notice: Notice
    early: bool
