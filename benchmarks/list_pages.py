"""One list page of every kind of software, with as many rows as asked for and the menus that such pages have."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from benchmarks.sites import Column, answer, url_of
from federator.model.answer import Answer, Request
from federator.model.site import Rule

_NUMBER = 7
_HOST = "http://zrzy.lists.example"
_MENU = "".join(f'<li class="nav"><a href="/zwgk/{n:03d}/">栏目导航第{n}项</a></li>' for n in range(60))
_HEAD = "".join(f'<script src="/js/{n}.js"></script><link rel="stylesheet" href="/css/{n}.css">' for n in range(25))


@dataclass(frozen=True, slots=True)
class Page:
    """What a site answered, and the rule to read it by where its connector needs one."""

    answer: Answer
    rule: Rule | None = None


def page_of(name: str, rows: int) -> Page:
    """The page of that name in :data:`PAGES`."""
    return PAGES[name](Column(_NUMBER, rows))


def _answered(url: str, text: str, type_: str = "text/html; charset=utf-8", referer: str | None = None) -> Answer:
    headers = {"content-type": type_}
    return Answer(Request(url, referer=referer), 200, url, text.encode(), datetime(2026, 11, 1, tzinfo=UTC), headers)


def _served(kind: str) -> Callable[[Column], Page]:
    """A page that the benchmarks' own sites answer."""

    def make(column: Column) -> Page:
        url = url_of(kind, column, 80)
        reply = answer(url.removeprefix(column.origin(80)), {"host": "a.example"})
        return Page(_answered(url, reply.content.decode(), reply.type))

    return make


def _unit(column: Column) -> Page:
    """JPAAS: the rows are in the answer of the unit call."""
    call = (
        f"/api-gateway/jpaas-publish-server/front/page/build/unit?webId={column.rows}&pageId={column.number}&tagId=list"
    )
    reply = answer(call, {})
    return Page(_answered(_HOST + call, reply.content.decode(), reply.type, f"{_HOST}/col/col7/index.html"))


def _html(body: str, title: str = "公示公告") -> str:
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}_某局</title>{_HEAD}</head><body>"
        f'<div class="menu"><ul>{_MENU}</ul></div>{body}<div class="foot"><p>版权所有 某局</p></div></body></html>'
    )


def _trs(column: Column) -> Page:
    listed = "".join(
        f'<li><a href="./{column.day(row):%Y%m}/t{column.day(row):%Y%m%d}_{row}.html" target="_blank" '
        f'title="{column.title(row)}">{column.title(row)}</a><span>{column.day(row):%Y/%m/%d}</span></li>\n'
        for row in range(column.rows)
    )
    pager = '<script>createPageHTML(20, 0, "index", "html");</script>'
    return Page(_answered(f"{_HOST}/zwgk/tzgg/", _html(f'<div class="list"><ul>{listed}</ul></div>{pager}')))


def _ruled(column: Column) -> Page:
    listed = "".join(
        f'<div class="item"><h3><a href="show_{row}.html">{column.title(row)}</a></h3>'
        f"<em>{column.day(row)}</em></div>\n"
        for row in range(column.rows)
    )
    rule = Rule(rows="div.news > div.item", title="h3 a", link="h3 a", date="em")
    page = _html(f'<div class="news">{listed}</div><a href="list_2.html">下一页</a>')
    return Page(_answered(f"{_HOST}/gg/", page), rule)


def _catalogue(column: Column) -> Page:
    """Hanweb's catalogue: the answer of search.jsp."""
    listed = "".join(
        f'<tr class="tr_main_value_{"even" if row % 2 else "odd"}"><td>'
        f"<a href='/art/{column.day(row):%Y/%m/%d}/art_7_{row}.html' target='_blank' "
        f"title='{column.title(row)}' class='bt_link' syh='002633101/2026-{row:05}' wh='' "
        f"rq='{column.day(row)}'>{column.title(row)[:12]}...</a></td><td align='center'>某局</td>"
        f"<td align='center' width='80'>{column.day(row)}</td></tr>\n"
        for row in range(column.rows)
    )
    head = "<tr><td>名　称</td><td>发布机构</td><td>发布日期</td></tr>"
    table = f'<table width="100%" cellspacing="0" cellpadding="0" border="0">{head}{listed}</table>&nbsp;共9页&nbsp;'
    return Page(_answered(f"{_HOST}/module/xxgk/search.jsp?currpage=1", table, referer=f"{_HOST}/col/col7/index.html"))


def _truecms(column: Column) -> Page:
    listed = "".join(
        f'<li>\t<a href="/gtj/gg/content/{column.number}-{row}.html" target="_blank">{column.title(row)}</a>'
        f"<span>{column.day(row)}</span></li>\n"
        for row in range(column.rows)
    )
    call = (
        f"<script>$('#page').jpage({{totalRecord:{column.rows * 9},dataStore:$('#initData').html(),groupSize:3,"
        "perPage:20,proxyUrl:'/truecms/messageController/getMessage.do',ajaxParam:{contentTemplate:'',columnId:'754f'}});</script>"
    )
    page = _html(f'<div id="initData" style="display:none"><ul>{listed}</ul></div><div id="page"></div>{call}')
    return Page(_answered(f"{_HOST}/gtj/gg/gg.html", page))


