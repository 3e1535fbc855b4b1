"""A bureau on TrueCMS: the first three records lie in the column page, the others come in JSONP.

The interface answers 404 to who does not come from the column page, and hands out two records at once: a larger
window is 404 in one column, an empty result in the other.
"""

import json
from html import escape

from federator.sample.column import Column
from federator.sample.columns_site import ColumnsSite
from federator.sample.files import attachment, suffix
from federator.sample.jcms_site import integer
from federator.sample.notices import SampleNotice
from federator.sample.serving import NOT_FOUND, Asked, Reply
from federator.sample.wording import in_uuid, metas

_INTERFACE = "/truecms/messageController/getMessage.do"
_GROUP = 3
_MOST = 2
_STRICT = "gsgg"
"""The column in which a window that is too large is answered 404."""


class TruecmsSite(ColumnsSite):
    """Columns ``gsgg`` and ``tdgy``; a column's path is ``/{folder}/{id}/{id}.html``."""

    def answer(self, asked: Asked) -> Reply:
        """Column page, interface, notice page or attachment."""
        if asked.path == _INTERFACE:
            return self._interface(asked)
        for column in self.columns:
            if asked.path == column.path:
                return self._column_page(column)
            for notice in self.listed(column):
                if asked.path == _address(notice, column) and not notice.lost:
                    return self._page(notice, column)
        return attachment(asked.path) if "/upload/" in asked.path else NOT_FOUND

    def _column_page(self, column: Column) -> Reply:
        listed = self.listed(column)
        return self.page(
            "truecms_column.html",
            column=column.name,
            path=column.path,
            rows="\n".join(_record(one, column) for one in listed[:_GROUP]),
            total=len(listed),
            interface=_INTERFACE,
            column_id=in_uuid(column.path),
        )

    def _interface(self, asked: Asked) -> Reply:
        found = [one for one in self.columns if in_uuid(one.path) == asked.query.get("columnId")]
        first, last = integer(asked.query.get("startrecord")), integer(asked.query.get("endrecord"))
        if not found or not asked.headers.get("referer", "").endswith(found[0].path):
            return NOT_FOUND
        too_many = last - first + 1 > _MOST
        if too_many and found[0].id == _STRICT:
            return NOT_FOUND
        records = "" if too_many else self._records(found[0], first, last)
        answer = json.dumps({"result": records}, ensure_ascii=False).replace("</", "<\\/")
        return Reply(
            f";{asked.query.get('callback', 'raw')}({answer})".encode(), "application/javascript;charset=UTF-8"
        )

    def _records(self, column: Column, first: int, last: int) -> str:
        listed = self.listed(column)
        shown = listed[max(0, first - 1) : last]
        records = "".join(f"<record><![CDATA[{_record(one, column)}]]></record>" for one in shown)
        return f"<datastore><totalrecord>{len(listed)}</totalrecord><recordset>{records}</recordset></datastore>"

    def _page(self, notice: SampleNotice, column: Column) -> Reply:
        files = enumerate(notice.attachments)
        return self.notice_page(
            "truecms_article.html",
            notice,
            column=column.name,
            path=column.path,
            metas=metas(notice, self.name, column.name),
            files="".join(
                f'<p><a href="/upload/{notice.number}-{n}{suffix(name)}">{escape(name)}</a></p>' for n, name in files
            ),
        )


def _record(notice: SampleNotice, column: Column) -> str:
    link = f'<a href="{_address(notice, column)}" target="_blank">{escape(notice.title)}</a>'
    return f"<li>\t{link}<span>{notice.published}</span></li>"


def _address(notice: SampleNotice, column: Column) -> str:
    folder = column.path.rpartition("/")[0]
    return f"{folder}/content/{in_uuid(f'{column.path}{notice.number}')}.html"
