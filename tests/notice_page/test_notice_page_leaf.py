"""Which address is a further page of a notice, and which is another notice's."""

import pytest

from federator.notice_page.leaf import is_leaf

HOST = "http://zrzy.yunling.example"


@pytest.mark.parametrize(
    ("first", "url"),
    [
        ("/gg/7.html", "/gg/7_2.html"),
        ("/gg/7.html", "/gg/7_1.html"),
        ("/gg/7.html", "/gg/7-2.html"),
        ("/gg/7.html", "/gg/7_p2.html"),
        ("/gg/7.html", "/gg/7/2.html"),
        ("/gg/7.html?a=1", "/gg/7_2.html?a=1"),
        ("/gg/7.html", "/gg/7.html?page=2"),
        ("/gg/7/index.shtml", "/gg/7/index_2.shtml"),
        ("/gg/7/", "/gg/7/index_2.html"),
        ("/view/7", "/view/7/2"),
        ("/view/7", "/view/7/page/2"),
        ("/view.asp?id=7", "/view.asp?id=7&Page=2"),
        ("/view.asp?id=7&p=1", "/view.asp?p=2&id=7"),
    ],
)
def test_the_same_address_with_the_number_of_a_page(first: str, url: str) -> None:
    assert is_leaf(HOST + first, HOST + url, 1)


@pytest.mark.parametrize(
    ("first", "url"),
    [
        ("/gg/7.html", "/gg/8.html"),
        ("/gg/1.html", "/gg/2.html"),
        ("/gg/7.html", "/gg/7_9.html"),
        ("/gg/7.html", "/gg/72.html"),
        ("/gg/7.html", "/gg/7_2.pdf"),
        ("/gg/7.html", "/gg/index_2.html"),
        ("/art/2026/11/15/art_1_7.html", "/art/2026/11/15/art_1_8.html"),
        ("/view.asp?id=1", "/view.asp?id=2"),
        ("/view.asp?id=7", "/view.asp?page=2"),
        ("/view.asp?id=7", "/view.asp?id=7&size=2"),
        ("/view.asp?id=7&page=1", "/view.asp?id=8&page=2"),
        ("/gg/7.html", "/gg/7.html"),
    ],
)
def test_another_address_is_that_of_something_else(first: str, url: str) -> None:
    assert not is_leaf(HOST + first, HOST + url, 1)


def test_another_host_has_no_page_of_it() -> None:
    assert not is_leaf(f"{HOST}/gg/7.html", "http://b.example/gg/7_2.html", 1)
