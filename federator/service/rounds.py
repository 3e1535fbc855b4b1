"""The harvester at work: a tick looks at what is due, asks it, and tells the news; for ever, one tick after another.

    lease ─▶ due ─▶ sweep ─▶ probe ─▶ recheck ─▶ attach ─▶ deliver ─▶ lease given back

It runs in the process that serves, or in one of its own; the lease sees to it that one tick runs at a time.
"""

import gc
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime

import structlog

from federator.compare.aging import latest_rechecks
from federator.model.errors import VisitError
from federator.model.visit import Outcome, Visit
from federator.schedule import WRITTEN, Lease, due
from federator.service.attaching import Attached, attach, let_files_go
from federator.service.delivering import Send, deliver
from federator.service.gathering import Tally
from federator.service.pairing import pair_up
from federator.service.probing import probe
from federator.service.recheck import Rechecked, recheck
from federator.service.retention import A_DAY, AT_FIRST, let_go
from federator.service.sweep import sweep
from federator.visit.boundary import contained
from federator.visit.means import Means

SIDE_SECONDS = 60.0
"""What can wait a round, rechecks and attachments, is gone on with for so long: visits that fall due meanwhile wait."""

ROOM = 100_000_000
"""Bytes that must be free on the disk for a round to begin: sites are not asked for what could not be kept."""

REST_SECONDS = 300.0
"""For how long nothing is asked of sites after the database could not be written."""

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Round:
    """What one tick came to."""

    tally: Tally
    checked: Rechecked
    attached: Attached
    letters: int
    probes: int
    seconds: float

    @property
    def idle(self) -> bool:
        """Nothing was due."""
        return not (
            self.tally.visits or self.checked.asked or self.attached != Attached() or self.letters or self.probes
        )


@contextmanager
def _apart(what: str) -> Iterator[None]:
    """A bug within is told loudly, and what comes next still comes."""
    with suppress(VisitError), contained(what, awaited=()):
        yield


@contextmanager
def _resting(stop: threading.Event) -> Iterator[None]:
    """Where disk or database are in trouble, that is told in a line, and nothing is tried for a while."""
    try:
        yield
    except (sqlite3.Error, OSError) as trouble:
        _log.error("database", why=str(trouble), rest=REST_SECONDS)
        stop.wait(REST_SECONDS)


def tick(means: Means, clock: Callable[[], datetime], stop: threading.Event, send: Send) -> Round | None:
    """One round, told; None where another process harvests for the whole time of a tick (one that reads histories gives
    the lease away between two steps), or a bug ended it."""
    done = None
    with _resting(stop), _apart("tick"):
        done = _round(means, clock, stop, send)
    if done is None or done.tally.visits:
        gc.collect()  # a sweep sets the collector's counts back: by itself it would never look at what is old
    if done and not done.idle:
        _tell_round(done)
    return done


def _round(means: Means, clock: Callable[[], datetime], stop: threading.Event, send: Send) -> Round | None:
    """Visit what is due, recheck what is old enough, fetch attachments and tell contacts the news."""
    lease = Lease(means.store, clock)
    stopped = lease.ended(stop.is_set)
    began = time.monotonic()
    if (free := shutil.disk_usage(means.settings.database.parent).free) < ROOM:
        _log.error("disk", why="too little room: no site is asked for what could not be kept", free=free, needed=ROOM)
        return None
    if (shown := clock()) < WRITTEN:
        _log.error("clock", why="it cannot be so early: no site is asked before the clock was set", shown=str(shown))
        return None
    if not lease.wait(means.settings.tick, stop.is_set):
        return None
    with lease:
        if means.store.set_back(clock(), latest_rechecks(clock())):
            _log.warning("clock", why="visits lie in the future: the clock was set back, all of them are due")
        paused = means.store.pauses.standing()
        sources = due(means.store.sources(), means.store.states(), clock(), paused)
        tally = sweep(sources, means, clock, _tell_visit, stopped)
        probes, checked, attached, letters = 0, Rechecked(), Attached(), 0
        with _apart("probing"):
            probes = probe(means, clock, stopped)
        until = time.monotonic() + SIDE_SECONDS
        with _apart("rechecking"):
            checked = recheck(means, clock(), lambda: stopped() or time.monotonic() > until)
        with _apart("attachments"):
            attached = attach(means, clock(), lambda: stopped() or time.monotonic() > until)
        with _apart("purging and pairing"):
            means.store.purges.finish()
            pair_up(means.store, lambda: stopped() or time.monotonic() > until)
        with _apart("delivering"):
            letters = deliver(means.store, means.settings, send, clock(), stopped)
    return Round(tally, checked, attached, letters, probes, time.monotonic() - began)


def for_ever(means: Means, clock: Callable[[], datetime], stop: threading.Event, send: Send) -> None:
    """Tick until ``stop`` is set; then visits end with the notice they are reading, and nothing more begins. Once a day
    what need not be kept is let go."""
    clearing = clock() + AT_FIRST
    while not stop.is_set():
        began = time.monotonic()
        clearing = min(clearing, clock() + A_DAY)  # the clock may have been set back
        done = tick(means, clock, stop, send)
        if clock() >= clearing:
            with _resting(stop), _apart("letting go"):
                clear(means, clock, stop)
            clearing = clock() + A_DAY
        if done is None and not stop.is_set():
            _log.info("waiting", why="another process harvests, or this round failed")
        elif done and done.idle:
            _tell_round(done)
        stop.wait(means.settings.tick - (time.monotonic() - began))


def clear(means: Means, clock: Callable[[], datetime], stop: threading.Event) -> None:
    """What is done once a day: let go of what need not be kept, and of files once no round is under way."""
    let_go(means.store, means.settings, clock(), stop.is_set)
    lease = Lease(means.store, clock)
    if lease.wait(REST_SECONDS, stop.is_set):
        with lease:
            let_files_go(means, clock())


def outlived(what: str, step: Callable[[], object], stop: threading.Event) -> None:
    """Do ``step``: a bug in it is told, trouble with the database or the disk rested from, and it may come again."""
    with _resting(stop), _apart(what):
        step()


def _tell_visit(visit: Visit) -> None:
    _log.info("visit", source=visit.source, outcome=str(visit.outcome), error=str(visit.error or ""),
              detail=visit.detail, asked=visit.asked, bytes=visit.size, rows=visit.rows, created=visit.created,
              amended=visit.amended, withdrawn=visit.withdrawn, held=visit.held, set_aside=visit.set_aside,
              unread=visit.unread, seconds=round(visit.seconds, 3))  # fmt: skip


def _tell_round(done: Round) -> None:
    tally = done.tally
    _log.info("round", visits=len(tally.visits), failed=tally.count(Outcome.FAILED), created=tally.total("created"),
              amended=tally.total("amended"), asked=tally.total("asked"), probes=done.probes,
              rechecked=done.checked.asked, attachments=done.attached.kept, letters=done.letters,
              seconds=round(done.seconds, 3))  # fmt: skip
