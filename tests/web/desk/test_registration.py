"""Registering over HTTP, without a browser: drafts, approval, changes, rules, rights and the audit log."""

import html
import io
import re
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from federator.examine.rehearsal import Rehearsal
from federator.model.answer import Answer, Request, Validators
from federator.model.health import HealthNote, RuleState, WorkedOutRule
from federator.model.people import Actor, Role
from federator.model.profile import Profile
from federator.model.site import Life, Rule, Source
from federator.spec.profile import load_profile
from federator.web.app import create_app
from federator.web.desk.errands import Errand, Errands
from tests.answers import answer_at
from tests.web.desk.conftest import press

PROFILE = Path(__file__).parents[3] / "config/spec/zj-land-12.toml"
HOME = "http://new.example/"
LIST = f"{HOME}gg/"
ROWS = "".join(
    f'<li><a href="/gg/{day}.html">青田县第{day}号征收土地公告</a><span>2026-02-{day:02}</span></li>'
    for day in range(1, 13)
)
PAGES = {
    HOME: '<html><head><title>青田县自然资源和规划局</title></head><body><a href="/gg/">征地公告</a></body></html>',
    LIST: "<html><head><title>征地公告-青田县自然资源和规划局</title></head><body>"
    + f"<ul class=list>{ROWS}</ul></body></html>",
    "http://new.example/table/": "<html><body><table>"
    + "".join(f"<tr><td>第{n}条</td><td><a href=/t/{n}>标题{n}</a></td></tr>" for n in range(3))
    + "</table></body></html>",
    "http://new.example/two/": "<html><head><title>征地公告-青田县自然资源和规划局</title></head><body><ul class=list>"
    + "".join(f"<li><a href=/gg/a{n}.html>青田县第{n}号征收土地公告</a></li>" for n in range(1, 6))
    + "</ul><div class=side><ul class=news>"
    + "".join(f"<li><a href=/xw/{n}>县局工作动态第{n}期</a><span>2026-02-{29 - n}</span></li>" for n in range(1, 9))
    + "</ul></div></body></html>",
}


def ask(request: Request, _validators: Validators) -> Answer:
    text = PAGES.get(request.url) or (
        f"<html><head><meta name=ArticleTitle content='青田县征收土地公告'></head><body><h1>青田县征收土地公告</h1>"
        f"<div id=zoom><p>征收温溪镇高岗村集体土地。{request.url}</p></div></body></html>"
    )
    return answer_at(request, text, {"content-type": "text/html; charset=utf-8"})


@pytest.fixture(scope="module")
def profile() -> Profile:
    """The real one: dry runs check against all of it."""
    return load_profile(PROFILE)


@pytest.fixture
def app(world: Any, settings: Any, profile: Any, directory: Any) -> Any:
    errands = Errands(world.store.errands, ask)
    yield create_app(world.store, settings, profile, directory, errands)
    errands.close()


def post(client: FlaskClient, address: str, **fields: Any) -> Any:
    return press(client, address, follow=False, **fields)


def done(app: Flask, client: FlaskClient, address: str, **fields: Any) -> str:
    """Set something going and wait for it; hands back its address."""
    begun = post(client, address, **fields)
    assert begun.status_code == 302, begun.text
    where: str = begun.headers["Location"]
    parts: Any = app.extensions["federator"]
    running = parts.errands._under_way.get(id := where.rpartition("/")[2])
    assert running is None or running.over.wait(30)
    assert parts.store.errands.one(id).ended
    return where


NEW = {
    "name": "征地公告", "category": "C05", "every": "1h", "pages": "1", "id": "gg", "into": "", "site-id": "new",
    "site-name": "青田县自然资源和规划局", "site-home": HOME, "site-organisation": "331121-zrzy",
    "site-division": "331121", "rows": "ul.list li", "title": "a", "date": "span",
}  # fmt: skip


@pytest.fixture
def draft(app: Flask, desk: Any) -> FlaskClient:
    """A site administrator who has registered one column of a new site."""
    client: FlaskClient = desk.as_(desk.add("li.si", Role.SITE))
    where = done(app, client, "/desk/register", url=LIST)
    assert post(client, f"{where}/column", **NEW).headers["Location"] == "/desk/sites/new"
    return client


