"""What a site lists now against what the feed serves of it, each difference with its cause. Nothing is recorded.

source ─▶ walk its list ─┬▶ row   ─▶ known? ─▶ served, or why not
                         └▶ absent ─▶ ask its page ─▶ why it is served all the same
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from federator.fetch import expect_good, expect_same_site
from federator.model.answer import MISSING, Request
from federator.model.errors import VisitError
from federator.model.fate import Fate
from federator.model.item import Item
from federator.model.row import Row
from federator.model.site import Life, Source
from federator.model.visit import Outcome
from federator.notation.unsure import listed_day
from federator.store.source_views import SourceView
from federator.store.tracing import AsideTrace, Trace
from federator.visit.listing import ENDLESS, Listing, Reach
from federator.visit.means import Means, Meter
from federator.visit.upkeep import Upkeep, in_force
from federator.visit.walk import walk

MOST_ASKED = 20
"""Pages asked for, of a source, of notices that its list lacks."""

_LAST = 5
"""Rows at the end of what was read, by which it is judged how far back that goes."""


class Cause(StrEnum):
    """Why a row is not served as it is listed, or a notice is served that is not listed."""

    NO_ADDRESS = "no-address"
    CHANGED = "changed"
    HELD = "held"
    HELD_BACK = "held-back"
    WITHDRAWN = "withdrawn"
    ASIDE = "aside"
    NOT_ACTIVE = "not-active"
    NOT_VISITED = "not-visited"
    FAILING = "failing"
    LEFT = "left"
    """The last visit did not come to it."""
    NEW = "new"
    """Listed since the last visit."""
    HISTORY = "history"
    """Older than what visits reach."""
    PAGE_GONE = "page-gone"
    PAGE_THERE = "page-there"
    PAGE_UNREADABLE = "page-unreadable"
    NOT_ASKED = "not-asked"
    LEAVING = "leaving"
    """Gone, and waits for a person, because too many went at once."""
    KEPT = "kept"
    """Gone, and a person said that it stays."""


_OF_FATE = {
    Fate.HELD: Cause.HELD,
    Fate.HELD_BACK: Cause.HELD_BACK,
    Fate.WITHDRAWN: Cause.WITHDRAWN,
}
SERVED_ONLY = frozenset(
    (Cause.PAGE_GONE, Cause.PAGE_THERE, Cause.PAGE_UNREADABLE, Cause.NOT_ASKED, Cause.LEAVING, Cause.KEPT)
)
"""Causes of what is served and not listed; all others are of what is listed."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One row or notice. ``id``: of the notice, where there is one; ``detail`` beside the cause: the reason in words of
    the trade (an error kind, a clause), ``""`` for none."""

    cause: Cause
    title: str
    url: str
    id: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Reconciled:
    """One source. ``listed``: rows read now, on ``pages`` list pages, ``whole``: to the end of the list; ``served`` of
    them are in the feed as they are listed, their own or merged with another site's. ``error``: its list cannot be read
    now, so nothing can be compared."""

    view: SourceView
    listed: int = 0
    served: int = 0
    pages: int = 0
    whole: bool = False
    differences: tuple[Difference, ...] = ()
    error: VisitError | None = None


def reconcile(view: SourceView, means: Means, *, whole: bool) -> Reconciled:
    """Read the source's list as a visit does, ``whole`` to its end, and compare."""
    source = in_force(view.source, means.store)
    ask = Meter(means.ask)
    reach = Reach(ENDLESS, whole=True) if whole or source.complete else Reach(means.settings.list_pages)
    try:
        listing = walk(source, ask, {}, lambda _rows: (), reach, Upkeep(source, {}, means.store).read)
    except VisitError as error:
        return Reconciled(view, error=error)
    rows = listing.by_place()
    differences = [*_listed(view, rows, listing, means), *_unlisted(source, rows, listing, ask, means)]
    lacking = sum(one.cause not in SERVED_ONLY and one.cause is not Cause.HELD_BACK for one in differences)
    return Reconciled(
        view,
        listed=len(rows),
        served=len(rows) - lacking,
        pages=len(listing.pages),
        whole=listing.whole,
        differences=tuple(differences),
        error=listing.trouble,
    )


