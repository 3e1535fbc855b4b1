"""Walk a source's list page by page, as its connector names the next request; stop when nothing is new."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from federator.connectors.catalogue import read_list
from federator.fetch import expect_good, expect_same_site
from federator.model.answer import Answer, Request, Validators
from federator.model.errors import ErrorKind, VisitError
from federator.model.row import ListPage, Row
from federator.model.site import Source
from federator.model.visit import AnswerMemory
from federator.notation.address import address_key

Ask = Callable[[Request, Validators], Answer]

SHELLS = 2
"""Answers without rows that may lead to them: the shell page of a JPAAS column, and one that it is sent on to."""


ENDLESS = 1000
"""List pages of a complete source, which is read to its end: what has more than these has no end."""


@dataclass(slots=True)
class Listing:
    """What walking a list found. ``rows`` by place, with the answer that carried them, each once.

    ``memory``: what to know the first answer by next time; of an unchanged list only where it needs renewing.
    ``whole``: everything up to the end, or to the declared total, was read. ``trouble``: why a later page could not
    be read; what the pages before it hold is none the worse for it.
    """

    unchanged: bool = False
    rows: dict[str, tuple[Row, Answer]] = field(default_factory=dict)
    memory: AnswerMemory | None = None
    whole: bool = False
    trouble: VisitError | None = None
    pages: int = 0

    def take(self, page: ListPage, answer: Answer) -> dict[str, Row]:
        """Add a page; hand back the rows that no page before it had."""
        fresh = {place(row): row for row in page.rows if place(row) not in self.rows}
        self.rows |= {key: (row, answer) for key, row in fresh.items()}
        self.pages += 1
        self.whole = page.next is None if page.total is None else len(self.rows) >= page.total
        return fresh


def place(row: Row) -> str:
    """What tells rows of one list apart: the address, or without one the row itself."""
    return address_key(row.url) if row.url else row.digest


def walk(
    source: Source,
    ask: Ask,
    memory: Mapping[str, AnswerMemory],
    any_new: Callable[[Mapping[str, Row]], bool],
    most_pages: int,
) -> Listing:
    """The source's list: its first page, and the next ones while ``any_new`` finds something in each.

    At most ``most_pages``, but a complete source is read to its end. Raises VisitError where its first page fails.
    """
    most_pages = ENDLESS if source.complete else most_pages
    listing = Listing()
    request: Request | None = Request(source.url)
    for _ in range(most_pages + SHELLS):
        if request is None or listing.pages == most_pages or listing.whole:
            break
        try:
            request = _step(request, source, ask, memory, any_new, listing)
        except VisitError as error:
            if listing.pages == 0:
                raise
            listing.trouble = error
            break
    if not listing.pages and not listing.unchanged:
        raise VisitError(ErrorKind.UNIT_MISSING, source.url)
    return listing


def _step(
    request: Request,
    source: Source,
    ask: Ask,
    memory: Mapping[str, AnswerMemory],
    any_new: Callable[[Mapping[str, Row]], bool],
    listing: Listing,
) -> Request | None:
    """Ask for one page and take its rows; the next request, or None where the walk ends.

    Only the first answer that carries rows is asked conditionally and can prove the source unchanged.
    """
    remembered = memory.get(request.key) if listing.pages == 0 else None
    answer = expect_same_site(expect_good(ask(request, remembered.validators if remembered else Validators())))
    if remembered and (answer.not_modified or answer.digest == remembered.digest):
        listing.unchanged = True
        return None
    page = read_list(answer, source)
    if not page.carries_rows:
        return page.next
    if listing.pages == 0:
        listing.memory = AnswerMemory(request.key, answer.validators, answer.digest, page.digest)
        if remembered and page.digest == remembered.rows_digest:
            listing.unchanged = True
            if answer.validators == remembered.validators:
                listing.memory = None
            return None
    fresh = listing.take(page, answer)
    return page.next if fresh and (source.complete or any_new(fresh)) else None
