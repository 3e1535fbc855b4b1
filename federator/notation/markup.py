"""HTML of strangers: made harmless, and read as plain text. The one allow-list of the house."""

import re
from collections.abc import Callable, Iterator
from html import escape, unescape
from itertools import chain

import nh3

from federator.notation.address import absolute
from federator.notation.address_key import expires
from federator.notation.attributes import few_attributes
from federator.notation.parsing import rewritten
from federator.notation.seeking import holds

_STRUCTURE = {"p", "div", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "section", "article"}
_LISTS = {"ul", "ol", "li", "dl", "dt", "dd"}
_TABLES = {"table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td"}
_WORDS = {"a", "img", "span", "b", "strong", "i", "em", "u", "s", "del", "ins", "sub", "sup", "small", "code"}
_DROPPED_WHOLE = {"script", "style", "iframe", "object", "embed", "noscript", "template", "svg", "math", "title"}
_DROPPED_WHOLE |= {"select", "textarea", "button", "head"}
_DROPPED_WHOLE |= {"w:worddocument", "w:latentstyles", "w:data", "o:documentproperties", "o:officedocumentsettings"}
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
_MANY = 5_000
"""Tags; where each lies in the one before, the cleaner takes time that grows with the square of their number."""
_SAID = r"[^<>&\0\r\xa0]*+"
_PATH = r"[\w./?=%~-]*+"
_WITHIN_SITE = rf'<a href="{_PATH}(?:&amp;{_PATH})*">{_SAID}</a>'
_PLAIN = re.compile(rf"{_SAID}(?:(?:<div>|<p>{_SAID}(?:(?:<br>|{_WITHIN_SITE}){_SAID})*</p>|<br>){_SAID})*", re.A)
"""What the cleaner leaves as it is, but for the ``rel`` of links, and where nothing but these ``div`` is open. Where no
colon stands, there is no scheme."""
_ODD = re.compile(r'="[^"<>]*[<>]')
_OPENING = re.compile(r'<[a-z][a-z0-9]*(?: [a-z]+="[^"]*")+ ?/?>')
_VALUE = re.compile(r'"[^"]*"')
_LINK = re.compile(r'(<(?:a|img)(?: (?!href=|src=)[a-z]+="[^"]*")*)( (?:href|src)=)"([^"]*)"')
_BREAKING = _STRUCTURE | _LISTS | {"table", "caption", "thead", "tbody", "tfoot"}
_BREAK = re.compile(rf"</?(?:{'|'.join(sorted(_BREAKING, key=len))})(?: [^>]*)?>")
_WITHIN = re.compile(r"<(?!/?tr[ >]|t[dh][ >])[^>]*>")
_PREFORMATTED = re.compile(r"<pre[ >][^<]*(?:<(?!/?pre)[^<]*)*</pre>")
_ROW = re.compile(r"(<tr[^>]*>|</tr>)")
_CELL = re.compile(r"<t[dh][^>]*>")
_LINE, _TAG = "\ufdd0", "\ufdd1"
"""Noncharacters, for internal use: where a line ends; where a tag stood, on both sides of which spaces count."""


def sanitise(html: str, base_url: str) -> str:
    """The harmless part of ``html``: no script, style, frame or event; links and images absolute, http(s) only.

    A link that expires (a download signed for an hour) leads to ``base_url``, the page that always has a fresh one.
    Nothing is left of what holds thousands of elements in one another.
    """
    if "<" not in html and "&" not in html:
        return html
    found = _PLAIN.match(html) if html.count("<") <= _MANY else None
    plain, rest = (found[0], html[found.end() :]) if found else ("", html)
    depth = plain.count("<div>")
    if rest != "</div>" * depth:
        rest = _cleaned("<div>" * depth + rest)[len("<div>") * depth :]
    clean = plain.replace('">', '" rel="noopener">') + rest
    return relinked(clean, lambda href: _lasting(absolute(base_url, href), base_url)).strip()


def _cleaned(html: str) -> str:
    clean = _CLEANER.clean(rewritten(html) if html.count("<") > _MANY else few_attributes(html))
    # title="a > b", which HTML allows: from here on a tag ends where > stands
    if holds(clean, '="') and _ODD.search(clean):
        return _OPENING.sub(lambda tag: _VALUE.sub(_without_brackets, tag[0]), clean)
    return clean


def links_of(clean: str) -> Iterator[str]:
    """The addresses that sanitised HTML leads to or shows."""
    return (unescape(link[3]) for link in _LINK.finditer(clean)) if holds(clean, '="') else iter(())


def relinked(clean: str, lead: Callable[[str], str]) -> str:
    """Sanitised HTML with ``lead`` of each address in its place; an attribute that would lead nowhere (``""``) goes."""

    def link_to(link: re.Match[str]) -> str:
        address = lead(unescape(link[3]))
        return f'{link[1]}{link[2]}"{escape(address)}"' if address else link[1]

    return _LINK.sub(link_to, clean) if holds(clean, '="') else clean


def _without_brackets(value: re.Match[str]) -> str:
    return value[0].replace("<", "&lt;").replace(">", "&gt;")


def plain_text(html: str) -> str:
    """Sanitised HTML as plain words: one paragraph or line break a line, table cells apart by a tab.

    A table row of one cell is layout: its paragraphs stay lines. Alternative texts of images are left out.
    """
    text = html.replace("&nbsp;", " ")
    if holds(text, "<pre"):
        text = _PREFORMATTED.sub(lambda lines: lines[0].replace("\n", "<br>"), text)
    if "<" in text:
        text = _BREAK.sub(_LINE, text)
    if "<" in text:
        text = _WITHIN.sub(_TAG, text)
    text = " ".join(text.split())
    if "<" in text:
        text = _rows_as_lines(text)
    lines = unescape(text.replace(_TAG, "")).split(_LINE)
    return "\n".join([line.strip(" ") for line in lines if line and not line.isspace()])


def _rows_as_lines(text: str) -> str:
    """Each table row in place of its tags; a row in a cell of another one is read first."""
    rows: list[list[str]] = [[]]
    for part in _ROW.split(text):
        if part.startswith("<tr"):
            rows.append([])
        elif part == "</tr>" and len(rows) > 1:
            row = "".join(rows.pop())
            rows[-1].append(_row_as_line(row))
        else:
            rows[-1].append(part)
    return "".join(chain.from_iterable(rows))


def _row_as_line(row: str) -> str:
    """Several cells: one line, whatever paragraphs they hold. One cell: its paragraphs are the lines."""
    first, *others = _CELL.split(row)
    words = "\t".join((first + others[0], *others[1:])) if others else first
    if len(others) > 1:
        words = words.replace(_TAG, "").replace(_LINE, " ")
        words = "\t".join(" ".join(cell.split()) for cell in words.split("\t"))
    return f"{_LINE}{words}{_LINE}"


def _lasting(address: str, base_url: str) -> str:
    return base_url if expires(address) else address
