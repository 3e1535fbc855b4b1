"""A page as a tree without scripts, and its words as segments: what a reader sees as one line or one cell."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple, cast

from lxml import etree
from lxml.html import HtmlComment, HtmlElement, HTMLParser, HtmlProcessingInstruction, document_fromstring

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
_CONTROL = bytes({*range(0x20)} - set(b"\t\n\r"))


Select = Callable[[HtmlElement], list[Any]]
"""Elements or texts below an element, in document order."""


def select(path: str, *, plain: bool = False) -> Select:
    """An XPath compiled once; one that yields nodes, or ``plain`` texts that do not know where they stood."""
    return cast(Select, etree.XPath(path, smart_strings=not plain))


_WORDS = select("descendant-or-self::text()[not(parent::title)]")
_METAS = select("//meta[@name and @content]")
_TITLES = select("//title")


class Segment(NamedTuple):
    """One line or cell. ``element`` is the block that holds it, ``inner`` its first words' own element.

    ``linked``: its words are links and nothing else.
    """

    text: str
    element: HtmlElement
    inner: HtmlElement
    linked: bool


def html_parser(**options: Any) -> HTMLParser:
    """A parser whose elements are all of one class: lxml.html looks each one's class up in Python, again and again."""
    parser = HTMLParser(**options)
    parser.set_element_class_lookup(
        etree.ElementDefaultClassLookup(element=HtmlElement, comment=HtmlComment, pi=HtmlProcessingInstruction)
    )
    return parser


_PAGES = html_parser(encoding="utf-8", remove_comments=True, remove_pis=True)


def parse(text: str) -> HtmlElement:
    """The tree of a page, without scripts, styles and comments; a page without any element is an empty one."""
    written = _as_written(text) if "document.write" in text else text
    plain = written.encode("utf-8", "replace").translate(None, _CONTROL) or b"<html></html>"
    try:
        tree = document_fromstring(plain, parser=_PAGES)
    except etree.ParserError:  # nothing in it but white space and comments
        tree = document_fromstring(b"<html><body></body></html>", parser=_PAGES)
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
    reading = _Reading(element)
    for words in _WORDS(element):
        parent = words.getparent()
        if words.is_tail and parent.tag == "br":
            reading.end_line()
        if words.isspace():
            reading.gap = " "
        else:
            reading.say(words, parent.getparent() if words.is_tail else parent)
    reading.end_line()
    return reading.lines


def markup_of(element: HtmlElement) -> str:
    """The element as HTML."""
    return str(etree.tostring(element, encoding="unicode", method="html", with_tail=False))


class _Reading:
    """The lines read so far, and the open one: its words, block, first element, whether all of it is links.

    ``gap`` is the white space that waits for its next words; ``places`` tells the block of each element that was
    met, and whether it stands in a link there: many texts climb the same way up.
    """

    __slots__ = ("block", "gap", "inner", "lines", "linked", "places", "words")

    def __init__(self, whole: HtmlElement) -> None:
        self.lines: list[Segment] = []
        self.places = {whole: (whole, bool(whole.tag == "a"))}
        self.block: HtmlElement | None = None
        self.words = self.gap = ""

    def say(self, words: str, inner: HtmlElement) -> None:
        block, linked = self.places.get(inner) or self.place_of(inner)
        if block is not self.block:
            self.end_line()
            self.block, self.inner, self.linked = block, inner, linked
        self.words += self.gap + words
        self.linked = self.linked and linked
        self.gap = ""

    def place_of(self, element: HtmlElement) -> tuple[HtmlElement, bool]:
        tag = element.tag
        if tag in BLOCKS:
            place = (element, False)
        else:
            parent = element.getparent()
            block, linked = self.places.get(parent) or self.place_of(parent)
            place = (block, linked or tag == "a")
        self.places[element] = place
        return place

    def end_line(self) -> None:
        if self.block is not None and (text := fold(self.words)):
            self.lines.append(Segment(text, self.block, self.inner, self.linked))
        self.block, self.words = None, ""
