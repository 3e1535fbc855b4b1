"""Grids → labelled values: tables with header rows, with label and value side by side, turned on their side.

What is a header and what a value is decided by what stands beside and below: a label's value is never a label, and a
number is where numbers are wanted.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from federator.model.profile import Kind
from federator.notation.quantities import is_unit
from federator.spec.grid import Cell, Grid
from federator.spec.kinds import understand
from federator.spec.lexicon import Label, Lexicon
from federator.spec.lines import Pair, pairs_of

_TOTAL = re.compile(r"(?:合|总|小|共)\s*计[:：]?")
_ABOUT = re.compile(r"(?:情况|信息|概况|内容|指标)$")
_ANY_WORDS = (Kind.TEXT, Kind.LONG, Kind.NAME)
Columns = Mapping[int, Label]


@dataclass(frozen=True, slots=True)
class TableRow:
    """Values that belong together. ``header``: which header they stand below, 0 for none; ``total``: they add up the
    rows above."""

    pairs: tuple[Pair, ...]
    header: int = 0
    total: bool = False


def read_grid(grid: Grid, lexicon: Lexicon) -> Iterator[TableRow]:
    """What a table says, row by row; label and value side by side make rows of one pair or few."""
    if _on_its_side(grid, lexicon):
        grid = _turned(grid)
    header: Columns = {}
    headers, skip = 0, False
    waiting: Label | None = None
    for number, row in enumerate(grid):
        cells = _distinct(row)
        below = grid[number + 1] if number + 1 < len(grid) else ()
        if skip:
            skip = False
        elif len(cells) == 1:
            words = row[0].words
            if waiting and not lexicon.find(words):
                yield TableRow((Pair(waiting, words),))
            else:
                yield from _framed(words, lexicon)
            waiting = lexicon.find(words)
            continue
        elif columns := _header(cells, row, below, lexicon):
            headers, skip, header = headers + 1, _goes_on(row, below), columns
            if units := _units_below(below):
                skip, header = True, {at: _in_unit(label, units.get(at, "")) for at, label in columns.items()}
        elif header and len(_labels(cells, lexicon)) < 2:
            yield from _data(row, header, headers)
        else:
            header = {}
            yield from _beside(cells, lexicon)


def _distinct(row: Sequence[Cell]) -> dict[int, Cell]:
    """Each cell once, by its first column."""
    seen: dict[int, int] = {}
    for column, cell in enumerate(row):
        seen.setdefault(cell.origin, column)
    return {column: row[column] for column in seen.values()}


def _labels(cells: Mapping[int, Cell], lexicon: Lexicon) -> dict[int, Label]:
    return {column: label for column, cell in cells.items() if (label := lexicon.find(cell.words))}


def _header(cells: Mapping[int, Cell], row: Sequence[Cell], below: Sequence[Cell], lexicon: Lexicon) -> Columns:
    """The labels by column where the row heads a table, else nothing."""
    labels = _labels(cells, lexicon)
    if _goes_on(row, below):
        joined = _joined(row, below, lexicon, _spread(row, labels))
        return joined if any(label.extras for label in joined.values()) else {}
    if not labels or not below or len(cells) < 2 or not all(cell.words for cell in list(cells.values())[1:]):
        return {}
    if len(labels) == 1 and not any(
        extra.kind not in _ANY_WORDS for label in labels.values() for extra in label.extras
    ):
        return {}
    right = dict(pairwise(cells))
    in_a_row = (
        1 < len(labels) == len(cells) and sum(right.get(column) in labels for column in labels) == len(labels) - 1
    )
    if not in_a_row:
        at_right = sum(_fits(label, cells.get(right.get(column, -1)), lexicon) for column, label in labels.items())
        under = sum(_fits(label, _at(below, column), lexicon) for column, label in labels.items())
        if at_right >= under:
            return {}
    return _spread(row, labels)


def _at(row: Sequence[Cell], column: int) -> Cell | None:
    return row[column] if column < len(row) else None


def _spread(row: Sequence[Cell], labels: Columns) -> Columns:
    """A label that spans several columns heads each of them."""
    by_origin = {row[first].origin: label for first, label in labels.items()}
    return {column: by_origin[cell.origin] for column, cell in enumerate(row) if cell.origin in by_origin}


def _fits(label: Label, cell: Cell | None, lexicon: Lexicon) -> bool:
    """The cell could be the label's value."""
    if cell is None or not cell.words or lexicon.find(cell.words):
        return False
    return any(understand(extra, cell.words, label.unit, label.words) for extra in label.extras)


