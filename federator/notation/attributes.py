"""Elements with attributes without end. Who makes a tree likens each attribute to all before it (libxml2 and html5ever
do), in time that grows with the square of their number."""

import re
from collections.abc import Iterator
from itertools import islice

_SMALL = 100_000
"""Characters of a page that need no look: what lies in them is likened in half a second."""
_MOST = 500

_S = r" \t\n\f\r"
_ATTRIBUTE = rf"""[{_S}/]*[^{_S}/>][^{_S}/>=]*(?:[{_S}]*=[{_S}]*(?:"[^"]*"?|'[^']*'?|[^{_S}>"'][^{_S}>]*)?)?"""
_EACH = re.compile(_ATTRIBUTE)
_TOKEN = re.compile(rf"<!--|<(/?)([a-zA-Z][^{_S}/>]*)((?:{_ATTRIBUTE})*)|<[!?/][^>]*")
_CLOSED = re.compile(rf"[{_S}/]*/>")
_COMMENT = re.compile("(?:(?<=<!--)-?|--!?)>")
_SCRIPT = re.compile(rf"<!--(?:-*>)?|-->|<(/?)script(?=[{_S}/>])", re.I)
_ENDS = {
    name: re.compile(rf"</{name}(?=[{_S}/>])", re.I)
    for name in ("style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
}
"""Elements that hold text alone, by what ends them."""


def few_attributes(html: str) -> str:
    """A page without what an element has of attributes beyond the first five hundred. Elements are found as the HTML
    standard's section 13.2.5 finds them, whatever stands in comments, scripts and values.

    >>> few_attributes("<p" + "".join(f" a{n}" for n in range(40_000)) + ">公告</p>")[-17:]
    ' a498 a499>公告</p>'
    """
    if len(html) < _SMALL:
        return html
    kept, done = [], 0
    for token in _tokens(html):
        if len(token[3] or "") > 2 * _MOST:
            kept.append(html[done : token.start(3) + _length_of_most(token[3])])
            done = token.end()
    return "".join((*kept, html[done:]))


def _tokens(html: str) -> Iterator[re.Match[str]]:
    """Tags, what begins comments, and what is told to nobody."""
    at = 0
    while token := _TOKEN.search(html, at):
        yield token
        at = _behind(token, html)


def _length_of_most(attributes: str) -> int:
    """How long the first of them are, as many as are read."""
    ends = (one.end() for one in _EACH.finditer(attributes))
    return next(islice(ends, _MOST - 1, None), len(attributes))


def _behind(token: re.Match[str], html: str) -> int:
    """Where markup goes on behind ``token`` and what it makes plain text."""
    at, name = token.end(), "" if token[1] else (token[2] or "").lower()
    if token[0] == "<!--":
        end = _COMMENT.search(html, at)
        return end.end() if end else len(html)
    if _CLOSED.match(html, at):  # as libxml2 has it
        return at
    if name == "plaintext":
        return len(html)
    if name == "script":
        return _behind_script(html, at)
    if name in _ENDS:
        end = _ENDS[name].search(html, at)
        return end.start() if end else len(html)
    return at


def _behind_script(html: str, at: int) -> int:
    """Within a comment of a script another script may begin and end (13.2.5.25)."""
    in_comment = in_another = False
    for mark in _SCRIPT.finditer(html, at):
        if mark[0].startswith("<!"):
            in_comment = in_comment or not mark[0].endswith(">")
        elif mark[0] == "-->":
            in_comment = in_another = False
        elif not mark[1]:
            in_another = in_comment
        elif not in_another:
            return mark.start()
        else:
            in_another = False
    return len(html)
