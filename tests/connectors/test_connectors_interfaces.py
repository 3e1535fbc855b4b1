"""Interfaces that answer JSON: how they are asked page by page, what is read, and every way in which they fail."""

import json
from contextlib import nullcontext
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from federator.connectors.catalogue import PRESETS, first_request, read_list
from federator.connectors.recognise import recognise
from federator.model.answer import Answer, Request
from federator.model.errors import ErrorKind, VisitError
from federator.model.row import ListPage
from federator.model.site import JsonRule, Source
from federator.notation.dates import read_time
from tests.answers import answer_at
from tests.connectors.sound import expect_sound

HOME = "http://a.test/"
SITE = "7eb5f7f1-9041-43ad-8e13-8fcb82ea831a"
LIST = {"data": {"list": [{"id": 7, "t": "关于征地的公告", "d": "2026-08-28"}], "total": 41}, "code": 200}
RULE = JsonRule(items="data.list", total="data.total", title="t", link="/n/{id}.html", date="d", address="?p={page}")


def source(url: str = "http://a.test/api", rule: JsonRule | None = None, connector: str | None = None) -> Source:
    return Source("s", "c", "栏目", url, "330000-zrzy", "330000", home=HOME, rule=rule, connector=connector)


def answer(said: object, request: Request) -> Answer:
    return answer_at(request, said if isinstance(said, bytes) else json.dumps(said, ensure_ascii=False))


def read(said: object, of: Source, request: Request | None = None) -> ListPage:
    return read_list(answer(said, request or first_request(of)), of)


def kind(said: object, of: Source, request: Request | None = None) -> ErrorKind:
    with pytest.raises(VisitError) as raised:
        read(said, of, request)
    return raised.value.kind


# ── asking ──


def test_a_rule_asks_page_by_page_until_all_that_is_declared_is_seen() -> None:
    of = source("http://a.test/api?channel=3", RULE)
    first = first_request(of)
    assert (first.method, first.url, first.referer) == ("GET", "http://a.test/api?channel=3&p=1", HOME)
    full = LIST | {"data": {"list": LIST["data"]["list"] * 20, "total": 41}}  # type: ignore[index]
    second = read(full, of).next
    assert second
    assert (second.url, second.declared) == ("http://a.test/api?channel=3&p=2", 41)
    third = read(full, of, second).next
    assert third
    assert third.url.endswith("&p=3")
    assert read(full, of, third).next is None
    assert read(full | {"data": full["data"] | {"total": 40}}, of, second).next is None  # type: ignore[operator]
    assert kind({"data": {"list": [], "total": 41}}, of, second) is ErrorKind.EMPTY_BUT_TOTAL
    assert read({"data": {"list": [], "total": 40}}, of, third) == ListPage((), None, 40), "the pages before were all"


def test_a_body_of_json_counts_pages_as_the_interface_does() -> None:
    rule = replace(RULE, address="/list", json='{"from":{offset},"n":{size}}', size=5, first=0, referer="/page.html")
    of = source(rule=rule)
    first = first_request(of)
    assert (first.method, first.url, first.json) == ("POST", "http://a.test/list", '{"from":0,"n":5}')
    assert first.referer == "http://a.test/page.html"
    assert first.key != read(LIST, of).next.key  # type: ignore[union-attr]
    assert read(LIST, of).next.json == '{"from":5,"n":5}'  # type: ignore[union-attr]


def test_a_form_and_a_list_of_one_page() -> None:
    of = source(rule=replace(RULE, address="", form="cmd=list&word=&page={page}"))
    assert first_request(of).form == (("cmd", "list"), ("word", ""), ("page", "1"))
    assert read(LIST, of).next.form == (("cmd", "list"), ("word", ""), ("page", "2"))  # type: ignore[union-attr]
    assert read(LIST, source(rule=replace(RULE, address=""))).next is None


def test_an_offset_goes_on_by_as_many_as_a_page_holds() -> None:
    of = source(rule=replace(RULE, address="?from={offset}", size=10))
    full = {"data": {"list": LIST["data"]["list"] * 10, "total": 25}}  # type: ignore[index]
    asked = [first_request(of)]
    while following := read(full, of, asked[-1]).next:
        asked.append(following)
    assert [one.url.partition("?")[2] for one in asked] == ["from=0", "from=10", "from=20"]


