"""How often each client asks: a bucket of as many questions as it may ask in a minute, filled evenly."""

from threading import Lock


class Paces:
    """The buckets of all clients, in memory: a restart fills them. Safe for threads."""

    def __init__(self) -> None:
        self._left: dict[str, tuple[float, float]] = {}
        self._lock = Lock()

    def take(self, client: str, per_minute: int, now: float) -> float:
        """Take one question out of the client's bucket; else the seconds until there is one again. ``now`` in seconds
        of a clock that never runs backwards."""
        a_second = per_minute / 60
        with self._lock:
            left, since = self._left.get(client, (float(per_minute), now))
            left = min(float(per_minute), left + (now - since) * a_second)
            taken = left >= 1
            self._left[client] = (left - 1 if taken else left, now)
        return 0.0 if taken else (1 - left) / a_second
