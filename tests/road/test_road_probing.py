"""Home pages asked once an hour, counted by day in China."""

from collections import Counter
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from federator.fetch import Client
from federator.model.answer import Answer
from federator.model.errors import ErrorKind, VisitError
from federator.model.probe import Probe, Reach
from federator.model.site import Life, Site
from federator.sample.broken_sites import BusySite, DownServer
from federator.sample.serving import Server
from federator.service.probing import ALONE, probe
from tests.road.conftest import START
from tests.road.test_road_breakages import LOOPBACK

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


def test_a_week_is_found_without_a_look_at_the_years_before(world: Any) -> None:
    probes, steps = world.means.store.probes, Counter[int]()

    def read(years: int) -> Reach:
        probes.record(Probe("a", START - timedelta(days=back), 0.1) for back in range(365 * years))
        connection = world.means.store._database.current()
        connection.set_progress_handler(lambda: steps.update([years]), 1)
        found: Reach = probes.reach(START.date())["a"]
        connection.set_progress_handler(None, 1)
        return found

    assert (read(1).probes, read(2).probes) == (7, 14)
    assert steps[1] == steps[2]


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


def more_sites(world: Any, homes: Homes, several: int) -> list[str]:
    """Further active sites, which answer; their home pages."""
    found = [f"http://s{number}.example/" for number in range(several)]
    for url in found:
        world.means.store.save_site(Site(url[7:9], url[7:9], "331121-zrzy", "331121", url, Life.ACTIVE))
    return found


SILENT = [ErrorKind.DNS, ErrorKind.CONNECT, ErrorKind.CONNECT_TIMEOUT]


@pytest.mark.parametrize("kind", SILENT)
@pytest.mark.parametrize("others", [0, 1, 3])
def test_of_few_sites_too_none_is_blamed_where_nobody_answers(
    world: Any, homes: Homes, kind: ErrorKind, others: int
) -> None:
    urls = [HOME, *more_sites(world, homes, others)]
    homes.failures = dict.fromkeys(urls, VisitError(kind, "[Errno 113] No route to host"))
    assert [look(world, 0.5) for _ in range(4)] == [0] * 4
    assert len(homes.asked) == 2 * len(urls), "nor asked more than once an hour"
    assert (world.means.store.probes.reach(WEEK_END), world.means.store.probes.days("a", DAY)) == ({}, ())
    homes.failures = {HOME: VisitError(kind, "")} if others else {}
    assert look(world, 1) == len(urls)
    assert found(world) == (Reach(1, 0, 1) if others else Reach(1, 0, 0))


def test_a_site_alone_in_its_turn_is_judged_by_others_that_answer(world: Any, homes: Homes) -> None:
    more_sites(world, homes, 7)
    assert look(world) == 8
    for url, site in ((HOME, "a"), ("http://s3.example/", "s3")):
        with world.means.store._database.writing() as connection:
            connection.execute("UPDATE site_days SET last = '2026' WHERE site = ?", (site,))
        homes.failures = {url: VisitError(ErrorKind.CONNECT_TIMEOUT, "")}
        homes.asked.clear()
        assert look(world) == 1
        assert len(homes.asked) == 2, "the first that answers is enough"
        assert world.means.store.probes.reach(WEEK_END)[site] == Reach(2, 0, 1)


def test_once_stopped_it_asks_nobody_else(world: Any, homes: Homes) -> None:
    world.means = replace(world.means, settings=replace(world.means.settings, workers=1))
    homes.failures = dict.fromkeys([HOME, *more_sites(world, homes, 3)], VisitError(ErrorKind.DNS, ""))
    assert probe(world.means, lambda: world.now, lambda: bool(homes.asked)) == 0
    assert len(homes.asked) == 1


@pytest.mark.parametrize("status", [500, 403])
def test_an_answer_of_any_kind_says_that_we_are_not_cut_off(world: Any, homes: Homes, status: int) -> None:
    homes.status = status
    urls = more_sites(world, homes, 2)
    homes.failures = dict.fromkeys(urls, VisitError(ErrorKind.DNS, ""))
    look(world)
    assert {world.means.store.probes.reach(WEEK_END)[name] for name in ("s0", "s1")} == {Reach(1, 0, 1)}


def test_errors_of_many_sites_are_theirs(world: Any, homes: Homes) -> None:
    """Of a platform that carries them all, say."""
    more_sites(world, homes, ALONE)
    homes.status = 502
    assert look(world) == ALONE + 1
    assert found(world) == Reach(1, 0, 1)


def test_a_site_that_nobody_finds_is_blamed_while_another_answers(world: Any) -> None:
    """Over real HTTP."""
    sites = (("a", "http://nobody.invalid/"), ("down", ""), ("good", ""))
    with ExitStack() as stack:
        down = stack.enter_context(closing(DownServer()))
        good = stack.enter_context(closing(Server(BusySite())))
        client = stack.enter_context(Client(LOOPBACK))
        world.means = replace(world.means, ask=client.ask, settings=replace(world.means.settings, probe_every=3600.0))
        for (name, url), server in zip(sites, (down, down, good), strict=True):
            home = url or f"{server.origin}/"
            world.means.store.save_site(Site(name, name, "331121-zrzy", "331121", home, Life.ACTIVE))
            assert look(world, 1 if name == "good" else 0) == {"a": 0, "down": 1, "good": 3}[name]
    reached = world.means.store.probes.reach(WEEK_END)
    assert (reached["a"], reached["down"], reached["good"]) == (Reach(1, 0, 1), Reach(2, 0, 2), Reach(1, 0, 0))


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
