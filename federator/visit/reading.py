"""Rows to drafts: each notice's own page is read, joined to its row, and understood."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice

from federator.compare.astray import astray, strays
from federator.compare.turning import expect_same, turned_alike
from federator.fetch import expect_good
from federator.model.answer import Answer, Request
from federator.model.errors import FederatorError, VisitError
from federator.model.item import Draft
from federator.model.notice import Notice
from federator.model.row import NoticePage, RawNotice, Row
from federator.model.site import Source
from federator.model.steps import Steps, abreast
from federator.notation.address_key import address_key
from federator.visit.boundary import contained
from federator.visit.leafing import page_in_steps, whole
from federator.visit.listing import Listing, place
from federator.visit.means import Means, Meter
from federator.visit.rows_read import GIVE_UP_AFTER, Reading

AT_A_TIME = 30
"""Pages that are asked for before the first of them is read, and all read before the first is understood, at most, both
step by step: code and tables stay near the processor, which saves nearly a third of what each costs alone. The
first are as few as show that a site is in trouble."""

_Read = tuple[Row, NoticePage | None, Answer]
"""A row, its page where one was asked for, and the answer that carries the notice."""


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
    reading = Reading(source.key)
    known = means.store.latest_notices(source.key, [address_key(row.url) for row in rows])
    asked = _asked(rows, source, ask, means, reading, stopped) if source.pages else _listed(rows, listing)
    for pages in asked:
        drafts = abreast([_understood(one, known.get(address_key(one[0].url)), source, means, now) for one in pages])
        for (row, _, answer), draft in zip(pages, drafts, strict=True):
            if isinstance(draft, VisitError):
                reading.failed(row, draft)
            else:
                reading.took(row, draft, answer)
    _lead_back(reading, known, listing, means)
    changed = [(known[draft.address], draft) for draft in reading.drafts if draft.address in known]
    if changed:
        judged = means.store.rewrites.judged(source.key)
        for rewrite in turned_alike(changed, len(changed), means.settings.withdrawal_share, judged):
            reading.hold_back(rewrite)
    return reading


def _understood(one: _Read, before: Notice | None, source: Source, means: Means, now: datetime) -> Steps[Draft]:
    from federator.visit.understanding import understand  # a sweep without news needs none of it

    row, page, answer = one
    raw, settled = RawNotice(row.url, row, page), before.category if before else None
    with contained(row.url):
        draft = yield from understand(raw, answer, source, means, now, settled, before is not None)
        if page and before:
            expect_same(before, draft.notice, row.title)
        return draft


def _lead_back(reading: Reading, known: Mapping[str, Notice], listing: Listing, means: Means) -> None:
    """Pages of other notices in place of those of new rows are failures of these, which are tried again."""
    new = [one for one in reading.drafts if one.address not in known]
    if not any(map(strays, new)):
        return
    beside = means.store.latest_notices(reading.source, list(listing.rows))
    called = {address: (listing.rows[address][0].title, notice) for address, notice in beside.items()}
    for draft in astray(new, called):
        reading.lead_back(draft)


def _listed(rows: Sequence[Row], listing: Listing) -> Iterator[list[_Read]]:
    """Rows that say all there is, with the answer that they came in."""
    rest = iter(rows)
    while some := list(islice(rest, AT_A_TIME)):
        yield [(row, None, listing.rows[place(row)][1]) for row in some]


def _asked(
    rows: Sequence[Row], source: Source, ask: Meter, means: Means, reading: Reading, stopped: Callable[[], bool]
) -> Iterator[list[_Read]]:
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
        yield _pages(asked, source, reading)


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
    """What came, read, all of it step by step."""
    pages: list[_Read] = []
    came = abreast([_in_steps(row, answer, source) for row, answer in asked])
    for (row, _), read in zip(asked, came, strict=True):
        if isinstance(read, VisitError):
            reading.failed(row, read)
        else:
            reading.went_well(row)
            pages.append(read)
    return pages


def _in_steps(row: Row, answer: Answer | VisitError, source: Source) -> Steps[_Read]:
    if isinstance(answer, VisitError):
        raise answer
    with contained(row.url):
        return row, (yield from page_in_steps(answer, row, source)), answer
