"""A candidate written down as a rule that a person can read and edit."""

import re

from lxml.html import HtmlElement

from federator.induce.dates import Dates, Where
from federator.induce.groups import Group
from federator.induce.page import Page, called
from federator.induce.paging import next_selector
from federator.induce.weighing import Candidate
from federator.induce.wording import inner_selector, rows_selector
from federator.model.site import Rule
from federator.notation.selectors import ACROSS, BEFORE, BEHIND, relative

_YEAR = re.compile(r"\W*(?:19|20)\d\d\s*(?:年?(?:度)?|(?:年|[-/.])\s*\d{1,2}\s*月?)\W*", re.A)


def rule_of(page: Page, candidate: Candidate) -> Rule:
    """The rule that reads the candidate's rows."""
    tops = dict(enumerate(candidate.group.blocks))
    title = inner_selector(tops, candidate.titles.elements)
    link = inner_selector(tops, {number: one.element for number, one in candidate.titles.links.items()})
    date = _date(page, candidate, tops)
    held = [date] if candidate.dated == 1.0 and not relative(date)[0] else []
    return Rule(
        rows=rows_selector(page, candidate.group, title, [*held, title, link], alone=date[:1] in (BEHIND, BEFORE)),
        title=title,
        link=link,
        date=date,
        next=next_selector(page),
        year=_year(page, candidate) if candidate.dates and candidate.dates.yearless else "",
    )


def _date(page: Page, candidate: Candidate, tops: dict[int, HtmlElement]) -> str:
    dates = candidate.dates
    if dates is None or dates.where is Where.TEXT:
        return ""
    if dates.where in (Where.TAIL, Where.HEAD):
        return BEHIND if dates.where is Where.TAIL else BEFORE
    if dates.where is Where.ACROSS:
        return f"{ACROSS} {rows_selector(page, Group(tuple(dates.elements.values())), '', (), alone=True)}"
    if dates.where is Where.ELEMENT:
        return inner_selector(tops, dates.elements)
    mark = BEHIND if dates.where is Where.BEHIND else BEFORE
    return f"{mark} {_beside(dates, tops)}"


def _beside(dates: Dates, tops: dict[int, HtmlElement]) -> str:
    """The sibling that holds the date, and the date in it where that has more to say."""
    holders = {number: _child(element, tops[number].getparent()) for number, element in dates.elements.items()}
    element = next(iter(dates.elements.values()))
    if all(holders[number] is one for number, one in dates.elements.items()):
        return called(element)
    return inner_selector(holders, dates.elements)


def _child(element: HtmlElement, parent: HtmlElement) -> HtmlElement:
    node = element
    while node.getparent() is not parent and node.getparent() is not None:
        node = node.getparent()
    return node


def _year(page: Page, candidate: Candidate) -> str:
    """Headings above the rows that say nothing but a year, or a month of one."""
    blocks = candidate.group.blocks
    end = page.spans[blocks[-1]].end_piece
    begin = max(0, page.spans[blocks[0]].first_piece - 5)
    inside = {piece.element for block in blocks for piece in page.pieces_of(block)}
    found = [piece.element for piece in page.pieces[begin:end] if _YEAR.fullmatch(piece.text)]
    headings = [element for element in found if element not in inside]
    return called(headings[0]) if headings else ""
