"""Lists that only a script of their page knows: an array in it, or an interface that it asks."""

import json
from html import escape
from time import process_time

import pytest

from federator.connectors.catalogue import read_list
from federator.connectors.xml_values import xml_of
from federator.model.answer import Request
from federator.model.errors import ErrorKind, VisitError
from federator.model.row import ListPage
from federator.model.site import Rule, Source
from federator.notation.dates import read_time
from tests.answers import answer_at

COLUMN = "http://a.test/col/gg/index.html"
API = "http://a.test/api/list?c=3&pageSize=3&pageNo=1"
FRAME = "<html><body><ul id='list'></ul><script>{}</script></body></html>"


def read(text: str, url: str = COLUMN, rule: Rule | None = None) -> ListPage:
    answer = answer_at(url, text)
    return read_list(answer, Source("s", "c", "公告", COLUMN, "", "", rule=rule))


def records(*numbers: int, **more: object) -> list[dict[str, object]]:
    return [
        {
            "title": f"征地公告第{n}号",
            "url": f"/gg/{n}.html",
            "picUrl": "/p.png",
            "publishDate": f"2026-09-0{n} 10:00:00",
        }
        | more
        for n in numbers
    ]


ARRAY = json.dumps(records(3, 2, 1), ensure_ascii=False)
LITERAL = (
    "[" + ",".join(f"{{title:'征地公告第{n}号', url:\"/gg/{n}.html\", time:'2026-09-0{n}',}}" for n in (3, 2, 1)) + ",]"
)


@pytest.mark.parametrize("array", [ARRAY, LITERAL], ids=["json", "literal"])
def test_rows_that_stand_in_a_script_are_read(array: str) -> None:
    page = read(FRAME.format(f"var pics=[{{'src':'a.png'}}];\nvar newsData = {array};\nshow(1);"))
    assert [(row.title, row.url, (row.date_written or "")[:10]) for row in page.rows] == [
        (f"征地公告第{n}号", f"http://a.test/gg/{n}.html", f"2026-09-0{n}") for n in (3, 2, 1)
    ]


@pytest.mark.parametrize(
    "holder",
    [
        "<input type=hidden value='{0}'>",
        '<input type="hidden" value="{1}">',
        '<news-list :page="{{&quot;rows&quot;:{1}}}"></news-list>',
        "<textarea style='display:none'>\n{0}</textarea>",
        "<div hidden>{1}</div>",
    ],
)
def test_rows_that_an_element_holds_for_a_script_are_read(holder: str) -> None:
    page = read(FRAME.format("show()") + holder.format(ARRAY, escape(ARRAY)))
    assert [row.title for row in page.rows] == [f"征地公告第{n}号" for n in (3, 2, 1)]


@pytest.mark.parametrize("ascii_only", [True, False])
def test_an_array_that_a_script_reads_out_of_a_text_is_one(ascii_only: bool) -> None:
    written = json.dumps(records(3, 2, 1), ensure_ascii=ascii_only).replace("\\", "\\\\")
    page = read(FRAME.format(f"show(JSON.parse('{written}'));"))
    assert [row.title for row in page.rows] == [f"征地公告第{n}号" for n in (3, 2, 1)]


@pytest.mark.parametrize("island", ["<xml id=d style='display:none'>{}</xml>", "<script type='text/xml'>{}</script>"])
def test_rows_that_stand_in_an_island_of_xml_are_read(island: str) -> None:
    rows = "".join(
        f"<item><title><![CDATA[征地公告第{n}号]]></title><url>/gg/{n}.html</url><pubdate>2026-09-0{n}</pubdate></item>"
        for n in (3, 2, 1)
    )
    page = read(f"<html><body><ul id=list></ul>{island.format(f'<items>{rows}</items>')}</body></html>")
    assert [(row.title, row.url, row.date_written) for row in page.rows] == [
        (f"征地公告第{n}号", f"http://a.test/gg/{n}.html", f"2026-09-0{n}") for n in (3, 2, 1)
    ]


WAYS = '{{"pc": "/gg/{}.html", "m": "/m/{}.html"}}'