def life(world: Any, site: str = "new") -> Life:
    found: Life = world.store.registry.site(site).life
    return found


def move(client: FlaskClient, what: str, why: str = "", site: str = "new") -> Any:
    return post(client, f"/desk/sites/{site}/life", move=what, comment=why)


def test_a_column_is_shown_row_by_row_with_what_it_was_known_by(app: Flask, desk: Any) -> None:
    client = desk.anybody(Role.SITE)
    page = client.get(done(app, client, "/desk/register", url=LIST)).text
    assert "已按页面推断出规则" in page
    assert page.count('datetime="2026-02-') == 12
    assert "青田县第7号征收土地公告" in page
    assert "读到的内容：12 行" in page


def test_a_whole_site_becomes_a_draft_of_the_columns_ticked(app: Flask, desk: Any, world: Any) -> None:
    client = desk.anybody(Role.SITE)
    where = done(app, client, "/desk/register", url="new.example/", whole="1")
    fields = {"id": "new", "name": "青田局", "home": HOME, "organisation": "331121-zrzy", "division": "331121"}
    nothing = post(client, f"{where}/site", **fields)
    assert (nothing.status_code, "请至少勾选一个栏目" in nothing.text) == (400, True)
    made = post(client, f"{where}/site", take="0", **{"name-0": "征地", "category-0": "C05", "every": "2h"}, **fields)
    assert made.status_code == 302, re.findall(r"(?s)role=.alert.*?</div>", made.text)
    (source,) = world.store.registry.site("new").sources
    assert (source.name, source.category, source.every.total_seconds()) == ("征地", "C05", 7200)
    assert isinstance(source.rule, Rule)


@pytest.fixture
def unended(monkeypatch: Any) -> str:
    """A column of a site that closes no page; its foot, as it is proposed."""
    foot = '<div class="foot">浙ICP备05000001号 网站标识码：3311210001</div>'
    notices = {f"{HOME}gg/{day}.html": f"<html><body><p>第{day}号公告的正文。</p>{foot}" for day in range(1, 3)}
    pages = {LIST: PAGES[LIST].replace("</body></html>", foot)} | notices
    monkeypatch.setattr(f"{__name__}.PAGES", PAGES | pages)
    return "".join(foot.split())[-40:]


def test_a_site_that_closes_no_page_is_registered_by_its_foot(app: Flask, desk: Any, world: Any, unended: str) -> None:
    client = desk.anybody(Role.SITE)
    where = done(app, client, "/desk/register", url=LIST)
    shown = client.get(where).text
    assert "从不写 &lt;/html&gt; 时" in shown
    (proposed,) = re.findall(r'(?s)<textarea id="ends"[^>]*>(.*?)</textarea>', shown)
    proposed = html.unescape(proposed)
    assert proposed == unended
    refused = post(client, f"{where}/column", **NEW, ends="</div>")
    assert "页面结尾 (gg)：&#39;&lt;/div&gt;&#39; 太短" in refused.text
    assert post(client, f"{where}/column", **NEW, ends=proposed).status_code == 302
    assert world.store.registry.site("new").sources[0].ends == proposed
    column = "/desk/sites/new/sources/gg"
    assert proposed in html.unescape(client.get(column).text)
    said = {"name": "公告", "url": LIST, "organisation": "331121-zrzy", "division": "331121", "every": "1h"}
    assert post(client, column, **said, ends=f"{proposed}\n<!-- {unended} -->").status_code == 302
    assert world.store.registry.site("new").sources[0].ends == f"{proposed}\n<!--{unended}-->"


def test_a_column_whose_pages_are_closed_no_more_is_looked_at_again(
    app: Flask, draft: FlaskClient, world: Any, unended: str
) -> None:
    assert world.store.registry.site("new").sources[0].ends == ""
    where = done(app, draft, "/desk/sites/new/sources/gg/look")
    hidden = re.findall(r'<input type="hidden" name="([a-z]+)" value="([^"]*)">', draft.get(where).text)
    said = {name: html.unescape(value) for name, value in hidden if name in ("rows", "title", "link", "date", "ends")}
    assert post(draft, f"{where}/rule", **said).status_code == 302
    assert world.store.registry.site("new").sources[0].ends == unended


