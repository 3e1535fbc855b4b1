"""Words that stand loose behind the title: no element holds them, as on pages older than style sheets."""

from time import process_time

import pytest

from federator.model.row import NoticePage
from federator.notice_page import read_notice_page
from federator.notice_page.document import parse
from federator.notice_page.loose import gather_loose, levels_of
from federator.notice_page.segments import segments_of
from tests.answers import answer_at

TITLE = "关于石门镇大坪窑厂复垦项目的公告"
LONGEST = 5.0
"""Seconds of the processor that none comes near to."""
FIRST = "根据《土地复垦条例》，石门镇大坪窑厂复垦项目已经竣工，现将有关事项公告如下。"
SECOND = "异议期自公告之日起三十日，请以书面形式向我局提出。"
TOLD = f"{FIRST}\n{SECOND}"


def read(body: str, title: str = "石门县国土资源局") -> NoticePage:
    content = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    return read_notice_page(answer_at("http://a.gov.cn/gg/1.html", content))


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (
            f"<div><center><b>{TITLE}</b></center><center>[ 2026-11-04 ] [点击：20]</center>{FIRST}<br>{SECOND}<br>"
            "<div align=right>石门县国土资源局<br>2026年11月3日</div></div><div>石门县国土资源局 版权所有</div>",
            f"{TOLD}\n石门县国土资源局\n2026年11月3日",
        ),
        (
            f"<div><h2>{TITLE}</h2>发布时间：2026-11-04 点击：<span>20</span>次<br>{FIRST}<table><tr><td>窑厂</td>"
            f"<td>大坪村</td></tr></table><br>{SECOND}<p>下一篇：<a href=2.html>关于闲置土地的公告</a></p></div>",
            f"{FIRST}\n窑厂\t大坪村\n{SECOND}",
        ),
        (
            f"<table><tr><td><font size=5><b>{TITLE}</b></font><br>2026-11-04 来源：县局<br><br>{FIRST}<br>"
            f"{SECOND}<br>上一篇：没有了</td></tr><tr><td>版权所有</td></tr></table>",
            TOLD,
        ),
    ],
)
def test_words_without_an_element_of_their_own_are_the_body(page: str, told: str) -> None:
    notice = read(page)
    assert (notice.title, notice.text) == (TITLE, told)
    assert "2026-11-04" in notice.fields.values()


def test_loose_words_beside_a_body_are_none_of_it() -> None:
    hint = "为了您能更好地浏览本网站的内容，请使用主流浏览器，并将屏幕的分辨率调到合适的大小。"
    body = f"<div class='content'><p>{FIRST}</p><p>{SECOND}</p></div>"
    assert read(f"<div><h2>{TITLE}</h2>{hint}{body}</div>").text == TOLD


def test_loose_words_at_each_of_many_steps_are_gone_through_once() -> None:
    steps = 200
    page = "<div>" * steps + f"<h2>{TITLE}</h2>" + f"第一段。</div>{'第二段' * 1000}" * steps
    begun = process_time()
    read(page)
    assert process_time() - begun < LONGEST


def test_lines_of_facts_in_one_element_are_gone_through_once() -> None:
    begun = process_time()
    read(f"<h1>{TITLE}</h1>" + "发布时间：2026-11-04<br>" * 25_000 + TOLD)
    assert process_time() - begun < LONGEST


@pytest.mark.parametrize("before", [f"<h1>{TITLE}</h1>", f"<h1>{TITLE}</h1>发布时间：2026-11-04<br>"])
def test_words_right_before_what_ends_them_are_told_once_and_take_nothing_with_them(before: str) -> None:
    tree = parse(f"<html><body>{before}{FIRST}{SECOND}<div>上一篇：甲</div>尾</body></html>")
    (heading,) = tree.iter("h1")
    levels = levels_of(heading, segments_of(tree))
    assert gather_loose(levels, lambda *_: True, lambda one: one.tag == "div") is not None
    words = "".join(tree.itertext())
    assert (words.count(FIRST), words.endswith("上一篇：甲尾")) == (1, True)
