"""Built feeds, kept as bytes beside the ETag that names them."""

from collections import OrderedDict
from threading import Lock


class Built:
    """The last answers, least recently used first out; bounded in bytes. Safe for threads."""

    def __init__(self, budget: int = 16_000_000) -> None:
        self._budget = budget
        self._held: OrderedDict[str, bytes] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, etag: str) -> bytes | None:
        """The bytes of that ETag, if they are still held."""
        with self._lock:
            if etag in self._held:
                self._held.move_to_end(etag)
            return self._held.get(etag)

    def keep(self, etag: str, content: bytes) -> None:
        """Hold the bytes; the oldest go until all fit."""
        with self._lock:
            self._size += len(content) - len(self._held.pop(etag, b""))
            self._held[etag] = content
            while self._size > self._budget:
                self._size -= len(self._held.popitem(last=False)[1])
