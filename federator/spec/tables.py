"""Grids → labelled values: tables with header rows, with label and value side by side, turned on their side."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from federator.notation.quantities import is_unit
from federator.spec.changes import grid_of_now
from federator.spec.grid import Cell, Grid
from federator.spec.headers import ANY_WORDS, SUM, Columns, cells_of, find_header, fits, labels_of, says_itself
from federator.spec.lexicon import Label, Lexicon
from federator.spec.lines import Pair, pairs_of

_STOREYS = 30
"""Rows among which one with a label in the same column is looked for."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """Values that belong together. ``header``: which header they stand below, 0 for none; ``total``: they add up the
    rows above."""

    pairs: tuple[Pair, ...]
    header: int = 0
    total: bool = False


def read_grid(grid: Grid, lexicon: Lexicon) -> Iterator[TableRow]:
    """What a table says, row by row; label and value side by side make rows of one pair or few."""
    grid = grid_of_now(grid)
    if _on_its_side(grid, lexicon):
        grid = _turned(grid)
    columns: Columns = {}
    headers, heading = 0, 0
    waiting: Label | None = None
    for number, row in enumerate(grid):
        cells = cells_of(row)
        before, waiting = waiting, lexicon.find(row[0].words) if len(cells) == 1 else None
        heading = max(0, heading - 1)
        if heading:
            continue
        if len(cells) == 1:
            yield from _alone(row[0].words, None if waiting else before, lexicon)
            continue
        labels = labels_of(cells, lexicon)
        if header := find_header(row, cells, labels, grid[number + 1 : number + 3], lexicon):
            headers, heading, columns = headers + 1, header.rows, header.columns
        elif columns and len(labels) < 2:
            yield from _data(row, columns, headers)
        else:
            columns = {}
            yield from _beside(cells, grid, lexicon)


def _data(row: Sequence[Cell], columns: Columns, header: int) -> Iterator[TableRow]:
    pairs = tuple(Pair(label, row[column].words) for column, label in columns.items() if column < len(row))
    if any(pair.written for pair in pairs if pair.label.extras):
        total = next((bool(SUM.fullmatch(cell.words)) for cell in row if cell.words), False)
        yield TableRow(pairs, header, total)


def _beside(cells: Mapping[int, Cell], grid: Grid, lexicon: Lexicon) -> Iterator[TableRow]:
    """Label and value in turn. A cell may hold both itself."""
    pairs: list[Pair] = []
    label: Label | None = None
    values: list[str] = []
    for column, cell in cells.items():
        found = lexicon.find(cell.words)
        if found and label and not values and len(cells) == 2 and says_itself((label, found)):
            found = None
        if found or (values and _labels_elsewhere(column, grid, lexicon)):
            pairs.extend(_of_label(label, values))
            label, values = found, []
        elif both := list(pairs_of(cell.words.split("\n"), lexicon)) if values or not label else []:
            pairs.extend(both)
        else:
            values.append(cell.words)
    yield TableRow((*pairs, *_of_label(label, values)))


def _labels_elsewhere(column: int, grid: Grid, lexicon: Lexicon) -> bool:
    """Other rows have labels in this column: this one has too, of no field that is known."""
    return any(column < len(row) and lexicon.find(row[column].words) for row in grid[:_STOREYS])


def _of_label(label: Label | None, values: Sequence[str]) -> Iterator[Pair]:
    """The one value beside a label, with the unit behind it; of several (land by use, by year) none is the notice's."""
    value, unit, *more = *(words for words in values if words), "", ""
    if label and value and not any(more):
        if not unit:
            yield Pair(label, value)
        elif is_unit(unit):
            yield Pair(replace(label, unit=unit), value)


def _alone(words: str, above: Label | None, lexicon: Lexicon) -> Iterator[TableRow]:
    """A row of one cell: the value of the label in the row ``above``, or both in one."""
    if above:
        yield TableRow((Pair(above, words),))
    elif pairs := tuple(pairs_of(words.split("\n"), lexicon)):
        yield TableRow(pairs)


def _on_its_side(grid: Grid, lexicon: Lexicon) -> bool:
    """Labels stand in the first column, and each further column is one record."""
    if len(grid) < 2 or len(labels_of(cells_of(grid[0]), lexicon)) > 1:
        return False
    rows = [cells for row in grid if len(cells := cells_of(row)) > 1]
    sided = [cells for cells in rows if len(cells) > 2 and list(labels_of(cells, lexicon)) == [0]]
    if len(sided) < 2 or 2 * len(sided) <= len(rows) or len({len(cells) for cells in sided}) > 1:
        return False
    found = [(labels_of(cells, lexicon)[0], cell) for cells in sided for cell in list(cells.values())[1:] if cell.words]
    sure = any(extra.kind not in ANY_WORDS for label, _ in found for extra in label.extras)
    return sure and all(fits(label, cell, lexicon) for label, cell in found)


def _turned(grid: Grid) -> Grid:
    width = max(len(row) for row in grid)
    empty = Cell("", -1)
    return [[row[column] if column < len(row) else empty for row in grid] for column in range(width)]
