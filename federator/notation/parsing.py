"""What is done to markup of strangers before it becomes a tree, and what is asked of the tree.

There are characters that markup can hold and no tree takes back: lxml looks for no name and sets no text that has one.
"""

import re
import sys
from contextlib import suppress
from typing import Any, cast

from lxml import etree
from lxml.etree import LxmlError, _Element
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from federator.model.errors import ErrorKind, VisitError
from federator.notation.address import absolute
from federator.notation.attributes import few_attributes
from federator.notation.seeking import holds

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CONTROLS = bytes({*range(0x20)} - set(b"\t\n\r"))
_NONCHARACTERS = ("\ufffe", "\uffff")
_REFERENCE = re.compile(r"&#(?:(\d+)|[xX]([\da-fA-F]+));?", re.A)
_MOST_DIGITS = 9

_PARSER = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
_UNENDED = etree.XPath("descendant-or-self::*/@*[contains(., '<!--')]", regexp=False)
_DEEPEST = 255
"""So many elements in one another libxml2 reads; where a page goes deeper, it stops, and says nothing."""
_OF_PAGES = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)


def allowed(text: str) -> str:
    """``text`` without the characters that XML 1.0 has no way to write (section 2.2, Char)."""
    return _FORBIDDEN.sub("", text)


def parsable(html: str) -> bytes:
    """HTML of strangers in UTF-8, without those characters, whether they stand there or are named (``&#11;``), and
    without attributes beyond number.

    >>> parsable("<td\\x1f>甲&#11;&#x1F;乙&#65;").decode()
    '<td>甲乙&#65;'
    """
    html = few_attributes(html)
    plain = _REFERENCE.sub(_if_allowed, html) if holds(html, "&#") else html
    for one in _NONCHARACTERS:
        plain = plain.replace(one, "") if one in plain else plain
    encoded = plain.encode("utf-8", "replace")
    has_controls = any(map(encoded.__contains__, _CONTROLS))  # half the work of taking out none
    return encoded.translate(None, _CONTROLS) if has_controls else encoded


def _if_allowed(reference: re.Match[str]) -> str:
    """The reference itself, ``""`` where it names no character that may be written."""
    digits, base = (reference[1], 10) if reference[1] else (reference[2], 16)
    code = int(digits, base) if len(digits) <= _MOST_DIGITS else sys.maxunicode + 1
    return reference[0] if code <= sys.maxunicode and not _FORBIDDEN.match(chr(code)) else ""


def is_whole(tree: _Element) -> bool:
    """Whether the parser came to the end of the page, and did not stop where too many elements lie in one another."""
    last, depth = tree, 0
    while len(last):
        last, depth = last[-1], depth + 1
    return depth < _DEEPEST


def expect_whole(tree: _Element) -> None:
    """Raise VisitError UNREADABLE where only the beginning of a page is in its tree: what follows would go unseen."""
    if not is_whole(tree):
        raise VisitError(ErrorKind.UNREADABLE, "more than 250 elements in one another")


def base_of(tree: _Element, url: str) -> str:
    """What the links of a page found at ``url`` are relative to: its first ``<base href>`` (HTML standard, section
    4.2.3), else its own address."""
    href = next((found for base in tree.iter("base") if (found := base.get("href"))), "")
    return absolute(url, href) or url


def tree_or_empty(text: str) -> HtmlElement:
    """A page as a tree; that of an empty one where nothing in it is HTML, or not all of it can be read."""
    with suppress(LxmlError, VisitError):
        tree = document_fromstring(parsable(text), parser=_OF_PAGES)
        expect_whole(tree)
        return tree
    return document_fromstring("<html><body></body></html>", parser=_OF_PAGES)


def as_html(element: _Element) -> str:
    """The element as HTML, without values that hold ``<!--``: libxml2 looks for the end of each behind it, in time that
    grows with the square of their number."""
    for value in cast("list[Any]", _UNENDED(element)):
        value.getparent().attrib.pop(value.attrname)
    return str(etree.tostring(element, encoding="unicode", method="html", with_tail=False))


def rewritten(html: str) -> str:
    """A piece of HTML with each of its elements closed, as a whole page; ``""`` where it goes too deep."""
    tree = etree.fromstring(parsable(f"<html><body>{html}</body></html>"), _PARSER)
    return as_html(tree) if is_whole(tree) else ""
