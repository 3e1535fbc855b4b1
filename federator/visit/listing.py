"""What is walked and what comes of it: how far, and the list as its pages showed it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from federator.model.answer import Answer, Request
from federator.model.errors import VisitError
from federator.model.making import made_quickly
from federator.model.row import ListPage, Row
from federator.model.visit import AnswerMemory
from federator.notation.address_key import address_key

Standing = Callable[[Mapping[str, Row]], Collection[str]]
"""Which of some rows (by address) stand as they are known, so that nothing need be done about them."""

ENDLESS = 1000
"""List pages of a complete source, which is read to its end: what has more than these has no end."""


@made_quickly
@dataclass(frozen=True, slots=True)
class Reach:
    """How far a walk goes: over ``blind`` list pages whatever is known, then up to the boundary of what is known, but
    never over more than ``most``. ``whole``: to the end of the list, whatever is known.

    It begins with ``start``, else with the source's first page; a list that leads to a page already ``passed`` (by
    the key of its request) has no more.
    """

    most: int
    blind: int = 0
    whole: bool = False
    start: Request | None = None
    passed: Collection[str] = ()


@dataclass(slots=True)
class Listing:
    """What walking a list found. ``rows`` by place, with the answer that carried them, each once.

    ``memory``: what to know the first answer by next time; of an unchanged list only where it needs renewing.
    ``whole``: everything up to the end, or to the declared total, was read. ``pages``: where each was asked for, in
    their order. ``max_age``: seconds for which the site says that the first stays as it is. ``next``: what was left to
    be asked, because of the limit or because it failed with ``trouble``; what the pages before it hold is none the
    worse for that. ``met_known``: a page ended with what is known, and what comes behind it was there before.
    """

    unchanged: bool = False
    met_known: bool = False
    rows: dict[str, tuple[Row, Answer]] = field(default_factory=dict)
    memory: AnswerMemory | None = None
    whole: bool = False
    pages: list[Request] = field(default_factory=list)
    next: Request | None = None
    trouble: VisitError | None = None
    totals: set[int] = field(default_factory=set)
    first_digest: str = ""
    max_age: float = 0.0

    @property
    def open(self) -> bool:
        """It ended at its limit, with something new on its last page."""
        return self.next is not None and self.trouble is None

    def by_place(self) -> dict[str, Row]:
        """The rows alone."""
        return {key: row for key, (row, _) in self.rows.items()}

    def take(self, page: ListPage, answer: Answer) -> dict[str, Row]:
        """Add a page; hand back the rows that no page before it had."""
        self.first_digest = self.first_digest or page.digest
        fresh = {key: row for row in page.rows if (key := place(row)) not in self.rows}
        self.rows |= {key: (row, answer) for key, row in fresh.items()}
        self.pages.append(answer.request)
        self.totals |= {page.total} if page.total is not None else set()
        self.whole = page.next is None if page.total is None else len(self.rows) >= page.total
        return fresh


def place(row: Row) -> str:
    """What tells rows of one list apart: the address, or without one the row itself."""
    return address_key(row.url) if row.url else row.digest
