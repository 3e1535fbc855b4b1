"""What headings among the rows say of when they were published: a day, a year, or a month of one."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice, pairwise

from lxml.html import HtmlElement

from federator.induce.dated import Written, read_written
from federator.induce.groups import Group
from federator.induce.page import Page, Piece, above

_YEAR = re.compile(r"\W*(?:19|20)\d\d\s*(?:年?(?:度)?|(?:年|[-/.])\s*\d{1,2}\s*月?)\W*", re.A)
_FEWEST, _LONGEST, _HIGHEST = 2, 24, 3
"""Different days that make them headings; characters of one; how far above its last words it may begin."""
_ABOVE_FIRST = 5
"""Pieces above the first row in which its heading is."""


def year_heading(page: Page, group: Group) -> HtmlElement | None:
    """The first heading above the rows that says nothing but a year, or a month of one."""
    return next((piece.element for piece in _apart(page, group) if _YEAR.fullmatch(piece.text)), None)


def days_above(page: Page, group: Group, *, months: bool = False) -> Mapping[int, Written]:
    """Row number → the day in the last heading above it; empty where not all of them are below one, or all below the
    same, and where links stand between the rows: those of another list. Of ``months`` the first day, where one is
    enough: rows say the rest."""
    spans = [page.spans[block] for block in group.blocks]
    if any(one.end_link < other.first_link for one, other in pairwise(spans)):
        return {}
    headings = {page.spans[one.element].first_piece: one for one in _days(page, group, months)}
    starts = sorted(headings)
    found: dict[int, Written] = {}
    place = 0
    for number, block in enumerate(group.blocks):
        while place < len(starts) and starts[place] < page.spans[block].first_piece:
            place += 1
        if not place:
            return {}
        found[number] = headings[starts[place - 1]]
    return found if len({one.day for one in found.values()}) >= (1 if months else _FEWEST) else {}


def _days(page: Page, group: Group, months: bool) -> Iterator[Written]:
    """Headings that are a whole day, or end in one that other elements begin: ``28`` over ``2026-09``; or a month."""
    rows = {node for block in group.blocks for node in above(block)}
    for piece in _apart(page, group):
        for node in islice(above(piece.element), _HIGHEST):
            first, end, *_ = page.spans[node]
            if node in rows or end - first > _LONGEST or page.links_of(node):  # none of many pieces is joined for each
                break
            text = page.text_of(node)
            if len(text) > _LONGEST:
                break
            found = read_written(text, None, node)
            if found and not found.yearless and (_YEAR.fullmatch(text) is not None if months else not found.rough):
                yield found
                break


def _apart(page: Page, group: Group) -> Iterator[Piece]:
    """What stands right above the first row, and between the rows."""
    place = max(0, page.spans[group.blocks[0]].first_piece - _ABOVE_FIRST)
    for block in group.blocks:
        first, end, *_ = page.spans[block]
        yield from page.pieces[place:first]
        place = max(place, end)