def _listed(view: SourceView, rows: Mapping[str, Row], listing: Listing, means: Means) -> Iterator[Difference]:
    """What is listed and not served so, in the order of the list."""
    key, store = view.source.key, means.store
    traces = store.traces_in(key, list(rows))
    digests = store.known_rows(key, list(rows))
    aside = store.rows_aside(key)
    known = [address in traces for address in rows]
    for number, (address, row) in enumerate(rows.items()):
        trace = traces.get(address)
        if trace:
            yield from _known(trace, row, digests.get(address))
        elif row.digest in aside:
            yield _aside(row, aside[row.digest])
        elif not row.url:
            yield Difference(Cause.NO_ADDRESS, row.title, "")
        else:
            deep = listing.rows[address][1].request != listing.pages[0]
            yield _unknown(view, row, older=deep and any(known[:number]) and not any(known[number:]))


def _known(trace: Trace, row: Row, digest: str | None) -> Iterator[Difference]:
    if trace.fate in _OF_FATE:
        why = trace.reason or ", ".join(trace.clauses)
        yield Difference(_OF_FATE[trace.fate], row.title, row.url, trace.notice_id, why)
    elif digest != row.digest:
        yield Difference(Cause.CHANGED, row.title, row.url, trace.notice_id)


def _aside(row: Row, trace: AsideTrace) -> Difference:
    detail = f"{trace.reason}: {trace.detail}" if trace.detail else str(trace.reason)
    return Difference(Cause.ASIDE, row.title, row.url, detail=detail)


def _unknown(view: SourceView, row: Row, *, older: bool) -> Difference:
    """Why nothing is known of a row: what holds visits up first, then where it stands. ``older``: below all that is
    known of the list, and not on its first page."""
    last = view.last
    if view.life is not Life.ACTIVE:
        return Difference(Cause.NOT_ACTIVE, row.title, row.url, detail=str(view.life))
    if last is None:
        return Difference(Cause.NOT_VISITED, row.title, row.url)
    if last.outcome is Outcome.FAILED:
        return Difference(Cause.FAILING, row.title, row.url, detail=str(last.error or ""))
    if last.outcome is Outcome.PARTIAL:
        return Difference(Cause.LEFT, row.title, row.url, detail=str(last.error or ""))
    return Difference(Cause.HISTORY if older else Cause.NEW, row.title, row.url)


def _unlisted(
    source: Source, rows: Mapping[str, Row], listing: Listing, ask: Meter, means: Means
) -> Iterator[Difference]:
    """What is served and not listed, as far back as the list was read."""
    since = None if listing.whole else _reaches(list(rows.values()))
    if since is None and not listing.whole:
        return
    waiting, kept = {one.id for one in means.store.leaving(source.key)}, means.store.decisions.kept(source.key)
    asked = 0
    for item in means.store.absent(source.key, rows.keys()):
        if since and not (item.day and item.day > since):
            continue
        if item.notice_id in waiting | kept:
            yield _of(item, Cause.LEAVING if item.notice_id in waiting else Cause.KEPT)
        elif asked < MOST_ASKED:
            asked += 1
            yield _page(source, item, ask)
        else:
            yield _of(item, Cause.NOT_ASKED)


def _page(source: Source, item: Item, ask: Meter) -> Difference:
    """What the notice's own page says of it now."""
    try:
        answer = ask(Request(item.url, referer=source.url))
        if answer.status in MISSING:
            return _of(item, Cause.PAGE_GONE, f"{answer.status}")
        expect_same_site(expect_good(answer))
    except VisitError as error:
        return _of(item, Cause.PAGE_UNREADABLE, str(error.kind))
    return _of(item, Cause.PAGE_THERE)


def _of(item: Item, cause: Cause, detail: str = "") -> Difference:
    return Difference(cause, item.row.title if item.row else "", item.url, item.notice_id, detail)


def _reaches(rows: Sequence[Row]) -> date | None:
    """The day back to which all that the source lists was read; None where its rows say no dates."""
    days = [day for row in rows[-_LAST:] if (day := listed_day(row))]
    return max(days, default=None)
