"""Complete lists of more than a thousand notices: read to their end once a week, and nothing is withdrawn meanwhile."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from federator.model.errors import ErrorKind, VisitError
from federator.model.visit import Outcome
from federator.visit.depth import READ_WHOLE
from federator.visit.listing import ENDLESS
from tests.road.conftest import LIST

ROWS = 25
MONDAY = timedelta(days=7)


def row(number: int) -> tuple[str, str, str]:
    return f"公告第{number}件", f"http://a.example/n{number}.html", "2026-11-15"


def address(page: int) -> str:
    return f"{LIST}{page}" if page else LIST


def write(world: Any, numbers: list[int], endless: bool = False) -> int:
    """The list of these notices, page by page; how many pages it has."""
    pages = [numbers[at : at + ROWS] for at in range(0, len(numbers), ROWS)]
    for page, some in enumerate(pages):
        following = address(page + 1) if endless or page + 1 < len(pages) else ""
        world.site.list_page([row(one) for one in some], url=address(page), next_url=following)
    world.site.asked.clear()
    return len(pages)


@pytest.fixture
def long(world: Any) -> Any:
    """A list whose rows are all there is."""
    numbers = list(range(READ_WHOLE + 2 * ROWS, 0, -1))
    pages = write(world, numbers)
    first = world.visit(complete=True, pages=False)
    assert (first.created, first.asked) == (len(numbers), pages)
    return world


def test_a_long_list_is_read_to_its_end_once_a_week(long: Any) -> None:
    numbers = list(range(READ_WHOLE + 2 * ROWS + 1, 0, -1))
    gone = numbers.pop(ROWS * 30)
    pages = write(long, numbers)
    done = long.visit(complete=True, pages=False)
    assert (done.created, done.withdrawn, done.outcome) == (1, 0, Outcome.CHANGED)
    assert len(long.site.asked) == 1
    long.now += MONDAY
    write(long, numbers)
    done = long.visit(complete=True, pages=False)
    assert (done.withdrawn, done.error) == (1, None)
    assert len(long.site.asked) == pages + 1, "and its first page once more, to see that it stood still"
    assert row(gone)[0] not in long.titles()


def test_many_new_notices_are_read_as_of_any_other_source(long: Any) -> None:
    write(long, list(range(READ_WHOLE + 5 * ROWS, 0, -1)))
    assert long.visit(complete=True, pages=False).created == 3 * ROWS
    assert len(long.site.asked) == 4


def test_a_long_list_that_takes_longer_than_a_visit_is_not_begun_anew_at_each(long: Any) -> None:
    long.now += MONDAY
    write(long, list(range(READ_WHOLE + 2 * ROWS + 1, 1, -1)))
    long.site.pages[address(20)].failure = VisitError(ErrorKind.VISIT_TIMEOUT, "after 20 requests")
    late = long.visit(complete=True, pages=False)
    assert (late.outcome, late.error, late.withdrawn) == (Outcome.PARTIAL, ErrorKind.VISIT_TIMEOUT, 0)
    long.site.asked.clear()
    assert (long.visit(complete=True, pages=False).withdrawn, len(long.site.asked)) == (0, 1)


def test_what_a_visit_left_of_a_long_list_is_read_by_the_next(world: Any) -> None:
    numbers = list(range(READ_WHOLE + 20 * ROWS, 0, -1))
    write(world, numbers)
    for number in numbers:
        world.site.notice(row(number)[1], row(number)[0], "正文。")
    world.means = replace(world.means, settings=replace(world.means.settings, pages_per_visit=READ_WHOLE + ROWS))
    first = world.visit(complete=True)
    assert (first.outcome, first.created, first.unread) == (Outcome.PARTIAL, READ_WHOLE + ROWS, 19 * ROWS)
    assert world.visit(complete=True).created == 19 * ROWS


def test_a_page_in_trouble_does_not_have_a_long_list_read_whole_each_time(long: Any) -> None:
    newest = READ_WHOLE + 32 * ROWS
    pages = write(long, list(range(newest, 0, -1)))
    for number in range(newest - 30 * ROWS, newest + 1):
        long.site.notice(row(number)[1], row(number)[0], "正文。")
    long.site.pages[row(newest)[1]].failure = VisitError(ErrorKind.TIMEOUT, "30 s")
    long.now += MONDAY
    assert long.visit(complete=True).error is ErrorKind.TIMEOUT
    assert pages > 50
    for _ in range(2):
        long.site.asked.clear()
        assert long.visit(complete=True).error is ErrorKind.TIMEOUT
        assert sum(url.startswith(LIST) for url in long.site.asked) == 50


def test_a_list_without_end_withdraws_nothing(world: Any) -> None:
    rows = [number for page in range(ENDLESS + 1) for number in (2 * page, 2 * page + 1)]
    for page in range(ENDLESS + 1):
        some = rows[2 * page : 2 * page + 2]
        world.site.list_page([row(one) for one in some], url=address(page), next_url=address(page + 1))
    first = world.visit(complete=True, pages=False)
    assert (first.asked, first.created) == (ENDLESS, 2 * ENDLESS)
    world.site.list_page([row(9_999_999), row(0)], url=LIST, next_url=address(1))
    world.site.asked.clear()
    assert (world.visit(complete=True, pages=False).withdrawn, len(world.site.asked)) == (0, 2)
    world.now += MONDAY
    assert world.visit(complete=True, pages=False).withdrawn == 0
