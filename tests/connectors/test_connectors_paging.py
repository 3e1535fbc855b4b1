"""From one answer to the next: groups of jpage, pages of JPAAS, createPageHTML, 下一页."""

import base64
import json
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from federator.connectors.catalogue import read_list
from federator.model.answer import Request
from federator.model.errors import VisitError
from federator.model.row import ListPage
from federator.model.site import Rule, Source
from tests.answers import answer_at

COLUMN = "http://a.test/col/col7/index.html"


def _read(text: str, request: Request, connector: str, rule: Rule | None = None) -> ListPage:
    source = Source("site", "column", "栏目", COLUMN, "330000-zrzy", "330000", connector=connector, rule=rule)
    return read_list(answer_at(request, text), source)


def _store(numbers: range, head: str = "") -> str:
    records = "".join(
        f"<record><![CDATA[<li><a href='/art/2026/1/2/art_7_{n}.html'>公告{n}</a><b>2026-01-02</b></li>]]></record>"
        for n in numbers
    )
    return f"<datastore>{head}<recordset>{records}</recordset></datastore>"


def _group(start: int, end: int, declared: int | None) -> Request:
    url = f"http://a.test/module/jpage/dataproxy.jsp?startrecord={start}&endrecord={end}&perpage=15"
    return Request(url, "POST", (("columnid", "7"), ("webname", "某局")), COLUMN, declared)


def test_groups_follow_each_other_until_the_declared_total() -> None:
    request = _group(46, 90, 100)
    page = _read(_store(range(46, 91)), request, "jpage")
    assert len(page.rows) == 45
    assert page.next == _group(91, 135, 100)
    last = _read(_store(range(91, 101)), _group(91, 135, 100), "jpage")
    assert (len(last.rows), last.next, last.total) == (10, None, 100)


def test_groups_end_exactly_at_the_total() -> None:
    assert _read(_store(range(46, 91)), _group(46, 90, 90), "jpage").next is None


def test_without_a_total_a_short_group_is_the_last() -> None:
    full = _read(_store(range(46, 91)), _group(46, 90, None), "jpage")
    assert full.next == _group(91, 135, None)
    assert _read(_store(range(46, 80)), _group(46, 90, None), "jpage").next is None
    assert _read(_store(range(0)), _group(91, 135, None), "jpage") == ListPage(())


def test_links_of_a_group_are_relative_to_the_column() -> None:
    store = _store(range(1)).replace("/art/2026/1/2/", "../art/")
    assert _read(store, _group(46, 90, None), "jpage").rows[0].url == "http://a.test/col/art/art_7_0.html"


def test_nextgroup_is_followed_as_it_stands_and_never_back() -> None:
    address = "/module/web/jpage/dataproxy.jsp?page={}&amp;columnid=x%3D%3D&unitid=q"
    head = f'<nextgroup><![CDATA[<a href="{address}"></a>]]></nextgroup>'
    first = _read(_store(range(45), head.format(1)), Request(COLUMN), "jpage").next
    assert first == Request(
        "http://a.test/module/web/jpage/dataproxy.jsp?page=1&columnid=x%3D%3D&unitid=q", referer=COLUMN
    )
    assert _read(_store(range(45), head.format(1)), first, "jpage").next is None
    second = _read(_store(range(45), head.format(2) + "<totalrecord>200</totalrecord>"), first, "jpage")
    assert second.next is not None
    assert "page=2" in second.next.url
    assert (second.total, second.next.declared) == (200, 200)


def _unit(numbers: range, count: int, page: int) -> str:
    rows = "".join(
        f'<li><a title="公告{n}全名" href="/col/col7/art/2026/art_{n:032x}.html">公告{n}...</a><b>2026-01-02</b></li>'
        for n in numbers
    )
    pager = (
        f'<table class="pagination" queryData="{{}}" rows="15" count="{count}" pageNo="{page}" unitUrl="/u"></table>'
    )
    return json.dumps({"success": True, "code": "200", "data": {"html": f"<ul>{rows}</ul>{pager}"}})


