"""One row out of a piece of HTML; the reader without a parse gives what the parse gives."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from federator.connectors.catalogue import read_by_rule
from federator.connectors.main_list import main_rows
from federator.connectors.page import fragment_of, tree_of
from federator.connectors.pager import next_by_link, next_in_text
from federator.connectors.plain_rows import plain_list, read_listed, read_record
from federator.connectors.row_dates import date_among
from federator.connectors.row_titles import full_title
from federator.connectors.rows import record_row, row_of
from federator.model.row import Row
from federator.model.site import Rule
from tests.answers import answer_at

BASE = "http://a.test/col/col7/index.html"
ROW = Row("关于印发通知的全名", "http://a.test/art/2026/7/28/art_7_1.html", "2026-07-28")
LINK = '<a href="/art/2026/7/28/art_7_1.html" title="关于印发通知的全名">关于印发…</a>'


@pytest.mark.parametrize(
    ("html", "written"),
    [
        (f"<li>{LINK}<span>2026-07-28</span></li>", "2026-07-28"),
        (f"<li><span class=fr>[2026-07-28]</span>{LINK}</li>", "[2026-07-28]"),
        (f"<tr><td>1</td><td>{LINK}</td><td>2026-07-28</td></tr>", "2026-07-28"),
        (f"<li>{LINK}<b>28</b><i>2026-07</i></li>", "28 2026-07"),
        (f"<li>{LINK} 2026年7月28日</li>", "2026年7月28日"),
        (f"<li>{LINK}<time datetime='2026-07-28'>昨天</time></li>", "2026-07-28"),
        (f"<li>{LINK}<em>截止日期：2026-08-30</em><em>发布日期：2026-07-28</em></li>", "发布日期：2026-07-28"),
        (f"<li>{LINK}<span>2026-<b>07</b>-28</span></li>", "2026-07-28"),
        (
            f"<li>{LINK}<p>会议定于2026年9月1日在市民中心三楼召开，请各有关单位和个人按时参加，并自行准备有关材料。</p></li>",
            None,
        ),
        (f"<li><a href='/col/col7/'>[公示公告栏目的名字很长很长]</a>{LINK}<span>2026-07-28</span></li>", "2026-07-28"),
        (f"<li>{LINK}<a href='/art/2026/7/28/art_7_1.html'>摘要比题目长得多得多得多</a><i>07-28</i></li>", "07-28"),
        (f"<li>{LINK}<a href='/a/b.pdf'>附件：一个比题目还要长的附件.pdf</a><i>2026-07-28</i></li>", "2026-07-28"),
    ],
)
def test_title_link_and_date(html: str, written: str | None) -> None:
    row = record_row(html, BASE)
    assert row == Row(ROW.title, ROW.url, written)


def test_everything_inside_the_link() -> None:
    html = "<li><a href=1.html><h3>关于征地的公告</h3><span>2026-07-28</span></a></li>"
    assert record_row(html, BASE) == Row("关于征地的公告", "http://a.test/col/col7/1.html", "2026-07-28")


def test_a_link_that_says_nothing_leaves_the_title_beside_it() -> None:
    html = "<tr><td>关于征地的公告</td><td>2026-07-28</td><td><a href=1.html>查看</a></td></tr>"
    assert record_row(html, BASE) == Row("关于征地的公告", "http://a.test/col/col7/1.html", "2026-07-28")


def test_a_row_without_link_and_a_spacer() -> None:
    assert record_row("<li>关于征地的公告<span>2026-07-28</span></li>", BASE) == Row("关于征地的公告", "", "2026-07-28")
    assert record_row("<li class=empty> </li>", BASE) is None


@pytest.mark.parametrize(
    ("text", "attribute", "title"),
    [
        ("关于…", "关于征地的公告", "关于征地的公告"),
        ("关于征地", "关于征地的公告", "关于征地的公告"),
        ("关于征地的公告", "点击查看", "关于征地的公告"),
        ("关于征地...", "标题：关于征地的公告\n作者：某局\n发布时间：2026-01-01", "关于征地的公告"),
        ("关于征地的公告...", "关于", "关于征地的公告..."),
        ("[公告]", "关于[公告]的公告", "[公告]"),
        ("", "关于征地的公告", "关于征地的公告"),
        ("【置顶】关于征地的公告", "关于征地的公告 ' target=", "关于征地的公告"),
    ],
)
def test_the_full_title(text: str, attribute: str, title: str) -> None:
    assert full_title(text, attribute) == title


@pytest.mark.parametrize("badge", ["<span class=st>公示中</span>", "<i>[图文]</i>", "<em> NEW </em>"])
def test_a_word_apart_that_says_how_things_stand_is_none_of_the_title(badge: str) -> None:
    row = record_row(f"<li><a href=1.html>{badge}关于征地的公告</a><b>2026-07-28</b></li>", BASE)
    assert row is not None
    assert row.title == "关于征地的公告"


@pytest.mark.parametrize("title", ["关于<b>废止</b>部分文件的公告", "[<i>公示中</i>]关于征地的公告"])
def test_a_word_in_the_midst_of_a_title_is_one_of_its_words(title: str) -> None:
    row = record_row(f"<li><a href=1.html>{title}</a><b>2026-07-28</b></li>", BASE)
    assert row is not None
    assert row.title == re.sub("<[^<>]*>", "", title)


@pytest.mark.parametrize(
    "cell",
    [
        "<td title='关于征收石桥村集体土地的公告'>{}</td>",
        "<td>{}<p style='display:none'>关于征收石桥村集体土地的公告</p></td>",
    ],
)
def test_a_cut_title_is_whole_in_what_stands_around_it(cell: str) -> None:
    rule = Rule("tr", title="a", link="a", date="td:last-child")
    link = "<a href=1.html>关于征收石桥村集体土地...</a>"
    text = f"<table><tr>{cell.format(link)}<td>2026-07-28</td></tr></table>"
    answer = answer_at(BASE, text)
    assert [row.title for row in read_by_rule(answer, rule).rows] == ["关于征收石桥村集体土地的公告"]


def test_a_date_without_year_needs_an_address_only_to_be_read() -> None:
    assert date_among(["浏览：1024", "02-29"], "http://a.test/x.html") == "02-29"
    assert date_among(["浏览：1024", "13-29"]) is None
    assert date_among(["2026-02-30"]) == "2026-02-30"


_TITLES = st.text("关于征地的公告AB12 ._-（）《》…\n", min_size=1, max_size=30)
_HREFS = st.sampled_from(
    [
        "/art/2026/1/2/art_7_1.html",
        "//b.test/art/1.html",
        "http://c.test/x",
        "1.html",
        "?a=1",
        "#",
        "/a/../b.html",
        "//x",
    ]
)
_DATES = st.sampled_from(["2026-07-28", " [2026/7/28] ", "2026-02-30", "07-28", "公告"])


@st.composite
def _records(draw: st.DrawFn) -> str:
    attributes = [
        f'href="{draw(_HREFS)}"',
        *draw(st.sampled_from([[], [f"title='{draw(_TITLES)}'"], ["target=_blank"]])),
    ]
    link = f"<a {' '.join(draw(st.permutations(attributes)))}>{draw(_TITLES)}</a>"
    date = f"<span class='d'>{draw(_DATES)}</span>"
    return f"<li class=x>{''.join(draw(st.permutations([link, date])))} </li>"


@given(_records())
def test_a_plain_row_is_what_the_parse_gives(record: str) -> None:
    parsed = row_of(fragment_of(record)[0], BASE)
    assert read_record(record, BASE) == parsed
    assert (read_listed(f"<ul>\n{record}</ul>", BASE) or ())[:1] == ((parsed,) if parsed else ())


def test_what_is_not_plain_is_left_to_the_parse() -> None:
    row = f"<li>{LINK}<span>2026-07-28</span></li>"
    assert read_listed(row + "<li><a href=x>又<b>一</b>条</a></li>", BASE) is None
    assert read_listed(row + '<div><a href="x">一个按钮</a></div>', BASE) is None
    assert read_listed(row + row.replace("关于", "&quot;"), BASE) == (
        ROW,
        Row('"印发通知的全名', ROW.url, "2026-07-28"),
    )


@pytest.mark.parametrize(
    "link",
    [
        """<a href="#" onclick="window.open('/art/2026/7/28/art_7_1.html', '_blank')">关于印发通知的全名</a>""",
        """<a href="javascript:;" onclick="show('/art/2026/7/28/art_7_1.html');return false">关于印发通知的全名</a>""",
        """<a href="javascript:openNew('/art/2026/7/28/art_7_1.html')">关于印发通知的全名</a>""",
        """<a href="/art/2026/7/28/art_7_1.html"><span title="关于印发通知的全名">关于印发…</span></a>""",
        """<a href="/art/2026/7/28/art_7_1.html">关于印发通知...</a><i title="关于印发通知的全名"></i>""",
        f"""{LINK}<div class="popbox"><a href="/jd/1.html">《关于印发通知的全名》政策解读一图读懂</a></div>""",
    ],
)
def test_where_link_and_title_hide(link: str) -> None:
    assert record_row(f"<li>{link}<span>2026-07-28</span></li>", BASE) == ROW


def test_a_click_on_the_row_opens_what_its_link_does_not() -> None:
    link = """<a href="javascript:void(0)">关于印发通知的全名</a>"""
    html = f"""<li onclick="window.open('/art/2026/7/28/art_7_1.html')">{link}<span>2026-07-28</span></li>"""
    assert record_row(html, BASE) == ROW


def test_a_script_that_opens_several_addresses_or_none_says_nothing() -> None:
    two = """<a href="#" onclick="a('/1.html');b('/2.html')">关于征地的公告</a>"""
    none = """<a href="#" onclick="open('_blank', 'detail')">关于征地的公告</a>"""
    rows = [record_row(f"<li>{link}<b>2026-07-28</b></li>", BASE) for link in (two, none)]
    assert rows == [Row("关于征地的公告", "", "2026-07-28")] * 2


@pytest.mark.parametrize(
    ("text", "title", "date"),
    [
        ("关于征地的公告 [2026-07-28]", "关于征地的公告", "[2026-07-28]"),
        ("关于征地的公告(2026/7/28)", "关于征地的公告", "(2026/7/28)"),
        ("2026-07-28 关于征地的公告", "关于征地的公告", "2026-07-28"),
        ("关于征地的公告（2026年7月28日）", "关于征地的公告（2026年7月28日）", None),
        ("关于征地的公告[2026]28号", "关于征地的公告[2026]28号", None),
    ],
)
def test_a_date_in_the_words_of_the_link(text: str, title: str, date: str | None) -> None:
    assert record_row(f"<li><a href=1.html>{text}</a></li>", BASE) == Row(title, "http://a.test/col/col7/1.html", date)
    dated = record_row(f"<li><a href=1.html>{text}</a><b>2026-08-01</b></li>", BASE)
    assert dated == Row(text, "http://a.test/col/col7/1.html", "2026-08-01")


@pytest.mark.parametrize(
    ("pieces", "date"),
    [
        (["成文日期：2026-07-01", "发布日期：2026-07-28"], "发布日期：2026-07-28"),
        (["发布日期：2026-7-28 截止日期：2026-8-6"], "发布日期：2026-7-28"),
        (["生成日期 2026-07-01", "2026年07月28日 10:00:00"], "2026年07月28日 10:00:00"),
        (["2024年1月20日省人民政府令第350号公布 自2024年3月1日起施行"], "2024年1月20日省人民政府令第350号公布"),
        (["自2024年3月1日起施行"], None),
    ],
)
def test_other_dates_of_a_row(pieces: list[str], date: str | None) -> None:
    assert date_among(pieces) == date


@pytest.mark.parametrize(
    ("text", "attribute", "title"),
    [
        ("某县自然资源局 关于发布地价的...", "某县自然资源局\n关于发布地价的公告", "某县自然资源局 关于发布地价的公告"),
        (
            "某县自然资源局 关于...",
            "某县自然资源局\n关于发布地价的公告\n2026-09-01",
            "某县自然资源局 关于发布地价的公告",
        ),
        ("关于发布地价的公告", "关于发布地价的公告\n发布时间：2026-09-01", "关于发布地价的公告"),
    ],
)
def test_a_title_may_go_through_several_lines_of_an_attribute(text: str, attribute: str, title: str) -> None:
    assert full_title(text, attribute) == title


def test_the_middle_of_a_title_may_be_left_out() -> None:
    whole = "省自然资源厅关于印发《土地整治专项资金项目验收办法》的通知"
    assert full_title("省自然资源厅关于印发……的通知", whole) == whole
    assert full_title("省自然资源厅关于印发……的公告", whole) == "省自然资源厅关于印发……的公告"


def test_the_full_title_of_one_with_words_left_out_here_and_there() -> None:
    whole = "【大讲堂第三讲】某人谈规划：规划的体系"
    assert full_title("【大讲堂】某人谈规划", whole) == whole
    assert full_title("【大讲堂】体系的规划谈", whole) == "【大讲堂】体系的规划谈"  # other words, or in another order
    assert full_title("通知公告", "通知某公示公告") == "通知公告"  # too short to tell


@pytest.mark.parametrize("note", ["<em>关于《关于调整基准地价的公告》的解读</em>", "<i>（已废止）</i>"])
def test_a_note_in_the_link_is_none_of_the_title_that_it_states(note: str) -> None:
    row = record_row(
        f'<li><a href="1.html" title="关于调整基准地价的公告"><font>关于调整基准地价的公告</font>{note}</a>'
        "<span>2026-09-07</span></li>",
        "http://a.test/",
    )
    assert row is not None
    assert row.title == "关于调整基准地价的公告"


def test_a_bullet_alone_is_no_row() -> None:
    assert record_row("<li><font> · </font><span></span></li>", "http://a.test/") is None


def test_lines_of_an_attribute_may_end_as_on_old_machines() -> None:
    assert full_title("关于征地...", "标题：关于征地的公告\r点击数：12\r发表时间：2026-01-01") == "关于征地的公告"


_NOTICE = re.compile(r"\bn/\d+\.html?(?:[?#]|$)")
_LINKS = (
    "n/1.htm",
    "../n/2.html",
    "/n/3.html?a=b",
    "http://c.test/n/4.html",
    "x/5.html",
    "javascript:;",
    "n/6.htm?a&b",
)
_SAID = (
    "关于征地的公告",
    "关于征地...",
    "关于&nbsp;征地",
    "查看",
    "[公告]",
    "关于&amp;征地",
    "征地<b>公告</b>",
    "征\x07地",
)
_STATED = (
    "",
    ' title="关于征地的公告"',
    ' title="标题：关于征地的公告&#xD;点击数：3"',
    " title=无",
    ' title="公告" onclick="x()"',
)
_DAYS = ("2026-07-28", " [2026/7/28] ", "2026-07-28&nbsp;", "07-28", "截止2026-08-01", "")
_OWN = ("", ' class="x"', ' title="行"')
_AROUND = ("", '<ul><li><a href="/k/">栏目</a></li></ul>', '<p><a href="n/9.html">热点</a></p>', "<!-- x -->")
_SHAPES = (
    "<li{c}><span>{d}</span>{l}</li>",
    "<li{c}>{l}<em>{d}</em></li>",
    '<li{c}><span>{d}</span><a href="/k/" class="node">[公告]</a>{l}</li>',
    '<li{c}><a href="/k/" title="栏目">【公告】</a>{l}<i>{d}</i></li>',
    "<li{c}><a>[公告]</a>{l}<i>{d}</i></li>",
    "<tr{c}><td><span>{n}</span></td><td>{l}</td><td>\n{d}</td></tr>",
    '<tr{c}><td><span><img src="x.gif"> </span></td><td>{l}</td><td><span>{d}</span></td><td></td></tr>',
)


@st.composite
def _listed(draw: st.DrawFn) -> str:
    """A page of some rows of one shape, mostly plain, with or without what stands beside them."""

    def one(plain: int, *several: str) -> str:
        return several[
            draw(st.integers(0, plain - 1)) if draw(st.integers(0, 12)) else draw(st.integers(0, len(several) - 1))
        ]

    shape = one(7, *_SHAPES)
    rows = [
        shape.format(
            c=one(2, *_OWN),
            d=one(3, *_DAYS),
            n=number,
            l=f'<a href="{one(4, *_LINKS)}" target="_blank"{one(3, *_STATED)}>{one(3, *_SAID)}</a>',
        )
        for number in range(draw(st.integers(1, 3)))
    ]
    glue = one(2, "", "\n", "<tr><td colspan=3></td></tr>" if shape.startswith("<tr") else "<li></li>")
    list_ = one(2, "<ul>{}</ul>", "<table>{}</table>") if shape.startswith("<li") else "<table>{}</table>"
    return f"<html><body>{one(2, *_AROUND)}{list_.format(glue.join(rows))}{one(2, *_AROUND)}</body></html>"


@settings(max_examples=300)
@given(_listed())
def test_a_plain_list_is_what_the_tree_gives(page: str) -> None:
    plain = plain_list(page, BASE, _NOTICE)
    assert plain is None or plain == main_rows(tree_of(page), BASE, _NOTICE)


@pytest.mark.parametrize("row", ["<li><i>2026-07-28</i>{}</li>", "<tr><td>1</td><td>{}</td><td>2026-07-28</td></tr>"])
def test_a_plain_list_needs_no_tree(row: str) -> None:
    link = '<a href="../n/{}.htm" title="关于征地的公告">关于征地...</a>'
    page = f"<table>{''.join(row.format(link.format(number)) for number in range(3))}</table>"
    rows = plain_list(page, BASE, _NOTICE)
    assert rows == tuple(
        Row("关于征地的公告", f"http://a.test/col/n/{number}.htm", "2026-07-28") for number in range(3)
    )
    assert plain_list(page + '<p><a href="n/9.html">热点</a></p>', BASE, _NOTICE) is None
    assert plain_list(page.replace("</table>", '<li><a href="x">别处</a></li></table>'), BASE, _NOTICE) is None


@pytest.mark.parametrize(
    "pager",
    [
        '<a href="2.htm">下页</a>',
        '<li class="p"><a href="2.htm"><span>下一页 &gt;</span></a></li>',
        '<span class="p_next_d"><a href="2.htm">下页</a></span>',
        '<a href="3.htm" title="下一页"><img></a><a href="2.htm" onclick="x()">下一页</a>',
        '<a href="2.htm" class="disabled">下页</a>',
        "<span>下页</span>",
        '<a rel="next" href="2.htm">›</a>',
        '<a href="javascript:;">下一页</a>',
        "",
    ],
)
def test_the_next_page_is_found_in_the_text_as_in_the_tree(pager: str) -> None:
    page = f"<html><body><a href='1.htm'>上一页</a>{pager}</body></html>"
    answer = answer_at(BASE, page)
    assert next_in_text(page, answer) == next_by_link(tree_of(page), answer, BASE)


@pytest.mark.parametrize(
    ("text", "attribute"),
    [
        ("[石门县]关于印发通知的全名", ROW.title),
        ("[石门县] 关于印发通知的全名...", ROW.title),
        ("★关于印发通知的全名", ROW.title),
        ("· 关于印发通知的全名", ""),
    ],
)
def test_what_stands_in_front_of_a_title_is_none_of_it(text: str, attribute: str) -> None:
    assert full_title(text, attribute) == ROW.title
    assert full_title("【公告】关于印发通知的全名", "") == "【公告】关于印发通知的全名"


def test_a_heading_in_a_link_is_the_title_and_the_summary_is_not() -> None:
    link = f'<a href="{ROW.url}"><h3>{ROW.title}</h3><p>现将有关事项公告如下，欢迎监督……</p><i>2026-07-28</i></a>'
    assert row_of(fragment_of(f"<li>{link}</li>"), BASE) == ROW
    dated = f'<a href="{ROW.url}"><h3>2026-07-28</h3><p>{ROW.title}</p></a>'
    assert row_of(fragment_of(f"<li>{dated}</li>"), BASE) == ROW


@pytest.mark.parametrize("heading", ["<h3>工作动态</h3>", "<div><b>要闻</b><a href=/yw/>更多</a></div>"])
@pytest.mark.parametrize("own", ["<h2>公示</h2>", "<p>首页 &gt; 公示</p>"])
def test_a_longer_list_below_the_name_of_another_column_is_not_that_of_the_page(heading: str, own: str) -> None:
    lists = f"<div><ul>{_villages(10, 4)}</ul></div><div class=b>{heading}<ul>{_villages(20, 8)}</ul></div>"
    assert _days_of_the_page(f"{own}{lists}") == [f"2026-09-{n}" for n in range(10, 14)]


def test_boxes_may_stand_around_a_list_below_the_name_of_its_page() -> None:
    box = f"<div><h3>推荐阅读</h3><ul class=b>{_villages(20, 7)}</ul></div>"
    own = f"<div><h3>公示</h3></div><div><div><ul>{_villages(10, 4)}</ul></div></div>"
    assert _days_of_the_page(f"{box}<div>{own}</div>") == [f"2026-09-{n}" for n in range(10, 14)]


@pytest.mark.parametrize("says", ["[解读]", "<b>政策解读</b>", "图解", "[政策原文]"])
def test_what_explains_a_notice_in_its_row_is_no_row(says: str) -> None:
    rows = _villages(10, 4).replace("</a>", f"</a><a href=/Item/99.aspx>{says}</a>")
    days = [f"2026-09-{n}" for n in range(10, 14)]
    assert _days_of_the_page(f"<ul>{rows}</ul>") == days
    assert _days_of_the_page(f"<ul>{_villages(10, 4).replace('关于', f'{says}<i>关于</i>')}</ul>") == days


def test_a_link_to_the_text_alone_in_its_row_is_that_of_the_notice() -> None:
    rows = re.sub("(<a [^>]*>)(.*?)</a>", r"<b>\2</b>\1[原文]</a>", _villages(10, 4))
    assert _days_of_the_page(f"<ul>{rows}</ul>") == [f"2026-09-{n}" for n in range(10, 14)]


def _villages(first: int, count: int) -> str:
    return "".join(
        f"<li><a href=/Item/{n}.aspx>关于修建第{n}条村道的公示</a><i>2026-09-{n}</i></li>"
        for n in range(first, first + count)
    )


def _days_of_the_page(body: str) -> list[str | None]:
    tree = tree_of(f"<html><head><title>公示-某县水利局</title></head><body>{body}</body></html>")
    return [row.date_written for row in main_rows(tree, BASE, re.compile(r"Item/\d+\.aspx"))]


def test_a_plain_list_beside_notices_that_a_click_opens_is_not_all_that_the_page_has() -> None:
    box = "<ul><li><a href=/Item/1.aspx>关于修建村道的公示</a><i>2026-09-01</i></li></ul>".replace("=/", "='/")
    box = box.replace(".aspx>", ".aspx'>")
    notice = re.compile(r"Item/\d+\.aspx")
    assert plain_list(box, BASE, notice)
    assert plain_list(f"{box}<p><a href='#' onclick=\"window.open('/Item/2.aspx')\">甲</a></p>", BASE, notice) is None


def test_days_of_a_year_tell_the_list_from_days_without() -> None:
    rows = [f"<li><a href=/Item/{n}.aspx>关于修建第{n}条村道的公示</a><i>{{}}09-{n}</i></li>" for n in range(10, 19)]
    lists = f"<ul class=a>{''.join(rows[:5]).format(*['2026-'] * 5)}</ul><ul>{''.join(rows).format(*[''] * 9)}</ul>"
    found = main_rows(tree_of(f"<html><body>{lists}</body></html>"), BASE, re.compile(r"Item/\d+\.aspx"))
    assert len(found) == 5


def test_the_column_of_publication_has_the_date() -> None:
    head = "<tr><th>名称</th><th>发布日期</th><th>成文日期</th></tr>"
    cells = f"<tr><td>{LINK}</td><td>2026-07-28</td><td>2026-06-01</td></tr>"
    for heading in (head, head.replace("发布", "公开"), f"<thead>{head}</thead>"):
        table = fragment_of(f"<table>{heading}<tbody>{cells}{cells}</tbody></table>")
        assert [row_of(row, BASE) for row in list(table.iter("tr"))[1:]] == [ROW, ROW]
        alone = fragment_of(f"<table>{heading}{cells}</table>")
        assert row_of(list(alone.iter("tr"))[1], BASE) == ROW


def test_the_column_of_publication_has_the_date_though_days_are_written_out() -> None:
    head = "<tr><th>名称</th><th>成文日期</th><th>公开日期</th></tr>"
    cells = f"<tr><td>{LINK}</td><td>2026年06月01日</td><td>2026年07月28日</td></tr>"
    for heading in (head, head.replace("公开", "公示开始")):
        table = fragment_of(f"<table>{heading}{cells}</table>")
        row = row_of(list(table.iter("tr"))[1], BASE)
        assert row is not None
        assert row.date_written == "2026年07月28日"


@pytest.mark.parametrize(
    "apart", ["<table>{}</table><table>{}</table>", "<div><table>{}</table></div><div><table>{}</table></div>"]
)
def test_the_heads_of_a_table_may_stand_in_one_of_their_own(apart: str) -> None:
    head = "<tr><th>名称</th><th>成文日期</th><th>公开日期</th></tr>"
    cells = f"<tr><td>{LINK}</td><td>2026-06-01</td><td>2026-07-28</td></tr>"
    tables = fragment_of(apart.format(head, cells * 2))
    assert [row_of(row, BASE) for row in list(tables.iter("tr"))[1:]] == [ROW, ROW]


@pytest.mark.parametrize(
    "list_",
    [
        "<ul><li><span>名称</span><span>成文日期</span><span>公开日期</span></li>{}</ul>",
        "<div><p><span>名称</span><span>成文日期</span><span>公开日期</span></p></div><ul>{}</ul>",
        "<div><ul><li><b>名称</b><b>成文日期</b><b>公开日期</b></li></ul><ul>{}</ul></div>",
    ],
)
def test_the_column_of_publication_of_a_list_without_a_table(list_: str) -> None:
    row = f"<li><span>{LINK}</span><span>2026-06-01</span><span>2026-07-28</span></li>"
    assert row_of(fragment_of(list_.format(row * 2)).xpath("//li")[-1], BASE) == ROW


@pytest.mark.parametrize("named", ["<dt>{}</dt>", "<p class='list-title'>{}</p>", "<span class=tit>{}</span>"])
def test_what_calls_itself_a_title_in_a_link_is_it_and_the_summary_is_not(named: str) -> None:
    link = f"<a href='{ROW.url}'>{named.format(ROW.title)}<p>现将有关事项公告如下，欢迎监督……</p><i>2026-07-28</i></a>"
    assert row_of(fragment_of(f"<li>{link}</li>"), BASE) == ROW


@pytest.mark.parametrize("said", ["相关解读：", "【政策解读】：", "（关联稿件:", "\n                相关解读："])
def test_what_a_row_says_is_related_is_not_its_title(said: str) -> None:
    more = f"<p>{said}<a href='9.html'>一图读懂关于印发通知的全名</a></p>"
    assert row_of(fragment_of(f"<li>{LINK}<i>2026-07-28</i>{more}</li>"), BASE) == ROW


@pytest.mark.parametrize("again", ["关于征收北岭…", "关于征收北岭片区土地的...", "关于征收北岭片区土地的公告"])
def test_a_title_that_stands_twice_for_wide_and_narrow_screens_is_one(again: str) -> None:
    wide, narrow = "关于征收北岭片区土地的公告", again
    assert [title_of(wide, narrow), title_of(narrow, wide)] == [wide, wide]


def test_what_any_title_may_begin_with_is_no_title_that_stands_twice() -> None:
    assert title_of("关于征收北岭片区土地的公告", "关于…") == "关于征收北岭片区土地的公告关于…"


def title_of(*said: str) -> str:
    """The title of a row whose link holds these, each in an element of its own."""
    link = "".join(f"<b>{one}</b>" for one in said)
    row = row_of(fragment_of(f"<li><a href='1.html'>{link}</a><i>2026-07-28</i></li>"), BASE)
    return row.title if row else ""


@pytest.mark.parametrize(("shown", "date"), [("07-28", "2026-07-28"), ("", "2026-07-28"), ("07-27", "07-27")])
def test_the_year_of_a_row_is_told_by_its_link(shown: str, date: str) -> None:
    told = f"标题：{ROW.title}&#10;更新时间：2026-07-28 10:00:00&#10;点击数：3"
    row = row_of(
        fragment_of(f'<li><span>{shown}</span><a href="/Item/9.aspx" title="{told}">{ROW.title}</a></li>'), BASE
    )
    assert row == Row(ROW.title, "http://a.test/Item/9.aspx", date)


def test_links_that_lead_nowhere_are_no_rows() -> None:
    assert main_rows(tree_of('<html><body><a href="#"></a></body></html>'), BASE, re.compile("")) == ()


@pytest.mark.parametrize(
    ("column", "own"),
    [("/gs/cr/index.html", "/gs/cr/{}.html"), ("/col/col1517/index.html", "/art/2026/7/art_1517_{}.html")],
)
def test_the_rows_of_the_column_are_told_from_more_of_another(column: str, own: str) -> None:
    row = '<li><a href="{}">关于第{}号地块的公示</a><span>2026-07-28</span></li>'
    rows = "".join(row.format(own.format(n), n) for n in range(3))
    other = "".join(row.format(f"/art/2026/7/art_1600_{n}.html", n) for n in range(10, 20))
    page = f"<ul class=a>{other}</ul><ul class=b>{rows}</ul>"
    found = main_rows(tree_of(page), f"http://a.test{column}", re.compile(r"\d\.html"))
    assert [row.title for row in found] == [f"关于第{n}号地块的公示" for n in range(3)]
