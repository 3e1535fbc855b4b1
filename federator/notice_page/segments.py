"""The words of a page as a reader sees them: lines and cells, each with the element that holds it."""

import re
from typing import NamedTuple

from federator.notation.folding import fold
from federator.notice_page.document import Element, select

# fmt: off
BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "html", "iframe", "legend", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody",
    "td", "tfoot", "th", "thead", "title", "tr", "ul",
))
# fmt: on
BODY_PLACE = "\ufffc"
"""Stands in a page where its body was taken out."""
_TIME = re.compile(r"[\[(（]?\d[\d\s年月日时分:：/.-]*[\])）]?")
_WORD = re.compile(rf"[\w{BODY_PLACE}]")
_WORDS = select("descendant::text() | descendant::br")
_LINE = "\0"
"""Begins a line; no text of a tree can hold it."""


class Segment(NamedTuple):
    """One line or cell. ``element`` is the block that holds it, ``inner`` its first words' own element."""

    text: str
    element: Element
    inner: Element


def is_time(line: str) -> bool:
    """It is a date or a time and says nothing else."""
    return _TIME.fullmatch(line) is not None


def segments_of(element: Element) -> list[Segment]:
    """The words of a page, or of a part of it, in reading order: a line ends with its block, or at a ``<br>``.

    A line of nothing but links and the marks that set them off (a menu, ``◇`` before titles) leads elsewhere, and is
    left out.
    """
    words: list[str] = []
    opened: list[tuple[Element, Element]] = []
    places: dict[Element, tuple[Element, bool]] = {}
    block, begin, linked = None, 0, False
    for text in _WORDS(element):
        if isinstance(text, Element):
            block = None
            continue
        holder = text.getparent()
        if text.is_tail:
            holder = holder.getparent()
        if not text.isspace():
            around, in_link = places.get(holder) or places.setdefault(holder, _place_of(holder, element))
            if around is not block:
                if linked:
                    del words[begin:], opened[-1]
                block, begin, linked = around, len(words), True
                words.append(_LINE)
                opened.append((around, holder))
            linked = linked and (in_link or not _WORD.search(text))
        words.append(text)
    if linked:
        del words[begin:], opened[-1]
    lines = fold("".join(words)).split(_LINE)[1:]  # one fold for the page costs a tenth of one a line
    return [
        Segment(line.strip(" "), *places)
        for line, places in zip(lines, opened, strict=True)
        if line.strip(" ") and places[0].tag != "title"
    ]


def _place_of(element: Element, whole: Element) -> tuple[Element, bool]:
    """The block below ``whole`` that ``element`` stands in, and whether it is in a link there."""
    linked = False
    block: Element = element
    while (tag := block.tag) not in BLOCKS:
        linked = linked or tag == "a"
        outer = block.getparent()
        if block is whole or outer is None:
            break
        block = outer
    return block, linked
