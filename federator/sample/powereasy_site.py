"""A small office on 动易 PowerEasy: ASPX lists whose links say title, clicks and date in their title attribute."""

import re
from html import escape

from federator.sample.column import Column
from federator.sample.columns_site import ColumnsSite
from federator.sample.files import attachment, links_to
from federator.sample.notices import SampleNotice
from federator.sample.serving import NOT_FOUND, Asked, Reply
from federator.sample.wording import cut

_ROWS = 3
_ITEM = re.compile(r"/Item/(\d+)\.aspx", re.A)


class PowereasySite(ColumnsSite):
    """One column; its path is ``/Category_{number}/Index.aspx``."""

    def answer(self, asked: Asked) -> Reply:
        """List page (Index.aspx, Index_2.aspx …), notice page or attachment."""
        if found := _ITEM.fullmatch(asked.path):
            notice = self._story.notice(self.id, int(found[1]))
            return self._page(notice) if notice else NOT_FOUND
        if asked.path.startswith("/UploadFiles/"):
            return attachment(asked.path)
        column = self.columns[0]
        pages = self.pages(column, _ROWS)
        for page, shown in enumerate(pages, 1):
            if asked.path == column.path.replace("Index", _name(page)):
                return self._list(column, shown, page, len(pages))
        return NOT_FOUND

    def _list(self, column: Column, shown: tuple[SampleNotice, ...], page: int, pages: int) -> Reply:
        numbers = " ".join(f'<a href="{_name(number)}.aspx">{number}</a>' for number in range(1, pages + 1))
        following = f'<a href="{_name(page + 1)}.aspx">下一页</a>' if page < pages else "下一页"
        return self.page(
            "powereasy_list.html",
            column=column.name,
            rows="\n".join(_row(one, column) for one in shown),
            pager=f" {numbers}\n{following}",
        )

    def _page(self, notice: SampleNotice) -> Reply:
        return self.notice_page(
            "plain_article.html",
            notice,
            dated=f"发布时间：{notice.published:%Y年%m月%d日}",
            files=links_to(notice.attachments, f"/UploadFiles/{notice.number}_"),
        )


def _row(notice: SampleNotice, column: Column) -> str:
    day = notice.published
    said = f"标题：{escape(notice.title)}&#xD;点击数：{notice.number * 7}&#xD;发表时间：{day:%Y年%m月%d日}"
    return (
        f'<li><span class="date">{day}</span><a class="node" href="{column.path}">[{column.name}]</a>'
        f'<a href="/Item/{notice.number}.aspx" title="{said}">{escape(cut(notice.title))}</a></li>'
    )


def _name(page: int) -> str:
    return "Index" if page == 1 else f"Index_{page}"
