"""The audit log in words: acts of every kind, told in each reader's language."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from lxml import html

from federator.model.client import ApiClient, Scope
from federator.model.contact import Contact, Rhythm, Way
from federator.model.lives import Move
from federator.model.people import Actor, Invitation, Purpose, Role
from federator.model.place import Organisation
from federator.model.site import Rule

LATIN, CHINESE = re.compile("[A-Za-z]"), re.compile("[\u4e00-\u9fff]")
ME = Actor("terminal")


@pytest.fixture
def acted(world: Any, desk: Any) -> Any:
    store, now = world.store, world.now
    desk.add("boss", Role.PROVINCE)
    person = desk.add("zhang", Role.SITE, sites=frozenset({"qt"}))
    store.people.change(replace(person, active=False, email="1@2.cn"), ME)
    store.people.invite("hash", Invitation(Purpose.INVITATION, Role.SITE, organisations=frozenset({"331121-zrzy"})),
                        timedelta(days=1), ME)  # fmt: skip
    site = store.registry.site("qt")
    rule = Rule("li", date="span", notice_title="h1", year="h2")
    first = replace(site.sources[0], rule=rule, category="K1", every=timedelta(hours=2), complete=True, pages=False)
    store.registry.put(replace(site, sources=(first,), division="331100"), ME)
    store.registry.move("qt", Move.SUSPEND, "检修", ME)
    store.registry.move("qt", Move.RESUME, "", ME)
    store.registry.comment("qt", "已核对", ME)
    store.registry.visit_now("qt", ["qt/gg"], ME)
    store.notifying.save_contact(Contact("qt", "值班", Way.MAIL, "1@2.cn", "zh", Rhythm.DAILY, ""), ME)
    made = store.clients.add(
        ApiClient("", "门户", "张三", frozenset({Scope.RECEIPTS}), now, "12", frozenset({"qt"}),
                  frozenset({"331121-zrzy"}), 60, now, names="[fields]"), "hash", ME)  # fmt: skip
    store.clients.revoke(made.id, ME)
    receiver = store.pushing.add(made.id, "推送", "https://1.cn/", ME, everything=True)
    store.pushing.change(receiver.number, ME, "receiver-paused", paused=True, generation=2)
    store.organisations.save(Organisation("1", ("某局", "旧名"), "331121", "331121-zrzy", "12", "34"), None, ME)
    store.pauses.pause("qt/gg", "检修", ME)
    store.pauses.resume("qt/gg", ME)
    store.disputes.dispute("qt/gg", "网站正常", ME)
    notice = world.publish(title="某公告")
    store.decisions.take_down(notice, store.notice(notice).versions[0].seq, "误发", ME)
    return desk.anybody(Role.AUDITOR)


def rows(page: str) -> list[Any]:
    return list(html.fromstring(page).cssselect("tbody tr"))


def told(row: Any) -> tuple[str, str, list[str]]:
    """What was done, to what kind of thing, and what people call what changed."""
    _at, _who, act, about, changed = row.cssselect("td")
    return act.text_content(), about.text, [div.text for div in changed.cssselect("div")]


def test_acts_and_what_they_changed_are_told_in_the_language_of_the_reader(acted: Any) -> None:
    for language, foreign in (("zh", LATIN), ("en", CHINESE)):
        for row in rows(acted.get(f"/desk/audit?lang={language}").text):
            act, about, names = told(row)
            words = " ".join((act, about, *(re.sub(r"^\w+ · ", "", name) for name in names)))
            assert not foreign.search(words), words


def test_values_are_told_as_people_know_them(acted: Any) -> None:
    said = [div.text_content() for div in html.fromstring(acted.get("/desk/audit").text).cssselect("tbody td div")]
    for one in (
        "角色 站点管理员",
        "站点 qt 网站",
        "可以登录 是 否",
        "行政区划 青田县 丽水市",
        "gg · 信息类别 公文",
        "gg · 采集间隔 1 小时 2 小时",
        "gg · 读取信息页面 是 否",
        "gg · 规则 每一行 li；日期 span；年份 h2；信息页面的标题 h1",
        "站点状态 暂停 采集中",
        "时机 每天上午八点汇总",
        "权限 报送采用回执",
        "有效期至 2026-03-01 09:00",
        "名称对照表 [fields]",
        "现名、简称和旧称 某局、旧名",
        "上级单位 青田县自然资源和规划局",
        "状态 已发布 已撤下",
    ):
        assert one in said, one


def test_what_an_act_was_about_is_called_by_its_name(acted: Any) -> None:
    about = [row.cssselect("td")[3].text_content() for row in rows(acted.get("/desk/audit").text)]
    assert any(one.startswith("信息 某公告 01JN") for one in about)
    assert {"采集源 qt 网站 · gg 栏目 qt/gg", "成员站点 qt 网站 qt", "账号"} <= set(about)
