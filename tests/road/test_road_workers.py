"""As many workers as there is waiting for: one where sites answer at once, more where they take their time."""

import errno
import sqlite3
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from federator import harvest
from federator.model.answer import Answer, Request, Validators
from federator.model.errors import ErrorKind
from federator.model.site import Source
from federator.model.visit import Outcome, Visit
from federator.service.sweep import sweep
from tests.road.conftest import LIST, Page, World
from tests.waiting import eventually

HOSTS = ("a", "b", "c")


@pytest.fixture
def sources(world: World) -> list[Source]:
    """One of each host, with a notice each."""
    for host in HOSTS:
        url = LIST.replace("a.example", f"{host}.example")
        notice = f"http://{host}.example/art/1.html"
        world.site.pages[url] = Page(
            f"<ul class=list><li><a href='{notice}'>关于{host}的公告</a><span>2026-11-15</span></li></ul>".encode()
        )
        world.site.notice(notice, f"关于{host}的公告", "现予公告。")
    return [replace(world.source, site=host, url=LIST.replace("a.example", f"{host}.example")) for host in HOSTS]


def swept(world: World, sources: list[Source], before_answering: Callable[[str], None]) -> None:
    def ask(request: Request, validators: Validators) -> Answer:
        before_answering(request.url)
        return world.site.ask(request, validators)

    tally = sweep(sources, replace(world.means, ask=ask), lambda: world.now)
    assert tally.total("created") == len(sources)


def test_one_worker_serves_sites_that_answer_at_once(world: World, sources: list[Source]) -> None:
    workers = set()
    swept(world, sources, lambda _url: workers.add(threading.get_ident()))
    assert len(workers) == 1


def test_sites_that_take_their_time_are_waited_for_together_by_no_more_workers_than_may_be(
    world: World, sources: list[Source]
) -> None:
    together = threading.Barrier(world.means.settings.workers, timeout=10)  # nobody is answered until two ask
    workers = set()

    def wait_for_another(_url: str) -> None:
        workers.add(threading.get_ident())
        if together.n_waiting or len(workers) == 1:
            together.wait()

    swept(world, sources, wait_for_another)
    assert len(workers) == world.means.settings.workers == 2


def test_answers_that_come_soon_but_not_at_once_are_waited_for_together(world: World, sources: list[Source]) -> None:
    workers = set()

    def soon(_url: str) -> None:
        workers.add(threading.get_ident())
        time.sleep(0.012)  # never as long as between two looks whether all wait

    swept(world, sources, soon)
    assert len(workers) == 2


@pytest.mark.parametrize("bug", [ValueError("no time"), sqlite3.OperationalError("no such column: time")])
def test_a_bug_between_visits_costs_one_source_its_turn(
    world: World, sources: list[Source], bugs: list[str], bug: Exception
) -> None:
    times = iter([None, world.now, world.now])

    def clock() -> datetime:
        if now := next(times):
            return now
        raise bug

    tally = sweep(sources, world.means, clock)
    assert (tally.total("created"), len(bugs)) == (2, 1)
    assert bugs.pop() == f"{sources[0].key}: {bug!r}"


def test_a_visit_that_ends_by_a_bug_has_failed_and_is_not_made_again_at_once(
    world: World, sources: list[Source], bugs: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(harvest, "look_up", lambda *_: 1 / 0)
    (failed,) = sweep(sources[:1], world.means, lambda: world.now).visits
    assert (failed.outcome, failed.error) == (Outcome.FAILED, ErrorKind.INTERNAL)
    state = world.means.store.states()[sources[0].key]
    assert state.failures == 1
    assert state.next_due > world.now + sources[0].every
    assert bugs.pop() == f"{sources[0].key}: ZeroDivisionError('division by zero')"


def test_trouble_with_the_disk_that_one_worker_meets_ends_the_others_too(world: World, sources: list[Source]) -> None:
    many = [replace(sources[0], site=f"h{n}", url=f"http://h{n}.example/") for n in range(30)]
    met = threading.Event()

    def clock() -> datetime:
        if len(world.site.asked) > 5 and not met.is_set():
            met.set()
            raise OSError(errno.ENOSPC, "No space left on device")
        return world.now

    def soon(request: Request, validators: Validators) -> Answer:
        time.sleep(0.012)
        return world.site.ask(request, validators)

    with pytest.raises(OSError, match="No space left"):
        sweep(many, replace(world.means, ask=soon), clock)
    assert len(world.site.asked) < 15


def test_what_came_is_in_the_feed_while_another_site_is_waited_for(world: World, sources: list[Source]) -> None:
    seen_meanwhile: list[str] = []

    def linger(url: str) -> None:
        if url == sources[-1].url:
            eventually(lambda: len(world.titles()) == 2, 10)
            seen_meanwhile.extend(world.titles())

    swept(world, sources, linger)
    assert seen_meanwhile == ["关于a的公告", "关于b的公告"]


def test_who_interrupts_a_sweep_waits_for_no_further_site(world: World, sources: list[Source]) -> None:
    def interrupted(_visit: Visit) -> None:
        if threading.current_thread() is threading.main_thread():
            raise KeyboardInterrupt

    def ask(request: Request, validators: Validators) -> Answer:
        time.sleep(0.1)
        return world.site.ask(request, validators)

    means = replace(world.means, ask=ask, settings=replace(world.means.settings, workers=1))
    with pytest.raises(KeyboardInterrupt):
        sweep(sources, means, lambda: world.now, interrupted)
    assert sources[-1].url not in world.site.asked
