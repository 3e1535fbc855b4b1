"""A row out of a piece of HTML: title, link, date as written. The one place for trs, jpage and jpaas."""

from collections.abc import Iterable, Sequence

from lxml.html import HtmlElement

from federator.connectors.page import SILENT, fragment_of
from federator.connectors.row_dates import date_among, date_of_cells, told_whole, without_date, words
from federator.connectors.row_links import address_of, link_of, names_decoy
from federator.connectors.row_titles import BULLETS, full_title, is_badge, said_title, stated_title, uncut
from federator.model.row import Row
from federator.notation.address import absolute
from federator.notation.dates import read_time
from federator.notation.folding import is_cut, says_nothing


def record_row(record: str, base: str) -> Row | None:
    """One record (a jpage CDATA section) as a row; None where it holds nothing."""
    body = fragment_of(record)
    return row_of(next(body.iter("li", "tr"), body), base)


def row_of(block: HtmlElement, base: str) -> Row | None:
    """The row that ``block`` (li, tr, div …) shows; None where it holds neither link nor words (a spacer).

    Nested lists of links (相关解读) are not part of it. Without a usable link ``url`` is ``""``.
    """
    link = link_of(block)
    inside, outside = _pieces(block, link)
    url = absolute(base, address_of(block if link is None else link)) or absolute(base, address_of(block))
    date = date_of_cells(block) or date_among(outside, url)
    if date is None and len(inside) > 1:
        date = date_among(inside, url)
        inside = [piece for piece in inside if not _is_of_date(words(piece), date)]
    title = _title(block, link, said_title(link, inside), outside, date)
    if date is None:
        title, date = without_date(title)
    if link is not None:
        date = told_whole(link.get("title", ""), date)
    if date is None or not (date[:4].isdigit() or read_time(date)):  # 3小时前, 9月25日
        date = next((stated for one in block.iter("time") if (stated := one.get("datetime"))), date)
    return Row(title, url, date) if title or url else None


def _is_of_date(text: str, date: str | None) -> bool:
    """Whether ``text`` is the date, or one of the two pieces that it was made of (``12`` and ``2026-06``)."""
    return date is not None and bool(text) and (date.startswith(text) or date.endswith(text))


def once(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Each address once (the same list may stand twice: desktop and mobile). Where none of the rows leads anywhere they
    are no notices but what the site says instead: no rows."""
    found: dict[str, Row] = {}
    for row in rows:
        found.setdefault(row.url or row.title, row)
    return tuple(found.values()) if any(row.url for row in found.values()) else ()


def _pieces(block: HtmlElement, link: HtmlElement | None) -> tuple[list[str], list[str]]:
    """Runs of text inside and outside the title's link, in the order they are read."""
    inside: list[str] = []
    outside: list[str] = []
    if block.tag not in SILENT:
        _gather(block, block, link, inside if block is link else outside, inside)
    return inside, outside


def _gather(
    node: HtmlElement, block: HtmlElement, link: HtmlElement | None, runs: list[str], inside: list[str]
) -> None:
    """Add the texts of an element to ``runs``, those of the link in it to ``inside``. The parser goes 256 deep."""
    if node.text:
        runs.append(node.text)
    for child in node:
        if not (child.tag in SILENT or is_badge(child) or _is_other_list(child, block) or _is_decoy(child)):
            _gather(child, block, link, inside if child is link else runs, inside)
        if child.tail:
            runs.append(child.tail)


def _is_other_list(node: HtmlElement, block: HtmlElement) -> bool:
    return node.tag == "li" and block.tag == "li" and node.find(".//a") is not None


def _is_decoy(node: HtmlElement) -> bool:
    return names_decoy(node) and node.find(".//a") is not None


def _title(block: HtmlElement, link: HtmlElement | None, text: str, beside: Sequence[str], date: str | None) -> str:
    name = full_title(text, stated_title(block, link, text))
    name = uncut(name, block) if is_cut(name) else name
    if not says_nothing(name):
        return name
    others = (said for piece in beside if (said := words(piece).strip(BULLETS)) != date)
    return max(others, key=len, default="") or name
