"""What the invented sites answer: made anew from the address alone, so that any number of columns costs no memory.

Columns are spread over hosts, which are loopback addresses: twelve columns a host unless told otherwise.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from html import escape
from itertools import count
from urllib.parse import parse_qs, urlsplit

COLUMNS_A_HOST = 12
_FIRST_DAY = date(2026, 1, 1)
_WORDS = (
    "国有建设用地使用权拍卖出让公告征收土地方案征地补偿安置采矿权变更登记公示基本农田划定测绘资质单位年度检查结果通报"
)
_SENTENCE = "根据有关法律法规和规划要求，经批准，现将有关事项公告如下，如有异议请在公告期内以书面形式向本机关提出。"
_NAVIGATION = "".join(f'<li class="nav"><a href="/col/col9{n:03d}/">栏目导航第{n}项</a></li>' for n in range(60))
_SCRIPTS = "".join(f'<script src="/script/{n}/web_front.js"></script><link href="/css/{n}.css">' for n in range(25))
_now = count()


@dataclass(frozen=True, slots=True)
class Column:
    """The ``number``-th column of the benchmark. ``rows``: how many it lists."""

    number: int
    rows: int

    @property
    def host(self) -> int:
        return self.number // COLUMNS_A_HOST

    def origin(self, port: int) -> str:
        """``http://127.0.1.7:8000``: every host has an address of its own."""
        return f"http://127.0.{1 + self.host // 250}.{1 + self.host % 250}:{port}"

    def title(self, row: int) -> str:
        """Unlike any other's, about thirty characters."""
        start = (self.number * 7 + row * 11) % 30
        return f"{_WORDS[start : start + 20]}（{self.number}号栏目第{row}宗）"

    def day(self, row: int) -> date:
        """From the newest back."""
        return _FIRST_DAY + timedelta(days=300 - row * 3 - self.number % 3)

    @property
    def etag(self) -> str:
        return f'"{self.number}-{self.rows}"'


def url_of(kind: str, column: Column, port: int) -> str:
    """Where a column of that kind lies. ``rows`` travels in the address."""
    paths = {
        "feed": f"/feed/{column.number}/{column.rows}.xml",
        "jpage": f"/col/col{column.number}/index.html?jpage={column.rows}",
        "jpaas": f"/col/col{column.number}/index.html?jpaas={column.rows}",
    }
    return column.origin(port) + paths[kind]


@dataclass(frozen=True, slots=True)
class Reply:
    """What is sent back: a body, its type, and validators where the site has them."""

    content: bytes
    type: str = "text/html; charset=utf-8"
    status: str = "200 OK"
    etag: str = ""


_NOT_FOUND = Reply(b"not here", status="404 Not Found")


def answer(path: str, headers: Mapping[str, str]) -> Reply:
    """The answer of whichever host was asked; ``headers`` in lower case."""
    parts = [part for part in urlsplit(path).path.split("/") if part]
    query = parse_qs(urlsplit(path).query)
    if parts[0] == "feed":
        return _feed(Column(int(parts[1]), int(parts[2].removesuffix(".xml"))), headers)
    if parts[0] == "col" and "jpage" in query:
        return Reply(_jpage(Column(_number(parts[1]), int(query["jpage"][0]))).encode())
    if parts[0] == "col" and "jpaas" in query:
        return Reply(_jpaas_shell(Column(_number(parts[1]), int(query["jpaas"][0]))).encode())
    if parts[0] == "api-gateway":
        column = Column(int(query["pageId"][0]), int(query["webId"][0]))
        return Reply(_jpaas_unit(column).encode(), "application/json;charset=UTF-8")
    if parts[0] == "art":
        return Reply(_notice(parts[-1]).encode())
    return _NOT_FOUND


def _number(written: str) -> int:
    return int(written.removeprefix("col"))


def _timestamp() -> str:
    """Another one in each answer, as a server that renders each time writes it."""
    return f"{datetime.now(UTC).isoformat()} {next(_now)}"


def _path(column: Column, row: int) -> str:
    day = column.day(row)
    return f"/art/{day.year}/{day.month}/{day.day}/art_{column.number}_{row}.html"


def _feed(column: Column, headers: Mapping[str, str]) -> Reply:
    if headers.get("if-none-match") == column.etag:
        return Reply(b"", status="304 Not Modified", etag=column.etag)
    items = "".join(_item(column, row, headers["host"]) for row in range(column.rows))
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>栏目{column.number}</title>'
        f"<link>http://{headers['host']}/</link><description>公告</description>{items}</channel></rss>"
    )
    return Reply(text.encode(), "application/rss+xml; charset=utf-8", etag=column.etag)


