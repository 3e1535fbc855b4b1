"""A notice page that turns into something else under a good status: no notice changes, whichever road meets it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from federator.model.health import Finding
from federator.model.people import Act, Actor
from federator.model.revision import RevisionKind
from federator.model.visit import Outcome
from federator.service.recheck import recheck

PAGE = "http://a.example/{}.html"
TITLE = "关于云岭市第{}号地块挂牌出让的公告"
BODY = "第{0}号宗地位于云岭市白石街道，面积{0}00平方米，起始价{0}00万元。特此公告。"
MENU = "".join(f"<li><a href='/nav{number}/'>栏目导航{number}</a></li>" for number in range(20))
NUMBERS = range(1, 9)


@pytest.fixture
def stocked(world: Any) -> Any:
    """Eight notices of the day before."""
    listed(world)
    for number in NUMBERS:
        world.site.notice(PAGE.format(number), TITLE.format(number), BODY.format(number))
    world.visit()
    assert len(world.titles()) == len(NUMBERS)
    return world


def listed(world: Any, day: str = "2026-11-15") -> None:
    world.site.list_page([(TITLE.format(number), PAGE.format(number), day) for number in NUMBERS])


def turn(world: Any, into: Callable[[int, str], str]) -> None:
    for number in NUMBERS:
        page = world.site.pages[PAGE.format(number)]
        page.content = into(number, page.content.decode()).encode()


def _zoom(says: str) -> Callable[[int, str], str]:
    return lambda _, page: f"{page.partition('<p>')[0]}{says}</div></body></html>"


def _home(_: int, __: str) -> str:
    rows = "".join(
        f"<li><a href='{PAGE.format(one)}'>{TITLE.format(one)}</a><span>2026-11-15</span></li>" for one in NUMBERS
    )
    return f"<html><head><title>云岭市自然资源局</title></head><body><ul>{MENU}</ul><ul>{rows}</ul></body></html>"


def _gone(_: int, __: str) -> str:
    said = "<div id='zoom'><p>您访问的页面不存在或已被删除</p></div>"
    return f"<html><head><title>404 页面不存在</title></head><body><ul>{MENU}</ul>{said}</body></html>"


def _other(number: int, page: str) -> str:
    """The page of the notice that was ten before, which shares its template."""
    other = page.replace(TITLE.format(number), f"关于云岭市{number}区规划调整的公示").replace(
        "2026-11-15", "2026-11-05"
    )
    return other.replace(BODY.format(number), f"经研究，{number}区控制性详细规划拟作调整，现予公示。")


TURNED = {
    "home": _home,
    "gone": _gone,
    "database": _zoom("java.sql.SQLException: ORA-00942: table or view does not exist"),
    "empty": _zoom(""),
    "loading": _zoom("正在加载，请稍候…"),
    "other": _other,
    "question marks": lambda _, page: page.encode("ascii", "replace").decode(),
    "twice encoded": lambda _, page: page.encode().decode("latin-1"),
    "all alike": _zoom("<p>本栏目内容已迁往省级平台，请前往查阅相关事项。</p>"),
}


@pytest.mark.parametrize("into", TURNED.values(), ids=TURNED.keys())
def test_no_recheck_and_no_visit_takes_it_for_an_amendment(into: Callable[[int, str], str], stocked: Any) -> None:
    before, public = stocked.last_seq(), stocked.published()
    turn(stocked, into)
    for _ in range(2):
        assert stocked.next_day().amended == 0
    listed(stocked, "2026-11-14")
    stocked.visit()
    assert (stocked.last_seq(), stocked.published()) == (before, public)


@pytest.mark.parametrize("into", ["home", "gone", "database", "loading", "question marks", "twice encoded"])
def test_no_first_visit_publishes_it(into: str, world: Any) -> None:
    listed(world)
    for number in NUMBERS:
        world.site.notice(PAGE.format(number), TITLE.format(number), BODY.format(number))
    turn(world, TURNED[into])
    assert world.visit().set_aside == len(NUMBERS)
    assert world.titles() == []


REPAIR = "关于市局网站升级维护期间暂停服务的通知", "因网站升级，部分栏目暂停访问，敬请谅解。"


def test_a_first_visit_to_a_site_under_repair_loses_nothing(world: Any) -> None:
    listed(world)
    for number in NUMBERS:
        world.site.notice(PAGE.format(number), *REPAIR)
    assert world.visit().set_aside == len(NUMBERS)
    assert world.titles() == []
    for number in NUMBERS:
        world.site.notice(PAGE.format(number), TITLE.format(number), BODY.format(number))
    world.now += timedelta(days=1, minutes=1)
    assert world.visit().created == len(NUMBERS)


def test_of_new_notices_none_is_taken_for_what_stands_in_the_place_of_another(stocked: Any) -> None:
    """The first is believed, for a list may call its notices otherwise, until its own page comes back."""

    def news(number: int) -> None:
        rows = [(TITLE.format(one), PAGE.format(one), "2026-11-15") for one in range(number, 0, -1)]
        stocked.site.list_page(rows)
        stocked.site.notice(PAGE.format(number), *REPAIR)

    news(9)
    stocked.visit()
    news(10)
    assert stocked.visit().set_aside == 1
    for number in (9, 10):
        stocked.site.notice(PAGE.format(number), TITLE.format(number), BODY.format(number))
    stocked.next_day()
    stocked.now += timedelta(minutes=1)
    assert stocked.visit().created == 1
    assert {TITLE.format(9), TITLE.format(10)} < set(stocked.titles())


def test_an_old_notice_in_the_place_of_a_new_one_is_asked_again_the_next_day(world: Any) -> None:
    world.site.list_page([(TITLE.format(1), PAGE.format(1), "2026-11-15")])
    world.site.notice(PAGE.format(1), "关于云岭市2019年度土地利用计划的通知", "2019年度计划如下。", "2019-03-04 09:00")
    world.visit()
    world.site.notice(PAGE.format(1), TITLE.format(1), BODY.format(1))
    assert world.next_day().amended == 1
    assert world.titles() == [TITLE.format(1)]


def test_a_notice_that_is_listed_twice_is_one(world: Any) -> None:
    title = TITLE.format(1)
    rows = [(title, PAGE.format(1), "2026-11-15"), (f"[置顶]{title}", PAGE.format(2), "2026-11-15")]
    world.site.list_page([*rows, (f"{title[:12]}…", PAGE.format(3), "2026-11-15")])
    for number in (1, 2, 3):
        world.site.notice(PAGE.format(number), title, BODY.format(1))
    visit = world.visit()
    assert (visit.created, visit.set_aside) == (1, 0)


def test_many_that_read_the_same_show_at_the_source(stocked: Any) -> None:
    turn(stocked, TURNED["all alike"])
    stocked.next_day()
    health = stocked.means.store.health(stocked.source.key)
    assert health.finding is Finding.OTHER_PAGE
    assert "省级平台" in health.detail
    listed(stocked, "2026-11-14")
    visit = stocked.visit()
    assert (visit.outcome, visit.unread) == (Outcome.PARTIAL, len(NUMBERS))
    assert "8 notices would all read the same" in visit.detail


def _rewritten(number: int, page: str) -> str:
    return page.replace(BODY.format(number), f"更正：第{number}号宗地终止出让，原公告作废。")


def _renamed(number: int, page: str) -> str:
    return page.replace(TITLE.format(number), f"{TITLE.format(number)}（更正）").replace("2026-11-15", "2026-11-14")


def _pictured(number: int, page: str) -> str:
    return page.replace(f"<p>{BODY.format(number)}</p>", f"<p><img src='/scan{number}.jpg'></p>")


def _filed(number: int, page: str) -> str:
    return page.replace(f"<p>{BODY.format(number)}</p>", f"<p><a href='/{number}.pdf'>公告.pdf</a></p>")


@pytest.mark.parametrize("into", [_rewritten, _renamed, _pictured, _filed])
def test_a_real_rewrite_is_an_amendment(into: Callable[[int, str], str], stocked: Any) -> None:
    turn(stocked, into)
    assert stocked.next_day().amended == len(NUMBERS)


def test_a_notice_whose_list_names_the_other_is_that_other(stocked: Any) -> None:
    """Where the list gives all notices other titles at once, it is doubted."""
    turn(stocked, _other)
    few = NUMBERS[:2]
    titles = {number: f"关于云岭市{number}区规划调整的公示" for number in few}
    rows = [(titles.get(number, TITLE.format(number)), PAGE.format(number), "2026-11-15") for number in NUMBERS]
    stocked.site.list_page(rows)
    assert stocked.visit().amended == len(few)


def test_a_few_that_read_the_same_are_believed(stocked: Any) -> None:
    for number in (1, 2, 3):
        stocked.site.notice(PAGE.format(number), TITLE.format(number), "因规划调整，本次出让活动终止。")
    stocked.means = replace(stocked.means)
    assert stocked.next_day().amended == 3


ME = Actor("terminal")
SAID = "本栏目内容已迁往省级平台，请前往查阅相关事项。"


@pytest.fixture
def asking(stocked: Any) -> Any:
    """All eight would read the same, and a person is asked."""
    turn(stocked, TURNED["all alike"])
    assert stocked.next_day().amended == 0
    return stocked


def waiting(world: Any) -> Any:
    return world.means.store.rewrites.waiting(world.source.key)


def decide(world: Any, what: str) -> int:
    keys = [one.key for one in waiting(world)]
    decided: int = getattr(world.means.store.rewrites, what)(world.source.key, keys, "已与单位核实", ME)
    return decided


def last_act(world: Any) -> Act:
    (act,) = world.means.store.people.acts(None, 1)
    return act


def test_what_waits_is_shown_before_and_after(asking: Any) -> None:
    (one,) = waiting(asking)
    assert (one.text, one.count, one.since) == (SAID, len(NUMBERS), asking.now)
    assert [(each.title, each.text) for each in one.sample] == [
        (TITLE.format(number), BODY.format(number)) for number in NUMBERS[:5]
    ]
    assert asking.means.store.attention()[asking.source.key].rewritten == len(NUMBERS)
    assert asking.next_day().amended == 0
    assert [(two.key, two.since, two.count) for two in waiting(asking)] == [(one.key, one.since, one.count)]


def test_a_notice_of_several_texts_is_counted_once(asking: Any) -> None:
    turn(asking, _zoom("<p>本栏目已停止更新，请前往省级平台查阅。</p>"))
    asking.next_day()
    assert [one.count for one in waiting(asking)] == [len(NUMBERS)] * 2
    assert asking.means.store.attention()[asking.source.key].rewritten == len(NUMBERS)


def test_a_notice_that_turned_out_to_be_another_is_counted_no_more(asking: Any) -> None:
    store = asking.means.store
    ids = sorted(each.id for each in asking.published()[:2])
    store.pairs.propose([(*ids, 0.9)], 0)
    kept = store.pairs.merge(*ids, tuple(store.notice(id).versions[0].seq for id in ids), "同一条", ME)
    (merged,) = {*ids} - {kept}
    (text,) = waiting(asking)
    assert (text.count, merged in {each.id for each in text.sample}) == (len(NUMBERS) - 1, False)
    assert store.attention()[asking.source.key].rewritten == len(NUMBERS) - 1
    decide(asking, "accept")
    assert merged not in last_act(asking).after["notices"]


def test_what_a_visit_meets_waits_too(stocked: Any) -> None:
    turn(stocked, TURNED["all alike"])
    listed(stocked, "2026-11-14")
    stocked.visit()
    assert [one.count for one in waiting(stocked)] == [len(NUMBERS)]
    decide(stocked, "accept")
    visit = stocked.visit()
    assert (visit.outcome, visit.amended) == (Outcome.CHANGED, len(NUMBERS))


def test_an_accepted_text_is_taken_at_once_and_no_one_is_asked_again(asking: Any) -> None:
    ids = sorted(one.id for one in asking.published())
    (key,) = (one.key for one in waiting(asking))
    assert decide(asking, "accept") == 1
    assert (last_act(asking).act, last_act(asking).about) == ("rewrites-accepted", f"source/{asking.source.key}")
    assert last_act(asking).after == {"texts": [key], "notices": ids, "why": "已与单位核实"}
    assert recheck(asking.means, asking.now).amended == len(NUMBERS)
    assert {one.notice.text for one in asking.published()} == {SAID}
    assert {asking.means.store.notice(id).versions[0].kind for id in ids} == {RevisionKind.AMENDED}
    done = last_act(asking)
    assert (waiting(asking), decide(asking, "accept"), last_act(asking)) == ((), 0, done)


def test_a_refused_text_is_taken_of_nobody_and_no_one_is_asked_again(asking: Any) -> None:
    before = asking.last_seq()
    assert decide(asking, "refuse") == 1
    assert last_act(asking).act == "rewrites-refused"
    for number in NUMBERS[1:]:
        asking.site.notice(PAGE.format(number), TITLE.format(number), BODY.format(number))
    assert asking.next_day().amended == 0
    listed(asking, "2026-11-14")
    visit = asking.visit()
    assert (visit.outcome, visit.set_aside, visit.unread) == (Outcome.CHANGED, 1, 0)
    assert (asking.last_seq(), waiting(asking)) == (before, ())


def test_what_was_refused_can_be_accepted_yet(asking: Any) -> None:
    (one,) = waiting(asking)
    decide(asking, "refuse")
    rewrites, source = asking.means.store.rewrites, asking.source.key
    assert asking.next_day().amended == 0
    assert rewrites.refused(source) == (one,)
    assert asking.means.store.attention()[source].rewritten == 0
    ids = sorted(each.id for each in asking.published())
    assert rewrites.accept(source, [one.key], "单位确认已迁移", ME) == 1
    assert last_act(asking).act == "rewrites-accepted"
    assert last_act(asking).after == {"texts": [one.key], "notices": ids, "why": "单位确认已迁移"}
    assert rewrites.refused(source) == ()
    assert recheck(asking.means, asking.now).amended == len(NUMBERS)
    assert rewrites.refuse(source, [one.key], "反悔", ME) == 0, "what was accepted is public"


def test_a_purge_takes_the_words_of_what_was_refused_and_not_the_decision(asking: Any) -> None:
    decide(asking, "refuse")
    asking.means.store.purges.purge(asking.published()[0].id, "误发", ME)
    (one,) = asking.means.store.rewrites.refused(asking.source.key)
    assert (one.text, one.count) == ("", len(NUMBERS) - 1)
    assert asking.next_day().amended == 0
    assert waiting(asking) == ()


def test_a_text_that_counts_its_readers_is_one_text(stocked: Any) -> None:
    def read_by(many: int) -> None:
        turn(stocked, _zoom(f"<p>本栏目内容已迁往省级平台，您是第{many}位访客。</p>"))

    for many in (128, 256):
        read_by(many)
        assert stocked.next_day().amended == 0
    assert len(waiting(stocked)) == decide(stocked, "accept") == 1
    read_by(512)
    assert recheck(stocked.means, stocked.now).amended == len(NUMBERS)


def test_while_a_person_is_asked_fewer_are_held_back_too(asking: Any) -> None:
    for number in NUMBERS[2:]:
        asking.site.notice(PAGE.format(number), TITLE.format(number), BODY.format(number))
    assert asking.next_day().amended == 0
    assert len(waiting(asking)) == 1


def test_what_is_over_waits_a_week_and_no_longer(asking: Any) -> None:
    for number in NUMBERS:
        asking.site.notice(PAGE.format(number), TITLE.format(number), BODY.format(number))
    assert len(waiting(asking)) == 1
    for _ in range(7):
        asking.next_day()
    assert (waiting(asking), decide(asking, "accept")) == ((), 0)
    assert asking.means.store.attention().get(asking.source.key).rewritten == 0


def test_nothing_of_a_purged_notice_waits(asking: Any) -> None:
    asking.means.store.purges.purge(asking.published()[0].id, "误发", ME)
    assert waiting(asking) == ()
