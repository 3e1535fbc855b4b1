"""Pages that were cut, and pages of sites that never close them."""

import time

import pytest

from federator.notation.breaking_off import breaks_off, end_of, ends_in_common, told_cut

FOOT = "<div class=foot>主办单位：示例县自然资源和规划局 浙ICP备05000001号</div> </div>"
LIST = "<html><body><ul>" + "<li><a href=1>征收土地公告</a><span>2026-07-28</span></li>" * 9 + "</ul>"
NOTICE = "<html><body><h1>征收土地公告</h1><p>因公共利益需要，征收以下土地。</p>"


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><ul><li><a href=1>公告",
        "<!DOCTYPE html>\n<HTML><head><title>公告</title></head><body><ul><li><a href=1>公告</a></li></ul>",
        "<ul><li><a href=1>公告</a></li><li><a href=2>关于征",
        "<ul><li><a href=1>公告</a></li><li><a hre",
    ],
)
def test_a_page_that_was_cut(page: str) -> None:
    assert breaks_off(page.encode())


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><a href=1>公告</a></body></html>\n<!-- 0.2 s -->",
        "<html><body><a href=1>公告</a></BODY>",
        "<ul><li><a href=1>公告</a></li></ul>&nbsp;共3页&nbsp;",
        "<ul><li><a href=1>公告</a></li></ul><script>w('<a href=')</script>",
        '{"data":{"html":"<ul>"}}',
        "",
    ],
)
def test_a_page_that_is_whole(page: str) -> None:
    assert not breaks_off(page.encode())


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
@pytest.mark.parametrize("behind", ["", "\r\n", "<!-- 0.2 s -->", "<script>count(402)</script>"])
def test_a_page_with_the_foot_of_its_site_is_whole(charset: str, behind: str) -> None:
    told = "".join(FOOT.split())
    page = (LIST + FOOT.replace(" 浙", "\r\n  浙") + behind).encode(charset)
    assert breaks_off(page)
    assert not breaks_off(page, f"another end of this site\n{told}")


@pytest.mark.parametrize("text", [LIST, NOTICE])
def test_cut_anywhere_before_its_foot_ends_it_is_not(text: str) -> None:
    page = (text + FOOT).encode()
    assert not breaks_off(page, f"{FOOT}\n</div>")
    assert all(breaks_off(page[:length], f"{FOOT}\n</div>") for length in range(6, len(page)))


def test_an_end_that_stands_elsewhere_too_tells_nothing() -> None:
    row = "<li><a href=1>征收土地公告</a></li>"
    assert breaks_off(f"<html><body><ul>{row * 3}".encode(), row)
    assert breaks_off((LIST + FOOT + LIST).encode(), FOOT), "what stands far above the end is no foot"


def test_a_piece_of_markup_is_judged_as_ever() -> None:
    assert breaks_off("<ul><li><a href=1>公告</a></li><li><a hre".encode(), "<li><ahref=1>公告</a></li>")


def test_ends_are_what_different_pages_have_in_common() -> None:
    assert ends_in_common([LIST + FOOT, NOTICE + FOOT]) == "".join(FOOT.split())[-40:]
    assert ends_in_common([LIST, NOTICE]) == ends_in_common([LIST + FOOT]) == ""
    assert ends_in_common([LIST + FOOT, LIST + FOOT]) == "", "the same page twice"
    cut = (LIST + FOOT)[:-30]
    assert ends_in_common([cut, NOTICE + FOOT]) == ""


def test_an_error_that_ends_each_page_is_no_end() -> None:
    fatal = "<br />\n<b>Fatal error</b>: Call to undefined function foot() in /www/inc/foot.php on line 12<br />"
    assert ends_in_common([LIST + fatal, NOTICE + fatal]) == ""


def test_what_a_page_stops_at_may_be_told_to_a_person() -> None:
    end = end_of(LIST + FOOT)
    assert "".join(FOOT.split()).endswith(end)
    assert told_cut(LIST + FOOT, "9 rows") == f"the page has no end: 9 rows; it stops at {end}"
    assert told_cut("<html><body>公告") == "the page has no end"


@pytest.mark.parametrize("crumb", ["<", "<li>", "a", "<a href=1>", "公告"])
def test_repetition_costs_no_more_than_it_is_long(crumb: str) -> None:
    page = "<html><body>" + crumb * (1_000_000 // len(crumb))
    began = time.perf_counter()
    breaks_off(page.encode(), crumb * 20)
    end_of(page)
    ends_in_common([page, page + crumb, "x" + page])
    assert time.perf_counter() - began < 3
