"""The road with a site made of a dictionary: what plugs in where the network plugs in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from federator.model.answer import Answer, Request, Validators
from federator.model.errors import VisitError
from federator.model.place import Directory
from federator.model.revision import Published, Selection
from federator.model.site import Life, Rule, Site, Source
from federator.model.visit import Visit
from federator.service.recheck import Rechecked, recheck
from federator.service.sweep import Tally, sweep
from federator.settings import Settings
from federator.spec.directory import load_directory
from federator.spec.profile import load_profile
from federator.store import Store
from federator.visit.means import Means

ROOT = Path(__file__).parent.parent.parent
START = datetime(2026, 11, 16, 1, tzinfo=UTC)
LIST = "http://a.example/list/"


@dataclass
class Page:
    """What the site answers at one address."""

    content: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    lands_on: str = ""
    failure: VisitError | None = None


@dataclass
class FakeSite:
    """Answers from a dictionary, honours If-None-Match, counts what it is asked."""

    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def ask(self, request: Request, validators: Validators) -> Answer:
        self.asked.append(request.url)
        page = self.pages.get(request.url, Page(b"not here", 404))
        if page.failure:
            raise page.failure
        etag = page.headers.get("etag")
        headers = {"content-type": "text/html; charset=utf-8"} | page.headers
        if etag and validators.etag == etag:
            return Answer(request, 304, request.url, b"", START, headers)
        return Answer(request, page.status, page.lands_on or request.url, page.content, START, headers)

    def list_page(self, rows: list[tuple[str, str, str]], url: str = LIST, next_url: str = "", **more: str) -> None:
        """A list of (title, address, date as written)."""
        lines = "".join(f'<li><a href="{link}">{title}</a><span>{day}</span></li>' for title, link, day in rows)
        following = f'<a href="{next_url}">下一页</a>' if next_url else ""
        self.pages[url] = Page(f"<html><ul class=list>{lines}</ul>{following}</html>".encode(), headers=more)

    def notice(self, url: str, title: str, body: str, published: str = "2026-11-15 09:30", extra: str = "") -> None:
        """A notice's own page."""
        metas = f'<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="{published}">'
        self.pages[url] = Page(
            f"<html><head><title>{title}</title>{metas}</head><body><h1>{title}</h1>{extra}"
            f'<div id="zoom"><p>{body}</p></div></body></html>'.encode()
        )


@dataclass
class World:
    """A store, a site and a clock that is set by hand."""

    site: FakeSite
    means: Means
    source: Source
    now: datetime = START

    def visit(self, **changed: object) -> Visit:
        """Visit the source once, a minute later than before; record it as a sweep would."""
        return self.sweep(**changed).visits[0]

    def sweep(self, **changed: object) -> Tally:
        self.now += timedelta(minutes=1)
        source = replace(self.source, **changed)  # type: ignore[arg-type]
        return sweep([source], self.means, lambda: self.now)

    def next_day(self) -> Rechecked:
        """Ask the pages that are due a day later."""
        self.now += timedelta(days=1, hours=1)
        return recheck(self.means, self.now)

    def published(self) -> list[Published]:
        return list(self.means.store.page(Selection(), None, 100))

    def titles(self) -> list[str]:
        return sorted(one.notice.title for one in self.published())

    def last_seq(self) -> int:
        return self.means.store.stamp()[0]


@pytest.fixture(scope="session")
def directory() -> Directory:
    return load_directory(ROOT / "config/divisions/zhejiang.csv", ROOT / "config/organisations/zhejiang.csv")


@pytest.fixture
def world(tmp_path: Path, directory: Directory) -> Iterator[World]:
    site = FakeSite()
    settings = Settings(
        config=ROOT / "config",
        database=tmp_path / "federator.db",
        profile=ROOT / "config/spec/zj-land-12.toml",
        divisions=ROOT / "config/divisions/zhejiang.csv",
        organisations=ROOT / "config/organisations/zhejiang.csv",
        workers=2,
        probe_every=0,
    )
    clock: Callable[[], datetime] = lambda: made.now  # noqa: E731 - the clock looks at the world it belongs to
    store = Store(settings.database, clock)
    source = Source(
        site="a",
        id="gg",
        name="公告",
        url=LIST,
        organisation="331121-zrzy",
        division="331121",
        site_name="青田县自然资源和规划局",
        home="http://a.example/",
        connector="html-list",
        category="C05",
        rule=Rule(rows="ul.list li", date="span"),
    )
    means = Means(site.ask, store, load_profile(settings.profile), directory, settings)
    made = World(site, means, source)
    store.save_site(Site("a", "青田", "331121-zrzy", "331121", "http://a.example/", Life.ACTIVE, (source,)))
    yield made
    made.means.store.close()
