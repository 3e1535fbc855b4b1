"""Where a list goes on, and what is said of it."""

import pytest

from federator.induce.page import read_page
from federator.induce.paging import next_selector, paging
from federator.notation.selectors import select

URL = "http://a.test/gg/"


@pytest.mark.parametrize(
    ("pager", "leads_to"),
    [
        ('<div class="pages"><a href="1">首页</a><b>1</b><a href="2">2</a><a href="3">3</a></div>', "2"),
        ('<ul class="pagination"><li class="active"><span>1</span></li><li><a href="2">2</a></li></ul>', "2"),
        ('<div id="pager"><a href="1">1</a><a href="2">2</a><a href="2">&gt;</a></div>', "2"),
    ],
)
def test_numbers_and_arrows_are_followed(pager: str, leads_to: str) -> None:
    page = read_page(f"<body>{pager}", URL)
    assert [one.get("href") for one in select(page.tree, next_selector(page))][:1] == [leads_to]
    assert paging(page, pager)


@pytest.mark.parametrize(
    "item",
    ['<li class="number{}"><a href="{}">{}</a></li>', '<a class="num{}" href="{}">{}</a>', "<li{}><a href={}>{}</a>"],
)
def test_what_marks_the_current_page_leads_on_from_the_next_one_too(item: str) -> None:
    def pager(current: int) -> str:
        mark = " active" if "class" in item else " class=active"
        items = (item.format(mark if n == current else "", n, n) for n in (1, 2, 3))
        return f'<body><ul class="el-pager">{"".join(items)}</ul>'

    selector = next_selector(read_page(pager(1), URL))
    assert [one.get("href") for one in select(read_page(pager(2), URL).tree, selector)][:1] == ["3"]


def test_a_pager_that_marks_nothing_says_nothing_of_the_next_page() -> None:
    page = read_page('<body><ul class="pager"><li><a href="1">1</a></li><li><a href="2">2</a></li></ul>', URL)
    assert next_selector(page) == ""


@pytest.mark.parametrize(
    ("pager", "said"),
    [
        ('<a href="2.html">下一页</a>', "paging: a link says next"),
        ('<a href="javascript:go(2)">下一页</a>', "paging: by script"),
        ("<div>共 58 条 1/6 页</div>", "paging: by script"),
        ("<p>第三批</p>", None),
    ],
)
def test_what_says_next_needs_no_selector(pager: str, said: str | None) -> None:
    page = read_page(f"<body>{pager}", URL)
    assert next_selector(page) == ""
    seen = paging(page, pager)
    assert (seen.en if seen else None) == said