def _goes_on(row: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """The header has a second row: one of its cells stands above several, and the others hang into it or stand above
    nothing."""
    rest = [under for cell, under in zip(row, below, strict=False) if _above_one(row, cell)]
    hangs = all(not under.words or under.origin in {cell.origin for cell in row} for under in rest)
    return (
        bool(rest)
        and hangs
        and any(
            one.origin == other.origin and below[column].origin != below[column + 1].origin
            for column, (one, other) in enumerate(pairwise(row))
            if column + 1 < len(below)
        )
    )


def _units_below(below: Sequence[Cell]) -> Mapping[int, str]:
    """A row that holds nothing but units, by column."""
    words = {column: cell.words.strip("（()） ") for column, cell in enumerate(below) if cell.words}
    return words if words and all(map(is_unit, words.values())) else {}


def _in_unit(label: Label, unit: str) -> Label:
    return replace(label, unit=unit) if unit else label


def _above_one(row: Sequence[Cell], cell: Cell) -> bool:
    return sum(other.origin == cell.origin for other in row) == 1


def _joined(row: Sequence[Cell], below: Sequence[Cell], lexicon: Lexicon, columns: Columns) -> Columns:
    """Both rows of a header: 出让面积 above 平方米 and 亩, 规划指标 above 容积率 and 用途."""
    labels = dict(columns)
    for column, (cell, under) in enumerate(zip(row, below, strict=False)):
        if cell.origin != under.origin:
            summed = not under.words or _TOTAL.fullmatch(under.words)
            both = (f"{_ABOUT.sub('', cell.words)}{under.words}", f"{cell.words}({under.words})", under.words)
            label = columns.get(column) if summed else next(filter(None, map(lexicon.find, both)), None)
            labels.pop(column, None)
            labels |= {column: label} if label else {}
    return labels


def _data(row: Sequence[Cell], columns: Columns, header: int) -> Iterator[TableRow]:
    pairs = tuple(Pair(label, row[column].words) for column, label in columns.items() if column < len(row))
    if any(pair.written for pair in pairs if pair.label.extras):
        total = next((bool(_TOTAL.fullmatch(cell.words)) for cell in row if cell.words), False)
        yield TableRow(pairs, header, total)


def _beside(cells: Mapping[int, Cell], lexicon: Lexicon) -> Iterator[TableRow]:
    """Label and value in turn; an empty value stays empty. A cell may hold both itself."""
    pairs: list[Pair] = []
    label: Label | None = None
    for cell in cells.values():
        found = lexicon.find(cell.words)
        if label and not found:
            pairs.append(Pair(label, cell.words))
        elif not found:
            pairs.extend(pairs_of(cell.words.split("\n"), lexicon))
        label = found
    yield TableRow(tuple(pairs))


def _framed(words: str, lexicon: Lexicon) -> Iterator[TableRow]:
    if pairs := tuple(pairs_of(words.split("\n"), lexicon)):
        yield TableRow(pairs)


def _on_its_side(grid: Grid, lexicon: Lexicon) -> bool:
    """Labels stand in the first column, and each further column is one record."""
    if len(grid) < 2 or len(_labels(_distinct(grid[0]), lexicon)) > 1:
        return False
    rows = [cells for row in grid if len(cells := _distinct(row)) > 1]
    sided = [cells for cells in rows if len(cells) > 2 and list(_labels(cells, lexicon)) == [0]]
    if len(sided) < 2 or 2 * len(sided) <= len(rows) or len({len(cells) for cells in sided}) > 1:
        return False
    found = [(_labels(cells, lexicon)[0], cell) for cells in sided for cell in list(cells.values())[1:] if cell.words]
    sure = any(extra.kind not in _ANY_WORDS for label, _ in found for extra in label.extras)
    return sure and all(_fits(label, cell, lexicon) for label, cell in found)


def _turned(grid: Grid) -> Grid:
    width = max(len(row) for row in grid)
    empty = Cell("", -1)
    return [[row[column] if column < len(row) else empty for row in grid] for column in range(width)]
