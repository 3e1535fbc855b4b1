"""The validation report over a deliberately poor site: each fault is named where it is, and no other."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest

from federator.examine.reporting import report
from federator.fetch import Client
from federator.model.report import By, Section
from federator.model.scope import Scope
from federator.model.site import Life, Site
from federator.sample.serving import Server
from federator.service.sweep import sweep
from tests.road.conftest import World
from tests.road.poor_site import NOTICES, PoorSite
from tests.road.test_road_breakages import LOOPBACK


@pytest.fixture
def poor(world: World) -> Iterator[World]:
    with closing(Server(PoorSite())) as server, closing(Client(LOOPBACK)) as client:
        url = f"{server.origin}/gg/"
        source = replace(world.source, url=url, home=url, connector="trs", rule=None, pages=True, category=None)
        site = Site("a", "示例局", source.organisation, source.division, url, Life.ACTIVE, (source,))
        world.means.store.save_site(site)
        world.means = replace(world.means, ask=client.ask)
        sweep(world.means.store.sources(), world.means, lambda: world.now)
        yield world


def of(world: World, by: By) -> tuple[Section, ...]:
    return report(world.means.store, Scope(names=("a",)), by)


def test_each_fault_is_named_where_it_is(poor: World) -> None:
    sections = of(poor, By.NOTICE)
    titles = poor.means.store.titled(one.name for one in sections)
    found = {titles[one.name].title: {(fault.clause, fault.field) for fault in one.faults} for one in sections}
    assert found == {one.title: set(one.faults) for one in NOTICES}


def test_the_whole_site_counts_what_lacks_and_what_is_wrong(poor: World) -> None:
    (site,) = of(poor, By.SITE)
    (source,) = of(poor, By.SOURCE)
    (organisation,) = of(poor, By.ORGANISATION)
    assert (source.name, organisation.name) == ("a/gg", "331121-zrzy")
    assert site.notices == len(NOTICES)
    assert site.faultless == sum(not one.faults for one in NOTICES)
    lacking = [one for one in NOTICES if any(clause.endswith("-missing") for clause, _ in one.faults)]
    assert site.complete == len(NOTICES) - len(lacking)
    late = next(fault for fault in site.faults if fault.clause == "document-late")
    assert (late.missing, late.notices, late.examples[0].seen) == (False, 1, "2026-06-01 / 2026-07-28")
    assert site.faults == source.faults == organisation.faults


def test_the_command_tells_it_as_words_objects_and_a_table(poor: World, desk: Any, tell: Any) -> None:
    database = str(poor.means.settings.database)
    said = tell("--database", database, "report").stdout
    assert "[severe]" in said
    assert "[严重]" in tell("--database", database, "report", FEDERATOR_LANG="zh").stdout
    assert f"{len(NOTICES)} notices" in said
    site = poor.means.store.sites()[0]
    assert f"a  {site.name}\n" in said
    assert f"a/gg  {site.name} · {site.sources[0].name}\n" in tell("--database", database, "report", "a").stdout
    late = "wrong · published · the document was made public later than aimed at (document-late)"
    assert f"    [minor] {late}  × 1\n" in said
    objects = [json.loads(line) for line in tell("--database", database, "report", "a", "--json").stdout.splitlines()]
    assert [one.get("name") for one in objects] == ["a/gg", None]
    assert objects[-1]["total"]["notices"] == len(NOTICES)
    table = tell("--database", database, "report", "a/gg", "--csv").stdout.splitlines()
    assert sum("document-late" in line for line in table) == 1
    assert tell("--database", database, "report", "--json", "--csv").exit_code == 2
    good = next(one.name for one in of(poor, By.NOTICE) if not one.faults)
    assert tell("--database", database, "report", good).stdout == "nothing is missing or wrong\n"
