"""Cells that stand for several rows."""

import lxml.html
import pytest

from federator.notation.spanning import spread_cells

ROW = '<td><a href="/{0}.html">公告{0}</a></td>'


def cells_of(table: str) -> list[list[str]]:
    text = f"<table>{table}</table>"
    tree = lxml.html.document_fromstring(text)
    spread_cells(tree, text)
    return [[cell.text_content() for cell in row] for row in tree.iter("tr")]


def test_what_stands_for_several_rows_is_said_in_each() -> None:
    table = (
        f"<tr><td rowspan=2>东镇</td>{ROW.format(1)}<td rowspan=3>2026-09-03</td></tr>"
        f"<tr>{ROW.format(2)}</tr><tr><td>西镇</td>{ROW.format(3)}</tr>"
        f"<tr><td colspan=2><a href='/4.html'>公告4</a></td><td>2026-09-01</td></tr>"
    )
    assert cells_of(table) == [
        ["东镇", "公告1", "2026-09-03"],
        ["东镇", "公告2", "2026-09-03"],
        ["西镇", "公告3", "2026-09-03"],
        ["公告4", "2026-09-01"],
    ]


@pytest.mark.parametrize(
    "below", ["<td>摘要</td>", '<td>摘要<a href="/1.html">详情</a></td>', "<td><a name=x>附件</a></td>"]
)
def test_what_goes_on_below_a_notice_is_no_other_one(below: str) -> None:
    row = f"<tr><td rowspan=2>2026-09-03</td>{ROW.format(1)}</tr><tr>{below}</tr>"
    assert len(cells_of(row)[1]) == 1


def test_a_cell_of_links_or_of_many_words_only_keeps_its_place() -> None:
    for cell in ('<a href="/c/">栏目</a>', "字" * 41):
        rows = f"<tr><td rowspan=2>{cell}</td>{ROW.format(1)}</tr><tr>{ROW.format(2)}</tr>"
        assert cells_of(rows)[1] == ["", "公告2"]


@pytest.mark.parametrize("rows", ["999", "0", "x", "99999", "-2", "²"])
def test_numbers_that_are_a_layouts_or_none_are_passed_over(rows: str) -> None:
    table = f'<tr><td rowspan="{rows}">2026-09-03</td>{ROW.format(1)}</tr><tr>{ROW.format(2)}</tr>'
    assert cells_of(table)[1] == ["公告2"]
