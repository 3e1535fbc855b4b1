"""What became of the rows whose notices a visit read: drafts, rows set aside, rows that wait for the next visit."""

from collections import Counter
from dataclasses import dataclass, field

from federator.compare.turning import in_place_of_it
from federator.model.answer import MISSING, Answer
from federator.model.errors import ErrorKind, VisitError
from federator.model.health import Rewrite
from federator.model.item import AsideReason, Draft, SetAside
from federator.model.row import Row
from federator.notation.address_parts import host_of

GIVE_UP_AFTER = 3
"""Notice pages of one host that fail in a row before its others wait for the next visit: it is in trouble."""

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
