"""What a rule can say: around the row, headings of years, dates within titles."""

import pytest

from federator.connectors.catalogue import read_by_rule
from federator.connectors.page import tree_of
from federator.connectors.regular_list import regular_rows
from federator.connectors.ruled_rows import read_one_by_one
from federator.model.site import Rule
from federator.notation.selectors import select
from tests.answers import answer_at

URL = "http://a.test/gg/"


def _read(html: str, rule: Rule) -> list[tuple[str, str, str | None]]:
    answer = answer_at(URL, f"<body>{html}")
    return [(row.title, row.url.removeprefix(URL), row.date_written) for row in read_by_rule(answer, rule).rows]


TERMS = (
    "<dl><dt><a href=1>甲</a></dt><dd>2026-07-28</dd><dt><a href=2>乙</a></dt>"
    "<dt><a href=3>丙</a></dt><dd>07-01</dd></dl>"
)


def test_what_a_list_calls_a_notice_has_an_end() -> None:
    rows = f"<li><a href=1>{'告' * 300_000}</a></li><li><a href=2>征地公告</a></li>"
    assert [len(title) for title, _url, _date in _read(f"<ul>{rows}</ul>", Rule("li", title="a"))] == [1000, 4]


def test_a_date_is_looked_for_behind_the_row_up_to_the_next_one() -> None:
    rule = Rule("dt", title="a", link="a", date="+ dd")
    assert _read(TERMS, rule) == [("甲", "1", "2026-07-28"), ("乙", "2", None), ("丙", "3", "07-01")]


def test_or_before_it() -> None:
    html = "<dl><dt>07-28<dd><a href=1>甲</a><dt><b>07-29</b><dd><a href=2>乙</a></dl>"
    assert _read(html, Rule("dd", date="- dt")) == [("甲", "1", "07-28"), ("乙", "2", "07-29")]


def test_or_is_the_text_behind_it() -> None:
    html = "<div><a href=1>甲</a> 2026-07-28 <br><a href=2>乙</a> (<i>2026-07-29</i>)</div>"
    assert _read(html, Rule("div > a", title="a", link="a", date="+")) == [
        ("甲", "1", "2026-07-28"),
        ("乙", "2", "( 2026-07-29)"),
    ]


def test_or_before_it_as_text() -> None:
    html = "<div>[2026-07-28] <a href=1>甲</a><br>[2026-07-29] <a href=2>乙</a><br></div>"
    assert _read(html, Rule("div > a", title="a", link="a", date="-")) == [
        ("甲", "1", "[2026-07-28]"),
        ("乙", "2", "[2026-07-29]"),
    ]


def test_a_time_that_says_how_long_ago_says_when_by_its_attribute() -> None:
    row = "<li><a href={}>甲</a><time datetime='2026-07-28T10:00:00+08:00'>{}</time></li>"
    rule = Rule("li", title="a", link="a", date="time")
    assert _read(row.format(1, "3小时前") + row.format(2, "2026-07-27"), rule) == [
        ("甲", "1", "2026-07-28T10:00:00+08:00"),
        ("甲", "2", "2026-07-27"),
    ]


@pytest.mark.parametrize("said", ["更新时间", "发布日期"])
@pytest.mark.parametrize("title", ["a", "b", "a b"])
def test_the_year_of_a_row_is_told_by_what_its_link_says_of_itself(title: str, said: str) -> None:
    told = f"文章标题：关于征地的公告{{0}}&#13;{said}：201{{0}}-5-18 10:20:30"
    row = f'<li><a href={{0}} title="{told}"><b>关于征…</b></a><i>5-18</i></li>'
    assert _read(row.format(1) + row.format(2), Rule("li", title=title, link="a", date="i")) == [
        ("关于征地的公告1", "1", "2011-5-18"),
        ("关于征地的公告2", "2", "2012-5-18"),
    ]


def test_a_click_on_the_row_opens_what_its_link_does_not() -> None:
    html = """<li onclick="window.open('/gg/1.html')"><a href="javascript:void(0)">甲</a><i>2026-07-28</i></li>"""
    assert _read(html, Rule("li", title="a", link="a", date="i")) == [("甲", "1.html", "2026-07-28")]


