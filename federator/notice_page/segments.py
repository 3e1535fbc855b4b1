"""The words of a page as a reader sees them: lines and cells, each with the element that holds it."""

import re
from functools import lru_cache
from typing import NamedTuple

from federator.notation.folding import fold
from federator.notation.written import is_pattern
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
_TITLED = re.compile(r"(?:^|[\s_-])(?:tit|title|biaoti)(?:$|[\s_-])", re.I)
_NOWHERE = re.compile(r"\s*(?:#\s*$|javascript:\s*(?:void|;|$)|$)", re.I)
_TEXTS, _NODES = select("descendant::text()"), select("descendant::node()")
"""To ask for ``text() | br`` costs as much as for all nodes, and the square of it for many words side by side."""
_HEADINGS = ("h1", "h2", "h3", "h4")
_DAY = re.compile(r"\d{4}[-/.]\d", re.A)
_WHEN = ("时间：2", "时间:2", "日期：2", "日期:2")
"""Begins a line of its own, even within one."""
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
    left out; so is what a script has yet to fill in (``{{article.title}}``).
    """
    spoken: list[tuple[Element, Element, list[str]]] = []
    block, before, linked, words = None, None, True, list[str]()
    find = _TEXTS if next(element.iter("br"), None) is None else _NODES
    for text in find(element):
        if isinstance(text, Element):
            if text.tag == "br":
                block = None
            continue
        if not text.isspace():
            inner = text.getparent().getparent() if text.is_tail else text.getparent()
            if inner is not before:
                around, in_link = _place_of(inner, element)
                before = inner
            if around is not block or text.startswith(_WHEN):  # <b>关于…的公告</b><i>时间：2026-03-18</i>
                block, linked, words = around, True, [_LINE]
                line = (around, inner, words)
            elif text.startswith("20") and around.tag in _HEADINGS and _DAY.match(text):  # <h2>…<i>2026-03-18</i></h2>
                words.append(" ")
            if linked and not in_link and _WORD.search(text):
                linked = False
                spoken.append(line)
        words.append(text)
    # one fold for the page costs a tenth of one a line
    lines = fold("".join(["".join(words) for *_, words in spoken])).split(_LINE)[1:]
    return [
        Segment(said, block, inner)
        for line, (block, inner, _) in zip(lines, spoken, strict=True)
        if (said := line.strip(" ")) and block.tag != "title" and not ("{" in said and is_pattern(said))
    ]


def _place_of(element: Element, whole: Element) -> tuple[Element, bool]:
    """The block below ``whole`` that ``element`` stands in, and whether it is in a link there. A title that is a link
    to nowhere is none."""
    link = None
    block: Element = element
    while (tag := block.tag) not in BLOCKS:
        link = block if tag == "a" else link
        outer = block.getparent()
        if block is whole or outer is None:
            break
        block = outer
    if link is None:
        return block, False
    return block, not (_is_titled(block.get("class")) and _NOWHERE.match(link.get("href") or ""))


@lru_cache(maxsize=1024)  # pages of one site share their classes
def _is_titled(written: str | None) -> bool:
    return written is not None and _TITLED.search(written) is not None
