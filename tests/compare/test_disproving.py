"""A date of publication against what was captured before."""

from datetime import UTC, date, datetime

import pytest

from federator.compare.disproving import disproved
from federator.model.breach import Breach, Severity
from federator.model.decision import DISPROVED
from federator.model.local_time import LocalTime
from federator.model.notice import Notice
from tests.compare.notices import notice

FIRST_SEEN = datetime(2026, 11, 15, 20, tzinfo=UTC)  # the 16th in China
TOLD = Breach(DISPROVED, "published", Severity.MINOR, "2026-11-01 → 2026-11-10")


def of(day: int | None) -> Notice:
    return notice(published=LocalTime(date(2026, 11, day)) if day else None)


@pytest.mark.parametrize(
    ("before", "now", "seen"),
    [
        (10, 10, ""),
        (10, 12, "2026-11-10 → 2026-11-12"),
        (10, 17, "2026-11-10 → 2026-11-17"),
        (10, 18, "2026-11-18 / 2026-11-16"),
        (10, None, ""),
        (None, 12, ""),
    ],
)
def test_a_day_that_was_another_before_or_had_not_come_when_the_notice_was_seen(before, now, seen):
    found = disproved(of(before), None, of(now), FIRST_SEEN)
    assert found == (Breach(DISPROVED, "published", Severity.MINOR, seen) if seen else None)


def test_it_is_said_for_as_long_as_the_day_stands():
    assert disproved(of(10), TOLD, of(10), FIRST_SEEN) == TOLD
    changed = disproved(of(10), TOLD, of(11), FIRST_SEEN)
    assert changed is not None
    assert changed.seen == "2026-11-10 → 2026-11-11"
