"""A bureau on TRS WCM: static pages, createPageHTML, addresses relative to the page, decoys beside the rows."""

import re
from html import escape

from federator.sample.column import Column
from federator.sample.columns_site import ColumnsSite
from federator.sample.files import attachment, suffix
from federator.sample.notices import SampleNotice
from federator.sample.serving import NOT_FOUND, Asked, Reply
from federator.sample.story import Story
from federator.sample.wording import filled, page_of

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
        return article(place, column, self.name, self._story, self.id) or NOT_FOUND

    def _list(self, column: Column, page: int) -> Reply:
        pages = self.pages(column, _ROWS)
        if page >= len(pages):
            return NOT_FOUND
        html = filled(
            "trs_list.html",
            site=self.name,
            column=column.name,
            rows="".join(row(one) for one in pages[page]),
            pager=f'<script>createPageHTML({len(pages)}, {page}, "index", "html");</script>',
            visits=self._story.visit(),
        )
        return Reply(html.encode())


def article(place: str, column: Column, site: str, story: Story, id_: str) -> Reply | None:
    """The notice page or attachment at ``place`` below its list, None where nothing is there."""
    if found := _ARTICLE.fullmatch(place):
        notice = story.notice(id_, int(found[1]))
        return _page(notice, column, site, story) if notice else None
    return attachment(place) if _FILE.fullmatch(place) else None


def _page(notice: SampleNotice, column: Column, site: str, story: Story) -> Reply:
    html = page_of(
        "trs_article.html",
        notice,
        site=site,
        column=column.name,
        day=f"{notice.published:%Y/%m/%d}",
        visits=story.visit(),
        files="<BR>".join(_link(notice, number) for number in range(len(notice.attachments))),
    )
    return Reply(html.encode())


def row(notice: SampleNotice) -> str:
    """One line of a list, the related documents in a box below it."""
    day = notice.published
    address = f"{day:%Y%m}/t{day:%Y%m%d}_{notice.number}.html"
    return filled("trs_row.html", address=address, title=escape(notice.title), day=f"{day:%Y/%m/%d}")


def _link(notice: SampleNotice, number: int) -> str:
    name = notice.attachments[number]
    stored = f"P0{notice.published:%Y%m%d}{notice.number:06}{number:03}{suffix(name)}"
    return f'<a href="./{stored}">{escape(name)}</a>'