def test_jpaas_pages_by_param_json_alone_and_ends_with_the_last_page() -> None:
    request = Request("http://a.test/build/unit?tagId=zw%20x&pageId=7&pageNo=9", referer=COLUMN)
    numbers = []
    while request is not None:
        page = _read(_unit(range(15), 40, 1), request, "jpaas")
        query = parse_qs(urlsplit(request.url).query)
        numbers.append(json.loads(query["paramJson"][0]) if "paramJson" in query else None)
        assert (query["tagId"], page.total, request.referer) == (["zw x"], 40, COLUMN)
        request = page.next
    assert numbers == [None, {"pageNo": 2, "pageSize": "15"}, {"pageNo": 3, "pageSize": "15"}]
    unsaid = _read(_unit(range(15), 40, 1).replace('rows=\\"15\\"', 'rows=\\"\\"'), Request(COLUMN), "jpaas")
    assert (len(unsaid.rows), unsaid.total, unsaid.next) == (15, None, None)


def test_query_data_that_is_no_json_is_read_all_the_same() -> None:
    shell = """<script src="unitbuild.js" url="/u" queryData="{'tagId':'list','note':'a&quot;b', 'n':1,}"></script>"""
    page = _read(shell, Request(COLUMN), "jpaas")
    assert page.next == Request("http://a.test/u?tagId=list&note=a%22b&n=1", referer=COLUMN)
    assert not page.carries_rows


def test_half_a_character_in_query_data_is_asked_for_as_a_question_mark() -> None:
    shell = """<script src="unitbuild.js" url="/u" queryData="{'tagId':'list','note':'a\\ud800b'}"></script>"""
    assert _read(shell, Request(COLUMN), "jpaas").next == Request(
        "http://a.test/u?tagId=list&note=a%3Fb", referer=COLUMN
    )


@pytest.mark.parametrize(
    ("call", "at", "following"),
    [
        ('createPageHTML(3, 0, "index", "html")', "/a/", "/a/index_1.html"),
        ('createPageHTML(3, 1, "index", "html")', "/a/index_1.html", "/a/index_2.html"),
        ('createPageHTML(3, 2, "index", "html")', "/a/index_2.html", None),
        ("createPageHTML(1,0,'index','htm')", "/a/index.htm", None),
        ("createPageHTML('page_div',3, 3,'list','shtml',41)", "/a/list_3.shtml", None),
        ("createPage(3,1,'list','html')", "/a/list.html", "/a/list_2.html"),
        ('createPageHTML(3, 1, "list", "html")', "/a/list.html", "/a/list_2.html"),
        ('createPageHTML(2, 1, "list", "html")', "/a/list.html", "/a/list_2.html"),
        ("createPageHTML('page_div',2, 1,'list','shtml',41)", "/a/list.shtml", "/a/list_2.shtml"),
        ("createPageHTML('page_div',3, 0,'list','shtml',41)", "/a/list.shtml", "/a/list_1.shtml"),
        ('createPageHTML("3", "0", "index", "html")', "/a/", "/a/index_1.html"),
        ('createPageHTML(3,0,"index_1229","html")', "/a/index_1229.html", "/a/index_1229_1.html"),
        (
            "function createPageHTML(_nPageCount, _nCurrIndex){} createPageHTML(2,0,'index','html')",
            "/a/",
            "/a/index_1.html",
        ),
        ("var currentPage = 0;//所在页从0开始\nvar countPage = 3//共多少页", "/a/", "/a/index_1.html"),
        ("var currentPage = 1;\nvar countPage = 3;", "/a/index_1.htm", "/a/index_2.htm"),
        ("var currentPage = 2; var countPage = 3", "/a/index_2.html", None),
        ("show({currentPage:parseInt('0')+1, countPage:parseInt('3')})", "/a/", "/a/index_1.html"),
        ("Pager({size:3, current:0, prefix:'index', suffix:'htm'});", "/a/", "/a/index_1.htm"),
        ("Pager({size:3, current:2, prefix:'index', suffix:'html'});", "/a/index_2.html", None),
        (
            """var currentPage = 0;var countPage = 3; document.write("<a href=\\"list"+"_"+nextPage+"."+"shtml\\">")""",
            "/a/",
            "/a/list_1.shtml",
        ),
    ],
)
def test_create_page_counts_from_nought_or_one(call: str, at: str, following: str | None) -> None:
    text = f"<ul><li><a href='t20260828_1.html'>公告</a></li></ul><script>{call}</script>"
    page = _read(text, Request(f"http://a.test{at}"), "trs")
    assert (page.next and page.next.url) == (following and f"http://a.test{following}")


