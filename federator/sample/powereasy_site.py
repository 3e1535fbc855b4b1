"""A small office on 动易 PowerEasy: ASPX lists whose links say title, clicks and date in their title attribute."""

import re
from html import escape

from federator.sample.column import Column
from federator.sample.columns_site import ColumnsSite
from federator.sample.files import attachment, links_to
from federator.sample.notices import SampleNotice
from federator.sample.serving import NOT_FOUND, Asked, Reply
from federator.sample.story import Story
from federator.sample.wording import cut, filled, page_of

_ROWS = 3
_ITEM = re.compile(r"/Item/(\d+)\.aspx", re.A)


class PowereasySite(ColumnsSite):
    """One column; its path is ``/Category_{number}/Index.aspx``."""

    def __init__(self, id_: str, name: str, column: Column, story: Story) -> None:
        super().__init__(id_, name, (column,), story)
        self._column = column

    def answer(self, asked: Asked) -> Reply:
        """List page (Index.aspx, Index_2.aspx …), notice page or attachment."""
        if found := _ITEM.fullmatch(asked.path):
            notice = self._story.notice(self.id, int(found[1]))
            return self._page(notice) if notice else NOT_FOUND
        if asked.path.startswith("/UploadFiles/"):
            return attachment(asked.path)
        listed = self.listed(self._column)
        pages = max(1, -(-len(listed) // _ROWS))
        for page in range(1, pages + 1):
            if asked.path == self._column.path.replace("Index", _name(page)):
                return self._list(listed[(page - 1) * _ROWS : page * _ROWS], page, pages)
        return NOT_FOUND

    def _list(self, shown: tuple[SampleNotice, ...], page: int, pages: int) -> Reply:
        numbers = " ".join(f'<a href="{_name(number)}.aspx">{number}</a>' for number in range(1, pages + 1))
        following = f'<a href="{_name(page + 1)}.aspx">下一页</a>' if page < pages else "下一页"
        html = filled(
            "powereasy_list.html",
            site=self.name,
            column=self._column.name,
            rows="\n".join(self._row(one) for one in shown),
            pager=f" {numbers}\n{following}",
            visits=self._story.visit(),
        )
        return Reply(html.encode())

    def _row(self, notice: SampleNotice) -> str:
        day = notice.published
        said = f"标题：{escape(notice.title)}&#xD;点击数：{notice.number * 7}&#xD;发表时间：{day:%Y年%m月%d日}"
        return (
            f'<li><span class="date">{day}</span><a class="node" href="{self._column.path}">[{self._column.name}]</a>'
            f'<a href="/Item/{notice.number}.aspx" title="{said}">{escape(cut(notice.title))}</a></li>'
        )

    def _page(self, notice: SampleNotice) -> Reply:
        html = page_of(
            "plain_article.html",
            notice,
            site=self.name,
            dated=f"发布时间：{notice.published:%Y年%m月%d日}",
            visits=self._story.visit(),
            files=links_to(notice.attachments, f"/UploadFiles/{notice.number}_"),
        )
        return Reply(html.encode())


def _name(page: int) -> str:
    return "Index" if page == 1 else f"Index_{page}"
