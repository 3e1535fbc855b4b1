"""What a notice's capture yields today, with the code and the profile of now. No site is asked.

latest version ─▶ its capture ─▶ read as its visit did ─▶ settled, corrected ─▶ Reread ─▶ what differs, recorded

``verify`` only shows where it differs; ``reread`` and ``reclassify`` are explicit acts that record it, and never as an
amendment.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from federator.compare.anew import anew, open_to_rereading
from federator.compare.differing import Difference, differences
from federator.compare.settling import settled
from federator.connectors.catalogue import read_list
from federator.fetch import expect_good
from federator.model.answer import Answer, Request
from federator.model.breach import Breach
from federator.model.decision import BY_PERSON, DISPROVED, Decision, laid_over
from federator.model.errors import DamagedError, VisitError
from federator.model.item import Draft, Item, Latest, NewRevision
from federator.model.notice import Notice
from federator.model.people import Actor
from federator.model.row import ListPage, RawNotice
from federator.model.scope import Scope
from federator.model.site import Source
from federator.model.steps import at_once
from federator.model.words import Words
from federator.store.captures import Capture
from federator.visit.leafing import read_page
from federator.visit.listing import place
from federator.visit.means import Means
from federator.visit.upkeep import in_force

AT_ONCE = 100
"""Notices read, and recorded, in one go."""


class Unread(StrEnum):
    """Why nothing can be said of a notice today."""

    NO_CAPTURE = "no-capture"
    NO_SOURCE = "no-source"
    NOT_LISTED = "not-listed"
    """Its capture is a list in which today's rule finds no such row."""
    UNREADABLE = "unreadable"
    DAMAGED = "damaged"
    """Its capture is not what was kept."""


UNREAD = {
    Unread.NO_CAPTURE: Words("没有快照", "no capture was kept"),
    Unread.NO_SOURCE: Words("采集源已不在登记中", "its source left the registry"),
    Unread.NOT_LISTED: Words("快照是列表，其中已读不出这一条", "its capture is a list in which it is no longer found"),
    Unread.UNREADABLE: Words("快照今天读不出", "its capture cannot be read today"),
    Unread.DAMAGED: Words("快照已损坏", "its capture is damaged"),
}


@dataclass(frozen=True, slots=True)
class Reread:
    """One notice understood anew: ``notice`` and its ``breaches`` as they would be recorded, None where it could not be
    read, for the reason ``unread``."""

    latest: Latest
    notice: Notice | None = None
    breaches: tuple[Breach, ...] = ()
    unread: Unread | None = None
    detail: str = ""

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Field by field."""
        return differences(self.latest.notice, self.notice) if self.notice else ()

    @property
    def lost(self) -> tuple[Breach, ...]:
        """Breaches that it fails no more."""
        return tuple(one for one in self.latest.breaches if self.notice and one not in self.breaches)

    @property
    def gained(self) -> tuple[Breach, ...]:
        """Breaches that are new."""
        return tuple(one for one in self.breaches if one not in self.latest.breaches)

    @property
    def moved(self) -> bool:
        """Evidence chooses another category."""
        return self.notice is not None and self.notice.category != self.latest.notice.category

    def version(self, decision: Decision | None = None) -> NewRevision | None:
        """What is to be recorded; None where nothing differs, or where a person's decision stands."""
        if self.notice is None or not open_to_rereading(self.latest):
            return None
        return anew(self.latest, self.notice, self.breaches, decision)


@dataclass
class Rereader:
    """Reads kept captures. ``reclassify``: evidence chooses the category again, unless a person chose it; else it stays
    as it was set."""

    means: Means
    reclassify: bool = False
    _sources: dict[str, Source] = field(init=False)
    _list: tuple[str, ListPage] | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        store = self.means.store
        self._sources = {source.key: in_force(source, store) for source in store.sources(None)}

    def pages(self, scope: Scope) -> Iterator[list[Reread]]:
        """Every notice of the scope, in the order of their first sight, :data:`AT_ONCE` in a go; what is withdrawn,
        or was rejected, is left out."""
        after: int | None = 0
        while after is not None:
            with self.means.store.one_moment():  # a file that comes meanwhile is no difference
                page = self.means.store.latest_page(scope, after, AT_ONCE)
                read = [self.one(latest) for latest in page.versions if open_to_rereading(latest)]
            yield read
            after = page.last

    def one(self, latest: Latest) -> Reread:
        """One notice as it would be today."""
        item = latest.item
        source = self._sources.get(item.source) if item else None
        if item is None or source is None:
            return Reread(latest, unread=Unread.NO_SOURCE)
        try:
            capture = self.means.store.capture(latest.capture) if latest.capture else None
        except DamagedError:
            return Reread(latest, unread=Unread.DAMAGED, detail=latest.capture)
        if capture is None:
            return Reread(latest, unread=Unread.NO_CAPTURE)
        stays = not self.reclassify or latest.notice.category_reason == BY_PERSON
        try:
            draft = self.draft(capture, item, source, latest.notice.category if stays else None)
        except VisitError as error:
            return Reread(latest, unread=Unread.UNREADABLE, detail=f"{error.kind}: {error.detail}")
        if draft is None:
            return Reread(latest, unread=Unread.NOT_LISTED, detail=item.url)
        return _settled(latest, draft)

    def draft(self, capture: Capture, item: Item, source: Source, category: str | None) -> Draft | None:
        """The draft that ``capture`` makes of ``item`` today, judged as of the day it was fetched. None where it is a
        list that does not name it. Raises VisitError as its reading does."""
        from federator.visit.understanding import understand

        answer = replace(capture.answer, request=Request(capture.url, referer=source.url))
        if source.pages:
            raw = RawNotice(item.url, item.row, read_page(expect_good(answer), item.row, source))
        else:
            row = next((row for row in self._rows(answer, source).rows if place(row) == item.address), None)
            if row is None:
                return None
            raw = RawNotice(item.url, row, None)
        return at_once(understand(raw, answer, source, self.means, capture.fetched, category))

    def _rows(self, answer: Answer, source: Source) -> ListPage:
        """The list in ``answer``; many notices in a row come from the same."""
        key = f"{source.key} {answer.capture}"
        if self._list is None or self._list[0] != key:
            self._list = (key, read_list(answer, source))
        return self._list[1]


def _settled(latest: Latest, draft: Draft) -> Reread:
    """The draft with what is set once and what people corrected, as a visit would record it. A category that evidence
    chose again comes with all that follows from it."""
    before = latest.notice
    if draft.notice.category == before.category:
        notice = settled(draft.notice, before, latest.corrections)
    else:
        notice = replace(draft.notice, assigned_index_no=before.assigned_index_no)
    notice, breaches = laid_over(notice, draft.breaches, latest.corrections)
    if notice.published == before.published:  # what versions say of each other no single capture tells
        breaches += tuple(one for one in latest.breaches if one.clause == DISPROVED)
    return Reread(latest, notice, breaches)


def apply(page: Sequence[Reread], means: Means, why: str, by: Actor) -> int:
    """Record those that differ, in one transaction, and say how many were. A notice that got another version meanwhile
    is passed over: it was understood today anyway."""
    decision = Decision(by.person, why)
    made = [(one.latest, version) for one in page if (version := one.version(decision))]
    return means.store.record_anew(made, profile=means.profile.stamp, why=why, by=by) if made else 0