@pytest.mark.parametrize("wrapped", [True, False])
def test_a_record_may_lie_in_another_and_its_address_in_a_text_of_ways(wrapped: bool) -> None:
    found = [{"title": f"征地公告第{n}号", "urls": WAYS.format(n, n), "pubDate": f"2026-09-0{n}"} for n in (3, 2, 1)]
    results = [{"id": n, "source": one} for n, one in enumerate(found)] if wrapped else found
    page = read(json.dumps({"code": 200, "data": {"total": 3, "results": results}}), API)
    assert [row.url for row in page.rows] == [f"http://a.test/gg/{n}.html" for n in (3, 2, 1)]


@pytest.mark.parametrize(
    ("dated", "address"),
    [("year[i]='2026';month[i]='09';day[i]='0{n}';", "/gg/{n}.html"), ("", "/art/2026/9/{n}/art_7_{n}.html")],
    ids=["arrays", "addresses"],
)
def test_rows_may_stand_in_arrays_side_by_side(dated: str, address: str) -> None:
    line = "urls[i]='" + address + '\';headers[i]="征地\\"{n}\\"号";' + dated + "i++;"
    page = read(
        FRAME.format("function show(){var urls=new Array();" + "".join(line.format(n=n) for n in (3, 2, 1)) + "}")
    )
    assert [(row.title, row.url) for row in page.rows] == [
        (f'征地"{n}"号', f"http://a.test{address.format(n=n)}") for n in (3, 2, 1)
    ]
    assert [read_time(row.date_written or "") for row in page.rows] == [read_time(f"2026-09-0{n}") for n in (3, 2, 1)]


def test_records_may_stand_in_groups() -> None:
    groups = [{"channel": 7, "infolist": records(3, 2)}, {"channel": 8, "infolist": records(1)}, {"infolist": []}]
    page = read(FRAME.format(f"var dataList={json.dumps(groups)};var pages={{'now':1}};"))
    assert [row.title for row in page.rows] == [f"征地公告第{n}号" for n in (3, 2, 1)]


@pytest.mark.parametrize(
    "script",
    [
        f"var a={json.dumps([{'old': records(3, 2, 1), 'new': records(6, 5, 4)}])};",
        f"var a={ARRAY}; var b={ARRAY};",
        f"var a={json.dumps(records(3, 2))};",
        f"var a={json.dumps(records(3, 2, 1, publishDate='soon'))};",
        f"var a={json.dumps(records(3, 2, 1, url=''))};",
        f"var a={ARRAY[:-30]}",
        "var a=[{title:titleOf(3), url:'/gg/3.html', time:now()}];",
        "urls[0]='/gg/3.html';urls[1]='/gg/2.html';urls[2]='/gg/1.html';pics[0]='a';",
        "$.ajax({url:'/count?id=3'})",
        "$.ajax({url:'http://b.test/list?pageNo='+p})",
        "$.ajax({url:'/a?pageNo='+p}); $.ajax({url:'/b?pageNo='+p});",
        "$.ajax({url:'/a?c='+c+'&pageNo='+p});",
        "$.ajax({url:'/a', data:{c:chosen(), pageNo:p}});",
        "$.ajax({url:'/a', data:{c:c, pageNo:p}});",
        "$.ajax({url:'/a', data:{c:c, pageNo:1}});",
    ],
    ids=[
        "groups of two kinds",
        "two",
        "few",
        "undated",
        "no way",
        "cut",
        "computed",
        "one array",
        "counter",
        "abroad",
        "two asked",
        "two names",
        "a call",
        "two in data",
        "another in data",
    ],
)
def test_what_is_not_certain_is_a_failure(script: str) -> None:
    with pytest.raises(VisitError) as failed:
        read(FRAME.format(script))
    assert failed.value.kind is ErrorKind.UNRECOGNISED


def test_dated_rows_on_the_page_are_its_list_whatever_its_scripts_hold() -> None:
    row = "<li><a href='/gg/{0}.html'>征地公告第{0}号</a><span>2026-09-0{0}</span></li>"
    with pytest.raises(VisitError):
        read(f"<ul>{row.format(3)}{row.format(2)}{row.format(1)}</ul>{FRAME.format(f'var a={ARRAY};')}")


