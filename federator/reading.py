"""Rows to drafts: each notice's own page is read, joined to its row, and understood."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from federator.boundary import contained
from federator.compare.astray import astray, strays
from federator.compare.turning import expect_same, in_place_of_it, turned_alike
from federator.fetch import expect_good
from federator.leafing import read_page, whole
from federator.means import Means, Meter
from federator.model.answer import Answer, Request
from federator.model.errors import ErrorKind, FederatorError, VisitError
from federator.model.health import Rewrite
from federator.model.item import AsideReason, Draft, SetAside
from federator.model.notice import Notice
from federator.model.row import NoticePage, RawNotice, Row
from federator.model.site import Source
from federator.notation.address_key import address_key
from federator.notation.address_parts import host_of
from federator.walk import Listing, place

GIVE_UP_AFTER = 3
"""Notice pages of one host that fail in a row before its others wait for the next visit: it is in trouble."""

AT_A_TIME = 30
"""Pages that are asked for before the first of them is read, and all read before the first is understood, at most: many
of one sort on end cost a fifth less than each by itself, for code and tables stay near the processor. The first are as
few as show that a site is in trouble."""

MISSING = (404, 410)
_Read = tuple[Row, NoticePage | None, Answer]
"""A row, its page where one was asked for, and the answer that carries the notice."""
_THE_PAGE_ITSELF = (
    ErrorKind.ERROR_TEXT,
    ErrorKind.UNREADABLE,
    ErrorKind.UNDECODABLE,
    ErrorKind.WRONG_TYPE,
    ErrorKind.WRONG_PAGE,  # a list, or another notice
    ErrorKind.HOME_PAGE,  # what many sites show in place of a page that is gone
    ErrorKind.LOGIN,  # not published yet
    ErrorKind.TOO_LARGE,
    ErrorKind.FORBIDDEN_ADDRESS,  # bureaus link their own office network
    ErrorKind.NOT_OF_THE_WEB,
    ErrorKind.ROBOTS,
    ErrorKind.REDIRECT,
    ErrorKind.INTERNAL,
)
"""Failures that are the page's own; with all others the site is in trouble, and time may mend it."""


@dataclass(slots=True)
class Reading:
    """Notices as read. ``trouble`` is the first failure of the site."""

    source: str
    drafts: list[Draft] = field(default_factory=list)
    captures: dict[str, Answer] = field(default_factory=dict)
    set_aside: list[SetAside] = field(default_factory=list)
    left: list[tuple[Row, VisitError | None]] = field(default_factory=list)
    """Rows that wait for the next visit, and why; None where this one ended before their turn."""
    trouble: VisitError | None = None
    in_a_row: Counter[str] = field(default_factory=Counter)
    """Failures by host: a list may name notices of hosts that are long gone."""
    rewrites: list[Rewrite] = field(default_factory=list)
    """Texts that many notices would have at once, for a person to judge."""

    @property
    def unread(self) -> int:
        """How many rows wait for the next visit."""
        return len(self.left)

    def took(self, row: Row, draft: Draft, answer: Answer) -> None:
        """A notice was understood; without a title even now it cannot be identified."""
        if draft.title_key:
            self.drafts.append(draft)
            self.captures[draft.capture] = answer
        else:
            self.set_aside.append(SetAside.of(self.source, row, AsideReason.NO_TITLE, row.url))

    def hold_back(self, rewrite: Rewrite) -> None:
        """What would amend many notices to the same words is not believed: their rows wait for the next visit, while a
        person is asked; refused, they are set aside."""
        held = [one for one in self.drafts if one.address in rewrite.addresses]
        self.drafts = [one for one in self.drafts if one.address not in rewrite.addresses]
        rows, error = [one.row for one in held if one.row], all_the_same(rewrite)
        if rewrite.refused:
            for row in rows:
                self.failed(row, error)
            return
        self.rewrites.append(rewrite)
        self.trouble = self.trouble or error
        self.left += [(row, error) for row in rows]

    def lead_back(self, draft: Draft) -> None:
        """Its page is another notice's: the row is set aside."""
        self.drafts.remove(draft)
        if draft.row:
            self.failed(draft.row, VisitError(ErrorKind.WRONG_PAGE, in_place_of_it(draft.notice)))

    def leave(self, row: Row) -> None:
        """The row waits for the next visit: its host is in trouble, or this one ends."""
        self.left.append((row, self.trouble if self.gave_up(row) else None))

    def gave_up(self, row: Row) -> bool:
        """Whether the row's host has failed too often to be asked again in this visit."""
        return bool(self.in_a_row) and self.in_a_row[host_of(row.url)] >= GIVE_UP_AFTER

    def went_well(self, row: Row) -> None:
        """The page of the row could be read."""
        if self.in_a_row:
            self.in_a_row[host_of(row.url)] = 0

    def failed(self, row: Row, error: VisitError) -> None:
        """A page could not be read: its own fault sets the row aside, the site's leaves it for the next visit."""
        if error.status in MISSING:
            self.set_aside.append(SetAside.of(self.source, row, AsideReason.PAGE_MISSING, error.detail))
        elif error.kind in _THE_PAGE_ITSELF:
            self.set_aside.append(SetAside.of(self.source, row, AsideReason.PAGE_UNREADABLE, error.detail))
        else:
            self.trouble = self.trouble or error
            self.left.append((row, error))
            self.in_a_row[host_of(row.url)] += 1


