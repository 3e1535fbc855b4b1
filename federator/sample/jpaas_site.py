"""A site on Hanweb JPAAS: the column page is a shell, its rows come from the unit call as HTML in JSON.

Its quirks are the product's: pages only by paramJson, errors under status 200, addresses of two generations in one
list, download addresses that are new at every visit, titles cut in the list, no validators, a timestamp everywhere.
"""

import json
import time
from html import escape
from urllib.parse import quote

from federator.sample.column import Column
from federator.sample.columns_site import ColumnsSite
from federator.sample.files import attachment
from federator.sample.notices import SampleNotice
from federator.sample.serving import NOT_FOUND, Asked, Reply, as_json
from federator.sample.wording import cut, filled, hexed, metas

_UNIT = "/api-gateway/jpaas-publish-server/front/page/build/unit"
_DOWNLOAD = "/api-gateway/jpaas-web-server/front/document/download"
_TAGS = {"导航栏": "nav", "信息列表": "list", "页脚": "foot"}
_TEMPLATE = "sPl7cVHHq5vWtr3uiCp4SY"
_ROWS = 5


class JpaasSite(ColumnsSite):
    """A column's path is ``/col/col{number}/index.html``."""

    def answer(self, asked: Asked) -> Reply:
        """Column page, unit call, notice page or attachment."""
        if asked.path == _UNIT:
            return self._unit(asked)
        if asked.path == _DOWNLOAD:
            return self._download(asked)
        if asked.path.startswith("/cms_files/filemanager/"):
            return attachment(asked.path)
        for column in self.columns:
            if asked.path == column.path:
                return self._shell(column)
        return self._article(asked.path)

    def _shell(self, column: Column) -> Reply:
        page = filled(
            "jpaas_column.html",
            site=self.name,
            column=column.name,
            path=column.path,
            number=column.number,
            web_id=self.web_id,
            now=_now(),
            units="\n".join(self._unit_script(column, tag) for tag in _TAGS),
        )
        return Reply(page.encode())

    def _unit_script(self, column: Column, tag: str) -> str:
        return (
            f'<script id="{hexed(column.id + tag)}" src="/cms_files/default/script/AuthorizedRead/unitbuild.js'
            f'?v=4.5.12.1-ZJSJYH-U45" webId="{self.web_id}" parseType="bulidstatic" url="{_UNIT}" '
            f'queryData="{self._query(column, tag)}"></script>'
        )

    def _query(self, column: Column, tag: str) -> str:
        query = {
            "parseType": "bulidstatic",
            "webId": self.web_id,
            "tplSetId": _TEMPLATE,
            "pageType": "column",
            "tagId": tag,
            "editType": "null",
            "pageId": column.number,
        }
        return json.dumps(query, ensure_ascii=False, separators=(",", ":")).replace('"', "'")

    def _unit(self, asked: Asked) -> Reply:
        found = [column for column in self.columns if column.number == asked.query.get("pageId")]
        tag = asked.query.get("tagId", "")
        if not found or asked.query.get("tplSetId") != _TEMPLATE or tag not in _TAGS:
            return _said("模版内容不能为空！")
        if tag != "信息列表":
            return _said(f'<div class="{_TAGS[tag]}"><a href="/index.html">首页</a></div>')
        return _said(self._list(found[0], _page_asked(asked), asked.host))

    def _list(self, column: Column, page: int, host: str) -> str:
        listed = self.listed(column)
        shown = listed[(page - 1) * _ROWS : page * _ROWS]
        return filled(
            "jpaas_rows.html",
            rows="\n\n".join(_row(one, _address(one, column, host)) for one in shown),
            query=self._query(column, "信息列表"),
            size=_ROWS,
            count=len(listed),
            page=page,
            unit=_UNIT,
        )

    def _article(self, path: str) -> Reply:
        for column in self.columns:
            for notice in self.listed(column):
                if _address(notice, column, "").removeprefix("//") == path and not notice.lost:
                    return self._page(notice, column)
        return NOT_FOUND

    def _page(self, notice: SampleNotice, column: Column) -> Reply:
        return self.notice_page(
            "jpaas_article.html",
            notice,
            metas=metas(notice, self.name, column.name),
            column=column.name,
            path=column.path,
            now=_now(),
            files="".join(f"<p>附件：{self._link(name)}</p>\n" for name in notice.attachments),
        )

    def _link(self, name: str) -> str:
        token = f"{self._story.day}.{hexed(f'{self._story.visits}/{name}')}"
        href = f"{_DOWNLOAD}?fileUrl={token}&fileName={quote(name)}"
        return f'<a target="_blank" download="{escape(name)}" href="{escape(href)}">{escape(name)}</a>'

    def _download(self, asked: Asked) -> Reply:
        """A token is good on the day it was made."""
        if not asked.query.get("fileUrl", "").startswith(f"{self._story.day}."):
            return Reply("链接已失效".encode(), status=403)
        target = quote(f"/cms_files/filemanager/{asked.query.get('fileName', '')}")
        return Reply(b"", status=302, headers={"Location": target})


def _row(notice: SampleNotice, address: str) -> str:
    title = escape(notice.title)
    return (
        f'      <li class="clearfix"><a class="bt-left" title="{title}" href="{address}" target="_blank">'
        f'{escape(cut(notice.title))}</a><span class="bt-right">{notice.published}</span></li>'
    )


def _address(notice: SampleNotice, column: Column, host: str) -> str:
    """Every third is of the older generation, scheme-relative."""
    day = notice.published
    if notice.number % 3:
        return f"/col/col{column.number}/art/{day.year}/art_{hexed(f'{notice.number}')}.html"
    return f"//{host}/art/{day.year}/{day.month}/{day.day}/art_{column.number}_{notice.number}.html"


def _page_asked(asked: Asked) -> int:
    """The page that ``paramJson`` names; a bare pageNo is not looked at, so it answers page 1 again."""
    try:
        return max(1, int(json.loads(asked.query.get("paramJson", "{}")).get("pageNo", 1)))
    except (ValueError, AttributeError):
        return 1


def _said(html: str) -> Reply:
    envelope = {
        "roles": None,
        "permissions": None,
        "success": True,
        "message": "生成成功",
        "code": "200",
        "data": {"html": html},
        "traceId": hexed(f"{time.time_ns()}"),
        "messageType": 2,
    }
    return as_json(envelope)


def _now() -> int:
    return time.time_ns() // 1_000_000
