"""Which link of a row is the notice, and which of its words are the title."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from statistics import median

from lxml.html import HtmlElement

from federator.induce.columns import Column, columns_of
from federator.induce.groups import Group, distinct
from federator.induce.page import Link, Page, Piece, above
from federator.notation.address_parts import names_document
from federator.notation.dates import LEAP_YEAR, read_time
from federator.notation.folding import is_bracketed

_SAYS_NOTHING = re.compile(
    r"\W*+(?:点击)?(?:查看|阅读|浏览|进入|了解|下载|查阅|全文|附件|more|view|details?|read more"
    r"|pdf|docx?|xlsx?|word|excel)?(?:此处|这里|详情|更多|全文|详细(?:信息|内容)?|正文|原文|内容|附件|文件)?[\W\d]*+",
    re.I,
)
_DAY = re.compile(r"\W?(?:19|20)\d\d[-/.年]\d\d?[-/.月]\d\d?日?\W?", re.A)
_SENTENCE = re.compile(r"[，。；：].*[，。；]")
_TITLED = re.compile(r"title|\btit\b|\bbt\b|biaoti|subject|headline|name", re.I)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5")
_LONG, _ABSTRACT, _LONGEST = 18, 70, 500


@dataclass(frozen=True, slots=True)
class Titles:
    """Row number → the link of its notice, and the element whose words are its title; ``texts`` as they read now.
    ``regular``: rows whose link stands where most have it."""

    links: Mapping[int, Link]
    elements: Mapping[int, HtmlElement]
    texts: Mapping[int, str]
    regular: Collection[int] = ()


def find_titles(page: Page, group: Group) -> Titles | None:
    """The title's link in each row; None where no row has any."""
    rows = [[link for link in page.links_of(block) if not _DAY.fullmatch(link.text)] for block in group.blocks]
    columns = columns_of([[(link.element, link) for link in row] for row in rows], group.blocks)
    ranked = sorted(columns, key=lambda column: _weight(column, len(rows)), reverse=True)
    links: dict[int, Link] = {}
    for column in ranked:
        for number, link in column.values.items():
            links.setdefault(number, link)
    if not links:
        return None
    return replace(_inner(page, group, links), regular=frozenset(ranked[0].values))


def _weight(column: Column[Link], rows: int) -> float:
    """A title differs from row to row, leads elsewhere in each, and says something."""
    links = list(column.values.values())
    names = [link.name for link in links]
    weight = column.share(rows) * _saying(names) * (0.2 + 0.8 * distinct(names))
    urls = [link.url for link in links if link.url]
    if urls:
        weight *= 0.2 + 0.8 * distinct(urls)
    if sum(is_bracketed(name) for name in names) * 2 > len(names):
        weight *= 0.2
    if sum(names_document(link.url) for link in links) * 2 > len(links):
        weight *= 0.7
    if sum(bool(link.text) for link in links) * 2 < len(links):
        weight *= 0.8  # an image, before or beside the link with words
    return weight * _named(links[0].element)


def _saying(names: Sequence[str]) -> float:
    """How much names of this length are titles: a few characters are a category, sentences or a hundred an
    abstract."""
    if sum(bool(_SAYS_NOTHING.fullmatch(name)) for name in names) * 2 > len(names):
        return 0.02
    length = median(map(len, names))
    prose = length > _ABSTRACT or sum(bool(_SENTENCE.search(name[:_LONGEST])) for name in names) * 2 > len(names)
    return min(length, _LONG) / _LONG * (0.6 if prose else 1.0)


def _named(element: HtmlElement) -> float:
    """Headings, and what calls itself a title."""
    near = [*islice(element.iter(), 3), element.getparent()]
    if any(one.tag in _HEADINGS for one in near if one is not None):
        return 1.4
    return 1.15 if any(_TITLED.search(one.get("class", "")) for one in near if one is not None) else 1.0


def _inner(page: Page, group: Group, links: Mapping[int, Link]) -> Titles:
    """Titles in the links, in a part of them where a whole card is the link, or beside them where they say 查看."""
    within: list[HtmlElement] = [links[n].element if n in links else block for n, block in enumerate(group.blocks)]
    names = [link.text for link in links.values()]
    if sum(bool(_SAYS_NOTHING.fullmatch(link.name)) for link in links.values()) * 2 > len(names):
        within = list(group.blocks)
    elif sum(_is_card(page, link) for link in links.values()) * 2 <= len(names):
        return _as_linked(links)
    column = _title_column(page, within)
    if column is None:
        return _as_linked(links)
    elements = {number: piece.element for number, piece in column.values.items() if number in links}
    texts = {number: page.text_of(element) for number, element in elements.items()}
    return Titles(links, elements, texts)


def _as_linked(links: Mapping[int, Link]) -> Titles:
    return Titles(links, {n: link.element for n, link in links.items()}, {n: link.name for n, link in links.items()})


def _is_card(page: Page, link: Link) -> bool:
    """A link around several texts, in elements of their own."""
    said = page.pieces_of(link.element)
    return len({piece.element for piece in said}) > 1 and not _is_one_text(link, said)


def _is_one_text(link: Link, said: Sequence[Piece]) -> bool:
    """One title in which some words are set apart (b, font), or with a mark before it (span: [公告])."""
    inline = all(
        node.tag in ("a", "b", "font", "em", "strong", "i", "u") or (node.tag == "span" and not node.get("class"))
        for piece in said
        for node in _up_to(piece.element, link.element)
    )
    return inline and not any(read_time(piece.text) for piece in said)


def _up_to(element: HtmlElement, top: HtmlElement) -> list[HtmlElement]:
    nodes: list[HtmlElement] = []
    for node in above(element):
        if node is top:
            break
        nodes.append(node)
    return nodes


def _title_column(page: Page, within: Sequence[HtmlElement]) -> Column[Piece] | None:
    rows = [
        [(piece.element, piece) for piece in page.pieces_of(block) if not _is_no_title(piece.text)] for block in within
    ]
    columns = [column for column in columns_of(rows, within) if column.share(len(within)) >= 0.5]
    return max(columns, key=lambda column: _text_weight(column, len(within)), default=None)


def _is_no_title(text: str) -> bool:
    return bool(_SAYS_NOTHING.fullmatch(text)) or (len(text) < 24 and read_time(text, LEAP_YEAR) is not None)


def _text_weight(column: Column[Piece], rows: int) -> float:
    texts = [piece.text for piece in column.values.values()]
    return (
        column.share(rows)
        * _saying(texts)
        * (0.2 + 0.8 * distinct(texts))
        * _named(next(iter(column.values.values())).element)
    )
