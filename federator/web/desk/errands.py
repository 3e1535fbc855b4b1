"""Long work that the desk sets going: one piece at a time a person, its progress shown, its outcome kept.

It runs in threads of the serving process: no web worker waits for it, and a browser may be closed meanwhile. How far it
came and what came of it is in the database, too: after a restart what had ended is still there, and what had not is
said to be lost.
"""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import structlog

from federator.model.answer import Answer, Ask, Request, Validators
from federator.model.errors import ErrorKind, VisitError
from federator.store import new_id
from federator.store.errands import Ending, ErrandBook, KeptErrand
from federator.visit.means import StoppedError
from federator.web.desk.outcomes import packed, unpacked

ABREAST = 3
"""Pieces of work at the same time, of all people."""

TOLD_EVERY = 2.0
"""Seconds between two notes of how far it has come."""

LASTS = 3600.0
"""Seconds after which a piece of work is ended whatever it has come to."""

_log = structlog.get_logger()


@dataclass(eq=False)
class Errand:
    """A piece of work for ``person``. ``kind`` names the page that shows its outcome; ``about`` what it is done for.

    ``asked`` requests of about ``most``, the last one for ``at``. Once ``over``, ``outcome`` or ``error`` is set, or
    neither where it was stopped, failed by a bug, is ``lost`` (the process ended before it did) or ``spent`` (what came
    of it was not kept, or an earlier release kept it otherwise).
    """

    person: str
    kind: str
    about: dict[str, str]
    most: int
    id: str = field(default_factory=new_id)
    asked: int = 0
    at: str = ""
    outcome: Any = None
    error: VisitError | None = None
    lost: bool = False
    spent: bool = False
    over: threading.Event = field(default_factory=threading.Event)
    stopped: threading.Event = field(default_factory=threading.Event)

    @classmethod
    def of(cls, kept: KeptErrand) -> "Errand":
        """Work that no thread of this process does."""
        one = cls(kept.person, kept.kind, kept.about, kept.most, kept.id, kept.asked, kept.at, error=kept.error)
        one.outcome = unpacked(kept.kind, kept.outcome) if kept.outcome else None
        one.lost, one.spent = kept.ended is None, kept.came and one.outcome is None
        one.over.set()
        if kept.stopped:
            one.stopped.set()
        return one


Work = Callable[[Ask], Any]


def asks_nobody(request: Request, _validators: Validators) -> Answer:
    """What stands in for the network in a process that may not ask sites."""
    raise VisitError(ErrorKind.CONNECT, f"{request.url}: this process asks no site")


class Errands:
    """All of them, of one serving process. Safe for threads; close it when serving ends."""

    def __init__(self, book: ErrandBook, ask: Ask = asks_nobody) -> None:
        self._book = book
        self._ask = ask
        self._threads = ThreadPoolExecutor(ABREAST, "errand")
        self._under_way: dict[str, Errand] = {}
        self._closing = False
        self._lock = threading.Lock()

    def begin(self, errand: Errand, work: Work) -> Errand:
        """Set ``work`` going; where that person's last one is not over, hand that one back instead."""
        with self._lock:
            for one in self._under_way.values():
                if one.person == errand.person:
                    return one
            self._book.begin(errand.id, errand.person, errand.kind, errand.about, errand.most)
            self._under_way[errand.id] = errand
        self._threads.submit(self._run, errand, work).add_done_callback(partial(_tell_bug, errand))
        return errand

    def one(self, id: str, person: str) -> Errand | None:
        """That piece of work, if it is this person's and still kept."""
        with self._lock:
            found = self._under_way.get(id)
        if found is None and (kept := self._book.one(id)):
            found = Errand.of(kept)
        return found if found and found.person == person else None

    def last(self, person: str) -> tuple[Errand, ...]:
        """What is kept of a person's work, the latest first; what came of it is not looked into."""
        with self._lock:
            running = dict(self._under_way)
        return tuple(running.get(kept.id) or Errand.of(kept) for kept in self._book.of(person))

    def close(self) -> None:
        """Stop all work, and wait for the requests under way. What is not over then is lost."""
        with self._lock:
            self._closing = True
            for errand in self._under_way.values():
                errand.stopped.set()
        self._threads.shutdown(cancel_futures=True)

    def _run(self, errand: Errand, work: Work) -> None:
        kept = None
        try:
            errand.outcome = work(self._asking(errand))
            kept = packed(errand.kind, errand.outcome)
        except VisitError as error:
            errand.error = error
        except StoppedError:
            errand.stopped.set()
        finally:
            self._end(errand, kept)

    def _end(self, errand: Errand, kept: bytes | None) -> None:
        came = errand.outcome is not None
        cut_short = errand.stopped.is_set() and not came and errand.error is None
        try:
            if not (self._closing and cut_short):
                self._book.end(errand.id, errand.asked, Ending(cut_short, errand.error, came, kept))
        finally:  # where it could not be noted, whoever waits for it need not wait for ever
            with self._lock:
                self._under_way.pop(errand.id)
            errand.over.set()

    def _asking(self, errand: Errand) -> Ask:
        """The way to ask, counted and shown; no more of it once the errand is stopped or took too long."""
        until, told = time.monotonic() + LASTS, time.monotonic()

        def asked(request: Request, validators: Validators) -> Answer:
            nonlocal told
            if errand.stopped.is_set() or time.monotonic() > until:
                raise StoppedError
            errand.asked += 1
            errand.at = request.url
            if time.monotonic() > told + TOLD_EVERY:
                self._book.progress(errand.id, errand.asked, errand.at)
                told = time.monotonic()
            return self._ask(request, validators)

        return asked


def _tell_bug(errand: Errand, done: Future[None]) -> None:
    """What no errand foresees is told loudly; its errand is over all the same."""
    if not done.cancelled() and (bug := done.exception()):
        _log.error("errand failed", exc_info=bug, kind=errand.kind, about=errand.about)
