"""Tables of a body as grids: spans filled out, so that every row has every column."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from lxml.html import HtmlElement, HTMLParser, fragment_fromstring

from federator.model.making import made_quickly

_WIDEST, _LONGEST = 60, 3000
_BLOCKS = ("p", "div", "br", "li")


@made_quickly
@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place of a grid; a cell that spans several stands in each, ``origin`` telling it is one."""

    words: str
    origin: int


Grid = Sequence[Sequence[Cell]]
"""Rows of cells."""


def grids_of(html: str) -> Iterator[Grid]:
    """The tables of sanitised ``html`` that hold words, in their order; one that only frames others is left out."""
    root = fragment_fromstring(html, create_parent="div", parser=HTMLParser(encoding="utf-8"))
    filled = _grid if "span=" in html else _plain_grid
    for table in root.iter("table"):
        if next(table.iterdescendants("table"), None) is None and (grid := _without_gaps(filled(_rows(table)))):
            yield grid


def _without_gaps(grid: Grid) -> Grid:
    """Without rows and columns in which nothing stands."""
    rows = [row for row in grid if any(cell.words for cell in row)]
    width = max(map(len, rows), default=0)
    gaps = {at for at in range(width) if not any(at < len(row) and row[at].words for row in rows)}
    return [[cell for at, cell in enumerate(row) if at not in gaps] for row in rows] if gaps else rows


def _rows(table: HtmlElement) -> Sequence[Sequence[HtmlElement]]:
    return [[cell for cell in row if cell.tag in ("td", "th")] for row in list(table.iter("tr"))[:_LONGEST]]


def _plain_grid(rows: Sequence[Sequence[HtmlElement]]) -> Grid:
    """Rows without spans."""
    number = count(1)
    return [[Cell(_words(cell), next(number)) for cell in row[:_WIDEST]] for row in rows]


def _grid(rows: Sequence[Sequence[HtmlElement]]) -> Grid:
    """Rows with spans filled out. A span never reaches beyond the widest row, whatever its number says."""
    width = min(max((sum(_span(cell, "colspan") for cell in row) for row in rows if len(row) > 1), default=1), _WIDEST)
    hanging: dict[int, tuple[Cell, int]] = {}
    grid, number = [], 0
    for row in rows:
        line: list[Cell] = []
        waiting = iter(row)
        while len(line) < width:
            if left := hanging.pop(len(line), None):
                cell, rows_left = left
                if rows_left > 1:
                    hanging[len(line)] = (cell, rows_left - 1)
                line.append(cell)
                continue
            element = next(waiting, None)
            if element is None:
                if not any(column >= len(line) for column in hanging):
                    break
                line.append(Cell("", -1))
                continue
            number += 1
            cell, down = Cell(_words(element), number), _span(element, "rowspan")
            for _ in range(min(_span(element, "colspan"), width - len(line))):
                if down > 1:
                    hanging[len(line)] = (cell, down - 1)
                line.append(cell)
        grid.append(line)
    return grid


def _span(cell: HtmlElement, name: str) -> int:
    if not (written := cell.get(name)):
        return 1
    written = written.strip()
    return max(1, min(int(written), _LONGEST)) if written.isdecimal() and len(written) < 6 else 1


def _words(cell: HtmlElement) -> str:
    """The cell's text, its paragraphs as lines."""
    if not len(cell) and "\n" not in (text := cell.text or ""):
        return " ".join(text.split())
    parts = [cell.text or ""]
    for element in cell.iterdescendants():
        parts.append("\n" if element.tag in _BLOCKS else "")
        parts.append((element.text or "") if isinstance(element.tag, str) else "")
        parts.append(element.tail or "")
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)
