"""A county portal on Hanweb JCMS with jpage: GB2312, several organisations, records in an embedded datastore.

The first group of records lies in the column page, twice (desktop and mobile unit), the others behind dataproxy; a
function beside the real call repeats the options with a dummy total; no validators, a render time in each page.
"""

import hashlib
import time
from html import escape
from urllib.parse import quote

from federator.sample.column import Column
from federator.sample.notices import SampleNotice
from federator.sample.serving import NOT_FOUND, Asked, Reply
from federator.sample.story import Story
from federator.sample.wording import cut, filled, metas, page_of

_PROXY = "/module/web/jpage/dataproxy.jsp"
_PER_PAGE, _GROUP = 2, 3
_UNITS = ("80943", "80944")


class JpageSite:
    """A column's path is ``/col/col{number}/index.html``."""

    def __init__(self, id_: str, name: str, web_id: str, columns: tuple[Column, ...], story: Story) -> None:
        self.id = id_
        self.name = name
        self.web_id = web_id
        self.columns = columns
        self._story = story

    def answer(self, asked: Asked) -> Reply:
        """Column page, dataproxy, notice page or attachment."""
        if asked.path == _PROXY:
            return self._proxy(asked)
        if asked.path == "/module/download/downfile.jsp":
            return Reply(b"\xd0\xcf\x11\xe0 sample", "application/msword")
        for column in self.columns:
            if asked.path == column.path:
                return self._column_page(column)
            for notice in self._listed(column):
                if asked.path == _address(notice, column) and not notice.lost:
                    return self._page(notice, column)
        return NOT_FOUND

    def _listed(self, column: Column) -> tuple[SampleNotice, ...]:
        return self._story.column(f"{self.id}/{column.id}")

    def _column_page(self, column: Column) -> Reply:
        page = filled(
            "jpage_column.html",
            site=self.name,
            column=column.name,
            path=column.path,
            number=column.number,
            web_id=self.web_id,
            now=_now(),
            units="".join(self._unit(column, unit) for unit in _UNITS),
        )
        return _gb2312(page)

    def _unit(self, column: Column, unit: str) -> str:
        listed = self._listed(column)
        return filled(
            "jpage_unit.html",
            unit=unit,
            store=self._store(column, listed[: _PER_PAGE * _GROUP], unit),
            web_id=self.web_id,
            number=column.number,
            site=self.name,
            total=len(listed),
            group=_GROUP,
            per_page=_PER_PAGE,
            proxy=_PROXY,
        )

    def _store(self, column: Column, shown: tuple[SampleNotice, ...], unit: str) -> str:
        return filled(
            "jpage_store.xml",
            proxy=_PROXY,
            web_id=self.web_id,
            number=column.number,
            unit=unit,
            site=quote(quote(self.name)),
            records="\n".join(f"<record><![CDATA[\n    {_record(one, column)}]]></record>" for one in shown),
        )

    def _proxy(self, asked: Asked) -> Reply:
        """The group form (startrecord, endrecord), and the page form, 100 records a page."""
        wanted = {**asked.query, **asked.form}
        column = next((one for one in self.columns if one.number == wanted.get("columnid")), None)
        if column is None:
            return _gb2312("<datastore><recordset></recordset></datastore>", "text/xml")
        first = _integer(wanted.get("startrecord")) or 100 * (_integer(wanted.get("page")) - 1) + 1
        last = _integer(wanted.get("endrecord")) or first + 99
        shown = self._listed(column)[max(0, first - 1) : last]
        return _gb2312(self._store(column, shown, wanted.get("unitid", _UNITS[0])), "text/xml")

    def _page(self, notice: SampleNotice, column: Column) -> Reply:
        page = page_of(
            "jpage_article.html",
            notice,
            site=self.name,
            column=column.name,
            path=column.path,
            metas=metas(notice, self.name, column.name),
            now=_now(),
            visits=self._story.visit(),
            files="".join(f"<p>附件：{_link(name)}</p>\n" for name in notice.attachments),
        )
        return _gb2312(page)


def _gb2312(page: str, type_: str = "text/html") -> Reply:
    """Declared GB2312; a character beyond it (镕) comes out in GBK, as the product's does."""
    return Reply(page.encode("gbk", "xmlcharrefreplace"), type_)


def _record(notice: SampleNotice, column: Column) -> str:
    return (
        f'<li class="clearfix"><a title=\'{escape(notice.title)}\' target="_blank" '
        f'href="{_address(notice, column)}">            {escape(cut(notice.title))}</a>'
        f'<span class="bt-list-time">{notice.published}</span>    </li>    '
    )


def _address(notice: SampleNotice, column: Column) -> str:
    day = notice.published
    return f"/art/{day.year}/{day.month}/{day.day}/art_{column.number}_{notice.number}.html"


def _link(name: str) -> str:
    stored = hashlib.blake2b(name.encode(), digest_size=16).hexdigest() + name[name.rfind(".") :]
    return f'<a href="/module/download/downfile.jsp?classid=0&filename={stored}">{escape(name)}</a>'


def _integer(written: str | None) -> int:
    return int(written) if written and written.isdecimal() else 0


def _now() -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S")