def _encoded(html: str) -> str:
    return base64.b64encode(quote(html).encode()).decode()


@pytest.mark.parametrize("connector", ["trs", "html-list"])
def test_a_pager_that_a_script_decodes(connector: str) -> None:
    """云南: ``<div id="pages">`` holds base64 of escaped HTML, decoded by window.atob."""
    rows = "<ul><li><a href='t20260828_1.html'>公告</a></li></ul>"
    pager = '<a href="index.html">首页</a><a href="index_1.html">下一页</a><a href="index_19.html">尾页</a>'
    text = f'{rows}<div class="pages" id="pages">\n{_encoded(pager)}\n</div>'
    rule = Rule("ul li") if connector == "html-list" else None
    page = _read(text, Request("http://a.test/a/"), connector, rule)
    assert page.next == Request("http://a.test/a/index_1.html", referer="http://a.test/a/")
    for other in (_encoded("<a href=index_1.html>上一页</a>"), "YWJj" * 20, "这里不是编码" * 9, "A" * 4001):
        assert _read(f'{rows}<div id="pages">{other}</div>', Request("http://a.test/a/"), connector, rule).next is None


def test_a_rule_finds_the_rows_of_a_trs_page_and_its_pager_stays() -> None:
    text = (
        "<p class=n><a href=content_1.html>公告</a> 2026-08-28</p><script>createPageHTML(2,0,'index','html')</script>"
    )
    page = _read(text, Request(COLUMN), "trs", Rule("p.n"))
    assert [(row.title, row.date_written) for row in page.rows] == [("公告", "2026-08-28")]
    assert page.next == Request("http://a.test/col/col7/index_1.html", referer=COLUMN)


@pytest.mark.parametrize(
    ("link", "following"),
    [
        ("<a href='p2.html'>下一页 &gt;</a>", "/col/col7/p2.html"),
        ("<a href='p2.html'>[下页]</a>", "/col/col7/p2.html"),
        ("<a href='p2.html'>下&nbsp;页</a>", "/col/col7/p2.html"),
        ("<a href='p2.html'>下 一 頁</a>", "/col/col7/p2.html"),
        ("<a href='?page=2' title='后一页'>&gt;</a>", "/col/col7/index.html?page=2"),
        ("<a href='p2.html' class='disabled'>下一页</a>", None),
        ("<li class='disabled'><a href='p2.html'>下一页</a></li>", None),
        ("<a href='javascript:go(2)'>下一页</a>", None),
        ("<a href='index.html'>下一页</a>", None),
        ("<a href='p2.html'>下一篇</a>", None),
    ],
)
def test_the_link_to_the_next_page(link: str, following: str | None) -> None:
    text = f"<div class=n><a href=1.html>公告</a></div>{link}"
    page = _read(text, Request(COLUMN), "html-list", Rule("div.n"))
    assert (page.next and page.next.url) == (following and f"http://a.test{following}")


def test_the_rule_may_name_the_link_to_the_next_page() -> None:
    text = "<div class=n><a href=1.html>公告</a></div><span id=more><a href=older.html>更早</a></span>"
    page = _read(text, Request(COLUMN), "html-list", Rule("div.n", next="#more"))
    assert page.next == Request("http://a.test/col/col7/older.html", referer=COLUMN)


def test_an_empty_column_is_not_taken_for_the_list_beside_it() -> None:
    side = f'<div id="1"><script type="text/xml">{_store(range(5))}</script></div>'
    own = f'<div id="2"><script type="text/xml">{_store(range(0))}</script></div>'
    call = "<script>var param_2 = {{columnid:7}};$('#2').jpage({{totalRecord:{},dataStore:$('#2').html()}});</script>"
    assert _read(side + own + call.format(0), Request(COLUMN), "jpage") == ListPage((), total=0)
    with pytest.raises(VisitError, match="empty-but-total: an empty datastore, total 5"):
        _read(side + own + call.format(5), Request(COLUMN), "jpage")