def test_of_a_whole_site_that_closes_no_page_each_column_has_its_foot(
    app: Flask, desk: Any, world: Any, unended: str
) -> None:
    client = desk.anybody(Role.SITE)
    where = done(app, client, "/desk/register", url="new.example/", whole="1")
    fields = {"id": "new", "name": "青田局", "home": HOME, "organisation": "331121-zrzy", "division": "331121"}
    assert post(client, f"{where}/site", take="0", **{"name-0": "征地"}, **fields).status_code == 302
    assert world.store.registry.site("new").sources[0].ends == unended


def test_who_registers_answers_for_the_site_and_nobody_else(draft: FlaskClient, desk: Any, world: Any) -> None:
    (person,) = [one for one in world.store.people.all() if one.login == "li.si"]
    assert person.sites == {"new"}
    other = desk.anybody(Role.SITE, sites=frozenset({"qt"}))
    assert other.get("/desk/sites/new").status_code == 403
    assert "/desk/sites/new" not in other.get("/desk/sites/").text


def test_what_is_only_proposed_is_no_public_matter(draft: FlaskClient, desk: Any) -> None:
    public = desk.nobody()
    assert "征地公告" not in public.get("/sources").text
    assert public.get("/sources/new/gg").status_code == 404
    move(draft, "submit")
    move(desk.anybody(Role.PROVINCE), "approve")
    assert "征地公告" in public.get("/sources").text
    assert public.get("/sources/new/gg").status_code == 200


def test_an_identifier_that_is_taken_writes_nothing(app: Flask, draft: FlaskClient, world: Any) -> None:
    where = done(app, draft, "/desk/register", url=LIST)
    answer = post(draft, f"{where}/column", **{**NEW, "site-id": "qt"})
    assert (answer.status_code, "已有人使用" in answer.text) == (400, True)
    assert world.store.registry.site("qt").name == "qt 网站"


def test_what_the_form_says_wrongly_is_told_by_its_field(app: Flask, desk: Any, world: Any) -> None:
    client = desk.anybody(Role.SITE)
    where = done(app, client, "/desk/register", url=LIST)
    answer = post(client, f"{where}/column", **{**NEW, "site-division": "999999", "category": "K9"})
    assert answer.status_code == 400
    assert "行政区划：" in answer.text
    assert "信息类别 (gg)：" in answer.text
    assert world.store.registry.site("new") is None


class LooksTwice(threading.Event):
    """Work that ends as soon as somebody has looked whether it is over."""

    def __init__(self, errand: Errand) -> None:
        super().__init__()
        self._errand = errand

    def is_set(self) -> bool:
        was = super().is_set()
        self._errand.outcome = self._errand.outcome or [Rehearsal(Source("qt", "gg", "公告", LIST, "o", "331121"))]
        self.set()
        return was


def test_work_that_ends_while_its_page_is_made_is_shown_under_way(app: Flask, desk: Any) -> None:
    person = desk.add("jin.xing", Role.PROVINCE)
    one = Errand(person.id, "rehearsal", {"site": "qt"}, 8)
    one.over = LooksTwice(one)
    parts: Any = app.extensions["federator"]
    parts.errands._under_way[one.id] = one
    client = desk.as_(person)
    first, second = (client.get(f"/desk/errands/{one.id}").text for _ in range(2))
    assert "正在进行" in first
    assert "出了问题" not in first
    assert "按真实流程读到的内容" in second


def test_after_a_restart_a_dry_run_is_still_there(
    app: Flask, desk: Any, draft: FlaskClient, world: Any, settings: Any, directory: Any
) -> None:
    where = done(app, draft, "/desk/sites/new/rehearse")
    page = draft.get(where).text
    person = world.store.people.one(world.store.errands.one(where.rpartition("/")[2]).person)
    again = create_app(world.store, settings, load_profile(PROFILE), directory)
    after = type(desk)(again, world).as_(person).get(where).text
    assert records(after) == records(page)
    assert len(records(page)) == 5


