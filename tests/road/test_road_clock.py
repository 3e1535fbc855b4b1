"""The clock jumps, and comes back: nothing waits for the time it had."""

from dataclasses import replace
from datetime import datetime, timedelta
from threading import Event
from typing import Any

import pytest

from federator.compare.aging import latest_rechecks, next_recheck
from federator.model.people import Actor
from federator.model.probe import Probe
from federator.schedule import Lease, due
from federator.service import rounds
from federator.service.recheck import recheck
from federator.service.retention import LetGo, let_go

KEY = "a/gg"
ONE, LOST = "http://a.example/1.html", "http://a.example/2.html"
FAR = timedelta(days=1000)


@pytest.fixture
def far(world: Any) -> Any:
    """Visited and rechecked while the clock ran ahead by years; a row of its list could not be read. The clock is right
    again."""
    world.site.list_page([("公告一", ONE, "2026-11-15"), ("页面不在", LOST, "2026-11-15")])
    world.site.notice(ONE, "公告一", "正文")
    world.visit()
    world.now += FAR
    world.visit()
    recheck(world.means, world.now)
    world.now -= FAR
    return world


def is_due(world: Any) -> bool:
    return bool(due(world.means.store.sources(), world.means.store.states(), world.now))


def set_back(world: Any) -> bool:
    done: bool = world.means.store.set_back(world.now, latest_rechecks(world.now))
    return done


def test_sources_and_pages_are_due_when_the_clock_is_right_again(far: Any) -> None:
    assert not is_due(far)
    assert set_back(far)
    assert is_due(far)
    far.site.notice(ONE, "公告一", "改过的正文")
    assert recheck(far.means, far.now).amended == 1
    far.site.notice(LOST, "页面不在", "又在了")
    far.now += timedelta(days=1, minutes=1)
    assert far.visit().created == 1, "what was set aside is tried again after its day"
    assert not set_back(far)


def test_nothing_is_touched_while_the_clock_goes_on(world: Any) -> None:
    world.site.list_page([("公告一", ONE, "2026-11-15")])
    world.site.notice(ONE, "公告一", "正文")
    world.visit()
    before = world.means.store.states()
    (target,) = world.means.store.recheck_due(world.now + timedelta(days=2), 9)
    assert not set_back(world)
    assert (world.means.store.states(), target.item.recheck_at) == (before, next_recheck(target.item.day, world.now))


def test_no_page_waits_longer_than_it_may(far: Any) -> None:
    set_back(far)
    (target,) = far.means.store.recheck_due(far.now + timedelta(days=1), 9)
    assert target.item.recheck_at <= far.now


def test_homes_are_probed_although_one_was_on_a_day_to_come(far: Any) -> None:
    probes = far.means.store.probes
    ((site, _home),) = probes.due(far.now, timedelta(hours=1))
    probes.record([Probe(site, far.now + FAR, 0.1)])
    assert probes.due(far.now, timedelta(hours=1))
    probes.record([Probe(site, far.now, 0.1)])
    assert not probes.due(far.now, timedelta(hours=1))


def test_what_is_let_go_once_a_day_waits_no_longer_than_a_day(far: Any, bugs: list[str]) -> None:
    stop, hours = Event(), 0

    def clock() -> datetime:
        nonlocal hours
        hours += 1
        if hours == 300:
            stop.set()
        return far.now + (FAR if hours == 1 else timedelta(hours=hours))

    never = replace(far.means.settings, captures_days=10**9, tick=0)
    rounds.for_ever(replace(far.means, settings=never), clock, stop, lambda *_letter: None)
    assert bugs[0].startswith("letting go: OverflowError"), "it came to that"
    bugs.clear()


def test_a_lease_of_years_keeps_nobody_out(world: Any) -> None:
    store = world.means.store
    assert store.take_lease("harvest", "elsewhere:1:a", world.now + FAR, 60)
    assert store.take_lease("harvest", "here:2:b", world.now, 60)
    assert not store.take_lease("harvest", "elsewhere:3:c", world.now, 60)


def test_a_holder_knows_when_the_clock_was_set_ahead_that_another_may_harvest(world: Any) -> None:
    mine, other = (Lease(world.means.store, lambda: world.now) for _ in "ab")
    assert mine.take()
    world.now += timedelta(seconds=59)
    assert (mine.lost(), other.take()) == (False, False)
    world.now += timedelta(minutes=10)
    assert (mine.lost(), other.take()) == (True, True)


