"""The second road: silent amendments and removals, found by age and inside a budget."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from federator.model.answer import Answer, Request, Validators
from federator.model.errors import ErrorKind, VisitError
from federator.model.people import Actor
from federator.model.site import Life, Site
from federator.service.recheck import Rechecked, recheck

PAGE = "http://a.example/{}.html"


@pytest.fixture
def stocked(world: Any) -> Any:
    """Ten notices, published a day before the first visit."""
    rows = [(f"征地补偿安置公告第{number}号", PAGE.format(number), "2026-11-15") for number in range(10)]
    world.site.list_page(rows)
    for title, link, _ in rows:
        world.site.notice(link, title, f"{title}的正文。")
    world.visit()
    world.site.asked.clear()
    return world


@pytest.mark.parametrize("where", ["visit.understanding.understand", "service.recheck.decision"])
def test_a_page_that_meets_a_bug_keeps_no_other_from_its_turn_nor_is_asked_all_the_time(
    where: str, stocked: Any, monkeypatch: pytest.MonkeyPatch, bugs: list[str]
) -> None:
    stocked.site.notice(PAGE.format(3), "征地补偿安置公告第3号", "补偿标准更正为每亩六万元。")
    monkeypatch.setattr(f"federator.{where}", lambda *_: 1 / 0)
    assert stocked.next_day() == Rechecked(asked=10)
    assert len(bugs) == 1
    stocked.now += timedelta(minutes=1)
    assert recheck(stocked.means, stocked.now).asked == 0
    monkeypatch.undo()
    assert stocked.next_day().amended == 1
    bugs.clear()


def test_nothing_is_asked_before_its_time(stocked: Any) -> None:
    assert recheck(stocked.means, stocked.now).asked == 0
    assert stocked.site.asked == []


def test_unchanged_pages_are_asked_once_a_day_and_write_no_revision(stocked: Any) -> None:
    before = stocked.last_seq()
    done = stocked.next_day()
    assert (done.asked, done.amended, stocked.last_seq()) == (10, 0, before)
    assert recheck(stocked.means, stocked.now).asked == 0


def test_a_page_is_asked_by_its_validators(stocked: Any) -> None:
    stocked.site.pages[PAGE.format(3)].headers["etag"] = '"1"'
    stocked.next_day()
    asked: dict[str, str] = {}
    usual = stocked.means

    def noted(request: Request, validators: Validators) -> Answer:
        asked[request.url] = validators.etag
        answer: Answer = usual.ask(request, validators)
        return answer

    stocked.means = replace(usual, ask=noted)
    stocked.next_day()
    assert {url for url, etag in asked.items() if etag} == {PAGE.format(3)}
    assert len(asked) == 10


def test_a_recheck_that_is_told_to_stop_leaves_the_rest_due(stocked: Any) -> None:
    stocked.now += timedelta(days=1, hours=1)
    assert recheck(stocked.means, stocked.now, lambda: len(stocked.site.asked) >= 3).asked == 3
    assert recheck(stocked.means, stocked.now).asked == 7


def test_a_body_corrected_in_silence_is_one_amendment(stocked: Any) -> None:
    stocked.site.notice(PAGE.format(3), "征地补偿安置公告第3号", "补偿标准更正为每亩六万元。")
    assert stocked.next_day().amended == 1
    assert stocked.next_day().amended == 0
    changed = next(one for one in stocked.published() if "第3号" in one.notice.title)
    assert "更正" in changed.notice.text
    assert len(stocked.means.store.notice(changed.id).versions) == 2


def test_a_page_rendered_anew_is_no_amendment(stocked: Any) -> None:
    stocked.site.pages[PAGE.format(3)].content += b"<!-- rendered 12:00 -->"
    assert stocked.next_day().amended == 0


def test_one_404_is_an_accident_two_are_a_withdrawal(stocked: Any) -> None:
    page = stocked.site.pages.pop(PAGE.format(3))
    assert stocked.next_day().withdrawn == 0
    assert len(stocked.titles()) == 10
    assert stocked.next_day().withdrawn == 1
    assert len(stocked.titles()) == 9
    stocked.site.pages[PAGE.format(3)] = page
    stocked.now += timedelta(days=10)
    assert stocked.next_day().amended == 1, "it is back, and the same notice"
    assert len(stocked.titles()) == 10


def test_a_404_that_mends_is_forgotten(stocked: Any) -> None:
    page = stocked.site.pages.pop(PAGE.format(3))
    stocked.next_day()
    stocked.site.pages[PAGE.format(3)] = page
    stocked.next_day()
    del stocked.site.pages[PAGE.format(3)]
    assert stocked.next_day().withdrawn == 0


def test_a_page_that_was_withdrawn_and_is_there_again_unchanged_is_public_again(stocked: Any) -> None:
    stocked.site.pages[PAGE.format(3)].headers["etag"] = '"1"'
    stocked.next_day()
    page = stocked.site.pages.pop(PAGE.format(3))
    stocked.next_day()
    assert stocked.next_day().withdrawn == 1
    stocked.site.pages[PAGE.format(3)] = page
    stocked.next_day()
    assert len(stocked.titles()) == 10


def test_too_much_gone_at_once_waits_for_a_person(stocked: Any) -> None:
    for number in range(4):
        del stocked.site.pages[PAGE.format(number)]
    stocked.next_day()
    done = stocked.next_day()
    assert (done.withdrawn, done.waiting) == (0, 4)
    assert len(stocked.titles()) == 10


@pytest.mark.parametrize(
    "trouble",
    [
        {"failure": VisitError(ErrorKind.TIMEOUT, "30 s")},
        {"status": 503},
        {"lands_on": "http://a.example/"},
        {"content": "<html><body>系统维护中，请稍后访问</body></html>".encode()},
    ],
    ids=["timeout", "503", "home page", "maintenance"],
)
def test_a_site_in_trouble_proves_nothing(stocked: Any, trouble: dict[str, Any]) -> None:
    before, titles = stocked.last_seq(), stocked.titles()
    assert titles
    stocked.site.pages = {url: replace(page, **trouble) for url, page in stocked.site.pages.items()}
    for _ in range(3):
        stocked.next_day()
    assert (stocked.last_seq(), stocked.titles()) == (before, titles)


def test_the_budget_of_a_host_is_kept(stocked: Any) -> None:
    stocked.means = replace(stocked.means, settings=replace(stocked.means.settings, recheck_budget=4))
    assert [stocked.next_day().asked, recheck(stocked.means, stocked.now).asked] == [4, 4]


def test_what_is_paused_stands_before_nobody(stocked: Any) -> None:
    store, later = stocked.means.store, stocked.now + timedelta(days=2)
    store.pauses.pause(stocked.source.key, "改版", Actor("me"))
    assert not store.recheck_due(later, 1), "else a long one would fill what is looked at, and no other be asked"
    store.pauses.resume(stocked.source.key, Actor("me"))
    assert store.recheck_due(later, 1)


def test_a_site_with_many_due_stands_before_no_other(stocked: Any) -> None:
    store, url = stocked.means.store, "http://b.example/list/"
    source = stocked.source = replace(stocked.source, site="b", url=url, home="http://b.example/")
    store.save_site(Site("b", "b", "331121-zrzy", "331121", source.home, Life.ACTIVE, (source,)))
    stocked.site.list_page([("采矿权挂牌出让公告", "http://b.example/1.html", "2026-11-15")], url)
    stocked.site.notice("http://b.example/1.html", "采矿权挂牌出让公告", "现予公告。")
    stocked.visit()
    due = store.recheck_due(stocked.now + timedelta(days=2), 3)
    assert [one.item.source for one in due] == ["a/gg", "b/gg", "a/gg"]


def test_where_pages_are_not_read_only_their_being_there_is_asked(stocked: Any) -> None:
    site = stocked.means.store.sites()[0]
    plain = replace(site, sources=(replace(stocked.source, pages=False),))
    stocked.means.store.save_site(plain)
    stocked.site.notice(PAGE.format(3), "另一个标题", "另一份正文。")
    assert stocked.next_day().amended == 0
    page = stocked.site.pages.pop(PAGE.format(3))
    stocked.next_day()
    stocked.site.pages[PAGE.format(3)] = page
    assert stocked.next_day().amended == 0, "an accident that mends does not turn the page into the record"
    del stocked.site.pages[PAGE.format(3)]
    assert stocked.next_day().withdrawn == 0, "and is forgotten"
    assert stocked.next_day().withdrawn == 1


def test_a_recheck_leaves_the_list_its_row(world: Any) -> None:
    """A feed's row carries a body that is not kept with the item: what the list said must not seem changed by it."""
    link, body = PAGE.format(1), "&lt;p&gt;全文&lt;/p&gt;"
    entry = f"<item><title>征地公告</title><link>{link}</link><description>{body}</description></item>"
    world.source = replace(world.source, connector="feed", rule=None)
    site = world.means.store.sites()[0]
    world.means.store.save_site(replace(site, sources=(world.source,)))

    def feed(entries: str) -> None:
        xml = f'<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>{entries}</channel></rss>'
        page = world.site.pages[world.source.url]
        world.site.pages[world.source.url] = replace(page, content=xml.encode(), headers={"content-type": "text/xml"})

    world.site.list_page([])
    feed(entry)
    world.site.notice(PAGE.format(1), "征地公告", "第一版。")
    world.visit()
    world.site.notice(PAGE.format(1), "征地公告", "第二版。")
    assert world.next_day().amended == 1
    world.site.asked.clear()
    feed(entry.replace("/1.html", "/2.html").replace("征地公告", "另一则公告") + entry)
    world.site.notice(PAGE.format(2), "另一则公告", "又一件。")
    assert world.visit().created == 1
    assert world.site.asked == [world.source.url, PAGE.format(2)], "the notice rechecked is not read again"
