"""A list among boxes of other columns, dated and longer than it, none of which says by its class what it is."""

from itertools import product

import pytest

from federator.induce import PageKind, induce_list

URL = "http://www.yunxi.test/zwgk/tzgg/index.html"
HEADS = ("政策文件", "征地信息", "土地出让", "规划公示", "工作动态")
PAGER = '<div class="p"><b>1</b><a href="index_2.html">2</a><a href="index_2.html">下一页</a></div>'


def _row(folder: str, number: int, dated: bool) -> str:
    day = f"<span>2026-09-{28 - number:02}</span>" if dated else ""
    title = f"{HEADS[number % 5]}第{number}号事项的公告全文"
    return f'<li><a href="{folder}/202609/{4000 + number}.html">{title}</a>{day}</li>'


def _box(number: int, rows: int) -> str:
    lines = "".join(_row(f"/zwgk/lm{number}", n, True) for n in range(rows))
    return f'<div class="box"><h2>{HEADS[number]}<a href="/zwgk/lm{number}/">更多</a></h2><ul>{lines}</ul></div>'


def _page(main: str, boxes: str, first: bool) -> str:
    parts = (boxes, main) if first else (main, boxes)
    menu = "".join(f'<a href="/c{n}/">{head}</a>' for n, head in enumerate(HEADS))
    columns = "".join(f"<div class=c{n}>{part}</div>" for n, part in enumerate(parts))
    return f"<html><body><div class=t>{menu}</div><div class=m>{columns}</div>"


@pytest.mark.parametrize(
    ("rows", "boxes", "first", "dated", "paged"),
    [
        case
        for case in product((3, 6, 15), (1, 3, 5), (True, False), (True, False), (True, False))
        if case[3] or case[0] > 3
    ],
)
def test_the_list_is_told_from_boxes_that_lead_to_more(
    rows: int, boxes: int, first: bool, dated: bool, paged: bool
) -> None:
    main = f'<ul class="list">{"".join(_row("/zwgk/tzgg", n, dated) for n in range(rows))}</ul>{PAGER if paged else ""}'
    page = _page(main, "".join(_box(number, 8) for number in range(boxes)), first)
    found = induce_list(page, URL)
    assert found.kind is PageKind.LIST, found.reasons
    assert found.rule is not None
    assert (found.rule.rows, found.proposals[0].rows) == ("ul.list > li", rows)


@pytest.mark.parametrize("count", [2, 5])
def test_boxes_alone_are_a_portal(count: int) -> None:
    page = _page("", "".join(_box(number, 6) for number in range(count)), True)
    assert induce_list(page, URL).kind is PageKind.PORTAL


def test_a_list_that_says_how_long_ago_is_dated_by_what_its_times_state() -> None:
    rows = "".join(
        f"<li><a href='/zwgk/{n}.html'>{HEADS[n % 5]}第{n}号事项的公告全文</a>"
        f"<time datetime='2026-09-{28 - n:02}T08:00:00+08:00'>{('昨天', '3小时前')[n % 2]}</time></li>"
        for n in range(8)
    )
    found = induce_list(_page(f"<ul class='list'>{rows}</ul>", "", True), URL)
    assert (found.proposals[0].dated, found.rule and found.rule.date) == (8, "time")


def test_boxes_of_one_making_are_a_portal_and_no_list_in_pieces() -> None:
    """Their notices lie in one folder, so that they weigh more together than each alone."""
    boxes = "".join(
        f'<div class="mod"><h2><a href="/b{k}/">版块</a><a class="more" href="/b{k}/">更多</a></h2>'
        f"<ul>{''.join(_row('/art', 7 * k + n, True) for n in range(7))}</ul></div>"
        for k in range(4)
    )
    found = induce_list(_page("", boxes, True), "http://zrzyj.test/")
    assert (found.kind, found.rule) == (PageKind.PORTAL, None)


MENU = "".join(
    f'<div class="col"><h4><a href="/m{k}/">版块</a></h4>'
    + "".join(f'<a href="/m{k}/{n}/">自然资源业务办理事项指南{k}{n}</a>' for n in range(9))
    + "</div>"
    for k in range(5)
)
LINKS = "".join(f'<li><a href="http://s{n}.gov.test/">某某市自然资源和规划局{n}</a></li>' for n in range(12))


@pytest.mark.parametrize(
    "beside", [MENU, f"<h3>友情链接</h3><ul>{LINKS}</ul>", _box(0, 8), _box(1, 8).replace("更多", "")]
)
def test_what_stands_beside_an_empty_column_is_not_its_list(beside: str) -> None:
    page = _page('<div class="list"><p>暂无相关信息</p></div>', beside, False)
    assert induce_list(page, URL).kind is PageKind.EMPTY


