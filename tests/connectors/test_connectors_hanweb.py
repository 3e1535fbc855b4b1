"""The catalogue of Hanweb, the other forms of jpage, and TrueCMS: from one answer to the next, and what goes wrong."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from federator.connectors.catalogue import read_list
from federator.connectors.windows import window_of
from federator.model.answer import Answer, Request
from federator.model.errors import ErrorKind, VisitError
from federator.model.row import ListPage
from federator.model.site import Source
from tests.answers import answer_at
from tests.connectors.sound import expect_sound

COLUMN = "http://a.test/col/col7/index.html"
FIRST = Request(COLUMN)
SEARCH = Request(
    "http://a.test/module/xxgk/search.jsp", "POST", (("infotypeId", "B1"), ("divid", "div7"), ("currpage", "1")), COLUMN
)
AREA = replace(SEARCH, form=(("infotypeId", ""), ("area", "0026"), ("currpage", "1")))
ARRAYS = Request("http://a.test/jpage/dataproxy.jsp?startrecord=3&endrecord=4&perpage=1", "POST", (), COLUMN, 5)
PAGE = Request("http://a.test/dataproxy.jsp?page=2&columnid=x%3D%3D&unitid=q", referer=COLUMN, declared=300)
MESSAGE = "http://a.test/truecms/messageController/getMessage.do?callback=raw&startrecord={}&endrecord={}&columnId=c"
DATA = Path(__file__).parents[1] / "data" / "connectors"


def _answer(text: str | bytes, request: Request = FIRST) -> Answer:
    return answer_at(request, text)


def _read(text: str | bytes, request: Request = FIRST, connector: str | None = None) -> ListPage:
    source = Source("site", "column", "栏目", COLUMN, "330000-zrzy", "330000", connector=connector)
    return read_list(_answer(text, request), source)


def _kind(text: str, request: Request = FIRST, connector: str | None = None) -> ErrorKind:
    with pytest.raises(VisitError) as raised:
        _read(text, request, connector)
    return raised.value.kind


def _record(number: int, column: int = 7) -> str:
    return f"<li><a href='/art/2026/1/2/art_{column}_{number}.html'>公告{number}</a><b>2026-01-02</b></li>"


def _catalogue(rows: str, pager: str = "&nbsp;共3页&nbsp;") -> str:
    return f"<table>{rows}</table><div>{pager}</div>"


def _line(number: int, column: int = 7) -> str:
    link = f"<a href='/art/2026/1/2/art_{column}_{number}.html' title='公告{number}'>公告{number}</a>"
    return f"<tr class='tr_main_value_odd'><td>{number}</td><td>{link}</td><td>2026-01-02</td></tr>"


def test_pages_of_the_catalogue_are_counted_by_the_site() -> None:
    asked: list[str] = []
    request: Request | None = SEARCH
    while request:
        page = _read(_catalogue(_line(len(asked))), request)
        asked.append(dict(request.form)["currpage"])
        assert (len(page.rows), request.referer, dict(request.form)["infotypeId"]) == (1, COLUMN, "B1")
        request = page.next
    assert asked == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("pager", "more"),
    [
        ("第1页 共 <b>2</b> 页", True),
        ("&nbsp;&nbsp;共40条&nbsp;&nbsp;共2页&nbsp;", True),
        ("<a href='javascript:goPage(2)'>下一页</a>", True),
        ("<a href='#' onclick='goPage(1)'>下一页</a>", False),
        ("共1页", False),
        ("", False),
    ],
)
def test_the_pager_of_the_catalogue(pager: str, more: bool) -> None:
    assert (_read(_catalogue(_line(1), pager), SEARCH).next is not None) is more


def test_rows_of_other_columns_are_left_out() -> None:
    page = _read(_catalogue(_line(1) + _line(2, 8), "共20条 共3页"), SEARCH)
    assert [row.title for row in page.rows] == ["公告1"]
    assert page.total is None
    assert _read(_catalogue(_line(1), "共20条 共3页"), SEARCH).total == 20


def test_a_part_of_the_catalogue_may_hold_several_columns() -> None:
    page = _read(_catalogue(_line(1, 71) + _line(2, 72), "共2条 共1页"), SEARCH)
    assert (len(page.rows), page.total) == (2, 2)


def test_all_of_an_area_is_searched_for_the_column() -> None:
    page = _read(_catalogue(_line(1, 8)), AREA)
    assert (page.rows, page.carries_rows, dict(page.next.form)["currpage"] if page.next else "") == ((), False, "2")
    page = _read(_catalogue(_line(1, 8) + _line(2)), AREA)
    assert ([row.title for row in page.rows], page.carries_rows, page.next is None) == (["公告2"], True, False)
    assert _kind(_catalogue(_line(1, 8), "共1页"), AREA) is ErrorKind.NO_ROWS


def test_a_plain_list_in_the_place_of_the_table() -> None:
    page = _read(f"<div class='zfxxgk_list_con'><ul>{_record(1)}{_record(2)}</ul></div>共1页", SEARCH)
    assert [(row.title, row.date_written) for row in page.rows] == [("公告1", "2026-01-02"), ("公告2", "2026-01-02")]


def test_a_table_without_classes() -> None:
    rows = (_line(1) + _line(2)).replace(" class='tr_main_value_odd'", "")
    assert [row.date_written for row in _read(_catalogue(rows, "共1页"), SEARCH).rows] == ["2026-01-02"] * 2
    head = "<tr><td>序号</td><td>名称</td><td>发文日期</td><td>发布日期</td></tr>"
    dated = rows[: rows.index("</tr>")] + "<td>2026-01-05</td></tr>"
    (row,) = _read(_catalogue(head.replace("发文", "生成") + dated, "共1页"), SEARCH).rows
    assert row.date_written == "2026-01-05", "the day it was put into the system is none, where another is told"
    (row,) = _read(_catalogue(head + dated, "共1页"), SEARCH).rows
    assert (row.title, row.date_written, row.fields["发文日期"]) == ("公告1", "2026-01-05", "2026-01-02")


def test_the_day_a_document_was_written_is_no_day_of_publication() -> None:
    head = "<tr><td>索引号</td><td>名称</td><td>成文日期</td></tr>"
    (row,) = _read(_catalogue(head + _line(1), "共1页"), SEARCH).rows
    assert (row.date_written, row.fields["成文日期"]) == (None, "2026-01-02")


def test_a_catalogue_in_a_frame_is_paged_by_its_address() -> None:
    frame = "<iframe src='/module/xxgk/subjectinfo.jsp?area=0026&amp;sortfield='></iframe>"
    first = _read(frame).next
    assert first == Request("http://a.test/module/xxgk/subjectinfo.jsp?area=0026&sortfield=", referer=COLUMN)
    following = _read(_catalogue(_line(1)), first).next
    assert following == replace(first, url=f"{first.url}&currpage=2")


@pytest.mark.parametrize(
    ("query", "kind", "meant"), [("", "0", "B5"), ("", "B2", "B2"), ("infotypeId=B1&amp;", "B2", "B1")]
)
def test_a_kind_of_0_is_none(query: str, kind: str, meant: str) -> None:
    call = f"loadDynamic('/module/xxgk/search.jsp?{query}area=0026', 'div7', '{kind}', '0', '950', '1756')"
    following = _read(f"<script>var infotypeId='B5';{call}</script>").next
    form = dict(following.form) if following else {}
    assert (form["infotypeId"], form["divid"], form["jdid"]) == (meant, "div7", "1756")


def test_the_address_of_the_source_says_which_part_is_meant() -> None:
    source = Source("site", "column", "栏目", f"{COLUMN}?vc_xxgkarea=0027&number=C5", "330000-zrzy", "330000")
    page = read_list(_answer("<iframe src='/module/xxgk/tree.jsp?area=0026&divid=div4'></iframe>"), source)
    form = dict(page.next.form) if page.next else {}
    assert (form["infotypeId"], form["area"], form["divid"]) == ("C5", "0027", "div4")


def test_the_home_page_in_the_frame_of_a_catalogue() -> None:
    lists = f"<ul>{_record(1)}</ul><a href='/col/col1/'>更多</a>" * 3
    home = f"<html><head><title>示例县自然资源和规划局</title></head><body>{lists}</body></html>"
    frame = Request("http://a.test/module/xxgk/subjectinfo.jsp?area=0026", referer=COLUMN)
    assert _kind(home, frame) is ErrorKind.HOME_PAGE


def test_rows_that_stand_in_the_page_of_a_catalogue() -> None:
    news = f"<ul>{_record(4, 9)}{_record(5, 9)}</ul>"
    call = "<script>var syh='';loadDynamic('/module/xxgk/search.jsp?infotypeId=B1&area=0026','div7')</script>"
    assert not _read(news + call).carries_rows
    assert [row.title for row in _read(f"{news}<table>{_line(1)}</table>{call}").rows] == ["公告1"]
    tree = "<iframe src='/module/xxgk/tree.jsp?area=0026'></iframe>"
    assert [row.title for row in _read(f"{tree}<ul>{_record(1)}{_record(2, 8)}</ul>").rows] == ["公告1"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (_catalogue("", "共3页"), ErrorKind.EMPTY_BUT_TOTAL),
        (_catalogue("", ""), ErrorKind.NO_ROWS),
        (f"<html><head><title>首页</title></head><body><ul>{_record(1)}</ul></body></html>", ErrorKind.WRONG_PAGE),
        ("<div>系统繁忙，请稍后再试 <a href='/art/2026/'>返回</a> 2026-01-02</div>", ErrorKind.ERROR_TEXT),
    ],
)
def test_a_catalogue_that_fails(text: str, kind: ErrorKind) -> None:
    assert _kind(text, SEARCH) is kind


def test_addresses_that_are_none() -> None:
    page = "<iframe src='http://[/module/xxgk/tree.jsp?area=1'></iframe><a href='/module/xxgk/tree.jsp?area=2'></a>"
    following = _read(page).next
    assert following is not None
    assert dict(following.form)["area"] == "2"


@pytest.mark.parametrize("said", ["共0条 共0页", "<p>暂无数据</p>"])
def test_an_empty_catalogue_says_so(said: str) -> None:
    assert _read(_catalogue("", said), SEARCH) == ListPage((), total=0)


def _array(*records: str) -> str:
    return ",".join(f"'{record}'" for record in (one.replace("'", "\\'") for one in records))


def test_dataproxy_of_2014_answers_an_array() -> None:
    store = f"dataStore = [{_array(_record(3), _record(4))}];"
    page = _read(f"\r\n\r\ntotalRecord=7.0;totalPage = 5;{store}", ARRAYS)
    assert [row.title for row in page.rows] == ["公告3", "公告4"]
    assert (page.total, page.next and "startrecord=5&endrecord=6" in page.next.url) == (7, True)
    assert _read(store, ARRAYS).total == 5, "as the page before said"
    assert _kind("totalRecord=5.0;dataStore = [];", ARRAYS) is ErrorKind.EMPTY_BUT_TOTAL
    assert _kind(f"totalRecord=5.0;dataStore = [{_array(_record(3))},'<li><a hr", ARRAYS) is ErrorKind.CUT_SHORT


def test_escapes_of_a_script() -> None:
    record = _record(3).replace("公告3", "\\u516c\\u544a\\ud83d\\ude00\\ud800 \\x\\ny")
    assert _read(f"totalRecord=9.0;dataStore = [{_array(record)}];", ARRAYS).rows[0].title == "公告😀\ufffd x y"


@pytest.mark.parametrize(
    "text",
    [
        " " * 300_000 + "x",
        "name=jdid " * 30_000,
        "共" + "&nbsp;" * 50_000,
        "f(" * 50_000,
        "<a " * 50_000,
        "'" * 100_000,
    ],
)
@pytest.mark.parametrize("connector", ["xxgk", "jpage", "truecms"])
def test_repetition_is_survived(text: str, connector: str) -> None:
    for asked in (FIRST, SEARCH, ARRAYS, _message(31, 40)):
        for page in (text, f"<script>/module/xxgk/search.jsp messageController/getMessage.do {text}"):
            with pytest.raises(VisitError):
                _read(page, asked, connector)


def _store(head: str, *records: str) -> str:
    return f"<datastore>{head}{''.join(f'<record><![CDATA[{one}]]></record>' for one in records)}</datastore>"


def _group(page: int) -> str:
    return f'<nextgroup><![CDATA[<a href="/dataproxy.jsp?page={page}&columnid=x%3D%3D&unitid=q"></a>]]></nextgroup>'


def test_pages_whose_link_leads_back_are_counted_on() -> None:
    head = f"{_group(1)}<totalrecord>300</totalrecord><totalpage>3</totalpage>"
    page = _read(_store(head, _record(1)), PAGE)
    assert page.next == replace(PAGE, url="http://a.test/dataproxy.jsp?page=3&columnid=x%3D%3D&unitid=q")
    assert _read(_store(head, _record(1)), page.next).next is None


def test_encrypted_ids_go_before_the_group_form() -> None:
    unit = f'<div id="1"><script type="text/xml">{_store(_group(1), _record(1))}</script></div>'
    options = "totalRecord:90,dataStore:$('#1').html(),proxyUrl:'/p/dataproxy.jsp'"
    call = f"<script>var param_1={{columnid:7,unitid:'1'}};$('#1').jpage({{{options}}});</script>"
    assert _read(unit + call).next == Request(
        "http://a.test/dataproxy.jsp?page=1&columnid=x%3D%3D&unitid=q", referer=COLUMN, declared=90
    )
    assert _read((unit + call).replace("totalRecord:90", "totalRecord:1")).next is None
    plain = (unit + call).replace("x%3D%3D", "7").replace("unitid=q", "unitid=1")
    for written in (plain, plain.replace("'1'}", '"1"}')):
        following = _read(written).next
        assert (following and following.method, following and following.form) == (
            "POST",
            (("columnid", "7"), ("unitid", "1")),
        )
    assert _read(plain.replace("totalRecord:90,", "")).next is None, "fewer than fill a group"


def test_an_empty_page_under_a_total() -> None:
    assert _kind("<datastore><recordset></recordset></datastore>", PAGE) is ErrorKind.EMPTY_BUT_TOTAL
    assert _kind(_store("", "系统繁忙，请稍后再试"), PAGE) is ErrorKind.ERROR_TEXT
    assert _kind(_store("", "系统繁忙，请稍后再试"), ARRAYS) is ErrorKind.ERROR_TEXT


def _message(start: int, end: int, **more: object) -> Request:
    return replace(Request(MESSAGE.format(start, end), referer=COLUMN), **more)  # type: ignore[arg-type]


def _said(total: int | None, *numbers: int) -> str:
    head = "" if total is None else f"<totalrecord>{total}</totalrecord>"
    records = (
        f'<li><a href="content/{number}.html">公告{number}</a><span>2026-01-02</span></li>' for number in numbers
    )
    return f";raw({json.dumps({'result': _store(head, *records)})})"


def test_windows_follow_each_other() -> None:
    page = _read(_said(45, *range(31, 41)), _message(31, 40))
    assert page.rows[0].url == "http://a.test/col/col7/content/31.html"
    assert (page.total, page.next) == (45, _message(41, 50, declared=45))
    assert _read(_said(45, *range(41, 46)), _message(41, 50)).next is None


def test_a_host_that_hands_out_fewer_than_asked_for() -> None:
    page = _read(_said(90, *range(31, 36)), _message(31, 40))
    assert page.next == _message(36, 45, declared=90)


def test_a_window_that_is_too_large_is_answered_by_nothing() -> None:
    smaller = _message(31, 40)
    page = _read(';raw({"result":""})', _message(31, 90, declared=200, instead=smaller))
    assert page == ListPage((), smaller, 200, carries_rows=False)
    assert _kind(';raw({"result":""})', replace(smaller, declared=200)) is ErrorKind.EMPTY_BUT_TOTAL
    assert _read(_said(30), _message(31, 40)).next is None


def test_a_group_that_is_refused_is_asked_for_by_pages() -> None:
    page = _read((DATA / "truecms_column.html").read_text("utf-8"))
    assert page.next is not None
    assert page.next.instead is not None
    assert "startrecord=4&endrecord=23" in page.next.instead.url
    assert page.next.instead.referer == COLUMN


def test_a_page_of_truecms_without_rows() -> None:
    column = (DATA / "truecms_column.html").read_text("utf-8")
    empty = column[: column.index("<ul>")] + column[column.index("</ul>") :]
    page = _read(empty)
    assert (page.rows, page.carries_rows, page.next and "startrecord=1&" in page.next.url) == ((), False, True)
    assert _read(empty.replace("totalRecord:41", "totalRecord:0")) == ListPage((), total=0)
    alone = _read(column.replace("messageController", "x"), connector="truecms")
    assert (len(alone.rows), alone.next) == (3, None)
    assert _kind("<html><ul><li>一页</li></ul></html>", connector="truecms") is ErrorKind.UNIT_MISSING
    assert _kind(column[: column.index("示例镇")], connector="truecms") is ErrorKind.CUT_SHORT


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (';raw({"result":"<datastore><totalrecord>41', ErrorKind.UNREADABLE),
        ('raw({"code":500,"message":"访问过于频繁"})', ErrorKind.ERROR_TEXT),
        ('raw({"result":"系统异常"})', ErrorKind.ERROR_TEXT),
        (_said(41), ErrorKind.EMPTY_BUT_TOTAL),
        ("<html><title>系统维护</title></html>", ErrorKind.MAINTENANCE),
        ("<html><body>" + "新闻 " * 300, ErrorKind.UNREADABLE),
    ],
)
def test_an_interface_of_truecms_that_fails(text: str, kind: ErrorKind) -> None:
    assert _kind(text, _message(31, 40)) is kind


_ERRORS = (
    "系统繁忙，请稍后再试！",
    "<html><head><title>系统提示</title></head><body><a href='/index.html'>返回首页</a> 2026-01-02 10:00</body></html>",
    "<table><tr><td>网站维护中</td><td><a href='/'>返回</a></td><td>2026-01-02</td></tr></table>",
    "<ul><li><a href='javascript:history.go(-1)'>访问过于频繁</a><span>2026-01-02</span></li></ul>",
    "<script>$_ts=window['$_ts'];</script>",
    '{"code":500,"message":"服务器异常","result":null}',
    ';raw({"result":"<datastore><record><![CDATA[<li>请登录<span>2026-01-02</span></li>]]></record></datastore>"})',
    "<datastore><record><![CDATA[<li><a href='#'>系统维护</a><span>2026-01-02</span></li>]]></record></datastore>",
    "totalRecord=1.0;dataStore = ['<li>系统维护<span>2026-01-02</span></li>'];",
    "<div id='initData'><ul><li>系统维护<span>2026-01-02</span></li></ul></div>",
)
_ASKED = (FIRST, SEARCH, AREA, ARRAYS, PAGE, _message(31, 40))
_KINDS = st.sampled_from(["xxgk", "jpage", "truecms", None])
_PAGES = [
    *(path.read_bytes() for name in ("xxgk_*.html", "jpage_*.html", "truecms_*.html") for path in DATA.glob(name)),
    f"totalRecord=5.0;dataStore = [{_array(_record(3), _record(4))}];".encode(),
    (_store(_group(2) + "<totalrecord>9</totalrecord>", _record(1))).encode(),
    _catalogue(_line(1) + _record(2)).encode(),
]


@pytest.mark.parametrize("said", _ERRORS)
@pytest.mark.parametrize("request_", _ASKED)
@pytest.mark.parametrize("connector", ["xxgk", "jpage", "truecms", None])
def test_an_error_text_makes_no_row(said: str, request_: Request, connector: str | None) -> None:
    with pytest.raises(VisitError):
        _read(said, request_, connector)


@st.composite
def _spoilt(draw: st.DrawFn) -> bytes:
    """Any bytes; else a page cut off, with something put in, or in another charset than it says."""
    page = draw(st.one_of(st.sampled_from(_PAGES), st.binary(max_size=300)))
    start, gap = draw(st.integers(0, len(page))), draw(st.integers(0, 200))
    put = draw(
        st.sampled_from([b"", b"<", b"'", b'"', b"\\", b"]]>", b"[", b"{", b"</li>", b"\0", b"\xff", b"\\ud800"])
    )
    spoilt = draw(st.sampled_from([page[:start], page[:start] + put + page[start + gap :]]))
    charset = draw(st.sampled_from(["utf-8", "gb18030", "utf-16", "big5"]))
    return draw(st.sampled_from([spoilt, spoilt.decode("utf-8", "ignore").encode(charset, "ignore")]))


@settings(max_examples=300)
@given(_spoilt(), st.sampled_from(_ASKED), _KINDS)
def test_no_answer_raises_anything_but_a_visit_error(content: bytes, asked: Request, connector: str | None) -> None:
    try:
        page = _read(content, asked, connector)
    except VisitError:
        return
    window = window_of(asked.url)
    ends = window is not None and window[0] > 1 and asked.declared is None and b"<datastore" in content
    assert page.rows or page.next or page.total is not None or ends, "only a list without a total may end so"
    expect_sound(page.rows)


@settings(max_examples=100)
@given(st.sampled_from(_ERRORS), st.text(max_size=40), st.sampled_from(_ASKED), _KINDS)
def test_an_error_text_among_other_words_makes_no_row(
    said: str, around: str, asked: Request, connector: str | None
) -> None:
    try:
        page = _read(around + said + around, asked, connector)
    except VisitError:
        return
    assert not page.rows
