"""One entry of a feed, in the feed's own words, and the row made of it."""

import re
from collections.abc import Sequence
from html import unescape
from typing import NamedTuple

from federator.connectors.row_dates import all_words, words
from federator.model.row import Row
from federator.notation.address import absolute

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?(?:-->|\Z)", re.S)
_MAIL = re.compile(r"\s*[(<（]?\s*[\w.+-]+@[\w.-]+\s*[)>）]?\s*")
_LONGEST_AUTHOR = 300


class Entry(NamedTuple):
    """Raw texts; ``""`` where the feed is silent. ``summary`` is RSS's description, or Atom's summary."""

    title: str = ""
    link: str = ""
    published: str = ""
    author: str = ""
    summary: str = ""
    content: str = ""


def row_from(entry: Entry, base: str) -> Row:
    """Title without markup, absolute link, date as written; the fullest text is the body, the summary a field."""
    fields = {}
    if entry.author and (author := _author(entry.author)):
        fields["来源"] = author
    if entry.content and (summary := plain_line(entry.summary)):
        fields["摘要"] = summary
    html = entry.content or entry.summary
    return Row(
        plain_line(entry.title), absolute(base, entry.link), words(entry.published) or None, fields, html.strip()
    )


def _author(written: str) -> str:
    """``a@b.cn (信息中心)`` → 信息中心: feeds want an address, readers a name."""
    if "@" not in written:
        return words(written)
    name = _MAIL.sub(" ", written[:_LONGEST_AUTHOR]).strip()
    return words(name[1:-1] if name[:1] in "(（" and name[-1:] in ")）" else name)


def plain_line(text: str) -> str:
    """One line without markup, which may be escaped."""
    if "<" not in text and "&" not in text:
        return words(text)
    return words(unescape(_TAG.sub("", unescape(text))))


def plain_lines(texts: Sequence[str]) -> Sequence[str]:
    """:func:`plain_line` of each."""
    joined = " ".join(texts)
    return [plain_line(text) for text in texts] if "<" in joined or "&" in joined else all_words(texts)
