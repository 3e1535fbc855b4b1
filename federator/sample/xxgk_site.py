"""A bureau whose columns are parts of Hanweb's 信息公开 catalogue: column pages hold no row, search.jsp answers them.

One column page calls for its part (``loadDynamic``); the other only frames the tree of the catalogue, so that what can
be asked for are the rows of all columns.
"""

from html import escape

from federator.sample.column import Column
from federator.sample.jcms_site import JcmsSite, address, gb2312, integer
from federator.sample.notices import SampleNotice
from federator.sample.serving import NOT_FOUND, Asked, Reply
from federator.sample.wording import cut, filled

_SEARCH = "/module/xxgk/search.jsp"
_ROWS = 2
_AREA = "002633101"
_KINDS = {"gsgg": "B001A001", "zcwj": "B001A002"}
_CALLING = "gsgg"
"""The column whose page calls for its part of the catalogue."""


class XxgkSite(JcmsSite):
    """Columns ``gsgg`` and ``zcwj``."""

    def column_page(self, column: Column) -> Reply:
        """No rows: a frame with the tree, and a call of the catalogue where the column has one."""
        call = filled("xxgk_call.html", search=_SEARCH, kind=_KINDS[column.id], area=_AREA, site=self.web_id)
        return self.column_of("xxgk_column.html", column, area=_AREA, call=call if column.id == _CALLING else "")

    def interface(self, asked: Asked) -> Reply:
        """search.jsp, by POST alone: the rows of a kind, of the whole organisation where none is named."""
        if asked.path != _SEARCH or asked.form.get("area") != _AREA:
            return NOT_FOUND
        kind = asked.form.get("infotypeId", "")
        found = [
            (notice, column)
            for column in self.columns
            if kind in ("", _KINDS[column.id])
            for notice in self.listed(column)
        ]
        found.sort(key=lambda pair: (pair[0].published, pair[0].number), reverse=True)
        pages, page = max(1, -(-len(found) // _ROWS)), max(1, integer(asked.form.get("currpage")))
        shown = found[(page - 1) * _ROWS : page * _ROWS]
        rows = "\n".join(_row(number, *pair) for number, pair in enumerate(shown))
        return gb2312(filled("xxgk_rows.html", rows=rows, pages=pages, following=min(page + 1, pages)))


def _row(number: int, notice: SampleNotice, column: Column) -> str:
    title = escape(notice.title)
    return (
        f"<tr class=\"tr_main_value_{'even' if number % 2 else 'odd'}\"><td><a href='{address(notice, column)}' "
        f"target='_blank' title='{title}' class='bt_link' mc='{title}' syh='{notice.index_no}' wh='{notice.doc_no}' "
        f"rq='{notice.written}' gkfs='主动公开'>{escape(cut(notice.title))}</a></td>"
        f"<td align='center'>{notice.publisher.name}</td><td align='center' width='80'>{notice.published}</td></tr>"
    )
