"""Long work: one piece at a time a person, stopped when wanted, kept for a while, and by the one way to ask."""

import threading
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from federator.fetch import Client
from federator.model.answer import Answer, Ask, Request, Validators
from federator.model.errors import ErrorKind, VisitError
from federator.model.manners import Manners
from federator.store import Store
from federator.store.errands import KEPT_OF_ONE, LONGEST_KEPT, Ending, ErrandBook, KeptErrand
from federator.web.desk.errands import Errand, Errands
from federator.web.desk.outcomes import unpacked
from tests.answers import answer_at
from tests.waiting import eventually

ASKED = Request("http://a.example/")


def answer(request: Request, _validators: Validators) -> Answer:
    return answer_at(request, "x")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(tmp_path / "federator.db")
    yield made
    made.close()


@pytest.fixture
def errands(store: Store) -> Iterator[Errands]:
    made = Errands(store.errands, answer)
    yield made
    made.close()


def errand(person: str = "p", most: int = 3) -> Errand:
    return Errand(person, "count", {"url": ASKED.url}, most)


def ended(book: ErrandBook, id: str) -> KeptErrand:
    """What is kept of work once it is over."""
    assert eventually(lambda: bool((kept := book.one(id)) and kept.ended))
    kept = book.one(id)
    assert kept is not None
    return kept


def asks(times: int) -> Callable[[Ask], int]:
    def work(ask: Ask) -> int:
        for _ in range(times):
            ask(ASKED, Validators())
        return times

    return work


def begun_for_ever(errands: Errands) -> Errand:
    """Work under way that asks without end."""
    begun = threading.Event()

    def work(ask: Ask) -> None:
        begun.set()
        while True:
            ask(ASKED, Validators())

    one = errands.begin(errand(), work)
    assert begun.wait(10)
    return one


def test_what_comes_of_it_is_its_owners_alone(errands: Errands) -> None:
    one = errands.begin(errand(), asks(2))
    assert one.over.wait(10)
    assert (one.outcome, one.asked, one.at) == (2, 2, ASKED.url)
    found = errands.one(one.id, "p")
    assert found is not None
    assert (found.id, found.asked, found.about) == (one.id, 2, {"url": ASKED.url})
    assert errands.one(one.id, "q") is None


def test_a_second_piece_of_work_waits_for_the_first(errands: Errands) -> None:
    may_end = threading.Event()
    first = errands.begin(errand(), lambda _ask: may_end.wait(10))
    assert errands.begin(errand(), asks(1)) is first
    other = errands.begin(errand("q"), asks(1))
    assert other.over.wait(10)
    may_end.set()
    assert first.over.wait(10)
    assert errands.begin(errand(), asks(1)) is not first


def test_stopped_work_asks_nothing_more(errands: Errands) -> None:
    one = begun_for_ever(errands)
    one.stopped.set()
    assert one.over.wait(10)
    assert one.outcome is None
    assert one.error is None


def test_a_failure_is_told_and_a_bug_ends_the_work(errands: Errands, capsys: pytest.CaptureFixture[str]) -> None:
    def fails(_ask: Ask) -> None:
        raise VisitError(ErrorKind.TIMEOUT, "30 s")

    failed = errands.begin(errand(), fails)
    assert failed.over.wait(10)
    assert failed.error is not None
    assert failed.error.kind is ErrorKind.TIMEOUT
    bug = errands.begin(errand(), lambda _ask: 1 / 0)
    assert bug.over.wait(10)
    assert (bug.outcome, bug.error) == (None, None)
    errands.close()
    said = "".join(capsys.readouterr())
    assert "errand failed" in said
    assert "ZeroDivisionError" in said


