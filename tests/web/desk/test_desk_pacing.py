"""A column visited at once, paused and resumed at the desk; what its pages and the interface say of its rhythm."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from federator.model.people import Role
from federator.model.probe import Probe
from federator.model.rhythm import Reason
from federator.model.visit import Outcome
from tests.web.desk.conftest import press

PAGE = "/desk/health/qt/gg"


def decide(desk: Any, what: str, why: str = "", role: Role = Role.PROVINCE, **more: Any) -> Any:

    client = desk.anybody(role, **more)
    return press(client, f"{PAGE}/rhythm", what=what, why=why)


def test_a_column_is_paused_with_its_reason_and_resumed(desk: Any, world: Any) -> None:
    world.visit("qt/gg", Outcome.UNCHANGED)
    assert "请写明理由" in decide(desk, "pause").text
    page = decide(desk, "pause", "网站改版中").text
    assert "已暂停采集" in page
    assert "网站改版中" in page
    assert "未在采集" in page
    assert "网站改版中" not in desk.nobody().get("/sources/qt/gg").text, "why is no public matter"
    assert "已暂停" in desk.nobody().get("/sources/qt/gg").text
    (rhythm,) = [one["rhythm"] for one in desk.nobody().get("/api/v1/sources").json["sources"] if one["key"] == "qt/gg"]
    assert (rhythm["paused"], rhythm["next_due"]) == (True, None)
    assert "已恢复采集" in decide(desk, "resume").text
    assert world.store.pauses.standing() == {}
    acts = [one.act for one in world.store.people.acts(None, 9, "source/qt/gg")]
    assert acts == ["source-resumed", "source-paused"]


def test_a_column_is_wanted_at_once(desk: Any, world: Any) -> None:
    world.visit("qt/gg", Outcome.UNCHANGED)
    page = decide(desk, "visit", role=Role.SITE, sites=frozenset({"qt"}))
    assert "已排入下一轮采集" in page.text
    assert "有人要求立即采集" in page.text
    assert world.store.states()["qt/gg"].reason is Reason.ASKED


def test_a_site_administrator_has_no_say_elsewhere(desk: Any, world: Any) -> None:
    assert decide(desk, "pause", "x", Role.SITE, sites=frozenset({"hz"})).status_code in (400, 403)
    assert world.store.pauses.standing() == {}


@pytest.mark.parametrize("what", ["", "burn"])
def test_nothing_else_can_be_asked(desk: Any, what: str) -> None:
    assert decide(desk, what).status_code == 400


def test_pages_and_interface_say_when_and_why(desk: Any, world: Any) -> None:
    assert "尚未采集" in desk.nobody().get("/sources/qt/gg").text
    world.visit("qt/gg", Outcome.FAILED, error=None)
    page = desk.nobody().get("/sources/qt/gg").text
    assert "按固定间隔" in page
    answer = desk.nobody().get("/api/v1/sources?lang=en").json["sources"]
    said = {one["key"]: one["rhythm"] for one in answer}
    assert said["qt/gg"]["because"] == "at a fixed interval"
    assert said["qt/gg"]["next_due"]
    assert said["hz/gg"] == {"next_due": None, "reason": None, "because": None, "pace": None, "paused": False}


def test_a_sites_page_and_the_interface_show_how_its_home_page_answered(desk: Any, world: Any) -> None:
    now = datetime.now(UTC)
    page = desk.anybody(Role.AUDITOR).get("/desk/health/qt").text
    assert "尚未探测" in page
    world.store.probes.record([Probe("qt", now, 0.3), Probe("qt", now, None), Probe("qt", now, 20.0)])
    world.store.probes.record([Probe("qt", now - timedelta(days=8), None)])
    page = desk.anybody(Role.AUDITOR).get("/desk/health/qt").text
    assert re.search(r"探测次数\">3<.*用时过长\">1<.*打不开\">1<", page, re.S)
    sites = {one["id"]: one["reach"] for one in desk.nobody().get("/api/v1/sites").json["sites"]}
    assert sites == {"qt": {"probes": 3, "slow": 1, "failed": 1}, "hz": {"probes": 0, "slow": 0, "failed": 0}}
