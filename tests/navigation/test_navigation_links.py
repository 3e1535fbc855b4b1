"""Which links of a page may lead to columns, what they are called, and why the others are left out."""

from collections import Counter
from time import process_time

import pytest

from federator.navigation import Link, Reason, facts_of, links_of, page_key

HOME = "http://www.a.example/"


def links(html: str, url: str = HOME) -> list[Link]:
    return list(links_of(f"<html><body>{html}</body></html>", url, HOME).candidates)


def reasons(html: str) -> Counter[Reason]:
    return Counter(one.reason for one in links_of(f"<html><body>{html}</body></html>", HOME, HOME).left_out)


def test_a_menu_in_a_menu_names_what_is_above() -> None:
    html = """<ul><li><a href="/zwgk/">政务公开</a><ul><li><a href="/zwgk/tdgy/index.html">土地供应</a></li>
        <li><a href="/zwgk/gg/">公告</a></li></ul></li><li><a href="/hd/">互动</a></li></ul>"""
    assert links(html) == [
        Link("http://www.a.example/zwgk/", "政务公开"),
        Link("http://www.a.example/zwgk/tdgy/index.html", "土地供应", ("政务公开",)),
        Link("http://www.a.example/zwgk/gg/", "公告", ("政务公开",)),
        Link("http://www.a.example/hd/", "互动"),
    ]


def test_a_map_of_the_site_has_two_levels_above() -> None:
    html = """<div><span><a href="/bm/">部门概况</a></span><ul><li><h3><a href="/bm/jc/">监察大队</a></h3>
        <dl><dd><a href="/bm/jc/gzdt/">工作动态</a></dd></dl></li></ul></div>"""
    assert links(html)[-1].trail == ("部门概况", "监察大队")


def test_more_is_called_by_the_heading_of_its_box_and_an_image_by_nobody() -> None:
    html = """<div class="box"><h3>公示公告</h3><a href="/gsgg/">更多&gt;&gt;</a></div>
        <div class="box"><h3>专题</h3><a href="/zt1/"><img src="1.jpg"></a>
        <a href="/zt2/"><img src="2.jpg" alt="土地整治"></a></div>
        <div class="box"><div class="bt"><span>招标公告</span><a href="/zb/">more</a></div></div>"""
    assert [(link.name, link.url[20:]) for link in links(html)] == [
        ("公示公告", "/gsgg/"),
        ("", "/zt1/"),
        ("土地整治", "/zt2/"),
        ("招标公告", "/zb/"),
    ]


def test_a_link_of_few_words_is_called_by_those_beside_it() -> None:
    html = """<div><div><a href="/zh/"><img src="1.png"></a><p>地质灾害</p></div><div><b>测绘管理</b>
        <i><a href="/ch/">查看更多</a></i></div><div><a href="/fg/">+</a><h3>政策法规</h3>
        <ul><li>关于土地储备的通知</li></ul></div>
        <ul><li><a href="/cw/">财政信息（5）</a></li><li><a href="/zd/" title="征地信息公开">征地信...</a></li>
        <li><a href="/nd/">年度计划(2026)</a></li></ul></div>"""
    assert [link.name for link in links(html)] == [
        "地质灾害",
        "测绘管理",
        "政策法规",
        "财政信息",
        "征地信息公开",
        "年度计划(2026)",
    ]


def test_one_page_under_several_spellings_is_one_link_with_the_best_name() -> None:
    html = """<a href="/gg/"></a><a href="http://www.a.example/gg/index.html">公告</a><a href="/gg/#top">更多</a>"""
    assert [link.name for link in links(html)] == ["公告"]
    assert page_key("http://www.a.example/gg/index.html") == page_key("http://www.a.example/gg/")


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ('<a href="http://www.zj.example/gg/">省政府公告</a>', Reason.OTHER_HOST),
        ('<a href="/gg/202608/t20260828_12.html">征地公告</a>', Reason.NOTICE),
        ('<a href="/art/2026/8/28/art_1_2.html">征地公告</a>', Reason.NOTICE),
        ('<a href="/info/1116/5946.htm">征地公告</a>', Reason.NOTICE),
        ('<a href="/p/12">关于公布全县征地区片综合地价标准的通知</a>', Reason.NOTICE),
        ('<ul><li><a href="/p/12">征地公告</a><span>2026-08-28</span></li></ul>', Reason.NOTICE),
        ('<ul><li><a href="/p/12">征地公告</a>[08-28]</li></ul>', Reason.NOTICE),
        ('<a href="/files/x.pdf">机构图</a>', Reason.FILE),
        ('<a href="mailto:a@b.example">联系邮件</a>', Reason.MAILBOX),
        ('<a href="/hd/jzxx.html">局长信箱</a>', Reason.MAILBOX),
        ('<a href="/user/login.do">用户中心</a>', Reason.SERVICE),
        ('<a href="/a/">长者模式</a>', Reason.SERVICE),
        ('<a href="/tag/?q=1">站内搜索</a>', Reason.SERVICE),
        ('<a href="javascript:;">设为首页</a>', Reason.NO_ADDRESS),
        ('<a href="/index.html">网站首页</a>', Reason.HOME),
        ('<a href="/gg/index_1.html">下一页</a>', Reason.PAGER),
        ('<a href="/gg/index_2.html">3</a>', Reason.PAGER),
        ('<a href="/gg/index_2.html">Next page</a>', Reason.PAGER),
    ],
)
def test_what_is_no_column_is_left_out_with_its_reason(html: str, reason: Reason) -> None:
    assert links(html) == []
    assert reasons(html) == {reason: 1}


