"""Cells that stand for several rows of a table (``rowspan``): the day that three notices share is the day of each."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from lxml.html import HtmlElement

_ROWS, _COLUMNS, _LONGEST, _FEW = 60, 40, 40, 20
"""Rows and columns that one cell may stand for, characters and texts of what it says: more are a layout's."""


class _Standing(NamedTuple):
    """A cell that stands for so many rows more, beside links that were ``known`` where it is."""

    left: int
    cell: HtmlElement
    known: frozenset[str]


def spread_cells(tree: HtmlElement, text: str) -> None:
    """Give the rows of the tables of ``tree``, parsed from ``text``, the cells that stand for them in a row above.

    Only those that say a few words without a link, and only rows with a link of their own: what goes on below a notice
    (its summary, its files) is no other one.
    """
    if "rowspan" not in text and "ROWSPAN" not in text:
        return
    for table in tree.iter("table"):
        standing: dict[int, _Standing] = {}
        for row in _rows(table):
            standing = _spread(row, standing)


def _rows(table: HtmlElement) -> Iterator[HtmlElement]:
    for one in table:
        if one.tag == "tr":
            yield one
        elif one.tag in ("tbody", "thead"):
            yield from one.iterchildren("tr")


def _spread(row: HtmlElement, standing: dict[int, _Standing]) -> dict[int, _Standing]:
    """Put what stands for the row into it; what stands for the next one."""
    links = frozenset(href for link in row.iter("a") if (href := link.get("href")))
    told = {column: one for column, one in standing.items() if links - one.known}
    begun: dict[int, _Standing] = {}
    column = 0
    for cell in list(row.iterchildren("td", "th")):
        while column in standing:
            if column in told:
                cell.addprevious(_like(told[column].cell))
            column += 1
        rows = _number(cell, "rowspan")
        if 1 < rows <= _ROWS and column < _COLUMNS:
            begun[column] = _Standing(rows - 1, cell, links)
        column += max(1, min(_number(cell, "colspan"), _COLUMNS))
    row.extend(_like(told[place].cell) for place in range(column, _COLUMNS) if place in told)
    return {place: one._replace(left=one.left - 1) for place, one in standing.items() if one.left > 1} | begun


def _number(cell: HtmlElement, name: str) -> int:
    written = cell.get(name, "")
    return int(written) if written.isdecimal() and len(written) < 4 else 1


def _like(cell: HtmlElement) -> HtmlElement:
    """A cell that says the same; one that says nothing where that is too much, or holds a link."""
    said = " ".join("".join(islice(cell.itertext(), _FEW)).split())
    like = cell.makeelement(cell.tag, {name: cell.get(name, "") for name in ("class",) if cell.get(name)})
    like.text = said if len(said) <= _LONGEST and cell.find(".//a") is None else None
    return like
