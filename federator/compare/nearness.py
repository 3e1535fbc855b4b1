"""How alike two texts are: re-rendered, retyped or copied, a text keeps its runs of characters and its numbers."""

import re
from collections import Counter
from functools import lru_cache

from federator.model.notice import Notice
from federator.notation.folding import title_key

_RUN = 5
"""Characters. Shorter ones are shared by all that offices write."""
_READ = 20_000
_PICTURE = re.compile(r'<img\b[^<>]*?\ssrc="([^"<>]*)"')
_NUMBER = re.compile(r"\d{2,}")

_COPIED, _COPIED_NUMBER, _NUMBERS = 0.75, 0.5, 0.75
_BY_TITLE_ALONE = 0.5
_TELLING = 14
"""Characters of a title that hardly two notices share."""

_REWRITTEN = 0.9
"""Alike enough for the same notice under another address of one source, where the numbers are equal."""


@lru_cache(maxsize=64)
def _seen(text: str) -> tuple[frozenset[str], Counter[str]]:
    letters = title_key(text[:_READ])
    runs = frozenset(letters[at : at + _RUN] for at in range(max(1, len(letters) - _RUN + 1)))
    return runs, Counter(_NUMBER.findall(letters))


def nearness(one: str, other: str) -> float:
    """The share of runs that two texts have in common, 0 to 1; white space, punctuation and widths do not count."""
    (runs, _), (others, _) = _seen(one), _seen(other)
    return len(runs & others) / len(runs | others)


def _numbers_agree(one: str, other: str) -> float:
    """The share of numbers (of two digits and more) that two texts have in common; 1 where neither has any.

    Notices made by one template differ in little else.
    """
    (_, numbers), (_, others) = _seen(one), _seen(other)
    return (numbers & others).total() / total if (total := (numbers | others).total()) else 1.0


def rewritten(before: str, after: str) -> bool:
    """Whether the second may be the first as another release of the site's software writes it out."""
    return _numbers_agree(before, after) == 1 and nearness(before, after) >= _REWRITTEN


def shows_others(one: Notice, other: Notice) -> bool:
    """Whether both have files, or both pictures, and not one of one name in common: few words beside them (详见附件)
    are no proof that two notices are one."""
    return _are_others(_files(one), _files(other)) or _are_others(_pictures(one), _pictures(other))


def _are_others(some: frozenset[str], others: frozenset[str]) -> bool:
    return bool(some and others) and some.isdisjoint(others)


def _files(notice: Notice) -> frozenset[str]:
    return frozenset(one.identity.rpartition("/")[2] for one in notice.attachments)


def _pictures(notice: Notice) -> frozenset[str]:
    return frozenset(src.rpartition("/")[2] for src in _PICTURE.findall(notice.html))


def twins(one: Notice, other: Notice) -> float:
    """How alike two notices of several sites are, where they may be one; 0 where they are not alike enough to ask.

    A number shared is half of it. Where there is no text on one side, only a title that says much, on the same day.
    """
    same_title = title_key(one.title) == title_key(other.title)
    if not one.text or not other.text:
        same_day = one.day and one.day == other.day
        return _BY_TITLE_ALONE if same_title and same_day and len(title_key(one.title)) >= _TELLING else 0.0
    same_number = bool(one.doc_no) and one.doc_no == other.doc_no
    near, agree = nearness(one.text, other.text), _numbers_agree(one.text, other.text)
    alike = near >= (_COPIED_NUMBER if same_number else _COPIED) and agree >= _NUMBERS
    return round(near, 3) if alike else 0.0
