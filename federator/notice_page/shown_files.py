"""The files that a page shows instead of linking them: in frames, and by scripts that are told an address."""

import re
from collections.abc import Iterator
from typing import Any

from federator.notation.folding import fold
from federator.notation.seeking import holds
from federator.notice_page.body import Body
from federator.notice_page.document import Element, fragment_of, select

_SHOWN_BY = {"iframe": "src", "embed": "src", "object": "data"}
_HOLDING = {kind: select(f"descendant::*/@*[contains(., '{kind}')]") for kind in (".pdf", ".ofd")}
_ADDRESS = re.compile("src|url|pdf|file|path|data")
_NAME = re.compile("name|title")
_NAMED_TITLE = re.compile(r"'title':'([^']{1,200})'")
_VSB_FRAME = re.compile(
    r"<script\b[^<>]{0,200}>\s*<!--|<!--.*?(?:-->|\Z)|//\s*showVsb|showVsbpdfIframe\(\s*[\"']([^\"']{1,500})[\"']", re.S
)
"""What a comment holds is not shown; a script in the old dress of one is run."""
_TOLD = re.compile(
    r"(?:FJ|fj|Attach\w{0,20}|attach\w{0,20}|Annex\w{0,20}|annex\w{0,20}|Appendix\w{0,20}|appendix\w{0,20})"
    r"\s*=\s*"
    r"(?:'([^'<>]{0,99}<a [^']{9,9000})'|\"([^\"<>]{0,99}<a (?:[^\"\\]|\\.){9,9000})\")"
)
"""Links in a text of a script: ``var hasFJ='<a href="./P0.docx">附件1</a>'``. Names
spelt out, each from its first letter, are found in a third of the time."""
_QUOTED = re.compile(r"[\"']([^\"'\s<>]{1,500}\.(?:pdf|ofd))[\"'?#]", re.I)
_IS_TOLD = ("document.write", "='<a ")
_A_FEW, _LONGEST_TAG = 20, 2000


def shown_addresses(tree: Element, body: Body, text: str) -> Iterator[tuple[str, str]]:
    """The addresses that a page shows, each with what is said beside it of the file there, ``""`` mostly."""
    yield from ((address, "") for address in _framed(tree, body, text))
    yield from ((str(address), _title_beside(address)) for address in _given_to_scripts(tree, body, text))


def _framed(tree: Element, body: Body, text: str) -> Iterator[str]:
    for part in (body.element, tree):
        yield from filter(None, (shown.get(_SHOWN_BY[str(shown.tag)]) for shown in part.iter(*_SHOWN_BY)))
    if holds(text, "showVsbpdfIframe"):
        yield from filter(None, _VSB_FRAME.findall(text))
    elif body.words.isspace() or not body.words:
        yield from _quoted(text)


def _quoted(text: str) -> Iterator[str]:
    """``PDFObject.embed("/a/1.pdf")``: the files that scripts of a page name, which says nothing but what they show."""
    for script in text.split("<script")[1:] if any(holds(text, kind) for kind in _HOLDING) else ():
        yield from _QUOTED.findall(script.partition("</script")[0])


def _given_to_scripts(tree: Element, body: Body, text: str) -> Iterator[Any]:
    """The attributes that tell a script of the page what to show: ``pdfsrc``, ``data-pdf``, ``data-powerurl``."""
    for holding in [find for kind, find in _HOLDING.items() if _beside_links(text, kind)]:
        for part in (body.element, tree):
            yield from filter(_is_given, holding(part))


def _beside_links(text: str, kind: str) -> bool:
    """Whether one of the last files stands anywhere but in a link and its words: seen without a tree."""
    place = len(text)
    for _ in range(_A_FEW):
        if (place := text.rfind(kind, 0, place)) < 0:
            return False
        tag = text.rfind("<", max(0, place - _LONGEST_TAG), place)
        if not text.startswith(("<a ", "</a", "<A ", "</A"), tag):
            return True
    return True


def _is_given(attribute: Any) -> bool:
    told = _ADDRESS.search(attribute.attrname) and not _NAME.search(attribute.attrname)
    return bool(told) and attribute.getparent().tag not in ("a", "meta")


def _title_beside(address: Any) -> str:
    """``<div pdfsrc="/a/1.pdf" sudyfile-attr="{'title':'征地公告.pdf'}">`` (苏迪): as a person named the file."""
    named = _NAMED_TITLE.search(address.getparent().get("sudyfile-attr", ""))
    return fold(named[1]) if named else ""


def links_told(text: str) -> Iterator[Element]:
    """Links that a script of the page writes below its notice."""
    for single, double in _TOLD.findall(text) if any(holds(text, sign) for sign in _IS_TOLD) else ():
        yield from fragment_of(single or double.replace('\\"', '"')).iter("a")
