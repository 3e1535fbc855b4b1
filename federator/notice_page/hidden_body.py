"""A body that a page holds where nobody sees it, for its script to put in its place."""

import re
from base64 import b64decode
from collections.abc import Iterator
from itertools import chain
from urllib.parse import unquote

from federator.notation.folding import letters_in
from federator.notation.seeking import holds
from federator.notice_page.document import Element, fragment_of, words_of

_MARKUP = re.compile(r"<(?:p|div|br|table)\b", re.I)
_OPENS = re.compile(
    r"<(?:script\b[^<>]{0,200}\btype\s?=\s?[\"']?text/(?:html|template|x-[\w-]{1,30})\b|template\b)[^<>]{0,200}>", re.I
)
_CLOSES = re.compile(r"</(?:script|template)\b", re.I)
_TO_FILL = re.compile(r"\{\{|<%|\$\{|\{[%#@]|\bv-(?:for|if|html)=")
_LITERAL = re.compile(
    r"\"((?:[^\"\\\n]|\\(?:.|\Z))*)(?:[\"\n]|\Z)|'((?:[^'\\\n]|\\(?:.|\Z))*)(?:['\n]|\Z)"
    r"|`((?:[^`\\]|\\(?:.|\Z))*)(?:`|\Z)",
    re.S,
)
"""One that is not closed ends with its line, or where all does: each sign is looked at once."""
_ESCAPE = re.compile(r"\\(?:u([\da-fA-F]{4})|(.))", re.S)
_SPOKEN = {"n": "\n", "r": "\n", "t": "\t"}
_ENCODED = re.compile(r"(?:[A-Za-z\d+/]{4}){20,}(?:[A-Za-z\d+/]{2,3}={0,2})?", re.A)
_LETTER = re.compile(r"%u([\da-fA-F]{4})")
_A_TEXT, _MOST_CODES = 40, 2
"""Letters; codes one in the other."""


def written_in_field(tree: Element) -> Element | None:
    """``<textarea style="display:none">&lt;p&gt;…``, ``<input type="hidden" value="&lt;p&gt;…">``: a body as markup;
    so is any ``textarea`` that tells in sentences."""
    hidden = (_kept_in(one) for one in tree.iter("textarea", "input"))
    markup = next((words for words in hidden if _MARKUP.search(words)), "")
    return fragment_of(markup) if markup else None


def _kept_in(field: Element) -> str:
    if field.tag == "input":
        return (field.get("value") or "") if (field.get("type") or "").lower() == "hidden" else ""
    words = words_of(field)
    return words if "none" in field.get("style", "") or "。" in words else ""


def written_for_script(text: str) -> Element | None:
    """``<script type="text/html"><p>…``, ``<template><p>…``, ``box.innerHTML = "<p>…"``, ``unescape("%3Cp%3E…")``: the
    longest that tells in sentences, and leaves nothing for the script to fill in."""
    kept = chain(_templates(text), _literals(text))
    told = [fragment_of(markup) for markup in kept if "。" in markup and not _TO_FILL.search(markup)]
    longest = max(told, key=lambda one: letters_in(words_of(one)), default=None)
    return longest if longest is not None and letters_in(words_of(longest)) >= _A_TEXT else None


def _templates(text: str) -> Iterator[str]:
    if any(holds(text, sign) for sign in ("<template", "text/html'", 'text/html"', "text/template", "text/x-")):
        yield from (_CLOSES.split(piece, maxsplit=1)[0] for piece in _OPENS.split(text)[1:])


def _literals(text: str) -> Iterator[str]:
    """The texts of its scripts that hold markup, as they would be put in place."""
    if not any(holds(text, sign) for sign in ("innerHTML", ".html(", "document.write")):
        return
    for script in text.split("<script")[1:]:
        for literal in _LITERAL.findall(script.partition("</script")[0]):
            said = _deciphered("".join(literal))
            if _MARKUP.search(said):
                yield _ESCAPE.sub(_spoken, said)


def _deciphered(said: str) -> str:
    """What it says in base64 (``atob``), in ``%u5f81`` (``unescape``) or ``%E5%BE%81`` (``decodeURIComponent``), of
    which one may stand in the other; what is in none of them, as it is."""
    for _ in range(_MOST_CODES):
        if "%3C" in said or "%3c" in said:
            said = unquote(_LETTER.sub(_character, said))
        elif _ENCODED.fullmatch(said):
            said = b64decode(f"{said}==").decode("utf-8", "replace")
    return said


def _spoken(escape: re.Match[str]) -> str:
    return _character(escape) if escape[1] else _SPOKEN.get(escape[2], escape[2])


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1], 16)
    return "" if 0xD800 <= code < 0xE000 else chr(code)