def _vsb(column: Column) -> Page:
    listed = "".join(
        f'<li id="line_u7_{row}"><span> {column.day(row)}</span><a href="info/1116/{row}.htm" target="_blank" '
        f'title="{column.title(row)}"><em>{column.title(row)[:12]}...</em></a></li>\n'
        for row in range(column.rows)
    )
    following = '<span class="p_next p_fun"><a href="tzgg/9.htm">下页</a></span>'
    pager = f'<div class="pb_sys_common">{following} <span class="p_t">共{column.rows * 10}条</span></div>'
    return Page(_answered(f"{_HOST}/tzgg.htm", _html(f'<ul class="list">{listed}</ul>{pager}')))


def _epoint(column: Column) -> Page:
    listed = "".join(
        f'<tr class="ewb-trade-tr"><td class="indexnum"><span>{row}</span></td><td class="ewb-trade-td"><a '
        f'href="{column.day(row):%Y%m%d}/b01c29d7-087d-4a46-950f-{row:012}.html" title="{column.title(row)}">\n'
        f"{column.title(row)[:12]}...</a></td><td>\n{column.day(row)}</td></tr>\n"
        for row in range(column.rows)
    )
    table = f'<table class="ewb-trade-tb"><tbody>{listed}</tbody></table><a href="2.html">下页 &gt;</a>'
    return Page(_answered(f"{_HOST}/zcfg/031002/moreinfo.html", _html(table)))


def _powereasy(column: Column) -> Page:
    listed = "".join(
        f'<li><span class="date">{column.day(row)}</span><a class="node" href="/Category_5/Index.aspx">[办公室]</a><a '
        f'href="/Item/{row}.aspx" title="标题：{column.title(row)}&#xD;点击数：7&#xD;发表时间：{column.day(row)}">'
        f"{column.title(row)[:12]}...</a></li>\n"
        for row in range(column.rows)
    )
    page = _html(f'<ul class="infoList">{listed}</ul><a href="Index_2.aspx">下一页</a>')
    return Page(_answered(f"{_HOST}/Category_20/Index.aspx", page))


def _gkmlpt(column: Column) -> Page:
    """广东's catalogue of public information, in its own words, with what it says of each notice."""
    articles = [
        {
            "id": row,
            "title": column.title(row),
            "abstract": column.title(row) * 3,
            "url": f"{_HOST}/gkmlpt/content/3/1/post_{row}.html",
            "publisher": "某局",
            "identifier": f"114412000000000000/2026-{row:05}",
            "display_publish_time": 1788192000 - row * 37_000,
            "created_at": f"{column.day(row)} 09:30:00",
        }
        for row in range(column.rows)
    ]
    return _said("/gkmlpt/api/all/5?sid=2", {"articles": articles, "total": column.rows * 9})


def _landchina(column: Column) -> Page:
    """中国土地市场网: few and short values."""
    listed = [
        {
            "gyggGuid": f"gygg8bdb62a3-a1e4-42ed-85d8-{row:012}",
            "gyggBt": column.title(row),
            "xzqDm": "331100",
            "xzqFullName": "浙江省某市本级",
            "fbSj": f"{column.day(row)}T12:10:05",
            "ggLx": "挂牌",
        }
        for row in range(column.rows)
    ]
    return _said("/tGygg/transfer/list", {"msg": "操作成功", "code": 200, "data": {"total": 4911, "list": listed}})


def _said(path: str, value: object) -> Page:
    return Page(_answered(f"{_HOST}{path}", json.dumps(value, ensure_ascii=False), "application/json"))


PAGES: Mapping[str, Callable[[Column], Page]] = {
    "feed": _served("feed"),
    "html-list": _ruled,
    "trs": _trs,
    "jpage": _served("jpage"),
    "jpaas": _unit,
    "vsb": _vsb,
    "epoint": _epoint,
    "powereasy": _powereasy,
    "truecms": _truecms,
    "xxgk": _catalogue,
    "json-list": _gkmlpt,
    "json-list (landchina)": _landchina,
}
"""By the connector that reads it, and what else there is to say."""


def is_bare_json(page: Page) -> bool:
    """Whether the answer is JSON without a piece of HTML that holds the rows."""
    return markup_in(page)[:1] == "{"


def markup_in(page: Page) -> str:
    """The page as HTML with its rows among the elements: out of JSON, and out of jpage's script of XML."""
    text = page.answer.content.decode()
    if not text.lstrip().startswith("{"):
        return text.replace('<script type="text/xml">', "").replace("<![CDATA[", "").replace("]]>", "")
    data = json.loads(text).get("data")
    html = data.get("html") if isinstance(data, dict) else None
    return html if isinstance(html, str) else text
