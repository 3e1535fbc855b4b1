"""What the sites on Hanweb JCMS share: GB2312, notice pages, attachments; how they list differs from child to child."""

import time
from html import escape

from federator.sample.column import Column
from federator.sample.columns_site import ColumnsSite
from federator.sample.files import attachment, suffix
from federator.sample.notices import SampleNotice
from federator.sample.serving import NOT_FOUND, Asked, Reply
from federator.sample.wording import cut, filled, hexed, metas, page_of


class JcmsSite(ColumnsSite):
    """A column's path is ``/col/col{number}/index.html``."""

    def answer(self, asked: Asked) -> Reply:
        """Column page, notice page, attachment, or what the list's interface says."""
        if asked.path == "/module/download/downfile.jsp":
            return attachment(asked.query.get("filename", ""))
        for column in self.columns:
            if asked.path == column.path:
                return self.column_page(column)
            for notice in self.listed(column):
                if asked.path == address(notice, column) and not notice.lost:
                    return self._page(notice, column)
        return self.interface(asked)

    def column_page(self, column: Column) -> Reply:
        """The page of ``column``."""
        raise NotImplementedError

    def column_of(self, template: str, column: Column, **more: object) -> Reply:
        """The page of ``column`` by a template, with what all of them print."""
        page = filled(
            template,
            site=self.name,
            column=column.name,
            path=column.path,
            number=column.number,
            web_id=self.web_id,
            now=now(),
            **more,
        )
        return gb2312(page)

    def interface(self, asked: Asked) -> Reply:
        """What the interface behind the list answers; 404 to what it does not know."""
        return NOT_FOUND

    def column_numbered(self, number: str | None) -> Column | None:
        """The column of that number."""
        return next((column for column in self.columns if column.number == number), None)

    def _page(self, notice: SampleNotice, column: Column) -> Reply:
        page = page_of(
            "jpage_article.html",
            notice,
            site=self.name,
            column=column.name,
            path=column.path,
            metas=metas(notice, self.name, column.name),
            now=now(),
            visits=self._story.visit(),
            files="".join(f"<p>附件：{_link(name)}</p>\n" for name in notice.attachments),
        )
        return gb2312(page)


def gb2312(page: str, type_: str = "text/html") -> Reply:
    """Declared GB2312; a character beyond it (镕) comes out in GBK, as the product's does."""
    return Reply(page.encode("gbk", "xmlcharrefreplace"), type_)


def record(notice: SampleNotice, column: Column) -> str:
    """One row of a list."""
    return (
        f'<li class="clearfix"><a title=\'{escape(notice.title)}\' target="_blank" '
        f'href="{address(notice, column)}">            {escape(cut(notice.title))}</a>'
        f'<span class="bt-list-time">{notice.published}</span>    </li>    '
    )


def address(notice: SampleNotice, column: Column) -> str:
    """Where a notice's own page is."""
    day = notice.published
    return f"/art/{day.year}/{day.month}/{day.day}/art_{column.number}_{notice.number}.html"


def integer(written: str | None) -> int:
    """A number that was asked for, 0 where it is none."""
    return int(written) if written and written.isdecimal() else 0


def now() -> str:
    """The time that the product prints into its pages."""
    return time.strftime("%Y-%m-%d %H:%M:%S")


def _link(name: str) -> str:
    stored = hexed(name) + suffix(name)
    return f'<a href="/module/download/downfile.jsp?classid=0&filename={stored}">{escape(name)}</a>'