def test_without_a_total_the_list_ends_where_a_page_is_empty() -> None:
    of = source(rule=replace(RULE, total=""))
    second = read(LIST, of).next
    assert second
    assert read({"data": {"list": []}}, of, second) == ListPage(())
    assert kind({"data": {"list": []}}, of) is ErrorKind.EMPTY_BUT_TOTAL


@pytest.mark.parametrize(
    ("url", "preset", "asked", "body"),
    [
        (
            "https://api.landchina.com/tGygg/transfer/list?xzqDm=331100",
            "landchina",
            "https://api.landchina.com/tGygg/transfer/list",
            '{"pageNum":1,"pageSize":20,"xzqDm":"331100"}',
        ),
        (
            "https://z.test/trade/view/publicity/queryPublicityList?type=3&current=9&sort=desc",
            "zjzrzyjy",
            "https://z.test/trade/view/publicity/queryPublicityList?type=3&current=1&sort=desc&size=50",
            "",
        ),
        (
            "https://z.test/trade/view/landbidding/querylandBidding?regionCode=330200,330201",
            "zjzrzyjy-bidding",
            "https://z.test/trade/view/landbidding/querylandBidding?regionCode=330200,330201&currentPage=1&pageSize=50",
            "",
        ),
        (
            "https://g.test/zqhjj/gkmlpt/api/all/21023?sid=758019",
            "gkmlpt",
            "https://g.test/zqhjj/gkmlpt/api/all/21023?sid=758019&page=1",
            "",
        ),
        (
            "https://g.test/zhengce/zuixin/ZUIXINZHENGCE.json",
            "gov-cn",
            "https://g.test/zhengce/zuixin/ZUIXINZHENGCE.json",
            "",
        ),
        (
            "https://www.zjzrzyjy.com/landView/land-bidding?regionCode=331100#top",
            "zjzrzyjy-bidding",
            "https://www.zjzrzyjy.com/trade/view/landbidding/querylandbidding"
            "?sortWay=desc&sortField=ZYKSSJ&regionCode=331100&currentPage=1&pageSize=50",
            "",
        ),
        (
            "https://www.zjzrzyjy.com/landWeb/publicityList",
            "zjzrzyjy",
            "https://www.zjzrzyjy.com/trade/view/publicity/queryPublicityList?type=3&sort=desc&current=1&size=50",
            "",
        ),
        (
            "https://www.landchina.com/#/givingNotice",
            "landchina",
            "https://api.landchina.com/tGygg/transfer/list",
            '{"pageNum":1,"pageSize":20}',
        ),
        (
            "http://h.test/hzgov/openapi/info/ajaxpagelist.do?channelid=26535",
            "ajaxpagelist",
            "http://h.test/hzgov/openapi/info/ajaxpagelist.do?channelid=26535&pagesize=15&pageno=1",
            "",
        ),
    ],
)
def test_a_known_interface_is_asked_by_its_address_alone(url: str, preset: str, asked: str, body: str) -> None:
    first = first_request(source(url))
    assert (first.url, first.json) == (asked, body)
    found = recognise(answer([], first))
    assert found
    assert (found.connector, found.evidence[0].en) == ("json-list", f"the address of the interface {preset}")


# ── reading ──


