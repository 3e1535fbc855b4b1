"""A small world in a real store, and the application over it."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from federator.model.answer import Answer, Request
from federator.model.attachment import Attachment
from federator.model.breach import Breach, Severity
from federator.model.errors import ErrorKind
from federator.model.item import AsideReason, Changes, Item, NewRevision, SetAside
from federator.model.local_time import LocalTime
from federator.model.matter import Extra, Kind, Subtype
from federator.model.notice import Notice
from federator.model.place import Directory, Division, Organisation
from federator.model.profile import Category, Clause, FieldSpec, Personal, Profile, ZoneRule
from federator.model.revision import RevisionKind, State
from federator.model.rhythm import Due
from federator.model.site import Life, Site, Source
from federator.model.visit import Outcome, Visit
from federator.model.words import Words
from federator.settings import Settings
from federator.store import Brought, Evidence, Store
from federator.web.app import create_app
from tests.web.over_http import served

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)

START = datetime(2026, 3, 1, 1, 0, tzinfo=UTC)
HOSTILE = "<h1>404</h1><script>window.ran = 1</script><img src='http://b.example/x.png'>" + "页面不存在" * 99
SEVERE = Breach("title-missing", "title", Severity.SEVERE)
MINOR = Breach("index-missing", "index_no", Severity.MINOR, "原文")


def category(code: str, zh: str, en: str) -> Category:
    return Category(code, Words(zh, en), None, "", "", "", False, None, None, (), (), ())


def clause(id_: str, severity: Severity, zh: str, en: str) -> Clause:
    return Clause(id_, severity, Words(zh, en), "", False)


def subtype(id_: str, code: str, zh: str, en: str) -> Subtype:
    names = Words(zh, en)
    pattern = re.compile(zh)
    return Subtype(id_, code, names, pattern, None, None, None, None, "", "", "", None, "", (), "", verified=False)


def extra(name: str, zh: str, en: str) -> Extra:
    return Extra(name, Words(zh, en), Kind.TEXT, "", None, (), (), (), (), None, "", False)


@pytest.fixture(scope="session")
def profile() -> Profile:
    clauses = (
        clause("title-missing", Severity.SEVERE, "没有标题", "there is no title"),
        clause("index-missing", Severity.MINOR, "没有索引号", "there is no index number"),
    )
    return Profile(
        id="tiny",
        version="1",
        name=Words("小规范", "a tiny spec"),
        categories={one.code: one for one in (category("K1", "公文", "Papers"), category("K2", "征地", "Land taking"))},
        fields={"doc_no": FieldSpec("doc_no", Words("文号", "Document number"), ("文号",), "", False)},
        evidence=(),
        clauses={one.id: one for one in clauses},
        fallback_category="K1",
        disclosures=("主动公开",),
        disclosure_words={},
        no_publisher=re.compile("本站"),
        zone_rules=(ZoneRule("办事服务", ("个人",), "", re.compile("指南")),),
        limits={},
        personal={"id_card": Personal.HOLD, "mobile": Personal.ALLOW},
        subtypes=(subtype("taking", "K2", "征收公告", "taking"), subtype("guide", "", "办事指南", "guide")),
        extras={"area": extra("area", "面积", "Area"), "village": extra("village", "村", "Village")},
        english={"主动公开": "on its own initiative", "办事服务": "services"},
    )


@pytest.fixture(scope="session")
def directory() -> Directory:
    divisions = [
        Division("330000", "浙江省", "", "province"),
        Division("331100", "丽水市", "330000", "city"),
        Division("331121", "青田县", "331100", "county"),
        Division("330100", "杭州市", "330000", "city"),
        Division("330183", "富阳市", "330111", "retired"),
    ]
    organisations = [
        Organisation("331121-zrzy", ("青田县自然资源和规划局",), "331121"),
        Organisation("330100-ghzy", ("杭州市规划和自然资源局",), "330100"),
    ]
    return Directory.of(divisions, organisations)


class World:
    """Writes into the store what visits would; each revision an hour after the last."""

    def __init__(self, path: Path) -> None:
        self.now = START
        self.store = Store(path, clock=lambda: self.now)
        self._count = 0

    def site(self, id_: str, organisation: str, division: str, *sources: str, life: Life = Life.ACTIVE) -> None:
        made = tuple(
            Source(id_, one, f"{one} 栏目", f"http://{id_}.example/{one}/", organisation, division, f"{id_} 网站")
            for one in sources
        )
        self.store.save_site(Site(id_, f"{id_} 网站", organisation, division, f"http://{id_}.example/", life, made))

    def publish(self, **fields: Any) -> str:
        """A new notice, public unless ``state`` says otherwise; returns its id."""
        self._count += 1
        state, breaches = fields.pop("state", State.PUBLISHED), fields.pop("breaches", ())
        notice = self.notice(**fields)
        id_ = f"01JN{self._count:022d}"
        shown = state is State.PUBLISHED
        self._record(NewRevision(id_, RevisionKind.CREATED, state, shown, notice, breaches), self._item(id_, notice))
        return id_

    def notice(self, **fields: Any) -> Notice:
        plain: dict[str, Any] = {
            "title": f"第{self._count}号公告",
            "url": f"http://qt.example/{self._count}.html",
            "published": LocalTime(date(2026, 2, 1) + timedelta(days=self._count % 20)),
            "publisher": "青田县自然资源和规划局",
            "organisation": "331121-zrzy",
            "division": "331121",
            "site": "qt",
            "source": "qt/gg",
            "category": "K1",
            "html": "<p>正文</p>",
            "text": "正文",
        }
        return Notice(**{**plain, **fields})

    def revise(self, id_: str, kind: RevisionKind, **fields: Any) -> None:
        """Another revision of a notice: ``state``, ``shown``, ``hides``, ``breaches``, ``merged_into``, and fields."""
        known = ("state", "shown", "hides", "breaches", "merged_into", "reason")
        said = {name: fields.pop(name) for name in known if name in fields}
        view = self.store.notice(id_)
        assert view is not None
        latest = self.store.revision(id_, view.versions[0].seq)
        assert latest is not None
        revision = NewRevision(id_, kind, State.PUBLISHED, True, replace(latest.notice, **fields))
        self._record(replace(revision, **said))

    def visit(self, source: str, outcome: Outcome, found: Evidence | None = None, **fields: Any) -> None:
        """A visit that brought no notice, and the answer it failed by."""
        self.now += timedelta(hours=1)
        visit = Visit(source, self.now, 1.5, outcome, **fields)
        due = {source: Due(self.now + timedelta(hours=1))}
        self.store.record_quiet([visit], due, {}, {source: found} if found else {})

    def set_aside(self, source: str, *rows: SetAside) -> None:
        self._record(source=source, rows=rows)

    def _item(self, id_: str, notice: Notice) -> Item:
        return Item(
            id=f"i{id_}",
            source=notice.source,
            notice_id=id_,
            address=notice.url,
            url=notice.url,
            title_key=notice.title,
            doc_no="",
            day=None,
            issuing=True,
            canonical=True,
            first_seen=self.now,
            last_seen=self.now,
        )

    def _record(
        self,
        revision: NewRevision | None = None,
        item: Item | None = None,
        source: str = "",
        rows: tuple[SetAside, ...] = (),
    ) -> None:
        self.now += timedelta(hours=1)
        changes = Changes((item,) if item else (), (revision,) if revision else ())
        self.record(changes, revision.notice.source if revision else source, rows)

    def record(self, changes: Changes, source: str, rows: tuple[SetAside, ...] = ()) -> None:
        """What a visit to ``source`` would write."""
        visit = Visit(source, self.now, 1.5, Outcome.CHANGED, rows=1, set_aside=len(rows))
        brought = Brought(
            visit=visit, drafts=(), decide=lambda _known: changes, seen=(), set_aside=rows, memories=(), captures={},
            next_due=lambda _visit: Due(self.now + timedelta(hours=1)), profile="tiny@1",
        )  # fmt: skip
        self.store.record_visits([brought])


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path / "federator.db")
    made.site("qt", "331121-zrzy", "331121", "gg", "zd")
    made.site("hz", "330100-ghzy", "330100", "gg")
    yield made
    made.store.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        config=tmp_path,
        database=tmp_path / "federator.db",
        profile=tmp_path / "spec.toml",
        divisions=tmp_path / "divisions.csv",
        organisations=tmp_path / "organisations.csv",
        tag_authority="feed.example,2026",
    )


@pytest.fixture
def app(world: World, settings: Settings, profile: Profile, directory: Directory) -> Flask:
    return create_app(world.store, settings, profile, directory)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def base(app: Flask) -> Iterator[str]:
    """Its address over real HTTP."""
    with served(app) as address:
        yield address


@pytest.fixture
def full(world: World) -> str:
    """A notice with about everything a page can show; returns its id."""
    return world.publish(
        title="青田县征收土地公告 <第3号>",
        category="K2",
        category_reason="title: 征收土地",
        doc_no="青土告〔2026〕3号",
        written=date(2026, 1, 30),
        dates_written={"written": "二〇二六年一月三十日"},
        abstract="征收土地 10.6906 公顷。",
        abstract_derived=True,
        html='<h2>一、范围</h2><p>见图 <img src="http://qt.example/a.jpg" alt="红线图"> 与表。</p>'
        + '<p><a href="http://qt.example/b"><img src="http://qt.example/b.jpg"></a></p><table>'
        + ("<tr>" + "<td>温溪镇高岗村集体土地</td>" * 9 + "</tr>") * 3
        + "</table>",
        attachments=(
            Attachment("红线图", "http://qt.example/get?id=1", "pdf", "hxt.pdf", 20481),
            Attachment("坏链接", "javascript:alert(1)", "pdf", "x.pdf"),
        ),
        zones=("政务公开",),
        breaches=(MINOR,),
    )


@pytest.fixture
def held(world: World) -> str:
    """A notice that never was public; its title must appear nowhere."""
    return world.publish(
        title="不可公开的标题", url="http://qt.example/held.html", state=State.HELD, breaches=(SEVERE,)
    )


@pytest.fixture
def troubled(world: World) -> Callable[[], None]:
    """Makes the sources show every kind of trouble."""

    def trouble() -> None:
        world.visit("hz/gg", Outcome.FAILED, error=ErrorKind.TIMEOUT, detail="read timed out after 30 s")
        answer = Answer(Request("http://hz.example/gg/"), 404, "http://hz.example/gg/", HOSTILE.encode(), world.now, {})
        world.visit("hz/gg", Outcome.FAILED, Evidence.of(answer), error=ErrorKind.HTTP_STATUS, detail="404 Not Found")
        world.visit("qt/zd", Outcome.PARTIAL, rows=40, unread=12)
        row = SetAside(
            "qt/gg", "d1", "没有页面的公告", "http://qt.example/gone.html", "2026-02-30", AsideReason.PAGE_MISSING
        )
        world.set_aside("qt/gg", row, replace(row, row_digest="d2", title="", url="", reason=AsideReason.NO_ADDRESS))

    return trouble


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium; where there is none, tests that need it are skipped, but never in CI."""
    from playwright.sync_api import sync_playwright  # only these tests pay for it

    chromium = shutil.which("chromium")
    if chromium is None and os.environ.get("CI") == "true":
        pytest.fail("chromium is not on the path, and CI must run the browser tests")
    if chromium is None:
        pytest.skip("chromium is not on the path")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield running
        running.close()
