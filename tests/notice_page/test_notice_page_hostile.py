"""Pages made to be read for ever cost no more than their length: they took up to a minute, and the square of it."""

from time import process_time

import pytest

from federator.model.answer import Answer
from federator.model.errors import ErrorKind, VisitError
from federator.notice_page import expect_notice, read_notice_page
from tests.answers import answer_at

TITLE, LONGEST = "关于第七号地块出让的公告", 5.0
"""And seconds of the processor that none comes near to."""
PAGES = {
    "buttons": "<div id=zoom>现公告" + "【<a onclick='print()'>打印</a>】" * 15_000,
    "buttons in a line": "<div id=zoom>现公告<p>" + "【<a onclick='print()'>打印</a>】" * 30_000 + "</p></div>",
    "what a click opens": "<div id=zoom>现公告" + "<p onclick='f()'>如下</p>" * 15_000,
    "lines": "<div id=zoom>现公告</div>" + "如下<br>" * 15_000,
    "writing outside of a script": "<div id=zoom>现公告</div>" + "document.write" * 30_000 + "</script>",
    "files of one cell": "<div id=zoom>现公告</div><table><tr><td>附</td>"
    + f"<td>{'字' * 300_000}</td><td>{'<a href=/down?id=1>下载</a>' * 8_000}</td></tr></table>",
    "a row of buttons": "<div id=zoom>现公告如下。<p>打印" + "字体" * 50 + "印</p></div>",
    "labels": "<div id=zoom>现公告</div><table><tr>" + "<td>索引号</td>" * 8_000,
}


def answer(page: str) -> Answer:
    return answer_at("http://a.example/gg/1.html", f"<html><body><h1>{TITLE}</h1>{page}</body></html>")


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_hostile_page_is_read_to_its_end(page: str) -> None:
    begun = process_time()
    read = read_notice_page(answer(page), TITLE)
    assert (read.title, read.text.startswith("现公告")) == (TITLE, True)
    assert process_time() - begun < LONGEST


@pytest.mark.parametrize(
    "content",
    [
        "<font>" * 200 + "现公告如下<br>" * 6_000,
        "<div class=foot>版权所有</div>" * 15_000,
        "现公告如下<script>box.innerHTML = " + '\\"' * 100_000 + "\\",
    ],
    ids=["fonts", "footers", "quotes"],
)
def test_a_page_without_a_title_is_neither_weighed_at_each_of_its_elements_nor_guessed_at(content: str) -> None:
    begun = process_time()
    read_notice_page(answer_at("http://a.example/gg/1.html", content))
    assert process_time() - begun < LONGEST


def test_a_long_list_is_no_notice() -> None:
    rows = answer("<li><a href=2.html>关于第八号地块出让的公告</a>2026-11-27</li>" * 5_000)
    with pytest.raises(VisitError, match="5000 links") as refused:
        expect_notice(rows, read_notice_page(rows))
    assert refused.value.kind is ErrorKind.WRONG_PAGE
