"""Long work that the desk sets going: one piece at a time a person, its progress shown, its outcome kept.

It runs in threads of the serving process: no web worker waits for it, and a browser may be closed meanwhile.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import structlog

from federator.model.answer import Answer, Request, Validators
from federator.model.errors import ErrorKind, FederatorError, VisitError
from federator.store import new_id
from federator.walk import Ask

ABREAST = 3
"""Pieces of work at the same time, of all people."""

KEPT_OF_ONE, KEPT = 6, 30
"""Pieces of work whose outcome is kept, the latest: of one person, and of all."""

LASTS = 3600.0
"""Seconds after which a piece of work is ended whatever it has come to."""

_log = structlog.get_logger()


class StoppedError(FederatorError):
    """Whoever wanted the work wants it no more."""


@dataclass(eq=False)
class Errand:
    """A piece of work for ``person``. ``kind`` names the page that shows its outcome; ``about`` what it is done for.

    ``asked`` requests of about ``most``, the last one for ``at``. Once ``over``, ``outcome`` or ``error`` is set, or
    neither where it was stopped or failed by a bug.
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
    over: threading.Event = field(default_factory=threading.Event)
    stopped: threading.Event = field(default_factory=threading.Event)

    def asking(self, ask: Ask) -> Ask:
        """``ask``, counted and shown; no more of it once the errand is stopped or took too long."""
        until = time.monotonic() + LASTS

        def told(request: Request, validators: Validators) -> Answer:
            if self.stopped.is_set() or time.monotonic() > until:
                raise StoppedError
            self.asked += 1
            self.at = request.url
            return ask(request, validators)

        return told


Work = Callable[[Ask], Any]


def asks_nobody(request: Request, _validators: Validators) -> Answer:
    """What stands in for the network in a process that may not ask sites."""
    raise VisitError(ErrorKind.CONNECT, f"{request.url}: this process asks no site")


class Errands:
    """All of them. Safe for threads; close it when serving ends."""

    def __init__(self, ask: Ask = asks_nobody) -> None:
        self._ask = ask
        self._threads = ThreadPoolExecutor(ABREAST, "errand")
        self._kept: OrderedDict[str, Errand] = OrderedDict()
        self._lock = threading.Lock()

    def begin(self, errand: Errand, work: Work) -> Errand:
        """Set ``work`` going; where that person's last one is not over, hand that one back instead."""
        with self._lock:
            for one in self._of(errand.person):
                if not one.over.is_set():
                    return one
            for old in [*self._of(errand.person)[: -KEPT_OF_ONE + 1], *self._finished()[:-KEPT]]:
                self._kept.pop(old.id, None)
            self._kept[errand.id] = errand
        self._threads.submit(self._run, errand, work)
        return errand

    def one(self, id: str, person: str) -> Errand | None:
        """That piece of work, if it is this person's and still kept."""
        with self._lock:
            found = self._kept.get(id)
        return found if found and found.person == person else None

    def last(self, person: str) -> tuple[Errand, ...]:
        """What is kept of a person's work, the latest first."""
        with self._lock:
            return tuple(reversed(self._of(person)))

    def close(self) -> None:
        """Stop all work, and wait for the requests under way."""
        with self._lock:
            for errand in self._kept.values():
                errand.stopped.set()
        self._threads.shutdown(cancel_futures=True)

    def _of(self, person: str) -> list[Errand]:
        return [one for one in self._kept.values() if one.person == person]

    def _finished(self) -> list[Errand]:
        return [one for one in self._kept.values() if one.over.is_set()]

    def _run(self, errand: Errand, work: Work) -> None:
        try:
            errand.outcome = work(errand.asking(self._ask))
        except VisitError as error:
            errand.error = error
        except StoppedError:
            errand.stopped.set()
        except Exception:  # noqa: BLE001 - a thread's boundary: a bug is told loudly, and the errand is over
            _log.exception("errand failed", kind=errand.kind, about=errand.about)
        finally:
            errand.over.set()
