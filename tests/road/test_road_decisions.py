"""What people decided, and the visits that come after it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from federator.model.breach import Severity
from federator.model.metas import REQUIRED_METAS
from federator.model.people import Actor
from federator.model.revision import State, Withdrawal
from federator.service.recheck import recheck

ME = Actor("me")
ONE = "http://a.example/1.html"
LIST = "http://a.example/list/"


def seq_of(world: Any, id: str) -> int:
    seq: int = world.means.store.notice(id).versions[0].seq
    return seq


def latest(world: Any, id: str) -> Any:
    return world.means.store.revision(id, seq_of(world, id))


def revisit(world: Any, title: str, body: str = "正文一") -> None:
    """The site changes its notice; its list is visited, its page asked again."""
    world.site.list_page([(title, ONE, "2026-11-15")])
    world.site.notice(ONE, title, body)
    world.visit()
    ask_again(world)


def ask_again(world: Any) -> None:
    world.now += timedelta(days=1, hours=1)
    recheck(world.means, world.now)


@pytest.fixture
def public(world: Any) -> str:
    """A notice with a slip in its title."""
    revisit(world, "关于征地的公考")
    (one,) = world.published()
    return str(one.id)


def correct(world: Any, id: str, **values: Any) -> None:
    world.means.store.decisions.correct(id, seq_of(world, id), values, {}, "错字", ME)


def test_a_correction_outlives_what_the_site_changes_elsewhere(world: Any, public: str) -> None:
    correct(world, public, title="关于征地的公告")
    assert world.titles() == ["关于征地的公告"]
    revisit(world, "关于征地的公考", body="正文二")
    (one,) = world.published()
    assert (one.notice.title, one.notice.text) == ("关于征地的公告", "正文二")
    before = world.last_seq()
    world.site.list_page([("关于征地的公考", ONE, "2026-11-15"), ("另一条", "http://a.example/2.html", "2026-11-16")])
    world.site.notice("http://a.example/2.html", "另一条", "二", "2026-11-16 09:30")
    world.visit()
    assert world.last_seq() == before + 1  # the other one alone


def test_a_site_that_changes_the_corrected_field_waits_for_a_person(world: Any, public: str) -> None:
    correct(world, public, title="关于征地的公告")
    revisit(world, "关于征用土地的公告")
    assert world.titles() == ["关于征地的公告"]
    (waiting,) = world.means.store.waiting_notices("a/gg")
    severe = [breach.clause for breach in waiting.breaches if breach.severity is Severity.SEVERE]
    assert severe == ["correction-contested"]
    world.means.store.decisions.release(public, seq_of(world, public), "原网站已改好", ME)
    assert world.titles() == ["关于征用土地的公告"]
    revisit(world, "关于征用土地的公告（一）")
    assert world.titles() == ["关于征用土地的公告（一）"]  # the correction is over


def test_a_site_that_takes_over_the_correction_is_as_good(world: Any, public: str) -> None:
    correct(world, public, title="关于征地的公告")
    before = world.last_seq()
    revisit(world, "关于征地的公告")
    assert world.last_seq() == before
    assert world.means.store.waiting_notices("a/gg") == ()


def test_what_was_corrected_is_held_for_it_no_more(world: Any) -> None:
    world.site.list_page([("没有日期的公告", ONE, "")])
    world.site.notice(ONE, "没有日期的公告", "正文", "")
    world.visit()
    (waiting,) = world.means.store.waiting_notices("a/gg")
    correct(world, waiting.id, published="2026-11-10")
    assert world.titles() == ["没有日期的公告"]
    world.site.notice(ONE, "没有日期的公告", "正文改了", "")
    ask_again(world)
    (one,) = world.published()
    assert (one.notice.text, str(one.notice.published)) == ("正文改了", "2026-11-10")


def test_a_correction_that_leaves_something_grave_lets_nothing_out(world: Any) -> None:
    world.site.list_page([("没有日期的公考", ONE, "")])
    world.site.notice(ONE, "没有日期的公考", "正文", "")
    world.visit()
    (waiting,) = world.means.store.waiting_notices("a/gg")
    correct(world, waiting.id, title="没有日期的公告")
    assert world.titles() == []
    assert latest(world, waiting.id).state is State.HELD


def test_what_was_rejected_stays_so_until_it_says_something_else(world: Any, public: str) -> None:
    world.means.store.decisions.take_down(public, seq_of(world, public), "不应公开", ME)
    assert world.titles() == []
    before = world.last_seq()
    world.site.asked.clear()
    revisit(world, "关于征地的公考")
    assert world.last_seq() == before
    assert ONE not in world.site.asked
    revisit(world, "关于征地的公告（改）")
    assert world.titles() == []
    assert latest(world, public).state is State.HELD
    assert [one.id for one in world.means.store.waiting_notices("a/gg")] == [public]


@pytest.fixture
def emptied(world: Any) -> Any:
    """A complete list of ten that lost five at once."""
    rows = [(f"第{n}号公告", f"http://a.example/{n}.html", "2026-11-15") for n in range(10)]
    for title, url, _ in rows:
        world.site.notice(url, title, f"{title}的正文")
    world.site.list_page(rows)
    world.visit(complete=True)
    world.site.list_page(rows[:5])
    world.visit(complete=True)
    assert len(world.published()) == 10
    return rows


def test_what_went_lately_counts_before_a_list_is_doubted(world: Any) -> None:
    """A person is asked about the newest at once, where too much of the source went this week."""
    rows = [(f"第{n}号公告", f"http://a.example/{n}.html", f"2026-11-{15 - n:02}") for n in range(10)]
    for title, url, _ in rows:
        world.site.notice(url, title, f"{title}的正文")
    world.site.list_page(rows)
    world.visit(complete=True)
    world.site.list_page(rows[:8])
    assert world.visit(complete=True).withdrawn == 2
    world.site.list_page(rows[1:8])
    assert world.visit(complete=True).withdrawn == 0
    assert [one.title for one in world.means.store.leaving("a/gg")] == [rows[0][0]]


def test_withdrawals_that_wait_are_confirmed_by_a_person(world: Any, emptied: Any) -> None:
    leaving = world.means.store.leaving("a/gg")
    assert {one.title for one in leaving} == {title for title, _, _ in emptied[5:]}
    assert {one.proof for one in leaving} == {Withdrawal.ABSENT}
    ids = frozenset(one.id for one in leaving[:3])
    assert world.means.store.decisions.confirm_leaving("a/gg", ids, "栏目已清理", ME) == 3
    assert len(world.published()) == 7
    assert len(world.means.store.leaving("a/gg")) == 2
    assert world.means.store.notice(leaving[0].id).versions[0].why == "栏目已清理"


def test_what_is_refused_stays_public_until_it_was_seen_and_is_gone_again(world: Any, emptied: Any) -> None:
    store = world.means.store
    ids = frozenset(one.id for one in store.leaving("a/gg"))
    assert store.decisions.refuse_leaving("a/gg", ids, "网站迁移", ME) == 5
    assert store.leaving("a/gg") == ()
    world.site.list_page([*emptied[:5], ("新的一条", "http://a.example/n.html", "2026-11-16")])
    world.site.notice("http://a.example/n.html", "新的一条", "新")
    world.visit(complete=True)
    assert (store.leaving("a/gg"), len(world.published())) == ((), 11)
    world.site.list_page(emptied)
    world.visit(complete=True)
    world.visit(complete=True)  # the new one is gone indeed
    world.site.list_page(emptied[:4])
    world.visit(complete=True)
    assert len(store.leaving("a/gg")) == 6


def test_what_was_not_named_goes_on_waiting(world: Any, emptied: Any) -> None:
    store = world.means.store
    kept, *others = store.leaving("a/gg")
    assert store.decisions.refuse_leaving("a/gg", frozenset({kept.id}), "网站迁移", ME) == 1
    assert store.leaving("a/gg") == tuple(others)


def test_what_a_person_keeps_does_not_go_later_when_it_is_few(world: Any, emptied: Any) -> None:
    store = world.means.store
    kept, *others = store.leaving("a/gg")
    store.decisions.refuse_leaving("a/gg", frozenset({kept.id}), "网站迁移", ME)
    store.decisions.confirm_leaving("a/gg", frozenset(one.id for one in others), "栏目已清理", ME)
    world.now += timedelta(days=8)
    assert world.visit(complete=True).withdrawn == 0
    assert (kept.title in world.titles(), store.leaving("a/gg")) == (True, ())


def test_what_came_back_meanwhile_is_not_withdrawn(world: Any, emptied: Any) -> None:
    shown = frozenset(one.id for one in world.means.store.leaving("a/gg"))
    world.site.list_page(emptied)
    world.visit(complete=True)
    assert world.means.store.leaving("a/gg") == ()
    assert world.means.store.decisions.confirm_leaving("a/gg", shown, "x", ME) == 0
    assert len(world.published()) == 10


def test_metas_are_counted_by_page_read(world: Any) -> None:
    metas = "".join(f'<meta name="{name.upper()}" content="x">' for name in REQUIRED_METAS[:4])
    world.site.list_page([("一", ONE, "2026-11-15"), ("二", "http://a.example/2.html", "2026-11-15")])
    world.site.notice(ONE, "一", "正文", extra=metas)
    world.site.notice("http://a.example/2.html", "二", "正文")
    world.visit()
    found = world.means.store.coverage("a", world.now)["a/gg"]
    assert found.pages == 2
    assert found.share("PubDate") == 1
    assert found.share("SiteDomain") in (0, 0.5)
    assert found.share("ColumnType") == 0


def test_since_when_a_source_works_or_fails(world: Any) -> None:
    revisit(world, "一")
    worked = world.means.store.states()["a/gg"].turned
    world.visit()
    assert world.means.store.states()["a/gg"].turned == worked
    good = world.site.pages.pop(LIST)
    world.visit()
    failed = world.means.store.states()["a/gg"].turned
    assert failed > worked
    world.visit()
    assert world.means.store.states()["a/gg"].turned == failed
    world.site.pages[LIST] = replace(good)
    world.visit()
    assert world.means.store.states()["a/gg"].turned == world.now


def test_the_newest_publication_of_a_source_is_no_day_to_come(world: Any) -> None:
    world.site.list_page([("一", ONE, "2026-11-15"), ("二", "http://a.example/2.html", "2027-11-15")])
    world.site.notice(ONE, "一", "正文", "2026-11-15 09:30")
    world.site.notice("http://a.example/2.html", "二", "正文", "2027-11-15 09:30")
    world.visit()
    assert str(world.means.store.attention()["a/gg"].newest) == "2026-11-15"
