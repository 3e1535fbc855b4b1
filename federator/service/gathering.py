"""The visits of a sweep are gathered here and recorded some at a time, several in one transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from time import monotonic

from federator.harvest import Ended
from federator.model.errors import VisitError
from federator.model.rhythm import Due
from federator.model.visit import Outcome, Visit
from federator.store import Brought, Store
from federator.visit.boundary import contained

FLUSH = 500
"""Quiet visits written in one transaction."""

TOGETHER = 200
"""A transaction is written once it has so many notices and visits: with twice as many each costs no less."""

SOON = 0.05
"""Seconds that a visit waits for others to share its transaction, at most: so little can be lost, and readers see it
soon."""


@dataclass(slots=True)
class Tally:
    """What a sweep came to: visits by source, and what they did together."""

    visits: list[Visit] = field(default_factory=list)

    def count(self, outcome: Outcome) -> int:
        """How many visits ended so."""
        return sum(visit.outcome is outcome for visit in self.visits)

    def total(self, name: str) -> int:
        """The sum of one of the visits' counts (``created``, ``asked`` …)."""
        return sum(getattr(visit, name) for visit in self.visits)


class Gathering:
    """For one thread at a time. ``seen`` is told of each visit: of a quiet one as it ends, of others as they are
    recorded.

    Where recording a visit meets a bug, that visit has failed and all others are recorded. Trouble with the database
    itself is raised.
    """

    def __init__(self, store: Store, seen: Callable[[Visit], None]) -> None:
        self._store = store
        self._seen = seen
        self._quiet: list[tuple[Ended, Due]] = []
        self._brought: list[Brought] = []
        self._since = 0.0
        self.tally = Tally()

    def quiet(self, ended: Ended, due: Due) -> None:
        """Take a visit that changes no notice, and when to come again."""
        self._quiet.append((ended, due))
        self._tell(ended.visit)
        if len(self._quiet) >= FLUSH:
            self._write_quiet()
        if self._brought and self._late:
            self.write_brought()

    def brought(self, brought: Brought) -> None:
        """Take a visit that may change some."""
        self._since = self._since if self._brought else monotonic()
        self._brought.append(brought)
        if self._late or sum(1 + len(one.drafts) for one in self._brought) >= TOGETHER:
            self.write_brought()

    @property
    def _late(self) -> bool:
        return monotonic() - self._since >= SOON

    def write(self) -> None:
        """Write all that was gathered."""
        self.write_brought()
        self._write_quiet()

    def write_brought(self) -> None:
        """Write what changes notices."""
        several, self._brought = self._brought, []
        if several:
            self._record(several)

    def _record(self, several: Sequence[Brought]) -> None:
        try:
            with contained(", ".join(one.visit.source for one in several)):
                done = self._store.record_visits(several)
        except VisitError as bug:
            if len(several) == 1:
                self._failed(several[0], bug)
            else:
                for one in several:
                    self._record([one])
        else:
            for visit in done:
                self._tell(visit)

    def _failed(self, one: Brought, bug: VisitError) -> None:
        failed = replace(one.visit, outcome=Outcome.FAILED, error=bug.kind, detail=bug.detail, set_aside=0, unread=0)
        self.quiet(Ended(failed), one.next_due(failed))

    def _write_quiet(self) -> None:
        quiet, self._quiet = self._quiet, []
        if quiet:
            self._store.record_quiet(
                [ended.visit for ended, _ in quiet],
                {ended.visit.source: when for ended, when in quiet},
                {ended.visit.source: (ended.renewed,) for ended, _ in quiet if ended.renewed},
                {ended.visit.source: ended.evidence for ended, _ in quiet if ended.evidence},
                {ended.visit.source: ended.note for ended, _ in quiet if ended.note},
            )

    def _tell(self, visit: Visit) -> None:
        self.tally.visits.append(visit)
        self._seen(visit)