@pytest.mark.parametrize("name", ["通知公告", "2026年度预决算公开", "意见征集", "《土地储备》专刊", "RSS", "规划计划"])
def test_names_of_columns_are_no_titles(name: str) -> None:
    assert [link.name for link in links(f'<a href="/lm/">{name}</a>')] == [name]


def test_a_column_in_brackets_before_a_dated_notice_is_one_and_a_map_may_look_like_a_notice() -> None:
    html = """<ul><li><a href="/jx/">[教学处]</a><a href="/p/1">值班安排</a><span>2026-08-28</span></li></ul>
        <a href="/c1/2020/4/20/map.html">站点地图</a>"""
    assert [(link.name, link.is_map) for link in links(html)] == [("教学处", False), ("站点地图", True)]


def test_characters_set_apart_are_one_word_and_breadcrumbs_are_no_menu() -> None:
    html = '<div><b>当前位置：</b><a href="/a/gg/">通 知 公 告</a></div><a href="/a/index.html">首 页</a>'
    assert links(html) == [Link("http://www.a.example/a/gg/", "通知公告")]
    assert reasons(html) == {Reason.HOME: 1}


def test_what_strangers_write_is_one_printable_line() -> None:
    (link,) = links('<a href="/gg/">公\x1b[31m告\u202e\n栏</a>')
    assert link.name.isprintable()
    assert "\x1b" not in link.name


def test_a_page_is_no_candidate_of_itself() -> None:
    assert links('<a href="">本页</a><a href="./">栏目</a><a href="../">上级</a>', "http://www.a.example/a/b/") == [
        Link("http://www.a.example/a/", "上级")
    ]


def test_arbitrary_text_raises_nothing() -> None:
    for text in ("", "\0\0", "<a href='http://[' onclick=>x</a>", "<a" * 1000, "{}", "<a href=//>x</a><area href=?>"):
        assert links_of(text, HOME, HOME).candidates == ()


def test_an_arrow_among_numbers_turns_the_page_and_one_alone_leads_to_more() -> None:
    html = """<ul class="p"><li><span>1</span></li><li><a href="/gg/2.html">2</a></li>
        <li><a href="/gg/3.html">&raquo;</a></li></ul><div><h3>征地信息</h3><a href="/zd/">&raquo;</a></div>"""
    assert [(link.name, link.url[20:]) for link in links(html)] == [("征地信息", "/zd/")]
    assert reasons(html) == {Reason.PAGER: 2}


def test_a_cell_that_opens_an_address_is_a_link_and_one_called_next_turns_the_page() -> None:
    html = """<table><tr><td onclick="location.href='/gg/'">通知公告</td><td onclick="show()">天气</td></tr></table>
        <p><a class="next" href="/gg/2.html"></a><a href="/gg/3.html"><img src="/i/next.gif"></a></p>"""
    assert [(link.name, link.url[20:]) for link in links(html)] == [("通知公告", "/gg/")]
    assert reasons(html) == {Reason.PAGER: 2}


def test_a_picture_of_more_is_called_by_the_heading_of_its_box() -> None:
    html = '<div><div class="hd"><span>征地信息</span><a href="/zd/"><img src="/i/more.gif"></a></div></div>'
    assert [link.name for link in links(html)] == ["征地信息"]


def test_a_page_is_called_by_the_end_of_its_breadcrumb() -> None:
    page = '<title>县局</title><p>当前位置：<a href="/">首页</a> &gt; <a href="/gk/">公开</a> &gt; 征地信息</p>'
    assert facts_of(page).crumb == "征地信息"
    assert facts_of("<p>位置：东至公路 > 西至河道</p>").crumb == ""


def test_arrows_beside_arrows_are_not_each_compared_with_all() -> None:
    begun = process_time()
    assert links("<div>" + '<a href="/gg/">»</a>' * 10_000 + "</div>") == [Link("http://www.a.example/gg/", "")]
    assert process_time() - begun < 5, "it took a minute"
