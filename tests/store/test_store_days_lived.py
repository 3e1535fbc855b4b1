"""What is old is so by days lived through, and not by a clock that leapt."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from federator.model.rhythm import Due, Reason
from federator.model.visit import Outcome, Visit

NOW = datetime(2026, 11, 27, 10, tzinfo=UTC)
NEVER = datetime.min.replace(tzinfo=UTC)


def visited(world: Any, *days_ago: float) -> None:
    for ago in days_ago:
        visit = Visit("a/gg", NOW - timedelta(days=ago), 0.1, Outcome.UNCHANGED)
        world.store.record_quiet([visit], {"a/gg": Due(NOW, Reason.PACE, 1.0)}, {})


def test_days_follow_each_other(world: Any) -> None:
    assert world.store.days_ago(NOW, 1) == NEVER
    visited(world, *range(41, -1, -1))
    assert world.store.days_ago(NOW, 40) == NOW - timedelta(days=40)
    assert world.store.days_ago(NOW, 42) == NEVER


def test_weeks_between_two_days_count_and_years_do_not(world: Any) -> None:
    visited(world, *range(800, 300, -7))
    last = NOW.replace(hour=0) - timedelta(days=303)
    assert world.store.days_ago(NOW, 200) == last - timedelta(days=200 - 8)


@pytest.mark.parametrize("leap", [1000, 100_000])
def test_a_leap_of_the_clock_makes_nothing_old(world: Any, leap: int) -> None:
    visited(world, *range(60, -1, -1), -leap, -leap - 1)
    ahead = NOW + timedelta(days=leap + 1)
    assert world.store.days_ago(ahead, 60) == NOW - timedelta(days=60 - 1 - 8)
    assert world.store.days_ago(NOW, 60) == NOW - timedelta(days=60), "and the clock is right again"