def test_rows_of_the_column_in_a_script_go_before_other_columns_rows_on_the_page() -> None:
    row = "<li><a href='/xw/{0}.html'>局领导调研第{0}站</a><span>2026-09-0{0}</span></li>"
    side = f"<ul>{row.format(3)}{row.format(2)}{row.format(1)}</ul>"
    own = json.dumps([one | {"url": f"/col/gg/{n}.html"} for n, one in enumerate(records(3, 2, 1))])
    page = read(f"{side}{FRAME.format(f'var a={own};')}")
    assert [row.url for row in page.rows] == [f"http://a.test/col/gg/{n}.html" for n in range(3)]


@pytest.mark.parametrize("names", [("title", "date"), ("inquireName", "publishTimeString")])
def test_an_answer_may_be_wrapped_in_a_call(names: tuple[str, str]) -> None:
    found = [
        {"siteName": "某局", names[0]: f"征地公告第{n}号", "articleUrl": f"/gg/{n}.html", names[1]: f"2026-09-0{n}"}
        for n in (2, 1)
    ]
    page = read(f"show({json.dumps({'data': {'total': 2, 'rows': found}})});", API)
    assert [(row.title, row.date_written) for row in page.rows] == [
        (f"征地公告第{n}号", f"2026-09-0{n}") for n in (2, 1)
    ]


@pytest.mark.parametrize(
    "script",
    [
        '$.ajax({url:"/api/list?c=3&pageSize=3&pageNo="+p,type:"GET",success:function(r){}});',
        '$.getJSON("/api/list?c=3&pageSize=3&pageNo=" + page, show)',
        "fetch('/api/list?c=3&pageSize=3&pageNo=1').then(show)",
        'var c = 3, size = "3"; $.get("/api/list", {c: c, pageSize: size, pageNo: pageNo}, show);',
        "$.ajax({data:{'c':'3','pageSize':3,'pageNo':p}, dataType:'json', url:'/api/list', success:function(r){f();}})",
        "axios.get('/api/list', {params: {c: 3, pageSize: 3, pageNo: this.current}}).then(show)",
    ],
)
def test_an_interface_that_a_script_asks_is_asked(script: str) -> None:
    page = read(FRAME.format(script))
    assert (page.rows, page.carries_rows) == ((), False)
    assert page.next == Request(API, referer=COLUMN)


@pytest.mark.parametrize(
    "script",
    [
        "$.post('/list.do', {c: 3, page: p}, show, 'json');",
        "$.ajax({url: '/list.do', type: 'post', data: {c: 3, page: p}, success: function(r){ show({a: 1}); }});",
        "$.ajax({method: 'POST', data: {c: 3, page: p}, url: '/list.do'});",
    ],
)
def test_one_that_is_posted_to_is_posted_to_page_by_page(script: str) -> None:
    asked = read(FRAME.format(script)).next
    assert asked == Request("http://a.test/list.do", "POST", (("c", "3"), ("page", "1")), COLUMN)
    answer = answer_at(asked, json.dumps({"rows": records(3, 2)}))
    after = read_list(answer, Source("s", "c", "公告", COLUMN, "", "")).next
    assert after == Request("http://a.test/list.do", "POST", (("c", "3"), ("page", "2")), COLUMN)


def test_what_it_answers_is_read_page_by_page() -> None:
    answered = {"code": 200, "data": {"total": 5, "tags": [{"name": "公告"}], "rows": records(6, 5, 4)}}
    page = read(json.dumps(answered), API)
    assert [row.title for row in page.rows] == [f"征地公告第{n}号" for n in (6, 5, 4)]
    assert page.total == 5
    assert page.next is not None
    assert page.next.url == API.replace("pageNo=1", "pageNo=2")
    last = read(json.dumps({"data": {"total": 5, "rows": records(3, 2)}}), page.next.url)
    assert (len(last.rows), last.next) == (2, None)


