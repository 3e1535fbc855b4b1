"""The spine: one visit, stage by stage.

    source ─▶ walk ─▶ match ─▶ read notices ─▶ revise ─▶ record
              rows    to read  Draft           Changes   one transaction

A visit ends inside itself: whatever a site does comes out as the visit's outcome, and a failed visit changes no
notice. A bug ends the page or the list that it was met in, is told, and bears a name like any failure.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from time import monotonic

from federator.model.answer import Answer, Request, Validators
from federator.model.errors import ErrorKind, VisitError
from federator.model.health import HealthNote
from federator.model.item import PASSES
from federator.model.making import made_quickly
from federator.model.revision import Withdrawal
from federator.model.rhythm import Due
from federator.model.site import Source
from federator.model.visit import AnswerMemory, Outcome, SourceState, Visit
from federator.rhythm import next_visit
from federator.store import Brought, Evidence
from federator.visit.absence import believed_absent
from federator.visit.boundary import contained
from federator.visit.deciding import decision
from federator.visit.depth import Depth
from federator.visit.known import keepable, look_up, standing
from federator.visit.listing import Listing
from federator.visit.means import Means, Meter, StoppedError
from federator.visit.reading import read_notices
from federator.visit.rows_read import Reading
from federator.visit.upkeep import Upkeep, in_force
from federator.visit.walk import walk


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


class Attempt:
    """One visit to one source: its stages, and how it may end.

    ``state`` is where the source stands: how deep the walk goes, and at which pace it is visited. The visit ends after
    ``visit_seconds``, or once ``stopped``: with the notices read so far, and where it still walks the list by
    StoppedError, as if it had not begun.
    """

    def __init__(
        self,
        source: Source,
        memory: Mapping[str, AnswerMemory],
        state: SourceState,
        means: Means,
        now: datetime,
        stopped: Callable[[], bool],
    ) -> None:
        self._source = in_force(source, means.store)
        self._memory = memory
        self._state = state
        self._means = means
        self._now = now
        self._stopped = stopped
        self._began = monotonic()
        self._ask = Meter(means.ask)
        self._upkeep = Upkeep(self._source, memory, means.store)
        self._depth = Depth(self._source, state, means, now)

    def run(self) -> Ended:
        """Visit. What comes of it is handed back, to be recorded together with others."""
        try:
            with contained(self._source.key):
                listing = self._walk()
        except VisitError as error:
            return self._failed(error)
        return self._unchanged(listing) if listing.unchanged else self._brought(listing)

    def _walk(self) -> Listing:
        """The list, as far as there may be something new in it. It takes half of the time at most, so that a long one
        leaves some for notices."""
        self._ask.until = self._began + self._means.settings.visit_seconds / 2
        memory = {} if self._depth.of_the_week else self._memory
        known = standing(self._source, self._means, self._now)
        return walk(self._source, self._unless_stopped, memory, known, self._depth.reach(), self._upkeep.read)

    def _failed(self, error: VisitError) -> Ended:
        """The list could not be read; or it is doubted, and looked at again before it is believed."""
        note = self._upkeep.note
        if self._upkeep.doubts and error.kind is not ErrorKind.INTERNAL:
            return Ended(self._visit(Outcome.UNCHANGED), note=note)
        evidence = Evidence.of(self._ask.last) if self._ask.last else None
        return Ended(self._visit(Outcome.FAILED, error), leave=error.retry_after, evidence=evidence, note=note)

    def _unchanged(self, listing: Listing) -> Ended:
        """The list is as it was."""
        done = self._visit(Outcome.UNCHANGED)
        return Ended(done, leave=listing.max_age, renewed=listing.memory, note=self._upkeep.note)

    def _brought(self, listing: Listing) -> Ended:
        """Read the notices that are new or look otherwise. What is incomplete leaves no memory of the answer, so that
        the next visit looks again."""
        source, means, ask = self._source, self._means, self._ask
        ask.until = self._began + means.settings.visit_seconds
        matched = look_up(source, listing.by_place(), means, self._now)
        reading = read_notices(
            matched.to_read, listing, source, ask, means, self._now, lambda: self._stopped() or ask.late
        )
        trouble, gap = reading.trouble or listing.trouble, self._depth.leaves_gap(listing)
        partial = bool(reading.unread or trouble or gap)
        absent = () if partial else believed_absent(listing, self._upkeep, ask, means, self._state, self._now)
        done = self._visit(Outcome.PARTIAL if partial else Outcome.CHANGED, trouble)
        self._upkeep.learn(reading)
        look_again = partial or reading.set_aside or matched.waiting or self._waits_for_its_day(reading)
        set_aside = (*matched.nowhere, *reading.set_aside)
        done = replace(done, rows=len(listing.rows), unread=reading.unread, set_aside=len(set_aside))
        return Ended(
            done,
            Brought(
                visit=done,
                drafts=reading.drafts,
                decide=decision(
                    source, reading.drafts, listing.rows.keys(), absent, Withdrawal.ABSENT, means, self._now
                ),
                seen=matched.seen,
                set_aside=set_aside,
                memories=() if look_again or listing.memory is None else (listing.memory,),
                captures=keepable(reading.captures, matched.barred, source),
                next_due=self._next_due(reading, trouble.retry_after if trouble else listing.max_age),
                blind=self._depth.next_blind(listing, reading, gap) if partial else 0,
                profile=means.profile.stamp,
                concerning=absent,
                note=self._upkeep.note,
            ),
        )

    def _visit(self, outcome: Outcome, error: VisitError | None = None) -> Visit:
        """What is recorded of this visit, as it ends now."""
        kind, detail = (error.kind, error.detail) if error else (None, "")
        seconds, ask = monotonic() - self._began, self._ask
        return Visit(self._source.key, self._now, seconds, outcome, ask.asked, ask.size, error=kind, detail=detail)

    def _unless_stopped(self, request: Request, validators: Validators) -> Answer:
        if self._stopped():
            raise StoppedError
        return self._ask(request, validators)

    def _waits_for_its_day(self, reading: Reading) -> bool:
        """Whether a notice is held for its date alone, which time answers: its row must be seen again, changed or
        not."""
        early = any(breach.clause == PASSES for draft in reading.drafts for breach in draft.breaches)
        return early or self._means.store.waits_for_its_day(self._source.key)

    def _next_due(self, reading: Reading, leave: float) -> Callable[[Visit], Due]:
        days = [day for one in reading.drafts if (day := one.notice.day)]
        rhythm = self._means.settings.rhythm
        return lambda visit: next_visit(self._source, visit, self._state, rhythm, leave, days)
