"""The notice that a page shows above its list, larger than the others and not among them (头条)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice, pairwise

from lxml.html import HtmlElement

from federator.connectors.row_dates import date_among, words
from federator.connectors.row_links import address_of
from federator.connectors.rows import row_of
from federator.model.row import Row
from federator.notation.address import absolute
from federator.notation.address_parts import address_numbers, address_shape
from federator.notation.folding import says_nothing
from federator.notation.numbering import column_numbers
from federator.notation.unsure import listed_time, rough_day

_TELLING, _ALIKE = 3, 0.8
"""Rows that tell what notices of the column are like, and the share of them that has one shape of address."""
_HIGHEST, _NEAR, _MANY, _SEEN = 4, 6, 12, 20
"""How far above the first row it may stand: elements around it, and before each. What has many links is a menu or
another list, and nothing above it belongs to this one. The shape of address is that of the first rows."""
_A_TITLE = 6
_A_MONTH = timedelta(days=31)


def with_headline(rows: Sequence[Row], first: HtmlElement, base: str) -> Sequence[Row]:
    """The rows, and before them the headline where one stands above ``first``, the element of the first of them.

    It is the only titled notice there, dated, and of the column: with an address like theirs, and a day that may be the
    next of theirs. Where the address is that of the column's, in its number or its folder, it may also be an older one
    that was put there.
    """
    if len(rows) < _TELLING:
        return rows
    known, shape = {row.url for row in rows}, ""
    between: list[HtmlElement] = []
    for block in _above(first):
        links = list(islice(block.iter("a"), _MANY))
        if len(links) == _MANY:
            return rows
        titled = [link for link in links if _is_titled(link)]
        shape = shape or (_shape_of(rows[:_SEEN]) if titled else "")
        urls = {url for link in titled if address_shape(url := absolute(base, address_of(link))) == shape}
        if urls and shape:
            row = _row(block, between, base) if len(urls) == 1 and not urls & known else None
            return (row, *rows) if row and row.url in urls and _belongs(row, rows, base) else rows
        between.insert(0, block)
    return rows


def _above(first: HtmlElement) -> Iterator[HtmlElement]:
    """What stands before the element and before those around it, the nearest first."""
    node = first
    for _ in range(_HIGHEST):
        yield from islice(node.itersiblings(preceding=True), _NEAR)
        node = node.getparent()
        if node is None or node.tag == "body":
            return


def _is_titled(link: HtmlElement) -> bool:
    title = words("".join(link.itertext()))
    return len(title) >= _A_TITLE and not says_nothing(title)


def _shape_of(rows: Sequence[Row]) -> str:
    """The shape of address that nearly all have; ``""`` where they have none in common."""
    ((shape, times),) = Counter(address_shape(row.url) for row in rows).most_common(1)
    return shape if times >= _ALIKE * len(rows) else ""


def _row(block: HtmlElement, between: Sequence[HtmlElement], base: str) -> Row | None:
    """What the block says, with a date that may stand between it and the list."""
    row = row_of(block, base)
    if row is None or row.date_written:
        return row
    return replace(row, date_written=date_among([text for one in between for text in one.itertext()], row.url))


def _belongs(row: Row, rows: Sequence[Row], base: str) -> bool:
    shape = address_shape(row.url)
    own = column_numbers([address_numbers(one.url) for one in rows if address_shape(one.url) == shape])
    numbers = address_numbers(row.url)
    days = [day for one in rows if (day := _day(one))]
    day = _day(row)
    if day is None or not days or any(numbers[place] != number for place, number in own.items()):
        return False
    in_folder = base.count("/") > 3 and row.url.startswith(base[: base.rindex("/") + 1])
    ahead = max(_A_MONTH, *(abs(one - other) for one, other in pairwise(days)))
    return day - days[0] <= ahead and (day >= days[0] or bool(own) or in_folder)


def _day(row: Row) -> date | None:
    listed = listed_time(row)
    return listed.day if listed else rough_day(row.date_written or "")
