"""The entries of a feed, in the feed's own words, and the rows made of them."""

import re
from collections.abc import Sequence
from html import unescape
from typing import NamedTuple

from federator.connectors.row_dates import all_words, words
from federator.model.row import Row
from federator.notation.address import all_absolute

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


def rows_from(entries: Sequence[Entry], base: str) -> tuple[Row, ...]:
    """Title without markup, absolute link, date as written; the fullest text is the body, the summary a field."""
    titles = plain_lines([entry.title for entry in entries])
    urls = all_absolute(base, [entry.link for entry in entries])
    dates = all_words([entry.published for entry in entries])
    return tuple(
        Row(title, url, date or None, _fields(entry), (entry.content or entry.summary).strip())
        for entry, title, url, date in zip(entries, titles, urls, dates, strict=True)
    )


def _fields(entry: Entry) -> dict[str, str]:
    fields = {}
    if entry.author and (author := _author(entry.author)):
        fields["来源"] = author
    if entry.content and (summary := plain_line(entry.summary)):
        fields["摘要"] = summary
    return fields


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
