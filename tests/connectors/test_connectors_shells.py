"""Pages without a list: those that lead to it, those that are empty, and those that lost it."""

import pytest

from federator.connectors.catalogue import read_list
from federator.model.answer import Request
from federator.model.errors import ErrorKind, VisitError
from federator.model.row import ListPage
from federator.model.site import Rule, Source
from tests.answers import answer_at

COLUMN = "http://a.test/zwgk/tzgg/"
FIRST = Request(COLUMN)
ROW = "<li><a href='./202608/t20260828_1.html'>关于征地的公告</a><span>2026-08-28</span></li>"
WORDS = "<p>" + "关于本局工作职责的说明。" * 60 + "</p>"


def _read(text: str, request: Request = FIRST, connector: str | None = None, rule: Rule | None = None) -> ListPage:
    source = Source("site", "column", "栏目", COLUMN, "330000-zrzy", "330000", connector=connector, rule=rule)
    return read_list(answer_at(request, text, {"content-type": "text/html"}), source)


def _kind(text: str, request: Request = FIRST, connector: str | None = None, rule: Rule | None = None) -> ErrorKind:
    with pytest.raises(VisitError) as raised:
        _read(text, request, connector, rule)
    return raised.value.kind


@pytest.mark.parametrize("connector", [None, "trs", "jpaas", "jpage"])
@pytest.mark.parametrize(
    "script",
    [
        "<script>window.location.href='/col/col7/index.html';</script>",
        '<script>location = "../../col/col7/index.html"</script>',
        "<script>self.location.replace('/col/col7/index.html')</script>",
        "<script>if(isMobile()){location.href='http://m.a.test/col7/'}else{location.href='/col/col7/index.html'}</script>",
        "<meta http-equiv='Refresh' content='0; url=/col/col7/index.html'>页面跳转中",
        '<META content="3;URL=/col/col7/index.html" http-equiv=refresh>',
    ],
)
def test_a_redirect_by_script_is_followed(script: str, connector: str | None) -> None:
    page = _read(f"<html><head><title>跳转</title>{script}</head><body></body></html>", connector=connector)
    assert page.next == Request("http://a.test/col/col7/index.html", referer=COLUMN)
    assert (page.rows, page.carries_rows) == ((), False)


def test_a_redirect_by_script_is_followed_once_and_not_everywhere() -> None:
    jump = "<script>location.href='{}'</script>"
    assert _kind(jump.format("/x/"), Request("http://a.test/col/", referer=COLUMN)) is ErrorKind.REDIRECT
    assert _kind(jump.format("http://b.test/x/")) is ErrorKind.OTHER_HOST
    assert _kind(jump.format("/index.html")) is ErrorKind.HOME_PAGE
    assert _kind(jump.format(COLUMN)) is ErrorKind.UNRECOGNISED
    assert _kind(jump.format("/a/") + jump.format("/b/")) is ErrorKind.UNRECOGNISED
    assert _kind(jump.format("/a/") + WORDS) is ErrorKind.UNRECOGNISED, "a page with words is no redirect"
    gone = "<title>页面不存在</title><meta http-equiv=refresh content='3;url=/a/'>页面不存在，3秒后跳转"
    assert _kind(gone) is ErrorKind.ERROR_TEXT
    assert _kind("<script>document.cookie='a=1';location.href=location.href</script>") is ErrorKind.REFUSED


@pytest.mark.parametrize(
    "frame",
    [
        "<iframe src='list.html' width='100%' height='800'></iframe>",
        "<iframe id=menu src='/menu.html'></iframe><iframe name='main' src='list.html'></iframe>",
        "<iframe src='/other.html'></iframe><IFRAME ID='listFrame' SRC=\"list.html\"></IFRAME>",
        "<iframe src='http://b.test/list.html'></iframe><iframe src='list.html'></iframe>",
        "<iframe src='/list/count.html' style='display: none'></iframe><iframe src='list.html'></iframe>",
        "<iframe src='/list/0.html' width=0 height=0></iframe><iframe src='list.html'></iframe>",
        "<iframe src='/'></iframe><iframe src='list.html'></iframe>",
        "<script>write('<iframe src=\"/list/by-script.html\"></iframe>')</script><iframe src='list.html'></iframe>",
    ],
)
def test_a_list_in_a_frame_of_the_same_site_is_followed(frame: str) -> None:
    following = Request("http://a.test/zwgk/tzgg/list.html", referer=COLUMN)
    assert _read(f"<html><body>{WORDS}{frame}</body></html>").next == following
    assert _read(f"<html><body>{WORDS}{frame}</body></html>", rule=Rule("ul.list li")).next == following


