"""Texts that many notices would have at once: seen before and after, decided by whoever may, at their own source."""

import re
from typing import Any

import pytest

from federator.model.health import HealthNote, Rewrite
from federator.model.item import Alias, Changes
from federator.model.people import Actor, Role
from tests.web.desk.conftest import press

PAGE, DEED = "/desk/health/qt/gg", "/desk/health/qt/gg/rewrites"
SAID = "本栏目内容已迁往省级平台。"


@pytest.fixture
def asking(world: Any) -> str:
    """Six notices of one source would read the same; the key of that text."""
    ids = [world.publish(title=f"第{number}号出让公告", text=f"第{number}号宗地挂牌出让。") for number in range(6)]
    world.record(Changes(aliases=[Alias("qt/gg", id, f"i{id}", "") for id in ids]), "qt/gg")
    return wait(world, Rewrite("0123456789abcdef", SAID, frozenset(ids)))


def wait(world: Any, rewrite: Rewrite) -> str:
    world.store.take_note("qt/gg", HealthNote(rewrites=(rewrite,)))
    return rewrite.key


def decide(client: Any, what: str, *texts: str, why: str = "已与单位核实") -> Any:
    return press(client, DEED, what=what, text=list(texts), why=why)


def test_before_and_after_stand_beside_each_other(desk: Any, asking: str) -> None:
    page = desk.anybody(Role.REVIEWER).get(PAGE).text
    shown = page[page.index('id="rewrites"') : page.index(DEED)], page[page.index(DEED) :]
    assert "待确认" in shown[0]
    assert re.search(f"6 条信息将同为.*<ins[^>]*>{SAID}</ins>", shown[1])
    assert re.findall(r"<del>(.*?)</del>", page) == [f"第{number}号宗地挂牌出让。" for number in range(5)]
    province = desk.anybody(Role.PROVINCE).get("/desk/health?lang=en").text
    assert "6 notices would all read the same" in province


def test_numbers_of_persons_are_not_shown(desk: Any, world: Any, asking: str) -> None:
    wait(world, Rewrite("f" * 16, "联系人身份证号11010519491231002X", frozenset()))
    page = desk.anybody(Role.REVIEWER).get(PAGE).text
    assert "11010519491231002X" not in page
    assert "（含个人信息，不予公开）" in page


@pytest.mark.parametrize(
    ("what", "told", "act"),
    [("accept", "已接受 1 处改写", "rewrites-accepted"), ("refuse", "已否决 1 处改写", "rewrites-refused")],
)
def test_a_site_administrator_decides_at_its_own_source(
    what: str, told: str, act: str, desk: Any, world: Any, asking: str
) -> None:
    mine = desk.as_(desk.add("mine", Role.SITE, sites=frozenset({"qt"})))
    assert "请写明理由" in decide(mine, what, asking, why=" ").text
    assert "0 处" in decide(mine, what, "strange").text
    assert decide(mine, "neither", asking).status_code == 400
    assert world.store.people.acts(None, 1)[0].act not in ("rewrites-accepted", "rewrites-refused")
    assert told in decide(mine, what, asking).text
    assert world.store.rewrites.waiting("qt/gg") == ()
    assert world.store.rewrites.judged("qt/gg") == {asking: what == "accept"}
    (done,) = world.store.people.acts(None, 1)
    assert (done.act, done.after["texts"], done.after["why"]) == (act, [asking], "已与单位核实")


def test_what_was_refused_is_shown_and_accepted_after_all(desk: Any, world: Any, asking: str) -> None:
    reviewer = desk.anybody(Role.REVIEWER)
    assert "已否决的改写" not in reviewer.get(PAGE).text
    decide(reviewer, "refuse", asking)
    page = reviewer.get(PAGE).text
    shown = page[page.index('id="refused"') :]
    assert SAID in shown
    assert ">改为接受<" in shown
    assert 'id="rewrites"' not in page
    assert ">改为接受<" not in desk.anybody(Role.AUDITOR).get(PAGE).text
    assert "已接受 1 处改写" in decide(reviewer, "accept", asking).text
    assert world.store.rewrites.judged("qt/gg") == {asking: True}


def test_words_that_are_no_longer_kept_are_said_so(desk: Any, world: Any, asking: str) -> None:
    reviewer = desk.anybody(Role.REVIEWER)
    decide(reviewer, "refuse", asking)
    (refused,) = world.store.rewrites.refused("qt/gg")
    world.store.purges.purge(refused.sample[0].id, "按规定删除", Actor("me"))
    page = reviewer.get(PAGE).text
    assert SAID not in page
    assert "（内容已不再保存）" in page


@pytest.mark.parametrize(("deed", "what"), [("rewrites", "accept"), ("rewrites", "refuse"), ("leaving", "withdraw")])
def test_who_ticks_nothing_is_told_so(deed: str, what: str, desk: Any, world: Any, asking: str) -> None:
    province = desk.anybody(Role.PROVINCE)
    desk.app.config["WTF_CSRF_ENABLED"] = False
    said = province.post(f"/desk/health/qt/gg/{deed}", data={"what": what, "why": "x"}, follow_redirects=True).text
    assert "请至少勾选一项" in said
    assert len(world.store.rewrites.waiting("qt/gg")) == 1


@pytest.mark.parametrize(
    ("role", "sites"), [(Role.SITE, frozenset({"hz"})), (Role.AUDITOR, frozenset()), (Role.SITE, frozenset())]
)
def test_others_do_not(role: Role, sites: frozenset[str], desk: Any, world: Any, asking: str) -> None:
    client = desk.as_(desk.add("other", role, sites=sites))
    page = client.get(PAGE)
    assert page.status_code == (200 if role is Role.AUDITOR else 403)
    assert "接受改写" not in page.text
    desk.app.config["WTF_CSRF_ENABLED"] = False
    assert client.post(DEED, data={"what": "accept", "text": asking, "why": "x"}).status_code == 403
    assert len(world.store.rewrites.waiting("qt/gg")) == 1


@pytest.mark.parametrize("deed", ["leaving", "rewrites", "rules/1", "disputes/1"])
def test_what_is_neither_of_two_buttons_decides_nothing(deed: str, desk: Any, asking: str) -> None:
    province = desk.anybody(Role.PROVINCE)
    desk.app.config["WTF_CSRF_ENABLED"] = False
    assert province.post(f"/desk/health/qt/gg/{deed}", data={"what": "both", "why": "x"}).status_code == 400