def test_the_last_page_of_the_page_form() -> None:
    head = '<nextgroup><![CDATA[<a href="/dataproxy.jsp?page=3"></a>]]></nextgroup><totalpage>2</totalpage>'
    assert _read(_store(range(9), head), Request("http://a.test/dataproxy.jsp?page=2"), "jpage").next is None


_FORM = (
    '<form action="list.aspx"><input type="hidden" name="__VIEWSTATE" value="v1">'
    '<ul><li><a href="show.aspx?id=1">征地公告</a>2026-09-01</li></ul><p>{}</p></form>'
)


def _posted(pager: str, *form: tuple[str, str]) -> dict[str, str] | None:
    request = Request("http://a.test/list.aspx", "POST" if form else "GET", form)
    page = _read(_FORM.format(pager), request, "html-list", Rule(rows="ul li"))
    return dict(page.next.form) if page.next else None


@pytest.mark.parametrize(
    ("pager", "target", "argument"),
    [
        ("<span>1</span><a href=\"javascript:__doPostBack('G$V','Page$2')\">2</a>", "G$V", "Page$2"),
        ("<a href=\"javascript:__doPostBack('P','2')\">下一页</a>", "P", "2"),
        ("<a href=\"javascript:__doPostBack('G','Page$Next')\">下一页</a>", "G", "Page$Next"),
        ("<a href=\"javascript:__doPostBack('lbPrev','')\">上一页</a>"
         "<a href=\"javascript:__doPostBack('lbNext','')\">下一页</a>", "lbNext", ""),
        ("<span>1</span><a href=\"javascript:__doPostBack('D$2','')\">2</a>"
         "<a href=\"javascript:__doPostBack('D$3','')\">3</a>", "D$2", ""),
    ],
    ids=["grid", "pager", "grid next", "button", "data pager"],
)  # fmt: skip
def test_a_page_that_is_posted_back_brings_the_next(pager: str, target: str, argument: str) -> None:
    assert _posted(pager) == {"__VIEWSTATE": "v1", "__EVENTTARGET": target, "__EVENTARGUMENT": argument}


def test_the_last_page_of_a_grid_posts_nothing() -> None:
    last = "<a href=\"javascript:__doPostBack('G','Page$1')\">1</a><span>2</span>"
    assert _posted(last, ("__EVENTARGUMENT", "Page$2")) is None
    assert (_posted(last + last.replace("1", "3"), ("__EVENTARGUMENT", "Page$2")) or {})["__EVENTARGUMENT"] == "Page$3"


def test_the_next_page_may_be_behind_an_image() -> None:
    html = """<ul><li><a href="1.htm">征地公告</a>2026-09-01</li></ul>
        <a href="n_1.htm"><img src="p.gif" alt="上一页"></a><a href="n_3.htm"><img src="n.gif" alt="下一页"></a>"""
    found = _read(html, Request("http://a.test/n_2.htm"), "html-list", Rule(rows="ul li")).next
    assert found is not None
    assert found.url == "http://a.test/n_3.htm"