@pytest.mark.parametrize(
    ("written", "read"),
    [("07-28", "2025年07-28"), ("[7月28日]", "2025年7月28日"), ("2024-07-28", "2024-07-28"), ("某日", "某日")],
)
def test_headings_say_the_year_of_the_rows_below_them(written: str, read: str) -> None:
    row = f"<li><a href=1>甲</a><span>{written}</span></li>"
    html = f"<ul>{row}</ul><h3>2025 年度</h3><ul>{row}</ul><h3>其他</h3><ul>{row}</ul>"
    found = _read(html, Rule("li", title="a", link="a", date="span", year="h3"))
    assert [date for _, _, date in found] == [written, read, read]


def test_headings_say_year_and_month_of_the_days_below_them() -> None:
    html = "<h3>2026年8月</h3><li><a href=1>甲</a><i>[28日]</i></li><h3>2025-12</h3><li><a href=2>乙</a><i>3日</i></li>"
    found = _read(html, Rule("li", title="a", link="a", date="i", year="h3"))
    assert [date for _, _, date in found] == ["2026年8月28日", "2025年12月3日"]


def test_a_date_within_the_title_is_no_part_of_it() -> None:
    html = "<li><a href=1>关于征地的公告<span>2026-07-28</span></a></li>"
    assert _read(html, Rule("li", title="a", link="a", date="span")) == [("关于征地的公告", "1", "2026-07-28")]


def test_an_image_says_its_title() -> None:
    assert _read("<li><a href=1><img alt=规划公示></a></li>", Rule("li", title="a", link="a"))[0][0] == "规划公示"


def test_selectors_are_tried_within_the_row_alone() -> None:
    html = "<table><tr><td>1<td><table><tr><td><a href=1>甲</a><td>2026-07-28</table></table>"
    rule = Rule("table table tr", title="a", link="a", date="td:nth-of-type(2)")
    assert _read(html, rule) == [("甲", "1", "2026-07-28")]


def test_a_dated_row_whose_link_stands_elsewhere_is_read_as_in_any_other_list() -> None:
    html = "<li><a href=1 title=甲>甲</a><i>2026-07-28</i></li><li><a href=2>乙</a><i>2026-07-27</i></li><li>无</li>"
    rule = Rule("li", title="a[title]", link="a[title]", date="i")
    assert _read(html, rule) == [("甲", "1", "2026-07-28"), ("乙", "2", "2026-07-27")]


def test_a_counter_beside_the_date_is_no_part_of_it() -> None:
    html = "<li><a href=1>甲</a><p>发布时间：2026-07-28 浏览次数：128</p></li>"
    assert _read(html, Rule("li", title="a", link="a", date="p")) == [("甲", "1", "发布时间：2026-07-28")]


def test_a_date_behind_a_counter_is_one_all_the_same() -> None:
    html = "<li><a href=1>甲</a><p>点击：128 时间：2026-07-28 10:20</p></li>"
    assert _read(html, Rule("li", title="a", link="a", date="p")) == [("甲", "1", "时间：2026-07-28 10:20")]


_STILL_ALIKE = (None, "title=", "relative", "spacer", "two lists")


@pytest.mark.parametrize("spoil", [*_STILL_ALIKE, "no link", "two dates", "markup", "nested", "no date", "said"])
def test_rows_all_alike_are_read_as_each_by_itself(spoil: str | None) -> None:
    """Column by column, where every row has one of each; else row by row. Both give the same."""
    rows = [f"<li><h3><a href='/{n}.html'>公告第{n}件</a></h3><em> 2026-07-2{n} </em></li>" for n in range(5)]
    spoilt = {
        "no link": "<li><h3>没有链接</h3><em>2026-07-21</em></li>",
        "two dates": rows[2].replace("<em>", "<em>2026-01-01</em><em>"),
        "markup": rows[2].replace("公告第", "公告<b>第</b>"),
        "nested": rows[2].replace(
            "</li>", "<ul><li><h3><a href='/x.html'>解读</a></h3><em>2026-01-02</em></li></ul></li>"
        ),
        "no date": rows[2].replace("2026-07-22", ""),
        "title=": rows[2].replace("<a ", "<a title='公告第2件，全名' "),
        "relative": rows[2].replace("/2.html", "../2.html"),
        "spacer": f"{rows[2]}<li></li><li class=split> </li>",
        "two lists": f"{rows[2]}</ul><p>下半年</p><ul class=n>",
        "said": f"{rows[2]}<li>以上为本月公告</li>",
    }
    if spoil:
        rows[2] = spoilt[spoil]
    tree = tree_of(f"<div class=side><h3><a href=/y>别处</a></h3></div><ul class=n>{''.join(rows)}</ul>")
    rule = Rule("ul.n > li", title="h3 a", link="h3 a", date="em")
    blocks = select(tree, rule.rows)
    one_by_one = read_one_by_one(tree, blocks, rule, "http://a.test/gg/")
    regular = regular_rows(blocks, rule, "http://a.test/gg/")
    assert regular == (one_by_one if spoil in _STILL_ALIKE else None)
    assert len(one_by_one) >= 4