def test_a_footer_makes_no_notice_of_a_list() -> None:
    words = "本网站由云溪县自然资源局主办，地址为云溪县人民路一号，联系电话请见机构职能栏目；" * 8
    foot = f'<div class="footer">{words}<p>访问量：128 来源：云溪县</p></div>'
    main = f'<ul class="list">{"".join(_row("/zwgk/tzgg", n, True) for n in range(4))}</ul>'
    assert induce_list(_page(main, foot, False), URL).kind is PageKind.LIST


@pytest.mark.parametrize("url", ["http://www.yunxi.test/zwgk/index.html", "http://www.yunxi.test/zwgk/lm2/"])
def test_boxes_in_one_list_of_boxes_are_a_portal_though_one_is_of_the_own_folder(url: str) -> None:
    boxes = "".join(_box(number, 6).replace('<div class="box">', "").removesuffix("</div>") for number in range(5))
    assert induce_list(_page(boxes, "", True), url).kind is PageKind.PORTAL


@pytest.mark.parametrize("head", ["<h1>Index of /gg/</h1>", "<h1>Directory Listing For [/gg/]</h1>",
                                  "<h1>www.a.test - /gg/</h1><a>[To Parent Directory]</a>"])  # fmt: skip
def test_a_folder_of_files_is_no_list(head: str) -> None:
    rows = "".join(
        f"<tr><td><a href='{n}.html'>gonggao-{n}.html</a></td><td>2026-09-{n}</td></tr>" for n in range(10, 28)
    )
    assert induce_list(f"<html><body>{head}<table>{rows}</table>", URL).kind is PageKind.EMPTY


def _named(rows: int, beside: int, first: bool, length: int, head: str = "") -> str:
    """An undated column under its own name, and dated news beside it, in folders of neither."""
    title = "关于白石街道{}号地块使用权挂牌出让结果的公示说明"
    own = "".join(f'<li><a href="/art/{n}.html">{title.format(n)[:length]}</a></li>' for n in range(rows))
    main = f'<div class="a"><p>当前位置：首页 &gt; 出让公示</p><ul class="own">{own}</ul></div>'
    news = "".join(_row("/news", n, True) for n in range(beside))
    side = f'<div class="b"><h3>工作动态</h3><ul class="news">{news}</ul></div>'
    return f"<html><head>{head}</head><body>{side + main if first else main + side}</body></html>"


NAMED = (
    "<title>出让公示-云溪县自然资源局</title>",
    '<title>云溪县自然资源局</title><meta name="ColumnName" content="出让公示">',
)


@pytest.mark.parametrize("head", NAMED)
@pytest.mark.parametrize(("rows", "beside", "first", "length"), [*product((8, 20), (5, 9), (True, False), (12, 24))])
def test_an_undated_list_under_the_pages_own_name_comes_before_dated_news_beside_it(
    rows: int, beside: int, first: bool, length: int, head: str
) -> None:
    found = induce_list(_named(rows, beside, first, length, head), "http://a.test/gs/")
    assert found.rule is not None, found.reasons
    assert (found.rule.rows, found.proposals[0].rows, found.proposals[0].dated) == ("ul.own > li", rows, 0)
    assert found.proposals[1].rule.rows == "ul.news > li"


def test_dates_of_another_list_of_as_many_rows_are_not_those_of_this_one() -> None:
    found = induce_list(_named(9, 9, False, 24, NAMED[0]), "http://a.test/gs/")
    assert [(one.rule.rows, one.dated) for one in found.proposals[:2]] == [("ul.own > li", 0), ("ul.news > li", 9)]


NEWS = "".join(_row("/news", n, True) for n in range(8))
SHORT = "".join(
    f'<li><a href="/news/{n}.html" title="全市自然资源工作第{n}次调度会议顺利召开">全市自然资源工作第{n}次调...</a>'
    f"<span>09-{28 - n:02}</span></li>"
    for n in range(8)
)


