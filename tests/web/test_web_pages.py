"""The public pages: what they show, and what they must never show."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from enum import StrEnum
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html

from federator.model.attachment import Attachment
from federator.model.breach import Breach, Severity
from federator.model.errors import ErrorKind
from federator.model.health import Finding, HealthNote, RuleState, Shown, WorkedOutRule
from federator.model.item import AsideReason, SetAside
from federator.model.local_time import LocalTime
from federator.model.revision import RevisionKind, State, Withdrawal
from federator.model.rhythm import Due
from federator.model.site import Life, Rule, Site, Source
from federator.model.value import FieldValue
from federator.model.visit import Outcome, Visit
from federator.model.words import Words
from federator.store import Evidence
from tests.answers import answer_at

HIDDEN = "不可公开的标题"


def page(client: FlaskClient, address: str, status: int = 200) -> html.HtmlElement:
    answer = client.get(address)
    assert answer.status_code == status, answer.text
    return html.fromstring(answer.data.decode())


def words(element: html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def shown(tree: html.HtmlElement) -> list[str]:
    return [words(heading) for heading in tree.cssselect(".notices h2")]


def test_the_front_page_pages_by_publication_without_missing_one(client: FlaskClient, world: Any) -> None:
    for number in range(45):
        world.publish(title=f"公告{number}")
    address, seen = "/", []
    while address:
        tree = page(client, address)
        seen += shown(tree)
        world.publish(title=f"新{len(seen)}", category="K2")
        older = tree.cssselect(".paging [rel=next]")
        address = older[0].get("href") if older else ""
    assert [title for title in seen if title.startswith("公告")] == sorted(
        (f"公告{number}" for number in range(45)),
        key=lambda title: ((int(title[2:]) + 1) % 20, int(title[2:])),
        reverse=True,
    )
    assert tree.cssselect(".paging [rel=first]")[0].get("href") == "/"


def test_filters_stay_with_paging_and_feeds(client: FlaskClient, world: Any) -> None:
    for _ in range(25):
        world.publish(category="K2")
    world.publish(title="别的")
    tree = page(client, "/?category=K2&division=331100&organisation=331121-zrzy")
    assert "别的" not in shown(tree)
    older = tree.cssselect(".paging [rel=next]")[0].get("href")
    assert "category=K2&division=331100&organisation=331121-zrzy&cursor=" in older
    feeds = [link.get("href") for link in tree.cssselect("head link[rel=alternate]")]
    assert feeds == [
        f"/feeds/notices.{form}?category=K2&division=331100&organisation=331121-zrzy"
        for form in ("atom", "rss", "json")
    ]
    assert all(client.get(address).status_code == 200 for address in feeds)
    assert [link.get("href") for link in tree.cssselect(".subscribe a")] == [*feeds, "/feeds/"]
    assert [option.get("value") for option in tree.cssselect("option[selected]")] == ["K2", "331100"]
    assert [link.get("href") for link in tree.cssselect(".chosen a")] == [
        "/?division=331100&organisation=331121-zrzy",
        "/?category=K2&organisation=331121-zrzy",
        "/?category=K2&division=331100",
    ]


def test_divisions_are_grouped_by_city_and_retired_ones_not_offered(client: FlaskClient) -> None:
    tree = page(client, "/")
    groups = {
        group.get("label"): [option.get("value") for option in group] for group in tree.cssselect("#division optgroup")
    }
    assert groups == {"杭州市": ["330100"], "丽水市": ["331100", "331121"]}


def test_a_notice_shows_the_fields_of_its_category_and_what_it_lists(client: FlaskClient, world: Any) -> None:
    area, other = FieldValue("900 平方米", 900, "m2"), FieldValue("900", 900, "m2")
    villages = FieldValue("甲村、乙村", ("甲村", "乙村"))
    notice = world.publish(
        title="征地公告", url="http://qt.example/9.html", subtype="预公告",
        fields={"village": villages}, records=({"area": area}, {"area": other, "village": villages}),
    )  # fmt: skip
    tree = page(client, f"/notices/{notice}")
    facts = {words(fact[0]): words(fact[1]) for fact in tree.cssselect("[aria-labelledby=matters] .facts div")}
    assert facts == {"村": "甲村、乙村"}
    rows = [[words(cell) for cell in row] for row in tree.cssselect("[aria-labelledby=records] tbody tr")]
    assert rows == [["900 平方米", "—"], ["900 900 平方米", "甲村、乙村"]]


def test_zones_editions_and_disclosure_are_called_in_english_as_the_profile_says(
    client: FlaskClient, world: Any
) -> None:
    notice = world.publish(title="公告", zones=("办事服务",), editions=("个人",))
    facts = {words(fact[0]): fact[1][0] for fact in page(client, f"/notices/{notice}?lang=en").cssselect(".facts div")}
    told = {name: (words(facts[name]), facts[name].get("lang")) for name in ("Disclosure", "Zones", "Editions")}
    assert told == {
        "Disclosure": ("on its own initiative", None),
        "Zones": ("services", None),
        "Editions": ("个人", "zh-CN"),
    }
    option = page(client, "/?lang=en").cssselect("#zone option[value='办事服务']")[0]
    assert (words(option), option.get("lang")) == ("services", None)
    assert "services" in words(page(client, "/?zone=办事服务&lang=en").cssselect(".chosen")[0])
    assert "services" in words(page(client, "/feeds/?lang=en"))
    assert "办事服务" in words(page(client, f"/notices/{notice}?lang=zh"))


def test_a_source_names_the_software_that_it_is_read_by(client: FlaskClient, world: Any) -> None:
    made = [
        Source("ls", id, id, f"http://ls.example/{id}/", "331121-zrzy", "331121", "丽水", connector=id or None)
        for id in ("jpage", "html-list")
    ]
    world.store.save_site(Site("ls", "丽水", "331121-zrzy", "331121", "http://ls.example/", Life.ACTIVE, tuple(made)))
    for id, said in (("jpage", "大汉 JCMS（jpage） jpage"), ("html-list", "网页列表（按规则读取） html-list")):
        facts = {words(fact[0]): words(fact[1]) for fact in page(client, f"/sources/ls/{id}").cssselect(".facts div")}
        assert facts["连接器"] == said


def test_a_date_is_not_said_twice_where_the_site_wrote_it_as_we_do(client: FlaskClient, world: Any) -> None:
    notice = world.publish(title="公告", written=date(2026, 1, 30), dates_written={"written": "2026-01-30"})
    tree = page(client, f"/notices/{notice}")
    assert {words(fact[0]): words(fact[1]) for fact in tree.cssselect(".facts div")}["成文日期"] == "2026-01-30"


def test_a_notice_says_all_that_is_known(client: FlaskClient, full: str) -> None:
    tree = page(client, f"/notices/{full}")
    facts = {words(fact[0]): words(fact[1]) for fact in tree.cssselect(".facts div")}
    assert facts["文号"] == "青土告〔2026〕3号"
    assert facts["信息类别"] == "征地（K2） 标题：征收土地"
    assert facts["成文日期"] == "2026-01-30 原文：二〇二六年一月三十日"
    assert facts["索引号（本平台编制）"] == "331121-FED-2026-000001 原网站未提供索引号"
    assert words(tree.cssselect("h1")[0]) == "青田县征收土地公告 <第3号>"
    assert words(tree.cssselect(".breaches")[0]) == "一般 没有索引号 索引号： 原文"
    assert words(tree.cssselect(".missing")[0]).startswith("原网站没有提供的字段：索引号、生效日期")
    assert [link.get("href") for link in tree.cssselect(".provenances a")] == [
        "/sources/qt/gg",
        "http://qt.example/1.html",
    ]
    assert [words(cell) for cell in tree.cssselect("tbody td")] == [
        "2026-03-01 10:00",
        "首次收录",
        "已发布 当前显示",
        "—",
    ]
    assert tree.cssselect("header .button")[0].get("href") == "http://qt.example/1.html"


def test_images_become_links_and_strange_addresses_words(client: FlaskClient, full: str) -> None:
    tree = page(client, f"/notices/{full}")
    body = tree.cssselect(".body")[0]
    assert body.cssselect("img") == []
    assert [(link.get("href"), words(link)) for link in body.cssselect("a")] == [
        ("http://qt.example/a.jpg", "[红线图]"),
        ("http://qt.example/b", "[图片]"),
    ]
    assert words(body).startswith("一、范围 见图 [红线图] 与表。")
    assert [(words(one), len(one.cssselect("a"))) for one in tree.cssselect(".attachments li")] == [
        ("红线图 PDF 20.5 kB", 1),
        ("坏链接 PDF", 0),
    ]


def test_an_amendment_held_back_leaves_the_version_before_and_says_so(
    client: FlaskClient, world: Any, full: str
) -> None:
    severe = Breach("title-missing", "title", Severity.SEVERE, HIDDEN)
    world.revise(full, RevisionKind.AMENDED, title=HIDDEN, html=HIDDEN, shown=False, breaches=(severe,))
    answer = client.get(f"/notices/{full}")
    assert "原网站的最新改动暂未公开" in answer.text
    assert "没有标题" in answer.text
    assert "青土告〔2026〕3号" in answer.text
    assert HIDDEN not in answer.text
    tree = html.fromstring(answer.data.decode())
    assert words(tree.cssselect(".breaches")[0]).startswith("一般 没有索引号")
    assert [words(cell) for cell in tree.cssselect("tbody tr:first-child td")][1:3] == ["内容变更", "未公开"]


def test_merged_leads_to_the_winner(client: FlaskClient, world: Any, full: str) -> None:
    loser = world.publish()
    world.revise(loser, RevisionKind.MERGED, state=State.WITHDRAWN, shown=False, hides=True, merged_into=full)
    answer = client.get(f"/notices/{loser}")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/notices/{full}")


def test_withdrawn_is_gone_and_says_so(client: FlaskClient, world: Any) -> None:
    id_ = world.publish(title=HIDDEN)
    world.revise(id_, RevisionKind.WITHDRAWN, state=State.WITHDRAWN, shown=False, hides=True)
    answer = client.get(f"/notices/{id_}")
    assert answer.status_code == 410
    assert "信息已撤下" in answer.text
    assert "2026-03-01 11:00" in answer.text
    assert HIDDEN not in answer.text


def test_held_and_then_gone_was_never_public(client: FlaskClient, world: Any, held: str) -> None:
    world.revise(held, RevisionKind.WITHDRAWN, state=State.WITHDRAWN, shown=False, hides=True)
    assert client.get(f"/notices/{held}").status_code == 404


def test_a_profile_may_publish_what_has_no_date(client: FlaskClient, world: Any) -> None:
    id_ = world.publish(title="没有日期的公告", published=None)
    assert shown(page(client, "/")) == ["没有日期的公告"]
    assert "发布日期" in words(page(client, f"/notices/{id_}").cssselect(".missing")[0])


def test_an_address_that_is_none_is_not_linked(client: FlaskClient, world: Any) -> None:
    id_ = world.publish(url="http://[nowhere", html='<p><img src="http://[nowhere" alt="图"></p>')
    tree = page(client, f"/notices/{id_}")
    assert tree.cssselect("header .button, .body a") == []


def test_held_is_not_public(client: FlaskClient, held: str) -> None:
    assert client.get(f"/notices/{held}").status_code == 404
    assert HIDDEN not in client.get("/").text
    source = client.get("/sources/qt/gg")
    assert HIDDEN not in source.text
    assert held in source.text
    assert "没有标题" in source.text
    assert 'href="http://qt.example/held.html"' in source.text


def test_sources_say_what_is_wrong_and_what_mends_it(
    client: FlaskClient, troubled: Callable[[], None], full: str
) -> None:
    troubled()
    rows = {words(row.cssselect("small")[0]): words(row) for row in page(client, "/sources").cssselect("tbody tr")}
    assert (
        "失败 连续失败 2 次 网站返回错误状态 404 Not Found 在浏览器中打开栏目确认；404 表示栏目已改址或撤销"
        in rows["hz/gg"]
    )
    assert "部分完成 还有 12 个页面待读" in rows["qt/zd"]
    assert "有更新" in rows["qt/gg"]


def test_a_source_shows_its_visits_and_the_rows_set_aside(
    client: FlaskClient, troubled: Callable[[], None], full: str
) -> None:
    troubled()
    text = words(page(client, "/sources/hz/gg"))
    assert "网站连接后长时间没有应答 read timed out after 30 s" in text
    tree = page(client, "/sources/qt/gg")
    rows = [words(row) for row in tree.cssselect("section[aria-labelledby=aside] tbody tr")]
    assert sorted(row.rpartition(" 2026")[0] for row in rows) == [
        "没有页面的公告 2026-02-30 信息页面不存在",
        "（无标题） 2026-02-30 列表行没有链接",
    ]


def test_what_no_clause_has_checked_shows_no_numbers_of_persons(client: FlaskClient, world: Any) -> None:
    """Rows that were set aside, and what a failed visit saw."""
    number = "11010519491231002X"
    address, why = "http://qt.example/gone.html", AsideReason.PAGE_UNREADABLE
    world.set_aside(
        "qt/gg",
        SetAside("qt/gg", "d1", f"李四（{number}）房屋公示", address, "2026-02-28", why, f"系统提示 {number}"),
        SetAside("qt/gg", "d2", "联系电话 13800000000", address, "2026-02-28", why),
    )
    world.visit("qt/gg", Outcome.FAILED, error=ErrorKind.ERROR_TEXT, detail=f"{number} 出错")
    texts = [client.get(address).text for address in ("/sources/qt/gg", "/sources")]
    assert [number in text for text in texts] == [False, False]
    assert [text.count("（含个人信息，不予公开）") for text in texts] == [4, 1]
    assert "13800000000" in texts[0], "the profile allows what it allows"


def test_before_the_first_notice_nothing_is_said_to_match(client: FlaskClient) -> None:
    assert "还没有信息。" in client.get("/").text
    assert "没有符合条件的信息。" in client.get("/?category=K1").text


def test_a_source_never_visited_says_so(client: FlaskClient) -> None:
    assert "尚未采集" in client.get("/sources").text
    assert "尚未采集" in client.get("/sources/qt/zd").text


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("/nothing", 404, "没有找到这个页面"),
        ("/notices/nobody", 404, "没有找到这个页面"),
        ("/sources/qt", 404, "没有找到这个页面"),
        ("/feeds/notices.xml", 404, "没有找到这个页面"),
        ("/?category=K9", 400, "参数“category”的值“K9”不存在。可用的值：K1, K2。"),
        ("/?cursor=9", 400, "参数“cursor”无效"),
        ("/?cursor=2026-99-99_x", 200, "没有符合条件的信息"),
        ("/?category=%3Cscript%3E", 400, "&lt;script&gt;"),
    ],
)
def test_failures_have_friendly_pages(address: str, status: int, says: str, client: FlaskClient) -> None:
    answer = client.get(address)
    assert (answer.status_code, says in answer.text) == (status, True)
    assert "<h1>" in answer.text


def test_a_bug_is_answered_with_a_page_that_tells_nothing(
    client: FlaskClient, world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(world.store, "browse", fail)
    answer = client.get("/")
    assert (answer.status_code, "服务暂时出错" in answer.text, "secret" in answer.text) == (500, True, False)


ADDRESSES = ("/", "/sources", "/sources/qt/gg", "/nothing", "/static/style.css", "/feeds/notices.atom", "/?x=1")


@pytest.mark.parametrize("address", ADDRESSES)
def test_headers_are_strict_on_every_answer(address: str, client: FlaskClient, full: str) -> None:
    answer = client.get(address)
    answer.close()
    headers = answer.headers
    policy = dict(rule.split(" ", 1) for rule in headers["Content-Security-Policy"].split("; "))
    assert policy == {
        "default-src": "'none'",
        "style-src": "'self'",
        "img-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    assert (headers["X-Content-Type-Options"], headers["Referrer-Policy"]) == ("nosniff", "same-origin")


def test_no_page_has_inline_script_or_style_or_loads_from_elsewhere(
    client: FlaskClient, full: str, held: str, troubled: Callable[[], None]
) -> None:
    troubled()
    for address in ("/", f"/notices/{full}", "/sources", "/sources/qt/gg", "/nothing"):
        tree = html.fromstring(client.get(address).data.decode())
        assert tree.xpath("//script | //style | //*[@style] | //@*[starts-with(name(), 'on')]") == []
        loaded = tree.xpath("//@src | //link[not(@rel='alternate')]/@href")
        assert loaded
        assert all(re.match(r"/static/", one) for one in loaded)


@pytest.mark.parametrize("kind", [Outcome, RevisionKind, State, Severity, Life, Withdrawal, AsideReason])
def test_every_value_that_pages_show_has_a_name(kind: type[StrEnum], app: Flask) -> None:
    with app.test_request_context():
        names = [str(app.jinja_env.filters["named"](value)) for value in kind]
    assert all(names)


@pytest.mark.parametrize("address", ["/?from=groupmessage", "/sources?utm_source=x", "/sources/qt/gg?isappinstalled=0"])
def test_a_page_shared_with_strange_parameters_still_opens(address: str, client: FlaskClient) -> None:
    assert client.get(address).status_code == 200


def _fails_by(world: Any, content: bytes, type_: str = "text/html") -> None:
    answer = answer_at("http://qt.example/gg/", content, {"content-type": type_})
    world.visit("qt/gg", Outcome.FAILED, error=ErrorKind.ERROR_TEXT, detail="系统繁忙", found=Evidence.of(answer))


def test_what_a_site_answered_is_shown_as_text(client: FlaskClient, world: Any) -> None:
    assert not page(client, "/sources/qt/gg").cssselect("a[href^='/evidence']")
    assert client.get("/evidence/qt/gg").status_code == 404
    _fails_by(world, "<h1>系统繁忙</h1><script>alert(1)</script>\x00\u202e<a href='http://b.example'>x</a>".encode())
    (link,) = page(client, "/sources/qt/gg").cssselect("a[href^='/evidence']")
    tree = page(client, link.get("href"))
    (shown,) = tree.cssselect("pre")
    assert shown.text == "<h1>系统繁忙</h1><script>alert(1)</script>��<a href='http://b.example'>x</a>"
    assert len(shown) == 0, "no element came of it"
    assert "200" in words(tree.cssselect("dl.facts")[0])
    assert client.get("/evidence/qt/none").status_code == 404


def test_what_a_site_answered_is_decoded_and_never_tells_of_persons(client: FlaskClient, world: Any) -> None:
    _fails_by(world, "系统繁忙".encode("gb18030"), "text/html; charset=gb2312")
    assert words(page(client, "/evidence/qt/gg").cssselect("pre")[0]) == "系统繁忙"
    _fails_by(world, b"\x89PNG" + bytes(range(256)))
    assert page(client, "/evidence/qt/gg").cssselect("pre")
    _fails_by(world, "<li>张三 11010519491231002X</li>".encode())
    assert "110105" not in client.get("/evidence/qt/gg").text


def test_a_kept_answer_that_is_damaged_is_told_so(client: FlaskClient, world: Any) -> None:
    _fails_by(world, "系统繁忙".encode())
    with world.store._database.writing() as connection:
        connection.execute("UPDATE evidence SET content = substr(content, 1, 9)")
    tree = page(client, "/evidence/qt/gg")
    assert words(tree.cssselect("p.fault")[0]).startswith("保存的应答已损坏")
    assert "http://qt.example/gg/" in words(tree.cssselect("dl.facts")[0])
    assert not tree.cssselect("pre")
    assert "The stored answer is damaged" in client.get("/evidence/qt/gg?lang=en").text


def test_a_source_shows_its_rules_and_what_is_wrong_with_its_list(client: FlaskClient, world: Any) -> None:
    assert "推断的列表规则" not in client.get("/sources/qt/gg").text
    reasons = (Words("6 个同类块", "6 blocks alike"),)
    rule = WorkedOutRule("qt/gg", Rule("ul.news > li"), RuleState.IN_FORCE, reasons)
    note = HealthNote(finding=Finding.LAYOUT, detail="list: <6>", rule=rule)
    visit = Visit("qt/gg", world.now, 1.0, Outcome.FAILED, error=ErrorKind.LAYOUT_CHANGED)
    world.store.record_quiet([visit], {"qt/gg": Due(world.now)}, {}, notes={"qt/gg": note})
    section = words(page(client, "/sources/qt/gg").cssselect("section[aria-labelledby=rules]")[0])
    for said in ("栏目已改版", "list: <6>", "ul.news > li", "使用中", "6 个同类块"):
        assert said in section
    assert "第一号公告" not in section, "nothing to choose from"
    shown = (Shown("第一号公告", "http://qt.example/1.html", "2026-11-01"),)
    wait = HealthNote(finding=Finding.LAYOUT, rule=replace(rule, state=RuleState.WAITING, preview=shown))
    world.store.record_quiet([visit], {"qt/gg": Due(world.now)}, {}, notes={"qt/gg": wait})
    previews = page(client, "/sources/qt/gg").cssselect(".previews > div")
    assert [words(one) for one in previews] == ["2 待确认 第一号公告 2026-11-01"]
    english = words(page(client, "/sources/qt/gg?lang=en").cssselect("section[aria-labelledby=rules]")[0])
    assert "6 blocks alike" in english
    assert "In force" in english


def differences(tree: html.HtmlElement) -> dict[str, list[tuple[str, str]]]:
    """Label → (element, line), of the only version that differs from another."""
    (listed,) = tree.cssselect(".differences dl")
    return {
        words(term): [(line.tag, words(line)) for line in term.getnext()] for term in listed.cssselect("dt")
    }  # fmt: skip


def test_what_a_version_changed_is_shown_field_by_field(client: FlaskClient, world: Any) -> None:
    id_ = world.publish(title="征地公考", text="第一段\n第二段\n第三段", html="<p>一</p>", doc_no="青土资〔2026〕1号")
    world.revise(
        id_,
        RevisionKind.AMENDED,
        title="征地公告",
        text="第一段\n第二段<b>改</b>\n第三段",
        html="<p>二</p>",
        attachments=(Attachment("红线图.pdf", "http://qt.example/1.pdf", "pdf", "1"),),
    )
    tree = page(client, f"/notices/{id_}?lang=en")
    assert differences(tree) == {
        "Title": [("del", "征地公考"), ("ins", "征地公告")],
        "Text": [("del", "第二段"), ("ins", "第二段<b>改</b>")],
        "Attachments": [("ins", "红线图.pdf")],
    }
    assert words(tree.cssselect(".differences summary")[0]).startswith("Changed fields: Title")


def test_what_only_follows_or_is_signed_anew_is_no_change_of_its_own(client: FlaskClient, world: Any) -> None:
    first = Attachment("图.pdf", "http://qt.example/1.pdf?Expires=1", "pdf", "1")
    id_ = world.publish(text="一", abstract="一", abstract_derived=True, attachments=(first,))
    later = replace(first, url="http://qt.example/1.pdf?Expires=2")
    published = LocalTime(date(2026, 2, 9), time(9, 30))
    world.revise(id_, RevisionKind.AMENDED, text="二", abstract="二", published=published, attachments=(later,))
    found = differences(page(client, f"/notices/{id_}?lang=en"))
    assert found.keys() == {"Published", "Text"}
    assert found["Published"][1] == ("ins", "2026-02-09 09:30")


def test_a_version_that_looks_otherwise_only_says_so(client: FlaskClient, world: Any) -> None:
    id_ = world.publish(html="<p>正文</p>")
    world.revise(id_, RevisionKind.AMENDED, html="<p><b>正文</b></p>")
    assert differences(page(client, f"/notices/{id_}?lang=en")) == {"Text": [("ins", "Only the layout differs")]}


def test_versions_that_the_public_never_saw_are_not_compared(client: FlaskClient, world: Any) -> None:
    id_ = world.publish(title="公告一")
    world.revise(id_, RevisionKind.AMENDED, title=HIDDEN, shown=False, breaches=(Breach("c", "f", Severity.SEVERE),))
    world.revise(id_, RevisionKind.AMENDED, title="公告二")
    tree = page(client, f"/notices/{id_}?lang=en")
    assert HIDDEN not in words(tree)
    assert differences(tree)["Title"] == [("del", "公告一"), ("ins", "公告二")]


def test_a_condition_in_force_is_called_as_people_call_it(client: FlaskClient, full: str) -> None:
    chosen = page(client, "/?site=qt&category=K1&lang=en").cssselect(".chosen a > span:first-of-type")
    assert [(words(one), one.get("lang")) for one in chosen] == [("Papers", None), ("qt 网站", "zh-CN")]
