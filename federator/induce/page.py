"""A page as induction sees it: its links and texts in reading order, and which of them each element holds."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from federator.notation.address import absolute, target_of
from federator.notation.called import name_addresses
from federator.notation.ending import read_on
from federator.notation.held import shown
from federator.notation.metas import metas_of
from federator.notation.parsing import base_of, tree_or_empty
from federator.notation.spanning import spread_cells
from federator.notation.unclosed import closed
from federator.notation.written import as_written, is_pattern

LOOKED_AT = 2_000_000
"""Characters of a page that are looked at: twenty thousand rows, five seconds."""
_LONGEST_NAME = 60
_MAY_BE_DATE = re.compile(r"(?:19|20)\d\d\s?[-/.年]|\d[-/月]\s?\d", re.A)
_SILENT = frozenset(
    ("script", "style", "noscript", "template", "select", "textarea", "button", "iframe", "svg", "head")
)
_JOINTS = re.compile(r"[-_|｜—–>\s]+")
_CLICKED = frozenset(("li", "tr", "td", "div", "span", "p", "dd", "dt", "h3", "h4"))
_TAG = re.compile(r"[a-z][a-z0-9]*")
NAME = re.compile(r"-?[A-Za-z_\u4e00-\u9fff][\w-]*")
"""A class or id that a selector can name without escapes."""
_PASSING = re.compile(
    r"first|last|odd|even|active|on|cur|current|hover|selected|open|show|hide|new|hot|top|red|li?\d+|row\d*|item\d+|list\d+",
    re.I,
)


class Piece(NamedTuple):
    """A run of text, in one line. ``link`` is the number of the link it stands in, -1 outside of links."""

    text: str
    element: HtmlElement
    link: int


class Link(NamedTuple):
    """What may lead to a notice. ``url`` is ``""`` where it leads nowhere without a script."""

    element: HtmlElement
    url: str
    text: str

    @property
    def name(self) -> str:
        """What it says: its words, else its ``title=``, else what the image in it is said to show."""
        if self.text:
            return self.text
        stated = next((one.get("title") for one in self.element.iter() if one.get("title")), "")
        return stated or next((one.get("alt") for one in self.element.iter("img") if one.get("alt")), "")


class Span(NamedTuple):
    """The pieces and links an element holds, as ranges of the page's."""

    first_piece: int
    end_piece: int
    first_link: int
    end_link: int


@dataclass(frozen=True)
class Page:
    """A page as its texts and links, in reading order; ``url`` is where it was found."""

    tree: HtmlElement
    url: str
    pieces: tuple[Piece, ...]
    links: tuple[Link, ...]
    spans: Mapping[HtmlElement, Span]

    def pieces_of(self, element: HtmlElement) -> tuple[Piece, ...]:
        """The texts in an element, in reading order; none of what nobody reads."""
        span = self.spans.get(element)
        return self.pieces[span.first_piece : span.end_piece] if span else ()

    def links_of(self, element: HtmlElement) -> tuple[Link, ...]:
        """The links in an element, itself among them."""
        span = self.spans.get(element)
        return self.links[span.first_link : span.end_link] if span else ()

    def text_of(self, element: HtmlElement, joint: str = " ") -> str:
        """The words of an element as one line."""
        return joint.join(piece.text for piece in self.pieces_of(element))

    @cached_property
    def metas(self) -> Mapping[str, str]:
        """What it says of itself in its head."""
        return metas_of(self.tree)

    @cached_property
    def names(self) -> frozenset[str]:
        """The parts of what it calls itself, in ``<title>`` and ColumnName."""
        said = f"{self.tree.findtext('.//title') or ''}|{self.metas.get('columnname', '')}"
        return frozenset(part for part in parts_of(said) if len(part) > 1)

    @cached_property
    def callings(self) -> Sequence[int]:
        """The pieces that say one of its names."""
        short = (number for number, piece in enumerate(self.pieces) if len(piece.text) <= _LONGEST_NAME)
        return [number for number in short if not self.names.isdisjoint(parts_of(self.pieces[number].text))]

    def is_dated(self, element: HtmlElement) -> bool:
        """Whether something in it may be a date."""
        span = self.spans.get(element)
        return span is not None and self._dated[span.first_piece] < self._dated[span.end_piece]

    @cached_property
    def _dated(self) -> Sequence[int]:
        """How many of the pieces before each, and of all, may be dates."""
        return [0, *accumulate(_MAY_BE_DATE.search(piece.text) is not None for piece in self.pieces)]

    @cached_property
    def words(self) -> str:
        """All a person reads."""
        return " ".join(piece.text for piece in self.pieces)


