"""Does a row head a table, and what does each column hold? What stands beside and below the labels tells.

A label's value is never a label, and a number is where numbers are wanted.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from federator.model.matter import Kind
from federator.notation.quantities import is_unit
from federator.spec.grid import Cell
from federator.spec.kinds import understand
from federator.spec.lexicon import Label, Lexicon

ANY_WORDS = (Kind.TEXT, Kind.LONG, Kind.NAME)
"""Kinds that anything fits: they prove nothing."""
SUM = re.compile(r"(?:合|总|小|共)\s*计[:：]?")
_ABOUT = re.compile(r"(?:情况|信息|概况|内容|指标)$")
Columns = Mapping[int, Label]
Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Header:
    """Labels by column; ``rows``: one, or two where a second row parts the first or names units."""

    columns: Columns
    rows: int


def cells_of(row: Row) -> dict[int, Cell]:
    """Each cell once, by its first column."""
    seen: dict[int, int] = {}
    for column, cell in enumerate(row):
        seen.setdefault(cell.origin, column)
    return {column: row[column] for column in seen.values()}


def labels_of(cells: Mapping[int, Cell], lexicon: Lexicon) -> dict[int, Label]:
    """Those of the cells that are labels."""
    return {column: label for column, cell in cells.items() if (label := lexicon.find(cell.words))}


def says_itself(labels: Sequence[Label]) -> bool:
    """Two cells that name one field: the second is its value (安置途径 beside 社会保障安置)."""
    return len(labels) == 2 and bool(labels[0].extras) and labels[0].extras == labels[1].extras


def fits(label: Label, cell: Cell | None, lexicon: Lexicon) -> bool:
    """The cell could be the label's value; of a label of no interest (序号) that is any words."""
    if cell is None or not cell.words or lexicon.find(cell.words):
        return False
    return not label.extras or any(understand(extra, cell.words, label.unit, label.words) for extra in label.extras)


def find_header(
    row: Row, cells: Mapping[int, Cell], labels: Columns, after: Sequence[Row], lexicon: Lexicon
) -> Header | None:
    """The header that ``row`` is, whose ``cells`` and ``labels`` are known, with the first row ``after`` it where that
    belongs to it."""
    below: Row = after[0] if after else ()
    if _goes_on(row, below):
        columns = _joined(row, below, lexicon, _spread(row, labels))
        return Header(columns, 2) if any(label.extras for label in columns.values()) else None
    if not labels:
        return None
    units = _units_in(below)
    values = after[1] if units and len(after) > 1 else below
    if not values or not _heads(cells, labels, values, lexicon):
        return None
    in_units = {at: replace(label, unit=units.get(at, label.unit)) for at, label in _spread(row, labels).items()}
    return Header(in_units, 2 if units else 1)


def _heads(cells: Mapping[int, Cell], labels: Columns, below: Row, lexicon: Lexicon) -> bool:
    """Nothing but labels; or values fit better below than beside, and one of them is no mere words."""
    if len(cells) < 2 or not all(cell.words for cell in list(cells.values())[1:]):
        return False
    if len(labels) == len(cells):
        return not says_itself(list(labels.values()))
    if len(labels) == 1 and all(extra.kind in ANY_WORDS for label in labels.values() for extra in label.extras):
        return False
    right = dict(pairwise(cells))
    beside = sum(fits(label, cells.get(right.get(column, -1)), lexicon) for column, label in labels.items())
    under = sum(fits(label, below[at] if at < len(below) else None, lexicon) for at, label in labels.items())
    return under > beside


def _spread(row: Row, labels: Columns) -> Columns:
    """A label that spans several columns heads each of them."""
    by_origin = {row[first].origin: label for first, label in labels.items()}
    return {column: by_origin[cell.origin] for column, cell in enumerate(row) if cell.origin in by_origin}


def _goes_on(row: Row, below: Row) -> bool:
    """One cell of ``row`` stands above several, and the others hang into the next row or stand above nothing."""
    origins = [cell.origin for cell in row]
    alone = [under for cell, under in zip(row, below, strict=False) if origins.count(cell.origin) == 1]
    hang = all(not under.words or under.origin in origins for under in alone)
    parted = any(
        one.origin == other.origin and here.origin != there.origin
        for (one, other), (here, there) in zip(pairwise(row), pairwise(below), strict=False)
    )
    return bool(alone) and hang and parted


def _joined(row: Row, below: Row, lexicon: Lexicon, columns: Columns) -> Columns:
    """Both rows of a header: 出让面积 above 平方米 and 亩, 规划指标 above 容积率 and 用途."""
    labels = dict(columns)
    for column, (cell, under) in enumerate(zip(row, below, strict=False)):
        if cell.origin != under.origin:
            summed = not under.words or SUM.fullmatch(under.words)
            both = (f"{_ABOUT.sub('', cell.words)}{under.words}", under.words, f"{cell.words}({under.words})")
            label = columns.get(column) if summed else _surest(both, lexicon)
            labels.pop(column, None)
            labels |= {column: label} if label else {}
    return labels


def _surest(several: Sequence[str], lexicon: Lexicon) -> Label | None:
    """The first that names a field, else the first that is a label at all."""
    found = [label for words in several if (label := lexicon.find(words))]
    return next((label for label in found if label.extras), found[0] if found else None)


def _units_in(below: Row) -> Mapping[int, str]:
    """A row that holds nothing but units, by column."""
    units: dict[int, str] = {}
    for column, cell in enumerate(below):
        if words := cell.words.strip("（()） "):
            if not is_unit(words):
                return {}
            units[column] = words
    return units
