"""How far an ordinary visit walks: no further than something may be new, and never past what it left behind."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from federator.model.errors import ErrorKind
from federator.model.visit import Outcome
from federator.visit.walk import SHELLS
from tests.road.conftest import Page

LIST = "http://a.example/list/"
Row = tuple[str, str, str]


def row(number: int) -> Row:
    return f"公告第{number}件", f"http://a.example/n{number}.html", "2026-11-15"


@pytest.fixture
def show(world: Any) -> Any:
    """Lists these notices, so many to a page."""

    def shown(numbers: list[int], rows: int = 4) -> None:
        pages = [numbers[start : start + rows] for start in range(0, len(numbers), rows)]
        for number, page in enumerate(pages, start=1):
            following = address(number + 1) if number < len(pages) else ""
            world.site.list_page([row(one) for one in page], url=address(number), next_url=following)
        for one in numbers:
            world.site.notice(row(one)[1], row(one)[0], f"第{one}件的正文。")

    return shown


def address(page: int) -> str:
    return LIST if page == 1 else f"{LIST}{page}"


def lists_asked(world: Any) -> list[str]:
    asked = [url for url in world.site.asked if url.startswith(LIST)]
    world.site.asked.clear()
    return asked


def test_one_page_suffices_where_it_ends_with_what_is_known(world: Any, show: Any) -> None:
    show([*range(40, 0, -1)])
    assert world.visit().created == 5 * 4
    lists_asked(world)
    show([42, 41, *range(40, 0, -1)])
    assert world.visit().created == 2
    assert lists_asked(world) == [LIST]


def test_a_list_whose_interface_was_taken_away_keeps_what_its_page_holds(world: Any, show: Any) -> None:
    show([3, 2, 1])
    listed = world.site.pages[LIST].content.decode().replace("<ul class=list>", "<ul id=initData>")
    call = "jpage({totalRecord:9,perPage:2,proxyUrl:'/truecms/messageController/getMessage.do',columnId:'c1'})"
    world.site.pages[LIST].content = f"{listed}<script>{call}</script>".encode()
    first = world.visit(rule=None, connector=None)
    assert (first.outcome, first.error, first.created) == (Outcome.CHANGED, None, 3)
    windows = [url.partition("startrecord=")[2][:14] for url in world.site.asked if "getMessage" in url]
    assert windows == ["4&endrecord=9&", "4&endrecord=5&"]
    assert world.visit(rule=None, connector=None).outcome is Outcome.UNCHANGED
    world.site.pages[LIST].content = f"<html><script>{call}</script></html>".encode()
    assert world.visit(rule=None, connector=None).error is ErrorKind.HTTP_STATUS


def test_what_is_pinned_at_the_top_is_no_boundary(world: Any, show: Any) -> None:
    show([7, 3, 6, 5, 4, 2, 1])
    world.visit()
    lists_asked(world)
    show([7, 3, 12, 11, 10, 9, 8, 6, 5, 4, 2, 1])
    assert world.visit().created == 5
    assert len(lists_asked(world)) == 3


def test_rows_set_aside_are_no_news(world: Any, show: Any) -> None:
    show([*range(20, 0, -1)])
    for number in (18, 17):
        del world.site.pages[row(number)[1]]
    world.visit()
    lists_asked(world)
    world.visit()
    assert lists_asked(world) == [LIST], "tried again in a day"


def test_rows_left_behind_are_come_back_to(world: Any, show: Any) -> None:
    show([*range(20, 0, -1)])
    world.site.pages[row(9)[1]].status = 500
    assert world.visit().outcome is Outcome.PARTIAL
    world.site.pages[row(9)[1]].status = 200
    done = world.visit()
    assert (done.outcome, done.created) == (Outcome.CHANGED, 1), "it stood on the third page, behind what is known"
    lists_asked(world)
    world.site.list_page([row(21), *(row(one) for one in range(20, 17, -1))], next_url=address(2))
    world.visit()
    assert lists_asked(world) == [LIST], "once all is read a known end is a boundary again"


def test_a_failed_visit_forgets_nothing_that_was_left_behind(world: Any, show: Any) -> None:
    show([*range(20, 0, -1)])
    world.site.pages[row(9)[1]].status = 500
    world.visit()
    world.site.pages[LIST].status = 502
    assert world.visit().outcome is Outcome.FAILED
    world.site.pages[LIST].status = world.site.pages[row(9)[1]].status = 200
    assert world.visit().created == 1


def test_a_page_that_failed_behind_what_is_known_by_now_is_come_back_to(world: Any, show: Any) -> None:
    show([*range(20, 0, -1)])
    world.visit()
    show([*range(28, 0, -1)])
    world.site.pages[address(2)].status = 502
    failed = world.visit()
    assert (failed.outcome, failed.error, failed.created) == (Outcome.PARTIAL, ErrorKind.HTTP_STATUS, 4)
    world.site.pages[address(2)].status = 200
    assert world.visit().created == 4


def test_after_a_long_silence_visits_go_deeper_until_all_is_read(world: Any, show: Any) -> None:
    show([*range(40, 0, -1)])
    world.visit()
    show([*range(90, 0, -1)])
    outcomes = [world.visit().outcome for _ in range(4)]
    assert outcomes[:2] == [Outcome.PARTIAL, Outcome.PARTIAL]
    assert Outcome.PARTIAL not in outcomes[3:]
    numbers = sorted(int(title.removeprefix("公告第").removesuffix("件")) for title in world.titles())
    assert numbers == [*range(21, 91)], "20 of the first visit, 50 since; the 20 before are history"


def test_a_silence_longer_than_the_deepest_visit_is_left_to_a_backfill(world: Any, show: Any) -> None:
    show([*range(40, 0, -1)])
    world.visit()
    show([*range(300, 0, -1)])
    outcomes = [world.visit().outcome for _ in range(11)]
    assert outcomes == [Outcome.PARTIAL] * 9 + [Outcome.CHANGED, Outcome.UNCHANGED]
    assert (address(50) in world.site.asked, address(51) in world.site.asked) == (True, False)


def test_what_is_dated_back_is_found_within_a_week_in_the_middle_of_a_list(world: Any, show: Any) -> None:
    show([*range(12, 0, -1)])
    world.visit()
    show([12, 11, 10, 9, 8, 7, 99, 6, 5, 4, 3, 2, 1])
    lists_asked(world)
    found = []
    for _ in range(15):
        world.now += timedelta(days=1)
        found.append(world.visit().created)
    assert found.count(1) == 1
    assert found.index(1) < 7
    asked = lists_asked(world)
    assert (asked.count(LIST), asked.count(address(3))) == (15, 2), "once a week it is read as far as a visit may"


def test_what_a_list_loses_draws_no_history_into_its_weekly_reading(world: Any, show: Any) -> None:
    show([*range(60, 0, -1)])
    world.visit()
    show([number for number in range(60, 0, -1) if number != 55])
    lists_asked(world)
    done = []
    for _ in range(15):
        world.now += timedelta(days=1)
        done.append(world.visit())
    assert sum(one.created for one in done) == 1, "what moved up onto the last page that is read"
    assert max(len(lists_asked(world)) - 15, 0) <= 2 * 4
    assert Outcome.PARTIAL not in [one.outcome for one in done]


def test_what_a_complete_list_loses_behind_its_first_page_is_gone_within_a_week(world: Any, show: Any) -> None:
    show([*range(12, 0, -1)])
    world.visit(complete=True)
    show([*range(12, 3, -1), 2, 1])
    lost = []
    for _ in range(8):
        world.now += timedelta(days=1)
        lost.append(world.visit(complete=True).withdrawn)
    assert sum(lost) == 1


def test_a_first_visit_that_ends_at_its_limit_is_no_gap(world: Any, show: Any) -> None:
    show([*range(40, 0, -1)])
    assert world.visit().outcome is Outcome.CHANGED
    assert world.means.store.states()["a/gg"].blind == 0


def test_a_pager_that_repeats_page_1_of_more_is_named_and_costs_nothing(world: Any, show: Any) -> None:
    show([4, 3, 2, 1])
    world.site.pages[LIST].content += b"<script>createPage('p', 3, 1, 'list', 'html', 12)</script>"
    world.site.pages[f"{LIST}list_2.html"] = world.site.pages[LIST]
    done = world.visit()
    assert (done.outcome, done.created, done.error) == (Outcome.PARTIAL, 4, ErrorKind.PAGE_REPEATED)


def test_pages_that_only_lead_to_others_for_ever_are_no_unchanged_list(world: Any, show: Any) -> None:
    show([2, 1])
    world.visit()
    for number in range(20):
        leads = f"<html><script>$.get('/list/?n={number + 1}&page=1', show)</script></html>"
        world.site.pages[f"{LIST}?n={number}&page=1" if number else LIST] = Page(leads.encode())
    lists_asked(world)
    done = world.visit(rule=None, connector=None)
    assert (done.outcome, done.error) == (Outcome.FAILED, ErrorKind.UNIT_MISSING)
    assert len(lists_asked(world)) <= world.means.settings.list_pages + SHELLS


def test_a_link_to_a_second_page_that_is_page_1_again(world: Any, show: Any) -> None:
    """Were it taken for the end, a complete source would take all that lies behind it for gone."""
    show([*range(12, 0, -1)])
    world.visit(complete=True)
    world.site.list_page([("公告第12件", "http://a.example/12.html", "2026-11-15")], next_url=f"{LIST}?page=2")
    world.site.pages[f"{LIST}?page=2"] = world.site.pages[LIST]
    done = world.visit(complete=True)
    assert (done.outcome, done.error, done.withdrawn) == (Outcome.PARTIAL, ErrorKind.PAGE_REPEATED, 0)


def test_a_first_page_that_fails_when_asked_again_proves_nothing_gone(world: Any, show: Any) -> None:
    show([*range(12, 0, -1)])
    world.visit(complete=True)
    show([*range(11, 0, -1)])
    page, ask = world.site.pages[LIST], world.site.ask

    def answers_once(request: Any, validators: Any) -> Any:
        answer = ask(request, validators)
        if request.url == LIST:
            world.site.pages[LIST] = Page(b"busy", 503)
        return answer

    usual = world.means
    world.means = replace(usual, ask=answers_once)
    assert world.visit(complete=True).withdrawn == 0
    world.means, world.site.pages[LIST] = usual, page
    assert world.visit(complete=True).withdrawn == 1


def test_a_complete_list_of_one_page_is_asked_once_whatever_it_lost(world: Any, show: Any) -> None:
    show([3, 2, 1])
    world.visit(complete=True)
    lists_asked(world)
    show([3, 2])
    assert world.visit(complete=True).withdrawn == 1
    assert lists_asked(world) == [LIST]


@pytest.mark.parametrize(
    ("call", "suffixes"),
    [
        ("createPageHTML(4,{},'list','html')", ("_1", "_2", "_3")),
        ("createPageHTML(4,{},'list','html')", ("_2", "_3", "_4")),
        ("createPageHTML('pages',4,{},'list','html',8)", ("_2", "_3", "_4")),
        ("createPage(4,{},'list','html')", ("_2", "_3", "_4")),
    ],
    ids=["from 0", "from 1", "from 1, with a block", "from 1, of another name"],
)
@pytest.mark.parametrize("first", [LIST, f"{LIST}list.html"])
def test_pages_that_a_script_counts_are_read_to_the_last(
    world: Any, call: str, suffixes: tuple[str, ...], first: str
) -> None:
    pages = [first, *(f"{LIST}list{suffix}.html" for suffix in suffixes)]
    for number, url in enumerate(pages):
        world.site.list_page([row(one) for one in (2 * number, 2 * number + 1)], url=url)
        told = call.format(number + (suffixes[0] == "_2"))
        world.site.pages[url].content += f"<script>{told}</script>".encode()
    done = world.visit(url=first, complete=True, pages=False)
    assert (done.created, done.error, world.site.asked) == (8, None, pages)


def test_what_a_list_pulls_up_while_it_is_read_is_not_taken_for_gone(world: Any, show: Any) -> None:
    show([*range(12, 0, -1)])
    world.visit(complete=True)
    ask = world.site.ask

    def taken_away_meanwhile(request: Any, validators: Any) -> Any:
        answer = ask(request, validators)
        if request.url == LIST:
            show([13, *range(11, 0, -1)])
        return answer

    usual = world.means
    show([*range(13, 0, -1)])
    world.means = replace(usual, ask=taken_away_meanwhile)
    done = world.visit(complete=True)
    assert (done.rows, done.withdrawn) == (12, 0), "9 moved onto the first page after that was read"
    world.means = usual
    assert world.visit(complete=True).withdrawn == 1, "12 is gone indeed"


def test_what_a_list_pulls_up_behind_its_first_page_is_told_by_its_total(world: Any) -> None:
    """A cache still has the first page as it was: that 9 moved onto a page read before, only the third one's total
    tells."""

    def listed(numbers: list[int]) -> None:
        for page in (1, 2, 3):
            url = f"{LIST}list_{page}.html" if page > 1 else LIST
            world.site.list_page([row(one) for one in numbers[page * 4 - 4 : page * 4]], url=url)
            world.site.pages[
                url
            ].content += f"<script>createPage('p',3,{page},'list','html',{len(numbers)})</script>".encode()
        for one in numbers:
            world.site.notice(row(one)[1], row(one)[0], f"第{one}件的正文。")

    listed([*range(1, 13)])
    assert world.visit(complete=True).created == 12
    ask = world.site.ask

    def taken_away_meanwhile(request: Any, validators: Any) -> Any:
        answer = ask(request, validators)
        if request.url.endswith("list_2.html"):
            cached = world.site.pages[LIST]
            listed([1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12])
            world.site.pages[LIST] = cached
        return answer

    usual = world.means
    listed([*range(1, 13)])
    world.means = replace(usual, ask=taken_away_meanwhile)
    world.now += timedelta(days=8)
    done = world.visit(complete=True)
    assert (done.rows, done.withdrawn) == (11, 0)
    world.means = usual
    listed([1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12])
    assert world.visit(complete=True).withdrawn == 1, "6 is gone indeed"
