"""HTML of strangers: made harmless, and read as plain text. The one allow-list of the house."""

import re
from dataclasses import dataclass
from html import escape, unescape

import nh3

from federator.notation.address import absolute, address_key, lasting_address

_STRUCTURE = {"p", "div", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "section", "article"}
_LISTS = {"ul", "ol", "li", "dl", "dt", "dd"}
_TABLES = {"table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td"}
_WORDS = {"a", "img", "span", "b", "strong", "i", "em", "u", "s", "del", "ins", "sub", "sup", "small", "code"}
_DROPPED_WHOLE = {"script", "style", "iframe", "object", "embed", "noscript", "template", "svg", "math", "title"}
_DROPPED_WHOLE |= {"select", "textarea", "button", "head"}
_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "ol": {"start"},
}
_CLEANER = nh3.Cleaner(
    tags=_STRUCTURE | _LISTS | _TABLES | _WORDS,
    clean_content_tags=_DROPPED_WHOLE,
    attributes=_ATTRIBUTES,
    url_schemes={"http", "https"},
    link_rel="noopener",
)
_LINKING = re.compile(r"<(?:a|img) [^>]*>")
_LINK = re.compile(r' (href|src)="([^"]*)"')
_TOKEN = re.compile(r"<(/?)([a-z][a-z0-9]*)[^>]*>|([^<]+)", re.I)
_BLOCK = _STRUCTURE | _LISTS | {"table", "caption", "thead", "tbody", "tfoot"}
_SPACES = re.compile(r"[^\S\v]+")


def sanitise(html: str, base_url: str) -> str:
    """The harmless part of ``html``: no script, style, frame or event; links and images absolute, http(s) only.

    A link that expires (a download signed for an hour) leads to ``base_url``, the page that always has a fresh one.
    """
    if "<" not in html and "&" not in html:
        return html
    clean = _CLEANER.clean(html).strip()
    return _LINKING.sub(lambda tag: _LINK.sub(lambda link: _link(link[1], link[2], base_url), tag[0]), clean)


def plain_text(html: str) -> str:
    """Sanitised HTML as plain words: one paragraph or line break a line, table cells apart by a tab.

    A table row of one cell is layout: its paragraphs stay lines. Alternative texts of images are left out.
    """
    if "<" not in html:
        return _lines(_spaced(unescape(html)))
    parts: list[str] = []
    rows: list[_OpenRow] = []
    for closing, tag, words in _TOKEN.findall(html):
        if words:
            parts.append(_spaced(unescape(words)))
        else:
            _break(parts, rows, tag.lower(), bool(closing))
    return _lines("".join(parts))


@dataclass
class _OpenRow:
    """A table row being written: where it begins among the parts, and how many cells it has by now."""

    start: int
    cells: int = 0


def _link(attribute: str, escaped: str, base_url: str) -> str:
    address = absolute(base_url, unescape(escaped))
    if not address:
        return ""
    if lasting_address(address) != address_key(address):
        address = base_url
    return f' {attribute}="{escape(address)}"'


def _spaced(words: str) -> str:
    """White space of any kind as one space; most words have none but single spaces, and are known by that."""
    return words if words.isprintable() and "  " not in words else _SPACES.sub(" ", words)


def _break(parts: list[str], rows: list[_OpenRow], tag: str, closing: bool) -> None:
    if tag == "tr" and not closing:
        rows.append(_OpenRow(len(parts)))
    elif tag == "tr" and rows:
        _end_row(parts, rows.pop())
    elif tag in ("td", "th") and not closing and rows:
        rows[-1].cells += 1
        parts.append("\t" if rows[-1].cells > 1 else "")
    elif tag in _BLOCK:
        parts.append("\v")


def _end_row(parts: list[str], row: _OpenRow) -> None:
    """Several cells: one line, whatever paragraphs they hold. One cell: its paragraphs are the lines."""
    words = "".join(parts[row.start :])
    if row.cells > 1:
        words = "\t".join(" ".join(cell.split()) for cell in words.split("\t"))
    parts[row.start :] = ["\v", words, "\v"]


def _lines(text: str) -> str:
    lines = (line.strip(" ") for line in text.split("\v"))
    return "\n".join(line for line in lines if line.strip())
