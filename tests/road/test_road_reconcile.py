"""What a site lists now against what the feed serves: each difference has its cause, and nothing is recorded."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from federator.examine.reconcile import Cause, Reconciled, reconcile
from federator.model.errors import ErrorKind, VisitError
from federator.model.people import Actor
from federator.model.site import Life

KEY = "a/gg"
LIST = "http://a.example/list/"
SECOND = "http://a.example/list/2"
ME = Actor("me")


def url(number: int) -> str:
    return f"http://a.example/{number}.html"


def row(number: int, day: str = "") -> tuple[str, str, str]:
    return f"第{number}号公告", url(number), day or f"2026-11-{number:02d}"


def fill(world: Any, *numbers: int) -> None:
    """Notice pages, and a list of them, the newest first; then a visit."""
    for number in numbers:
        title, address, day = row(number)
        world.site.notice(address, title, f"{title}的正文", f"{day} 09:30")
    world.site.list_page([row(number) for number in sorted(numbers, reverse=True)])
    world.visit()


def look(world: Any, whole: bool = False, **changed: Any) -> Reconciled:
    view = world.means.store.source_view(KEY).view
    seq, visits = world.last_seq(), len(world.means.store.source_view(KEY).visits)
    found = reconcile(replace(view, source=replace(view.source, **changed)), world.means, whole=whole)
    assert (world.last_seq(), len(world.means.store.source_view(KEY).visits)) == (seq, visits), "nothing is recorded"
    return found


def causes(found: Reconciled) -> dict[str, Cause]:
    return {one.title: one.cause for one in found.differences}


def test_where_all_is_served_nothing_differs(world: Any) -> None:
    fill(world, 1, 2, 3)
    found = look(world)
    assert (found.listed, found.served, found.differences, found.error) == (3, 3, (), None)


def test_what_came_after_the_last_visit_is_new_and_what_is_older_is_history(world: Any) -> None:
    world.means = replace(world.means, settings=replace(world.means.settings, list_pages=1))
    fill(world, 5, 6)
    world.site.list_page([row(7), row(6), row(5)], next_url=SECOND)
    world.site.list_page([row(4), row(3)], SECOND)
    rule = replace(world.source.rule, next="ul.list + a")
    assert causes(look(world, whole=True, rule=rule)) == {
        "第7号公告": Cause.NEW, "第4号公告": Cause.HISTORY, "第3号公告": Cause.HISTORY,
    }  # fmt: skip
    assert causes(look(world, rule=rule)) == {"第7号公告": Cause.NEW}


def test_a_row_that_reads_otherwise_is_changed(world: Any) -> None:
    fill(world, 1, 2)
    world.site.list_page([row(2), ("第1号公告（更正）", url(1), "2026-11-01")])
    assert causes(look(world)) == {"第1号公告（更正）": Cause.CHANGED}


def test_what_did_not_become_public_says_why(world: Any) -> None:
    world.site.notice(url(1), "没有日期", "正文", "")
    world.site.list_page([("没有日期", url(1), ""), ("页面不在", url(2), "2026-11-02"), ("没有网址", "", "2026-11-03")])
    world.visit()
    found = look(world)
    assert {one.title: (one.cause, one.detail.partition(":")[0]) for one in found.differences} == {
        "没有日期": (Cause.HELD, "published-missing"),
        "页面不在": (Cause.ASIDE, "page-missing"),
        "没有网址": (Cause.ASIDE, "no-address"),
    }
    assert (found.listed, found.served) == (3, 0)


def test_what_a_person_took_down_is_listed_and_not_served(world: Any) -> None:
    fill(world, 1, 2)
    (one,) = (one for one in world.published() if one.notice.title == "第1号公告")
    world.means.store.decisions.take_down(one.id, one.seq, "不应公开", ME)
    (difference,) = look(world).differences
    assert (difference.cause, difference.detail, difference.id) == (Cause.WITHDRAWN, "person", one.id)


def test_an_amendment_held_back_is_served_as_it_was(world: Any) -> None:
    fill(world, 1)
    (one,) = world.published()
    world.means.store.decisions.correct(one.id, one.seq, {"title": "更正过的"}, {}, "错字", ME)
    world.site.notice(url(1), "网站另改", "正文", "2026-11-01 09:30")
    world.site.list_page([("网站另改", url(1), "2026-11-01")])
    world.visit()
    found = look(world)
    assert causes(found) == {"网站另改": Cause.HELD_BACK}
    assert found.served == 1


def test_what_is_served_and_listed_no_more_is_asked_for(world: Any) -> None:
    fill(world, 1, 2, 3, 4, 5)
    del world.site.pages[url(3)]
    world.site.pages[url(4)].failure = VisitError(ErrorKind.TIMEOUT, "no answer")
    world.site.list_page([row(5), row(1)])
    found = look(world)
    assert causes(found) == {
        "第2号公告": Cause.PAGE_THERE, "第3号公告": Cause.PAGE_GONE, "第4号公告": Cause.PAGE_UNREADABLE,
    }  # fmt: skip
    assert (found.listed, found.served) == (2, 2)
    world.site.list_page([row(5), row(4)], next_url=SECOND)
    world.site.list_page([row(3), row(2), row(1)], SECOND)
    far = replace(world.means, settings=replace(world.means.settings, list_pages=1))
    world.means = far
    found = look(world, rule=replace(world.source.rule, next="ul.list + a"))
    assert (causes(found), found.whole) == ({}, False), "what lies on pages that were not read is not missing"


def test_what_moved_to_another_address_is_served(world: Any) -> None:
    fill(world, 1, 2)
    world.site.list_page([row(2), ("第1号公告", "http://a.example/new/1.html", "2026-11-01")])
    world.site.notice("http://a.example/new/1.html", "第1号公告", "第1号公告的正文", "2026-11-01 09:30")
    world.visit()
    assert look(world).differences == ()


@pytest.mark.parametrize(("refused", "cause"), [(False, Cause.LEAVING), (True, Cause.KEPT)])
def test_what_waits_for_a_person_says_so(world: Any, refused: bool, cause: Cause) -> None:
    fill(world, *range(1, 11))
    world.site.list_page([row(number) for number in range(1, 6)])
    world.visit(complete=True)
    store = world.means.store
    if refused:
        store.decisions.refuse_leaving(KEY, frozenset(one.id for one in store.leaving(KEY)), "网站迁移", ME)
    found = look(world, complete=True)
    assert set(causes(found).values()) == {cause}
    assert len(found.differences) == 5


def test_what_holds_visits_up_is_named(world: Any) -> None:
    world.site.list_page([row(1)])
    assert causes(look(world)) == {"第1号公告": Cause.NOT_VISITED}
    world.site.pages[LIST].status = 500
    world.visit()
    world.site.pages[LIST].status = 200
    (difference,) = look(world).differences
    assert (difference.cause, difference.detail) == (Cause.FAILING, "http-status")
    world.site.pages[url(1)] = replace(world.site.pages[LIST], failure=VisitError(ErrorKind.TIMEOUT, "no answer"))
    world.now += timedelta(days=1)
    world.visit()
    (difference,) = look(world).differences
    assert (difference.cause, difference.detail) == (Cause.LEFT, "timeout")
    (site,) = world.means.store.sites()
    world.means.store.save_site(replace(site, life=Life.SUSPENDED))
    assert causes(look(world)) == {"第1号公告": Cause.NOT_ACTIVE}


def test_a_list_that_cannot_be_read_is_no_empty_list(world: Any) -> None:
    fill(world, 1, 2)
    world.site.pages[LIST].status = 500
    found = look(world)
    assert found.error
    assert (found.error.kind, found.differences, found.pages) == (ErrorKind.HTTP_STATUS, (), 0)
