"""Which column of a group is the date of publication."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import islice, pairwise

from lxml.html import HtmlElement

from federator.induce.columns import Column, columns_of
from federator.induce.dated import (
    LONGEST,
    PUBLISHED,
    Written,
    day_beside,
    label_in,
    read_written,
    says_published,
    written_in,
)
from federator.induce.groups import Group
from federator.induce.headings import days_above
from federator.induce.page import Page
from federator.notation.address_dates import year_in_address
from federator.notation.dates import read_time
from federator.notation.heads import head_of
from federator.notation.selectors import text_before

_OTHER = re.compile(
    r"截[止至]|结束|到期|失效|施行|生效|实施|废止|成文|生成|产生|印发|更新|修改|开标|竞价|拍卖"
    r"|(?:成交|签[订约]|批准|审批|受理|办理|报名|起始|开始)(?:时间|日期)"
)
_ENOUGH = 0.5
_ENOUGH_ACROSS, _LOOKED_AT = 3, 40
_A_LABEL, _LABEL = 12, re.compile(r"(?:日期|时间)\s*[:：]?$")
_OF_MONTH = re.compile(r"\W*(\d\d?)\s?[日号]\W*", re.A)
_A_PART = 8
"""Characters of half a date."""


class Where(StrEnum):
    """Where a date stands: in an element of the row, as text of the row itself, in what follows or goes before, as text
    behind or before it; in a list of its own across from that of the titles; in a heading above several rows."""

    ELEMENT = "element"
    TEXT = "text"
    BEHIND = "behind"
    BEFORE = "before"
    TAIL = "tail"
    HEAD = "head"
    ACROSS = "across"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of a group: row number → the day, and the element it stands in. ``yearless``: no year is written."""

    where: Where
    days: dict[int, date]
    elements: dict[int, HtmlElement]
    yearless: bool = False

    def share(self, rows: int) -> float:
        """How many of the rows are dated."""
        return len(self.days) / rows

    def order(self) -> float:
        """The share of neighbours in the direction most have; 1 for a single date."""
        days = [day for _, day in sorted(self.days.items())]
        pairs = list(pairwise(days))
        down = sum(one >= other for one, other in pairs)
        up = sum(one <= other for one, other in pairs)
        return max(down, up) / len(pairs) if pairs else 1.0


def find_dates(page: Page, group: Group, urls: Sequence[str], titled: Iterable[HtmlElement]) -> Dates | None:
    """The date column of the group; None where less than half of its rows have one. ``urls`` of the rows' notices
    may tell the year of ``07-28``; what is ``titled`` is a title, whatever date it ends with."""
    blocks, titles = group.blocks, {page.text_of(one) for one in titled}
    dated = (written_in(page, block, year_in_address(url)) for block, url in zip(blocks, urls, strict=True))
    inside = [[one for one in row if one.text not in titles] for row in dated]
    best = _best(page, inside, blocks)
    if best and best.share(len(blocks)) > _ENOUGH:
        parted = _parted(page, blocks) if best.yearless else None
        return parted if parted and len(parted.days) >= len(best.days) else best
    text = _texts(page, blocks, urls)
    beside = [found for where in (Where.BEHIND, Where.BEFORE) if (found := _beside(page, group, urls, where))]
    others = [one for one in (best, text, *beside) if one]
    chosen = max(others, key=lambda one: len(one.days), default=None)
    if chosen and chosen.share(len(blocks)) >= _ENOUGH:
        return chosen
    return _across(page, group, urls) or _above(page, group) or _of_month(page, group)


def _best(page: Page, rows: Sequence[Sequence[Written]], tops: Sequence[HtmlElement]) -> Dates | None:
    columns = columns_of([[(one.element, one) for one in row] for row in rows], tops)
    weighed = [(_weight(page, column, len(rows)), column) for column in columns]
    _, best = max(weighed, key=lambda pair: pair[0], default=((0.0,), None))
    return _dates(best, Where.ELEMENT) if best else None


def _dates(column: Column[Written], where: Where) -> Dates:
    return Dates(
        where,
        {number: one.day for number, one in column.values.items()},
        {number: one.element for number, one in column.values.items()},
        all(one.yearless for one in column.values.values()),
    )


def _weight(page: Page, column: Column[Written], rows: int) -> tuple[float, float, float, int]:
    """Coverage and label first, then order, then the shortest text, then the innermost element."""
    some = list(column.values.values())
    label = _label(page, some[0])
    factor = 0.3 if _OTHER.search(label) and not PUBLISHED.search(label) else 1.1 if PUBLISHED.search(label) else 1.0
    factor *= 0.9 if all(one.yearless for one in some) else 1.0
    factor *= 0.6 if all(one.rough for one in some) else 1.0
    mean = sum(len(one.text) for one in some) / len(some)
    order = _dates(column, Where.ELEMENT).order() if len(some) > 2 else 1.0
    return column.share(rows) * factor * (0.7 + 0.3 * order), -mean, order, len(column.path)


