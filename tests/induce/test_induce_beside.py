"""A list among boxes of other columns, dated and longer than it, none of which says by its class what it is."""

from itertools import product

import pytest

from federator.induce import PageKind, induce_list

URL = "http://www.yunxi.test/zwgk/tzgg/index.html"
HEADS = ("政策文件", "征地信息", "土地出让", "规划公示", "工作动态")
PAGER = '<div class="p"><b>1</b><a href="index_2.html">2</a><a href="index_2.html">下一页</a></div>'


def _row(folder: str, number: int, dated: bool) -> str:
    day = f"<span>2026-09-{28 - number:02}</span>" if dated else ""
    title = f"{HEADS[number % 5]}第{number}号事项的公告全文"
    return f'<li><a href="{folder}/202609/{4000 + number}.html">{title}</a>{day}</li>'


def _box(number: int, rows: int) -> str:
    lines = "".join(_row(f"/zwgk/lm{number}", n, True) for n in range(rows))
    return f'<div class="box"><h2>{HEADS[number]}<a href="/zwgk/lm{number}/">更多</a></h2><ul>{lines}</ul></div>'


def _page(main: str, boxes: str, first: bool) -> str:
    parts = (boxes, main) if first else (main, boxes)
    menu = "".join(f'<a href="/c{n}/">{head}</a>' for n, head in enumerate(HEADS))
    columns = "".join(f"<div class=c{n}>{part}</div>" for n, part in enumerate(parts))
    return f"<html><body><div class=t>{menu}</div><div class=m>{columns}</div>"


@pytest.mark.parametrize(
    ("rows", "boxes", "first", "dated", "paged"),
    [
        case
        for case in product((3, 6, 15), (1, 3, 5), (True, False), (True, False), (True, False))
        if case[3] or case[0] > 3
    ],
)
def test_the_list_is_told_from_boxes_that_lead_to_more(
    rows: int, boxes: int, first: bool, dated: bool, paged: bool
) -> None:
    main = f'<ul class="list">{"".join(_row("/zwgk/tzgg", n, dated) for n in range(rows))}</ul>{PAGER if paged else ""}'
    page = _page(main, "".join(_box(number, 8) for number in range(boxes)), first)
    found = induce_list(page, URL)
    assert found.kind is PageKind.LIST, found.reasons
    assert found.rule is not None
    assert (found.rule.rows, found.proposals[0].rows) == ("ul.list > li", rows)


@pytest.mark.parametrize("count", [2, 5])
def test_boxes_alone_are_a_portal(count: int) -> None:
    page = _page("", "".join(_box(number, 6) for number in range(count)), True)
    assert induce_list(page, URL).kind is PageKind.PORTAL
