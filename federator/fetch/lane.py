"""What is kept of one host: the pause between two requests to it, how long it wants to be left alone, its cookies, its
robots.txt."""

import threading
import time

from federator.fetch.cookies import Cookies
from federator.fetch.robots import Rules
from federator.model.errors import ErrorKind, VisitError

ABREAST = 4
"""Requests to one host at the same time where no pause is asked for."""

SHORT_REST = 5.0
"""Seconds: what a host asks to wait less than this is waited within the visit."""

LONGEST_REST = 86_400.0
_MOST_HOSTS = 20_000


class Lane:
    """One host, named as in its address; who has entered it may ask. ``rules`` are its robots.txt by scheme;
    ``by_the_book`` until an answer of its server was not."""

    def __init__(self, host: str, pause: float) -> None:
        self.host = host
        self.rest_until = 0.0
        self.pause = pause
        self.cookies = Cookies()
        self.by_the_book = True
        self.rules: dict[str, Rules] = {}
        self.robots_lock = threading.Lock()
        self._free = threading.Condition()
        self._asking = 0
        self._not_before = 0.0

    def rest(self, seconds: float) -> None:
        """The host wants to be left alone for so long; it is, up to a day."""
        self.rest_until = max(self.rest_until, time.monotonic() + min(seconds, LONGEST_REST))

    def expect_open(self) -> None:
        """Raise VisitError TOLD_TO_WAIT while the host wants to be left alone; a few seconds are waited here."""
        left = self.rest_until - time.monotonic()
        if left > SHORT_REST:
            raise VisitError(ErrorKind.TOLD_TO_WAIT, f"{self.host}: {left:.0f} s", retry_after=left)
        if left > 0:
            time.sleep(left)

    def __enter__(self) -> None:
        """Wait for one's turn."""
        with self._free:
            while self._asking >= (1 if self.pause else ABREAST):
                self._free.wait()
            self._asking += 1

    def keep_pause(self) -> None:
        """Wait until the pause is over, which counts from the end of the request before."""
        if (left := self._not_before - time.monotonic()) > 0:
            time.sleep(left)

    def __exit__(self, *_trouble: object) -> None:
        with self._free:
            self._asking -= 1
            self._not_before = time.monotonic() + self.pause
            self._free.notify()

    @property
    def idle(self) -> bool:
        """Nobody asks, and nobody need wait."""
        return not self._asking and time.monotonic() >= max(self._not_before, self.rest_until)


class Lanes:
    """All hosts met, by name. Thread-safe."""

    def __init__(self, pause: float) -> None:
        self._pause = pause
        self._lock = threading.Lock()
        self._lanes: dict[str, Lane] = {}

    def of(self, host: str) -> Lane:
        """The one lane of ``host``."""
        with self._lock:
            lane = self._lanes.get(host)
            if lane is None:
                self._make_room()
                lane = self._lanes[host] = Lane(host, self._pause)
            return lane

    def _make_room(self) -> None:
        """Redirects can name hosts without end; the oldest that nobody uses are forgotten."""
        if len(self._lanes) >= _MOST_HOSTS:
            for host in [host for host, lane in self._lanes.items() if lane.idle][: _MOST_HOSTS // 10]:
                del self._lanes[host]
