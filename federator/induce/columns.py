"""Columns of a group: what stands at the same place in its rows, counted from their begin or from their end."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from lxml.html import HtmlElement

from federator.induce.page import classes_of

Value = TypeVar("Value")
_Step = tuple[str, tuple[str, ...]]
_Path = tuple[_Step, ...]
_MOST_CELLS = 100
"""Of a row that are told apart."""


@dataclass(frozen=True, slots=True)
class Column(Generic[Value]):
    """Row number → the value that stands there. ``path`` leads from the row down to the value's element."""

    path: _Path
    values: Mapping[int, Value]

    def share(self, rows: int) -> float:
        """How many of the rows have a value here."""
        return len(self.values) / rows


def columns_of(rows: Sequence[Iterable[tuple[HtmlElement, Value]]], tops: Sequence[HtmlElement]) -> list[Column[Value]]:
    """Columns of values with their elements, given row by row; ``tops`` are the elements that hold the rows.

    A column takes one value a row: the n-th from the begin, or from the end, of those with the same tags and classes
    above them. A place that not all rows have (a category before the title) moves only one of the two counts.
    """
    begins: dict[tuple[_Path, int], dict[int, Value]] = defaultdict(dict)
    for number, (row, top) in enumerate(zip(rows, tops, strict=True)):
        by_path: dict[_Path, list[Value]] = defaultdict(list)
        for element, value in row:
            by_path[_path_of(element, top)].append(value)
        for path, values in by_path.items():
            for place, value in enumerate(values[:6]):
                begins[path, place][number] = value
            for place, value in enumerate(reversed(values[-3:]), 1):
                begins[path, -place][number] = value
    return [Column(path, values) for (path, _), values in begins.items()]


def _path_of(element: HtmlElement, top: HtmlElement) -> _Path:
    """Tags and classes below ``top`` down to ``element``; table cells are told apart by their number."""
    steps: list[_Step] = []
    node = element
    while node is not top and node is not None:
        steps.append((node.tag, _cell(node) if node.tag in ("td", "th") else classes_of(node)))
        node = node.getparent()
    return tuple(reversed(steps))


def _cell(node: HtmlElement) -> tuple[str, ...]:
    return (str(sum(1 for _ in islice(node.itersiblings("td", "th", preceding=True), _MOST_CELLS))),)
