"""An answer as text and as a tree: what every connector begins with."""

import lxml.html
from lxml.etree import ElementDefaultClassLookup, HTMLParser
from lxml.html import HtmlElement

from federator.model.answer import Answer
from federator.model.errors import ErrorKind, VisitError
from federator.notation.charset import decoded, is_garbled
from federator.notation.ending import read_on
from federator.notation.held import shown
from federator.notation.magic import begins_as_file
from federator.notation.parsing import expect_whole, parsable
from federator.notation.written import as_written

_PARSER = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
_PARSER.set_element_class_lookup(ElementDefaultClassLookup(element=HtmlElement))
"""lxml.html's own parser asks a function in Python which class each element has: a third of what rows cost."""
SILENT = frozenset(("script", "style", "noscript", "template", "select", "button"))
"""Elements whose words are none of a row's."""
_FILE_TYPES = ("image/", "video/", "audio/", "font/", "application/pdf", "application/zip", "application/msword")


def text_of(answer: Answer) -> str:
    """The answer decoded, with what scripts write in one piece, and what elements hold for them to show.

    UNREADABLE where it is empty, UNDECODABLE in no charset, WRONG_TYPE for a document.
    """
    if not answer.content.strip():
        raise VisitError(ErrorKind.UNREADABLE, "the answer is empty", answer.status)
    if begins_as_file(answer.content) or answer.content_type.startswith(_FILE_TYPES):
        raise VisitError(ErrorKind.WRONG_TYPE, answer.content_type or repr(answer.content[:8]), answer.status)
    text = decoded(answer)
    if is_garbled(text, answer.content):
        raise VisitError(ErrorKind.UNDECODABLE, "in no known charset", answer.status)
    return shown(as_written(read_on(text.replace("\0", "") if b"\0" in answer.content else text)))


def tree_of(text: str) -> HtmlElement:
    """HTML as a tree without comments; UNREADABLE where nothing in it is HTML, or not all of it could be read."""
    try:
        tree = lxml.html.document_fromstring(parsable(text), parser=_PARSER)
    except lxml.etree.LxmlError as broken:
        raise VisitError(ErrorKind.UNREADABLE, str(broken)) from broken
    expect_whole(tree)
    return tree


def fragment_of(html: str) -> HtmlElement:
    """A piece of HTML under a ``body``. Table rows without a table stay table rows."""
    return tree_of(f"<html><body>{html}</body></html>").find("body")
