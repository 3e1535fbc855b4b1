"""A real database, a clock that is set by hand, and a small world to put into it."""

import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from federator.model.answer import Answer, Request
from federator.model.item import Alias, Changes, Draft, Item, Known, NewRevision
from federator.model.local_time import LocalTime
from federator.model.notice import Notice
from federator.model.revision import Published, RevisionKind, Selection, State
from federator.model.rhythm import Due
from federator.model.row import Row
from federator.model.site import Life, Site, Source
from federator.model.visit import Outcome, Visit
from federator.store import Brought, Store, new_id

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
PROFILE = "tiny@1"


@dataclass
class Clock:
    """Stands still until it is told."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def ahead(self, **delta: float) -> datetime:
        self.now += timedelta(**delta)
        return self.now


def make_notice(number: int = 1, **changes: Any) -> Notice:
    """A notice of the little county, number ``number``."""
    notice = Notice(
        title=f"征地公告第{number}号",
        url=f"https://a.example/art/{number}.html",
        published=LocalTime(date(2026, 1, 1) + timedelta(days=number % 28)),
        publisher="桐庐县自然资源局",
        organisation="330122-zrzy",
        division="330122",
        site="tonglu",
        source="tonglu/gg",
        category="C05",
        text=f"正文{number}",
    )
    return replace(notice, **changes)


def make_draft(number: int = 1, **changes: Any) -> Draft:
    """That notice as the source ``tonglu/gg`` holds it; ``changes`` are the notice's, or ``source``."""
    notice = make_notice(number, **changes)
    row = Row(notice.title, notice.url, notice.published.isoformat() if notice.published else None)
    return Draft(
        source=notice.source,
        address=notice.url.partition("://")[2],
        url=notice.url,
        title_key=notice.title,
        notice=notice,
        breaches=(),
        issuing=True,
        capture="",
        row=row,
        row_digest=row.digest,
        index_no_sound=True,
    )


def item_for(draft: Draft, notice_id: str, **changes: Any) -> Item:
    """A new canonical item of the draft."""
    published = draft.notice.published
    item = Item(
        id=new_id(),
        source=draft.source,
        notice_id=notice_id,
        address=draft.address,
        url=draft.url,
        title_key=draft.title_key,
        doc_no=draft.notice.doc_no,
        day=published.day if published else None,
        issuing=draft.issuing,
        canonical=True,
        first_seen=NOON,
        last_seen=NOON,
        row=draft.row,
    )
    return replace(item, **changes)


def decide_plainly(known: Known, drafts: Sequence[Draft], held: bool = False) -> Changes:
    """The least that compares: unknown addresses are created, other digests amended, equal ones left alone."""
    items, revisions, aliases = [], [], []
    for draft in drafts:
        item = known.items.get(draft.address)
        if item is None:
            item = item_for(draft, new_id())
            state = State.HELD if held else State.PUBLISHED
            revisions.append(
                NewRevision(
                    item.notice_id,
                    RevisionKind.CREATED,
                    state,
                    not held,
                    draft.notice,
                    draft.breaches,
                    draft.capture,
                )
            )
        elif known.notices[item.notice_id].latest != draft.notice.digest:
            revisions.append(
                NewRevision(item.notice_id, RevisionKind.AMENDED, State.PUBLISHED, True, draft.notice, draft.breaches)
            )
        items.append(item)
        aliases.append(Alias(draft.source, draft.address, item.id, draft.row_digest))
    return Changes(items, revisions, aliases)


def make_site(life: Life = Life.ACTIVE, **changes: Any) -> Site:
    """桐庐 with two sources."""
    common = {"organisation": "330122-zrzy", "division": "330122", "site_name": "桐庐县", "home": "https://a.example/"}
    notices = Source("tonglu", "gg", "公告", "https://a.example/gg/", **common)
    land = Source("tonglu", "td", "土地", "https://a.example/td/", complete=True, **common)
    site = Site("tonglu", "桐庐县", "330122-zrzy", "330122", "https://a.example/", life, (notices, land))
    return replace(site, **changes)


def make_answer(content: bytes) -> Answer:
    """An HTML answer with that content."""
    url = "https://a.example/art/1.html"
    return Answer(Request(url), 200, url, content, NOON, {"content-type": "text/html; charset=gbk"})


@dataclass
class World:
    """A store with short ways to fill it."""

    store: Store
    clock: Clock
    path: Path

    notice = staticmethod(make_notice)
    draft = staticmethod(make_draft)
    item_for = staticmethod(item_for)
    decide_plainly = staticmethod(decide_plainly)
    site = staticmethod(make_site)
    answer = staticmethod(make_answer)

    def visit(self, source: str = "tonglu/gg", outcome: Outcome = Outcome.CHANGED, **values: Any) -> Visit:
        return Visit(source, self.clock.now, 0.5, outcome, **values)

    def record(self, *drafts: Draft, decide: Callable[[Known], Changes] | None = None, **given: Any) -> Visit:
        values: dict[str, Any] = {
            "seen": [draft.address for draft in drafts],
            "set_aside": (),
            "memories": (),
            "captures": {},
            "next_due": lambda _visit: Due(self.clock.now + timedelta(hours=1)),
            "profile": PROFILE,
        }
        source = drafts[0].source if drafts else "tonglu/gg"
        plainly = functools.partial(decide_plainly, drafts=drafts)
        brought = Brought(visit=self.visit(source), drafts=drafts, decide=decide or plainly, **(values | given))
        return self.store.record_visits([brought])[0]

    def revise(self, notice_id: str, notice: Notice, **values: Any) -> Visit:
        """Append one revision to a notice, decided elsewhere."""
        kept = {"kind": RevisionKind.AMENDED, "state": State.PUBLISHED, "shown": True} | values
        revision = NewRevision(notice_id=notice_id, notice=notice, **kept)
        return self.record(decide=lambda known: Changes((), (revision,)))

    def only(self) -> Published:
        """The one notice that the public sees."""
        (published,) = self.store.page(Selection(), None, 10)
        return published

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Straight from the file."""
        return list(self.store._database.current().execute(sql))

    def count(self, table: str) -> int:
        return int(self.rows(f"SELECT count(*) FROM {table}")[0][0])


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def world(tmp_path: Path, clock: Clock) -> Iterator[World]:
    path = tmp_path / "federator.db"
    store = Store(path, clock)
    yield World(store, clock, path)
    store.close()