@pytest.mark.parametrize(
    ("url", "said", "rows"),
    [
        (
            "https://api.landchina.com/tGygg/transfer/list",
            {"data": {"total": 1, "list": [{"gyggGuid": "4b-1", "gyggBt": "拍卖公告", "fbSj": "2026-10-02T12:10:05"}]}},
            [("拍卖公告", "https://www.landchina.com/landSupplyDetail?id=4b-1", "2026-10-02T12:10:05")],
        ),
        (
            "https://api.landchina.com/tCjgs/deal/list",
            {"data": {"total": 1, "list": [{"cjgsGuid": "90-e", "gsbt": "成交公示", "jzrq": "2026-10-02"}]}},
            [("成交公示", "https://api.landchina.com/tCjgs/deal/list?id=90-e", "2026-10-02")],
        ),
        (
            "https://g.test/gkmlpt/api/all/5?sid=2",
            {"articles": [{"title": "批前公示", "url": "/gkmlpt/post_1.html", "date": 1788192000}], "total": 1},
            [("批前公示", "https://g.test/gkmlpt/post_1.html", "2026-09-01 00:00:00")],
        ),
        (
            "https://g.test/gkmlpt/api/all/5?sid=2",
            {
                "articles": [
                    {"id": 7, "title": "甲", "display_publish_time": 1788192000, "create_time": 1788105600},
                    {"id": 8, "title": "乙", "display_publish_time": None, "create_time": 1788191999},
                ],
                "classify": {"post_count": 2},
            },
            [
                ("甲", "https://g.test/gkmlpt/api/all/5?id=7", "2026-09-01 00:00:00"),
                ("乙", "https://g.test/gkmlpt/api/all/5?id=8", "2026-08-31 23:59:59"),
            ],
        ),
        (
            "https://g.test/a/b/TONGZHI.json",
            [{"TITLE": "通知", "URL": "https://g.test/c.htm", "DOCRELPUBTIME": "2026-09-28"}],
            [("通知", "https://g.test/c.htm", "2026-09-28")],
        ),
        (
            "http://h.test/x/openapi/info/ajaxpagelist.do?channelid=1",
            {"infolist": [{"title": "公告", "url": "http://h.test/1.html", "daytime": "2026-09-08"}]},
            [("公告", "http://h.test/1.html", "2026-09-08")],
        ),
    ],
)  # fmt: skip
def test_a_known_interface_is_read(url: str, said: object, rows: list[tuple[str, str, str]]) -> None:
    read_rows = read(said, source(url)).rows
    assert [(row.title, row.url.partition("&")[0], row.date_written) for row in read_rows] == rows
    assert all(read_time(row.date_written or "") for row in read_rows)


def test_the_text_of_a_notice_and_its_numbers_may_stand_in_the_list() -> None:
    of = source("https://z.test/trade/view/publicity/queryPublicityList")
    record = {"title": "成交公示", "sourceId": "9", "releaseTime": 1788192000000, "content": "<p>地块</p>"}
    (row,) = read({"data": {"records": [record], "total": 1}}, of).rows
    assert row.html == record["content"]
    numbered = replace(RULE, fields=(("索引号", "no"), ("文号", "doc")))
    said = {"data": {"list": [{"id": 1, "t": "甲", "no": "113/2026-1"}], "total": 1}}
    assert read(said, source(rule=numbered)).rows[0].fields == {"索引号": "113/2026-1"}


def test_a_record_with_an_id_and_nothing_else_is_no_row() -> None:
    rule = replace(RULE, link="u", id="id")
    said = {"data": {"list": [{"id": 1, "t": "甲"}, {"id": 2}, {"id": 3, "u": "/3.html"}], "total": 3}}
    found = [(row.title, row.url) for row in read(said, source(rule=rule)).rows]
    assert found == [("甲", "http://a.test/api?id=1"), ("", "http://a.test/3.html")]


def test_paths_go_through_wrapped_json_and_the_first_of_several_counts() -> None:
    rule = JsonRule(items="custom.Table|custom.data", total="custom.TotalCount", title="a.b|c", link="u")
    wrapped = {"custom": json.dumps({"TotalCount": "1", "data": [{"c": "<b>公告</b>&amp;附件", "u": "x.html"}]})}
    page = read(wrapped, source(rule=rule))
    assert [(row.title, row.url) for row in page.rows] == [("公告&附件", "http://a.test/x.html")]
    assert page.total == 1
    assert read(b"cb_1(" + json.dumps(wrapped).encode() + b");", source(rule=rule)).total == 1


def test_a_rule_over_a_preset_says_only_what_differs() -> None:
    rule = JsonRule(preset="irs", json='{"pageNo":{page},"tableName":"t_1"}', title="f_1")
    of = source("http://k.test/irs/front/list", rule)
    usual = json.loads(first_request(source(of.url, replace(rule, json=""))).json)
    assert usual == {
        "pageNo": 1,
        "pageSize": 20,
        "searchFields": [],
        "isPage": True,
        "sorts": [{"sortField": "save_time", "sortOrder": "DESC"}],
    }
    assert first_request(of).json == '{"pageNo":1,"tableName":"t_1"}'
    said = {"success": True, "data": {"list": [{"f_1": "公告", "doc_pub_url": "/a.html"}], "pager": {"total": 1}}}
    assert [row.url for row in read(said, of).rows] == ["http://k.test/a.html"]


# ── failing ──

