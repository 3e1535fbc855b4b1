"""A rule that waits, tried on the page that the last visit failed by."""

from typing import Any

from federator.model.errors import ErrorKind
from federator.model.health import Finding, HealthNote, RuleState, WorkedOutRule
from federator.model.people import Role
from federator.model.site import Rule
from federator.model.visit import Outcome
from federator.store import Evidence
from tests.answers import answer_at

PAGE = "/desk/health/qt/gg"


def test_a_rule_is_tried_on_the_page_that_was_kept_and_one_that_is_damaged_is_told_so(desk: Any, world: Any) -> None:
    rule = WorkedOutRule("qt/gg", Rule("ul.news > li"), RuleState.WAITING)
    world.store.take_note("qt/gg", HealthNote(finding=Finding.LAYOUT, rule=rule))
    client = desk.anybody(Role.PROVINCE)
    assert "没有保存的页面可供预览" in client.get(PAGE).text
    html = "<ul class=news><li><a href=/1.html>改版后的第一号公告</a>2026-11-16</ul>"
    found = Evidence.of(answer_at("http://qt.example/gg/", html))
    world.visit("qt/gg", Outcome.FAILED, error=ErrorKind.LAYOUT_CHANGED, found=found)
    assert "改版后的第一号公告" in client.get(PAGE).text
    with world.store._database.writing() as connection:
        connection.execute("UPDATE evidence SET content = substr(content, 1, 9)")
    damaged = client.get(PAGE).text
    assert "保存的页面已损坏，无法预览" in damaged
    assert "采用新规则" in damaged
