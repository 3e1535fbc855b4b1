"""What need not be kept any longer is let go, a little at a time: no visit waits long to be recorded."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from federator.settings import Settings
from federator.store import Store

A_DAY = timedelta(days=1)
AT_FIRST = timedelta(hours=1)
"""After the start of a process; then once a day."""

_STEP = 500
_PAUSE = 0.01
"""Seconds between two steps."""

_Step = Callable[[datetime, int, int], tuple[int, int | None]]
"""Before when, behind which number, how many are looked at → how many went, and the number to go on behind."""


@dataclass(slots=True)
class LetGo:
    """What a pass let go: ``captures`` of ``looked_at``, ``size`` bytes as they lay in the database; ``visits`` of
    which only counts are kept; ``versions`` that later ones superseded."""

    looked_at: int = 0
    captures: int = 0
    size: int = 0
    visits: int = 0
    versions: int = 0


def let_go(store: Store, settings: Settings, now: datetime, stopped: Callable[[], bool] = lambda: False) -> LetGo:
    """Versions superseded more than ``versions_days`` ago, captures of such as were more than ``captures_days`` ago,
    and visits of more than ``visits_days`` ago; with 0 they are kept for ever. Days count that the service
    lived through, for what is gone does not come back when a clock is set right."""
    total, after = LetGo(), 0
    if settings.visits_days:
        total.visits = _by_steps(store.forget_visits, store.days_ago(now, settings.visits_days), stopped)
    if settings.versions_days:
        total.versions = _by_steps(store.archive.compact, store.days_ago(now, settings.versions_days), stopped)
    before = store.days_ago(now, settings.captures_days)
    while settings.captures_days and not stopped():
        done = store.archive.prune(before, after, _STEP)
        total.looked_at += done.looked_at
        total.captures += done.dropped
        total.size += done.size
        if done.last is None:
            break
        after = done.last
        time.sleep(_PAUSE)
    return total


def _by_steps(step: _Step, before: datetime, stopped: Callable[[], bool]) -> int:
    """How many went of what is older than ``before``."""
    total, after = 0, 0
    while not stopped():
        count, following = step(before, after, _STEP)
        total += count
        if following is None:
            break
        after = following
        time.sleep(_PAUSE)
    return total
