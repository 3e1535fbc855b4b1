"""The third road: back through the whole history of a source, some list pages at a time.

    where it stands ─▶ walk on from there ─▶ match ─▶ read notices ─▶ revise ─▶ record, with where it stands now:
                       list_pages at most            pages_per_visit            one transaction

Killed anywhere it goes on where it was. Ordinary visits know nothing of it: due times, validators and
``observed_since`` stay theirs, so that all it finds is history and never late. A list shifts while it is read, for
notices are added and taken away; therefore each step begins with the page that the one before ended with.
"""

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from federator.compare.revising import revise
from federator.model.backfill import Backfill
from federator.model.errors import VisitError
from federator.model.item import AsideReason, Changes, Draft, Known, SetAside
from federator.model.site import Source
from federator.service.hosts import by_host, each_host
from federator.store import new_id
from federator.visit.known import keepable, look_up, standing
from federator.visit.listing import Listing, Reach, place
from federator.visit.means import Means, Meter
from federator.visit.reading import read_notices
from federator.visit.rows_read import Reading
from federator.visit.upkeep import Upkeep, in_force
from federator.visit.walk import walk

PATIENCE = 3
"""Times a backfill may stop at one place. Then notice pages that failed are set aside, and where it was the list
itself, it begins again: addresses of later pages do not last for ever."""

FARTHEST = 10_000
"""List pages of one source: what has more has no end, and the backfill ends there."""


def begin(sources: Sequence[Source], means: Means, now: datetime) -> dict[str, Backfill]:
    """The backfills that have something left to do, by source; begun where there was none.

    A finished one is begun anew only where its source is read otherwise now, or where all of ``sources`` are finished.
    """
    known = means.store.backfills([source.key for source in sources])
    under_way = {key: one for key, one in known.items() if one.finished is None}
    fresh = {source.key: Backfill(source.key, _reads(source), now, now) for source in sources}
    for key, one in known.items():
        if one.reads == fresh[key].reads:
            fresh.pop(key)
    if not fresh and not under_way:
        fresh = {source.key: Backfill(source.key, _reads(source), now, now) for source in sources}
    means.store.save_backfills(fresh.values())
    return under_way | fresh


def _reads(source: Source) -> str:
    return hashlib.blake2b(f"{source.url} {source.connector} {source.rule}".encode(), digest_size=16).hexdigest()


def go_on(
    several: Mapping[str, Backfill],
    sources: Sequence[Source],
    means: Means,
    clock: Callable[[], datetime],
    stopped: Callable[[], bool],
) -> list[Backfill]:
    """One step of each backfill: each host by one thread, one source after another."""

    def host(group: Sequence[Source]) -> list[Backfill]:
        return [step(source, several[source.key], means, clock(), stopped) for source in group if not stopped()]

    hosts = by_host((source for source in sources if source.key in several), lambda source: source.url)
    return list(each_host(hosts, host, means.settings.workers, "backfill"))


def step(source: Source, backfill: Backfill, means: Means, now: datetime, stopped: Callable[[], bool]) -> Backfill:
    """Walk on from where the backfill stands and record what is found there; where it stands then.

    A failure changes no notice: the backfill has stopped with its ``error`` and goes on at that place next time.
    """
    source = in_force(source, means.store)
    upkeep = Upkeep(source, {}, means.store, watching=False)
    passed = means.store.passed_pages(source.key)
    reach = Reach(means.settings.list_pages + 1, whole=True, start=backfill.before or backfill.next, passed=passed)
    try:
        listing = walk(source, means.ask, {}, standing(source, means, now), reach, upkeep.read)
    except VisitError as error:
        return _stop(backfill, error, means, now)
    if upkeep.note:
        means.store.take_note(source.key, upkeep.note)
    matched = look_up(source, listing.by_place(), means, now)
    reading = read_notices(matched.to_read, listing, source, Meter(means.ask), means, now, stopped)
    given_up = _give_up(source, reading) if backfill.tries + 1 >= PATIENCE else []
    done = _pages_done(listing, reading)
    return means.store.record_backfill(
        _moved(backfill, listing, done, reading.trouble or listing.trouble, passed, now),
        reading.drafts,
        _decision(reading.drafts, listing.rows.keys(), now),
        passed=[page.key for page in listing.pages[:done]],
        seen=matched.seen,
        set_aside=(*matched.nowhere, *reading.set_aside, *given_up),
        captures=keepable(reading.captures, matched.barred, source),
        profile=means.profile.stamp,
    )


def _stop(backfill: Backfill, error: VisitError, means: Means, now: datetime) -> Backfill:
    then = backfill.stopped(error, now)
    if then.tries >= PATIENCE:
        then = replace(then, next=None, before=None, pages=0, rows=0, tries=0)
    means.store.save_backfills([then])
    return then


def _give_up(source: Source, reading: Reading) -> list[SetAside]:
    """Set the rows aside whose pages failed time and again, although the list could be read: they hold up the others no
    longer."""
    failed = [(row, error) for row, error in reading.left if error]
    reading.left = [(row, error) for row, error in reading.left if not error]
    reading.trouble = None
    return [SetAside.of(source.key, row, AsideReason.PAGE_UNREADABLE, error.detail) for row, error in failed]


def _pages_done(listing: Listing, reading: Reading) -> int:
    """How many pages of the list, from the first of this step on, leave no row unread."""
    waiting = {listing.rows[place(row)][1].request.key for row, _ in reading.left}
    done = (number for number, page in enumerate(listing.pages) if page.key in waiting)
    return next(done, len(listing.pages))


def _moved(
    backfill: Backfill, listing: Listing, done: int, error: VisitError | None, passed: Collection[str], now: datetime
) -> Backfill:
    """Where it stands with the first ``done`` pages of the list behind it."""
    fresh = {page.key for page in listing.pages[:done]} - set(passed)
    following = listing.pages[done] if done < len(listing.pages) else listing.next
    tries = backfill.tries if following == backfill.next else 0
    state = replace(backfill, moved=now, tries=tries, error=None, detail="")
    pages = len(passed) + len(fresh)
    return replace(
        state.stopped(error, now) if error else replace(state, tries=0),
        next=following,
        before=listing.pages[done - 1] if done and following else None,
        pages=pages,
        rows=backfill.rows + sum(answer.request.key in fresh for _, answer in listing.rows.values()),
        finished=now if following is None or pages >= FARTHEST else None,
    )


def _decision(drafts: Sequence[Draft], listed: Collection[str], now: datetime) -> Callable[[Known], Changes]:
    """What the drafts change. The list goes on elsewhere: a namesake that was seen there is not taken for gone."""

    def decide(known: Known) -> Changes:
        elsewhere = {item.address for several in known.twins.values() for item in several}
        return revise(known, drafts, now, new_id, {*listed, *elsewhere})

    return decide
