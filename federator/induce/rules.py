"""A candidate written down as a rule that a person can read and edit."""

from lxml.html import HtmlElement

from federator.induce.dates import Dates, Where
from federator.induce.groups import Group
from federator.induce.headings import year_heading
from federator.induce.page import Page, called
from federator.induce.paging import next_selector
from federator.induce.weighing import Candidate
from federator.induce.wording import inner_selector, rows_selector
from federator.model.site import Rule
from federator.notation.selectors import ACROSS, BEFORE, BEHIND, relative


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
        year=_year(page, candidate),
    )


def _date(page: Page, candidate: Candidate, tops: dict[int, HtmlElement]) -> str:
    dates = candidate.dates
    if dates is None or dates.where in (Where.TEXT, Where.ABOVE):
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
    """The headings that say the day of the rows below them, or the year of their days."""
    dates = candidate.dates
    if dates and dates.where is Where.ABOVE:
        return called(dates.elements[0])
    heading = year_heading(page, candidate.group) if dates and dates.yearless else None
    return "" if heading is None else called(heading)
