"""Many visits: each host by one thread, one after another; unchanged and failed visits recorded together."""

import gc
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from federator.harvest import Ended, visit
from federator.means import Means, StoppedError
from federator.model.answer import Answer, Request, Validators
from federator.model.rhythm import Due
from federator.model.site import Source
from federator.model.visit import AnswerMemory, Outcome, SourceState, Visit
from federator.notation.address import host_of
from federator.rhythm import next_visit

FLUSH = 500
"""Quiet visits written in one transaction."""

_COLLECT_AFTER = 20_000
"""Objects made, and not yet gone, before the collector looks for cycles among them."""


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


def sweep(
    sources: Sequence[Source],
    means: Means,
    clock: Callable[[], datetime],
    seen: Callable[[Visit], None] = lambda _visit: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Tally:
    """Visit every source once. ``seen`` is told of each visit as it ends; once ``stopped`` the sweep ends between two
    notices; what is left stays due.

    A bug in one visit stops neither the others nor goes unheard: it is raised when all are done.
    """
    run = _Run(means, clock, seen, stopped)
    run.remember(sources)
    with _few_collections(), ThreadPoolExecutor(means.settings.workers, thread_name_prefix="visit") as pool:
        hosts = [pool.submit(run.host, group) for group in _by_host(sources)]
    run.flush()
    _raise_bugs(hosts)
    return run.tally


@contextmanager
def _few_collections() -> Iterator[None]:
    """Frozen values make no cycles; looking for some after every 700 of them, and among all that was there before,
    costs a twentieth of a cold sweep."""
    usual = gc.get_threshold()
    gc.set_threshold(_COLLECT_AFTER, *usual[1:])
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*usual)


def _by_host(sources: Iterable[Source]) -> list[list[Source]]:
    groups: dict[str, list[Source]] = {}
    for source in sources:
        groups.setdefault(host_of(source.url), []).append(source)
    return list(groups.values())


def _raise_bugs(hosts: Iterable[Future[None]]) -> None:
    bugs = [bug for bug in (host.exception() for host in hosts) if isinstance(bug, Exception)]
    if bugs:
        raise ExceptionGroup("visits met bugs", bugs)


class _Run:
    """One sweep under way."""

    def __init__(
        self,
        means: Means,
        clock: Callable[[], datetime],
        seen: Callable[[Visit], None],
        stopped: Callable[[], bool],
    ) -> None:
        self._ask = means.ask
        self._means = means
        self._thinking = threading.Lock()
        self._clock = clock
        self._seen = seen
        self._stopped = stopped
        self._lock = threading.Lock()
        self._quiet: list[tuple[Ended, Due]] = []
        self._memories: Mapping[str, Mapping[str, AnswerMemory]] = {}
        self._states: Mapping[str, SourceState] = {}
        self.tally = Tally()

    def remember(self, sources: Sequence[Source]) -> None:
        """Validators, digests and states of all sources, read at once."""
        self._memories = self._means.store.memories([source.key for source in sources])
        self._states = self._means.store.states()

    def host(self, sources: Sequence[Source]) -> None:
        """The sources of one host, one after another."""
        means = replace(self._means, ask=self._out_of_turn)  # not kept: it would hold this run in a circle
        for source in sources:
            if self._stopped():
                return
            with self._thinking:
                memory, state = self._memories.get(source.key, {}), self._state(source)
                try:
                    ended = visit(source, memory, state, means, self._clock(), self._stopped)
                except StoppedError:
                    return
            self._finish(source, ended)

    def _out_of_turn(self, request: Request, validators: Validators) -> Answer:
        """Ask while others think. Python runs one thread at a time anyway; left to itself it changes over at every
        call of the database, which costs a seventh of a cold sweep."""
        self._thinking.release()
        try:
            return self._ask(request, validators)
        finally:
            self._thinking.acquire()

    def _state(self, source: Source) -> SourceState:
        return self._states.get(source.key) or SourceState(source.key)

    def _finish(self, source: Source, ended: Ended) -> None:
        done, rhythm = ended.visit, self._means.settings.rhythm
        with self._lock:
            self.tally.visits.append(done)
            if not ended.recorded:
                self._quiet.append((ended, next_visit(source, done, self._state(source), rhythm, ended.leave)))
            full = len(self._quiet) >= FLUSH
            self._seen(done)
        if full:
            self.flush()

    def flush(self) -> None:
        """Write the quiet visits gathered so far."""
        with self._lock:
            quiet, self._quiet = self._quiet, []
        if quiet:
            self._means.store.record_quiet(
                [ended.visit for ended, _ in quiet],
                {ended.visit.source: when for ended, when in quiet},
                {ended.visit.source: (ended.renewed,) for ended, _ in quiet if ended.renewed},
                {ended.visit.source: ended.evidence for ended, _ in quiet if ended.evidence},
                {ended.visit.source: ended.note for ended, _ in quiet if ended.note},
            )
