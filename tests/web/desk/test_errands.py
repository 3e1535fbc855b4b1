"""Long work: one piece at a time a person, stopped when wanted, kept for a while, and by the one way to ask."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from federator.fetch import Client
from federator.model.answer import Answer, Request, Validators
from federator.model.errors import ErrorKind, VisitError
from federator.model.manners import Manners
from federator.walk import Ask
from federator.web.desk.errands import KEPT_OF_ONE, Errand, Errands

ASKED = Request("http://a.example/")


def answer(request: Request, _validators: Validators) -> Answer:
    return Answer(request, 200, request.url, b"x", datetime.now(UTC), {})


@pytest.fixture
def errands() -> Iterator[Errands]:
    made = Errands(answer)
    yield made
    made.close()


def errand(person: str = "p", most: int = 3) -> Errand:
    return Errand(person, "column", {"url": ASKED.url}, most)


def asks(times: int) -> Callable[[Ask], int]:
    def work(ask: Ask) -> int:
        for _ in range(times):
            ask(ASKED, Validators())
        return times

    return work


def test_what_comes_of_it_is_its_owners_alone(errands: Errands) -> None:
    one = errands.begin(errand(), asks(2))
    assert one.over.wait(10)
    assert (one.outcome, one.asked, one.at) == (2, 2, ASKED.url)
    assert errands.one(one.id, "p") is one
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
    begun = threading.Event()

    def work(ask: Ask) -> None:
        begun.set()
        while True:
            ask(ASKED, Validators())

    one = errands.begin(errand(), work)
    assert begun.wait(10)
    one.stopped.set()
    assert one.over.wait(10)
    assert one.outcome is None
    assert one.error is None


def test_a_failure_is_told_and_a_bug_ends_the_work(errands: Errands) -> None:
    def fails(_ask: Ask) -> None:
        raise VisitError(ErrorKind.TIMEOUT, "30 s")

    failed = errands.begin(errand(), fails)
    assert failed.over.wait(10)
    assert failed.error is not None
    assert failed.error.kind is ErrorKind.TIMEOUT
    bug = errands.begin(errand(), lambda _ask: 1 / 0)
    assert bug.over.wait(10)
    assert (bug.outcome, bug.error) == (None, None)


def test_only_the_latest_are_kept(errands: Errands) -> None:
    made = []
    for _ in range(KEPT_OF_ONE + 2):
        made.append(errands.begin(errand(), asks(0)))
        assert made[-1].over.wait(10)
    assert list(errands.last("p")) == made[::-1][:KEPT_OF_ONE]


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/", "http://[::1]/", "http://169.254.169.254/", "file:///etc/passwd"]
)
def test_no_address_of_the_house_is_asked(url: str) -> None:
    with Client(Manners(pause=0)) as client:
        errands = Errands(client.ask)
        one = errands.begin(errand(), lambda ask: ask(Request(url), Validators()))
        assert one.over.wait(10)
        errands.close()
    assert one.error is not None
    assert one.error.kind is ErrorKind.FORBIDDEN_ADDRESS


def test_without_the_network_nothing_is_asked() -> None:
    errands = Errands()
    one = errands.begin(errand(), lambda ask: ask(ASKED, Validators()))
    assert one.over.wait(10)
    errands.close()
    assert one.error is not None
    assert "asks no site" in one.error.detail
