"""A site whose pages are never closed, over real HTTP: harvested by its foot, and never believed without."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from federator.fetch import Client
from federator.model.errors import ErrorKind
from federator.model.site import Life, Site
from federator.model.visit import Outcome, Visit
from federator.sample.serving import Asked, Reply, Server
from federator.service.recheck import Rechecked
from tests.broken_column import FOOT, TITLES, BreakingSite, unended
from tests.road.test_road_breakages import LOOPBACK

LISTS = ("/gg/", "/gg/index_1.html")


class Unended:
    """The site, its column in the registry, and its visits."""

    def __init__(self, world: Any, url: str, site: BreakingSite, client: Client) -> None:
        self.world, self.site = world, site
        self.site.broken = unended
        source = replace(world.source, url=url, home=url, connector=None, rule=None, complete=True, ends=FOOT)
        world.source, world.means = source, replace(world.means, ask=client.ask)
        told = (source.site, source.site, source.organisation, source.division, url, Life.ACTIVE, (source,))
        world.means.store.save_site(Site(*told))
        self.visit: Callable[..., Visit] = world.visit

    def recheck(self) -> Rechecked:
        """Old notices are asked again seldom."""
        self.world.now += timedelta(days=100)
        return self.world.next_day()  # type: ignore[no-any-return]

    def cut(self, where: Callable[[str], bool], after: Callable[[bytes], int], declared: bool = False) -> None:
        """Let some pages break off. ``declared``: with the length of the whole."""

        def reply(asked: Asked) -> Reply:
            said = unended(asked)
            if not where(asked.path):
                return said
            return Reply(said.content[: after(said.content)], declared=len(said.content) if declared else None)

        self.site.broken = reply


@pytest.fixture
def never(world: Any) -> Iterator[Unended]:
    site = BreakingSite()
    with closing(Server(site)) as server, Client(LOOPBACK) as client:
        yield Unended(world, f"{server.origin}/gg/", site, client)


def test_without_its_foot_told_it_is_refused_with_what_to_tell(never: Unended) -> None:
    failed = never.visit(ends="")
    assert (failed.outcome, failed.error) == (Outcome.FAILED, ErrorKind.CUT_SHORT)
    foot = "".join(FOOT.split())
    assert failed.detail.startswith("the page has no end: 2 rows; it stops at ")
    assert foot.endswith(failed.detail.rpartition(" ")[2])
    assert never.visit(ends=failed.detail.rpartition(" ")[2]).created == 4, "what is told of it is what it needs"


def test_it_is_harvested_by_its_foot(never: Unended) -> None:
    assert (never.visit().outcome, never.world.titles()) == (Outcome.CHANGED, sorted(TITLES[:4]))
    assert never.visit().outcome is Outcome.UNCHANGED
    assert (never.recheck().asked, never.world.last_seq()) == (4, 4)


@pytest.mark.parametrize("share", [0.35, 0.6, 0.8, 0.9, 0.97])
@pytest.mark.parametrize("declared", [False, True], ids=["by its origin", "in transit"])
def test_a_list_that_was_cut_changes_nothing(never: Unended, share: float, declared: bool) -> None:
    never.visit()
    seq = never.world.last_seq()
    never.cut(LISTS.__contains__, lambda page: int(len(page) * share), declared)
    for _ in range(3):
        failed = never.visit()
        assert failed.error is ErrorKind.CUT_SHORT
    assert never.world.last_seq() == seq
    never.site.broken = unended
    assert never.visit().error is None
    assert never.world.last_seq() == seq


@pytest.mark.parametrize("declared", [False, True], ids=["by its origin", "in transit"])
def test_a_list_cut_behind_a_row_changes_nothing(never: Unended, declared: bool) -> None:
    never.visit()
    seq = never.world.last_seq()
    never.cut(LISTS.__contains__, lambda page: page.index(b"</li>") + 5, declared)
    assert [never.visit().error for _ in range(3)] == [ErrorKind.CUT_SHORT] * 3
    assert never.world.last_seq() == seq


@pytest.mark.parametrize("declared", [False, True], ids=["by its origin", "in transit"])
def test_a_notice_that_was_cut_is_read_when_it_comes_whole(never: Unended, declared: bool) -> None:
    never.cut(lambda path: "/t2026" in path, lambda page: page.index("的正文".encode()) + 9, declared)
    partial = never.visit()
    assert (partial.created, partial.error) == (0, ErrorKind.CUT_SHORT)
    never.site.broken = unended
    assert never.visit().created == 4
    seq = never.world.last_seq()
    never.cut(lambda path: "/t2026" in path, lambda page: page.index("的正文".encode()) + 9, declared)
    assert never.recheck().asked == 4
    assert never.world.last_seq() == seq, "half a text is no amendment"


def test_an_origin_that_dies_behind_its_header_teaches_nothing(never: Unended) -> None:
    never.cut(lambda _path: True, lambda page: page.index(b"<body>") + 6)
    assert [never.visit(ends=ends).outcome for ends in (FOOT, "")] == [Outcome.FAILED] * 2