FAILURES = [
    ({"code": 500, "msg": "系统繁忙，请稍后再试", "data": None}, ErrorKind.ERROR_TEXT),
    ({"success": False, "message": "参数错误", "data": {"list": [{"t": "参数错误"}]}}, ErrorKind.ERROR_TEXT),
    ({"status": {"code": 300, "text": "参数有误"}, "data": {"list": []}}, ErrorKind.ERROR_TEXT),
    ({"code": 200, "msg": "系统维护中", "data": None}, ErrorKind.MAINTENANCE),
    ({"code": 401, "msg": "请先登录", "data": None}, ErrorKind.LOGIN),
    ({"code": 200, "msg": "验证码错误", "data": None}, ErrorKind.CAPTCHA),
    ({"code": 200, "data": {"list": [], "total": 41}}, ErrorKind.EMPTY_BUT_TOTAL),
    ({"code": 200, "data": {"list": []}}, ErrorKind.EMPTY_BUT_TOTAL),
    ({"code": 200, "data": {"records": []}}, ErrorKind.NO_ROWS),
    (b'{"code":200,"data":{"list":[{"t":"\xe5\x85', ErrorKind.CUT_SHORT),
    (b'{"code":200,"data":}', ErrorKind.UNREADABLE),
    ("<html><title>系统维护</title><body>每日20:00-次日8:00为维护时间</body></html>".encode(), ErrorKind.MAINTENANCE),
    (b"<html><body>" + "关于土地的新闻。".encode() * 300, ErrorKind.WRONG_TYPE),
]  # fmt: skip


@pytest.mark.parametrize(("said", "named"), FAILURES)
def test_a_failure_under_a_good_status_is_named(said: object, named: ErrorKind) -> None:
    assert kind(said, source(rule=RULE)) is named


def test_a_total_of_none_is_believed() -> None:
    assert read({"data": {"list": [], "total": 0}}, source(rule=RULE)) == ListPage((), None, 0)
    assert read({"data": {"list": None, "total": 0}}, source(rule=RULE)).rows == ()


def test_a_rule_that_says_too_little() -> None:
    with pytest.raises(VisitError) as raised:
        first_request(source("http://k.test/irs/front/list"))
    assert raised.value.kind is ErrorKind.RULE
    assert (
        kind({}, source(rule=JsonRule(preset="nobody"), connector="json-list"), Request("http://a.test/"))
        is ErrorKind.RULE
    )
    assert kind({}, source(rule=replace(RULE, address="javascript:;")), Request("http://a.test/")) is ErrorKind.RULE


# ── Epoint ──

COLUMN = "http://e.test/dynamic/zwgk/govInfoPub.html?categorynum=003006"
SCRIPT = Request("http://e.test/js/webBuilderCommon.js?categorynum=003006&deptcode=", referer=COLUMN)
INFO = f"""var siteInfo = {{'siteGuid':'{SITE}','projectName':'/EWB-FRONT','vname':''}}\nif (!window.webbuilder) {{}}"""


def epoint(said: object, request: Request) -> ListPage:
    return read_list(answer(said, request), source(COLUMN))


def question(request: Request | None) -> dict[str, object]:
    assert request
    body = json.loads(request.json)
    return body.get("params", body) | {"wrapped": "params" in body}


def rows(*titles: str) -> list[dict[str, str]]:
    return [
        {"title": f"{title}...", "realtitle": title, "infourl": f"/a/{title}.html", "infodate": "2026-08-28 09:00:00"}
        for title in titles
    ]


def test_a_shell_leads_to_its_script_and_that_to_the_interface() -> None:
    page = epoint(INFO.encode(), SCRIPT)
    assert not page.carries_rows
    assert page.next
    assert (page.next.method, page.next.referer) == ("POST", COLUMN)
    assert page.next.url == "http://e.test/EWB-FRONT/rest/lightfrontaction/getgovinfolist"
    asked = {
        "deptcode": "",
        "categorynum": "003006",
        "pageIndex": 0,
        "pageSize": 20,
        "siteGuid": SITE,
        "wrapped": False,
    }
    assert question(page.next) == asked


@pytest.fixture
def plain() -> Request:
    first = epoint(INFO.encode(), SCRIPT).next
    assert first
    return first


