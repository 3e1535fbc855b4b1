"""Dates that can be read in several ways are read where a whole list tells which way is its own, and nowhere else."""

from datetime import date, timedelta
from random import Random

import pytest

from federator.model.local_time import LocalTime
from federator.model.row import Row
from federator.notation.dates import read_time
from federator.notation.unsure import days_told, is_in_parts, listed_time, rough_day

TODAY = date(2026, 11, 27)
FORMS = ["%y-%m-%d", "[%y.%m.%d]", "%d/%m/%Y", "%d.%m.%Y", "%m/%d/%Y", "%d-%m-%y", "%m-%d-%y"]


def told(*written: str, url: str = "http://a.test/view?id=1") -> list[str | None]:
    """The day of each, as a list of them tells it or the date itself."""
    rows = [Row("标题", url, one) for one in written]
    days = days_told(rows, TODAY)
    read = [listed_time(Row("标题", url, one, told=str(days.get(n, "")))) for n, one in enumerate(written)]
    return [one.isoformat() if one else None for one in read]


def test_the_order_of_the_rows_tells_the_order_of_the_parts() -> None:
    assert told("26-11-20", "26-10-30", "26-10-12", "26-09-03", "26-08-29")[0] == "2026-11-20"
    assert told("12-10-10", "12-10-09", "12-09-20", "12-09-12", "12-08-10", "12-07-31")[2] == "2012-09-20"
    noon = " 12:05:00 PM"
    assert told(*(one + noon for one in ("10/9/2026", "9/11/2026", "9/8/2026", "8/12/2026")))[0] == "2026-10-09"
    assert told("10/11/2026", "05/11/2026", "03/10/2026", "12/09/2026", "01/09/2026")[3] == "2026-09-12"


def test_a_part_above_twelve_tells() -> None:
    assert told("20/11/2026", "05/11/2026", "03/10/2026") == ["2026-11-20", "2026-11-05", "2026-10-03"]
    assert told("11/20/2026", "11/05/2026", "10/03/2026") == ["2026-11-20", "2026-11-05", "2026-10-03"]


def test_no_date_lies_ahead() -> None:
    assert told("12-10-28") == ["2012-10-28"]


def test_days_that_hardly_differ_are_years() -> None:
    """In November 2026 every ``26-11-xx`` would be the 26th of a November."""
    assert told("26-11-20", "26-11-18", "26-11-12", "26-11-03", "26-11-01")[1] == "2026-11-18"


@pytest.mark.parametrize(
    "written",
    [
        ["26-11-20"],
        ["26-11-20", "26-11-18", "26-11-12"],
        ["10/11/2026", "09/11/2026"],
        ["26-01-20", "25-01-20", "24-01-20", "23-01-20", "22-01-20"],
        ["27-01-05", "26-11-20", "26-11-18", "26-11-12", "26-10-30"],
    ],
    ids=["alone", "few", "two", "each year on one day", "one ahead"],
)
def test_where_two_readings_stay_possible_it_is_no_date(written: list[str]) -> None:
    assert told(*written) == [None] * len(written)


def test_a_list_that_contradicts_itself_tells_nothing_of_the_rest() -> None:
    assert told("20/11/2026", "11/19/2026", "05/06/2026") == ["2026-11-20", "2026-11-19", None]


def test_the_year_of_an_address_takes_part() -> None:
    address = "http://a.test/art/2026/11/20/art_1_2.html"
    assert told("20/11", "05/11", "03/10", url=address) == ["2026-11-20", "2026-11-05", "2026-10-03"]
    assert told("11-05", "11-03", url=address) == ["2026-11-05", "2026-11-03"]
    assert told("10-11-12", url="http://a.test/art/2010/11/12/art_1_2.html") == ["2010-11-12"]


def test_what_a_date_says_by_itself_is_not_told_again() -> None:
    assert not days_told([Row("标题", "", one) for one in ("2026-11-20", "20/11/2026", "3小时前", "")], TODAY)


@pytest.mark.parametrize("form", FORMS)
def test_a_column_is_read_as_it_was_written_or_not_at_all(form: str) -> None:
    random, certain = Random(form), 0  # noqa: S311 - the same days each time
    for _ in range(100):
        days = [TODAY - timedelta(days=random.randint(0, 900))]
        for _ in range(random.randint(1, 19)):
            days.append(days[-1] - timedelta(days=random.randint(0, random.choice([2, 9, 40]))))
        if random.random() < 0.3:
            days.insert(0, days.pop())  # pinned
        read = days_told([Row("标题", "", day.strftime(form)) for day in days], TODAY)
        assert all(days[number] == day for number, day in read.items())
        certain += bool(read)
    assert certain > 50


def test_what_is_told_does_not_make_another_row_of_it() -> None:
    bare, known = (
        Row("标题", "http://a.test/1", "12-10-10"),
        Row("标题", "http://a.test/1", "12-10-10", told="2012-10-10"),
    )
    assert bare.digest == known.digest
    assert listed_time(known) == LocalTime(date(2012, 10, 10))
    assert listed_time(bare) is None


def test_three_numbers_are_a_date_only_where_they_can_be_one() -> None:
    assert is_in_parts("12-10-10")
    assert is_in_parts("[20.11.26]")
    assert not any(map(is_in_parts, ["32-13-40", "2026-11-20", "11-20", "0570-1234", "第3条", ""]))


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2021.7", date(2021, 7, 1)),
        ("[2021年12月]", date(2021, 12, 1)),
        ("[21-07-15]", date(2021, 7, 15)),
        ("3小时前", date.max),
        ("[昨天]", date.max),
        ("2021.13", None),
        ("32-13-40", None),
        ("2021年7月15日", None),
        ("共21页", None),
    ],
)
def test_a_date_too_short_to_be_one_tells_what_is_a_date_and_no_day_of_publication(
    written: str, day: date | None
) -> None:
    assert rough_day(written) == day
    assert read_time(written) is None or day is None
