"""Rows one by one: what the rule of their source names in or around each, and the rest as in any other list."""

import re
from collections.abc import Iterator
from itertools import chain

from lxml.html import HtmlElement

from federator.connectors.page import SILENT
from federator.connectors.row_dates import told_whole, without_counter, without_date, words
from federator.connectors.row_links import address_of
from federator.connectors.row_titles import as_stated, full_title, is_badge, uncut
from federator.connectors.rows import row_of
from federator.model.errors import ErrorKind, VisitError
from federator.model.row import Row
from federator.model.site import Rule
from federator.notation.address import absolute
from federator.notation.dates import LEAP_YEAR, read_time
from federator.notation.selectors import ACROSS, BEFORE, BEHIND, relative, select, text_before
from federator.notation.turning import turns_page
from federator.notation.written import is_pattern

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)", re.A)
_MONTH = re.compile(r"((?:19|20)\d\d)\s?[-/.年]\s?(\d\d?)(?=\s?月|\D?$)", re.A)
_DAY = re.compile(r"(\d\d?)\s?[日号]", re.A)
_LONGEST_DATE, _LONGEST_HEADING = 300, 40
_BRACKETS = " \t\r\n[]［］()（）【】"


def read_one_by_one(tree: HtmlElement, blocks: list[HtmlElement], rule: Rule, base: str) -> tuple[Row, ...]:
    """The row of each block, whatever it holds but the list's pager and the pattern of its rows."""
    reading = _Reading(tree, blocks, rule, base)
    rows = (reading.row(block) for block in blocks)
    return tuple(row for row in rows if row and not (_is_of_pager(row) or is_pattern(row.title)))


def _is_of_pager(row: Row) -> bool:
    """下一页, or numbers that call a script: the last row of a GridView."""
    return turns_page(row.title) or (not row.url and row.title.isdecimal())


class _Reading:
    """One page under one rule: the blocks of its rows, and what the other selectors match in or around each."""

    def __init__(self, tree: HtmlElement, blocks: list[HtmlElement], rule: Rule, base: str) -> None:
        self._tree, self._base, self._rule = tree, base, rule
        self._blocks = blocks
        self._places = set(blocks)
        found = {selector: self._found(selector) for selector in {rule.title, rule.link, rule.date}}
        self._titles, self._links, self._dates = found[rule.title], found[rule.link], found[rule.date]
        self._headings = _headings(tree, rule.year, self._places) if rule.year else {}

    def row(self, block: HtmlElement) -> Row | None:
        """What the rule leaves out is read as in any other list; so is a dated row whose link stands elsewhere."""
        rule = self._rule
        link, date = self._links.get(block), self._dates.get(block)
        if rule.link and rule.title and link is None and block not in self._titles and block.find(".//a") is not None:
            return row_of(block, self._base) if read_time(self._written(block, date) or "", LEAP_YEAR) else None
        usual = Row("", "") if rule.title and rule.link and rule.date else row_of(block, self._base) or Row("", "")
        titled = self._titles.get(block) if rule.title else link
        said = _stated(titled) if titled is not None else ""
        title = _title(titled, said, date) if titled is not None else ("" if rule.title else usual.title)
        url = self._address(block, link) if rule.link else usual.url
        written = self._written(block, date) if rule.date else usual.date_written
        if not rule.date:  # it may be the end of the title
            title, dated = without_date(title)
            written = dated or written
        written = self._with_heading(block, told_whole(said, written))
        return Row(uncut(title, block), url, written) if title or url else None

    def _address(self, block: HtmlElement, link: HtmlElement | None) -> str:
        """Where the link leads; where it leads nowhere, what a click on the row opens."""
        if link is None:
            return ""
        return absolute(self._base, address_in(link)) or absolute(self._base, address_of(block))

    def _found(self, selector: str) -> dict[HtmlElement, HtmlElement]:
        """For each block the first match in it, or around it where the selector says so; the block itself where
        nothing in it matches (rows = "ul a", link = "a")."""
        around, sought = relative(selector)
        if not sought:
            return {}
        if around == ACROSS:
            across = selected(self._tree, sought)
            return dict(zip(self._blocks, across, strict=True)) if len(across) == len(self._blocks) else {}
        pairs = ((block, self._first(block, around, sought)) for block in self._blocks)
        return {block: found for block, found in pairs if found is not None}

    def _first(self, block: HtmlElement, around: str, sought: str) -> HtmlElement | None:
        if around:
            return next((one for other in self._beside(block, around) for one in selected(other, sought)), None)
        found = selected(block, sought)
        return next((one for one in found if one is not block), found[0] if found else None)

    def _beside(self, block: HtmlElement, around: str) -> Iterator[HtmlElement]:
        """What stands between a block and the one behind or before it."""
        for other in block.itersiblings(preceding=around != BEHIND):
            if other in self._places:
                return
            yield other

    def _written(self, block: HtmlElement, date: HtmlElement | None) -> str | None:
        if (mark := self._rule.date.strip()) in (BEHIND, BEFORE):
            return self._text_behind(block) if mark == BEHIND else words(text_before(block)) or None
        if date is None:
            return None
        said = without_counter(words(_text(date, " ")))
        stated = date.get("datetime") if not read_time(said) else None  # 3小时前, 9月25日
        return stated or said or None

    def _text_behind(self, block: HtmlElement) -> str | None:
        """The text from the row to the next one, or up to where it reads as a date, or says more than one does."""
        said = words(block.tail or "")
        for one in self._beside(block, BEHIND):
            if len(said) > _LONGEST_DATE or read_time(said, LEAP_YEAR):
                break
            said = words(f"{said} {_text(one)}{one.tail or ''}")
        return said or None

    def _with_heading(self, block: HtmlElement, written: str | None) -> str | None:
        """``07-28`` under the heading ``2023年`` is ``2023年07-28``, ``28日`` under ``2023年7月`` ``2023年7月28日``;
        nothing under a whole day is that day."""
        said = self._headings.get(block, "")
        if not written:
            return said if read_time(said) else None
        if (day := _DAY.fullmatch(written.strip(_BRACKETS))) and (month := _MONTH.search(said)):
            return f"{month[1]}年{month[2]}月{day[1]}日"
        year = _YEAR.search(said)
        if not year or read_time(written) or not read_time(written, int(year[1])):
            return written
        return f"{year[1]}年{written.strip(_BRACKETS)}"


