"""A page may go on behind the end tag of one that it includes."""

import pytest

from federator.induce.page import read_page
from federator.notation.ending import read_on
from federator.notice_page import read_notice_page
from tests.answers import answer_at

TITLE = "关于石门水库除险加固工程的公告"


@pytest.mark.parametrize("end", ["</body></html>", "</HTML>\n", "</body>\r\n</html>", "</html></html>"])
def test_what_stands_behind_an_early_end_is_read(end: str) -> None:
    page = f"<html><body><div class='top'>石门县</div>{end}<h1>{TITLE}</h1><div id='zoom'>正文。</div></body></html>"
    url = "http://a.gov.cn/gg/1.html"
    notice = read_notice_page(answer_at(url, page))
    assert (notice.title, notice.text) == (TITLE, "正文。")
    links = f"<html><body>{end}<a href='/gg/2.html'>{TITLE}</a></body></html>"
    assert "/gg/2.html" in str([link.get("href") for link in read_page(links, url).tree.iter("a")])


@pytest.mark.parametrize("page", ["<p>a</p></body></html>", "<p>a</p>", "", "<p>a</p></html>\n  "])
def test_a_page_that_ends_once_is_left_as_it_is(page: str) -> None:
    assert read_on(page) is page
