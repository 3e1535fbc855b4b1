"""A page as a tree without scripts, and its words as segments: what a reader sees as one line or one cell."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any, cast

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from federator.notation.folding import fold

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
_SCRIPT_END = re.compile(r"</script\s*>", re.I)
_SCRIPT_BEGIN = re.compile(r"<script\b", re.I)
_WRITTEN_DATE = re.compile(r"[\"'](\s*(?:19|20)\d\d[-/.年][\d\s年月日/.:-]{3,16})[\"']")
_TAG = re.compile(r"</?[a-z][^<>]*>|&nbsp;", re.I)
_NUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


Select = Callable[[HtmlElement], list[Any]]
"""Elements or texts below an element, in document order."""


def select(path: str) -> Select:
    """An XPath compiled once; one that yields nodes."""
    return cast(Select, etree.XPath(path))


_WORDS = select("descendant-or-self::text()[not(parent::title)]")
_METAS = select("//meta[@name and @content]")
_TITLES = select("//title")


@dataclass(frozen=True, slots=True)
class Segment:
    """One line or cell. ``element`` is the block that holds it, ``inner`` its first words' own element.

    ``linked``: its words are links and nothing else.
    """

    text: str
    element: HtmlElement
    inner: HtmlElement
    linked: bool


def parse(text: str) -> HtmlElement:
    """The tree of a page, without scripts, styles and comments; a page without any element is an empty one."""
    plain = _NUL.sub("", _as_written(text) if "document.write" in text else text) or "<html></html>"
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(plain.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # nothing in it but white space and comments
        tree = document_fromstring(b"<html><body></body></html>")
    etree.strip_elements(tree, "script", "style", "noscript", "template", with_tail=False)
    return tree


def _as_written(text: str) -> str:
    """The page with scripts that write one date replaced by it: that is what a reader sees."""
    *parts, rest = _SCRIPT_END.split(text)
    return "".join(_without_script(part) for part in parts) + rest


def _without_script(part: str) -> str:
    begin = _SCRIPT_BEGIN.search(part)
    if begin is None:
        return part
    script = part[begin.start() :]
    found = _WRITTEN_DATE.findall(script) if "document.write" in script else []
    return part[: begin.start()] + (found[0] if len(found) == 1 else "")


def metas_of(tree: HtmlElement) -> dict[str, str]:
    """Named metas, names in lower case (国办发〔2017〕47号 fixes the names, not their case); first non-empty wins."""
    metas: dict[str, str] = {}
    for meta in _METAS(tree):
        value = fold(_TAG.sub(" ", meta.get("content")) if "<" in meta.get("content") else meta.get("content"))
        if value:
            metas.setdefault(meta.get("name").strip().lower(), value)
    return metas


def page_title(tree: HtmlElement) -> str:
    """What ``<title>`` says, folded."""
    return next((fold(title.text_content()) for title in _TITLES(tree)), "")


def segments_of(element: HtmlElement) -> list[Segment]:
    """The words of a page, or of a part of it, in reading order."""
    runs = groupby(_runs(element), key=itemgetter(0, 1))
    found = (_segment([*run]) for _, run in runs)
    return [segment for segment in found if segment.text]


def markup_of(element: HtmlElement) -> str:
    """The element as HTML."""
    return str(etree.tostring(element, encoding="unicode", method="html", with_tail=False))


_Run = tuple[HtmlElement, int, HtmlElement, str]


def _runs(element: HtmlElement) -> Iterator[_Run]:
    """Each text with its block, the count of line breaks before it, its own element."""
    breaks, gap = 0, ""
    for words in _WORDS(element):
        parent = words.getparent()
        breaks += words.is_tail and parent.tag == "br"
        if words.isspace():
            gap = " "
            continue
        inner = block = parent.getparent() if words.is_tail else parent
        while block.tag not in BLOCKS and block is not element:
            block = block.getparent()
        yield block, breaks, inner, gap + words
        gap = ""


def _segment(run: list[_Run]) -> Segment:
    block, _, inner, _ = run[0]
    text = fold("".join(words for *_, words in run))
    return Segment(text, block, inner, all(_in_link(one, block) for _, _, one, _ in run))


def _in_link(element: HtmlElement, block: HtmlElement) -> bool:
    while element is not block:
        if element.tag == "a":
            return True
        element = element.getparent()
    return bool(block.tag == "a")
