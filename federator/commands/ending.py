"""SIGTERM and SIGINT while a pass is made: it ends with the notice that is being read, and keeps what it has read."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from federator.model.words import Words
from federator.terminal import say

_ENDS = Words("正在结束，已读到的会保存", "ending; what was read is kept")


@dataclass(slots=True)
class Ending:
    """Whether a pass was told to end, and by which signal."""

    by: int = 0

    @property
    def code(self) -> int:
        """The exit code of what a signal ended, as shells have it: 130, 143."""
        return 128 + self.by

    def asked(self) -> bool:
        """Whether it is to end."""
        return bool(self.by)

    def hear(self, by: int, _frame: FrameType | None) -> None:
        """Take the signal. Many send it twice (timeout; a terminal, and who started the process): once more is no other
        wish."""
        if not self.by:
            self.by = by
            say(_ENDS, err=True)


@contextmanager
def ending() -> Iterator[Ending]:
    """Hears both signals; afterwards they mean what they meant before."""
    heard = Ending()
    before = [(one, signal.signal(one, heard.hear)) for one in (signal.SIGTERM, signal.SIGINT)]
    try:
        yield heard
    finally:
        for one, was in before:
            signal.signal(one, was)
