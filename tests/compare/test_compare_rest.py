"""Matching, withdrawing and aging."""

from datetime import UTC, date, datetime, timedelta

import pytest

from federator.compare.aging import next_recheck
from federator.compare.matching import match
from federator.compare.withdrawing import withdraw
from federator.model.item import AsideReason, KnownNotice
from federator.model.revision import State, Withdrawal
from federator.model.row import Row
from tests.compare.notices import notice

NOW = datetime(2026, 11, 20, 4, tzinfo=UTC)


def test_rows_are_sorted_by_what_is_known() -> None:
    same, changed, fresh, lost, tried = (
        Row("同", "http://a.example/same"),
        Row("改", "http://a.example/changed"),
        Row("新", "http://a.example/new"),
        Row("无链接", ""),
        Row("坏页", "http://a.example/bad"),
    )
    known = {"a.example/same": same.digest, "a.example/changed": "before"}
    matched = match("a/b", (same, changed, fresh, lost, tried), known, {tried.digest})
    assert matched.to_read == (changed, fresh)
    assert matched.seen == ("a.example/same",)
    assert matched.waiting == 1
    assert [(one.title, one.reason) for one in matched.nowhere] == [("无链接", AsideReason.NO_ADDRESS)]


def gone(number: int) -> list[KnownNotice]:
    return [KnownNotice(f"n{one}", State.PUBLISHED, notice(), "d", "d", True, NOW) for one in range(number)]


@pytest.mark.parametrize(
    ("number", "held_here", "lately", "withdrawn"),
    [(1, 1, 0, 1), (2, 20, 0, 2), (4, 20, 0, 4), (5, 20, 0, 0), (2, 20, 3, 0), (1, 3, 1, 0), (20, 20, 0, 0)],
)
def test_too_much_at_once_waits_for_a_person(number: int, held_here: int, lately: int, withdrawn: int) -> None:
    assert len(withdraw(gone(number), held_here, lately, 0.2, Withdrawal.PAGE_GONE)) == withdrawn


@pytest.mark.parametrize(("age", "days"), [(0, 1), (14, 1), (15, 7), (90, 7), (91, 90), (4000, 365)])
def test_young_notices_are_asked_again_sooner(age: int, days: int) -> None:
    today = date(2026, 11, 20)
    assert next_recheck(today - timedelta(days=age), NOW) == NOW + timedelta(days=days)
