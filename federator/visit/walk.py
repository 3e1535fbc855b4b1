"""Walk a source's list page by page, as its connector names the next request, as far as there may be something new."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus

from federator.connectors.catalogue import Read, first_request, read_list
from federator.fetch import expect_good, expect_same_site
from federator.model.answer import Answer, Ask, Request, Validators
from federator.model.errors import ErrorKind, VisitError
from federator.model.making import made_quickly
from federator.model.row import ListPage, Row
from federator.model.site import Source
from federator.model.visit import AnswerMemory
from federator.notation.passing import lasting_digest
from federator.visit.listing import Listing, Reach, Standing, place

SHELLS = 6
"""Answers without rows that may lead to them: the shell page of a JPAAS column, and one that it is sent on to; page and
script of an Epoint column, and the ways in which its interface wants to be asked."""

BOUNDARY = 2
"""Known rows at the end of a page behind which all is taken for known. Those at its beginning may be pinned there."""


def walk(
    source: Source,
    ask: Ask,
    memory: Mapping[str, AnswerMemory],
    standing: Standing,
    reach: Reach,
    read: Read = read_list,
) -> Listing:
    """The source's list from its first page on, within ``reach``: until no address is new, what follows is known, or
    the declared total is reached. Raises VisitError where its first page fails.
    """
    listing = Listing()
    steps = _Steps(source, ask, memory, standing, reach, listing, read)
    request: Request | None = reach.start or first_request(source)
    for _ in range(reach.most + SHELLS):
        if request is None or len(listing.pages) == reach.most or listing.whole:
            break
        try:
            request = steps.take(request)
        except VisitError as error:
            if not listing.pages:
                raise
            listing.trouble = error
            break
    if not listing.pages and not listing.unchanged:
        raise VisitError(ErrorKind.UNIT_MISSING, source.url)
    listing.next = None if listing.whole else request
    return listing


@made_quickly
@dataclass(frozen=True, slots=True)
class _Steps:
    """A walk under way; each step asks for one page."""

    source: Source
    ask: Ask
    memory: Mapping[str, AnswerMemory]
    standing: Standing
    reach: Reach
    listing: Listing
    read: Read

    def take(self, request: Request) -> Request | None:
        """Ask for one page and take its rows; the next request, or None where the walk ends.

        Only the first answer that carries rows is asked conditionally and can prove the source unchanged.
        """
        remembered = self.memory.get(request.key) if not self.listing.pages else None
        answer = answered(self.ask, request, remembered.validators if remembered else Validators())
        if not self.listing.pages:
            self.listing.max_age = answer.max_age
        if remembered and answer.not_modified:
            self.listing.unchanged = True
            return None
        now = AnswerMemory(answer.request.key, answer.validators, lasting_digest(answer), "")
        if remembered and now.digest == remembered.digest:
            self._is_as_remembered(replace(now, rows_digest=remembered.rows_digest), remembered)
            return None
        page = self.read(answer, self.source)
        if not page.carries_rows:
            return page.next
        if not self.listing.pages and self._is_as_remembered(replace(now, rows_digest=page.digest), remembered):
            return None
        return self._following(page, self.listing.take(page, answer))

    def _is_as_remembered(self, now: AnswerMemory, remembered: AnswerMemory | None) -> bool:
        """Whether the rows are; what is to be remembered is said where validators or rows are others now."""
        listing = self.listing
        listing.unchanged = remembered is not None and now.rows_digest == remembered.rows_digest
        as_well = listing.unchanged and remembered and now.validators == remembered.validators
        listing.memory = None if as_well else now
        return listing.unchanged

    def _following(self, page: ListPage, fresh: Mapping[str, Row]) -> Request | None:
        if not fresh:
            self._expect_no_repetition(page)
            return None
        if page.next is None or page.next.key in self.reach.passed:
            return None
        if self.reach.whole:
            return page.next
        known = ends_known(page, self.standing)
        self.listing.met_known |= known
        return page.next if not known or len(self.listing.pages) < self.reach.blind else None

    def _expect_no_repetition(self, page: ListPage) -> None:
        """Raise PAGE_REPEATED where a site pages by no parameter that we send, though it has more. Where it does not
        say how much it has, a list's end may look so; but a complete source is not proved read to its end by that."""
        number, total = len(self.listing.pages), page.total
        more = self.source.complete if total is None else total > len(self.listing.rows)
        if number > 1 and more and page.digest == self.listing.first_digest:
            of_all = "" if total is None else f", of {total} rows in all"
            raise VisitError(ErrorKind.PAGE_REPEATED, f"page {number} is page 1 again{of_all}")


def answered(ask: Ask, request: Request, validators: Validators = Validators()) -> Answer:
    """A good answer to ``request``, or to what is asked instead where the site answers 404 to a question too large.

    404 to both is handed back: what it means, the connector knows that asked so.
    """
    answer = ask(request, validators)
    if answer.status == HTTPStatus.NOT_FOUND and request.instead:
        answer = ask(request.instead, Validators())
        if answer.status == HTTPStatus.NOT_FOUND:
            return answer
    return expect_same_site(expect_good(answer))


def ends_known(page: ListPage, standing: Standing) -> bool:
    """Whether the last rows of the page stand as they are known; rows without an address say nothing."""
    last = {place(row): row for row in [row for row in page.rows if row.url][-BOUNDARY:]}
    return len(standing(last)) == len(last)


def stood_still(listing: Listing, source: Source, ask: Ask, read: Read) -> bool:
    """Whether the list, by ``read`` as the walk had it, was at the end of the walk as at its beginning.

    What is taken from a list while it is read pulls others onto a page that was read before, where nobody sees them.
    """
    if len(listing.pages) < 2:
        return True
    if len(listing.totals) > 1:
        return False
    try:
        return read(answered(ask, listing.pages[0]), source).digest == listing.first_digest
    except VisitError:
        return False
