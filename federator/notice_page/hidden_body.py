"""A body that a page holds where nobody sees it, for its script to put in its place."""

import re

from federator.notation.folding import letters_in
from federator.notation.seeking import holds
from federator.notice_page.document import Element, fragment_of, words_of

_MARKUP = re.compile(r"<(?:p|div|br|table)\b", re.I)
_OPENS = re.compile(
    r"<(?:script\b[^<>]{0,200}\btype\s?=\s?[\"']?text/(?:html|template|x-[\w-]{1,30})\b|template\b)[^<>]{0,200}>", re.I
)
_CLOSES = re.compile(r"</(?:script|template)\b", re.I)
_TO_FILL = re.compile(r"\{\{|<%|\$\{|\{[%#@]|\bv-(?:for|if|html)=")
_A_TEXT = 40
"""Letters."""


def written_in_field(tree: Element) -> Element | None:
    """``<textarea style="display:none">&lt;p&gt;…``: a body as markup."""
    hidden = (words_of(one) for one in tree.iter("textarea") if "none" in one.get("style", ""))
    markup = next((words for words in hidden if _MARKUP.search(words)), "")
    return fragment_of(markup) if markup else None


def written_in_template(text: str) -> Element | None:
    """``<script type="text/html"><p>…``, ``<template><p>…``: the longest that tells in sentences, and leaves nothing
    for the script to fill in."""
    if not any(holds(text, sign) for sign in ("<template", "text/html'", 'text/html"', "text/template", "text/x-")):
        return None
    kept = (_CLOSES.split(piece, maxsplit=1)[0] for piece in _OPENS.split(text)[1:])
    told = [fragment_of(markup) for markup in kept if "。" in markup and not _TO_FILL.search(markup)]
    longest = max(told, key=lambda one: letters_in(words_of(one)), default=None)
    return longest if longest is not None and letters_in(words_of(longest)) >= _A_TEXT else None