@pytest.mark.parametrize("pages", [True, False])
def test_what_an_amendment_was_held_for_is_over_once_its_date_has_come(world: Any, pages: bool) -> None:
    """The earlier version stays public meanwhile."""
    world.site.list_page([("公告一", ONE, "2026-11-15")], etag='"1"')
    world.site.notice(ONE, "公告一", "正文")
    world.visit(pages=pages)
    right = world.now
    world.now -= timedelta(days=400)
    set_back(world)
    world.site.list_page([("公告一（更正）", ONE, "2026-11-15")], etag='"2"')
    world.site.notice(ONE, "公告一（更正）", "改过的正文")
    world.visit(pages=pages)
    assert (world.titles(), world.means.store.counts().held) == (["公告一"], 0)
    world.now = right + timedelta(hours=1)
    world.visit(pages=pages)
    if world.titles() == ["公告一"]:
        recheck(world.means, world.now)
    assert world.titles() == ["公告一（更正）"]
    seq = world.last_seq()
    world.visit(pages=pages)
    assert world.last_seq() == seq


def test_an_amendment_that_a_person_rejected_is_not_public_once_its_date_has_come(world: Any) -> None:
    world.site.list_page([("公告一", ONE, "2026-11-15")])
    world.site.notice(ONE, "公告一", "正文")
    world.visit()
    world.site.notice(ONE, "公告一", "改过的正文", published="2026-12-01")
    world.next_day()
    (one,) = world.published()
    world.means.store.decisions.reject(one.id, world.last_seq(), "不对", Actor("me"))
    world.now += timedelta(days=30)
    world.visit()
    recheck(world.means, world.now)
    (one,) = world.published()
    assert one.notice.text == "正文"


def test_a_clock_that_lagged_leaves_no_trace_in_since_when_a_source_is_observed(far: Any) -> None:
    def since() -> datetime:
        when: datetime = far.means.store.states()[KEY].observed_since
        return when

    right, began = far.now, since()
    for lag in (timedelta(days=400), timedelta(days=400, minutes=30)):
        far.now = right - lag
        set_back(far)
        far.visit()
    assert since() < began, "nothing tells yet which clock was right"
    far.now = right + timedelta(hours=1)
    far.visit()
    assert since() == began


def test_nor_does_one_that_ran_ahead_when_the_source_was_first_observed(world: Any) -> None:
    world.site.list_page([("公告一", ONE, "2026-11-15")])
    world.site.notice(ONE, "公告一", "正文")
    right = world.now
    world.now += timedelta(days=3)
    world.visit()
    world.now = right
    set_back(world)
    for _ in range(6):
        world.now += timedelta(days=1)
        world.visit()
    assert world.means.store.states()[KEY].observed_since == right


def test_nothing_is_let_go_because_the_clock_leapt(far: Any) -> None:
    far.site.notice(ONE, "公告一", "改过的正文")
    recheck(far.means, far.now + timedelta(days=2))
    brief = replace(far.means.settings, captures_days=60, versions_days=60, visits_days=60)
    far.now += 9 * FAR
    far.visit()
    assert let_go(far.means.store, brief, far.now) == LetGo(looked_at=1)


def test_seq_and_time_never_run_against_each_other(far: Any) -> None:
    set_back(far)
    far.site.notice(ONE, "公告一", "再改的正文")
    recheck(far.means, far.now)
    changes = far.means.store.changes(0, 99).changes
    assert [one.at for one in changes] == sorted(one.at for one in changes)


@pytest.mark.parametrize("pages", [True, False])
def test_what_was_held_for_its_date_is_public_once_that_has_come(world: Any, pages: bool) -> None:
    """A clock that lags, or a bureau that dates ahead: the page says the same, and nobody need release it."""
    right = world.now
    world.site.list_page([("公告一", ONE, "2026-11-15")], etag='"1"')
    world.site.notice(ONE, "公告一", "正文")
    world.now -= timedelta(days=400)
    world.visit(pages=pages)
    world.visit(pages=pages)
    assert (world.titles(), world.means.store.counts().held) == ([], 1)
    world.now = right
    seq = world.last_seq()
    world.visit(pages=pages)
    if not world.titles():
        recheck(world.means, world.now)
    assert (world.titles(), world.last_seq()) == (["公告一"], seq + 1)
    world.visit(pages=pages)
    assert world.last_seq() == seq + 1


def test_what_is_dated_ahead_is_public_in_time_and_not_in_a_week(world: Any) -> None:
    """The list says the same all the time, and no page may be asked instead."""
    world.site.list_page([("公告一", ONE, "2026-11-18")], etag='"1"')
    assert world.visit(pages=False).held == 1
    for titles in ([], ["公告一"]):
        world.now += timedelta(days=1)
        assert (world.visit(pages=False).rows, world.titles()) == (1, titles)
    world.visit(pages=False)
    assert world.visit(pages=False).rows == 0, "the list answers again that nothing is new"