def _item(column: Column, row: int, host: str) -> str:
    link = f"http://{host}{_path(column, row)}"
    return (
        f"<item><title>{column.title(row)}</title><link>{link}</link><guid>{link}</guid>"
        f"<pubDate>{column.day(row):%a, %d %b %Y} 09:30:00 +0800</pubDate>"
        f"<description>{escape(f'<p>{column.title(row)}</p><p>{_SENTENCE * 3}</p>')}</description></item>"
    )


def _list_item(column: Column, row: int) -> str:
    title, link = column.title(row), _path(column, row)
    return f'<li><a title="{title}" target="_blank" href="{link}">{title}</a><span>{column.day(row)}</span></li>'


def _page(title: str, body: str) -> str:
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}</title>{_SCRIPTS}"
        f"<meta name='Maketime' content='{_timestamp()}'></head><body><ul>{_NAVIGATION}</ul>{body}</body></html>"
    )


def _jpage(column: Column) -> str:
    n = column.number
    records = "".join(f"<record><![CDATA[{_list_item(column, row)}]]></record>" for row in range(column.rows))
    return _page(
        f"栏目{n}",
        f'<div id="5{n}"><script type="text/xml"><datastore><nextgroup></nextgroup><recordset>{records}</recordset>'
        f"</datastore></script></div><script>var param_5{n} = {{col:1,appid:'1',webid:3,path:'/',columnid:{n},"
        f"sourceContentType:1,unitid:'5{n}',webname:'某局',permissiontype:0}};\n$('#5{n}').jpage({{totalRecord:{column.rows},"
        f"dataBefore:'<ul>',dataStore:$('#5{n}').children('script').html(),dataAfter:'</ul>',groupSize:3,"
        f"proxyUrl:'/module/web/jpage/dataproxy.jsp',perPage:15,ajaxParam:param_5{n}}});</script>",
    )


def _jpaas_shell(column: Column) -> str:
    names = f"'tplSetId':'o0Yc','pageType':'column','tagId':'信息列表','pageId':'{column.number}'"
    query = f"{{'webId':'{column.rows}',{names}}}"
    return _page(
        f"栏目{column.number}",
        '<script id="0a1b" src="/cms_files/default/script/AuthorizedRead/unitbuild.js?v=4.5" '
        f'url="/api-gateway/jpaas-publish-server/front/page/build/unit" queryData="{query}"></script>',
    )


def _jpaas_unit(column: Column) -> str:
    listed = "".join(_list_item(column, row) for row in range(column.rows))
    html = (
        f'<ul><div id="信息列表"><div class="page-content">{listed}</div>'
        f'<table class="pagination" rows="{column.rows}" count="{column.rows}" pageNo="1"></table></div></ul>'
    )
    envelope = {"success": True, "message": "生成成功", "code": "200", "data": {"html": html}, "traceId": _timestamp()}
    return json.dumps(envelope, ensure_ascii=False)


def _notice(name: str) -> str:
    """``art_12_3.html``: metas, number table, a body of some two thousand characters, two attachments."""
    number, row = map(int, name.removesuffix(".html").split("_")[1:])
    column = Column(number, 0)
    title, day = column.title(row), column.day(row)
    files = "".join(
        f'<p><a href="/module/download/downfile.jsp?classid=0&filename={number}{row}{n}.pdf">附件{n}：图件.pdf</a></p>'
        for n in (1, 2)
    )
    paragraphs = "".join(f"<p>{n}、{title[n : n + 12]}。{_SENTENCE * 3}</p>" for n in range(12))
    return _page(
        f"某局 公告 {title}",
        f'<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="{day} 09:30">'
        '<meta name="ContentSource" content="某局"><table class="xxgk_table"><tr><td>索 引 号：</td><td>'
        f"33{number:04d}-{row:05d}/{day.year}-{row:05d}</td><td>文　　号：</td><td>"
        f"某土资告〔{day.year}〕{number * 100 + row}号</td></tr>"
        f"<tr><td>成文日期：</td><td>{day}</td><td>发布机构：</td><td>某局</td></tr></table>"
        f'<div class="tit"><!--<$[标题]>begin-->{title}<!--<$[标题]>end--></div>'
        f'<div class="info">发布时间：{day} 09:30</div>'
        f'<div id="zoom" class="main-txt"><!--<$[信息内容]>begin--><!--ZJEG_RSS.content.begin-->{paragraphs}{files}'
        "<!--ZJEG_RSS.content.end--><!--<$[信息内容]>end--></div>",
    )
