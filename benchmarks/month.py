"""A simulated month: the clock is set by hand, the sites are functions; sweep, probes, rechecks and store are real.

Columns publish as ``publishing.py`` has it. Each site is out of order for some hours once, answers 503 then and says
when to come again. What is asked, whether manners were kept, and how long publications and corrections take to reach
the feed.
"""

import random
import threading
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measuring import Table, arguments, measure
from benchmarks.publishing import BEGIN, COLUMNS, LISTED, Event, busiest, percentile, published_by
from federator.model.answer import Answer, Request, Validators
from federator.model.local_time import CHINA
from federator.model.revision import Selection
from federator.model.rhythm import Rhythm
from federator.model.site import Life, Rule, Site, Source
from federator.visit.means import Means

EVERY = timedelta(hours=1)
RETRY_AFTER = 3600
_SENTENCE = "经批准，现将有关事项公告如下，如有异议请在公告期内以书面形式提出。"
_HOUR = timedelta(hours=1)


@dataclass
class World:
    """The sites of a month, as they are at ``now``. Every second host gives validators. ``asked``: by kind; ``times``:
    of each host; ``abreast`` and ``unwanted``: requests to a host while it answered another, or sooner than it had
    asked for."""

    sources: int
    days: int
    now: datetime = BEGIN
    asked: Counter[str] = field(default_factory=Counter)
    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    abreast: int = 0
    unwanted: int = 0

    def __post_init__(self) -> None:
        self.columns = {
            f"h{n // COLUMNS}.example/c{n % COLUMNS}": published_by(n, self.days) for n in range(self.sources)
        }
        self.published = {key: [one.published for one in events] for key, events in self.columns.items()}
        self.events = {event.url: event for events in self.columns.values() for event in events}
        self._answering: set[str] = set()
        self._lists: dict[tuple[str, int], bytes] = {}
        self._closed: dict[str, datetime] = {}
        self._lock = threading.Lock()

    def ask(self, request: Request, validators: Validators) -> Answer:
        """Where the network plugs in."""
        host, _, path = request.url.removeprefix("http://").partition("/")
        with self._lock:
            self.abreast += host in self._answering
            self._answering.add(host)
            self.unwanted += self.now < self._closed.get(request.url, self.now)
            self.times[host].append(self.now.timestamp())
        try:
            return self._answer(request, validators, host, path)
        finally:
            with self._lock:
                self._answering.discard(host)

    def forget(self) -> None:
        """Let go of what grows with each question."""
        self.times.clear()
        self._lists.clear()

    def _answer(self, request: Request, validators: Validators, host: str, path: str) -> Answer:
        self.asked["pages" if path.endswith(".html") else "lists" if path else "homes"] += 1
        headers = {"content-type": "text/html; charset=utf-8"}
        if self._is_down(host):
            self._closed[request.url] = self.now + timedelta(seconds=RETRY_AFTER)
            return Answer(request, 503, request.url, b"", self.now, {**headers, "retry-after": str(RETRY_AFTER)})
        content = (
            self._page(self.events[request.url]) if path.endswith(".html") else self._list(f"{host}/{path.rstrip('/')}")
        )
        answer = Answer(request, 200, request.url, content, self.now, headers)
        if int(host.removeprefix("h").partition(".")[0]) % 2:
            return answer
        etag = f'"{answer.digest}"'
        known = validators.etag == etag
        return Answer(request, 304 if known else 200, request.url, b"" if known else content, self.now,
                      {**headers, "etag": etag})  # fmt: skip

    def _is_down(self, host: str) -> bool:
        begins, ends = _outage(host, self.days)
        return begins <= self.now < ends

    def _list(self, key: str) -> bytes:
        """A list of the column, or for a home page nothing but that it is there."""
        there = bisect_right(self.published.get(key, []), self.now)
        if (key, there) not in self._lists:
            rows = "".join(
                f'<li><a href="{one.url}">{one.title}</a><span>{one.published.astimezone(CHINA).date()}</span></li>'
                for one in reversed(self.columns.get(key, [])[:there][-LISTED:])
            )
            self._lists[key, there] = f"<html><body><ul class=list>{rows}</ul></body></html>".encode()
        return self._lists[key, there]

    def _page(self, event: Event) -> bytes:
        version = "更正" if event.corrected and event.corrected <= self.now else "原文"
        return (
            f'<html><head><title>{event.title}</title><meta name="ArticleTitle" content="{event.title}">'
            f'<meta name="PubDate" content="{event.published.astimezone(CHINA):%Y-%m-%d %H:%M}"></head>'
            f'<body><h1>{event.title}</h1><div id="zoom"><p>{version}：{_SENTENCE * 3}</p></div></body></html>'
        ).encode()


@cache
def _outage(host: str, days: int) -> tuple[datetime, datetime]:
    chance = random.Random(host)
    begins = BEGIN + chance.random() * timedelta(days=days)
    return begins, begins + chance.uniform(1, 8) * _HOUR