def test_a_frame_comes_before_words_that_nothing_is_there() -> None:
    page = f"<div class=side>暂无相关信息</div>{WORDS}<iframe src='list.html'></iframe>"
    assert _read(page, connector="trs").next == Request("http://a.test/zwgk/tzgg/list.html", referer=COLUMN)


def test_frames_within_frames_and_frames_elsewhere_are_not() -> None:
    frame = f"{WORDS}<iframe src='list.html'></iframe>"
    redirected = Request("http://a.test/b/", referer=COLUMN)
    assert _read(frame, redirected).next == Request("http://a.test/b/list.html", referer=redirected.url)
    assert _kind(frame, Request("http://a.test/b/list0.html", referer=redirected.url)) is ErrorKind.UNRECOGNISED
    assert _kind(f"{WORDS}<iframe src='http://b.test/list.html'></iframe>") is ErrorKind.UNRECOGNISED
    assert len(_read(f"<ul>{ROW}</ul><iframe src='list.html'></iframe>").rows) == 1, "a page with rows needs no frame"


EMPTY = "<div class='list'><ul class='news_list'>\n</ul></div>"


@pytest.mark.parametrize("rule", [None, Rule("ul.news_list li")])
@pytest.mark.parametrize(
    "page",
    [
        EMPTY + '<script>createPageHTML(0, 0, "index", "html")</script>',
        EMPTY + '<script>createPageHTML(1, 0, "index", "html");</script>',
        EMPTY + "<script>var currentPage = 0; var countPage = 1;</script>",
        "<div class='list'>暂无相关信息</div>",
        "<ul class=a><li>该栏目暂无数据</li></ul>",
    ],
)
def test_an_empty_column_is_an_empty_list(page: str, rule: Rule | None) -> None:
    assert _read(f"<html><body>{page}{WORDS}</body></html>", connector="trs", rule=rule) == ListPage((), total=0)


@pytest.mark.parametrize("rule", [None, Rule("ul.news_list li")])
@pytest.mark.parametrize(
    "page",
    [
        EMPTY,
        EMPTY + '<script>createPageHTML(20, 0, "index", "html")</script>',
        "<div class='list'>暂无相关信息</div><script>createPageHTML(20, 0, 'index', 'html')</script>",
        "<p>暂无信息</p>" + "".join(f"<p class=new><a href=/n/{n}.html>征地公告{n}</a> 2026-08-28</p>" for n in "123"),
        "<div class='list'><script src=list.js></script></div><script>createPageHTML(1, 0, 'index', 'html')</script>",
        "<script>var empty = '暂无数据'</script>",
    ],
)
def test_a_rule_that_suddenly_matches_nothing_is_none(page: str, rule: Rule | None) -> None:
    assert _kind(f"<html><body>{page}{WORDS}</body></html>", connector="trs", rule=rule) is ErrorKind.NO_ROWS


def test_the_home_page_under_the_address_of_a_column() -> None:
    lists = "".join(
        f"<div><h3>{name}<a href='/{name}/'>更多&gt;&gt;</a></h3><ul>{ROW * 3}</ul></div>" for name in "甲乙丙"
    )
    home = f"<html><head><title>{{}}</title></head><body>{lists}</body></html>"
    for title in ("青田县自然资源和规划局", "欢迎访问青田县自然资源和规划局网站", "首页"):
        assert _kind(home.format(title)) is ErrorKind.HOME_PAGE
    for title in ("通知公告-青田县自然资源和规划局", "通知公告", "青田县自然资源和规划局_公告"):
        assert _read(home.format(title)).rows
    column = '<meta name="ColumnName" content="公告">'
    assert _read(home.format("青田县自然资源和规划局") + column).rows
    assert _read(home.format("青田县自然资源和规划局"), Request("http://a.test/")).rows, "asked for on purpose"
    lost = home.format("青田县自然资源和规划局").replace("t20260828_1", "show")
    assert _kind(lost, connector="trs") is ErrorKind.HOME_PAGE
