"""博达 VSB: static lists whose pages count down (tzgg.htm, tzgg/39.htm … tzgg/1.htm), so that old ones never change.

A list stands in one of two hands. Rows made by a template have ids ``line_u7_0``, ``line_u7_1`` …; the older component
gives each title's link the class ``c122757`` and its pager the id ``fanye122757``. What has neither is known by its
addresses ``info/1116/5946.htm``.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lxml.html import HtmlElement

from federator.connectors.failures import expect_column, failure_of
from federator.connectors.main_list import count_dated, main_rows
from federator.connectors.page import text_of, tree_of
from federator.connectors.pager import next_in_text, next_linked
from federator.connectors.plain_rows import plain_list
from federator.connectors.rows import row_of
from federator.model.answer import Answer
from federator.model.errors import ErrorKind, VisitError
from federator.model.row import ListPage, Row
from federator.model.site import Source
from federator.notation.parsing import base_of

_NOTICE = re.compile(r"(?:^|/)info/\d{1,9}/\d{1,9}\.html?(?:[?#]|$)|content\.jsp\?[^\s\"']*\bwbnewsid=\d", re.A)
_LINE = re.compile(r"line_?(u?\d{1,9})_\d{1,6}", re.A)
_TITLE_LINK = re.compile(r"c(\d{3,9})", re.A)
_PAGED_UNIT = re.compile(r"""id\s*=\s*["']?(?:fanye(\d{1,9})|(u\d{1,9})_goto)\b""", re.A)
_LINE_MARK = re.compile(r"line_?(u?\d{1,9})_\d", re.A)
_LINK_MARK = re.compile(r"""class\s*=\s*["']?c(\d{3,9})\b""", re.A)
_COUNT = re.compile(r"共\s*(\d{1,9})\s*条", re.A)
_PAGER = re.compile(r"\b(?:p_t|fanye\d*)\b[^<>]*>(?:\s*<[^<>]*>)?\s*$", re.A)
_Units = Mapping[str, Sequence[HtmlElement]]


def read(answer: Answer, _source: Source) -> ListPage:
    """Rows of the list that the pager turns, else of the one with most dates; NO_ROWS where there is none, HOME_PAGE
    for the site's home in place of the column."""
    text = text_of(answer)
    total = _total(text)
    plain = plain_list(text, answer.url, _NOTICE)
    if plain and len(plain) == _marked(text, len(plain)):
        expect_column(plain[0].title, text, answer)
        return ListPage(plain, next_in_text(text, answer), total)
    tree = tree_of(text)
    base = base_of(tree, answer.url)
    rows = _rows(tree, text, base)
    if not rows and total == 0:
        return ListPage((), None, 0)
    if not rows:
        raise failure_of(text, VisitError(ErrorKind.NO_ROWS, "no row line_u1_0, and no link like info/1116/5946.htm"))
    expect_column(rows[0].title, text, answer)
    return ListPage(rows, next_linked(text, tree, answer, base), total)


def _total(text: str) -> int | None:
    """``<span class="p_t">共52条</span>``, ``<td id="fanye1015">共784条 1/40``; other parts of a page count too."""
    said = (found for found in _COUNT.finditer(text) if _PAGER.search(text, max(0, found.start() - 200), found.start()))
    return next((int(found[1]) for found in said), None)


def _marked(text: str, usual: int) -> int:
    """How many rows are marked as those of the list that the pager turns, or of any; ``usual`` where none is."""
    paged = _PAGED_UNIT.search(text)
    unit = (paged[1] or paged[2]) if paged else ""
    marks = _LINE_MARK.findall(text) or _LINK_MARK.findall(text)
    return marks.count(unit) or len(marks) or usual


def _rows(tree: HtmlElement, text: str, base: str) -> tuple[Row, ...]:
    units = _units(tree)
    paged = _PAGED_UNIT.search(text)
    named = units.get(paged[1] or paged[2]) if paged else None
    if named:
        return _read(named, base)
    lists = [_read(blocks, base) for blocks in units.values()]
    if not any(map(count_dated, lists)):
        lists.append(main_rows(tree, base, _NOTICE))
    return max(lists, key=lambda rows: (count_dated(rows), len(rows)))


def _units(tree: HtmlElement) -> _Units:
    """Rows by the number of the unit that lists them."""
    units: dict[str, dict[HtmlElement, None]] = defaultdict(dict)
    for unit, block in (*_lines(tree), *_titled(tree)):
        units[unit][block] = None
    return {unit: tuple(blocks) for unit, blocks in units.items()}


def _lines(tree: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    for block in tree.xpath("//*[starts-with(@id, 'line')]"):
        if found := _LINE.fullmatch(block.get("id", "")):
            yield found[1], block


def _titled(tree: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    for link in tree.xpath("//a[starts-with(@class, 'c')]"):
        found = _TITLE_LINK.fullmatch(link.get("class", ""))
        block = next(link.iterancestors("tr", "li"), None) if found else None
        if found and block is not None:
            yield found[1], block


def _read(blocks: Iterable[HtmlElement], base: str) -> tuple[Row, ...]:
    return tuple(row for block in blocks if (row := row_of(block, base)))