def test_work_that_a_restart_ended_says_so_and_can_begin_again(app: Flask, desk: Any, world: Any) -> None:
    person = desk.add("duan.le", Role.PROVINCE)
    world.store.errands.begin("1", person.id, "column", {"url": LIST}, 6)
    client = desk.as_(person)
    page = client.get("/desk/errands/1").text
    assert "完成之前服务重新启动" in page
    assert "没有完成" in client.get("/desk/register").text
    where = done(app, client, "/desk/errands/1/again")
    assert "青田县第7号征收土地公告" in client.get(where).text


def records(page: str) -> list[str]:
    return re.findall(r"<dl class=\"facts\">.*?</dl>", page, re.S)


def test_a_dry_run_shows_records_with_breaches_and_records_nothing(app: Flask, draft: FlaskClient, world: Any) -> None:
    before = world.store.stamp()
    page = draft.get(done(app, draft, "/desk/sites/new/rehearse")).text
    assert page.count("<summary>完整记录</summary>") == 5
    assert "没有索引号" in page
    assert world.store.stamp() == before
    assert world.store.states() == {}


def test_a_dry_run_tells_of_rows_without_an_address(
    app: Flask, draft: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    lame = PAGES[LIST].replace('<a href="/gg/2.html">', "<a>")
    monkeypatch.setitem(PAGES, LIST, lame)
    page = draft.get(done(app, draft, "/desk/sites/new/rehearse")).text
    assert "列表第一页 12 行，读了其中 5 条" in page
    assert "列表行没有链接" in page
    assert "1 条暂不能发布" in page


def test_approval_goes_its_way_and_comments_stay(draft: FlaskClient, desk: Any, world: Any) -> None:
    province = desk.anybody(Role.PROVINCE)
    assert move(draft, "approve").status_code == 403
    assert move(draft, "submit", "请审核").status_code == 302
    assert life(world) is Life.SUBMITTED
    assert move(draft, "submit").status_code == 400
    assert "请写明理由" in move(province, "send-back").text
    move(province, "send-back", "名称请写全")
    assert life(world) is Life.DRAFT
    move(draft, "submit")
    move(province, "approve")
    assert life(world) is Life.ACTIVE
    page = draft.get("/desk/sites/new").text
    assert page.index("请审核") < page.index("名称请写全")
    acts = [act.act for act in world.store.people.acts(None, 20, "site/new")]
    assert acts == ["site-approve", "site-submit", "site-send-back", "site-submit", "site-added"]
    approved, _submitted, back = world.store.people.acts(None, 3, "site/new")
    assert (approved.before, approved.after) == ({"life": "submitted"}, {"life": "active"})
    assert back.after == {"life": "draft", "why": "名称请写全"}


def test_no_rule_is_taken_while_the_site_waits_for_approval(draft: FlaskClient, desk: Any, world: Any) -> None:
    for rule in ("ul.list > li", "ol > li"):
        world.store.take_note("new/gg", HealthNote(rule=WorkedOutRule("new/gg", Rule(rule), RuleState.WAITING)))
    before = world.store.rules("new/gg")
    move(draft, "submit")
    assert "站点正在审核" in post(draft, "/desk/sites/new/sources/gg/rules/2").text
    assert post(draft, "/desk/health/new/gg/rules/2", what="take").status_code == 302
    assert "站点正在审核" in draft.get("/desk/health/new/gg").text
    assert world.store.rules("new/gg") == before
    post(desk.anybody(Role.PROVINCE), "/desk/health/new/gg/rules/2", what="take")
    assert world.store.rule_in_force("new/gg").number == 2


def test_what_was_refused_can_only_come_back_as_a_draft(draft: FlaskClient, desk: Any, world: Any) -> None:
    move(draft, "submit")
    move(desk.anybody(Role.PROVINCE), "refuse", "不是成员单位")
    assert life(world) is Life.RETIRED
    assert move(draft, "resume").status_code == 400
    move(draft, "reopen")
    assert life(world) is Life.DRAFT


def edit_source(client: FlaskClient, **fields: Any) -> Any:
    usual = {"name": "征地公告", "url": LIST, "every": "1h", "organisation": "331121-zrzy", "division": "331121",
             "pages": "1", "rows": "ul.list li"}  # fmt: skip
    return post(client, "/desk/sites/new/sources/gg", **{**usual, **fields})


def test_what_was_approved_is_not_widened_without_approval(draft: FlaskClient, desk: Any, world: Any) -> None:
    move(draft, "submit")
    locked = edit_source(draft, name="改名")
    assert (locked.status_code, "请先撤回" in locked.text) == (400, True)
    move(desk.anybody(Role.PROVINCE), "approve")
    assert edit_source(draft, name="改名").status_code == 302
    assert edit_source(draft, url="http://new.example/tdcr/").status_code == 302
    elsewhere = edit_source(draft, url="http://other.example/gg/")
    assert (elsewhere.status_code, "不在已批准的网站上" in elsewhere.text) == (400, True)
    stranger = edit_source(draft, organisation="330100-ghzy")
    assert (stranger.status_code, "不在已批准的单位之列" in stranger.text) == (400, True)
    move(draft, "suspend")
    assert edit_source(draft, url="http://other.example/gg/").status_code == 400
    assert edit_source(desk.anybody(Role.PROVINCE), organisation="330100-ghzy").status_code == 302


def test_rules_are_previewed_kept_and_rolled_back(app: Flask, draft: FlaskClient, world: Any) -> None:
    where = done(app, draft, "/desk/sites/new/sources/gg/look")
    assert "读到的内容：12 行" in draft.get(where).text
    assert "没有读到任何行" in draft.get(f"{where}?rows=ol.none").text
    assert "不是选择器" in draft.get(f"{where}?rows=li[[").text
    preview = draft.get(f"{where}?rows=ul.list+%3E+li&title=a&date=span").text
    assert "读到的内容：12 行" in preview
    assert post(draft, f"{where}/rule", rows="ul.list > li", title="a", date="span").status_code == 302
    first, second = sorted(world.store.rules("new/gg"), key=lambda rule: rule.number)
    (person,) = [one.id for one in world.store.people.all() if one.login == "li.si"]
    assert (str(first.state), str(second.state), second.person) == ("replaced", "in-force", person)
    assert second.rule.rows == "ul.list > li"
    assert post(draft, "/desk/sites/new/sources/gg/rules/1").status_code == 302
    assert world.store.rule_in_force("new/gg").number == 1
    assert "现在使用第 1 号规则" in draft.get("/desk/sites/new/sources/gg").text
    assert post(draft, "/desk/sites/new/sources/gg/rules/9").status_code == 404
    assert world.store.rule_in_force("new/gg").number == 1
    assert world.store.people.acts(None, 1)[0].act == "rule-taken"


def test_another_list_of_the_page_is_taken_with_a_button(app: Flask, desk: Any, world: Any) -> None:
    client = desk.anybody(Role.SITE)
    where = done(app, client, "/desk/register", url="http://new.example/two/")
    first = client.get(where).text
    assert "读到的内容：8 行" in first
    assert "候选 2：5 行" in first
    assert '<button name="candidate" value="2"' in first
    page = client.get(f"{where}?candidate=2").text
    assert "读到的内容：5 行" in page
    assert '<button name="candidate" value="1"' in page
    rule = dict(re.findall(r'<input type="hidden" name="(rows|title|date|candidate)" value="([^"]*)"', page))
    rule = {key: html.unescape(value) for key, value in rule.items()}
    assert rule["candidate"] == "2"
    assert post(client, f"{where}/column", **{**NEW, "title": "", "date": "", **rule}).status_code == 302
    (source,) = world.store.registry.site("new").sources
    assert (source.rule.rows, source.connector) == (rule["rows"], "html-list")
    assert "读到的内容：8 行" in client.get(f"{where}?candidate=9").text


def test_a_column_of_a_whole_site_is_read_by_the_list_chosen(app: Flask, desk: Any, world: Any) -> None:
    client = desk.anybody(Role.SITE)
    where = done(app, client, "/desk/register", url="http://new.example/two/", whole="1")
    assert '<select id="candidate-0"' in client.get(where).text
    fields = {"id": "new", "name": "青田局", "home": HOME, "organisation": "331121-zrzy", "division": "331121"}
    named = {"name-0": "征地", "candidate-0": "2"}
    assert post(client, f"{where}/site", take="0", every="2h", **named, **fields).status_code == 302
    (source,) = world.store.registry.site("new").sources
    assert source.rule.rows == "ul.list > li"


def test_a_list_that_is_not_recognised_is_described_by_rule(app: Flask, desk: Any, world: Any) -> None:
    client = desk.anybody(Role.SITE)
    where = done(app, client, "/desk/register", url="http://new.example/table/")
    page = client.get(f"{where}?rows=tr&title=a").text
    assert "读到的内容：3 行" in page
    assert post(client, f"{where}/column", **{**NEW, "rows": "tr", "date": ""}).status_code == 302
    (source,) = world.store.registry.site("new").sources
    assert (source.connector, source.rule) == ("html-list", Rule("tr", title="a"))


def test_a_column_leaves_and_its_history_stays(draft: FlaskClient, world: Any) -> None:
    assert post(draft, "/desk/sites/new/sources/gg/remove").status_code == 302
    assert world.store.registry.site("new").sources == ()
    assert "请先加入至少一个栏目" in move(draft, "submit").text
    assert world.store.rules("new/gg")


def test_visit_now_makes_the_columns_due(desk: Any, world: Any) -> None:
    from federator.model.visit import Outcome

    world.visit("qt/gg", Outcome.UNCHANGED)
    world.visit("hz/gg", Outcome.UNCHANGED)
    client = desk.anybody(Role.SITE, sites=frozenset({"qt"}))
    assert post(client, "/desk/sites/hz/visit").status_code == 403
    assert post(client, "/desk/sites/qt/visit").status_code == 302
    states = world.store.states()
    assert states["qt/gg"].next_due == world.now
    assert states["hz/gg"].next_due > world.now


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(
    ("address", "fields"),
    [
        (
            "/desk/sites/hz",
            {"name": "x", "home": "http://hz.example/", "organisation": "330100-ghzy", "division": "330100"},
        ),
        ("/desk/sites/hz/life", {"move": "suspend"}),
        ("/desk/sites/hz/comment", {"comment": "x"}),
        ("/desk/sites/hz/rehearse", {}),
        ("/desk/sites/hz/visit", {}),
        ("/desk/sites/hz/look", {"url": "http://hz.example/x/"}),
        ("/desk/sites/hz/sources/gg", {"name": "x"}),
        ("/desk/sites/hz/sources/gg/look", {}),
        ("/desk/sites/hz/sources/gg/remove", {}),
        ("/desk/sites/hz/sources/gg/rules/1", {}),
    ],
)
def test_nobody_but_the_province_touches_a_site_that_is_anothers(
    address: str, fields: dict[str, str], role: Role, desk: Any, world: Any
) -> None:
    before, last = world.store.registry.site("hz"), world.store.people.acts(None, 1)
    charge = {"sites": frozenset({"qt"}), "organisations": frozenset({"331121-zrzy"})} if role is Role.SITE else {}
    client = desk.anybody(role, **charge)
    last = world.store.people.acts(None, 1)
    answer = post(client, address, **fields)
    if role is Role.PROVINCE:
        assert answer.status_code != 403
    else:
        assert answer.status_code == 403
        assert world.store.registry.site("hz") == before
        assert world.store.people.acts(None, 1) == last


def test_who_answers_for_an_organisation_changes_its_columns_alone(desk: Any, world: Any) -> None:
    site = world.store.registry.site("hz")
    shared = replace(site.sources[0], id="qt", organisation="331121-zrzy", url="http://hz.example/qt/")
    world.store.save_site(replace(site, sources=(*site.sources, shared)))
    client = desk.anybody(Role.SITE, organisations=frozenset({"331121-zrzy"}))
    page = client.get("/desk/sites/hz").text
    assert "/desk/sites/hz/sources/qt" in page
    assert "/desk/sites/hz/sources/gg" not in page
    same = {"url": "http://hz.example/qt/", "every": "1h", "organisation": "331121-zrzy", "division": "330100"}
    assert post(client, "/desk/sites/hz/sources/qt", name="改名", **same).status_code == 302
    assert post(client, "/desk/sites/hz/sources/gg", name="改名", **same).status_code == 403
    taken = {**same, "organisation": "330100-ghzy"}
    assert post(client, "/desk/sites/hz/sources/qt", name="改名", **taken).status_code == 403


def test_work_is_its_owners_alone_and_one_at_a_time(app: Flask, desk: Any) -> None:
    mine, other = desk.anybody(Role.SITE), desk.anybody(Role.PROVINCE)
    where = done(app, mine, "/desk/register", url=LIST)
    assert mine.get(where).status_code == 200
    assert other.get(where).status_code == 404
    assert post(other, f"{where}/column", **NEW).status_code == 404


def test_other_work_is_not_begun_while_some_is_under_way(
    desk: Any, world: Any, settings: Any, profile: Profile, directory: Any
) -> None:
    answers = threading.Event()

    def waits(request: Request, validators: Validators) -> Answer:
        answers.wait(30)
        return ask(request, validators)

    errands = Errands(world.store.errands, waits)
    client = type(desk)(create_app(world.store, settings, profile, directory, errands), world).anybody(Role.SITE)
    first = post(client, "/desk/register", url=LIST).headers["Location"]
    for fields, told in (({"url": LIST}, False), ({"url": HOME, "whole": "1"}, True)):
        assert post(client, "/desk/register", **fields).headers["Location"] == first
        assert ("上一项任务还没有完成" in client.get(first).text) == told
    answers.set()
    errands.close()


def test_a_column_goes_into_ones_own_site_and_into_no_other(
    app: Flask, desk: Any, draft: FlaskClient, world: Any
) -> None:
    where = done(app, draft, "/desk/register", url=LIST)
    two = {**NEW, "id": "two"}
    assert post(draft, f"{where}/column", **{**two, "into": "hz"}).status_code == 403
    assert post(draft, f"{where}/column", **{**two, "into": "none"}).status_code == 404
    assert post(draft, f"{where}/column", **{**two, "into": "new"}).headers["Location"] == "/desk/sites/new"
    assert [one.id for one in world.store.registry.site("new").sources] == ["gg", "two"]
    assert [one.id for one in world.store.registry.site("hz").sources] == ["gg"]
    move(draft, "submit")
    waits = post(draft, f"{where}/column", **{**NEW, "id": "three", "into": "new"})
    assert (waits.status_code, "站点正在审核" in waits.text) == (400, True)
    assert len(world.store.registry.site("new").sources) == 2


def test_a_dry_run_is_made_again_by_who_still_sees_the_site(
    app: Flask, desk: Any, draft: FlaskClient, world: Any
) -> None:
    where = done(app, draft, "/desk/sites/new/rehearse")
    assert len(records(draft.get(done(app, draft, f"{where}/again")).text)) == 5
    (person,) = [one for one in world.store.people.all() if one.login == "li.si"]
    desk.add("province", Role.PROVINCE)
    world.store.people.change(replace(person, sites=frozenset({"qt"})), Actor("terminal"))
    assert post(desk.as_(world.store.people.one(person.id)), f"{where}/again").status_code == 403


def test_an_address_of_another_site_is_no_column_of_this_one(draft: FlaskClient, desk: Any) -> None:
    strange = post(draft, "/desk/sites/new/look", url="http://other.example/gg/")
    assert (strange.status_code, "不在本站点上" in strange.text) == (400, True)


def test_an_address_that_is_none_is_told_so(desk: Any) -> None:
    client = desk.anybody(Role.SITE)
    answer = post(client, "/desk/register", url="公示公告")
    assert (answer.status_code, "这不是网址" in answer.text) == (400, True)


# ── lists ──


def upload(client: FlaskClient, name: str, content: str | bytes) -> Any:
    content = content.encode() if isinstance(content, str) else content
    return post(client, "/desk/import", files=(io.BytesIO(content), name))


CSV = """site_id,site_name,site_organisation,site_division,site_home,id,name,url,category,every
new,青田局,331121-zrzy,331121,http://new.example/,gg,公告,http://new.example/gg/,C01,2h
new,,,,,bad,坏,ftp://new.example/,K9,soon
qt,,,,,gg,改名,http://qt.example/gg/,,
hz,,,,,x,别人的,http://hz.example/x/,,
"""


def test_a_list_is_taken_line_by_line_and_says_why_not(desk: Any, world: Any) -> None:
    client = desk.anybody(Role.SITE, sites=frozenset({"qt"}))
    page = upload(client, "清单.csv", CSV.encode("gb18030")).text
    assert "新增 1，修改 1，相同 0，未导入 2。" in page
    assert "采集间隔 (bad)：" in page
    assert "这个站点由别人负责" in page
    new = world.store.registry.site("new")
    assert (new.life, [one.id for one in new.sources]) == (Life.DRAFT, ["gg"])
    qt = world.store.registry.site("qt")
    assert [(one.id, one.name) for one in qt.sources] == [("gg", "改名"), ("zd", "zd 栏目")]
    assert len(world.store.registry.site("hz").sources) == 1
    again = upload(client, "清单.csv", CSV).text
    assert "新增 0，修改 0，相同 2，未导入 2。" in again


def test_a_list_goes_no_further_than_its_site_was_approved(draft: FlaskClient, desk: Any, world: Any) -> None:
    further = "site_id,site_name,id,name,url\nnew,,xx,别处,{}\nnew,改名,,,\n"
    move(draft, "submit")
    before = world.store.registry.site("new")
    waiting = upload(draft, "a.csv", further.format("http://new.example/xx/")).text
    assert "未导入 2。" in waiting
    assert "站点正在审核" in waiting
    assert world.store.registry.site("new") == before
    move(desk.anybody(Role.PROVINCE), "approve")
    before = world.store.registry.site("new")
    elsewhere = upload(draft, "a.csv", further.format("http://other.example/xx/")).text
    assert "未导入 2。" in elsewhere
    assert "不在已批准的网站上" in elsewhere
    assert world.store.registry.site("new") == before
    assert "新增 1，修改 1，相同 0，未导入 0。" in upload(draft, "a.csv", further.format("http://new.example/xx/")).text


@pytest.mark.parametrize("ending", ["toml", "csv", "opml"])
def test_what_is_exported_is_the_same_when_it_comes_back(ending: str, desk: Any, world: Any) -> None:
    from federator.model.site import JsonRule

    site = world.store.registry.site("qt")
    odd = replace(site.sources[0], name='=HYPERLINK("x"),"甲"', rule=Rule("ul > li", date="+"), connector="html-list")
    rule = JsonRule(items="data", title="t", fields=(("文号", "no"),))
    ends = "</div>浙ICP备05000001号</body-to-be>\n</table>网站标识码：3311210001</p>"
    interface = replace(site.sources[1], rule=rule, category="C05", ends=ends)
    world.store.save_site(replace(site, sources=(odd, interface)))
    client = desk.anybody(Role.PROVINCE)
    exported = client.get(f"/desk/export/{ending}").data
    page = upload(client, f"sites.{ending}", exported).text
    assert "新增 0，修改 0，相同 3，未导入 0。" in page
    before = world.store.sites()
    world.store.save_site(replace(site, sources=()))
    assert "未导入 0" in upload(client, f"sites.{ending}", exported).text
    assert world.store.sites() == before


def test_feeds_of_a_reader_become_drafts(desk: Any, world: Any) -> None:
    opml = """<?xml version="1.0"?><opml version="2.0"><body><outline text="青田县自然资源和规划局">
      <outline type="rss" text="公告" xmlUrl="http://new.example/rss.xml"/></outline></body></opml>"""
    page = upload(desk.anybody(Role.SITE), "feeds.opml", opml).text
    assert "新增 1" in page
    site = world.store.registry.site("new-example")
    assert (site.organisation, site.life, site.sources[0].connector) == ("331121-zrzy", Life.DRAFT, "feed")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.toml", "id = "),
        ("a.opml", "<opml"),
        (
            "a.opml",
            '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml><body><outline text="&x;"/></body></opml>',
        ),
        ("a.exe", "x"),
        ("a.csv", ""),
    ],
)
def test_a_file_that_is_none_is_told_so(name: str, content: str, desk: Any, world: Any) -> None:
    before = world.store.sites()
    answer = upload(desk.anybody(Role.SITE), name, content)
    assert (answer.status_code, "没有保存" in answer.text) == (400, True)
    assert "root:" not in answer.text
    assert world.store.sites() == before


def test_a_site_administrator_takes_out_his_own_sites_only(desk: Any) -> None:
    client = desk.anybody(Role.SITE, sites=frozenset({"qt"}))
    exported = client.get("/desk/export/csv").text
    assert "qt.example" in exported
    assert "hz.example" not in exported
