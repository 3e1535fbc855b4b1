"""When each source is due, who may harvest, and what one tick of the scheduler does."""

import gc
import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any

import pytest

from federator import schedule
from federator.model.errors import ErrorKind, VisitError
from federator.model.site import Life, Source
from federator.model.visit import Outcome, SourceState, Visit
from federator.schedule import LEASE_SECONDS, Lease, due, machine
from federator.service import rounds
from federator.service.attaching import Attached
from federator.service.gathering import Tally
from federator.service.recheck import Rechecked
from federator.service.rounds import Round, clear, tick
from federator.service.sweep import _Run, sweep
from federator.store import in_trouble
from tests.waiting import eventually

NOW = datetime(2026, 11, 16, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
JITTER = 0.05  # to either side
LIST = "http://a.example/list/"


def source(id_: str = "gg", every: timedelta = HOUR) -> Source:
    return Source("a", id_, "公告", LIST, "331121-zrzy", "331121", every=every)


def near(span: timedelta) -> Any:
    return pytest.approx(span.total_seconds(), rel=JITTER)


# ── when ──


def test_the_longest_overdue_comes_first_and_one_never_visited_before_all() -> None:
    minutes = {"late": -1, "later": -9, "just": 0, "early": 1}
    states = {
        f"a/{id_}": SourceState(f"a/{id_}", next_due=NOW + timedelta(minutes=minute)) for id_, minute in minutes.items()
    }
    sources = [source(id_) for id_ in ("early", "late", "new", "just", "later")]
    assert [one.id for one in due(sources, states, NOW)] == ["new", "later", "late", "just"]


def test_a_source_that_is_paused_is_never_due() -> None:
    assert [one.id for one in due([source("gg"), source("td")], {}, NOW, {"a/gg"})] == ["td"]


# ── who ──


def other_machine(world: Any) -> str:
    """Takes the lease as a process of another machine would."""
    holder = "elsewhere:1"
    assert world.means.store.take_lease("harvest", holder, world.now, LEASE_SECONDS)
    return holder


def lease_of(world: Any) -> Lease:
    return Lease(world.means.store, lambda: world.now)


def test_a_lease_is_one_holders_until_it_is_given_back(world: Any) -> None:
    other = other_machine(world)
    assert not lease_of(world).take()
    world.means.store.drop_lease("harvest", other)
    assert lease_of(world).take()
    assert not world.means.store.take_lease("harvest", other, world.now, LEASE_SECONDS)


def test_a_holder_that_fell_silent_loses_its_lease(world: Any) -> None:
    other_machine(world)
    world.now += timedelta(seconds=LEASE_SECONDS - 1)
    assert not lease_of(world).take()
    world.now += timedelta(seconds=1)
    assert lease_of(world).take()


def test_only_a_dead_process_of_this_machine_is_dispossessed(world: Any) -> None:
    store, here = world.means.store, machine()
    ended_process = subprocess.Popen([sys.executable, "-c", ""])
    ended_process.wait()
    for holder, taken in (
        (f"{here}:{os.getppid()}:a1", False),
        (f"{here}:1:a1", False),  # not ours to signal, perhaps, and alive
        (f"{here}:{os.getpid()}:a1", False),  # a container's first process has the number of the one before it
        (f"elsewhere:{ended_process.pid}:a1", False),
        (f"{here.partition('/')[0]}/[1]:{ended_process.pid}:a1", False),  # of a container with this host's name
        (f"{here}:{ended_process.pid}:a1", True),
    ):
        assert store.take_lease("harvest", holder, world.now, LEASE_SECONDS)
        assert lease_of(world).take() is taken, holder
        store.drop_lease("harvest", store.lease_holder("harvest"))


def test_while_it_works_its_heart_keeps_the_lease(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "LEASE_SECONDS", 0.9)
    store = world.means.store

    def clock() -> datetime:
        return datetime.now(UTC)

    lease = Lease(store, clock)
    assert lease.take()
    with lease:
        end = time.monotonic() + 1.4
        while time.monotonic() < end:
            assert not store.take_lease("harvest", "elsewhere:1", clock(), 60)
            time.sleep(0.02)
    assert store.lease_holder("harvest") is None, "given back at the end"


def test_a_holder_that_slept_too_long_is_told_that_it_lost(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "LEASE_SECONDS", 0.3)
    store = world.means.store
    lease = lease_of(world)
    assert lease.take()
    with lease:
        assert not lease.lost()
        later = world.now + timedelta(hours=1)
        assert store.take_lease("harvest", "elsewhere:1", later, 60)
        assert eventually(lease.lost)
    assert store.lease_holder("harvest") == "elsewhere:1", "what is another's is not given back"


def test_a_holder_that_could_not_renew_in_time_ends_its_work(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    lease = lease_of(world)
    assert lease.take()
    assert not lease.lost()
    monkeypatch.setattr(schedule, "LEASE_SECONDS", 0.0)  # its time is over, and no heart has beaten
    assert lease.lost()


def test_one_process_cannot_harvest_twice_at_once_either(world: Any) -> None:
    lease = lease_of(world)
    assert lease.take()
    assert not lease_of(world).take()
    with lease:
        pass
    assert lease_of(world).take()


def test_the_lease_is_given_back_where_the_work_fails(world: Any) -> None:
    lease = lease_of(world)
    assert lease.take()
    with pytest.raises(ZeroDivisionError), lease:
        raise ZeroDivisionError
    assert world.means.store.lease_holder("harvest") is None


# ── a tick ──


@pytest.fixture
def stocked(world: Any) -> Any:
    world.site.list_page([("征地补偿安置公告一", "http://a.example/1.html", "2026-11-15")])
    world.site.notice("http://a.example/1.html", "征地补偿安置公告一", "正文。")
    return world


def ticked(world: Any, *, stopping: bool = False) -> list[str]:
    """What one tick, a minute after the last one, asked of the site."""
    world.now += timedelta(minutes=1)
    world.site.asked.clear()
    stop = Event()
    if stopping:
        stop.set()
    tick(world.means, lambda: world.now, stop, print)
    return list(world.site.asked)


def test_a_tick_visits_what_is_due_and_gives_the_lease_back(stocked: Any) -> None:
    assert ticked(stocked) == [LIST, "http://a.example/1.html"]
    assert stocked.titles() == ["征地补偿安置公告一"]
    assert stocked.means.store.lease_holder("harvest") is None
    assert ticked(stocked) == [], "not due for an hour"
    stocked.now += HOUR * (1 + JITTER)
    assert ticked(stocked) == [LIST]


def test_a_tick_rechecks_too(stocked: Any) -> None:
    ticked(stocked)
    stocked.now += timedelta(days=1, hours=2)
    assert ticked(stocked) == [LIST, "http://a.example/1.html"]


def test_files_that_a_killed_process_left_go_once_a_day_and_no_round_looks_for_them(stocked: Any) -> None:
    """Of hundreds of thousands of files a look takes seconds."""
    files, left, stopping = stocked.means.store.attachments.files, "0" * 64, Event()
    files.put(left, b"left")
    ticked(stocked)
    assert files.path(left).exists()
    stopping.set()
    other = other_machine(stocked)
    clear(stocked.means, lambda: stocked.now, stopping)
    assert files.path(left).exists(), "another process may be about to name it"
    stocked.means.store.drop_lease("harvest", other)
    clear(stocked.means, lambda: stocked.now, Event())
    assert not files.path(left).exists()


def test_rechecks_do_not_keep_visits_waiting(stocked: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    ticked(stocked)
    stocked.now += timedelta(days=1, hours=2)
    monkeypatch.setattr(rounds, "SIDE_SECONDS", -1.0)  # the time of this round is over
    assert ticked(stocked) == [LIST]
    monkeypatch.undo()
    assert ticked(stocked) == ["http://a.example/1.html"], "what was left stays due"


def runs() -> list[_Run]:
    return [one for one in gc.get_objects() if isinstance(one, _Run)]


def test_a_round_leaves_nothing_behind(stocked: Any) -> None:
    """What a harvester that runs for years must not gather."""
    gc.collect()
    gc.disable()
    usual = gc.get_threshold()
    try:
        before = len(runs())
        sweep([stocked.source], stocked.means, lambda: stocked.now)
        assert len(runs()) == before, "gone without a look for circles"
        assert (gc.get_freeze_count(), gc.get_threshold()) == (0, usual)
    finally:
        gc.enable()


def test_only_a_round_that_visited_looks_at_all_objects(stocked: Any) -> None:
    """A look takes longer than all else that an idle round does."""
    looked: list[tuple[str, int]] = []

    def look(phase: str, told: dict[str, int]) -> None:
        looked.append((phase, told["generation"]))

    gc.callbacks.append(look)
    try:
        assert ticked(stocked)
        assert ("stop", 2) in looked
        looked.clear()
        assert not ticked(stocked)
        assert ("stop", 2) not in looked
    finally:
        gc.callbacks.remove(look)


def test_a_round_in_which_nothing_was_due_is_idle_and_told_of_in_no_line(
    stocked: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    ticked(stocked)
    assert "round " in capsys.readouterr().out
    ticked(stocked)
    assert "round " not in capsys.readouterr().out
    idle = Round(Tally(), Rechecked(), Attached(), 0, 0, 0.1)
    visited = Tally([Visit("a/gg", NOW, 0.1, Outcome.UNCHANGED)])
    for did in (
        {"tally": visited},
        {"checked": Rechecked(1)},
        {"attached": Attached(1)},
        {"letters": 1},
        {"probes": 1},
    ):
        assert (idle.idle, replace(idle, **did).idle) == (True, False)


def test_a_tick_leaves_everything_to_the_process_that_harvests(stocked: Any) -> None:
    stocked.means = replace(stocked.means, settings=replace(stocked.means.settings, tick=0.3))
    stocked.now += timedelta(minutes=1)
    other_machine(stocked)
    stocked.now -= timedelta(minutes=1)
    assert ticked(stocked) == []
    stocked.now += timedelta(seconds=LEASE_SECONDS)
    assert ticked(stocked) == [LIST, "http://a.example/1.html"]


def replace_life(world: Any, life: Life) -> Any:
    (site,) = world.means.store.sites()
    world.means.store.save_site(replace(site, life=life))
    return world


@pytest.mark.parametrize("life", [life for life in Life if life is not Life.ACTIVE])
def test_only_an_active_site_is_visited(stocked: Any, life: Life) -> None:
    assert ticked(replace_life(stocked, life)) == []


def test_a_failure_backs_off_and_a_good_visit_forgets_it(stocked: Any) -> None:
    page = stocked.site.pages[LIST]
    stocked.site.pages[LIST] = replace(page, failure=VisitError(ErrorKind.TIMEOUT, "30 s"))
    waits = []
    for _ in range(3):
        assert ticked(stocked) == [LIST]
        state = stocked.means.store.states()["a/gg"]
        waits.append((state.next_due - stocked.now).total_seconds())
        stocked.now = state.next_due
    assert waits == [near(HOUR * 2), near(HOUR * 4), near(HOUR * 8)]
    stocked.site.pages[LIST] = page
    stocked.now = NOW + timedelta(days=1)
    ticked(stocked)
    state = stocked.means.store.states()["a/gg"]
    assert (state.failures, (state.next_due - stocked.now).total_seconds()) == (0, near(HOUR * 2**0.5)), "by its pace"


def test_a_tick_that_is_told_to_stop_asks_nothing_and_what_was_due_stays_so(stocked: Any) -> None:
    assert ticked(stocked, stopping=True) == []
    assert ticked(stocked) == [LIST, "http://a.example/1.html"]


@pytest.mark.parametrize("stage", ["due", "probe", "recheck", "attach", "pair_up"])
def test_a_bug_is_told_loudly_and_what_comes_next_still_comes(
    stage: str, stocked: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], bugs: list[str]
) -> None:
    delivered: list[Any] = []
    monkeypatch.setattr(rounds, stage, lambda *_: 1 / 0)
    monkeypatch.setattr(rounds, "deliver", lambda *_: delivered.append(stage) or 0)
    asked = ticked(stocked)
    said = "".join(capsys.readouterr())
    assert "ZeroDivisionError" in said
    assert len(bugs) == 1
    bugs.clear()
    assert delivered == ([stage] if stage != "due" else [])
    monkeypatch.undo()
    assert asked + ticked(stocked) == [LIST, "http://a.example/1.html"]


def test_a_source_that_meets_a_bug_waits_like_any_that_fails(stocked: Any, bugs: list[str]) -> None:
    means = stocked.means
    stocked.means = replace(means, ask=lambda *_: 1 / 0)
    ticked(stocked)
    assert len(bugs) == 1
    stocked.means = means
    assert ticked(stocked) == []
    stocked.now += 2 * HOUR * (1 + JITTER)
    assert ticked(stocked) == [LIST, "http://a.example/1.html"]
    bugs.clear()


def test_no_site_is_asked_while_the_disk_is_full(
    stocked: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(rounds, "ROOM", 10**18)
    assert ticked(stocked) == []
    assert "too little room" in "".join(capsys.readouterr())
    monkeypatch.undo()
    assert ticked(stocked) == [LIST, "http://a.example/1.html"]


def test_no_site_is_asked_by_a_clock_that_lost_the_time(stocked: Any, capsys: pytest.CaptureFixture[str]) -> None:
    right, stocked.now = stocked.now, datetime(1970, 1, 1, tzinfo=UTC)
    assert ticked(stocked) == []
    assert "cannot be so early" in "".join(capsys.readouterr())
    stocked.now = right
    assert ticked(stocked) == [LIST, "http://a.example/1.html"]


def test_a_database_in_trouble_ends_the_sweep_and_gives_sites_a_rest(
    stocked: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing could be kept of what further sites would be asked for."""
    (site,) = stocked.means.store.sites()
    others = [replace(stocked.source, id=f"c{n}", url=f"http://a.example/c{n}/") for n in range(5)]
    stocked.means.store.save_site(replace(site, sources=(stocked.source, *others)))
    rested: list[float] = []
    stop = Event()
    monkeypatch.setattr(stop, "wait", lambda seconds: rested.append(seconds))

    def full(request: Any, validators: Any) -> Any:
        stocked.site.asked.append(request.url)
        raise trouble_of("PRAGMA max_page_count = 1; CREATE TABLE a (b); CREATE TABLE c (d)")

    assert tick(replace(stocked.means, ask=full), lambda: stocked.now, stop, print) is None
    assert len(stocked.site.asked) == 1
    assert rested == [rounds.REST_SECONDS]
    said = "".join(capsys.readouterr())
    assert "database or disk is full" in said
    assert "Traceback" not in said
    assert stocked.means.store.lease_holder("harvest") is None
    assert not in_trouble(trouble_of("SELECT nothing")), "that is a bug"


def trouble_of(statements: str) -> sqlite3.Error:
    """What SQLite says of them."""
    with closing(sqlite3.connect(":memory:")) as connection, pytest.raises(sqlite3.Error) as caught:
        connection.executescript(statements)
    return caught.value


def test_a_bug_in_what_is_let_go_ends_no_harvester(
    stocked: Any, capsys: pytest.CaptureFixture[str], bugs: list[str]
) -> None:
    means, stop, asked = stocked.means, Event(), 0

    def clock() -> datetime:
        nonlocal asked
        asked += 1
        if asked > 200:
            stop.set()
        return NOW + timedelta(minutes=asked)

    many = replace(means.settings, captures_days=10**9, tick=0)
    rounds.for_ever(replace(means, settings=many), clock, stop, lambda *_letter: None)
    said = "".join(capsys.readouterr())
    assert bugs[0].startswith("letting go: OverflowError")
    bugs.clear()
    assert said.index("OverflowError") < said.rindex("round"), "it goes on"
