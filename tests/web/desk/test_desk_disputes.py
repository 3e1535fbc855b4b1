"""A finding disputed: nobody's fault until the province decides, and all of it kept."""

import re
from typing import Any

import pytest

from federator.model.errors import ErrorKind
from federator.model.people import Role
from federator.model.visit import Outcome
from federator.store import Evidence
from tests.answers import answer_at
from tests.web.desk.conftest import press

PAGE = "/desk/health/qt/gg"


@pytest.fixture
def failing(world: Any) -> None:
    world.visit("qt/gg", Outcome.UNCHANGED)
    for _ in range(2):
        world.visit("qt/gg", Outcome.FAILED, error=ErrorKind.NO_ROWS)


@pytest.fixture
def enter(desk: Any) -> Any:
    """Signs the unit's administrator in anew: hours pass between visits, and sessions end."""
    person = desk.add("unit", Role.SITE, sites=frozenset({"qt"}))
    return lambda: desk.as_(person)


def badge(client: Any) -> str:
    found = re.search(r'class="badge (\w+)"', client.get(PAGE).text)
    assert found
    return found[1]


def test_a_disputed_finding_is_no_fault_until_the_province_says_so(
    desk: Any, world: Any, enter: Any, failing: None
) -> None:
    assert badge(enter()) == "failing"
    assert "已提出异议" in press(enter(), f"{PAGE}/disputes", words="网站正常，是规则读错了").text
    assert badge(enter()) == "disputed"
    for address in (PAGE, "/sources/qt/gg", "/sources"):
        assert '<p class="fault"><strong>规则没有匹配到任何条目' not in enter().get(address).text
    assert "单位提出异议" in desk.nobody().get("/sources/qt/gg").text
    assert press(enter(), f"{PAGE}/disputes/1", what="uphold", why="我说了算").status_code == 403
    province = desk.anybody(Role.PROVINCE)
    said = press(province, f"{PAGE}/disputes/1", what="reject", why="网站确已改版").text
    assert "异议不成立" in said
    assert "网站确已改版" in said
    assert badge(enter()) == "failing"
    assert [act.act for act in world.store.people.acts(None, 2, "source/qt/gg")] == [
        "dispute-decided",
        "dispute-raised",
    ]


def test_no_public_face_tells_what_is_disputed(desk: Any, world: Any, enter: Any, failing: None) -> None:
    def told() -> tuple[dict[str, Any], dict[str, Any], str, str]:
        api = desk.nobody()
        (site,) = [one for one in api.get("/api/v1/sites").get_json()["sites"] if one["id"] == "qt"]
        (source,) = [one for one in api.get("/api/v1/sources").get_json()["sources"] if one["key"] == "qt/gg"]
        return site, source["health"], api.get("/sources").text, api.get("/sources/qt/gg").text

    answer = answer_at("http://qt.example/gg/", "<p>")
    world.visit("qt/gg", Outcome.FAILED, Evidence.of(answer), error=ErrorKind.NO_ROWS, detail="nothing")
    site, health, listed, page = told()
    assert (site["failing"], site["disputed"]) == (["qt/gg"], [])
    assert (health["failures"], health["error"], health["disputed"]) == (3, "no-rows", False)
    assert "连续失败 3 次" in listed
    assert desk.nobody().get("/evidence/qt/gg").status_code == 200
    press(enter(), f"{PAGE}/disputes", words="读错了")
    site, health, listed, page = told()
    assert (site["failing"], site["disputed"]) == ([], ["qt/gg"])
    assert (health["outcome"], health["failures"], health["error"], health["error_what"]) == (None, 0, None, None)
    assert health["disputed"]
    for text in (listed, page):
        assert "连续失败" not in text
        assert 'class="outcome failed"' not in text
        assert "规则没有匹配到任何条目" not in text
    assert "<dt>上次采集失败</dt><dd>0</dd>" in listed
    assert desk.nobody().get("/evidence/qt/gg").status_code == 404
    assert enter().get("/evidence/qt/gg").status_code == 200
    press(desk.anybody(Role.PROVINCE), f"{PAGE}/disputes/1", what="uphold", why="是的")
    world.visit("qt/gg", Outcome.UNCHANGED)
    assert "规则没有匹配到任何条目" not in desk.nobody().get("/sources/qt/gg").text
    world.visit("qt/gg", Outcome.FAILED, error=ErrorKind.NO_ROWS)
    assert desk.nobody().get("/sources/qt/gg").text.count('class="outcome failed"') == 2


def test_what_was_upheld_stays_so_while_it_lasts(desk: Any, world: Any, enter: Any, failing: None) -> None:
    press(enter(), f"{PAGE}/disputes", words="读错了")
    press(desk.anybody(Role.PROVINCE), f"{PAGE}/disputes/1", what="uphold", why="是的")
    world.visit("qt/gg", Outcome.FAILED, error=ErrorKind.NO_ROWS)
    assert badge(enter()) == "disputed"
    world.visit("qt/gg", Outcome.UNCHANGED)
    assert badge(enter()) == "good"
    for _ in range(2):
        world.visit("qt/gg", Outcome.FAILED, error=ErrorKind.TIMEOUT)
    assert badge(enter()) == "failing"
    assert "读错了" in enter().get(PAGE).text


def test_what_does_not_fail_cannot_be_disputed(world: Any, enter: Any) -> None:
    world.visit("qt/gg", Outcome.UNCHANGED)
    assert "没有可以提出异议的结论" in press(enter(), f"{PAGE}/disputes", words="x").text
