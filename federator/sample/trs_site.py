"""A bureau on TRS WCM: static pages, createPageHTML, addresses relative to the page, decoys beside the rows."""

import re
from collections.abc import Sequence
from html import escape

from federator.sample.column import Column
from federator.sample.columns_site import ColumnsSite
from federator.sample.files import attachment, suffix
from federator.sample.notices import SampleNotice
from federator.sample.serving import NOT_FOUND, Asked, Reply
from federator.sample.wording import filled

_ROWS = 3
_LIST = re.compile(r"index(?:_(\d+))?\.html|")
_ARTICLE = re.compile(r"\d{6}/t\d{8}_(\d+)\.html", re.A)
_FILE = re.compile(r"\d{6}/P\d+\.\w+", re.A)


class TrsSite(ColumnsSite):
    """One column; its path ends in ``/``."""

    def answer(self, asked: Asked) -> Reply:
        """List page (index.html, index_1.html …), notice page or attachment."""
        column = self.columns[0]
        if not asked.path.startswith(column.path):
            return NOT_FOUND
        place = asked.path.removeprefix(column.path)
        if found := _LIST.fullmatch(place):
            return self._list(column, int(found[1] or 0))
        return self.article(column, place)

    def _list(self, column: Column, page: int) -> Reply:
        pages = self.pages(column, _ROWS)
        if page >= len(pages):
            return NOT_FOUND
        pager = f'<script>createPageHTML({len(pages)}, {page}, "index", "html");</script>'
        return self.list_page(column, pages[page], pager)

    def list_page(self, column: Column, shown: Sequence[SampleNotice], pager: str) -> Reply:
        """The list page that shows these notices."""
        return self.page(
            "trs_list.html",
            column=column.name,
            rows="".join(map(_row, shown)),
            pager=pager,
        )

    def article(self, column: Column, place: str) -> Reply:
        """The notice page or attachment at ``place`` below its list."""
        if found := _ARTICLE.fullmatch(place):
            notice = self._story.notice(self.id, int(found[1]))
            return self._page(notice, column) if notice else NOT_FOUND
        return attachment(place) if _FILE.fullmatch(place) else NOT_FOUND

    def _page(self, notice: SampleNotice, column: Column) -> Reply:
        return self.notice_page(
            "trs_article.html",
            notice,
            column=column.name,
            day=f"{notice.published:%Y/%m/%d}",
            files="<BR>".join(_link(notice, number) for number in range(len(notice.attachments))),
        )


def _row(notice: SampleNotice) -> str:
    """One line of a list, the related documents in a box below it."""
    day = notice.published
    address = f"{day:%Y%m}/t{day:%Y%m%d}_{notice.number}.html"
    return filled("trs_row.html", address=address, title=escape(notice.title), day=f"{day:%Y/%m/%d}")


def _link(notice: SampleNotice, number: int) -> str:
    name = notice.attachments[number]
    stored = f"P0{notice.published:%Y%m%d}{notice.number:06}{number:03}{suffix(name)}"
    return f'<a href="./{stored}">{escape(name)}</a>'
