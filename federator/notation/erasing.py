"""Words taken out of a page as it came: in every way that pages write them, byte for byte, the rest left as it is."""

import json
import re
from collections.abc import Collection, Iterator
from html import escape
from urllib.parse import quote, urlsplit

_CHARSETS = ("utf-8", "gb18030", "utf-16-le")
_LONGEST_LINK = 4000
_SHORTEST = 4
"""Characters: a shorter title is a word of everybody's."""


def names_any(content: bytes, words: Collection[str]) -> bool:
    """Whether ``content`` holds any of ``words``, however it writes them."""
    return any(one in content for word in words for one in _spellings(word))


def _spellings(word: str) -> Iterator[bytes]:
    """The ways in which pages, feeds and interfaces write it."""
    quoted, escaped = (json.dumps(word, ensure_ascii=ascii)[1:-1] for ascii in (False, True))
    forms = {word, escape(word), escape(word, quote=False), quoted, escaped, escaped.lower()}
    for form in forms if len(word) >= _SHORTEST else ():
        yield from (form.encode(charset, "ignore") for charset in _CHARSETS)
    numbers = "".join(f"&#{ord(char)};" for char in word if not char.isspace())
    if len(word) >= _SHORTEST:
        yield numbers.encode()


def place_of(url: str) -> str:
    """What is told of an address by any page of its site: path and query. ``""`` for the site's own."""
    parts = urlsplit(url)
    place = parts.path + (f"?{parts.query}" if parts.query else "")
    return place if len(place) > len("/x") else ""


def without(content: bytes, titles: Collection[str], urls: Collection[str]) -> bytes:
    """``content`` with blanks in the place of these titles and of links to these addresses, words and all."""
    for url in urls:
        content = _without_links(content, url)
    for word in titles:
        for one in _spellings(word):
            content = content.replace(one, b"*" * len(one))
    return content


def _without_links(content: bytes, url: str) -> bytes:
    name = place_of(url).rpartition("/")[2]
    whole = {url, escape(url), place_of(url), escape(place_of(url)), quote(place_of(url), safe="/?&=%:;")} - {""}
    places = {f"/{name}", *whole} if name else whole
    for place in sorted(places, key=len, reverse=True):  # of an address its end is no place of its own
        content = _blanked(content, place.encode())
    return content


def _blanked(content: bytes, place: bytes) -> bytes:
    """Each element ``<a>`` that leads to ``place`` as a whole, and the place alone where it stands elsewhere."""
    blanked = bytearray(content)
    for found in re.finditer(re.escape(place) + rb"(?![\w./-])", content):
        begin = content.rfind(b"<a", max(0, found.start() - _LONGEST_LINK), found.start())
        end = content.find(b"</a>", found.end(), found.end() + _LONGEST_LINK)
        inside = begin >= 0 and end >= 0 and b"</a>" not in content[begin : found.start()]
        begin, end = (begin, end + len(b"</a>")) if inside else found.span()
        blanked[begin:end] = b" " * (end - begin)
    return bytes(blanked)
