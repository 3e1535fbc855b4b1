"""A visit: what it asks, what it records, and that no failure changes a notice."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from federator import harvest
from federator.model.errors import ErrorKind, VisitError
from federator.model.site import JsonRule, Rule
from federator.model.visit import Outcome
from federator.service.sweep import sweep
from federator.visit import deciding, means, understanding, upkeep

LIST = "http://a.example/list/"
ONE = "http://a.example/1.html"
TWO = "http://a.example/2.html"
ROWS = [("征地补偿安置公告一", ONE, "2026-11-15"), ("征地补偿安置公告二", TWO, "2026-11-14")]


@pytest.fixture
def stocked(world: Any) -> Any:
    world.site.list_page(ROWS)
    world.site.notice(ONE, ROWS[0][0], "第一件的正文。")
    world.site.notice(TWO, ROWS[1][0], "第二件的正文。", "2026-11-14 10:00")
    return world


def test_a_first_visit_publishes_what_the_site_lists(stocked: Any) -> None:
    done = stocked.visit()
    assert (done.outcome, done.rows, done.created, done.asked) == (Outcome.CHANGED, 2, 2, 3)
    assert stocked.titles() == [ROWS[0][0], ROWS[1][0]]


def test_the_same_again_costs_one_request_and_writes_nothing(stocked: Any) -> None:
    stocked.visit()
    before = stocked.last_seq()
    done = stocked.visit()
    assert (done.outcome, done.asked) == (Outcome.UNCHANGED, 1)
    assert stocked.last_seq() == before


def test_every_visit_is_recorded_once(stocked: Any) -> None:
    stocked.visit()
    stocked.visit()
    stocked.site.list_page([*ROWS, ("没有链接的一行", "#", "")])
    stocked.visit()
    stocked.site.list_page([*reversed(ROWS)])
    assert stocked.visit().outcome is Outcome.UNCHANGED, "the same rows in another order change nothing"
    visits = stocked.means.store.source_view("a/gg").visits
    assert [visit.outcome for visit in reversed(visits)] == ["changed", "unchanged", "changed", "unchanged"]


def test_a_new_timestamp_in_the_answer_is_no_change(stocked: Any) -> None:
    stocked.visit()
    page = stocked.site.pages[LIST]
    page.content += b"<!-- rendered 12:00:01 -->"
    assert stocked.visit().outcome is Outcome.UNCHANGED


def test_an_answer_that_differs_in_passing_marks_is_not_read(stocked: Any) -> None:
    page = stocked.site.pages[LIST]
    page.headers["etag"] = '"1"'
    listed, page.content = page.content, page.content + b"<meta name='Maketime' content='2026-11-16 08:00:00'>"
    stocked.visit()
    page.headers["etag"] = '"2"'
    page.content = listed + b"<meta name='Maketime' content='2026-11-16 08:30:00'>"
    assert stocked.visit(rule=Rule(rows="p.none")).outcome is Outcome.UNCHANGED, "read by that rule it has no rows"
    assert stocked.visit().size == 0, "the validators of the answer that was not read are sent"


def test_validators_are_sent_and_a_304_is_unchanged(stocked: Any) -> None:
    stocked.site.pages[LIST].headers["etag"] = '"1"'
    stocked.visit()
    stocked.site.pages[LIST].content = b"never read"
    done = stocked.visit()
    assert (done.outcome, done.size) == (Outcome.UNCHANGED, 0)


def test_validators_that_change_under_the_same_rows_are_sent_next_time(stocked: Any) -> None:
    stocked.site.pages[LIST].headers["etag"] = '"1"'
    stocked.visit()
    stocked.site.pages[LIST].headers["etag"] = '"2"'
    stocked.site.pages[LIST].content += b"<!-- rendered anew -->"
    assert stocked.visit().size > 0
    assert stocked.visit().size == 0


def test_a_new_row_asks_for_its_page_only(stocked: Any) -> None:
    stocked.visit()
    stocked.site.asked.clear()
    stocked.site.list_page([("征地补偿安置公告三", "http://a.example/3.html", "2026-11-16"), *ROWS])
    stocked.site.notice("http://a.example/3.html", "征地补偿安置公告三", "第三件。", "2026-11-16 08:00")
    done = stocked.visit()
    assert (done.created, done.amended) == (1, 0)
    assert stocked.site.asked == [LIST, "http://a.example/3.html"]


def test_a_title_corrected_in_the_list_amends(stocked: Any) -> None:
    stocked.visit()
    stocked.site.list_page([("征地补偿安置公告一（更正）", ONE, "2026-11-15"), ROWS[1]])
    stocked.site.notice(ONE, "征地补偿安置公告一（更正）", "第一件的正文。")
    assert stocked.visit().amended == 1


def test_walking_stops_where_nothing_is_new(stocked: Any) -> None:
    stocked.site.list_page(ROWS[:1], next_url="http://a.example/list/2")
    stocked.site.list_page(ROWS[1:], url="http://a.example/list/2", next_url="http://a.example/list/3")
    stocked.site.list_page(ROWS[1:], url="http://a.example/list/3", next_url="http://a.example/list/4")
    assert stocked.visit().created == 2
    assert "http://a.example/list/4" not in stocked.site.asked, "page 3 repeated page 2"
    stocked.site.asked.clear()
    stocked.site.list_page([*ROWS[:1], ("无链接的一行", "#", "")], next_url="http://a.example/list/2")
    stocked.visit()
    assert stocked.site.asked == [LIST], "a row without an address is nothing new"


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ({"status": 500}, ErrorKind.HTTP_STATUS),
        ({"status": 404}, ErrorKind.HTTP_STATUS),
        ({"status": 403}, ErrorKind.REFUSED),
        ({"content": "<html><body>系统繁忙，请稍后再试</body></html>".encode()}, ErrorKind.ERROR_TEXT),
        ({"content": "<html><ul class=other><li>改版</li></ul></html>".encode()}, ErrorKind.NO_ROWS),
        ({"failure": VisitError(ErrorKind.TIMEOUT, "30 s")}, ErrorKind.TIMEOUT),
    ],
)
def test_a_failure_is_named_and_changes_no_notice(stocked: Any, answer: dict[str, Any], kind: ErrorKind) -> None:
    stocked.visit()
    before = stocked.last_seq(), stocked.titles()
    stocked.site.pages[LIST] = replace(stocked.site.pages[LIST], **answer)
    done = stocked.visit(complete=True)
    assert (done.outcome, done.error) == (Outcome.FAILED, kind)
    assert (stocked.last_seq(), stocked.titles()) == before


def test_a_complete_source_is_read_to_its_end_however_long(stocked: Any) -> None:
    pages = [LIST, *(f"http://a.example/list/{number}" for number in range(2, 9))]
    for number, (url, following) in enumerate(zip(pages, [*pages[1:], ""], strict=True)):
        link = f"http://a.example/n{number}.html"
        stocked.site.list_page([(f"公告第{number}件", link, "2026-11-15")], url=url, next_url=following)
        stocked.site.notice(link, f"公告第{number}件", f"第{number}件的正文。")
    assert stocked.visit(id="short").rows == stocked.means.settings.list_pages == 5
    assert stocked.visit(complete=True).rows == 8


def test_a_later_list_page_that_fails_costs_nothing_of_the_first(stocked: Any) -> None:
    stocked.site.list_page(ROWS, next_url="http://a.example/list/2")
    done = stocked.visit(complete=True)
    assert (done.outcome, done.created, done.error) == (Outcome.PARTIAL, 2, ErrorKind.HTTP_STATUS)
    stocked.site.list_page(ROWS[:1], next_url="http://a.example/list/2")
    assert stocked.visit(complete=True).withdrawn == 0, "the list was not read to its end"


def test_absence_from_a_list_is_not_withdrawal(stocked: Any) -> None:
    stocked.visit()
    stocked.site.list_page(ROWS[:1])
    assert stocked.visit().withdrawn == 0
    assert len(stocked.titles()) == 2


def test_a_list_of_nothing_is_no_old_copy(stocked: Any) -> None:
    stocked.visit(complete=True)
    store, key = stocked.means.store, stocked.source.key
    gone = store.absent(key, [])
    assert gone
    assert not store.all_older(key, [], gone)


def test_an_old_copy_of_a_complete_list_withdraws_nothing(stocked: Any) -> None:
    """Of a cache, or of one of several servers; what is missing from two copies in a row is gone."""
    stocked.visit(complete=True)
    latest = ("云岭县国有土地使用权出让结果公示", "http://a.example/9.html", "2026-11-15")
    stocked.site.notice(latest[1], latest[0], "结果如下。", "2026-11-15 10:00")
    for _ in range(2):
        stocked.site.list_page([latest, *ROWS])
        stocked.visit(complete=True)
        assert stocked.visit(complete=True).outcome is Outcome.UNCHANGED
        stocked.site.list_page(ROWS)
        assert stocked.visit(complete=True).withdrawn == 0
        assert latest[0] in stocked.titles()
    assert (
        len(stocked.means.store.history(next(one.id for one in stocked.published() if one.notice.title == latest[0])))
        == 1
    )
    assert stocked.visit(complete=True).withdrawn == 1


def test_of_two_old_copies_the_older_one_takes_nothing_with_it_that_the_other_had(stocked: Any) -> None:
    stocked.means = replace(stocked.means, settings=replace(stocked.means.settings, withdrawal_share=0.9))
    late = [(f"结果公示第{n}号", f"http://a.example/{n}.html", "2026-11-15") for n in (10, 11)]
    for title, link, day in late:
        stocked.site.notice(link, title, "结果如下。", day)
    for rows in (ROWS, [late[0], *ROWS], [*late, *ROWS], [late[0], *ROWS], ROWS):
        stocked.site.list_page(rows)
        assert stocked.visit(complete=True).withdrawn == 0
    assert not stocked.means.store.leaving(stocked.source.key)


def test_a_complete_source_withdraws_what_it_no_longer_holds(stocked: Any) -> None:
    stocked.visit(complete=True)
    stocked.site.list_page(ROWS[:1])
    assert stocked.visit(complete=True).withdrawn == 1
    assert stocked.titles() == [ROWS[0][0]]
    stocked.site.list_page(ROWS)
    assert stocked.visit(complete=True).amended == 1, "it is back, and the same notice"
    assert len(stocked.titles()) == 2


def test_pages_that_fail_wait_and_the_next_visit_goes_on(stocked: Any) -> None:
    good = stocked.site.pages[TWO]
    stocked.site.pages[TWO] = replace(good, failure=VisitError(ErrorKind.TIMEOUT, "30 s"))
    done = stocked.visit()
    assert (done.outcome, done.created, done.unread, done.error) == (Outcome.PARTIAL, 1, 1, ErrorKind.TIMEOUT)
    stocked.site.pages[TWO] = good
    done = stocked.visit()
    assert (done.outcome, done.created) == (Outcome.CHANGED, 1)
    assert len(stocked.titles()) == 2


CAPTCHA = "<html><body><p>请输入验证码</p></body></html>".encode()


@pytest.mark.parametrize("trouble", [{"failure": VisitError(ErrorKind.CONNECT, "refused")}, {"content": CAPTCHA}])
def test_a_site_in_trouble_is_not_asked_for_every_page(stocked: Any, trouble: dict[str, Any]) -> None:
    for link in listed(stocked, 10):
        stocked.site.pages[link] = replace(stocked.site.pages[ONE], **trouble)
    done = stocked.visit()
    assert (done.outcome, done.unread, done.asked) == (Outcome.PARTIAL, 10, 4)


@pytest.mark.parametrize("trouble", [{"failure": VisitError(ErrorKind.CONNECT, "refused")}, {"content": CAPTCHA}])
def test_a_site_whose_pages_fail_now_and_then_is_asked_for_all(stocked: Any, trouble: dict[str, Any]) -> None:
    for number, link in enumerate(listed(stocked, 20)):
        stocked.site.notice(link, f"公告第{number}件", "内容")
        if number % 3:
            stocked.site.pages[link] = replace(stocked.site.pages[link], **trouble)
    done = stocked.visit()
    assert (done.created, done.unread, done.asked) == (7, 13, 21)


def listed(world: Any, count: int) -> list[str]:
    """The addresses of so many notices that the list now holds."""
    rows = [(f"公告第{number}件", f"http://a.example/n{number}.html", "2026-11-15") for number in range(count)]
    world.site.list_page(rows)
    return [link for _, link, _ in rows]


def test_a_row_whose_page_is_missing_is_set_aside_and_tried_after_a_day(stocked: Any) -> None:
    page = stocked.site.pages.pop(TWO)
    done = stocked.visit()
    assert (done.created, done.set_aside) == (1, 1)
    stocked.site.pages[TWO] = page
    assert stocked.visit().created == 0
    stocked.now += timedelta(days=1)
    assert stocked.visit().created == 1


def test_a_row_without_a_link_is_set_aside_and_the_rest_goes_on(stocked: Any) -> None:
    stocked.site.list_page([("没有链接的一行", "javascript:;", ""), *ROWS])
    done = stocked.visit()
    assert (done.created, done.set_aside) == (2, 1)


def test_a_cut_title_is_completed_by_the_page(stocked: Any) -> None:
    stocked.site.list_page([("征地补偿安置公…", ONE, "2026-11-15")])
    stocked.visit()
    assert stocked.titles() == [ROWS[0][0]]


def test_an_undated_notice_is_held_not_published(stocked: Any) -> None:
    stocked.site.list_page([("无日期的公告", "http://a.example/9.html", "")])
    stocked.site.pages["http://a.example/9.html"] = replace(
        stocked.site.pages[ONE], content="<html><h1>无日期的公告</h1><div id=zoom><p>正文。</p></div></html>".encode()
    )
    done = stocked.visit()
    assert (done.created, done.held) == (1, 1)
    assert stocked.titles() == []


def test_the_whole_list_tells_the_day_of_a_notice_whose_page_says_none(stocked: Any) -> None:
    """Both are kept, what was written and what was understood; a list that tells less does not take it back."""
    rows = [(f"河东村征地公告第{n}号", f"http://a.example/{n}.html", f"{n}/10/2026") for n in (14, 9, 7)]
    for title, url, _ in rows:
        page = f"<html><h1>{title}</h1><div id=zoom><p>正文。</p></div></html>"
        stocked.site.pages[url] = replace(stocked.site.pages[ONE], content=page.encode())
    stocked.site.list_page(rows)
    stocked.visit()
    assert {one.notice.published.day.day for one in stocked.published()} == {14, 9, 7}
    assert "9/10/2026（2026-10-09）" in {one.notice.dates_written["list"] for one in stocked.published()}
    stocked.site.list_page(rows[1:])
    before = stocked.last_seq()
    stocked.visit()
    assert stocked.last_seq() == before


def test_the_home_page_in_place_of_a_notice_is_no_notice(stocked: Any) -> None:
    stocked.site.pages[TWO] = replace(stocked.site.pages[ONE], lands_on="http://a.example/")
    done = stocked.visit()
    assert (done.created, done.set_aside, done.unread) == (1, 1, 0)
    assert stocked.titles() == [ROWS[0][0]]


def test_list_and_page_that_disagree_are_a_breach_not_a_choice(stocked: Any) -> None:
    stocked.site.list_page([("征地补偿安置公告一", ONE, "2026-11-10")])
    stocked.visit()
    (one,) = stocked.published()
    view = stocked.means.store.notice(one.id)
    assert one.notice.published.isoformat() == "2026-11-15T09:30:00+08:00"
    assert "2026-11-10" in str(one.notice.dates_written)
    assert [one.seen for one in view.breaches if one.clause == "published-conflict"] == ["2026-11-15 / 2026-11-10"]


def test_a_bug_ends_its_own_visit_and_is_told(
    stocked: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], bugs: list[str]
) -> None:
    """The others of its host go on, what it was met in is kept as evidence, and it is tried seldomer and seldomer."""
    read_list = upkeep.read_list

    def broken(answer: Any, source: Any) -> Any:
        return read_list(answer, source) if source.id != "gg" else 1 / 0

    monkeypatch.setattr(upkeep, "read_list", broken)
    (site,) = stocked.means.store.sites()
    other = replace(stocked.source, id="other", url="http://a.example/other/")
    stocked.means.store.save_site(replace(site, sources=(stocked.source, other)))
    stocked.site.list_page([("另一个公告", "http://a.example/1.html", "2026-11-15")], other.url)
    tally = sweep([stocked.source, other], stocked.means, lambda: stocked.now)
    assert [(one.source, one.outcome, one.error) for one in tally.visits] == [
        ("a/gg", Outcome.FAILED, ErrorKind.INTERNAL), ("a/other", Outcome.CHANGED, None)]  # fmt: skip
    assert tally.visits[0].detail == "ZeroDivisionError: division by zero"
    assert "Traceback" in "".join(capsys.readouterr())
    assert stocked.means.store.evidence("a/gg").url == LIST
    state = stocked.means.store.states()["a/gg"]
    assert state.failures == 1
    assert state.next_due > stocked.now + timedelta(hours=1)
    bugs.clear()


def test_a_bug_in_one_page_sets_that_row_aside(stocked: Any, monkeypatch: pytest.MonkeyPatch, bugs: list[str]) -> None:
    normalise = understanding.normalise_in_steps

    def broken(raw: Any, *more: Any) -> Any:
        return normalise(raw, *more) if raw.url != ONE else 1 / 0

    monkeypatch.setattr(understanding, "normalise_in_steps", broken)
    visit = stocked.visit()
    assert (visit.outcome, visit.set_aside, visit.created) == (Outcome.CHANGED, 1, 1)
    assert bugs == [f"{ONE}: ZeroDivisionError('division by zero')"]
    bugs.clear()


def test_a_bug_in_recording_ends_its_own_visit(stocked: Any, monkeypatch: pytest.MonkeyPatch, bugs: list[str]) -> None:
    monkeypatch.setattr(deciding, "revise", lambda *_: 1 / 0)
    assert stocked.visit().error is ErrorKind.INTERNAL
    assert stocked.published() == []
    monkeypatch.undo()
    assert stocked.visit().outcome is Outcome.CHANGED
    bugs.clear()


def test_the_answer_that_a_visit_failed_by_is_kept(stocked: Any) -> None:
    stocked.visit()
    assert stocked.means.store.evidence("a/gg") is None
    stocked.site.pages[LIST] = replace(stocked.site.pages[LIST], content="<p>系统维护中</p>".encode())
    assert stocked.visit().error is ErrorKind.MAINTENANCE
    found = stocked.means.store.evidence("a/gg")
    assert found.answer is not None
    assert found.answer.content.decode() == "<p>系统维护中</p>"
    assert (found.url, found.status) == (LIST, 200)
    stocked.site.pages[LIST] = replace(stocked.site.pages[LIST], failure=VisitError(ErrorKind.TIMEOUT, "30 s"))
    assert stocked.visit().error is ErrorKind.TIMEOUT
    assert stocked.means.store.evidence("a/gg") == found, "no answer came that could take its place"


def test_a_rule_that_cannot_be_asked_by_fails_its_visit(world: Any) -> None:
    visit = world.visit(connector="json-list", rule=JsonRule(preset="nobody"))
    assert visit.error is ErrorKind.RULE
    assert world.site.asked == []


class Slow:
    """Asks a site each of whose answers takes half of the time that a visit has."""

    def __init__(self, world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        self._ask, self._passed = world.site.ask, 0.0
        self._half = world.means.settings.visit_seconds / 2
        for module in (harvest, means):
            monkeypatch.setattr(module, "monotonic", lambda: self._passed)
        world.means = replace(world.means, ask=self)

    def __call__(self, *question: Any) -> Any:
        self._passed += self._half / 2.5
        return self._ask(*question)


def test_a_visit_ends_when_its_time_is_over_and_the_next_one_goes_on(
    stocked: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [(f"征地补偿安置公告{n}", f"http://a.example/{n}.html", "2026-11-15") for n in range(1, 9)]
    stocked.site.list_page(rows)
    for title, address, _ in rows:
        stocked.site.notice(address, title, f"{title}的正文。")
    Slow(stocked, monkeypatch)
    done = stocked.visit()
    assert (done.outcome, done.error) == (Outcome.PARTIAL, None)
    assert (done.asked, done.created, done.unread) == (5, 4, 4)
    assert stocked.visit().created == 4


def test_a_list_too_long_for_a_visit_leaves_time_for_its_notices(stocked: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    stocked.site.list_page(ROWS[:1], next_url="/2/")
    for n in range(2, 9):
        stocked.site.list_page(
            [(f"公告{n}", f"http://a.example/{n}.html", "2026-11-14")], f"http://a.example/{n}/", f"/{n + 1}/"
        )
        stocked.site.notice(f"http://a.example/{n}.html", f"公告{n}", f"第{n}件的正文。")
    Slow(stocked, monkeypatch)
    done = stocked.visit(complete=True)
    assert (done.outcome, done.error) == (Outcome.PARTIAL, ErrorKind.VISIT_TIMEOUT)
    assert (done.rows, done.created) == (3, 2)


def test_a_visit_that_is_called_off_on_its_way_through_the_list_is_as_if_it_had_not_begun(stocked: Any) -> None:
    stocked.site.list_page(ROWS, next_url="/2/")
    tally = sweep([stocked.source], stocked.means, lambda: stocked.now, stopped=lambda: bool(stocked.site.asked))
    assert (tally.visits, stocked.site.asked) == ([], [LIST])
    assert stocked.means.store.states() == {}
