"""Whose versions a visit makes: drafts against what is known. Decides only; the store acts. Which version a draft makes
of its notice, ``amending.py`` says.

Identity outlives addresses. Within a source a notice is known by its address, or by title, number and date under
another one. Across sources only an equal index number that the sites gave, or equal document number, publisher and
title, make two notices one, and never two that a person parted or kept apart. The issuing organisation's item is
canonical: it alone writes the fields, the others are provenances.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from federator.compare.aging import recheck_of
from federator.compare.amending import amended, created
from federator.compare.nearness import rewritten, shows_others
from federator.model.item import Alias, Changes, Draft, Item, Known, NewRevision
from federator.model.revision import RevisionKind, State

_Key = TypeVar("_Key")


def revise(
    known: Known, drafts: Sequence[Draft], now: datetime, new_id: Callable[[], str], listed: Collection[str] = ()
) -> Changes:
    """The items and revisions that ``drafts`` (all of one source) make of the known world, in their order.

    ``listed``: the addresses that the source lists now; a namesake still listed beside a draft is another notice.
    """
    ledger = _Ledger(known, now, new_id, listed)
    for draft in drafts:
        if draft.address not in known.barred:
            ledger.enter(draft)
    return ledger.changes()


class _Ledger:
    """The known world while the drafts of one visit are entered, one after another. Items are kept by id."""

    def __init__(self, known: Known, now: datetime, new_id: Callable[[], str], listed: Collection[str]) -> None:
        self.now = now
        self.new_id = new_id
        self.listed = listed
        self.notices = dict(known.notices)
        self.items: dict[str, Item] = {}
        for group in (known.items.values(), *known.twins.values(), *known.holders.values()):
            self.items.update((item.id, item) for item in group)
        self.by_address = {address: item.id for address, item in known.items.items()}
        self.twins = {key: [item.id for item in items] for key, items in known.twins.items()}
        self.by_index_no = dict(known.by_index_no)
        self.by_document = dict(known.by_document)
        self.apart = known.apart
        self.touched: set[str] = set()
        self.aliases: list[Alias] = []
        self.revisions: list[NewRevision] = []

    def changes(self) -> Changes:
        """What the drafts did, items in the order they were first known."""
        items = tuple(item for item in self.items.values() if item.id in self.touched)
        return Changes(items, tuple(self.revisions), tuple(self.aliases))

    def enter(self, draft: Draft) -> None:
        """Find the draft's item and notice, or make them; revise the notice if this item writes its fields."""
        item = self._found(draft)
        if item and item.address != draft.address and item.address in self.listed:
            self._alias(draft, item)  # listed twice: the address it is known by goes on writing the record
            return
        elsewhere = self._elsewhere(draft, item)
        if item is None:
            item = self._item(draft, elsewhere or self._create(draft), canonical=elsewhere is None)
        elif elsewhere and elsewhere != item.notice_id:
            item = self._seen(self._merge(item, elsewhere), draft)
        else:
            item = self._seen(item, draft)
        self._alias(draft, item)
        if draft.issuing and not self.notices[item.notice_id].issued:
            self._seat(item)
        known = self.notices[item.notice_id]
        writes = self.items[item.id].canonical and known.notice is not draft.notice  # else made of this very draft
        if writes and (made := amended(known, draft)):
            self.notices[known.id], revision = made
            self.revisions.append(revision)

    def _found(self, draft: Draft) -> Item | None:
        """The source's item of this notice: by address, else under another address by title, number and date."""
        known = self.by_address.get(draft.address)
        if known:
            return self.items[known]
        twins = self.twins.get((draft.title_key, draft.notice.doc_no, draft.notice.day))
        if not twins:
            return None
        for item in sorted((self.items[twin] for twin in twins), key=lambda one: self._is_another(one, draft)):
            if item.address in self.listed and self._is_another(item, draft):
                continue
            text = self.notices[item.notice_id].notice.text
            same_text = bool(text) and text == draft.notice.text
            if draft.notice.doc_no or same_text or self._moved(item, text, draft.notice.text):
                return item
        return None

    def _is_another(self, item: Item, draft: Draft) -> bool:
        """A namesake without a number that has other files."""
        return not draft.notice.doc_no and shows_others(self.notices[item.notice_id].notice, draft.notice)

    def _moved(self, item: Item, before: str, after: str) -> bool:
        """A namesake of the same day is listed no more, and what both say, as far as it is known, is alike."""
        return item.address not in self.listed and (not (before and after) or rewritten(before, after))

    def _elsewhere(self, draft: Draft, item: Item | None) -> str | None:
        """The notice that another source holds and that this one is."""
        notice = draft.notice
        found = self.by_index_no.get(notice.index_no) if draft.index_no_sound else None
        if found is None and notice.doc_no and notice.publisher:
            found = self.by_document.get((notice.doc_no, notice.publisher, draft.title_key))
        if found is None or (item and self._apart(item.notice_id, found)):
            return None
        return None if any(one.source == draft.source for one in self._holders(found)) else found

    def _apart(self, one: str, other: str) -> bool:
        return (min(one, other), max(one, other)) in self.apart

    def _holders(self, notice_id: str) -> list[Item]:
        return [item for item in self.items.values() if item.notice_id == notice_id]

    def _create(self, draft: Draft) -> str:
        notice_id, notice = self.new_id(), draft.notice
        self.notices[notice_id], revision = created(notice_id, draft, self.now)
        self.revisions.append(revision)
        if draft.index_no_sound:
            self.by_index_no.setdefault(notice.index_no, notice_id)
        if notice.doc_no and notice.publisher:
            self.by_document.setdefault((notice.doc_no, notice.publisher, draft.title_key), notice_id)
        return notice_id

    def _item(self, draft: Draft, notice_id: str, canonical: bool) -> Item:
        day = draft.notice.day
        item = Item(
            id=self.new_id(),
            source=draft.source,
            notice_id=notice_id,
            address=draft.address,
            url=draft.url,
            title_key=draft.title_key,
            doc_no=draft.notice.doc_no,
            day=day,
            issuing=draft.issuing,
            canonical=canonical,
            first_seen=self.now,
            last_seen=self.now,
            row=draft.row,
            page_digest=draft.page_digest,
            validators=draft.validators,
            recheck_at=recheck_of(draft.row, draft.title_key, day, self.now, self.now),
        )
        self.twins.setdefault((item.title_key, item.doc_no, item.day), []).append(item.id)
        return self._put(item)

    def _seen(self, item: Item, draft: Draft) -> Item:
        """A known item as this visit leaves it; a recheck, which sees no list, keeps the row."""
        day, row = draft.notice.day, draft.row or item.row
        seen = replace(
            item,
            address=draft.address,
            url=draft.url,
            title_key=draft.title_key,
            doc_no=draft.notice.doc_no,
            day=day,
            row=row,
            issuing=draft.issuing,
            last_seen=self.now,
            page_digest=draft.page_digest,
            validators=draft.validators,
            recheck_at=recheck_of(row, draft.title_key, day, item.first_seen, self.now),
            gone=0,
        )
        return self._put(seen)

    def _alias(self, draft: Draft, item: Item) -> None:
        self.by_address[draft.address] = item.id
        if draft.row:
            self.aliases.append(Alias(draft.source, draft.address, item.id, draft.row_digest))

    def _put(self, item: Item) -> Item:
        self.items[item.id] = item
        self.touched.add(item.id)
        return item

    def _seat(self, item: Item) -> None:
        """The issuing organisation's item has come: it writes the fields, whichever did so before."""
        for other in self._holders(item.notice_id):
            if other.canonical != (other.id == item.id):
                self._put(replace(other, canonical=other.id == item.id))
        self.notices[item.notice_id] = replace(self.notices[item.notice_id], issued=True)

    def _merge(self, item: Item, elsewhere: str) -> Item:
        """Two notices turned out to be one: the loser's id becomes a tombstone that names the winner."""
        both = (self.notices[item.notice_id], self.notices[elsewhere])
        winner, loser = sorted(both, key=lambda one: (not one.issued, one.first_seen, one.id))
        self.revisions.append(
            NewRevision(
                loser.id,
                RevisionKind.MERGED,
                State.WITHDRAWN,
                shown=False,
                notice=loser.notice,
                merged_into=winner.id,
                hides=True,
            )
        )
        for moved in self._holders(loser.id):
            self._put(replace(moved, notice_id=winner.id, canonical=False))
        _repoint(self.by_index_no, loser.id, winner.id)
        _repoint(self.by_document, loser.id, winner.id)
        return self.items[item.id]


def _repoint(index: dict[_Key, str], loser: str, winner: str) -> None:
    for key, notice in index.items():
        if notice == loser:
            index[key] = winner
