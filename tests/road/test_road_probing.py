"""Home pages asked once an hour, counted by day in China."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from federator.model.answer import Answer
from federator.model.errors import ErrorKind, VisitError
from federator.model.probe import Reach
from federator.model.site import Life, Site
from federator.probing import ALONE, probe

HOME = "http://a.example/"
DAY = date(2026, 11, 16)
WEEK_END = DAY + timedelta(days=6)


class Homes:
    """Home pages that take some seconds, or do not come."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.failures: dict[str, VisitError] = {}
        self.status = 200
        self.asked: list[str] = []

    def __call__(self, request: Any, validators: Any) -> Answer:
        self.asked.append(request.url)
        assert not validators, "a home page is asked for whole, as people do"
        if request.url in self.failures:
            raise self.failures[request.url]
        return Answer(request, self.status, request.url, b"", None, {}, self.seconds.get(request.url, 0.2))  # type: ignore[arg-type]


@pytest.fixture
def homes(world: Any) -> Homes:
    found = Homes()
    world.means = replace(world.means, ask=found, settings=replace(world.means.settings, probe_every=3600.0))
    return found


def look(world: Any, hours: float = 0) -> int:
    world.now += timedelta(hours=hours)
    return probe(world.means, lambda: world.now)


def found(world: Any) -> Reach:
    return world.means.store.probes.reach(WEEK_END).get("a", Reach())


def test_a_site_is_probed_once_an_hour_day_and_night(world: Any, homes: Homes) -> None:
    assert [look(world, 0.25) for _ in range(24 * 4)].count(1) == 24
    assert found(world) == Reach(24, 0, 0)
    days = world.means.store.probes.days("a", DAY)
    assert [(one.day.day, one.reach.probes) for one in days] == [(17, 9), (16, 15)], "days in China"


def test_what_a_clock_counted_that_ran_ahead_is_of_no_week_before(world: Any, homes: Homes) -> None:
    homes.status = 503
    look(world, 24 * 365)
    assert found(world) == Reach()
    homes.status = 200
    look(world, -24 * 365)
    assert found(world) == Reach(1, 0, 0)


def test_slow_and_failed_are_bad_and_counted_apart(world: Any, homes: Homes) -> None:
    look(world)
    homes.seconds[HOME] = 15
    look(world, 1)
    homes.seconds[HOME] = 14.9
    look(world, 1)
    homes.status = 503
    look(world, 1)
    homes.failures[HOME] = VisitError(ErrorKind.CONNECT, "refused")
    look(world, 1)
    assert found(world) == Reach(5, 1, 2)
    assert found(world).bad == 0.6


@pytest.mark.parametrize("status", [401, 403, 412, 429, 521])
def test_a_site_that_lets_no_machine_in_is_there(world: Any, homes: Homes, status: int) -> None:
    homes.status = status
    assert look(world) == 0
    assert found(world) == Reach()


@pytest.mark.parametrize(
    "kind", [ErrorKind.ROBOTS, ErrorKind.FORBIDDEN_ADDRESS, ErrorKind.NOT_OF_THE_WEB, ErrorKind.TOLD_TO_WAIT]
)
def test_what_keeps_us_out_by_rule_is_no_fault_of_the_site(world: Any, homes: Homes, kind: ErrorKind) -> None:
    homes.failures[HOME] = VisitError(kind, "")
    assert look(world) == 0
    assert found(world) == Reach()


def test_where_nobody_answers_it_is_we_who_are_cut_off(world: Any, homes: Homes) -> None:
    names = [f"s{n}" for n in range(ALONE)]
    for name in names:
        world.means.store.save_site(Site(name, name, "331121-zrzy", "331121", f"http://{name}.example/", Life.ACTIVE))
    lost = VisitError(ErrorKind.DNS, "")
    homes.failures = {HOME: lost} | {f"http://{name}.example/": lost for name in names}
    assert look(world) == 0
    assert world.means.store.probes.reach(WEEK_END) == {}
    del homes.failures[HOME]
    assert look(world) == ALONE + 1, "asked again at once, for nothing was learnt"
    assert world.means.store.probes.reach(WEEK_END)["s1"] == Reach(1, 0, 1)


def test_only_active_sites_are_probed_and_none_where_it_is_not_wanted(world: Any, homes: Homes) -> None:
    (site,) = world.means.store.sites()
    world.means.store.save_site(replace(site, life=Life.SUSPENDED))
    assert look(world) == 0
    world.means.store.save_site(site)
    world.means = replace(world.means, settings=replace(world.means.settings, probe_every=0))
    assert look(world) == 0
    assert homes.asked == []


def test_it_ends_when_told_to(world: Any, homes: Homes) -> None:
    assert probe(world.means, lambda: world.now, lambda: True) == 0
    assert homes.asked == []


def test_a_bug_met_at_one_home_keeps_no_other_from_its_turn(world: Any, homes: Homes, bugs: list[str]) -> None:
    other = "http://b.example/"
    world.means.store.save_site(Site("b", "乙局", "x", "330000", other, Life.ACTIVE))
    homes.failures[HOME] = OverflowError("a header that nobody foresaw")  # type: ignore[assignment]
    assert look(world) == 1
    assert homes.asked == [HOME, other]
    assert bugs == ["http://a.example/: OverflowError('a header that nobody foresaw')"]
    bugs.clear()