@pytest.mark.parametrize(
    "pager",
    [
        "<div><b>1</b> <a href='l_2.htm'>2</a> <a href='l_3.htm'>3</a></div>",
        "<div>[1] <a href='l_2.htm'>[2]</a> <a href='l_3.htm'>[3]</a></div>",
        "<ul><li class='active'><a href='l_1.htm'>1</a></li><li><a href='l_2.htm'>2</a></li></ul>",
        "<p><a href='l_0.htm' class='prev'></a><i>1/3</i><a class='next' href='l_2.htm'></a></p>",
        "<p><a href='l_2.htm'><img src='/images/next.gif'></a></p>",
        "<p><a href='javascript:void(0)' onclick=\"location.href='l_2.htm'\">下一页</a></p>",
        "<p><a href='javascript:void(0);' onclick=\"location.href=encodeURI('l_2.htm');\">下一页</a></p>",
        "<script>function goPage(n){ if (n > 0) location.href = 'l_' + n + '.htm'; }</script>"
        "<a href='javascript:goPage(2)'>下一页</a>",
        "<table><tr><td>1/9</td><td onclick=\"window.location.href='./l_2.htm'\">下页 &gt;</td></tr></table>",
        "<li class='selected'><a>1</a></li><li><a href='#' onclick=\"submitFrom('l_2.htm')\">2</a></li>",
        "<select onchange=\"location.href='l_'+this.value+'.htm'\"><option value=1 selected>1<option value=2>2",
        "<select onchange='location.href=this.value'><option value=l_1.htm>第1页<option value=l_2.htm>第2页</select>",
    ],
    ids=[
        "numbers",
        "brackets",
        "marked",
        "empty",
        "picture",
        "click",
        "encoded",
        "function",
        "cell",
        "sent",
        "choice",
        "choice of addresses",
    ],
)
def test_the_next_page_is_found_where_no_link_leads_to_it_in_words(pager: str) -> None:
    html = f"<ul class='l'><li><a href='9.htm'>征地公告</a>2026-09-01</li></ul>{pager}"
    found = _read(html, Request("http://a.test/l_1.htm"), "html-list", Rule(rows="ul.l li")).next
    assert found is not None
    assert found.url == "http://a.test/l_2.htm"


@pytest.mark.parametrize(
    "other",
    [
        "<div>" + "".join(f"<a href='d{n}.htm'>{n}</a>" if n != 26 else "<b>26</b>" for n in range(1, 31)) + "</div>",
        "<div><a href='l_1.htm'>1</a> <b>2</b></div>",
        "<p>第2期 <a href='3.htm'>3</a></p>",
        "<script>function goPage(n){ form.submit(n); }</script><a href='javascript:goPage(2)'>下一页</a>",
        "<select onchange='location.href=this.value'><option value=/gov/>国土资源部<option value=/zj/>省厅</select>",
        "<select onchange=\"location.href='l_'+this.value+'.htm'\"><option value=1>1<option value=2>2</select>",
    ],
    ids=["calendar", "last page", "some number", "a form", "choice of sites", "last choice"],
)
def test_numbers_that_are_no_pages_lead_nowhere(other: str) -> None:
    html = f"<ul class='l'><li><a href='9.htm'>征地公告</a>2026-09-01</li></ul>{other}"
    assert _read(html, Request("http://a.test/l_2.htm"), "html-list", Rule(rows="ul.l li")).next is None


_SENT = """<ul><li><a href="d.jsp?id=1">征地公告</a>2026-09-01</li></ul>
<form name="f" method="{}" action="list.jsp?t=1"><input type="hidden" name="t" value="1">
<input type="hidden" name="pageNo" id="p" value="1"><a href="javascript:go({})">下一页</a></form>
<script>function go(n){{{};document.f.submit();}}</script>"""


@pytest.mark.parametrize(
    "filled", ["document.f.pageNo.value=n", "$('#p').val(n)", 'document.getElementById("p").value = n']
)
def test_a_form_that_a_script_fills_and_sends_brings_the_next_page(filled: str) -> None:
    request, rule = Request("http://a.test/list.jsp?t=1"), Rule(rows="ul li")
    found = _read(_SENT.format("post", 2, filled), request, "html-list", rule).next
    assert found is not None
    assert (found.url, found.method, found.form) == (request.url, "POST", (("t", "1"), ("pageNo", "2")))
    asked = _read(_SENT.format("get", 2, filled), request, "html-list", rule).next
    assert asked is not None
    assert (asked.url, asked.method) == ("http://a.test/list.jsp?t=1&pageNo=2", "GET")


def test_a_button_may_open_the_next_page() -> None:
    html = (
        "<ul><li><a href=1.htm>征地公告</a>2026-09-01</li></ul><button onclick=\"location.href='{}'\">下一页</button>"
    )
    request, rule = Request("http://a.test/l?c=1"), Rule(rows="ul li")
    assert _read(html.format("/l?c=1&p=2"), request, "html-list", rule).next == Request(
        "http://a.test/l?c=1&p=2", referer=request.url
    )
    assert _read(html.format("javascript:next()"), request, "html-list", rule).next is None


