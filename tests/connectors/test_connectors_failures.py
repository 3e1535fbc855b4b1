"""A failure never looks like an empty list: each has its own kind, and no bytes raise anything else."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from federator.connectors.catalogue import CONNECTORS, read_list
from federator.model.answer import Answer, Request
from federator.model.errors import ErrorKind, VisitError
from federator.model.site import Rule, Source
from tests.answers import answer_at
from tests.connectors.sound import expect_sound

COLUMN = "http://a.test/col/col7/index.html"
FIRST = Request(COLUMN)
UNIT = Request("http://a.test/api-gateway/page/build/unit?tagId=list&pageId=7", referer=COLUMN)
GROUP = Request(
    "http://a.test/dataproxy.jsp?startrecord=46&endrecord=90&perpage=15", "POST", referer=COLUMN, declared=60
)
LATER = Request("http://a.test/dataproxy.jsp?startrecord=46&endrecord=90&perpage=15", "POST", referer=COLUMN)
DATA = Path(__file__).parents[1] / "data" / "connectors"
BUSY = "<html><head><title>提示</title></head><body><p>系统繁忙，请稍后再试！</p></body></html>"


def _answer(content: str | bytes, request: Request = FIRST, content_type: str = "text/html") -> Answer:
    return answer_at(request, content, {"content-type": content_type})


def _source(connector: str | None, rule: Rule | None = None) -> Source:
    return Source("site", "column", "栏目", COLUMN, "330000-zrzy", "330000", connector=connector, rule=rule)


def _kind(answer: Answer, connector: str | None, rule: Rule | None = None) -> tuple[ErrorKind, str]:
    with pytest.raises(VisitError) as raised:
        read_list(answer, _source(connector, rule))
    return raised.value.kind, raised.value.detail


@pytest.mark.parametrize("connector", [*CONNECTORS, None])
def test_an_error_text_under_a_good_status_is_named(connector: str | None) -> None:
    rule = Rule("li") if connector == "html-list" else None
    assert _kind(_answer(BUSY), connector, rule) == (ErrorKind.ERROR_TEXT, "提示 系统繁忙，请稍后再试！")


@pytest.mark.parametrize("connector", [*CONNECTORS, None])
def test_nothing_and_a_document_are_named(connector: str | None) -> None:
    rule = Rule("li")
    assert _kind(_answer(" \n"), connector, rule)[0] is ErrorKind.UNREADABLE
    assert _kind(_answer(b"%PDF-1.7 x"), connector, rule)[0] is ErrorKind.WRONG_TYPE
    assert _kind(_answer(b"7z\xbc\xaf\x27\x1c"), connector, rule)[0] is ErrorKind.WRONG_TYPE
    assert _kind(_answer("x", content_type="image/png"), connector, rule)[0] is ErrorKind.WRONG_TYPE


@pytest.mark.parametrize("title", ["??????????", "关于征地的公告".encode().decode("latin-1")])
def test_a_list_whose_chinese_was_lost_before_it_came_is_named(title: str) -> None:
    row = "<li><a href='/art/2026/7/2{0}/art_1_{0}.html'>{1}</a><i>2026-07-2{0}</i></li>"
    page = "<script>a ???? b</script><ul>" + "".join(row.format(n, {}) for n in range(5)) + "</ul>"
    lost, whole = (_answer(page.replace("{}", said)) for said in (title, "关于征地的公告"))
    assert _kind(lost, "html-list", Rule("li")) == (ErrorKind.UNDECODABLE, "its words are lost")
    assert len(read_list(whole, _source("html-list", Rule("li"))).rows) == 5


def test_a_challenge_by_script_is_a_refusal() -> None:
    page = "<html><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};</script><body></body></html>"
    assert _kind(_answer(page), "jpage")[0] is ErrorKind.REFUSED


def test_a_notice_about_maintenance_is_no_error_text() -> None:
    page = "<ul><li><a href='t20260828_1.html'>关于系统维护的公告</a><span>2026-08-28</span></li></ul>"
    assert len(read_list(_answer(page), _source("trs")).rows) == 1


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("模版内容不能为空！", ErrorKind.ERROR_TEXT),
        ("  ", ErrorKind.EMPTY_BUT_TOTAL),
        ('<table class="pagination" rows="15" count="388" queryData="{}"></table>', ErrorKind.EMPTY_BUT_TOTAL),
    ],
)
def test_a_unit_without_rows_is_a_failure(html: str, kind: ErrorKind) -> None:
    assert _kind(_answer(json.dumps({"success": True, "data": {"html": html}}), UNIT), "jpaas")[0] is kind


@pytest.mark.parametrize("said", ['<table class="pagination" rows="15" count="0"></table>', "<p>暂无数据</p>"])
def test_a_unit_that_declares_no_rows_is_an_empty_list(said: str) -> None:
    page = read_list(
        _answer(json.dumps({"success": True, "data": {"html": f"<ul></ul>{said}"}}), UNIT), _source("jpaas")
    )
    assert page.rows == ()
    assert page.next is None


def test_the_interface_reports_in_its_own_words() -> None:
    said = {"success": False, "message": "访问过于频繁", "data": None}
    assert _kind(_answer(json.dumps(said), UNIT), "jpaas") == (ErrorKind.ERROR_TEXT, "访问过于频繁")
    assert _kind(_answer(json.dumps(said), UNIT), None)[0] is ErrorKind.ERROR_TEXT
    assert _kind(_answer('{"success": tru', UNIT), "jpaas")[0] is ErrorKind.UNREADABLE


def test_another_page_instead_of_the_column() -> None:
    home = '<html><meta id="pagetype" content="0"><script src="unitbuild.js" url="/u" queryData="{\'tagId\':\'list\'}">'
    assert _kind(_answer(home), "jpaas")[0] is ErrorKind.WRONG_PAGE
    assert _kind(_answer("<html><body>" + "新闻 " * 300), "jpaas")[0] is ErrorKind.WRONG_PAGE
    only_menus = '<meta id="pagetype" content="2"><script src="unitbuild.js" url="/u" queryData="{\'tagId\':\'导航\'}">'
    assert _kind(_answer(only_menus), "jpaas") == (ErrorKind.UNIT_MISSING, "no list unit on the page: 导航")
    unsaid = only_menus.replace('content="2"', 'content=""')
    assert _kind(_answer(unsaid), "jpaas")[0] is ErrorKind.UNIT_MISSING, (
        "a page that does not say what it is may be one"
    )
    for broken in ("{[]:1}", "{'tagId':0x" + "f" * 5000 + "}"):
        shell = only_menus.replace("{'tagId':'导航'}", broken)
        assert _kind(_answer(shell), "jpaas") == (ErrorKind.UNIT_MISSING, "no list unit on the page: no unit script")


def test_a_unit_of_an_unknown_name_is_the_list_where_no_other_may_be() -> None:
    units = [f"<script src='unitbuild.js' url='/u' queryData=\"{{'tagId':'{tag}'}}\"></script>" for tag in "甲乙"]
    following = read_list(_answer(units[0]), _source("jpaas")).next
    assert following
    assert following.url.endswith("/u?tagId=%E7%94%B2")
    assert _kind(_answer("".join(units)), "jpaas") == (ErrorKind.UNIT_MISSING, "no list unit on the page: 甲、乙")


def test_an_empty_datastore() -> None:
    store = "<datastore>{}<recordset></recordset></datastore>"
    assert _kind(_answer(store.format("<totalrecord>60</totalrecord>")), "jpage")[0] is ErrorKind.EMPTY_BUT_TOTAL
    assert _kind(_answer(store.format("")), "jpage")[0] is ErrorKind.EMPTY_BUT_TOTAL
    assert _kind(_answer(store.format(""), GROUP), "jpage")[0] is ErrorKind.EMPTY_BUT_TOTAL
    assert _kind(_answer(store.format("<rec<![CDATA[x]]></record>"), LATER), "jpage")[0] is ErrorKind.EMPTY_BUT_TOTAL
    assert read_list(_answer(store.format("<totalrecord>0</totalrecord>")), _source("jpage")).rows == ()
    assert _kind(_answer("<html><ul><li>一页</li></ul></html>"), "jpage")[0] is ErrorKind.UNIT_MISSING


PLAIN_LIST = "<ul><li><a href=/art/2026/7/28/art_7_1.html>关于征地的公告</a><b>2026-07-28</b></li></ul>"


def test_a_plain_list_counts_only_in_the_page_of_a_column() -> None:
    maker = (
        "<meta name='Maketime' content='2026-09-01'><script src='/module/jslib/jquery/jpage/dataproxy.jsp'></script>"
    )
    column = f'<meta name="ColumnName" content="公告">{maker}{PLAIN_LIST}'
    assert [row.date_written for row in read_list(_answer(column), _source(None)).rows] == ["2026-07-28"]
    bare = column.replace("<script src='/module/jslib/jquery/jpage/dataproxy.jsp'></script>", "")
    assert len(read_list(_answer(bare), _source(None)).rows) == 1
    assert _kind(_answer(maker + PLAIN_LIST), "jpage")[0] is ErrorKind.UNIT_MISSING
    assert _kind(_answer(column + "<script>$('#7').jpage({})</script>"), "jpage")[0] is ErrorKind.UNIT_MISSING
    undated = column.replace("<b>2026-07-28</b>", "")
    assert _kind(_answer(undated), "jpage")[0] is ErrorKind.UNIT_MISSING


def test_a_column_of_jpaas_that_lists_files_and_other_sites() -> None:
    menu = '<meta id="pagetype" content="2"><script src="unitbuild.js" url="/u" queryData="{\'tagId\':\'导航\'}">'
    files = PLAIN_LIST.replace("/art/2026/7/28/art_7_1.html", "/attach/0/1.pdf")
    assert [row.url for row in read_list(_answer(f"{menu}</script>{files}"), _source("jpaas")).rows] == [
        "http://a.test/attach/0/1.pdf"
    ]
    assert _kind(_answer(files), "jpaas")[0] is ErrorKind.WRONG_PAGE


def test_a_column_of_vsb_that_counts_no_rows_is_empty() -> None:
    page = '<ul class="list"></ul><span class="p_t">共{}条</span>'
    assert read_list(_answer(page.format(0)), _source("vsb")).total == 0
    assert _kind(_answer(page.format(3)), "vsb")[0] is ErrorKind.NO_ROWS


def test_the_list_that_the_pager_turns_though_its_rows_lead_elsewhere() -> None:
    side = "<li id=line_u5_0><a href='info/1/1.htm'>本局简讯</a><span>2026-07-01</span></li>"
    main = "<li id=line_u7_{0}><a href='{1}'>关于征地的公告</a><span>2026-07-28</span></li>"
    rows = main.format(0, "http://b.test/1.html") + main.format(1, "http://b.test/2.html")
    pager = "<input id='u7_goto' onkeydown='_simple_list_gotopage_fun(3)'>"
    page = read_list(_answer(f"<ul>{side}</ul><ul>{rows}</ul>{pager}"), _source("vsb"))
    assert [row.url for row in page.rows] == ["http://b.test/1.html", "http://b.test/2.html"]


_MARKED = {
    "<li id=line_u{}_{}><a href='{}'>关于征地的公告</a><span>2026-07-28</span></li>": "<input id='u7777_goto'>",
    "<li><a class=c{} id=l{} href='{}'>关于征地的公告</a><span>2026-07-28</span></li>": "<p id=fanye7777></p>",
    "<tr><td><a class=c{} id=l{} href='{}'>关于征地的公告</a></td><td>2026-07-28</td></tr>": "<p id=fanye7777></p>",
}


@pytest.mark.parametrize("address", ["info/1/{}.htm", "http://b.test/{}.html"])
@pytest.mark.parametrize(("row", "pager"), _MARKED.items())
def test_the_rows_marked_as_the_pager_s_are_the_list_beside_others(row: str, pager: str, address: str) -> None:
    units = (5555, 7777, 7777, 5555, 5555)
    listed = "".join(row.format(unit, n, address.format(n)) for n, unit in enumerate(units))
    page = read_list(_answer(f"<table>{listed}</table>{pager}"), _source("vsb"))
    assert [row.url.rpartition("/")[2].partition(".")[0] for row in page.rows] == ["1", "2"]


def test_without_a_pager_the_list_is_the_one_with_most_dates() -> None:
    line = "<li id=line_u{}_{}><a href='http://b.test/{}.html'>关于征地的公告</a><i>{}</i></li>"
    units = (("5", "热点"), ("7", "2026-07-28"), ("7", "2026-07-27"), ("5", "热点"), ("5", "热点"))
    listed = "".join(line.format(unit, n, n, said) for n, (unit, said) in enumerate(units))
    page = read_list(_answer(f"<ul>{listed}</ul>"), _source("vsb"))
    assert [row.date_written for row in page.rows] == ["2026-07-28", "2026-07-27"]


def test_a_side_bar_with_more_rows_than_the_column() -> None:
    row = "<li><a href='{}/202607/t20260728_{}.html'>关于征地的公告</a><b>2026-07-28</b></li>"
    main, side = (
        "".join(row.format(*one) for one in rows) for rows in ([(".", 1), (".", 2)], [("..", n) for n in "345"])
    )
    rows = read_list(_answer(f"<ul>{main}</ul><div><ul>{side}</ul></div>"), _source("trs")).rows
    assert [row.url[-6] for row in rows] == ["1", "2"]


def test_pairs_of_a_definition_list() -> None:
    pair = "<dt>{0}</dt><dd><a href='./202607/t202607{1}_1.html'>关于征地的公告{1}</a></dd>"
    page = f"<dl>{pair.format('2026-07-28', 28)}{pair.format('2026-07-27', 27)}</dl>"
    rows = read_list(_answer(page), _source("trs")).rows
    assert [row.date_written for row in rows] == ["2026-07-28", "2026-07-27"]


def test_links_in_a_line_each_with_their_dates_behind_them() -> None:
    line = "·<a href='./202607/t202607{0}_1.html'>关于征地的公告{0}</a>　2026-07-{0}<br>"
    rows = read_list(_answer(f"<div>{line.format(28)}{line.format(27)}</div>"), _source("trs")).rows
    assert [(row.title, row.date_written) for row in rows] == [
        ("关于征地的公告28", "2026-07-28"),
        ("关于征地的公告27", "2026-07-27"),
    ]


@pytest.mark.parametrize(
    "row",
    [
        "<div class=l>{}</div><div class=r>[2026-07-{}]</div><div class=cl></div>",
        "<p class=r>2026-07-{1}</p><p class=l>{0}</p>",
        "<ul><li class=mc>{}<div><b>成文日期：</b><b>2026-06-01</b></div></li><li class=rq>2026-07-{}</li></ul>",
    ],
)
def test_dates_beside_the_blocks_of_titles(row: str) -> None:
    link = "<a href='./202607/t202607{0}_1.html'>关于征地的公告{0}</a>"
    page = f"<div>{''.join(row.format(link.format(day), day) for day in (28, 27, 26))}</div>"
    rows = read_list(_answer(page), _source("trs")).rows
    dated = [(row.title, (row.date_written or "").strip("[]")) for row in rows]
    assert dated == [(f"关于征地的公告{day}", f"2026-07-{day}") for day in (28, 27, 26)]


def test_a_list_that_breaks_off() -> None:
    page = (DATA / "jpage_column.html").read_text("utf-8")
    assert _kind(_answer(page[: page.index("关于A&amp;B")]), "jpage")[0] is ErrorKind.CUT_SHORT
    feed = '<rss version="2.0"><channel><item><title>一</title><link>http://a.test/1</link></item><item><title>二'
    assert _kind(_answer(feed), "feed")[0] is ErrorKind.CUT_SHORT


def test_a_page_instead_of_a_feed() -> None:
    assert _kind(_answer("<html><body>" + "新闻 " * 300), "feed")[0] is ErrorKind.WRONG_TYPE


def test_rules_that_cannot_be_used_or_match_nothing() -> None:
    page = _answer("<html><body><div>" + "关于土地的文字。" * 80 + "</div></body></html>")
    assert _kind(page, "html-list") == (ErrorKind.NO_ROWS, "no rule, and no link like t20260828_1.html")
    assert _kind(page, "html-list", Rule("li["))[0] is ErrorKind.RULE
    assert _kind(page, "html-list", Rule("div", date="a:nope("))[0] is ErrorKind.RULE
    assert _kind(page, "html-list", Rule("li"))[0] is ErrorKind.NO_ROWS
    assert _kind(page, None)[0] is ErrorKind.UNRECOGNISED
    assert _kind(page, "wordpress")[0] is ErrorKind.UNRECOGNISED


def test_a_page_that_cannot_be_read_whole_is_not_said_to_be_of_unknown_software() -> None:
    assert _kind(_answer(f"<html><body>{'<div>' * 400}公告</body></html>"), None)[0] is ErrorKind.UNREADABLE


_PAGES = [path.read_bytes() for path in sorted(DATA.iterdir()) if path.suffix in (".html", ".xml")]
_CRUMBS = [
    b"<",
    b">",
    b'"',
    b"'",
    b"\0",
    b"\xff\xfe",
    b"&#x1F;",
    b"</div>",
    b"<li>",
    b'<a href="http://[">',
    b"]]>",
    b"\xb0",
]


@st.composite
def _spoilt(draw: st.DrawFn) -> bytes:
    page = draw(st.sampled_from(_PAGES)) if draw(st.integers(0, 9)) else draw(st.binary(max_size=300))
    start = draw(st.integers(0, len(page)))
    end = start + draw(st.integers(0, 400))
    spoilt = page[:start] + draw(st.sampled_from(_CRUMBS)) + page[end:]
    recoded = spoilt.decode("utf-8", "ignore").encode(draw(st.sampled_from(["utf-8", "gb18030", "utf-16"])), "ignore")
    return draw(st.sampled_from([spoilt, recoded, page[:start]]))


@settings(max_examples=120)
@given(_spoilt(), st.sampled_from([*CONNECTORS, None]), st.sampled_from([Request(COLUMN), UNIT, GROUP]))
def test_no_bytes_raise_anything_but_a_visit_error(content: bytes, connector: str | None, request: Request) -> None:
    rule = Rule("li, tr", date="span") if connector == "html-list" else None
    try:
        page = read_list(_answer(content, request), _source(connector, rule))
    except VisitError:
        return
    expect_sound(page.rows)


@pytest.mark.parametrize("connector", CONNECTORS)
def test_depth_and_repetition_are_survived(connector: str) -> None:
    for content in ("<div>" * 5000 + "<li><a href=t20260101_1.html>x", '{"a":' * 50_000, "[" * 50_000, "<li " * 5000):
        try:
            page = read_list(_answer(content), _source(connector, Rule("li")))
        except VisitError:
            continue
        assert page.rows


def test_names_of_any_length_cost_no_more_than_they_are_long() -> None:
    row = "<a href='t20260101_1.html'>公告</a>"
    page = f"<ul><li class='{'_' * 200_000}'>{row}<b class='{'_jie' * 50_000}'>x</b></li></ul>"
    began = time.perf_counter()
    assert len(read_list(_answer(page), _source("trs")).rows) == 1
    assert time.perf_counter() - began < 2