def live(folder: str, sources: int, days: int, step: int, adaptive: bool, probes: bool) -> dict[str, object]:
    """Tick through the month; counts of requests, and delays in hours."""
    from federator.schedule import due
    from federator.service.probing import probe
    from federator.service.recheck import recheck
    from federator.service.sweep import sweep

    world = World(sources, days)
    means = means_of(Path(folder), world, adaptive, probes)
    registered = means.store.sources()
    first, seen, pages = Counter[str](), 0, Counter[str]()
    delays: dict[str, list[float]] = {"publication": [], "correction": []}
    while world.now < BEGIN + timedelta(days=days):
        before = world.asked["pages"]
        tally = sweep(due(registered, means.store.states(), world.now), means, lambda: world.now)
        pages["visits"] += world.asked["pages"] - before
        pages["new"] += tally.total("created")
        pages["failed"] += sum(visit.error is not None for visit in tally.visits)
        probe(means, lambda: world.now)
        recheck(means, world.now)
        for event, corrected in _arrived(means, world, seen):
            moment = event.corrected if corrected else event.published
            if moment and moment >= BEGIN:
                delays["correction" if corrected else "publication"].append((world.now - moment) / _HOUR)
        seen = means.store.stamp()[0]
        if not first:  # the first sweep reads what had been published before
            first, pages = Counter(world.asked), Counter({"first": pages["new"]})
        world.now += timedelta(seconds=step)
    means.store.close()
    return _figures(world, pages, first, delays)


def _figures(
    world: World, pages: Counter[str], first: Counter[str], delays: dict[str, list[float]]
) -> dict[str, object]:
    asked = world.asked - first
    corrections = sum(one.corrected is not None and one.corrected < world.now for one in world.events.values())
    return {
        "known at first / new in the month": [pages["first"], pages["new"]],
        "requests a day": round(asked.total() / world.days),
        "of these lists / homes / new pages / rechecks": [
            round(count / world.days)
            for count in (asked["lists"], asked["homes"], pages["visits"], asked["pages"] - pages["visits"])
        ],
        "requests per new notice": round(asked.total() / max(pages["new"], 1), 1),
        "notice pages asked by visits, per new notice": round(pages["visits"] / max(pages["new"], 1), 2),
        "visits that failed": pages["failed"],
        "requests to a host that answered another": world.abreast,
        "requests sooner than a site had asked for": world.unwanted,
        "most requests to one host in an hour, after the first day": max(_busiest_hours(world), default=0),
        "corrections made / found": [corrections, len(delays["correction"])],
        **{
            f"{name} to feed, hours, p50 / p95": [percentile(hours, 0.5), percentile(hours, 0.95)]
            for name, hours in delays.items()
        },
    }


def _busiest_hours(world: World) -> Iterator[int]:
    since = (BEGIN + timedelta(days=1)).timestamp()
    for times in world.times.values():
        yield busiest([time for time in times if time > since], 3600)


def _arrived(means: Means, world: World, seen: int) -> Iterator[tuple[Event, bool]]:
    """What reached the feed after ``seen``, and whether corrected."""
    last, _ = means.store.stamp()
    for one in means.store.ahead(Selection(), (seen, last), 1000) if last > seen else ():
        yield world.events[one.notice.url], "更正" in one.notice.text


def means_of(folder: Path, world: World, adaptive: bool, probes: bool) -> Means:
    """The real parts over a new database below ``folder``, the sites registered."""
    from benchmarks.house import ROOT
    from federator.settings import load_settings
    from federator.spec.directory import load_directory
    from federator.spec.profile import load_profile
    from federator.store import Store

    settings = load_settings(ROOT / "config", {}, folder / "federator.db")
    settings = replace(settings, rhythm=Rhythm(adaptive=adaptive), probe_every=3600.0 if probes else 0, workers=2)
    directory = load_directory(settings.divisions, settings.organisations)
    bureaus = list(directory.organisations.values())
    store = Store(settings.database, lambda: world.now)
    for host in range((world.sources + COLUMNS - 1) // COLUMNS):
        bureau, home = bureaus[host % len(bureaus)], f"http://h{host}.example/"
        columns = tuple(
            Source(
                f"h{host}", f"c{n}", "公告", f"{home}c{n}/", bureau.id, bureau.division, bureau.name, home, "html-list",
                "C05", EVERY if adaptive else EVERY / 2, rule=Rule(rows="ul.list li", date="span"),
            )
            for n in range(min(COLUMNS, world.sources - host * COLUMNS))
        )  # fmt: skip
        store.save_site(Site(f"h{host}", bureau.name, bureau.id, bureau.division, home, Life.ACTIVE, columns))
    return Means(world.ask, store, load_profile(settings.profile), directory, settings)


def simulate(sources: int, days: int, step: int, fixed_days: int, probes: bool) -> Table:
    """A row a figure: the adaptive rhythm, and where ``fixed_days`` are wanted a fixed interval beside it. Without
    ``probes`` no home page is asked, which saves half of the time."""
    ways = {"adaptive, every 1 h": (True, days)} | (
        {f"fixed, 30 min, {fixed_days} d": (False, fixed_days)} if fixed_days else {}
    )
    found = {}
    for way, (adaptive, span) in ways.items():
        with TemporaryDirectory(prefix="federator-bench-") as folder:
            found[way] = measure(
                "benchmarks.month:live",
                folder=folder,
                sources=sources,
                days=span,
                step=step,
                adaptive=adaptive,
                probes=probes,
            )
    table = Table(f"{days} days of {sources} sources, a tick every {step} s", ("figure", *ways))
    for figure in next(iter(found.values())).found:
        table.add(figure, *(done.found[figure] for done in found.values()))
    table.add("CPU s / peak MB", *([round(done.cpu, 1), round(done.peak_mb)] for done in found.values()))
    return table


if __name__ == "__main__":
    asked = arguments(__doc__, sources=120, days=30, step=300, fixed_days=0, probes=1)
    simulate(asked.sources, asked.days, asked.step, asked.fixed_days, bool(asked.probes)).print(asked.json)