@pytest.mark.parametrize(
    "said",
    [
        {"custom": {"total": 2, "data": rows("甲", "乙")}},
        {"custom": json.dumps({"total": 2, "data": rows("甲", "乙")})},
        {"custom": json.dumps({"TotalCount": 2, "Table": rows("甲", "乙")})},
    ],
)
def test_the_interface_answers_in_several_spellings(said: object, plain: Request) -> None:
    page = epoint(said, plain)
    assert [(row.title, row.url) for row in page.rows] == [
        ("甲", "http://e.test/a/甲.html"),
        ("乙", "http://e.test/a/乙.html"),
    ]
    assert page.total == 2


def test_rows_without_an_address_lie_beside_their_column(plain: Request) -> None:
    column = replace(plain, referer="http://e.test/jyxx/003001/003001001/list.html")
    record = {"infoid": "b01c29d7", "postdate": "2026-08-28", "title": "公告"}
    (row,) = epoint({"custom": json.dumps({"TotalCount": 1, "Table": [record]})}, column).rows
    assert row.url == "http://e.test/jyxx/003001/003001001/20260828/b01c29d7.html"


def test_a_site_that_counts_from_one_shows_its_first_page_twice(plain: Request) -> None:
    first = {"custom": {"total": 3, "data": rows("甲", "乙")}}
    page = epoint(first, plain)
    again = epoint(first, page.next)  # type: ignore[arg-type]
    assert not again.carries_rows
    assert question(again.next)["pageIndex"] == 2
    last = epoint({"custom": {"total": 3, "data": rows("丙")}}, again.next)  # type: ignore[arg-type]
    assert [row.title for row in last.rows] == ["丙"]
    other = epoint({"custom": {"total": 3, "data": rows("丙")}}, page.next)  # type: ignore[arg-type]
    assert other.carries_rows


def test_an_interface_that_answers_nothing_is_asked_in_its_other_ways(plain: Request) -> None:
    nothing = {"custom": "", "status": {"code": "300", "text": "参数不正确"}}
    request = plain
    for index, wrapped in [(0, False), (0, True), (1, False)]:
        assert (question(request)["pageIndex"], question(request)["wrapped"]) == (index, wrapped)
        following = epoint(nothing, request).next
        assert following
        request = following
    with pytest.raises(VisitError) as raised:
        epoint(nothing, request)
    assert (raised.value.kind, raised.value.detail) == (ErrorKind.ERROR_TEXT, "参数不正确")


def test_an_empty_column_and_an_empty_answer(plain: Request) -> None:
    wrapped = epoint({"custom": {"total": 0, "data": []}}, plain).next
    assert wrapped
    assert epoint({"custom": {"total": 0, "data": []}}, wrapped) == ListPage((), None, 0)
    last = replace(wrapped, json=json.dumps({"token": "", "params": question(wrapped) | {"pageIndex": 1}}))
    with pytest.raises(VisitError) as raised:
        epoint({"custom": {"total": 9, "data": []}}, last)
    assert raised.value.kind is ErrorKind.EMPTY_BUT_TOTAL


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ({"custom": "验证码验证失败！"}, ErrorKind.CAPTCHA),
        ({"custom": "系统繁忙，请稍后再试"}, ErrorKind.ERROR_TEXT),
        (b"{\"custom\":", ErrorKind.CUT_SHORT),
    ],
)  # fmt: skip
def test_what_the_interface_reports(said: object, named: ErrorKind, plain: Request) -> None:
    with pytest.raises(VisitError) as raised:
        epoint(said, plain)
    assert raised.value.kind is named


def test_without_a_total_the_interface_ends_where_a_page_is_empty(plain: Request) -> None:
    second = epoint({"custom": {"data": rows("甲")}}, plain).next
    assert second
    assert epoint({"custom": {"data": []}}, second) == ListPage(())


@pytest.mark.parametrize("level", ['{"status":', '{"code":[', '{"data":{"list":', '{"custom":{"data":['])
def test_levels_without_end(level: str) -> None:
    closing = level.translate(str.maketrans("{[", "}]", '"abcdefghijklmnopqrstuvwxyz:'))[::-1]
    for depth in (10, 150, 400, 700, 950):
        content = (level * depth + "1" + closing * depth).encode()
        for of in (source(rule=RULE), source(COLUMN, connector="epoint")):
            with pytest.raises(VisitError):
                read_list(answer(content, Request("http://a.test/x")), of)


