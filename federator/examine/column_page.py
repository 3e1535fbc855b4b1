"""A page that may be a column: what it shows, and by what its list is read."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from federator.connectors.catalogue import read_by_rule, read_list
from federator.connectors.page import text_of
from federator.connectors.recognise import Recognition, recognise
from federator.examine.undated import has_titles, lists_notices
from federator.induce import Induction, Offer, PageKind, induce_list
from federator.model.answer import Answer, Request, Validators
from federator.model.errors import ErrorKind, VisitError
from federator.model.row import Row
from federator.model.site import Rule, unregistered
from federator.model.words import Words
from federator.navigation import Link, PageFacts, facts_of
from federator.notation.address_dates import day_in_address
from federator.notation.breaking_off import breaks_off, end_of, ends_in_common
from federator.notation.dates import LEAP_YEAR, read_time
from federator.notation.unsure import listed_day, rough_day
from federator.visit.listing import Reach
from federator.visit.means import Meter
from federator.visit.walk import answered, walk

_NO_LIST = (ErrorKind.UNRECOGNISED, ErrorKind.NO_ROWS, ErrorKind.UNIT_MISSING, ErrorKind.WRONG_PAGE)


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was looked at: what kind of page it looks like, and its list, read by the software ``recognition``
    names or by a ``rule``, for the ``reasons`` given. ``candidates``: where a rule was worked out, all lists that the
    page has, the rule's own first."""

    link: Link
    facts: PageFacts
    rows: tuple[Row, ...]
    recognition: Recognition | None
    rule: Rule | None
    reasons: tuple[Words, ...]
    kind: PageKind
    candidates: tuple[Offer, ...] = ()
    ends: str = ""
    """What its pages have at their foot where they never write ``</html>``, as far as more than one has it."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """The answers on the way to a list, and the list of the last."""

    answers: list[Answer]
    rows: tuple[Row, ...]
    next: Request | None = None


def read_column(link: Link, ask: Meter) -> tuple[Answer, Answer, Page]:
    """The answer that shows the column, the one that its rows are in, and what list that is: by the software
    recognised, else by a rule that is worked out. Raises VisitError where the page cannot be had."""
    shown = _shown(link, ask)
    answer, page = _seen(link, shown)
    carrier = shown.answers[-1]
    if page.rows and breaks_off(carrier.content):
        page = replace(page, ends=_ends(carrier, page.rows, shown.next, ask))
    return answer, carrier, page


def _shown(link: Link, ask: Meter) -> _Shown:
    answers: list[Answer] = []

    def recording(request: Request, validators: Validators) -> Answer:
        answers.append(ask(request, validators))
        return answers[-1]

    source = unregistered(link.url)
    try:
        listing = walk(source, recording, {}, lambda _rows: (), Reach(most=1))
    except VisitError as error:
        if answers and error.kind in _NO_LIST:
            return _Shown(answers, ())
        if not answers or error.kind is not ErrorKind.CUT_SHORT or not breaks_off((last := answers[-1]).content):
            raise
        page = read_list(last, replace(source, ends=end_of(text_of(last))))  # a person sees how far it goes
        return _Shown(answers, page.rows, page.next)
    return _Shown(answers, tuple(listing.by_place().values()))


def _seen(link: Link, shown: _Shown) -> tuple[Answer, Page]:
    first, last, rows = shown.answers[0], shown.answers[-1], shown.rows
    if recognise(first) or last.request.method != "GET":
        return first, _page(link, first, recognise(first), rows)
    framed = last is not first and ("<iframe" in text_of(first).lower() or text_of(last).lstrip()[:1] in ("{", "["))
    if rows and framed:  # the page around a frame, or that asks an interface, is the column
        return first, _page(link, first, recognise(last), rows)
    page = _page(replace(link, url=last.url), last, recognise(last), rows)
    if page.rows and framed:
        return first, replace(page, link=link, facts=facts_of(text_of(first)))
    return last, page


def _ends(carrier: Answer, rows: Sequence[Row], following: Request | None, ask: Meter) -> str:
    """What the list has at its foot, and its notices: as the first of these has it, else as two of a sort have it."""
    texts, pages = [text_of(carrier)], [Request(row.url, referer=carrier.url) for row in rows if row.url]
    for more in (pages[:1], [*pages[1:2], *([following] if following else ())]):
        for request in more:
            with suppress(VisitError):  # what others show will do
                texts.append(text_of(answered(ask, request)))
        if ends := ends_in_common(texts):
            return ends
    return ""


def _page(link: Link, answer: Answer, recognition: Recognition | None, rows: tuple[Row, ...]) -> Page:
    """What ``answer`` shows beside ``rows``; without any, those of a rule that is worked out."""
    text = text_of(answer)
    facts, induced = facts_of(text), induce_list(text, answer.url)
    if rows:
        return Page(link, facts, rows, recognition, None, recognition.evidence if recognition else (), induced.kind)
    candidates = tuple(_candidates(answer, induced))
    if not candidates:
        return Page(link, facts, (), recognition, None, induced.reasons, induced.kind)
    first = candidates[0]
    return Page(link, facts, first.rows, None, first.rule, first.reasons, induced.kind, candidates)


def _candidates(answer: Answer, induced: Induction) -> Iterator[Offer]:
    for one in induced.proposals if induced.rule else ():
        try:
            yield Offer(one.rule, one.reasons, read_by_rule(answer, one.rule).rows)
        except VisitError:  # a proposal that reads nothing is none
            continue


def shows_list(page: Page, ask: Meter) -> bool:
    """Dated rows are; undated ones where their software lists nothing else, or all else says that they are notices."""
    if 2 * sum(_is_dated(row.date_written or "") for row in page.rows) >= len(page.rows):
        return True
    name = page.facts.metas.get("columnname") or page.link.name or page.facts.crumb
    return (page.recognition is not None and has_titles(page.rows)) or lists_notices(page.rows, name, page.ends, ask)


def _is_dated(written: str) -> bool:
    return read_time(written, LEAP_YEAR) is not None or rough_day(written) is not None


def day_of(row: Row) -> date | None:
    """When it was published, by its list, else by its address."""
    return listed_day(row) or day_in_address(row.url)
