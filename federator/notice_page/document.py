"""A page as a tree without scripts, and the few things that are done to its elements."""

from collections.abc import Callable
from typing import Any, Protocol, cast

from lxml import etree
from lxml.etree import _Element

from federator.notation.address import absolute
from federator.notation.ending import read_on
from federator.notation.metas import said_in_head
from federator.notation.parsing import as_html, expect_whole, parsable
from federator.notation.written import as_written

_LOOKS = ("style", "class", "id", "align", "valign", "target")
_NEW_PAGES = ("Document", "Untitled Document", "New Document", "无标题文档")
_ORNAMENTS = " =*~★☆◆◇●○■□▲△※"
"""``=石门县水利局=``: what no title begins or ends with."""
MATTER = ("img", "iframe", "embed", "object", "a")
"""What a notice may hold besides words."""
_DROPPED = "template"
"""No page that was parsed has one."""


Element = _Element
"""lxml's own: those of lxml.html cost a tenth more of all that is done here."""


class Select(Protocol):
    """Elements or texts of a page or below an element, in document order; the path's ``$written`` is given by name."""

    def __call__(self, element: Element, /, **variables: str) -> list[Any]: ...


def select(path: str, *, plain: bool = False) -> Select:
    """An XPath compiled once; one that yields nodes, or ``plain`` texts that do not know where they stood."""
    return cast(Select, etree.XPath(path, regexp=False, smart_strings=not plain))


def bearing(path: str) -> Select:
    """The elements that bear the attributes of ``path``. To look at attributes is several times faster than at
    elements, ``*[@class = $written]``; to go back up in the path would compare each element with all before it."""
    attributes = select(path)
    return lambda element, /, **variables: [one.getparent() for one in attributes(element, **variables)]


_ADDRESSED = {name: bearing(f"descendant::*/@{name}") for name in ("href", "src", "data")}
_STRING = cast("Callable[[Element], str]", etree.XPath("string()", regexp=False, smart_strings=False))


_PARSER = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)


def words_of(element: Element) -> str:
    """All words in an element, as they stand."""
    return _STRING(element) if len(element) else element.text or ""


def first_words(element: Element) -> str:
    """The first text in an element that is more than white space; ``""`` where none is."""
    return next((str(text) for text in element.itertext() if not text.isspace()), "")


def parse(text: str) -> Element:
    """The tree of a page, without scripts, styles and comments; a page without any element is an empty one. UNREADABLE
    where not all of it could be read."""
    return _tree(as_written(read_on(text)))


def fragment_of(markup: str) -> Element:
    """A piece of a page as the content of one ``div``."""
    element = next(_tree(f"<html><body>{markup}</body></html>").iter("body"))
    element.tag = "div"
    if element.text and element.text.isspace():
        element.text = None
    return element


def _tree(markup: str) -> Element:
    plain = parsable(markup)
    tree = etree.fromstring(plain, _PARSER) if plain and not plain.isspace() else None
    if tree is None:  # nothing in it but white space and comments
        tree = etree.fromstring(b"<html><body></body></html>", _PARSER)
    expect_whole(tree)
    etree.strip_elements(tree, "script", "style", "noscript", "template", with_tail=False)
    return tree


def rebase(element: Element, base: str) -> None:
    """Make the links below ``element`` start from ``base``."""
    for name, find in _ADDRESSED.items():
        for linking in find(element):
            linking.set(name, absolute(base, linking.get(name)) or linking.get(name))


def drop(element: Element) -> None:
    """Leave nothing in ``element``, which :func:`take_out_dropped` takes out of its page; the words behind it stay."""
    tail = element.tail
    element.clear()
    element.tag, element.tail = _DROPPED, tail


def take_out_dropped(element: Element) -> None:
    """Take what was dropped out of ``element``, all at once: one by one the words behind would be copied each time."""
    etree.strip_elements(element, _DROPPED, with_tail=False)


def page_title(tree: Element) -> str:
    """What ``<title>`` says, folded; ``""`` where that is what an editor calls a new page."""
    said = next((said_in_head(words_of(title)).strip(_ORNAMENTS) for title in tree.iter("title")), "")
    return "" if said in _NEW_PAGES else said


def bare_markup(element: Element) -> str:
    """The element as HTML without the looks of it, which are half of what a word processor writes; it loses them."""
    etree.strip_attributes(element, *_LOOKS)
    return as_html(element)
