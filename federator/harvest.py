"""The spine: one visit, stage by stage.

    source ─▶ walk ─▶ match ─▶ read notices ─▶ revise ─▶ record
              rows    to read  Draft           Changes   one transaction

A visit ends inside itself: whatever a site does comes out as the visit's outcome, and a failed visit changes no
notice. A bug ends the page or the list that it was met in, is told, and bears a name like any failure.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from time import monotonic
from zlib import crc32

from federator.absence import believed_absent
from federator.boundary import contained
from federator.compare.matching import Matched
from federator.deciding import decision
from federator.known import keepable, look_up, standing
from federator.means import Means, Meter, StoppedError
from federator.model.answer import Answer, Request, Validators
from federator.model.errors import ErrorKind, VisitError
from federator.model.health import HealthNote
from federator.model.item import PASSES, Item
from federator.model.making import made_quickly
from federator.model.notice import CHINA
from federator.model.revision import Withdrawal
from federator.model.rhythm import Due
from federator.model.site import Source
from federator.model.visit import AnswerMemory, Outcome, SourceState, Visit
from federator.reading import Reading, read_notices
from federator.rhythm import next_visit
from federator.store import Brought, Evidence
from federator.upkeep import Upkeep, in_force
from federator.walk import ENDLESS, Listing, Reach, walk

_WEEK = 7
"""Days after which a visit walks as far as it may, whatever is known: what is dated back is new in the middle of a
list, and a complete list may lose something behind a first page that stays as it is."""

READ_WHOLE = 1000
"""Notices of a complete source up to which each visit that finds it changed reads its list to the end; a longer list is
read so once a week, and meanwhile as any other."""

DEEPEST = 10
"""Times ``list_pages``: how deep visits go after what a source published while nobody looked. What lies deeper is for
a backfill."""


@made_quickly
@dataclass(frozen=True, slots=True)
class Ended:
    """A visit that is over, and yet to be recorded. ``brought``: all that it changes; of a quiet one the rest.

    ``leave``: seconds for which the site wants to be left alone. ``renewed``: the same rows came with other
    validators, which are to be sent next time. ``evidence``: the answer that it failed by; ``note``: what it learnt of
    the source beside."""

    visit: Visit
    brought: Brought | None = None
    leave: float = 0.0
    renewed: AnswerMemory | None = None
    evidence: Evidence | None = None
    note: HealthNote | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    """What a visit found: the list, its rows against what is known, the notices read, and what a complete list no
    longer has. ``gap``: more is new than it could read; ``long``: the list is too long to be read whole at each visit.
    """

    listing: Listing
    matched: Matched
    reading: Reading
    absent: Sequence[Item]
    gap: bool
    long: bool


def visit(
    source: Source,
    memory: Mapping[str, AnswerMemory],
    state: SourceState,
    means: Means,
    now: datetime,
    stopped: Callable[[], bool],
) -> Ended:
    """One attempt on one source. What comes of it is handed back, to be recorded together with others.

    ``state`` is where the source stands: how deep the walk goes, and at which pace it is visited. The visit ends after
    ``visit_seconds``, or once ``stopped``: with the notices read so far, and where it still walks the list by
    StoppedError, as if it had not begun.
    """
    began, ask = monotonic(), Meter(means.ask)
    ask.until = began + means.settings.visit_seconds / 2  # so that a long list leaves time for notices

    def unless_stopped(request: Request, validators: Validators) -> Answer:
        if stopped():
            raise StoppedError
        return ask(request, validators)

    def ended(outcome: Outcome, error: VisitError | None = None) -> Visit:
        kind, detail = (error.kind, error.detail) if error else (None, "")
        seconds = monotonic() - began
        return Visit(source.key, now, seconds, outcome, ask.asked, ask.size, error=kind, detail=detail)

    source = in_force(source, means.store)
    upkeep = Upkeep(source, memory, means.store)
    try:
        with contained(source.key):
            deep = _looks_deep(state, now)
            reach = _reach(source, deep, state.blind, means, now)
            listing = walk(
                source, unless_stopped, {} if deep else memory, standing(source, means, now), reach, upkeep.read
            )
    except VisitError as error:
        if upkeep.doubts and error.kind is not ErrorKind.INTERNAL:
            return Ended(ended(Outcome.UNCHANGED), note=upkeep.note)
        evidence = Evidence.of(ask.last) if ask.last else None
        return Ended(ended(Outcome.FAILED, error), leave=error.retry_after, evidence=evidence, note=upkeep.note)
    if listing.unchanged:
        return Ended(ended(Outcome.UNCHANGED), leave=listing.max_age, renewed=listing.memory, note=upkeep.note)
    ask.until = began + means.settings.visit_seconds
    matched = look_up(source, listing.by_place(), means, now)
    reading = read_notices(matched.to_read, listing, source, ask, means, now, lambda: stopped() or ask.late)
    trouble = reading.trouble or listing.trouble
    gap = _leaves_gap(source, listing, state.blind, means)
    outcome = Outcome.PARTIAL if reading.unread or trouble or gap else Outcome.CHANGED
    absent = believed_absent(source, listing, ask, means, upkeep, state, now) if outcome is Outcome.CHANGED else ()
    done = ended(outcome, trouble)
    upkeep.learn(reading)
    leave = trouble.retry_after if trouble else listing.max_age
    days = [one.notice.published.day for one in reading.drafts if one.notice.published]

    def next_due(visit: Visit) -> Due:
        return next_visit(source, visit, state, means.settings.rhythm, leave, days)

    found = _Found(listing, matched, reading, absent, gap, source.complete and _is_long(source, means, now))
    return Ended(done, _brought(source, found, done, next_due, means, upkeep.note))


def _looks_deep(state: SourceState, now: datetime) -> bool:
    """Whether a week of the source's own has begun since it was last read."""
    if state.last_success is None:
        return False
    weekday = crc32(state.source.encode()) % _WEEK
    this, last = ((when.astimezone(CHINA).toordinal() + weekday) // _WEEK for when in (now, state.last_success))
    return this > last


def _reach(source: Source, deep: bool, blind: int, means: Means, now: datetime) -> Reach:
    usual = means.settings.list_pages
    if source.complete and (deep or blind > DEEPEST * usual or not _is_long(source, means, now)):
        return Reach(ENDLESS, whole=True)
    return Reach(max(blind, usual), max(blind, usual if deep else 0))


def _is_long(source: Source, means: Means, now: datetime) -> bool:
    return means.store.standing(source.key, now).live > READ_WHOLE


def _leaves_gap(source: Source, listing: Listing, blind: int, means: Means) -> bool:
    """Whether more is new than a visit may read, and what is known lies beyond: the next visit goes deeper.

    At first sight nothing is known beyond: what the first visit does not reach is left to a backfill. So is
    what stands behind a page that ended with what is known, unless the visit before left something there (``blind``).
    """
    if listing.met_known and not blind:
        return False
    deep = DEEPEST * means.settings.list_pages
    return listing.open and len(listing.pages) < deep and means.store.knows_others(source.key, listing.rows.keys())


def _next_blind(found: _Found, means: Means) -> int:
    """Over how many list pages the next visit walks: those of now, and those that this one did not come to. Of a long
    list no more than of another one where the site is in trouble, and nothing where it takes longer than a visit may:
    that is left to the next week."""
    listing = found.listing
    pages = len(listing.pages) + (means.settings.list_pages if found.gap else 1 if listing.trouble else 0)
    if not found.long or not (listing.trouble or found.reading.trouble):
        return pages
    late = listing.trouble is not None and listing.trouble.kind is ErrorKind.VISIT_TIMEOUT
    return 0 if late else min(pages, DEEPEST * means.settings.list_pages)


def _brought(
    source: Source, found: _Found, done: Visit, next_due: Callable[[Visit], Due], means: Means, note: HealthNote | None
) -> Brought:
    """The visit and all it found. What is incomplete leaves no memory of the answer, so that the next visit looks
    again."""
    listing, matched, reading = found.listing, found.matched, found.reading
    partial = done.outcome is Outcome.PARTIAL
    look_again = partial or reading.set_aside or matched.waiting or _waits_for_its_day(source, reading, means)
    set_aside = (*matched.nowhere, *reading.set_aside)
    decide = decision(source, reading.drafts, listing.rows.keys(), found.absent, Withdrawal.ABSENT, means, done.started)
    return Brought(
        visit=replace(done, rows=len(listing.rows), unread=reading.unread, set_aside=len(set_aside)),
        drafts=reading.drafts,
        decide=decide,
        seen=matched.seen,
        set_aside=set_aside,
        memories=() if look_again or listing.memory is None else (listing.memory,),
        captures=keepable(reading.captures, matched.barred, source),
        next_due=next_due,
        blind=_next_blind(found, means) if partial else 0,
        profile=means.profile.stamp,
        concerning=found.absent,
        note=note,
    )


def _waits_for_its_day(source: Source, reading: Reading, means: Means) -> bool:
    """Whether a notice is held for its date alone, which time answers: its row must be seen again, changed or not."""
    early = any(breach.clause == PASSES for draft in reading.drafts for breach in draft.breaches)
    return early or means.store.waits_for_its_day(source.key)
