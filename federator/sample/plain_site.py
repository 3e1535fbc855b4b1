"""A bureau with pages of its own making: declared gb2312, really UTF-8; each column writes its dates its own way.

Columns: ``tzgg`` ``[2026-07-28]`` and 下一页, with two rows that nobody can complete; ``zcwj`` 二〇二六年七月二十八日;
``gzdt`` ``07-28``, the year only in the address of the page; one day it looks otherwise.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

from federator.sample.column import Column
from federator.sample.columns_site import ColumnsSite
from federator.sample.files import attachment, links_to
from federator.sample.notices import SampleNotice
from federator.sample.serving import NOT_FOUND, Asked, Reply
from federator.sample.wording import in_numerals

_ROWS = 3
_REDESIGNED = 2
"""The day of the story on which ``gzdt`` gets new clothes."""
_INCOMPLETE = (
    '<li><span>[2020-01-01]</span></li>\n<li><a href="javascript:;">信息录入中</a><span>[2020-01-01]</span></li>\n'
)
"""Neither title nor link; a title, and a link that leads nowhere."""


@dataclass(frozen=True, slots=True)
class _Hand:
    """How a column writes: the date in its list and on the page, and the address of a page."""

    listed: Callable[[SampleNotice], str]
    dated: Callable[[SampleNotice], str]
    address: Callable[[SampleNotice], str]


_HANDS: Mapping[str, _Hand] = {
    "tzgg": _Hand(
        lambda one: f"[{one.published}]",
        lambda one: f"发布时间：{one.published.year}/{one.published.month}/{one.published.day} {one.time}",
        lambda one: f"show_{one.number}.html",
    ),
    "zcwj": _Hand(
        lambda one: in_numerals(one.published),
        lambda one: f"发布日期：{in_numerals(one.published)}",
        lambda one: f"show_{one.number}.html",
    ),
    "gzdt": _Hand(
        lambda one: f"{one.published:%m-%d}",
        lambda one: f"（{one.published:%m-%d}）",
        lambda one: f"{one.published:%Y/%m%d}/{one.number}.html",
    ),
}


class PlainSite(ColumnsSite):
    """A column's path is ``/{id}/``."""

    type = "text/html"

    def answer(self, asked: Asked) -> Reply:
        """List page (index.html, list_2.html …), notice page or attachment."""
        for column in self.columns:
            if asked.path.startswith(column.path):
                return self._in_column(column, asked.path.removeprefix(column.path))
        return NOT_FOUND

    def _in_column(self, column: Column, place: str) -> Reply:
        listed = self.listed(column)
        pages = -(-len(listed) // _ROWS)
        for page in range(1, pages + 1):
            if place in (_list_address(page), "" if page == 1 else None):
                return self._list(column, listed[(page - 1) * _ROWS : page * _ROWS], page, pages)
        for notice in listed:
            if place == _HANDS[column.id].address(notice):
                return self._page(column, notice)
        return attachment(place) if place.startswith("fj/") else NOT_FOUND

    def _list(self, column: Column, shown: tuple[SampleNotice, ...], page: int, pages: int) -> Reply:
        redesigned = column.id == "gzdt" and self._story.day >= _REDESIGNED
        rows = "\n".join((_card if redesigned else _row)(one, column) for one in shown)
        if column.id == "tzgg" and page == 1:
            rows += "\n" + _INCOMPLETE
        following = f'<a href="{_list_address(page + 1)}">下一页</a>' if page < pages else "下一页"
        return self.page(
            "plain_cards.html" if redesigned else "plain_list.html",
            column=column.name,
            rows=rows,
            pager=f"共{pages}页 第{page}页 {following}",
        )

    def _page(self, column: Column, notice: SampleNotice) -> Reply:
        return self.notice_page(
            "plain_article.html",
            notice,
            dated="" if notice.dateless else _HANDS[column.id].dated(notice),
            files=links_to(notice.attachments, f"{column.path}fj/{notice.number}_"),
        )


def _row(notice: SampleNotice, column: Column) -> str:
    hand = _HANDS[column.id]
    date = "" if notice.dateless else f"<span>{hand.listed(notice)}</span>"
    return f'<li>{date}<a href="{hand.address(notice)}" target="_blank">{escape(notice.title)}</a></li>'


def _card(notice: SampleNotice, column: Column) -> str:
    hand = _HANDS[column.id]
    day = "" if notice.dateless else f'<p class="rq">{hand.listed(notice)}</p>'
    return f'<div class="item"><h3><a href="{hand.address(notice)}">{escape(notice.title)}</a></h3>{day}</div>'


def _list_address(page: int) -> str:
    return "index.html" if page == 1 else f"list_{page}.html"