def test_work_whose_end_cannot_be_noted_is_over_all_the_same(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    class Full(ErrandBook):
        def end(self, id: str, asked: int, how: Ending) -> None:
            raise OSError(28, "No space left on device")

    errands = Errands(Full(store._database, lambda: datetime.now(UTC)), answer)
    one = errands.begin(errand(), asks(1))
    assert one.over.wait(10)
    assert errands.begin(errand(), asks(1)) is not one, "nor does it keep its owner from further work"
    errands.close()
    assert "No space left" in "".join(capsys.readouterr())


def test_only_the_latest_are_kept(errands: Errands) -> None:
    made = []
    for _ in range(KEPT_OF_ONE + 2):
        made.append(errands.begin(errand(), asks(0)))
        assert made[-1].over.wait(10)
    assert [one.id for one in errands.last("p")] == [one.id for one in made[::-1][:KEPT_OF_ONE]]


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("http://127.0.0.1:8/", ErrorKind.FORBIDDEN_ADDRESS),
        ("http://[::1]/", ErrorKind.FORBIDDEN_ADDRESS),
        ("http://169.254.169.254/", ErrorKind.FORBIDDEN_ADDRESS),
        ("file:///etc/passwd", ErrorKind.NOT_OF_THE_WEB),
    ],
)
def test_no_address_of_the_house_is_asked(url: str, kind: ErrorKind, store: Store) -> None:
    with Client(Manners(pause=0)) as client:
        errands = Errands(store.errands, client.ask)
        one = errands.begin(errand(), lambda ask: ask(Request(url), Validators()))
        assert one.over.wait(10)
        errands.close()
    assert one.error is not None
    assert one.error.kind is kind


def test_without_the_network_nothing_is_asked(store: Store) -> None:
    errands = Errands(store.errands)
    one = errands.begin(errand(), lambda ask: ask(ASKED, Validators()))
    assert one.over.wait(10)
    errands.close()
    assert one.error is not None
    assert "asks no site" in one.error.detail


def test_what_ended_is_there_after_a_restart_and_what_had_not_is_lost(store: Store) -> None:
    before = Errands(store.errands, answer)
    done = before.begin(errand(), lambda _ask: (_ for _ in ()).throw(VisitError(ErrorKind.TIMEOUT, "30 s")))
    assert ended(store.errands, done.id).error
    begun = threading.Event()

    def for_ever(ask: Ask) -> None:
        begun.set()
        while True:
            ask(ASKED, Validators())

    assert done.over.wait(10)
    running = before.begin(errand(), for_ever)
    assert begun.wait(10)
    before.close()
    after = Errands(store.errands, answer)
    lost, failed = after.last("p")
    assert (lost.id, lost.lost, lost.over.is_set()) == (running.id, True, True)
    assert (failed.id, failed.lost, failed.error and failed.error.kind) == (done.id, False, ErrorKind.TIMEOUT)
    again = after.begin(errand(), asks(1))
    assert again.over.wait(10)
    after.close()


def test_what_was_stopped_is_stopped_and_not_lost(store: Store, errands: Errands) -> None:
    one = begun_for_ever(errands)
    one.stopped.set()
    assert ended(store.errands, one.id).stopped
    assert one.over.wait(10)
    found = errands.one(one.id, "p")
    assert found is not None
    assert (found.stopped.is_set(), found.lost) == (True, False)


def test_what_is_old_goes_when_something_begins(tmp_path: Path) -> None:
    now = datetime(2026, 3, 1, tzinfo=UTC)
    store = Store(tmp_path / "old.db", clock=lambda: now)
    store.errands.begin("1", "p", "count", {}, 1)
    now += LONGEST_KEPT - timedelta(seconds=1)
    store.errands.begin("2", "q", "count", {}, 1)
    assert store.errands.one("1")
    now += timedelta(seconds=2)
    store.errands.begin("3", "q", "count", {}, 1)
    assert store.errands.one("1") is None
    assert [one.id for one in store.errands.of("q")] == ["3", "2"]
    store.close()


def test_what_cannot_be_read_any_more_is_spent(store: Store, errands: Errands) -> None:
    store.errands.begin("1", "p", "column", {"url": ASKED.url}, 1)
    store.errands.end("1", 1, Ending(False, None, True, b"of another release"))
    one = errands.one("1", "p")
    assert one is not None
    assert (one.outcome, one.spent, one.lost) == (None, True, False)
    assert unpacked("column", zlib.compress(b"{}")) is None