@pytest.mark.parametrize(
    "record",
    [
        '{"xwbt":"公告%号","wjlj":"/gg/%.html","gxsj":"2026-10-01","fbsj":"2026-09-0%"}',
        '{"noticeTitle":"公告%号","linkAddress":"/gg/%.html","startTime":"2026-10-01","createTime":"2026-09-0%"}',
        '{"title":"公告%号","url":"/gg/%.html","pubTime":1790000000000,"pubTimeStr":"2026-09-0%"}',
        '{"date":"2026-09-0%","link":"/gg/%.html","title":{"rendered":"公告%号"}}',
        '{"siteTitle":"某市某局门户","shortTitle":"%号","title":"公告%号","url":"/gg/%.html","date":"2026-09-0%"}',
        '{"groupData":[{"data":{"title":"公告%号","url":"/gg/%.html","createDate":"2026-09-0%"}}]}',
    ],
)
def test_fields_may_be_named_by_first_letters_at_length_or_within(record: str) -> None:
    page = read(f"[{record.replace('%', '3')},{record.replace('%', '2')}]", API)
    assert [(row.title, row.url, row.date_written) for row in page.rows] == [
        (f"公告{n}号", f"http://a.test/gg/{n}.html", f"2026-09-0{n}") for n in (3, 2)
    ]


def test_an_answer_may_be_a_script() -> None:
    page = read(f"var list = {ARRAY};", "http://a.test/data/list.js")
    assert [row.url for row in page.rows] == [f"http://a.test/gg/{n}.html" for n in (3, 2, 1)]


def test_rows_may_come_as_html_in_an_answer() -> None:
    rows = "".join(f'<li><a href="/gg/{n}.html">征地公告第{n}号</a><i>2026-09-0{n}</i></li>' for n in (3, 2, 1))
    page = read(json.dumps({"code": 0, "count": 9, "html": f"<ul>{rows}</ul>"}), API)
    assert [row.url for row in page.rows] == [f"http://a.test/gg/{n}.html" for n in (3, 2, 1)]
    assert page.next is not None


def test_few_others_beside_the_list_a_row_without_a_day_and_a_text_that_is_json_hide_nothing() -> None:
    told = {"top": records(9), "list": [*records(4, 3, 2), *records(1, publishDate="")]}
    page = read(json.dumps({"d": json.dumps(told)}), API)
    assert [row.url for row in page.rows] == [f"http://a.test/gg/{n}.html" for n in (4, 3, 2, 1)]


def test_what_a_page_begins_with_may_hold_its_list() -> None:
    page = read(FRAME.format(f'window.STATE = {{"user": null, "list": {{"total": 9, "records": {ARRAY}}}}};'))
    assert [row.url for row in page.rows] == [f"http://a.test/gg/{n}.html" for n in (3, 2, 1)]


def test_nothing_behind_the_last_page_is_an_end_and_nothing_at_all_a_failure() -> None:
    assert read('{"rows": []}', API.replace("pageNo=1", "pageNo=3")) == ListPage(())
    with pytest.raises(VisitError):
        read('{"rows": []}', API)
    with pytest.raises(VisitError):
        read('{"code": 500, "msg": "系统繁忙"}', API)


def test_scripts_that_never_end_cost_no_more_than_others() -> None:
    with pytest.raises(VisitError):
        read("<script>" * 100_000)  # minutes, were each of them looked at to the end of the page


def test_a_rule_that_a_frame_was_read_by_does_not_read_the_menu_around_it() -> None:
    rule = Rule("ul > li", title="a", link="a", date="span")
    menu = "<ul><li><a href='/a/'>通知公告</a></li><li><a href='/b/'>政策文件</a></li></ul>"
    page = read(f"<html><body>{menu}<iframe src='list_1.html'></iframe></body></html>", rule=rule)
    assert (page.rows, page.next) == ((), Request("http://a.test/col/gg/list_1.html", referer=COLUMN))
    assert len(read(f"<html><body>{menu}</body></html>", rule=rule).rows) == 2


