"""Rows of an 信息公开 catalogue: a table whose links carry index and document number, or a plain list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from federator.connectors.main_list import dated_rows
from federator.connectors.page import tree_of
from federator.connectors.plain_rows import read_listed
from federator.connectors.row_dates import WHOLE_DAY, date_among, words
from federator.connectors.row_links import address_of
from federator.connectors.row_titles import full_title
from federator.connectors.rows import once
from federator.model.row import Row
from federator.notation.address import absolute
from federator.notation.numbers import IndexForm, read_index_no

_ROW_CLASS = re.compile(r"(?:^|\s)tr_main_value_(?:odd|even)(?:\s|$)")
_KEPT = re.compile(
    r"索引号|文号|发文字号|(?:发布|公开|发文|制发)(?:机构|单位|机关|部门)|(?:成文|生成|产生|发文|印发)(?:日期|时间)|有效性"
)
_PUBLISHED = re.compile(r"(?:发布|公布|公开|上网|更新|生成|产生)?(?:日期|时间)")
_LESS_SURE = re.compile(r"生成|产生|更新")
_NAME = re.compile(r"(?:信息|文件|公文)?(?:名称|标题|题名)")
_DATE_CELL = 2
"""Of a table without headings the third cell is the date."""
_NOTICE = re.compile(r"/art[_/]\w")
_INDEX_LIKE = re.compile(r"[0-9A-Z]{6,18}[/-]")
_NONE = frozenset(("", "无", "null", "-", "—", "/"))


@dataclass(frozen=True, slots=True)
class _Headings:
    """What the cells of a table are: the place of the day of publication, and of what is kept under its own name.

    ``named`` is False for a table without headings.
    """

    date: int | None = None
    kept: tuple[tuple[int, str], ...] = ()
    named: bool = False


def catalogue_rows(text: str, base: str) -> tuple[Row, ...]:
    """The rows that ``text`` shows, in a table or a list, each address once; empty where it shows none."""
    if "<tr" in text and (rows := table_rows(text, base)):
        return rows
    listed = _plain_rows(text, base)
    return once(dated_rows(tree_of(text), base, _NOTICE) if listed is None else listed)


def table_rows(text: str, base: str) -> tuple[Row, ...]:
    """The rows of the catalogue's table, each address once."""
    return once(_table_rows(tree_of(text), base))


def _plain_rows(text: str, base: str) -> tuple[Row, ...] | None:
    """Rows of a list in its usual form, without a parse; the pager stands behind the last of them."""
    rows = read_listed(text[: text.rfind("</li>") + 5], base)
    return rows if rows and all(_NOTICE.search(row.url) for row in rows) else None


def _table_rows(tree: HtmlElement, base: str) -> Iterator[Row]:
    headings = _Headings()
    for line in tree.iter("tr"):
        cells = list(line)
        link = _entry(line, cells, headings)
        if link is not None:
            if row := _row(cells, link, headings, base):
                yield row
        elif not any(len(cell) for cell in cells):
            headings = _headings(cells) or headings


def _entry(line: HtmlElement, cells: list[HtmlElement], headings: _Headings) -> HtmlElement | None:
    """The link of a row of the catalogue: by its marks, its class, or as a notice under headings. None for another
    line of a table."""
    links = [inner for cell in cells if len(cell) for inner in cell if inner.tag == "a"]
    for link in links:
        if link.get("syh") is not None or link.get("mc") is not None:
            return link
    if _ROW_CLASS.search(line.get("class", "")):
        return links[0] if links else line.find(".//a")
    return links[0] if links and headings.named and _NOTICE.search(address_of(links[0])) else None


def _headings(cells: list[HtmlElement]) -> _Headings | None:
    """The headings of a table, one of which says 名称; None for a line that is none."""
    labels = ["".join((cell.text or "").split()) for cell in cells]
    if not any(_NAME.fullmatch(label) for label in labels):
        return None
    dates = [place for place, label in enumerate(labels) if _PUBLISHED.fullmatch(label)]
    sure = [place for place in dates if not _LESS_SURE.search(labels[place])]
    kept = tuple((place, label) for place, label in enumerate(labels) if _KEPT.fullmatch(label))
    return _Headings(next(iter(sure or dates), None), kept, named=True)


def _row(cells: list[HtmlElement], link: HtmlElement, headings: _Headings, base: str) -> Row | None:
    """The row; ``mc`` of its link is the name."""
    text = _said(link)
    title = full_title(text, link.get("title", ""))
    if name := link.get("mc"):
        title = full_title(title, name)
    url = absolute(base, link.get("href", "")) or absolute(base, address_of(link))
    if not title or not url:
        return None
    if headings.date is None:
        date = _found_date(cells, headings, text, url)
    else:
        date = _said(cells[headings.date]) if headings.date < len(cells) else None
    return Row(title, url, date or None, _fields(cells, link, headings))


def _fields(cells: list[HtmlElement], link: HtmlElement, headings: _Headings) -> dict[str, str]:
    """What is kept under its own name; the link's ``syh`` is the index number, ``wh`` the document number."""
    fields = {}
    for place, label in headings.kept:
        if place < len(cells):
            fields[label] = _said(cells[place])
    if number := link.get("syh"):
        fields["索引号"] = words(number)
    if number := link.get("wh"):
        fields["文号"] = words(number)
    if not headings.named and "索引号" not in fields and _is_index_no(first := _said(cells[0])):
        fields["索引号"] = first
    for label in [label for label, said in fields.items() if said in _NONE]:
        del fields[label]
    return fields


def _found_date(cells: list[HtmlElement], headings: _Headings, text: str, url: str) -> str | None:
    """Of a table without the heading 发布日期 the third cell, or the one that reads as a date.

    The day a document was written (成文日期) is no day of publication.
    """
    said = [_said(cell) for cell in cells]
    if not headings.named and len(said) > _DATE_CELL and WHOLE_DAY.fullmatch(said[_DATE_CELL]):
        return said[_DATE_CELL]
    kept = {place for place, _ in headings.kept}
    return date_among([cell for place, cell in enumerate(said) if place not in kept and cell != text], url)


def _is_index_no(written: str) -> bool:
    number = read_index_no(written) if _INDEX_LIKE.match(written) else None
    return number is not None and number.form is not IndexForm.MALFORMED


def _said(node: HtmlElement) -> str:
    """The words of a cell; nearly all hold a text or one link, and are spared a walk."""
    if not len(node):
        return words(node.text or "")
    inner = node[0]
    if len(node) == 1 and not (len(inner) or node.text or inner.tail):
        return words(inner.text or "")
    return words("".join(node.itertext()))