def test_a_link_may_fill_and_send_the_form_itself() -> None:
    sends = "href='#' onclick=\"document.getElementById('p').value='2';document.f.submit();\""
    html = _SENT.format("post", 2, "n").replace('href="javascript:go(2)"', sends)
    found = _read(html, Request("http://a.test/list.jsp?t=1"), "html-list", Rule(rows="ul li")).next
    assert found is not None
    assert (found.method, found.form) == ("POST", (("t", "1"), ("pageNo", "2")))


@pytest.mark.parametrize("method", ["post", "get"])
def test_a_form_that_leads_nowhere_is_not_sent(method: str) -> None:
    html = _SENT.format(method, 2, "$('#p').val(n)").replace("list.jsp?t=1", "javascript:void(0)")
    assert _read(html, Request("http://a.test/list.jsp?t=1"), "html-list", Rule(rows="ul li")).next is None


def test_a_form_without_the_field_that_is_filled_is_not_sent() -> None:
    html = _SENT.format("post", 2, "document.g.number.value=n")
    assert _read(html, Request("http://a.test/list.jsp?t=1"), "html-list", Rule(rows="ul li")).next is None


def test_dates_across_from_the_titles_are_read_where_there_is_one_for_each() -> None:
    titles = "".join(f"<li><a href='{n}.htm'>征地公告{n}</a></li>" for n in range(3))
    days = "".join(f"<li>2026-09-0{n}</li>" for n in range(1, 4))
    rule, request = Rule("ul.t > li", date="= ul.d > li"), Request("http://a.test/")
    page = _read(f"<ul class=t>{titles}</ul><ul class=d>{days}</ul>", request, "html-list", rule)
    assert [row.date_written for row in page.rows] == ["2026-09-01", "2026-09-02", "2026-09-03"]
    page = _read(f"<ul class=t>{titles}</ul><ul class=d>{days}<li>2026-09-04</li></ul>", request, "html-list", rule)
    assert {row.date_written for row in page.rows} == {None}


NUMBERS = '<div><a class="cur">1</a><a href="index_1.html">2</a><a href="index_2.html">3</a></div>'


@pytest.mark.parametrize(
    ("connector", "notice"),
    [("trs", "./202609/t20260901_{}.html"), ("epoint", "./20260901/6b6c0d8e-1234-4a51-9c3e-5e0d5b0f000{}.html")],
)
def test_pages_of_numbers_alone_are_turned_whatever_software_made_them(connector: str, notice: str) -> None:
    row = '<li><a href="{}">征地公告</a><span>2026-09-01</span></li>'
    html = f"<html><body><ul>{''.join(row.format(notice.format(n)) for n in range(4))}</ul>{NUMBERS}</body></html>"
    found = _read(html, Request("http://a.test/gg/"), connector).next
    assert found is not None
    assert found.url == "http://a.test/gg/index_1.html"


@pytest.mark.parametrize("sends", ["document.f.submit()", "turn(this.value)"])
def test_a_choice_of_pages_may_send_its_form(sends: str) -> None:
    options = "".join(f"<option value={n}{' selected' if n == 2 else ''}>{n}</option>" for n in (1, 2, 3))
    choice = f'<select name="currentPage" onchange="{sends}">{options}</select>'
    html = (
        "<ul><li><a href=1.htm>征地公告</a>2026-09-01</li></ul><script>function turn(n){document.f.submit();}</script>"
        f'<form name="f" method="post" action="list.jsp?c=1"><input type=hidden name=zone value=7>共3页{choice}</form>'
    )
    found = _read(html, Request("http://a.test/list.jsp?c=1"), "html-list", Rule(rows="ul li")).next
    assert found is not None
    assert (found.url, found.form) == ("http://a.test/list.jsp?c=1", (("zone", "7"), ("currentPage", "3")))


@pytest.mark.parametrize("query", ["?c=1&current=2", "?c=1&amp;current=2"])
def test_a_name_in_an_address_is_no_character_that_is_called_so(query: str) -> None:
    html = f'<ul><li><a href=1.htm>征地公告</a>2026-09-01</li></ul><a href="list.jsp{query}">下一页</a>'
    found = _read(html, Request("http://a.test/list.jsp?c=1"), "html-list", Rule(rows="ul li")).next
    assert found is not None
    assert found.url == "http://a.test/list.jsp?c=1&current=2"