DAYS = (3, 2, 1)
ADDRESSES = [f"http://a.test/gg/{n}.html" for n in DAYS]


def of_each(form: str) -> str:
    return "\n".join(form.format(n=n, t=f"征地公告第{n}号", u=f"/gg/{n}.html", d=f"2026-09-0{n}") for n in DAYS)


@pytest.mark.parametrize(
    "script",
    [
        "var list=[];{each}show(list)|list.push({{id:{n},title:'{t}',url:'{u}',date:'{d}',}});",
        "{each}|infoList[{n}]=new Array('{t}', '{u}', \"{d}\");",
        "var rows=[];{each}|rows[{n}] = {{'title':'{t}','link':'{u}','pubTime':'{d}'}};",
        "var html='';{each}$('#list').html(html);|html += '<li><a href=\"{u}\">'+'{t}'+'</a><span>{d}</span></li>';",
        "{each}|row('{u}','{t}','{d}');",
        "var all=[{each}[]];all.pop()|['{t}','{u}','{d}'],",
    ],
    ids=["pushed", "arrays", "numbered", "markup", "calls", "array of arrays"],
)
def test_each_row_may_be_a_statement_of_its_own(script: str) -> None:
    frame, _, form = script.partition("|")
    page = read(FRAME.format(frame.replace("{each}", of_each(form)).replace(",[]]", "]")))
    assert [(row.title, row.url, row.date_written) for row in page.rows] == [
        (f"征地公告第{n}号", url, f"2026-09-0{n}") for n, url in zip(DAYS, ADDRESSES, strict=True)
    ]


def test_statements_that_put_rows_together_are_none() -> None:
    with pytest.raises(VisitError):
        read(FRAME.format(of_each("html+='<li><a href=\"{u}\">'+titles[{n}]+'</a>{d}</li>';")))


COLUMNS = [{"name": "ID"}, {"name": "TITLE"}, {"name": "URL"}, {"name": "PUBDATE"}]
VALUES = [[n, f"征地公告第{n}号", f"/gg/{n}.html", f"2026-09-0{n}"] for n in DAYS]
CELLS = [[f"<a href='/gg/{n}.html'>征地公告第{n}号</a>", "某局", f"2026-09-0{n}"] for n in DAYS]


@pytest.mark.parametrize(
    "answer",
    [
        {"total": 3, "columns": COLUMNS, "rows": VALUES},
        {"COLUMNS": [one["name"] for one in COLUMNS], "DATA": VALUES},
        VALUES,
        {"iTotalRecords": 3, "aaData": CELLS},
    ],
    ids=["columns", "names", "bare", "cells"],
)
def test_values_may_lie_apart_from_their_names_or_have_none(answer: object) -> None:
    page = read(json.dumps(answer), API)
    assert [(row.title, row.url, row.date_written) for row in page.rows] == [
        (f"征地公告第{n}号", url, f"2026-09-0{n}") for n, url in zip(DAYS, ADDRESSES, strict=True)
    ]


@pytest.mark.parametrize(
    "xml",
    [
        "<rows total='3'>{each}</rows>|<row><id>{n}</id><title>{t}</title><url>{u}</url><pubdate>{d}</pubdate></row>",
        "<a:r xmlns:a='u'><list>{each}</list></a:r>|<item><infotitle><![CDATA[{t}]]></infotitle><infourl>{u}</infourl>"
        "<infodate>{d}</infodate></item>",
        "<news>{each}</news>|<item title='{t}' href='{u}' date='{d}' more='a&b'/>",
        "<string>&lt;Set>{each}&lt;/Set></string>|&lt;T>&lt;Title>{t}&lt;/Title>&lt;Url>{u}&lt;/Url>&lt;Date>{d}&lt;/Date>"
        "&lt;/T>",
    ],
    ids=["elements", "cdata", "attributes", "in a text"],
)
def test_a_list_may_be_xml(xml: str) -> None:
    frame, _, form = xml.partition("|")
    page = read(f'<?xml version="1.0" encoding="gb2312"?>\n{frame.replace("{each}", of_each(form))}')
    assert [(row.title, row.url, row.date_written) for row in page.rows] == [
        (f"征地公告第{n}号", url, f"2026-09-0{n}") for n, url in zip(DAYS, ADDRESSES, strict=True)
    ]