@pytest.mark.parametrize("rows", [5, 12])
@pytest.mark.parametrize(
    "beside",
    [
        f'<div class="x"><h3>要闻</h3><ul class="news">{NEWS}</ul></div>',
        f'<div class="x"><ul class="news">{SHORT}</ul></div>',
        f"<ul>{''.join(f'<li><a href=/gk/{n}.html>内设机构第{n}科职责分工</a></li>' for n in range(7))}</ul>",
    ],
    ids=["headed otherwise", "without years", "undated"],
)
def test_a_breadcrumb_over_several_parts_names_all_of_them(rows: int, beside: str) -> None:
    own = "".join(_row("/art", n, True) for n in range(rows))
    page = (
        "<html><title>出让公示-某局</title><body><div class=c>当前位置：<a href=/>首页</a> &gt; 出让公示</div>"
        f"<div class=m><div class=l>{beside}<a href=/a/>甲科</a><a href=/b/>乙科</a><a href=/c/>丙科</a></div>"
        f'<div class=r><ul class="own">{own}</ul></div></div></body></html>'
    )
    found = induce_list(page, "http://a.test/gs/list.jsp?c=7")
    assert found.rule is not None, found.reasons
    assert (found.rule.rows, found.proposals[0].rows) == ("ul.own > li", rows)


def test_what_is_not_shown_is_not_what_the_name_above_says() -> None:
    own = "".join(_row("/art", n, True).replace(".html", "/index.html") for n in range(4))
    page = (
        "<html><title>出让公示</title><body><div class=c>当前位置：首页 &gt; 出让公示</div>"
        f'<div class=m><h2>公示</h2><ul class="own">{own}</ul><div style="display:none"><ul>{NEWS}</ul></div></div>'
    )
    found = induce_list(page, "http://a.test/gs/list.jsp?c=7")
    assert found.rule is not None, found.reasons
    assert found.rule.rows == "ul.own > li"


@pytest.mark.parametrize("name", ["list margin-top-20", "list mar-top2", "list padding_bottom"])
def test_a_space_above_the_rows_makes_no_frame_of_their_list(name: str) -> None:
    own = "".join(_row("/art", n, True) for n in range(3))
    found = induce_list(f'<ul class="{name}">{own}</ul>', "http://a.test/gs/")
    assert found.proposals[0].rows == 3
    assert not any("frame" in reason.en for reason in found.proposals[0].reasons)


def _among(rows: int, heading: str, menu: str = "") -> str:
    """A column under a breadcrumb, and before or behind it news of another one, in a box headed by no heading."""
    own = "".join(_row("/art", n, True) for n in range(rows))
    news = "".join(_row("/xw", n, True).replace("2026-", "") for n in range(6))
    side = f'{menu}<div class="b"><div class="bt">{heading}</div><ul>{news}</ul></div>'
    main = f"<div>{{}}<div class=c><ul class=own>{own}</ul></div>{side}</div>"
    return f"<title>出让公示</title><p>首页 &gt; 出让公示</p>{main}"


@pytest.mark.parametrize("rows", [1, 2, 3, 15])
@pytest.mark.parametrize(
    "menu", ["", '<ul><li><a href="/gk/">政务公开</a></li><li><a href="/gs/">出让公示</a></li></ul>']
)
def test_what_names_a_column_in_no_heading_heads_another_list_all_the_same(rows: int, menu: str) -> None:
    found = induce_list(_among(rows, "最新动态", menu).format(""), "http://a.test/gs/")
    assert found.rule is not None, found.reasons
    assert found.proposals[0].rows == rows
    assert found.rule.rows == "ul.own > li"


def test_pictures_and_titles_of_two_rows_are_two_rows() -> None:
    rows = "".join(
        f'<li><div class="pic"><a href="{n}.htm"><img src="{n}.jpg" alt="关于修建第{n}条村道的公示"></a></div>'
        f"<div class=w><h4><a href={n}.htm>关于修建第{n}条村道的公示</a></h4><i>2026-09-{28 - n}</i></div></li>"
        for n in range(2)
    )
    found = induce_list(f"<title>公示</title><h2>公示</h2><ul>{rows}</ul>", "http://a.test/gs/")
    assert (found.proposals[0].rows, found.proposals[0].dated) == (2, 2)


def test_a_column_may_be_called_the_latest_itself() -> None:
    text = _among(4, "工作动态").replace("出让公示", "最新信息").format("<div>最新信息</div>")
    rule = induce_list(text, "http://a.test/gs/").rule
    assert rule is not None
    assert rule.rows == "ul.own > li"


@pytest.mark.parametrize("heading", ["工作动态", "最新动态"])
def test_two_lists_on_a_home_page_are_a_portal_however_unlike(heading: str) -> None:
    own = "".join(_row("/gs", n, True) for n in range(12))
    news = "".join(_row("/xw", n, True) for n in range(7))
    page = f"<title>首页</title><div><ul>{own}</ul></div><div><div>{heading}</div><ul>{news}</ul></div>"
    assert induce_list(page, "http://a.test/").kind is PageKind.PORTAL
    assert induce_list(page, "http://a.test/gs/").kind is PageKind.LIST