def _label(page: Page, one: Written) -> str:
    """What says which date it is: words in it, in the cell before it, or the head of its column."""
    before, said = one.element.getprevious(), label_in(one.text)
    if before is not None and len(label := page.text_of(before)) <= _A_LABEL and _LABEL.search(label):
        return label + said
    row = one.element.getparent()
    head = head_of(row) if row is not None and len(row) > 1 else None
    return page.text_of(head[row.index(one.element)])[:LONGEST] + said if head is not None else said


def _texts(page: Page, blocks: Sequence[HtmlElement], urls: Sequence[str]) -> Dates | None:
    """Dates without an element of their own."""
    told = (day_beside(page.pieces_of(block), year_in_address(url)) for block, url in zip(blocks, urls, strict=True))
    days = {number: day for number, day in enumerate(told) if day}
    return Dates(Where.TEXT, days, {}) if days else None


def _parted(page: Page, blocks: Sequence[HtmlElement]) -> Dates | None:
    """Dates whose month and day stand in one element and whose year in the next: ``09-24`` over ``2026``."""
    days: dict[int, date] = {}
    for number, block in enumerate(blocks):
        pieces = [piece.text for piece in page.pieces_of(block) if len(piece.text) <= _A_PART]
        read = (read_time(f"{one} {other}") for one, other in pairwise(pieces) if not read_time(one))
        if found := next(filter(None, read), None):
            days[number] = found.day
    return Dates(Where.TEXT, days, {}) if days else None


def _beside(page: Page, group: Group, urls: Sequence[str], where: Where) -> Dates | None:
    """Dates between the rows: in the other half of a ``dt`` and ``dd``, in the next ``tr``, as bare text."""
    places = set(group.blocks)
    rows: list[list[Written]] = []
    tails: dict[int, date] = {}
    for number, (block, url) in enumerate(zip(group.blocks, urls, strict=True)):
        found: list[Written] = []
        year = year_in_address(url)
        between = _between(block, places, where)
        for other in between:
            whole = page.text_of(other)
            if (len(whole) <= LONGEST or says_published(whole)) and (one := read_written(whole, year, other)):
                found.append(one)
            found += written_in(page, other, year)
        behind = [block.tail or "", *(one.tail or "" for one in between)]
        text = " ".join(behind) if where is Where.BEHIND else text_before(block)
        if len(text) <= LONGEST and (one := read_written(text, year, block)):
            tails[number] = one.day
        rows.append(found)
    best = _best(page, rows, [block.getparent() for block in group.blocks])
    if best and len(best.days) >= len(tails):
        return Dates(where, best.days, best.elements, best.yearless)
    return Dates(Where.TAIL if where is Where.BEHIND else Where.HEAD, tails, {}) if tails else None


def _across(page: Page, group: Group, urls: Sequence[str]) -> Dates | None:
    """The dates of a list beside that of the titles, in which there is one for each of them."""
    box = group.blocks[0].getparent()
    for node in (box, box.getparent()) if len(group.blocks) > _ENOUGH_ACROSS and len(group.parents) == 1 else ():
        for other in (*node.itersiblings(), *node.itersiblings(preceding=True)) if node is not None else ():
            for holder in islice(other.iter(), _LOOKED_AT):
                if len(holder) == len(group.blocks) and (found := _all_dates(page, list(holder), urls)):
                    return found
    return None


def _above(page: Page, group: Group) -> Dates | None:
    found = days_above(page, group)
    days = {number: one.day for number, one in found.items()}
    return Dates(Where.ABOVE, days, {number: one.element for number, one in found.items()}) if days else None


def _of_month(page: Page, group: Group) -> Dates | None:
    """``28日`` in rows below ``2026年8月``."""
    days: dict[int, date] = {}
    elements: dict[int, HtmlElement] = {}
    for number, month in days_above(page, group, months=True).items():
        pieces = page.pieces_of(group.blocks[number])
        for element, said in ((one.element, found[1]) for one in pieces if (found := _OF_MONTH.fullmatch(one.text))):
            if read := read_time(f"{month.day:%Y-%m}-{said:0>2}"):
                days[number], elements[number] = read.day, element
    found_all = len(days) == len(group.blocks)
    return Dates(Where.ELEMENT, days, elements, yearless=True) if found_all else None


def _all_dates(page: Page, cells: Sequence[HtmlElement], urls: Sequence[str]) -> Dates | None:
    """None where any is no date, or has a link: it is a row of another list."""
    if any(page.links_of(cell) for cell in cells):
        return None
    read = [read_written(page.text_of(cell), year_in_address(url), cell) for cell, url in zip(cells, urls, strict=True)]
    some = [one for one in read if one]
    if len(some) < len(cells):
        return None
    yearless = all(one.yearless for one in some)
    return Dates(Where.ACROSS, {n: one.day for n, one in enumerate(some)}, dict(enumerate(cells)), yearless)


def _between(block: HtmlElement, places: set[HtmlElement], where: Where) -> list[HtmlElement]:
    between: list[HtmlElement] = []
    for other in block.itersiblings(preceding=where is Where.BEFORE):
        if other in places or len(between) == 4:
            break
        between.append(other)
    return between