@pytest.mark.parametrize(
    "answer",
    [
        json.dumps({"result": [f'<p><a href="/gg/{n}.html">征地公告第{n}号</a> 2026-09-0{n}</p>' for n in DAYS]}),
        json.dumps(
            [{"puburl": f"/gg/{n}.html", "tip": {"title": f"征地公告第{n}号", "dates": f"2026-09-0{n}"}} for n in DAYS]
        ),
        '{{"docs":[{}]}}'.format(of_each('{{"title":"{t}","content":"有关,]\n事项","url":"{u}","docreltime":"{d}"}},')),
        '{{"hits":[{}]}}'.format(
            of_each(
                '{{"_source":{{"title":"{t}","url":"{u}","time":"{d}"}},"highlight":{{"title":["<em>{t}</em>"]}}}},'
            )
        ),
        '{{"docs":[{}]}}'.format(of_each('{{"title":["{t}"],"url":["{u}"],"pubtime":["{d}"]}},')),
    ],
    ids=[
        "texts of HTML",
        "half of each in a tip",
        "lines broken in texts, a comma too many",
        "a titled record beside others",
        "lists of one",
    ],
)
def test_searches_of_sites_answer_in_these_ways(answer: str) -> None:
    page = read(answer, API)
    assert [(row.title, row.url, row.date_written) for row in page.rows] == [
        (f"征地公告第{n}号", url, f"2026-09-0{n}") for n, url in zip(DAYS, ADDRESSES, strict=True)
    ]


@pytest.mark.parametrize(
    "name", ["published_at", "publishedAt", "date_published", "created", "postedOn", "releaseDate"]
)
def test_a_day_may_be_named_by_what_was_done_on_it(name: str) -> None:
    said = [{"title": f"征地公告第{n}号", "url": f"/gg/{n}.html", "updated_at": "2026-09-29", name: f"2026-09-0{n}"}
            for n in DAYS]  # fmt: skip
    assert [row.date_written for row in read(json.dumps(said), API).rows] == [f"2026-09-0{n}" for n in DAYS]


def test_a_moment_may_be_told_in_parts_beside_its_number() -> None:
    """As Java's own dates are written."""
    moment = 1788300000000  # 2026-09-02 06:00 in China
    said = [{"title": f"征地公告第{n}号", "url": f"/gg/{n}.html",
             "pubTime": {"date": 2, "day": 3, "month": 8, "year": 126, "time": moment}} for n in DAYS]  # fmt: skip
    assert {row.date_written for row in read(json.dumps(said), API).rows} == {"2026-09-02 06:00:00"}


@pytest.mark.parametrize(
    ("names", "total"),
    [(("标题", "链接", "发布日期"), "总数"), (("title", "url", "year"), "total")],
    ids=["Chinese", "a day in parts"],
)
def test_names_may_be_chinese_and_days_in_parts(names: tuple[str, str, str], total: str) -> None:
    title, link, day = names
    whole = [{title: f"征地公告第{n}号", link: f"/gg/{n}.html", day: f"2026-09-0{n}"} for n in DAYS]
    parts = [one | {"year": "2026", "month": "09", "day": f"0{n}"} for one, n in zip(whole, DAYS, strict=True)]
    page = read(json.dumps({total: 30, "list": parts if day == "year" else whole}), API)
    assert page.total == 30
    assert [(row.title, row.url, row.date_written) for row in page.rows] == [
        (f"征地公告第{n}号", url, f"2026-09-0{n}") for n, url in zip(DAYS, ADDRESSES, strict=True)
    ]


def test_attributes_without_end_take_no_longer_than_they_are_long() -> None:
    crowded = f"<rows {' '.join(f'a{n}={n!r}' for n in map(str, range(60_000)))}/>"
    begun = process_time()
    assert isinstance(xml_of(crowded), dict)
    assert process_time() - begun < 1, "it took five seconds"
