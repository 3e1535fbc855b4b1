"""Pages that were cut before their end, and what stands at the end of those that never write ``</html>``."""

import re
from collections.abc import Iterable, Iterator
from itertools import combinations, takewhile

from federator.notation.refusals import tells_an_error
from federator.notation.seeking import holds

_OPENED = re.compile(rb"<(?:html|body)[\s>]", re.I)
_CLOSED = re.compile(rb"</(?:html|body)\s*>", re.I)
_SPACE = b" \t\r\n\f\v"
SHORTEST = 20
"""Characters, blanks apart, of an end that a page is told by: fewer may stand anywhere."""
_AT_LEAST, _AT_MOST = 40, 200
"""Characters of one that is worked out."""
_BEHIND = 500
"""Bytes that may follow it: what counts visitors, the time it took."""


def breaks_off(content: bytes, ends: str = "") -> bool:
    """Whether a page was cut before its end: it opens ``<html>`` or ``<body>``, closes neither and has none of
    ``ends``; or is a piece of HTML that ends in the midst of a tag or of a link.

    Of 802 saved pages of ten sites every one closes them; a page cut in transit shows fewer rows, or half a text, and
    looks well otherwise. ``ends``, one a line, is what a person says that the site's pages have at their foot.
    """
    if not _OPENED.search(content[:4096]):
        return content.lstrip()[:1] == b"<" and _ends_within(content)
    end = content[-4096:]
    if holds(end, b"</html>") or _CLOSED.search(end) or _CLOSED.search(content):  # what counts visitors may follow
        return False
    return not (ends and _has_one_of(ends, content))


def squeezed(text: str) -> str:
    """Without blanks: lines are broken here and there."""
    return "".join(text.split())


def end_of(text: str) -> str:
    """What a page may be told by that has no other end: the shortest of its ends that it has only once, blanks apart;
    ``""`` where it is too short, or says the same again and again."""
    page = squeezed(text)
    return next((end for end in _tails(page, len(page)) if _has_once(page, end)), "")


def told_cut(text: str, seen: str = "") -> str:
    """What is said of a page without end, with what was ``seen`` on it, and what a person may tell it by if all of the
    site's pages are so."""
    end = end_of(text)
    return f"the page has no end{f': {seen}' if seen else ''}{f'; it stops at {end}' if end else ''}"


def ends_in_common(texts: Iterable[str]) -> str:
    """The ends, one a line, that two or more of these pages have in common; ``""`` for none. Two pages cut at random do
    not end alike; what ends with an error of the site's program teaches nothing."""
    pages = dict.fromkeys(squeezed(text) for text in texts if not tells_an_error(text[-_BEHIND:]))
    found = [_common_end(one, other) for one, other in combinations(pages, 2)]
    return "\n".join(dict.fromkeys(end for end in found if end))


def _common_end(one: str, other: str) -> str:
    tails = zip(one[: -_AT_MOST - 1 : -1], other[: -_AT_MOST - 1 : -1], strict=False)
    length = sum(1 for _ in takewhile(lambda both: both[0] == both[1], tails))
    return next((end for end in _tails(one, length) if _has_once(one, end) and _has_once(other, end)), "")


def _tails(page: str, most: int) -> Iterator[str]:
    """Its ends, the shortest first: the longer one is, the more may stand in it that other pages lack."""
    return (page[-length:] for length in range(_AT_LEAST, min(_AT_MOST, most) + 1, _AT_LEAST))


def _has_once(page: str, end: str) -> bool:
    return page.find(end) == len(page) - len(end)


def _has_one_of(ends: str, content: bytes) -> bool:
    page = content.translate(None, _SPACE)
    sought = [end for line in ends.splitlines() if len(end := squeezed(line)) >= SHORTEST]
    return any(_has_at_its_foot(end.encode(charset), page) for end in sought for charset in ("utf-8", "gb18030"))


def _has_at_its_foot(end: bytes, page: bytes) -> bool:
    """Once in all, and hardly anything behind it: what stands elsewhere, too, may be where the page was cut."""
    place = page.find(end)
    return place >= 0 and page.find(end, place + 1) < 0 and len(page) - place - len(end) <= _BEHIND


def _ends_within(piece: bytes) -> bool:
    """Whether it ends in the midst of a tag or of a link."""
    return piece.rfind(b"<") > piece.rfind(b">") or piece.rfind(b"<a ") > piece.rfind(b"</")
