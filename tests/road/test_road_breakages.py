"""Every way to fail, over real HTTP: produced, named, survived, and kept for whoever mends it."""

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from ipaddress import ip_network
from typing import Any

import pytest

from federator.fetch import Client
from federator.model.errors import ErrorKind
from federator.model.manners import Manners
from federator.model.revision import Selection
from federator.model.site import Life, Site, Source
from federator.model.visit import Outcome, Visit
from federator.sample.serving import Server
from federator.service.sweep import sweep
from tests.broken_column import TITLES, BreakingSite
from tests.road.breakages import BREAKAGES, Breakage

LOOPBACK = Manners(
    pause=0,
    connect=0.4,
    read=0.6,
    total=1.2,
    max_bytes=1_000_000,
    allow_networks=(ip_network("127.0.0.0/8"), ip_network("::1/128")),
)
NOT_OF_A_SITE = {
    ErrorKind.BAD_ADDRESS,
    ErrorKind.NOT_OF_THE_WEB,
    ErrorKind.RULE,
    ErrorKind.TOLD_TO_WAIT,
    ErrorKind.VISIT_TIMEOUT,
    ErrorKind.INTERNAL,
}
"""What only whoever registers a source can do wrong; and what is not one answer's fault, which has tests of its own."""
UNANSWERED = {
    ErrorKind.CONNECT,
    ErrorKind.CONNECT_TIMEOUT,
    ErrorKind.TIMEOUT,
    ErrorKind.TOTAL_TIMEOUT,
    ErrorKind.DNS,
    ErrorKind.TLS,
    ErrorKind.REDIRECT,
    ErrorKind.ROBOTS,
    ErrorKind.FORBIDDEN_ADDRESS,
    ErrorKind.TOO_LARGE,
}
"""What leaves no answer that could be kept."""
BROKEN_IN_TRANSIT = {"broken-off", "half-a-gzip"}


class Troubled:
    """A site for each breakage, and one that goes on; all registered, each a server of its own."""

    def __init__(self, world: Any, stack: ExitStack) -> None:
        self._world = world
        self._stack = stack
        self.samples = {name: BreakingSite() for name in (*BREAKAGES, "good")}
        self.servers = {name: stack.enter_context(closing(Server(one))) for name, one in self.samples.items()}
        for name, server in self.servers.items():
            self.register(name, f"{server.origin}/gg/")

    def register(self, name: str, url: str) -> None:
        source = replace(self._world.source, site=name, url=url, home=url, connector=None, rule=None, pages=False)
        self._save(source)

    def _save(self, source: Source) -> None:
        site = Site(source.site, source.site, source.organisation, source.division, source.home, Life.ACTIVE, (source,))
        self._world.means.store.save_site(site)

    def break_down(self, name: str, breakage: Breakage) -> None:
        server = self.servers[name]
        url = f"{server.origin}/gg/"
        self.samples[name].broken = breakage.reply
        server.robots = breakage.robots or server.robots
        if breakage.server:
            stands = self._stack.enter_context(closing(breakage.server()))
            self.register(name, f"{stands.origin}/gg/")
        elif breakage.address:
            self.register(name, breakage.address(url))

    def mend(self) -> None:
        for name, server in self.servers.items():
            self.samples[name].broken = None
            server.robots = b""
            self.register(name, f"{server.origin}/gg/")

    def visit(self) -> dict[str, Visit]:
        """All of them, by a client that has never met a robots.txt."""
        with Client(LOOPBACK) as client:
            means = replace(self._world.means, ask=client.ask)
            sources = [source for source in means.store.sources() if source.site in self.samples]
            done = sweep(sources, means, lambda: self._world.now).visits
        return {visit.source.partition("/")[0]: visit for visit in done}

    def titles(self) -> Counter[str]:
        return Counter(one.notice.title for one in self._world.means.store.page(Selection(), None, 1000))


@pytest.fixture
def troubled(world: Any) -> Iterator[Troubled]:
    with ExitStack() as stack:
        yield Troubled(world, stack)


def test_every_kind_is_produced() -> None:
    assert {one.kind for one in BREAKAGES.values()} == set(ErrorKind) - NOT_OF_A_SITE


def test_every_failure_is_named_and_survived(troubled: Troubled, world: Any) -> None:
    first = troubled.visit()
    assert {visit.outcome for visit in first.values()} == {Outcome.CHANGED}
    assert {visit.created for visit in first.values()} == {4}
    before, seq = troubled.titles(), world.last_seq()
    assert set(before) == set(TITLES[:4])

    for name, breakage in BREAKAGES.items():
        troubled.break_down(name, breakage)
    second = troubled.visit()
    assert {name: visit.error for name, visit in second.items() if visit.error} == {
        name: one.kind for name, one in BREAKAGES.items()
    }
    assert {name for name, visit in second.items() if visit.outcome is not Outcome.FAILED} == {"good"} | {
        name for name, one in BREAKAGES.items() if one.partial
    }
    assert all(visit.detail for visit in second.values() if visit.error)
    fresh = troubled.titles() - before
    assert fresh == Counter(TITLES[4:]), "of the pager that repeats; nothing that a site said in trouble"
    assert world.last_seq() == seq + 2, "and no notice changed"

    store = world.means.store
    for name, one in BREAKAGES.items():
        kept = store.evidence(f"{name}/gg")
        if one.kind in UNANSWERED or one.partial or name in BROKEN_IN_TRANSIT:
            assert kept is None, name
        else:
            assert kept is not None, name
            assert kept.url.startswith(("http://127.0.0.1", "http://localhost")), name

    troubled.mend()
    third = troubled.visit()
    assert {name: visit.error for name, visit in third.items() if visit.error} == {}
    assert troubled.titles() == before + fresh
    assert world.last_seq() == seq + 2
