"""Which sources are due, and who may harvest: due times are ours (``rhythm.py``), the lease is in the database."""

import math
import os
import secrets
import socket
import threading
import time
from collections.abc import Callable, Container, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Protocol, Self

from federator.model.site import Source
from federator.model.visit import SourceState

LEASE_SECONDS = 60
"""How long a harvester that fell silent keeps others out; it renews its lease while it works."""

WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)
"""A clock that shows less than when this was written is wrong: a machine that lost the time begins with 1970, and
notices would be held for their dates."""

_LOOK_AGAIN = 0.1  # seconds between two tries for a lease that another process has
_LEASE = "harvest"


def due(
    sources: Iterable[Source], states: Mapping[str, SourceState], now: datetime, paused: Container[str] = ()
) -> list[Source]:
    """The sources to visit now, longest overdue first; one never visited is due at once, one that is paused never."""
    waiting = [
        (states[source.key].next_due if source.key in states else None, source)
        for source in sources
        if source.key not in paused
    ]
    ready = [(when, source) for when, source in waiting if when is None or when <= now]
    ready.sort(key=lambda one: (one[0] is not None, one[0] or now))
    return [source for _, source in ready]


class LeaseBook(Protocol):
    """Where leases are kept: the store, for every process on the database."""

    def take_lease(self, name: str, holder: str, now: datetime, seconds: float) -> bool:
        """Take or renew the lease; False while another holder's has not run out."""

    def lease_holder(self, name: str) -> str | None:
        """Who holds it."""

    def drop_lease(self, name: str, holder: str) -> None:
        """Give it back."""


class Lease:
    """The right to harvest, or to do what else ``name`` says: one process at a time. While entered it is renewed by a
    heartbeat, whatever the visits do; a holder that falls silent (a suspended machine) loses it, and finds ``lost``
    when it wakes. A heart that cannot write stops, loudly, and the lease runs out with it."""

    def __init__(self, book: LeaseBook, clock: Callable[[], datetime], name: str = _LEASE) -> None:
        self._book = book
        self._name = name
        self._clock = clock
        self._holder = f"{machine()}:{os.getpid()}:{secrets.token_hex(4)}"
        self._renewed = -math.inf
        self._until = datetime.min.replace(tzinfo=UTC)
        self._lost = threading.Event()
        self._over = threading.Event()
        self._heart = threading.Thread(target=self._beat, name="lease", daemon=True)

    def take(self) -> bool:
        """Whether this process may harvest now. A holder on this machine that no longer lives is dispossessed."""
        if self._renew():
            return True
        other = self._book.lease_holder(self._name)
        if other is None or not _is_dead(other):
            return False
        self._book.drop_lease(self._name, other)
        return self.take()

    def wait(self, seconds: float, stopped: Callable[[], bool] = lambda: False) -> bool:
        """Take it, within ``seconds`` at the latest; False where another process keeps it, or once ``stopped``."""
        until = time.monotonic() + seconds
        while not self.take():
            if stopped() or time.monotonic() >= until:
                return False
            time.sleep(_LOOK_AGAIN)
        return True

    def lost(self) -> bool:
        """Whether another process has taken over, or may have by now: what is under way must end. The others go by the
        clock, which may have been set ahead."""
        return self._lost.is_set() or _seconds() - self._renewed >= LEASE_SECONDS or self._clock() >= self._until

    def ended(self, stopped: Callable[[], bool]) -> Callable[[], bool]:
        """Tells whether what is done under the lease must end: it was ``stopped``, or the lease is :meth:`lost`."""
        return lambda: stopped() or self.lost()

    def __enter__(self) -> Self:
        self._heart.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._over.set()
        self._heart.join()
        self._book.drop_lease(self._name, self._holder)

    def _beat(self) -> None:
        while not self._over.wait(LEASE_SECONDS / 3):
            if not self._renew():
                self._lost.set()

    def _renew(self) -> bool:
        before, now = _seconds(), self._clock()
        held = self._book.take_lease(self._name, self._holder, now, LEASE_SECONDS)
        if held:
            self._renewed, self._until = before, now + timedelta(seconds=LEASE_SECONDS)
        return held


def _seconds() -> float:
    """Seconds that go on while the machine sleeps, where it can tell."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


def machine() -> str:
    """Names what process numbers belong to: the host, and on Linux the namespace, for a container counts its own."""
    try:
        space = os.readlink("/proc/self/ns/pid")
    except OSError:
        space = ""
    return f"{socket.gethostname()}/{space.removeprefix('pid:')}"


def _is_dead(holder: str) -> bool:
    """A process of this machine that is gone (its lease need not run out); other machines we cannot know."""
    host, _, process = holder.partition(":")
    pid = process.partition(":")[0]
    if host != machine() or not pid.isdecimal():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:  # it lives, and is another user's
        return False
    return False