@pytest.mark.parametrize(
    "text", ["[2026-07-28]关于征地的公告", "关于征地的公告 2026-07-28", "关于征地的公告(2026-07-28)"]
)
def test_a_date_at_an_end_of_the_title_is_its_date(text: str) -> None:
    ((title, _, written),) = _read(f"<li><a href=1>{text}</a></li>", Rule("li", title="a", link="a"))
    assert title == "关于征地的公告"
    assert "2026-07-28" in (written or "")


def test_the_link_around_a_cut_title_says_it_whole() -> None:
    """Read column by column or row by row, which the first row without a date forces."""
    row = "<li><a href=1 title='关于征地的公告'><b>关于征...</b> <i>2026-07-28</i></a></li>"
    rule = Rule("li", title="b", link="a", date="i")
    assert _read(f"<ul>{row * 2}</ul>", rule)[0] == ("关于征地的公告", "1", "2026-07-28")
    undated = row.replace("<i>2026-07-28</i>", "")
    assert _read(f"<ul>{undated}{row}</ul>", rule)[0] == ("关于征地的公告", "1", None)


@pytest.mark.parametrize(
    "pager",
    [
        "[1/2] <a href=list_2.htm><img alt=下一页></a> <a href=list_2.htm><img alt=尾页></a>",
        "<span>1</span> <a href=\"javascript:__doPostBack('GridView1','Page$2')\">2</a>",
    ],
)
def test_a_pager_among_the_rows_is_none(pager: str) -> None:
    row = "<tr><td><a href={}.htm>关于征地的公告</a></td></tr>"
    rows = _read(
        f"<table>{row.format(1)}{row.format(2)}<tr><td>{pager}</td></tr></table>", Rule("tr", title="a", link="a")
    )
    assert [url for _, url, _ in rows] == ["1.htm", "2.htm"]


@pytest.mark.parametrize("day", ["", "<i>2026-07-28</i>"])
@pytest.mark.parametrize("mark", ["", "…"])
def test_a_title_that_a_card_cuts_is_whole_where_its_image_says_it(mark: str, day: str) -> None:
    whole = "石门镇不动产登记现场观摩会顺利召开"
    card = "<li><a href={0}><img alt={1}></a><a class=t href={0}>{2}</a>{3}</li>"
    html = card.format(1, whole, whole[:14] + mark, day) + card.format(2, "图片", "县政府召开会议", day)
    rows = _read(f"<ul>{html}</ul>", Rule("li", title="a.t", link="a.t", date="i"))
    assert [title for title, _, _ in rows] == [whole, "县政府召开会议"]


@pytest.mark.parametrize("day", ["", "<i>2026-07-28</i>"])
def test_so_is_one_whose_image_stands_beside_its_row(day: str) -> None:
    whole = ["石门镇不动产登记现场观摩会顺利召开", "白石街道不动产登记现场观摩会召开"]
    card = "<li><b><img alt={1}></b><p><a href={0}>{2}...</a>{3}</p></li>"
    html = "".join(card.format(n, title, title[:11], day) for n, title in enumerate(whole))
    rows = _read(f"<ul>{html}</ul>", Rule("li > p", title="a", link="a", date="i" if day else ""))
    assert [title for title, _, _ in rows] == whole


@pytest.mark.parametrize("rule", [Rule("li", title="a", link="a", date="i"), Rule("li")])
@pytest.mark.parametrize("place", ["<a href=1 {0}>{1}</a>", "<b {0}></b><a href=1>{1}</a>"])
def test_a_cut_title_is_whole_where_a_script_shows_it_over_the_row(rule: Rule, place: str) -> None:
    whole = "石门镇不动产登记现场观摩会顺利召开"
    shown = f"""onmouseover="tip(event,'{whole}',3)" """
    html = f"<li>{place.format(shown, whole[:11] + '..')}<i>2026-07-28</i></li>"
    assert [title for title, _, _ in _read(f"<ul>{html}</ul>", rule)] == [whole]
