"""Why is my notice not in the feed: each answer, for whoever asks; and the province at a glance."""

import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from federator.model.answer import Answer, Request, Validators
from federator.model.breach import Breach, Severity
from federator.model.errors import ErrorKind
from federator.model.item import AsideReason, SetAside
from federator.model.people import Role
from federator.model.revision import RevisionKind, State
from federator.model.site import Life
from federator.model.visit import Outcome
from federator.spec.profile import load_profile
from federator.web.app import create_app
from federator.web.desk.errands import Errands
from tests.answers import answer_at
from tests.waiting import eventually
from tests.web.desk.conftest import token_of

SHIPPED = Path(__file__).parents[3] / "config" / "spec" / "zj-land-12.toml"
SEVERE = Breach("title-missing", "title", Severity.SEVERE)


def asked(desk: Any, url: str, role: Role = Role.PROVINCE, **more: Any) -> str:
    return str(desk.anybody(role, **more).get("/desk/why", query_string={"url": url}).text)


@pytest.fixture
def aliased(world: Any) -> Any:
    """The world's items, as a list would know them by their addresses."""
    from federator.model.item import Alias, Changes

    def alias(*ids: str) -> None:
        for id in ids:
            (one,) = world.store.notice(id).provenances
            change = Changes(aliases=[Alias(one.source, one.url.partition("://")[2], f"i{id}", "r")])
            world.record(change, one.source)

    return alias


def test_published_held_and_withdrawn_are_told_apart(desk: Any, world: Any, aliased: Any, full: str, held: str) -> None:
    gone = world.publish(url="http://qt.example/gone.html")
    world.revise(gone, RevisionKind.WITHDRAWN, state=State.WITHDRAWN, shown=False, hides=True, reason="absent")
    aliased(full, held, gone)
    public = world.store.notice(full).provenances[0].url
    assert "已经发布" in asked(desk, public)
    assert f"/desk/notices/{held}" in asked(desk, "qt.example/held.html")
    said = asked(desk, "https://qt.example/gone.html#top")
    assert "已撤下" in said
    assert "已不在完整公开的栏目中" in said
    world.revise(full, RevisionKind.AMENDED, shown=False, breaches=(SEVERE,))
    assert "最新改动暂未公开" in asked(desk, public)


def test_a_merged_notice_leads_to_the_other(desk: Any, world: Any, aliased: Any, full: str) -> None:
    twin = world.publish(url="http://hz.example/twin.html")
    aliased(twin)
    world.revise(twin, RevisionKind.MERGED, state=State.WITHDRAWN, shown=False, hides=True, merged_into=full)
    said = asked(desk, "http://hz.example/twin.html")
    assert "已并入另一条相同的信息" in said
    assert f"/notices/{full}" in said


def test_who_does_not_answer_for_a_site_is_told_the_fact_alone(desk: Any, world: Any, aliased: Any, held: str) -> None:
    aliased(held)
    said = asked(desk, "http://qt.example/held.html", Role.SITE, sites=frozenset({"hz"}))
    assert "已采集，暂不发布" in said
    assert held not in said


def test_a_row_set_aside_says_why(desk: Any, world: Any) -> None:
    row = SetAside("qt/gg", "d", "公告", "http://qt.example/9.html", "", AsideReason.PAGE_MISSING, "404")
    world.set_aside("qt/gg", row)
    assert "信息页面不存在" in asked(desk, "http://QT.example:80/9.html")


def test_what_nobody_registered_and_what_is_not_harvested(desk: Any, world: Any) -> None:
    assert "该网站不是成员站点" in asked(desk, "http://other.example/1.html")
    world.site("bare", "331121-zrzy", "331121")
    assert "尚未登记任何栏目" in asked(desk, "http://bare.example/1.html")
    world.site("off", "331121-zrzy", "331121", "gg", life=Life.SUSPENDED)
    assert "站点状态：暂停" in re.sub(r"\s*<[^>]+>\s*", "", asked(desk, "http://off.example/1.html"))


def test_not_visited_failing_and_not_listed(desk: Any, world: Any) -> None:
    url = "http://hz.example/1.html"
    assert "以下栏目已登记，尚未采集" in asked(desk, url)
    world.visit("hz/gg", Outcome.FAILED, error=ErrorKind.TIMEOUT)
    assert "该站点有栏目采集失败" in asked(desk, url)
    world.visit("hz/gg", Outcome.UNCHANGED)
    assert "已登记的栏目中没有列出这个网址" in asked(desk, url)


@pytest.mark.parametrize("written", ["征地公告", "javascript:alert(1)", "http://[", "x" * 3000])
def test_what_is_no_address_is_refused(written: str, desk: Any) -> None:
    answer = desk.anybody(Role.PROVINCE).get("/desk/why", query_string={"url": written})
    assert (answer.status_code, "这不是网址" in answer.text) == (400, True)


PAGE = """<html><head><meta name="ColumnName" content="没登记的栏目"></head><body><h1>征收土地公告</h1>
<div id="zoom"><p>现将有关事项公告如下。</p></div></body></html>"""


def test_a_page_is_read_now_and_nothing_is_recorded(desk: Any, world: Any, settings: Any, directory: Any) -> None:
    def ask(request: Request, _validators: Validators) -> Answer:
        return answer_at(request, PAGE, {"content-type": "text/html"})

    errands = Errands(world.store.errands, ask)
    app: Flask = create_app(world.store, settings, load_profile(SHIPPED), directory, errands)
    world.visit("hz/gg", Outcome.UNCHANGED)
    client = type(desk)(app, world).anybody(Role.PROVINCE)
    page = client.get("/desk/why?url=http://hz.example/1.html").text
    token = token_of(page)
    said = {"url": "http://hz.example/1.html", "csrf_token": token}
    assert client.post("/desk/why", data={**said, "source": "qt/gg"}).status_code == 404
    where = client.post("/desk/why", data={**said, "source": "hz/gg"}).headers["Location"]
    before = world.store.stamp()
    assert eventually(lambda: "正在读取" not in client.get(where).text)
    seen = client.get(where).text
    assert "征收土地公告" in seen
    assert "没登记的栏目" in seen
    assert world.store.stamp() == before
    client.post("/desk/why/visit", data={**said, "source": "hz/gg"})
    assert world.store.states()["hz/gg"].next_due <= world.now
    errands.close()


def test_the_map_shows_the_worst_and_the_list_what_needs_a_person(desk: Any, world: Any, held: str) -> None:
    for _ in range(2):
        world.visit("hz/gg", Outcome.FAILED, error=ErrorKind.TIMEOUT)
    page = desk.anybody(Role.AUDITOR).get("/desk/health").text
    assert re.search(r'class="tile failing city"[^>]*>\s*<span class="letter"[^>]*>障</span>', page)
    assert re.search(r'class="tile waiting"[^>]*>\s*<span class="letter"[^>]*>待</span>', page)
    first, second = (page.index(f"/desk/health/{key}") for key in ("hz/gg", "qt/gg"))
    assert first < second
    narrowed = desk.anybody(Role.AUDITOR).get("/desk/health?division=331100").text
    assert "/desk/health/qt/gg" in narrowed
    assert "/desk/health/hz/gg" not in narrowed


def test_one_failure_is_no_alarm(desk: Any, world: Any) -> None:
    world.visit("hz/gg", Outcome.UNCHANGED)
    world.visit("hz/gg", Outcome.FAILED, error=ErrorKind.TIMEOUT)
    page = desk.anybody(Role.AUDITOR).get("/desk/health?condition=unsteady").text
    assert "/desk/health/hz/gg" in page
