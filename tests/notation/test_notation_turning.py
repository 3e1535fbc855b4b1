"""How sites say that a list goes on."""

import pytest

from federator.notation.turning import says_next


@pytest.mark.parametrize("words", ["下一页", "[下页] >", "后一頁", " Next ", "next page »"])
def test_a_link_to_the_next_page_says_so(words: str) -> None:
    assert says_next(words)


@pytest.mark.parametrize("words", ["", "上一页", "下一篇", "下一页的内容", "2", ">", "next step"])
def test_nothing_else_does(words: str) -> None:
    assert not says_next(words)
