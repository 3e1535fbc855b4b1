"""A bureau on 博达 VSB: static pages that count down, rows named line_u7_0, a side list named alike, a login wall.

Page 1 of n is ``tzgg.htm``, page 2 ``tzgg/{n-1}.htm``, the last ``tzgg/1.htm``. What is not yet published is listed
under ``content.jsp`` and answers 系统提示 with status 200.
"""

import re
from html import escape

from federator.sample.columns_site import ColumnsSite
from federator.sample.files import attachment
from federator.sample.notices import SampleNotice
from federator.sample.serving import NOT_FOUND, Asked, Reply
from federator.sample.wording import cut

_ROWS = 3
_TREE = 1116
_ARTICLE = re.compile(rf"/info/{_TREE}/(\d+)\.htm", re.A)
_WALL = """<html><head><meta charset="utf-8"><title>系统提示</title></head>
<body><div id="info">您好，您访问的页面需要登录后才能查看，请先登录！</div></body></html>"""


class VsbSite(ColumnsSite):
    """One column; its path is ``/{slug}.htm``."""

    def answer(self, asked: Asked) -> Reply:
        """List page, notice page, attachment, or the wall."""
        if asked.path == "/content.jsp":
            return Reply(_WALL.encode())
        if asked.path == "/system/_content/download.jsp":
            return attachment(asked.path)
        if found := _ARTICLE.fullmatch(asked.path):
            notice = self._story.notice(self.id, int(found[1]))
            return self._page(notice) if notice else NOT_FOUND
        pages = self.pages(self.columns[0], _ROWS)
        for page in range(1, len(pages) + 1):
            if asked.path == self._address(page, len(pages)):
                return self._list(pages, page)
        return NOT_FOUND

    def _address(self, page: int, pages: int) -> str:
        first = self.columns[0].path
        return first if page == 1 else f"{first.removesuffix('.htm')}/{pages - page + 1}.htm"

    def _list(self, pages: list[tuple[SampleNotice, ...]], page: int) -> Reply:
        up = "" if page == 1 else "../"
        return self.page(
            "vsb_list.html",
            column=self.columns[0].name,
            up=up,
            side="\n".join(_row(one, number, "u5", up) for number, one in enumerate(pages[0])),
            rows="\n".join(_row(one, number, "u7", up) for number, one in enumerate(pages[page - 1])),
            before=self._step("prev", "上页", page - 1, pages, up),
            after=self._step("next", "下页", page + 1, pages, up),
            page=page,
            pages=len(pages),
            count=sum(map(len, pages)),
        )

    def _step(self, kind: str, name: str, to: int, pages: list[tuple[SampleNotice, ...]], up: str) -> str:
        """A link to a page, relative to this one; without a link where there is none."""
        if not 1 <= to <= len(pages):
            return f'<span class="p_{kind}_d p_fun_d">{name}</span>'
        href = up + self._address(to, len(pages)).removeprefix("/")
        return f'<span class="p_{kind} p_fun"><a href="{href}">{name}</a></span>'

    def _page(self, notice: SampleNotice) -> Reply:
        return self.notice_page(
            "vsb_article.html",
            notice,
            column=self.columns[0].name,
            files="\n".join(_file(notice, number) for number in range(len(notice.attachments))),
        )


def _row(notice: SampleNotice, number: int, unit: str, up: str) -> str:
    address = f"{up}info/{_TREE}/{notice.number}.htm"
    if notice.lost:
        address = f"{up}content.jsp?urltype=news.NewsContentUrl&wbtreeid={_TREE}&wbnewsid={notice.number}"
    title = escape(notice.title)
    return (
        f'<li id="line_{unit}_{number}"><span> {notice.published}</span>'
        f'<a href="{escape(address)}" target="_blank" title="{title}"><em>{escape(cut(notice.title))}</em></a></li>'
    )


def _file(notice: SampleNotice, number: int) -> str:
    id_ = notice.number * 100 + number
    href = f"/system/_content/download.jsp?urltype=news.DownloadAttachUrl&amp;owner=1663284523&amp;wbfileid={id_}"
    name = escape(notice.attachments[number])
    return f'<p>附件【<a href="{href}" target="_blank">{name}</a>】已下载<span id="nattach{id_}">3</span>次</p>'