def parts_of(name: str) -> list[str]:
    """``公示公告-某局`` and ``首页 > 公示公告`` are two names each."""
    return _JOINTS.split(name)


def read_page(text: str, url: str) -> Page:
    """The page that ``text`` is, as far as :data:`LOOKED_AT`; one without any element, or of which not all can be read,
    is an empty one."""
    tree = tree_or_empty(closed(shown(as_written(read_on(text[:LOOKED_AT])))))
    name_addresses(tree, text)
    spread_cells(tree, text)
    return _Reader(tree, base_of(tree, url)).page(url)


class _Reader:
    """One walk down the tree."""

    def __init__(self, tree: HtmlElement, base: str) -> None:
        self._tree, self._base = tree, base
        self._pieces: list[Piece] = []
        self._links: list[tuple[HtmlElement, str]] = []
        self._texts: list[str] = []
        self._spans: dict[HtmlElement, Span] = {}
        self._open: list[int] = []

    def page(self, url: str) -> Page:
        starts: list[tuple[int, int]] = []
        walk = iterwalk(self._tree, events=("start", "end"))
        for event, node in walk:
            if event == "start":
                starts.append((len(self._pieces), len(self._links)))
                if node.tag in _SILENT:
                    walk.skip_subtree()
                    continue
                self._begin(node)
            else:
                self._end(node, *starts.pop())
        links = tuple(Link(*link, text) for link, text in zip(self._links, self._texts, strict=True))
        return Page(self._tree, url, tuple(self._pieces), links, self._spans)

    def _begin(self, node: HtmlElement) -> None:
        if node.tag == "a" or (node.tag in _CLICKED and (node.get("onclick") or node.get("href"))):
            written = target_of(node.get("href", ""), node.get("onclick", ""))
            address = absolute(self._base, written)
            if node.tag == "a" or address:
                self._open.append(len(self._links))
                self._links.append((node, address))
                self._texts.append("")
        self._say(node.text, node)

    def _end(self, node: HtmlElement, pieces: int, links: int) -> None:
        if node.tag not in _SILENT:
            self._spans[node] = Span(pieces, len(self._pieces), links, len(self._links))
        if self._open and self._links[self._open[-1]][0] is node:
            number = self._open.pop()
            self._texts[number] = " ".join(piece.text for piece in self._pieces[pieces:])
        parent = node.getparent()
        if parent is not None:
            self._say(node.tail, parent)

    def _say(self, text: str | None, element: HtmlElement) -> None:
        if text and (words := " ".join(text.split())) and not ("{" in words and is_pattern(words)):
            self._pieces.append(Piece(words, element, self._open[-1] if self._open else -1))


def tag_of(element: HtmlElement) -> str:
    """The tag as a selector says it; ``*`` for what broken HTML makes one of."""
    return str(element.tag) if _TAG.fullmatch(str(element.tag)) else "*"


def called(element: HtmlElement) -> str:
    """An element by the first of its classes that a selector can name, else by its tag: ``td.date``."""
    name = next(filter(NAME.fullmatch, element.get("class", "").split()), "")
    return f"{tag_of(element)}.{name}" if name else tag_of(element)


def classes_of(element: HtmlElement) -> tuple[str, ...]:
    """The classes that say what an element is, without those that say how it stands among its like (odd, last)."""
    return tuple(name for name in element.get("class", "").split() if not _PASSING.fullmatch(name))


def above(element: HtmlElement) -> Iterator[HtmlElement]:
    """The element and all that it lies in."""
    yield element
    yield from element.iterancestors()
