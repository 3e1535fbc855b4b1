"""Many visits: each host by one thread, one after another; what comes of them recorded together."""

import atexit
import gc
import math
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime

from federator.harvest import Attempt, Ended
from federator.model.answer import Answer, Request, Validators
from federator.model.errors import VisitError
from federator.model.site import Source
from federator.model.visit import Outcome, SourceState, Visit
from federator.rhythm import next_visit
from federator.service.gathering import Gathering, Tally
from federator.service.hosts import by_host
from federator.visit.boundary import contained
from federator.visit.means import Means, StoppedError

_COLLECT_AFTER = 20_000
"""Objects made, and not yet gone, before the collector looks for cycles among them."""
atexit.register(gc.freeze)
"""Else Python looks for them once more as the process ends, among all there is: a hundredth of a cold sweep."""

_A_WHILE, _MOSTLY = 0.02, 0.75
"""Every so many seconds it is looked whether all workers waited for sites for more than this share of the time; then
there is one worker more. Where answers come at once, one worker reads them with less effort than several, which would
take Python from each other."""


def sweep(
    sources: Sequence[Source],
    means: Means,
    clock: Callable[[], datetime],
    seen: Callable[[Visit], None] = lambda _visit: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Tally:
    """Visit every source once. ``seen`` is told of each visit as it ends; once ``stopped`` the sweep ends between two
    notices; what is left stays due.

    A bug in one visit is told and stops none of the others. Trouble with the database (sqlite3.Error, OSError) ends the
    sweep and is raised: what sites would be asked for could not be kept.
    """
    if not sources:
        return Tally()
    run = _Run(sources, means, clock, seen, stopped)
    with _few_collections(), ThreadPoolExecutor(means.settings.workers, thread_name_prefix="visit") as pool:
        workers = [pool.submit(run.work)]
        try:
            while wait(workers, _A_WHILE).not_done:
                if run.mostly_waits():
                    run.write_brought()
                    if len(workers) < means.settings.workers:
                        workers.append(pool.submit(run.work))
        finally:  # interrupted, the pool still waits for its workers
            run.call_off()
    run.gathering.write()
    for worker in workers:
        worker.result()
    return run.gathering.tally


@contextmanager
def _few_collections() -> Iterator[None]:
    """Let the garbage collector run seldom, and only over what is new: frozen values make no cycles, and its usual runs
    cost a twentieth of a cold sweep."""
    usual = gc.get_threshold()
    gc.set_threshold(_COLLECT_AFTER, *usual[1:])
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*usual)


class _Turns:
    """One thread at a time has its turn. The database is used in turn only; trouble with it is remembered here."""

    def __init__(self) -> None:
        self.trouble = False
        self._lock = threading.Lock()
        self._free_since = time.monotonic()
        self._free = 0.0

    def __enter__(self) -> None:
        self.take()

    def __exit__(self, _type: object, error: BaseException | None, _trace: object) -> None:
        self.trouble = self.trouble or isinstance(error, (OSError, sqlite3.Error))
        self.give()

    @property
    def free(self) -> float:
        """Seconds in which nobody had the turn, all in all."""
        return self._free + max(0.0, time.monotonic() - self._free_since)

    def take(self) -> None:
        self._lock.acquire()
        self._free = self.free
        self._free_since = math.inf

    def give(self) -> None:
        self._free_since = time.monotonic()
        self._lock.release()


class _Run:
    """One sweep under way. All but asking is done in turn: Python runs one thread at a time anyway; left to itself it
    changes over at every call of the database, which costs a seventh of a cold sweep."""

    def __init__(
        self,
        sources: Sequence[Source],
        means: Means,
        clock: Callable[[], datetime],
        seen: Callable[[Visit], None],
        stopped: Callable[[], bool],
    ) -> None:
        self._means = means
        self._clock = clock
        self._stopped = stopped
        self._called_off = False
        self._hosts = iter(by_host(sources, lambda source: source.url))
        self._memories = means.store.memories([source.key for source in sources])
        self._states = means.store.states()
        self.gathering = Gathering(means.store, seen)
        self._turns = _Turns()
        self._looked = (self._turns.free, time.monotonic())

    def mostly_waits(self) -> bool:
        """Whether, since this was last asked, all workers were waiting for sites most of the time."""
        free, now = self._turns.free, time.monotonic()
        before, self._looked = self._looked, (free, now)
        return free - before[0] > _MOSTLY * (now - before[1])

    def work(self) -> None:
        """Visit the sources of one host after another, as long as there are hosts that no worker has taken."""
        means = replace(self._means, ask=self._ask)  # not kept: it would hold this run in a circle
        with suppress(StoppedError):
            for sources in self._hosts:
                for source in sources:
                    with self._turns, suppress(VisitError), contained(source.key):  # no bug ends a turn as trouble
                        self._visit(source, means)

    def call_off(self) -> None:
        """End between two notices."""
        self._called_off = True

    def write_brought(self) -> None:
        """Write what was gathered so far."""
        with self._turns:
            self.gathering.write_brought()

    def _visit(self, source: Source, means: Means) -> None:
        if self._may_stop():
            raise StoppedError
        state, now = self._states.get(source.key) or SourceState(source.key), self._clock()
        try:
            with contained(source.key):
                memory = self._memories.get(source.key, {})
                ended = Attempt(source, memory, state, means, now, self._may_stop).run()
        except VisitError as bug:
            ended = Ended(Visit(source.key, now, 0.0, Outcome.FAILED, error=bug.kind, detail=bug.detail))
        if ended.brought:
            self.gathering.brought(ended.brought)
        else:
            due = next_visit(source, ended.visit, state, means.settings.rhythm, ended.leave)
            self.gathering.quiet(ended, due)

    def _may_stop(self) -> bool:
        return self._called_off or self._turns.trouble or self._stopped()

    def _ask(self, request: Request, validators: Validators) -> Answer:
        """Ask while others have their turn."""
        self._turns.give()
        try:
            return self._means.ask(request, validators)
        finally:
            self._turns.take()
