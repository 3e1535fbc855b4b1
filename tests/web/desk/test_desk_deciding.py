"""Held notices, withdrawals that wait and rules: decided with reasons, by whoever may, and seen on the pages."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from federator.model.attachment import Attachment
from federator.model.breach import Breach, Severity
from federator.model.errors import ErrorKind
from federator.model.health import Finding, HealthNote, RuleState, WorkedOutRule
from federator.model.item import Changes
from federator.model.people import Actor, Role
from federator.model.revision import RevisionKind, State, Withdrawal
from federator.model.rhythm import Due
from federator.model.site import Life, Rule
from federator.model.visit import Outcome, Visit
from federator.store.desk_views import Attention
from federator.web.desk.conditions import Condition, standing
from federator.web.desk.reasons import LONGEST_REASON
from tests.web.desk.conftest import press

NO_DATE = Breach("published-missing", "published", Severity.SEVERE)


@pytest.fixture
def case(world: Any) -> str:
    made: str = world.publish(title="没有日期的公告", state=State.HELD, published=None, breaches=(NO_DATE,))
    return made


def seq_of(world: Any, id: str) -> int:
    view = world.store.notice(id)
    latest: int = view.versions[0].seq
    return latest


def decide(desk: Any, id: str, what: str, role: Role = Role.REVIEWER, **fields: Any) -> Any:
    client = desk.anybody(role)
    said = {"seq": seq_of(desk.world, id), "why": "已与单位核实", **fields}
    return press(client, f"/desk/notices/{id}/{what}", **said)


def test_a_released_notice_is_public_and_says_who_let_it_and_why(desk: Any, world: Any, case: str) -> None:
    assert desk.nobody().get(f"/notices/{case}").status_code == 404
    answer = decide(desk, case, "release")
    assert "已放行" in answer.text
    assert "reviewer.0 某" in answer.text
    public = desk.nobody().get(f"/notices/{case}").text
    assert "人工放行" in public
    assert "已与单位核实" in public
    assert "reviewer.0 某" in public
    (version,) = desk.nobody().get(f"/api/v1/notices/{case}/versions").json["versions"]
    assert (version["decided_by"], version["why"]) == ("reviewer.0 某", "已与单位核实")
    (act, *_) = world.store.people.acts(None, 1, f"notice/{case}")
    assert (act.act, act.after["why"]) == ("notice-released", "已与单位核实")


def test_every_reason_may_be_as_long_and_is_kept_whole(desk: Any, world: Any, case: str) -> None:
    why = "理" * LONGEST_REASON
    decide(desk, case, "release", why=why)
    assert world.store.people.acts(None, 1, f"notice/{case}")[0].after["why"] == why
    world.visit("qt/gg", Outcome.FAILED, error=ErrorKind.NO_ROWS)
    world.store.disputes.dispute("qt/gg", why, Actor("me"))
    pages = [desk.anybody(Role.PROVINCE).get(page).text for page in (f"/desk/notices/{case}", "/desk/health/qt/gg")]
    for page in pages:
        assert set(re.findall(r'name="why"[^>]*maxlength="(\d+)"', page)) == {str(LONGEST_REASON)}


def test_files_are_released_where_they_were_ticked(desk: Any, world: Any) -> None:
    listed, whole = "a" * 64, "b" * 64
    files = tuple(
        Attachment(name, f"http://a.example/{name}", "pdf", name, 9, hash, "application/pdf", why)
        for name, hash, why in (("名单", listed, "personal"), ("图", whole, "unchecked"), ("表", "c" * 64, ""))
    )
    id = world.publish(title="登记公告", attachments=files)
    assert desk.anybody(Role.REVIEWER).get(f"/desk/notices/{id}").text.count('name="file"') == 2
    assert "已另有处理" in decide(desk, id, "release").text
    answer = decide(desk, id, "release", file=listed)
    assert "已放行" in answer.text
    shown = world.store.notice(id).shown.notice
    assert [one.withheld for one in shown.attachments] == ["", "unchecked", ""]
    (act, *_) = world.store.people.acts(None, 1, f"notice/{id}")
    assert (act.act, act.after["files"], act.after["why"]) == ("notice-released", [listed], "已与单位核实")
    assert "已另有处理" in decide(desk, id, "release", file="c" * 64).text


def test_no_decision_without_a_reason(desk: Any, world: Any, case: str) -> None:
    answer = decide(desk, case, "release", why="  ")
    assert answer.status_code == 400
    assert world.store.notice(case).state is State.HELD


def test_a_redesign_whose_rule_is_held_waits_for_a_person(desk: Any, world: Any) -> None:
    held = WorkedOutRule("qt/gg", Rule("ul.news > li"), RuleState.WAITING, ())
    visit = Visit("qt/gg", world.now, 1.0, Outcome.FAILED, error=ErrorKind.LAYOUT_CHANGED)
    client = desk.anybody(Role.PROVINCE)
    for rule, shown in ((None, "failing"), (held, "waiting")):
        note = HealthNote(finding=Finding.LAYOUT, detail="", rule=rule)
        world.store.record_quiet([visit], {"qt/gg": Due(world.now)}, {}, notes={"qt/gg": note})
        for condition in ("failing", "waiting"):
            page = client.get(f"/desk/health?condition={condition}").text
            assert ("/desk/health/qt/gg" in page) == (condition == shown), (shown, condition)
    page = client.get("/desk/health/qt/gg").text
    assert "/desk/sites/qt/sources/gg/look" in page, "other lists of the page are a button away"


def test_a_column_silent_for_longer_than_the_spec_allows_needs_a_person(world: Any, profile: Any) -> None:
    fresh = replace(profile, categories={"K1": replace(profile.categories["K1"], freshness_days=10)})
    view, now = world.store.source_view("qt/gg").view, datetime(2026, 3, 1, 16, tzinfo=UTC)  # 2 March in China
    of_k1 = replace(view, source=replace(view.source, category="K1"))

    def condition(view: Any, **more: Any) -> Condition:
        return standing(view, Attention(**more), None, fresh, now).condition

    assert condition(of_k1, newest=date(2026, 2, 19)) is Condition.STALE
    assert condition(of_k1, newest=date(2026, 2, 20)) is condition(of_k1) is Condition.NEW
    assert condition(view, newest=date(2025, 2, 19)) is Condition.NEW, "of this category the spec says nothing"
    assert condition(of_k1, newest=date(2026, 2, 19), held=1) is Condition.WAITING
    assert condition(replace(of_k1, life=Life.SUSPENDED), newest=date(2026, 2, 19)) is Condition.OFF


def test_the_button_says_what_it_does(desk: Any, world: Any) -> None:
    id = world.publish(title="征地公告")
    page = desk.anybody(Role.PROVINCE).get(f"/desk/notices/{id}?lang=en").text
    assert re.search(r"<button[^>]*>Take down</button>", page)


def test_a_later_version_is_not_decided_upon_unseen(desk: Any, world: Any, case: str) -> None:
    seen = seq_of(world, case)
    world.revise(case, RevisionKind.AMENDED, state=State.HELD, shown=False, title="又改了")
    answer = decide(desk, case, "release", seq=seen)
    assert "请看过现在的内容再决定" in answer.text
    assert world.store.notice(case).state is State.HELD


def test_a_corrected_notice_is_public_once_nothing_severe_is_left(desk: Any, world: Any, case: str) -> None:
    view = world.store.notice(case)
    record = world.store.revision(case, view.versions[0].seq).notice
    fields = {"title": record.title, "publisher": record.publisher, "category": "K2", "published": "2026-02-20T09:30"}
    answer = decide(desk, case, "correct", **fields)
    assert "已更正" in answer.text
    shown = world.store.notice(case).shown.notice
    assert (shown.published.isoformat(), shown.category) == ("2026-02-20T09:30:00+08:00", "K2")
    page = desk.nobody().get(f"/notices/{case}").text
    assert "人工更正" in page
    assert "人工确定" in page


def test_one_field_is_corrected_alone_and_none_is_no_correction(desk: Any, world: Any, case: str) -> None:
    record = world.store.revision(case, seq_of(world, case)).notice
    as_it_is = {"title": record.title, "publisher": record.publisher, "category": record.category}
    unchanged = decide(desk, case, "correct", **as_it_is)
    assert (unchanged.status_code, "没有改动任何字段" in unchanged.text) == (400, True)
    assert len(world.store.notice(case).versions) == 1
    assert "已更正" in decide(desk, case, "correct", **{**as_it_is, "title": "有标题"}).text
    latest = world.store.revision(case, seq_of(world, case)).notice
    assert (latest.title, latest.category, latest.category_reason) == (
        "有标题",
        record.category,
        record.category_reason,
    )


@pytest.mark.parametrize("published", ["昨天", "2026-02-30", "0001-01-01T00:00", "2026-13-01T09:00"])
def test_a_date_that_is_none_corrects_nothing(published: str, desk: Any, world: Any, case: str) -> None:
    fields = {"title": "有标题", "publisher": "某局", "category": "K1", "published": published}
    answer = decide(desk, case, "correct", **fields)
    assert (answer.status_code, "请写作" in answer.text) == (400, True)
    assert world.store.notice(case).state is State.HELD


def test_a_rejected_notice_waits_no_more(desk: Any, world: Any, case: str) -> None:
    assert "没有日期的公告" in desk.anybody(Role.AUDITOR).get("/desk/health/qt/gg").text
    assert "/reject" in desk.anybody(Role.REVIEWER).get(f"/desk/notices/{case}").text
    assert "已退回" in decide(desk, case, "reject").text
    assert world.store.waiting_notices("qt/gg") == ()
    assert "/reject" not in desk.anybody(Role.REVIEWER).get(f"/desk/notices/{case}").text
    assert desk.nobody().get(f"/notices/{case}").status_code == 404


def test_what_is_public_can_be_taken_down_at_once(desk: Any, world: Any, full: str) -> None:
    decide(desk, full, "take-down", Role.PROVINCE)
    assert desk.nobody().get(f"/notices/{full}").status_code == 410
    assert [one.reason for one in world.store.changes(0, 9).changes] == ["person"]


def test_a_rejected_amendment_leaves_the_version_before(desk: Any, world: Any, full: str) -> None:
    world.revise(full, RevisionKind.AMENDED, shown=False, title="改坏了", breaches=(NO_DATE,))
    assert [one.amendment for one in world.store.waiting_notices("qt/gg")] == [True]
    decide(desk, full, "reject")
    assert world.store.waiting_notices("qt/gg") == ()
    assert "青田县征收土地公告" in desk.nobody().get(f"/notices/{full}").text


def test_a_site_administrator_decides_for_his_own_sites_only(desk: Any, world: Any, case: str) -> None:
    mine = desk.as_(desk.add("mine", Role.SITE, sites=frozenset({"qt"})))
    other = desk.as_(desk.add("other", Role.SITE, sites=frozenset({"hz"})))
    assert mine.get(f"/desk/notices/{case}").status_code == 200
    assert other.get(f"/desk/notices/{case}").status_code == 403
    assert other.get("/desk/health/qt").status_code == 403
    assert other.get("/desk/health/qt/gg").status_code == 403
    assert press(other, f"/desk/notices/{case}/release", seq=seq_of(world, case), why="w").status_code == 403
    auditor = desk.anybody(Role.AUDITOR)
    assert "放行" not in auditor.get(f"/desk/notices/{case}").text


def test_the_province_purges_what_it_confirms(desk: Any, world: Any, full: str) -> None:
    unsure = decide(desk, full, "purge", Role.PROVINCE)
    assert unsure.status_code == 400
    assert world.store.notice(full).shown is not None
    telling = decide(desk, full, "purge", Role.PROVINCE, sure="y", why="删除《青田县征收土地公告 <第3号>》")
    assert "请不要写出要删除的内容" in telling.text
    answer = decide(desk, full, "purge", Role.PROVINCE, sure="y")
    assert "已彻底删除" in answer.text
    assert "放行" not in answer.text
    assert desk.nobody().get(f"/notices/{full}").status_code == 410
    assert [one.act for one in world.store.people.acts(None, 1, f"notice/{full}")] == ["notice-purged"]
    assert "更正" not in desk.anybody(Role.REVIEWER).get(f"/desk/notices/{full}").text
    again = decide(desk, full, "allow-again", Role.PROVINCE, why="误删")
    assert "可以重新收录" in again.text
    assert [one.act for one in world.store.people.acts(None, 1, f"notice/{full}")] == ["notice-allowed-again"]
    twice = decide(desk, full, "allow-again", Role.PROVINCE, why="误删")
    assert "可以重新收录" not in twice.text, "nothing bars it any more"


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.AUDITOR])
def test_nobody_else_purges(role: Role, desk: Any, world: Any, full: str) -> None:
    assert decide(desk, full, "purge", role, sure="y").status_code in (400, 403)
    assert world.store.notice(full).shown is not None


@pytest.mark.parametrize(
    ("what", "told", "act", "left"),
    [
        ("withdraw", "已撤下 1 条信息", "leaving-confirmed", [State.WITHDRAWN, State.PUBLISHED]),
        ("keep", "1 条信息继续公开", "leaving-refused", [State.PUBLISHED, State.PUBLISHED]),
    ],
)
def test_what_is_gone_is_withdrawn_or_stays_as_was_said(
    what: str, told: str, act: str, left: list[State], desk: Any, world: Any
) -> None:
    ids = [world.publish(title=f"第{number}号公告") for number in range(2)]
    world.record(Changes(waiting=tuple((id, Withdrawal.ABSENT) for id in ids)), "qt/gg")
    mine = desk.as_(desk.add("mine", Role.SITE, sites=frozenset({"qt"})))
    said = {"what": what, "id": ids[0]}
    address = "/desk/health/qt/gg/leaving"
    assert "请写明理由" in press(mine, address, **said).text
    assert len(world.store.leaving("qt/gg")) == 2
    assert told in press(mine, address, **said, why="已与单位核实").text
    assert [world.store.notice(id).state for id in ids] == left
    assert [one.id for one in world.store.leaving("qt/gg")] == ids[1:]
    (done,) = world.store.people.acts(None, 1)
    assert (done.act, done.after["why"]) == (act, "已与单位核实")


def test_a_rule_is_refused_once_and_not_taken_by_it(desk: Any, world: Any) -> None:
    held = WorkedOutRule("qt/gg", Rule("ul.news > li"), RuleState.WAITING, ())
    world.store.take_note("qt/gg", HealthNote(finding=Finding.LAYOUT, detail="", rule=held))
    (waiting,) = world.store.rules("qt/gg")
    province = desk.anybody(Role.PROVINCE)
    said = {"what": "refuse", "why": "是菜单"}
    address = f"/desk/health/qt/gg/rules/{waiting.number}"
    assert "已否决规则" in press(province, address, **said).text
    assert [one.state for one in world.store.rules("qt/gg")] == [RuleState.REFUSED]
    assert "已不在等待确认" in press(province, address, **said).text
    (done,) = world.store.people.acts(None, 1)
    assert (done.act, done.after["why"]) == ("rule-refused", "是菜单")