@pytest.mark.parametrize(
    ("folder", "told", "category"),
    [("003006/", "", "003006"), ("003006/", "<input id='categorynum' value='003007'>", "003007"), ("", "", "")],
)
def test_a_shell_names_its_category_or_fails(folder: str, told: str, category: str) -> None:
    asked = Request(f"http://e.test/zwgk/{folder}list.html")
    shell = f"<html><body>{told}<script src='/js/webBuilderCommon.js'></script></body></html>".encode()
    with nullcontext() if category else pytest.raises(VisitError, match="categorynum"):
        page = read_list(answer(shell, asked), source(asked.url, connector="epoint"))
        assert page.next
        assert page.next.url == f"http://e.test/js/webBuilderCommon.js?categorynum={category}&deptcode="


def test_a_script_asked_for_without_a_category() -> None:
    with pytest.raises(VisitError) as raised:
        epoint(INFO.encode(), Request("http://e.test/js/webBuilderCommon.js?deptcode=1", referer=COLUMN))
    assert raised.value.kind is ErrorKind.UNIT_MISSING


@pytest.mark.parametrize("script", ["var siteInfo = {}", "var siteInfo = {broken}", 'var siteInfo = {"siteGuid":""};'])
def test_a_script_that_names_no_site(script: str) -> None:
    with pytest.raises(VisitError) as raised:
        read_list(answer(script.encode(), SCRIPT), source(COLUMN, connector="epoint"))
    assert raised.value.kind is ErrorKind.UNIT_MISSING


# ── anything at all ──

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["data", "list", "custom", "total", "articles", "title", "url", "code", "msg", "t", "success"]
            )
            | st.text(max_size=4),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
_SOURCES = [
    source(rule=RULE),
    source("http://a.test/tGygg/transfer/list"),
    source("http://a.test/gkmlpt/api/all/5"),
    source("http://a.test/openapi/info/ajaxpagelist.do"),
    source("http://a.test/index.html", connector="json-list"),
]


@settings(max_examples=150)
@given(_JSON, st.sampled_from(_SOURCES), st.sampled_from(["utf-8", "gb18030", "utf-16"]), st.integers(0, 60))
def test_no_json_raises_anything_but_a_visit_error(said: object, of: Source, charset: str, cut: int) -> None:
    content = json.dumps(said, ensure_ascii=False).encode(charset, "replace")
    for body in (content, content[: len(content) - cut], b"var itemObj=" + content):
        _expect_rows_or_visit_error(body, of, first_request(of))


@settings(max_examples=150)
@given(_JSON, st.integers(0, 3), st.booleans())
def test_no_answer_of_epoint_raises_anything_but_a_visit_error(said: object, index: int, wrapped: bool) -> None:
    asked: object = {"pageIndex": index, "pageSize": 20, "siteGuid": SITE}
    body = json.dumps({"params": asked} if wrapped else asked)
    request = Request("http://e.test/x/rest/lightfrontaction/getgovinfolist", "POST", referer=COLUMN, json=body)
    for content in ({"custom": said}, {"custom": json.dumps(said)}, said):
        _expect_rows_or_visit_error(json.dumps(content).encode(), source(COLUMN, connector="epoint"), request)


def _expect_rows_or_visit_error(content: bytes, of: Source, request: Request) -> None:
    try:
        page = read_list(answer(content, request), of)
    except VisitError:
        return
    expect_sound(page.rows)


@settings(max_examples=60)
@given(
    st.sampled_from(
        ["系统繁忙，请稍后再试", "验证码验证失败！", "请先登录", "系统维护中", "拒绝访问", "service unavailable"]
    ),
    st.sampled_from(sorted({"custom", "data", "list", "msg", "message", "error"})),
    st.sampled_from([None, [], {}, ""]),
    st.sampled_from(_SOURCES),
)
def test_an_error_text_never_becomes_a_row(text: str, key: str, beside: object, of: Source) -> None:
    for said in ({key: text, "data": beside, "code": 500}, {"success": False, key: [{"t": text, "title": text}]}, text):
        with pytest.raises(VisitError):
            read(said, of)
        with pytest.raises(VisitError):
            read(f"<html><body>{text}</body></html>".encode(), of)


def test_every_preset_is_complete_but_those_that_a_rule_completes() -> None:
    assert [name for name, preset in PRESETS.items() if not preset.rule.title] == ["irs"]
