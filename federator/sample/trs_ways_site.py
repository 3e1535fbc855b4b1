"""A bureau whose columns are TRS in all its ways: pages from 1, a pager in base64, a frame, a redirect, no notices.

``ghgg`` counts its pages from 1 (``common_list_2.shtml`` is the second); ``tdgg`` hides the pager from programs; the
page of ``zcwj`` holds its list in a frame, that of ``gsgg`` sends the reader there; ``kyq`` is empty.
"""

import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from federator.sample.column import Column
from federator.sample.serving import NOT_FOUND, Asked, Reply
from federator.sample.trs_site import TrsSite
from federator.sample.wording import filled

_ROWS = 2
_JUMP = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><title>跳转中</title>
<script type="text/javascript">window.location.href = "./list/index.html";</script></head><body></body></html>"""


def _from_nought(pages: int, page: int) -> str:
    return f'<script>createPageHTML({pages}, {page}, "index", "html");</script>'


def _from_one(pages: int, page: int) -> str:
    return f"<script>createPageHTML('page_div',{pages}, {page + 1},'common_list','shtml',{pages * _ROWS});</script>"


def _encoded(pages: int, page: int) -> str:
    """As 云南 has it: escaped, then base64; a script decodes it with window.atob."""
    following = f'<a href="index_{page + 1}.html">下一页</a>' if page + 1 < pages else "<span>下一页</span>"
    html = f'<span>共{pages}页</span><a href="index.html">首页</a>{following}'
    code = b64encode(quote(html).encode()).decode()
    return (
        f'<div id="pages">{code}</div><script>pages.innerHTML=decodeURIComponent(window.atob(pages.innerHTML))</script>'
    )


@dataclass(frozen=True, slots=True)
class _Way:
    """How a column is laid out. ``folder``: where its list lies; ``front``: what stands in the column's own place."""

    pager: Callable[[int, int], str] = _from_nought
    file: str = "index"
    extension: str = "html"
    first: int = 0
    folder: str = ""
    front: str = ""

    def page_at(self, place: str) -> int | None:
        """The page, counted from 0, that a file in the folder is; None for any other file."""
        found = re.fullmatch(rf"{self.file}(?:_(\d{{1,4}}))?\.{self.extension}|", place, re.A)
        return None if found is None else int(found[1]) - self.first if found[1] else 0


_WAYS: Mapping[str, _Way] = {
    "ghgg": _Way(_from_one, "common_list", "shtml", first=1),
    "tdgg": _Way(_encoded),
    "zcwj": _Way(
        folder="list/", front='<iframe id="listFrame" src="list/index.html" width="100%" height="900"></iframe>'
    ),
    "gsgg": _Way(folder="list/", front=_JUMP),
    "kyq": _Way(),
}


class TrsWaysSite(TrsSite):
    """A column's path is ``/{id}/``."""

    def answer(self, asked: Asked) -> Reply:
        """List page, shell, notice page or attachment."""
        for column in self.columns:
            folder = f"/{column.id}/"
            if asked.path.startswith(folder):
                return self._in_column(column, _WAYS[column.id], asked.path.removeprefix(folder))
        return NOT_FOUND

    def _in_column(self, column: Column, way: _Way, place: str) -> Reply:
        if way.front and place in ("", "index.html"):
            return Reply(self._front(column, way).encode())
        if not place.startswith(way.folder):
            return NOT_FOUND
        place = place.removeprefix(way.folder)
        page = way.page_at(place)
        if page is None:
            return self.article(column, place)
        return self._numbered(column, way, page)

    def _front(self, column: Column, way: _Way) -> str:
        if way.front.startswith("<html"):
            return way.front
        return filled("trs_shell.html", site=self.name, column=column.name, frame=way.front)

    def _numbered(self, column: Column, way: _Way, page: int) -> Reply:
        listed = self.listed(column)
        pages = -(-len(listed) // _ROWS)
        if page and page >= pages:
            return NOT_FOUND
        return self.list_page(column, listed[page * _ROWS : (page + 1) * _ROWS], way.pager(pages, page))
