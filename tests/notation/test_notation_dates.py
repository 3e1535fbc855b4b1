"""Every form of date that sites were seen to write, and what is no date."""

from datetime import date, datetime, time
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from federator.model.local_time import CHINA
from federator.notation.address_dates import day_in_address, year_in_address
from federator.notation.dates import read_time

LONGEST = 5.0
"""Seconds of the processor that none comes near to."""


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("二〇一〇年一月七日", "2010-01-07"),
        ("二○一一年十二月三十一日", "2011-12-31"),
        ("二零二一年十月二十日", "2021-10-20"),
        ("二Ｏ一O年廿一日", None),
        ("二O一二年三月廿一日", "2012-03-21"),
        ("2010年1月7日", "2010-01-07"),
        ("2010-01-07", "2010-01-07"),
        ("2011/8/9", "2011-08-09"),
        ("2010.1.7", "2010-01-07"),
        ("20070101", "2007-01-01"),
        ("20260828153000", "2026-08-28T15:30:00+08:00"),
        ("[2026-07-28]", "2026-07-28"),
        ("[ 2026-09-03 ]", "2026-09-03"),
        ("发布时间：2010-01-07 15:04", "2010-01-07T15:04:00+08:00"),
        ("2026/08/24 09:30", "2026-08-24T09:30:00+08:00"),
        ("2017——04——12 21:37", "2017-04-12T21:37:00+08:00"),
        ("２０１１年１月７日", "2011-01-07"),
        ("2026-09-28-21:50:00", "2026-09-28T21:50:00+08:00"),
        ("2026年8月28日 星期五 下午3:05", "2026-08-28T15:05:00+08:00"),
        ("2026-08-2815:30", "2026-08-28T15:30:00+08:00"),
        ("2011 年\n 8 月\n 9 日", "2011-08-09"),
        ("2011-\r\n08-09", "2011-08-09"),
        ("2026-08-28 阅读：20351", "2026-08-28"),
        ("20351 2026-08-28 15", "2026-08-28"),
        ("28 7月 2026", "2026-07-28"),
        ("7月 28 2026", "2026-07-28"),
        ("28\n2026-07", "2026-07-28"),
        ("2026-07\n28", "2026-07-28"),
        ("07/28\n2026", "2026-07-28"),
        ("2026\n07-28", "2026-07-28"),
        ("28/07\n2026", None),
        ("20/11/2026", "2026-11-20"),
        ("发布时间：20.11.2026 10:30", "2026-11-20T10:30:00+08:00"),
        ("[11/20/2026]", "2026-11-20"),
        ("11/11/2026", "2026-11-11"),
        ("10/11/2026", None),
        ("31/11/2026", None),
        ("26年11月20日", "2026-11-20"),
        ("98年11月20日", "1998-11-20"),
        ("2026年元月5日", "2026-01-05"),
        ("二〇二六年元月廿五日", "2026-01-25"),
        ("2026-11-26 3:05:00 PM", "2026-11-26T15:05:00+08:00"),
        ("11/26/2026 12:05 AM", "2026-11-26T00:05:00+08:00"),
        ("26 Nov 2026 12:05 pm", "2026-11-26T12:05:00+08:00"),
        ("26-11-20", None),
        ("生成日期：2026-06-02 发布日期：2026-06-05", "2026-06-05"),
        ("公示期2026-08-01至2026-08-07", "2026-08-01"),
        ("2026-08-28T10:00:00Z", "2026-08-28T18:00:00+08:00"),
        ("2026-08-28T20:00:00.123+00:00", "2026-08-29T04:00:00+08:00"),
        ("2026-08-28T10:00:00+08:00", "2026-08-28T10:00:00+08:00"),
        ("Wed, 29 Jun 2016 10:00:00 +0800", "2016-06-29T10:00:00+08:00"),
        ("Wed, 29 Jun 2016 20:00:00 GMT", "2016-06-30T04:00:00+08:00"),
        ("Nov 26, 2026", "2026-11-26"),
        ("星期三, 29 六月 2016 10:00:00 +0800", "2016-06-29T10:00:00+08:00"),
        ("周三, 09 11月 2016 10:00:00 CST", "2016-11-09T10:00:00+08:00"),
        ("周三, 09 13月 2016 10:00:00 CST", None),
        ("November 2nd, 2026", "2026-11-02"),
        ("26 Sept. 2026", "2026-09-26"),
        ("Wed, 29 Jun 2016 10:00:00 CST", "2016-06-29T10:00:00+08:00"),
        ("Wed, 29 Jun 2016 10:00:00", "2016-06-29T10:00:00+08:00"),
        ("Wed Jun 29 10:00:00 CST 2016", "2016-06-29T10:00:00+08:00"),
        ("29 Jun 2016 10:00 EDT", None),
        ("2026-08-28 30:12", "2026-08-28"),
        ("1970-08-21", "1970-08-21"),
        ("2026-02-30", None),
        ("2026年2月30日", None),
        ("二〇一〇年二月三十日", None),
        ("26-07-28", None),
        ("07-28", None),
        ("330200-012-07-0102-20070101-1", None),
        ("201108091", None),
        ("没有日期", None),
        ("", None),
    ],
)
def test_reads_what_sites_write(written: str, expected: str | None) -> None:
    read = read_time(written)
    assert (read.isoformat() if read else None) == expected


