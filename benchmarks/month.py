"""A simulated month: the clock is set by hand, the sites are functions, the sweep and the recheck are the real ones.

Each source publishes some notices a day in office hours; one in ten is corrected in its body later, which no list
shows. What is asked, and how long publications and corrections take to reach the feed.
"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

from benchmarks.measuring import Table, arguments, measure
from federator.means import Means
from federator.model.answer import Answer, Request, Validators
from federator.model.notice import CHINA
from federator.model.revision import Selection
from federator.model.site import Life, Rule, Site, Source

BEGIN = datetime(2026, 3, 1, 16, tzinfo=UTC)
"""Midnight in China."""
EVERY = timedelta(minutes=30)
LISTED = 20
A_DAY = 2
_CORRECTED, _WITHIN = 0.1, timedelta(days=10)
_SENTENCE = "经批准，现将有关事项公告如下，如有异议请在公告期内以书面形式提出。"


@dataclass(frozen=True, slots=True)
class Event:
    """One notice of a host: when it is published and, where it ever is, corrected."""

    url: str
    title: str
    published: datetime
    corrected: datetime | None


@dataclass
class World:
    """The sites of a month, as they are at ``now``. Every second host gives validators."""

    sources: int
    days: int
    now: datetime = BEGIN
    asked: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        chance = random.Random(3)
        self.events = {event.url: event for host in range(self.sources) for event in self._of(host, chance)}

    def _of(self, host: int, chance: random.Random) -> Iterator[Event]:
        for day in range(-LISTED // A_DAY, self.days):
            for number in range(A_DAY):
                at = BEGIN + timedelta(days=day, hours=9, minutes=chance.randrange(8 * 60))
                later = at + timedelta(hours=1) + chance.random() * _WITHIN
                corrected = later if day >= 0 and chance.random() < _CORRECTED else None
                title = f"第{host}号单位{day + 99}日第{number}号地块出让公告"
                yield Event(f"http://h{host}.example/art/{day + 99}_{number}.html", title, at, corrected)

    def ask(self, request: Request, validators: Validators) -> Answer:
        """Where the network plugs in."""
        self.asked["lists" if request.url.endswith("/list/") else "pages"] += 1
        content = self._list(request.url) if request.url.endswith("/list/") else self._page(self.events[request.url])
        answer = Answer(
            request, 200, request.url, content.encode(), self.now, {"content-type": "text/html; charset=utf-8"}
        )
        host = request.url.partition(".")[0]
        if int(host.removeprefix("http://h")) % 2:
            return answer
        etag = f'"{answer.digest}"'
        headers = {**answer.headers, "etag": etag}
        known = validators.etag == etag
        return Answer(request, 304 if known else 200, request.url, b"" if known else answer.content, self.now, headers)

    def _list(self, url: str) -> str:
        host = url.removesuffix("list/")
        shown = [one for one in self.events.values() if one.url.startswith(host) and one.published <= self.now]
        newest = sorted(shown, key=lambda one: one.published, reverse=True)[:LISTED]
        rows = "".join(
            f'<li><a href="{one.url}">{one.title}</a><span>{one.published.astimezone(CHINA).date()}</span></li>'
            for one in newest
        )
        return f"<html><body><ul class=list>{rows}</ul></body></html>"

    def _page(self, event: Event) -> str:
        version = "更正" if event.corrected and event.corrected <= self.now else "原文"
        return (
            f'<html><head><title>{event.title}</title><meta name="ArticleTitle" content="{event.title}">'
            f'<meta name="PubDate" content="{event.published.astimezone(CHINA):%Y-%m-%d %H:%M}"></head>'
            f'<body><h1>{event.title}</h1><div id="zoom"><p>{version}：{_SENTENCE * 3}</p></div></body></html>'
        )


def live(folder: str, sources: int, days: int, step: int) -> dict[str, object]:
    """Tick through the month; counts of requests, and delays in hours."""
    from federator.recheck import recheck
    from federator.schedule import due
    from federator.sweep import sweep

    world = World(sources, days)
    means = _means(Path(folder), world)
    seen, pages = 0, Counter[str]()
    delays: dict[str, list[float]] = {"publication": [], "correction": []}
    while world.now < BEGIN + timedelta(days=days):
        before = world.asked["pages"]
        tally = sweep(due(means.store.sources(), means.store.states(), world.now), means, lambda: world.now)
        pages["visits"] += world.asked["pages"] - before
        pages["new"] += tally.total("created")
        recheck(means, world.now)
        for event, corrected in _arrived(means, world, seen):
            moment = event.corrected if corrected else event.published
            if moment and moment >= BEGIN:
                delays["correction" if corrected else "publication"].append((world.now - moment) / timedelta(hours=1))
        seen = means.store.stamp()[0]
        world.now += timedelta(seconds=step)
    means.store.close()
    corrections = sum(one.corrected is not None and one.corrected < world.now for one in world.events.values())
    return {
        "new notices": pages["new"],
        "notice pages asked by visits, per new notice": pages["visits"] / pages["new"],
        "list requests a day and source": world.asked["lists"] / days / sources,
        "rechecks a day and source": (world.asked["pages"] - pages["visits"]) / days / sources,
        "corrections made / found": [corrections, len(delays["correction"])],
        **{f"{name} to feed, p50 / p95 hours": _middle_and_most(hours) for name, hours in delays.items()},
    }


def _arrived(means: Means, world: World, seen: int) -> Iterator[tuple[Event, bool]]:
    """What reached the feed after ``seen``, and whether corrected."""
    last, _ = means.store.stamp()
    for one in means.store.page(Selection(), None, 500) if last > seen else ():
        if one.seq > seen:
            yield world.events[one.notice.url], "更正" in one.notice.text


def _means(folder: Path, world: World) -> Means:
    from benchmarks.house import ROOT
    from federator.settings import load_settings
    from federator.spec import load_directory, load_profile
    from federator.store import Store

    settings = load_settings(ROOT / "config", {}, folder / "federator.db")
    directory = load_directory(settings.divisions, settings.organisations)
    store = Store(settings.database, lambda: world.now)
    for host, bureau in zip(range(world.sources), directory.organisations.values(), strict=False):
        home = f"http://h{host}.example/"
        source = Source(
            f"h{host}", "gg", "公告", f"{home}list/", bureau.id, bureau.division, bureau.name, home, "html-list", "C05",
            EVERY, rule=Rule(rows="ul.list li", date="span"),
        )  # fmt: skip
        store.save_site(Site(f"h{host}", bureau.name, bureau.id, bureau.division, home, Life.ACTIVE, (source,)))
    return Means(world.ask, store, load_profile(settings.profile), directory, settings)


def _middle_and_most(hours: list[float]) -> list[float]:
    if len(hours) < 2:
        return hours
    percentiles = quantiles(hours, n=20, method="inclusive")
    return [percentiles[9], percentiles[18]]


def simulate(sources: int, days: int, step: int) -> Table:
    """One row a figure."""
    table = Table(f"{days} days of {sources} sources visited every {EVERY}, a tick every {step} s", ("figure", "value"))
    with TemporaryDirectory(prefix="federator-bench-") as folder:
        done = measure("benchmarks.month:live", folder=folder, sources=sources, days=days, step=step)
    for figure, value in done.found.items():
        table.add(figure, value)
    return table


if __name__ == "__main__":
    asked = arguments(__doc__, sources=12, days=30, step=300)
    simulate(asked.sources, asked.days, asked.step).print(asked.json)
