"""Many visits: each host by one thread, one after another; what comes of them recorded together."""

import gc
import sqlite3
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from federator.boundary import contained
from federator.gathering import Gathering, Tally
from federator.harvest import Ended, visit
from federator.means import Means, StoppedError
from federator.model.answer import Answer, Request, Validators
from federator.model.errors import VisitError
from federator.model.site import Source
from federator.model.visit import AnswerMemory, Outcome, SourceState, Visit
from federator.notation.address import host_of
from federator.rhythm import next_visit

_COLLECT_AFTER = 20_000
"""Objects made, and not yet gone, before the collector looks for cycles among them."""


def sweep(
    sources: Sequence[Source],
    means: Means,
    clock: Callable[[], datetime],
    seen: Callable[[Visit], None] = lambda _visit: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Tally:
    """Visit every source once. ``seen`` is told of each visit as it ends; once ``stopped`` the sweep ends between two
    notices; what is left stays due.

    A bug in one visit stops neither the others nor goes unheard. Trouble with the database ends the sweep, for nothing
    could be kept of what sites would be asked for: it raises sqlite3.Error or OSError.
    """
    trouble = threading.Event()
    run = _Run(means, clock, seen, lambda: trouble.is_set() or stopped(), trouble)
    run.remember(sources)
    with _few_collections(), ThreadPoolExecutor(means.settings.workers, thread_name_prefix="visit") as pool:
        hosts = [pool.submit(run.host, group) for group in _by_host(sources)]
    run.gathering.write()
    for host in hosts:
        host.result()
    return run.gathering.tally


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


class _Turns:
    """One thread at a time has its turn. ``wanted``: others wait for theirs."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: deque[None] = deque()

    @property
    def wanted(self) -> bool:
        return bool(self._waiting)

    def take(self) -> None:
        self._waiting.append(None)
        self._lock.acquire()
        self._waiting.pop()

    def give(self) -> None:
        self._lock.release()


class _Run:
    """One sweep under way. All but asking is done in turn: Python runs one thread at a time anyway; left to itself it
    changes over at every call of the database, which costs a seventh of a cold sweep."""

    def __init__(
        self,
        means: Means,
        clock: Callable[[], datetime],
        seen: Callable[[Visit], None],
        stopped: Callable[[], bool],
        trouble: threading.Event,
    ) -> None:
        self._means = means
        self._turns = _Turns()
        self._clock = clock
        self._stopped = stopped
        self._trouble = trouble
        self._memories: Mapping[str, Mapping[str, AnswerMemory]] = {}
        self._states: Mapping[str, SourceState] = {}
        self.gathering = Gathering(means.store, seen)

    def remember(self, sources: Sequence[Source]) -> None:
        """Validators, digests and states of all sources, read at once."""
        self._memories = self._means.store.memories([source.key for source in sources])
        self._states = self._means.store.states()

    def host(self, sources: Sequence[Source]) -> None:
        """The sources of one host, one after another."""
        means = replace(self._means, ask=self._ask)  # not kept: it would hold this run in a circle
        for source in sources:
            if self._stopped():
                return
            try:
                self._turns.take()
                try:
                    self._visit(source, means)
                finally:
                    self._give_turn()
            except StoppedError:
                return
            except (OSError, sqlite3.Error):
                self._trouble.set()
                raise

    def _visit(self, source: Source, means: Means) -> None:
        state, now = self._states.get(source.key) or SourceState(source.key), self._clock()
        try:
            with contained(source.key):
                ended = visit(source, self._memories.get(source.key, {}), state, means, now, self._stopped)
        except VisitError as bug:
            ended = Ended(Visit(source.key, now, 0.0, Outcome.FAILED, error=bug.kind, detail=bug.detail))
        if ended.brought:
            self.gathering.brought(ended.brought)
        else:
            due = next_visit(source, ended.visit, state, means.settings.rhythm, ended.leave)
            self.gathering.quiet(ended, due)

    def _ask(self, request: Request, validators: Validators) -> Answer:
        """Ask while others have their turn."""
        try:
            self._give_turn()
            return self._means.ask(request, validators)
        finally:
            self._turns.take()

    def _give_turn(self) -> None:
        """What was gathered is left to whoever comes next, if somebody waits already."""
        try:
            if not self._turns.wanted:
                self.gathering.write_brought()
        finally:
            self._turns.give()