def _headings(tree: HtmlElement, selector: str, places: set[HtmlElement]) -> dict[HtmlElement, str]:
    """The last heading above each block that says a year, or a whole day; of a long one the year alone."""
    headings = set(selected(tree, selector))
    last, found = "", dict[HtmlElement, str]()
    for node in tree.iter():
        if node in headings and (year := _YEAR.search(said := words(_text(node, " ")))):
            last = said if len(said) <= _LONGEST_HEADING else year[1]
        if node in places and last:
            found[node] = last
    return found


def _stated(element: HtmlElement) -> str:
    """The ``title=`` of a title: its own, that of the link in it, of what else it holds, or of the link around it."""
    holder = next((one for one in element.iter() if one.get("title") and one.tag == "a"), None)
    if holder is None or element.get("title"):
        places = chain(element.iter(), element.iterancestors("a"))
        holder = next((one for one in places if one.get("title")), element)
    said: str = holder.get("title", "")
    return said


def _title(element: HtmlElement, said: str, date: HtmlElement | None) -> str:
    """The words of ``element`` without those of a date in it, or what is ``said`` by its ``title=`` where that is
    more."""
    pieces = list(_pieces(element, date))
    title = as_stated(pieces, said) or full_title(words("".join(pieces)), said)
    return title or next((words(image.get("alt", "")) for image in element.iter("img") if image.get("alt")), "")


def _text(element: HtmlElement, joint: str = "") -> str:
    return joint.join(_pieces(element))


def _pieces(element: HtmlElement, without: HtmlElement | None = None) -> Iterator[str]:
    """Texts a person reads, in order; of an element that is ``without`` itself all the same."""
    yield element.text or ""
    for child in element:
        if child is not without and child.tag not in SILENT and not is_badge(child):
            yield from _pieces(child, without)
        yield child.tail or ""


def address_in(element: HtmlElement) -> str:
    """What an element, or the first link in it, leads to, as written."""
    link = element if element.get("href") else next((one for one in element.iter("a") if one.get("href")), element)
    return address_of(link)


def selected(within: HtmlElement, selector: str) -> list[HtmlElement]:
    """What a selector of a rule matches; RULE where it is none."""
    try:
        return select(within, selector)
    except ValueError as wrong:
        raise VisitError(ErrorKind.RULE, f"{selector!r}: {wrong}") from wrong