@pytest.mark.parametrize("written", ["07-28", "7月28日", "[07-28]", "28 07月", "发布：07/28", "26-07-28", "(26.7.28)"])
def test_month_and_day_take_the_year_they_are_given(written: str) -> None:
    read = read_time(written, 2026)
    assert read is not None
    assert read.isoformat() == "2026-07-28"


def test_a_written_year_beats_the_given_one() -> None:
    read = read_time("2025-07-28", 2026)
    assert read is not None
    assert read.day == date(2025, 7, 28)


@pytest.mark.parametrize(
    ("url", "year"),
    [
        ("http://a.example/gzdt/2026/1110/51.html", 2026),
        ("https://a.gov.cn/tz/202608/t20260828_1407232.html", 2026),
        ("https://a.gov.cn/art/2016/11/22/art_284_11821965.html", 2016),
        ("https://a.gov.cn/col/col1229123351/art/2026/art_937a.html", 2026),
        ("https://a.gov.cn/jyxx/003001/20200105/7357.html", 2020),
        ("https://a.gov.cn/gzdt/2017/11900.htm", 2017),
        ("https://a.gov.cn/gg/20260908_1.htm", 2026),
        ("https://a.gov.cn/gzdt/2017/index.htm", None),
        ("https://a.gov.cn/col/col2019/index.html", None),
        ("", None),
    ],
)
def test_the_year_in_an_address(url: str, year: int | None) -> None:
    assert year_in_address(url) == year


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.gov.cn/tz/202608/t20260828_1407232.html", date(2026, 8, 28)),
        ("https://a.gov.cn/gg/20260908_1.htm", date(2026, 9, 8)),
        ("https://a.gov.cn/xw/20260923103329.htm", date(2026, 9, 23)),
        ("https://a.gov.cn/art/2016/11/2/art_284_11821965.html", date(2016, 11, 2)),
        ("https://a.gov.cn/gg/2026-11-12/5031.html", date(2026, 11, 12)),
        ("https://a.gov.cn/jyxx/003001/20200105/7357.html", date(2020, 1, 5)),
        ("https://a.gov.cn/tpxw/2026/0805/374.html", date(2026, 8, 5)),
        ("https://a.gov.cn/gg/20260231_1.htm", None),
        ("https://a.gov.cn/gg/2026090811.htm", None),
        ("https://a.gov.cn/gzdt/202611/15.htm", None),
        ("https://a.gov.cn/view.jsp?f=/2026/8/5/1.htm", None),
        ("", None),
    ],
)
def test_the_day_in_an_address(url: str, day: date | None) -> None:
    assert day_in_address(url) == day


def test_long_white_space_does_not_slow_it() -> None:
    read = read_time("2026-08-28" + " \n" * 50_000 + "x")
    assert read is not None
    assert read.at is None


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    read_time(text, 2026)
    year_in_address(text)
    day_in_address(f"http://a.gov.cn/{text}")


def test_of_many_dates_each_is_asked_for_its_own_label_only() -> None:
    begun = process_time()
    read = read_time("2026-08-28 " * 15_000 + "发布时间：2026-09-01")
    assert read is not None
    assert read.day == date(2026, 9, 1)
    assert process_time() - begun < LONGEST


@given(st.text("〇○一二三十廿年月日0129-/.: T+Z发布时间：[]\n", max_size=30))
def test_no_text_that_looks_like_a_date_breaks_it(text: str) -> None:
    read_time(text, 2026)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.times())
def test_what_iso_wrote_is_read_back(day: date, at: time) -> None:
    assert read_time(day.isoformat()).isoformat() == day.isoformat()  # type: ignore[union-attr]
    moment = datetime.combine(day, at.replace(microsecond=0), CHINA)
    assert read_time(moment.isoformat()).isoformat() == moment.isoformat()  # type: ignore[union-attr]
    assert read_time(f"{day.year}年{day.month}月{day.day}日").day == day  # type: ignore[union-attr]