def all_the_same(rewrite: Rewrite) -> VisitError:
    """The failure that it is when known notices all read the same."""
    many, said = len(rewrite.addresses), rewrite.text[:80]
    return VisitError(ErrorKind.WRONG_PAGE, f"{many} notices would all read the same: {said}")


def read_notices(
    rows: Sequence[Row],
    listing: Listing,
    source: Source,
    ask: Meter,
    means: Means,
    now: datetime,
    stopped: Callable[[], bool],
) -> Reading:
    """Drafts of the rows, each after its own page had the chance to complete it (where the source has pages).

    Once ``stopped`` no further page is asked for; what is left stays unread.
    """
    from federator.understanding import understand  # a sweep without news needs none of it

    reading = Reading(source.key)
    known = means.store.latest_notices(source.key, [address_key(row.url) for row in rows])
    pages = _asked(rows, source, ask, means, reading, stopped) if source.pages else _listed(rows, listing)
    for row, page, answer in pages:
        before = known.get(address_key(row.url))
        raw = RawNotice(row.url, row, page)
        try:
            with contained(row.url):
                draft = understand(
                    raw, answer, source, means, now, before.category if before else None, before is not None
                )
                if page and before:
                    expect_same(before, draft.notice, row.title)
        except VisitError as error:
            reading.failed(row, error)
        else:
            reading.took(row, draft, answer)
    _lead_back(reading, known, listing, means)
    changed = [(known[draft.address], draft) for draft in reading.drafts if draft.address in known]
    if changed:
        judged = means.store.rewrites.judged(source.key)
        for rewrite in turned_alike(changed, len(changed), means.settings.withdrawal_share, judged):
            reading.hold_back(rewrite)
    return reading


def _lead_back(reading: Reading, known: Mapping[str, Notice], listing: Listing, means: Means) -> None:
    """Pages of other notices in place of those of new rows are failures of these, which are tried again."""
    new = [one for one in reading.drafts if one.address not in known]
    if not any(map(strays, new)):
        return
    beside = means.store.latest_notices(reading.source, list(listing.rows))
    called = {address: (listing.rows[address][0].title, notice) for address, notice in beside.items()}
    for draft in astray(new, called):
        reading.lead_back(draft)


def _listed(rows: Sequence[Row], listing: Listing) -> Iterator[_Read]:
    """Rows that say all there is, with the answer that they came in."""
    return ((row, None, listing.rows[place(row)][1]) for row in rows)


def _asked(
    rows: Sequence[Row], source: Source, ask: Meter, means: Means, reading: Reading, stopped: Callable[[], bool]
) -> Iterator[_Read]:
    """Rows with their pages, several asked for on end; once ``stopped`` no further one is."""
    most = ask.asked + means.settings.pages_per_visit

    def answer_to(row: Row) -> Answer:
        answer = expect_good(ask(Request(row.url, referer=source.url)))
        with contained(row.url, (FederatorError,)):
            return whole(answer, ask, source.ends)

    def enough() -> bool:
        return ask.asked >= most or stopped()

    rest, together = iter(rows), GIVE_UP_AFTER
    while asked := list(islice(_answers(rest, answer_to, enough, reading), together)):
        together = AT_A_TIME
        yield from _pages(asked, source, reading)


def _answers(
    rows: Iterator[Row], answer_to: Callable[[Row], Answer], stopped: Callable[[], bool], reading: Reading
) -> Iterator[tuple[Row, Answer | VisitError]]:
    """The answers to the next of the rows, up to the first failure: it counts before another page is asked for."""
    for row in rows:
        if stopped() or reading.gave_up(row):
            reading.leave(row)
            continue
        try:
            answer = answer_to(row)
        except VisitError as error:
            yield row, error
            return
        yield row, answer


def _pages(asked: Sequence[tuple[Row, Answer | VisitError]], source: Source, reading: Reading) -> list[_Read]:
    """What came, read."""
    pages: list[_Read] = []
    for row, answer in asked:
        try:
            if isinstance(answer, VisitError):
                raise answer
            with contained(row.url):
                pages.append((row, read_page(answer, row, source), answer))
        except VisitError as error:
            reading.failed(row, error)
        else:
            reading.went_well(row)
    return pages
