"""Lists that an element holds as text, for a script to show: ``<textarea>``, ``<script type="text/template">``."""

import re
from html import unescape

from federator.notation.seeking import holds

_BEGINS = re.compile(
    r"<(textarea|template|script(?=[^<>]{1,200}\btype\s?=\s?[\"']?text/(?:x-)?(?:\w{0,20}-)?(?:template|tmpl|html)))"
    r"\b[^<>]{0,500}>",
    re.I,
)
_HELD = ("<textarea", "<TEXTAREA", "template", "tmpl", 'text/html"')
_LINK = re.compile(r"<a\b[^<>]{0,500}\bhref\s?=", re.I)
_PATTERN = re.compile(r"\{\{|<%|[$#@]\{|\{\$|\{[\w.]{1,40}\}|\[\w{1,40}\]\s?=")
_FEWEST = 3


def shown(text: str) -> str:
    """The page with what such elements hold in their place, where that is several links, word by word."""
    if not any(holds(text, mark) for mark in _HELD):
        return text
    parts, done = list[str](), 0
    while begun := _BEGINS.search(text, done):
        name = begun[1].lower()
        end = re.compile(rf"</{name}\s*>", re.I).search(text, begun.end())
        if end is None:
            break
        held = text[begun.end() : end.start()]
        held = unescape(held) if name == "textarea" and "<a" not in held else held
        listed = len(_LINK.findall(held)) >= _FEWEST and not _PATTERN.search(held)
        parts.append(text[done : begun.start()] + held if listed else text[done : end.end()])
        done = end.end()
    return "".join(parts) + text[done:]
