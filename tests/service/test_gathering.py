"""What several visits brought is one transaction; what one of them cannot say takes nothing from the others."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from federator.harvest import Ended
from federator.model.errors import ErrorKind
from federator.model.item import Changes, Known
from federator.model.rhythm import Due
from federator.model.visit import Outcome, Visit
from federator.service.gathering import SOON, Gathering
from federator.store import Brought, Store

NOW = datetime(2026, 11, 26, 8, tzinfo=UTC)
DUE = Due(NOW + timedelta(hours=1))


def nothing(_known: Known) -> Changes:
    return Changes()


def broken(_known: Known) -> Changes:
    raise ZeroDivisionError


def brought(source: str, decide: object = nothing) -> Brought:
    return Brought(
        visit=Visit(source, NOW, 0.5, Outcome.CHANGED, rows=1), drafts=(), decide=decide, seen=(), set_aside=(),
        memories=(), captures={}, next_due=lambda _visit: DUE, profile="p@1",
    )  # type: ignore[arg-type]  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path / "federator.db", lambda: NOW)
    yield opened
    opened.close()


def sources(store: Store) -> set[str]:
    return set(store.states())


def test_visits_wait_until_they_are_written_and_are_told_then(store: Store) -> None:
    told: list[str] = []
    gathering = Gathering(store, lambda visit: told.append(visit.source))
    gathering.brought(brought("a/gg"))
    gathering.brought(brought("b/gg"))
    gathering.quiet(Ended(Visit("c/gg", NOW, 0.5, Outcome.UNCHANGED)), DUE)
    assert (told, sources(store)) == (["c/gg"], set())
    gathering.write_brought()
    assert (told, sources(store)) == (["c/gg", "a/gg", "b/gg"], {"a/gg", "b/gg"})
    gathering.write()
    assert sources(store) == {"a/gg", "b/gg", "c/gg"}
    assert {visit.source: visit.outcome for visit in gathering.tally.visits}["a/gg"] is Outcome.UNCHANGED, "as counted"


def test_what_came_is_written_soon_although_more_comes(store: Store) -> None:
    gathering = Gathering(store, lambda _visit: None)
    gathering.brought(brought("a/gg"))
    time.sleep(SOON)
    gathering.brought(brought("b/gg"))
    gathering.brought(brought("c/gg"))
    assert sources(store) == {"a/gg", "b/gg"}


def test_what_came_is_written_soon_although_nothing_else_does(store: Store) -> None:
    gathering = Gathering(store, lambda _visit: None)
    gathering.brought(brought("a/gg"))
    time.sleep(SOON)
    gathering.quiet(Ended(Visit("b/gg", NOW, 0.5, Outcome.UNCHANGED)), DUE)
    assert sources(store) == {"a/gg"}


def test_a_bug_in_recording_one_visit_takes_no_other_with_it(store: Store, bugs: list[str]) -> None:
    gathering = Gathering(store, lambda _visit: None)
    for one in (brought("a/gg"), brought("b/gg", broken), brought("c/gg")):
        gathering.brought(one)
    gathering.write()
    assert {visit.source: visit.error for visit in gathering.tally.visits} == {
        "a/gg": None, "b/gg": ErrorKind.INTERNAL, "c/gg": None}  # fmt: skip
    assert store.states()["b/gg"].failures == 1
    assert bugs == ["a/gg, b/gg, c/gg: ZeroDivisionError()", "b/gg: ZeroDivisionError()"], "together, then by itself"
    bugs.clear()


def test_a_database_in_trouble_is_no_visits_fault(store: Store) -> None:
    def full(_known: Known) -> Changes:
        with closing(sqlite3.connect(":memory:")) as other:
            other.executescript("PRAGMA max_page_count = 1; CREATE TABLE a (b); CREATE TABLE c (d)")
        raise AssertionError

    gathering = Gathering(store, lambda _visit: None)
    gathering.brought(brought("a/gg"))
    gathering.brought(brought("b/gg", full))
    with pytest.raises(sqlite3.OperationalError, match="full"):
        gathering.write()
    assert sources(store) == set()
