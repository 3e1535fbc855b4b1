"""How sites say that a list goes on."""

import pytest

from federator.notation.turning import says_next, turns_page


@pytest.mark.parametrize("words", ["下一页", "[下页] >", "下 一 页", "后一頁", " Next ", "next page »"])
def test_a_link_to_the_next_page_says_so(words: str) -> None:
    assert says_next(words)


@pytest.mark.parametrize("words", ["", "上一页", "下一篇", "下一页的内容", "2", ">", "next step"])
def test_nothing_else_does(words: str) -> None:
    assert not says_next(words)


@pytest.mark.parametrize("words", ["首页", "上一页", "[下一页]", "尾页", "末页 >>", "Prev"])
def test_a_link_that_turns_pages_says_so(words: str) -> None:
    assert turns_page(words)


@pytest.mark.parametrize("words", ["", "关于首页改版的公告", "下一篇", "2026-09-01"])
def test_no_title_turns_pages(words: str) -> None:
    assert not turns_page(words)
