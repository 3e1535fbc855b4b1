"""A bureau with a long history on TRS-like pages, and with the faults that pagers have. No member of the province: it
is served where a long list is wanted."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum

from federator.sample.serving import NOT_FOUND, Asked, Reply

LIST = "/gg/"
_PAGE = re.compile(r"index(?:_(\d{1,6}))?\.html|", re.A)
_NOTICE = re.compile(r"\d{6}/t\d{8}_(\d{1,9})\.html", re.A)


class Pager(StrEnum):
    """How the list leads to its next page."""

    TRUE = "true"
    IGNORED = "ignored"  # ?page=2 answers page 1 again, and leads to ?page=3
    SELF = "self"  # the last page leads to itself
    ROUND = "round"  # the last page leads to the first one


class ArchiveSite:
    """``notices`` by number, the newest highest, one a day back from ``today``; ``rows`` to a page.

    ``after_list`` is called when a list page was answered: that is when lists shift. Pages of the numbers in
    ``broken`` answer 500.
    """

    def __init__(self, today: date, count: int, rows: int, pager: Pager = Pager.TRUE) -> None:
        self.listed = list(range(count, 0, -1))
        self.broken: set[int] = set()
        self.after_list: Callable[[], None] = lambda: None
        self.asked: list[str] = []
        self._first_day = today - timedelta(days=count)
        self._rows = rows
        self._pager = pager

    def publish(self) -> None:
        """One more, at the top."""
        self.listed.insert(0, max(self.listed) + 1)

    def title(self, number: int) -> str:
        """What the notice of that number is called."""
        return f"关于第{number}号地块征地补偿安置的公告"

    def answer(self, asked: Asked) -> Reply:
        """List page (index.html, index_1.html …) or notice page."""
        self.asked.append(asked.path)
        place = asked.path.removeprefix(LIST)
        if found := _NOTICE.fullmatch(place):
            return self._notice(int(found[1]))
        found = _PAGE.fullmatch(place)
        reply = self._list(int(found[1] or 0), asked) if found and asked.path.startswith(LIST) else NOT_FOUND
        self.after_list()
        return reply

    def _list(self, page: int, asked: Asked) -> Reply:
        shown = self.listed[page * self._rows : (page + 1) * self._rows]
        rows = "\n".join(self._row(number) for number in shown)
        html = f"""<html><head><meta charset="utf-8"><meta name="ColumnName" content="公告"></head><body>
            <ul class="list">{rows}</ul><a href="{self._next(page, asked)}">下一页</a></body></html>"""
        return Reply(html.encode()) if shown else NOT_FOUND

    def _next(self, page: int, asked: Asked) -> str:
        if self._pager is Pager.IGNORED:
            return f"index.html?page={int(asked.query.get('page', 1)) + 1}"
        if (page + 1) * self._rows < len(self.listed):
            return f"index_{page + 1}.html"
        return {Pager.SELF: f"index_{page}.html", Pager.ROUND: "index.html"}.get(self._pager, "javascript:;")

    def _row(self, number: int) -> str:
        day = self._day(number)
        href = f"./{day:%Y%m}/t{day:%Y%m%d}_{number}.html"
        return f'<li><a href="{href}">{self.title(number)}</a><span>{day}</span></li>'

    def _day(self, number: int) -> date:
        return self._first_day + timedelta(days=number)

    def _notice(self, number: int) -> Reply:
        if number in self.broken:
            return Reply(b"internal error", status=500)
        title, day = self.title(number), self._day(number)
        html = f"""<html><head><meta charset="utf-8"><title>{title}</title>
            <meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="{day} 09:00"></head>
            <body><h1>{title}</h1>
            <div class="TRS_Editor"><p>第{number}号地块的补偿方案已经批准。</p></div></body></html>"""
        return Reply(html.encode()) if number in self.listed else NOT_FOUND
