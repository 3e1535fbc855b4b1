"""A notice that stands above its list and not in it is read as a row where it can be nothing else."""

from datetime import date, timedelta

import pytest

from federator.connectors.catalogue import read_list
from federator.induce import induce_list
from federator.model.site import Rule, Source
from tests.answers import answer_at

URL = "http://zrzy.yunling.example/gg/"
RULE = Rule("ul.list li", title="a", link="a", date="span")
DAYS = [date(2026, 11, 20) - timedelta(days=gap) for gap in (0, 2, 9, 17, 21, 34, 47)]
SAID = ("征收河东村集体土地的公告", "云溪街道地块挂牌出让公告", "印发村庄规划编制办法的通知")
TITLES = [f"关于{SAID[number % 3]}（第{number + 1}号）" for number in range(7)]
MENU = "".join(f'<li><a href="/{number}/">栏目名称{number}</a></li>' for number in range(9))
ABSTRACT = "一、征收土地位置：青云街道河东村；公告期限自2026年1月20日至2026年2月20日。"
MAKES = {
    "box": "<div><h2><a href='{0}'>{1}</a></h2><p>" + ABSTRACT + "<a href='{0}'>[详细]</a></p><i>{2}</i></div>",
    "line": "<div class='hd'><a href='{0}'>{1}</a> <em>{2}</em></div>",
    "picture": "<div><a href='{0}'><img src='/1.jpg'></a><div><a href='{0}'>{1}</a><i>发布时间：{2}</i></div></div>",
    "flat": "<h2><a href='{0}'>{1}</a></h2><p>摘要文字若干，详见全文。</p><b class='d'>{2}</b>",
}
ADDRESSES = ("/view/{}.html", "/gg/2026/{}.html", "/show.asp?id={}", "/info/1002/{}.htm")


def page_of(address: str, above: str, around: str = "{}{}") -> str:
    rows = "".join(
        f'<li><a href="{address.format(900 - n)}">{TITLES[n]}</a><span>{DAYS[n]}</span></li>' for n in range(1, 7)
    )
    main = around.format(above, f'<ul class="list">{rows}</ul>')
    crumbs = '<p>当前位置：<a href="/">首页</a> &gt; <a href="/gg/">通知公告公示</a></p>'
    return f"<html><title>通知公告</title><ul>{MENU}</ul><div>{crumbs}{main}</div><p>下一页</p></html>"


def read(page: str, rule: Rule | None = RULE) -> list[tuple[str, str | None]]:
    source = Source("site", "column", "栏目", URL, "", "", connector="html-list", rule=rule)
    answer = answer_at(URL, page)
    return [(row.title, row.date_written) for row in read_list(answer, source).rows]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("make", MAKES)
@pytest.mark.parametrize("around", ["{}{}", "<div>{}</div><div>{}</div>"], ids=["together", "apart"])
def test_the_headline_is_the_first_row(make: str, address: str, around: str) -> None:
    page = page_of(address, MAKES[make].format(address.format(900), TITLES[0], DAYS[0]), around)
    found = read(page)
    assert [title for title, _ in found] == TITLES
    assert (found[0][1] or "").endswith(str(DAYS[0]))
    assert [title for title, _ in read(page, induce_list(page, URL).rule)] == TITLES


def test_an_older_one_of_the_column_may_be_put_there() -> None:
    for address in ("/gg/2026/{}.html", "/info/1002/{}.htm"):
        page = page_of(address, MAKES["line"].format(address.format(77), "关于地质灾害防治的通告", "2026-03-01"))
        assert [title for title, _ in read(page)] == ["关于地质灾害防治的通告", *TITLES[1:]]


@pytest.mark.parametrize(
    ("address", "above"),
    [
        ("/view/{}.html", MAKES["line"].format("/view/77.html", "关于地质灾害防治的通告", "2026-03-01")),
        ("/view/{}.html", MAKES["line"].format("/view/999.html", "关于地质灾害防治的通告", "2028-01-01")),
        ("/view/{}.html", MAKES["line"].format("/view/999.html", "关于地质灾害防治的通告", "")),
        ("/view/{}.html", MAKES["line"].format("/zt/999.html", "关于地质灾害防治的专题", "2026-11-20")),
        ("/view/{}.html", MAKES["line"].format("/view/999.html", "更多", "2026-11-20")),
        ("/view/{}.html", MAKES["line"].format("/view/899.html", TITLES[1], DAYS[1])),
        ("/info/1002/{}.htm", MAKES["line"].format("/info/1007/999.htm", "局党组召开学习会", "2026-11-20")),
        (
            "/view/{}.html",
            "<div>"
            + "".join(f"<a href='/view/{n}.html'>推荐阅读的文章{n}</a><i>2026-11-20</i>" for n in (998, 999))
            + "</div>",
        ),
    ],
    ids=["old", "far ahead", "undated", "elsewhere", "no title", "listed", "other column", "several"],
)
def test_what_may_be_something_else_is_none(address: str, above: str) -> None:
    assert [title for title, _ in read(page_of(address, above))] == TITLES[1:]
