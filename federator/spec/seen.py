"""Words as people see them: without what nobody sees, and digits, spaces and hyphens in one form, however they are
encoded; where each stood."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from federator.notation.folding import UNSEEN

_NOBODY_SEES = UNSEEN + "\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\ufe00-\ufe0f"
_SPACES = "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_HYPHENS = "\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d"
BETWEEN = rf"{_NOBODY_SEES}{_SPACES}{_HYPHENS} ./_·\uff0e\uff0f-"
"""What may part the digits of a number, as the inside of a character class."""

_BYTE = "%(?!3[CEce]|26)[0-9A-Fa-f]{2}"
_PERCENTAGE = r"(?<=\d)%(?!20)\d{3}"
"""With a number on its heels: 100%13800000000. None begins with 20, which is a space."""
_ENCODED = re.compile(f"(?!{_PERCENTAGE}){_BYTE}(?:{_BYTE})*")
"""As in addresses that stand in running text (RFC 3986); what markup is made of stays."""
_LONG_CHARACTER = re.compile(r"%[C-Fc-f][0-9A-Fa-f](?:%[89ABab][0-9A-Fa-f]){1,3}\Z")
"""Two to four bytes of UTF-8 (RFC 3629), twelve signs at most."""
_UNSEEN = re.compile(f"[{_NOBODY_SEES}]+")
_APART = re.compile(rf"[\s{BETWEEN}]+")
_APART_IN_MARKUP = re.compile(rf"<[^>]*>|&[a-zA-Z0-9#]{{1,10}};|[\s{BETWEEN}]+")
_ONE_FORM = {full: full - 0xFEE0 for full in (0xFF0E, 0xFF0F, *range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B))}
_ONE_FORM |= {full: full - 0xFEE0 for full in range(0xFF41, 0xFF5B)}
_ONE_FORM |= {ord(char): " " for char in "\xa0\u1680\u202f\u205f\u3000"} | dict.fromkeys(range(0x2000, 0x200B), " ")
_ONE_FORM |= dict.fromkeys((*range(0x2010, 0x2016), 0x2043, 0x2212, 0xFE58, 0xFE63, 0xFF0D), "-")


@dataclass(frozen=True, slots=True)
class Seen:
    """``text[n]`` stood at ``places[n]`` of the words it was made of."""

    text: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``text[start:end]``, which is not empty, stood, with what nobody sees before it."""
        return self.places[start - 1] + 1 if start else 0, self.places[end - 1] + 1


def seen(words: str) -> Seen:
    """Lines and the cells of tables stay apart."""
    return _without(_UNSEEN, decoded(words))


def bare(words: str) -> Seen:
    """Without spaces and what may part the digits of a number, too: every way to write it comes to the same."""
    return _without(_APART, decoded(words))


def bare_markup(html: str) -> Seen:
    """As :func:`bare`, whatever inline elements cut a number into."""
    return _without(_APART_IN_MARKUP, decoded(html))


def begin(words: str, place: int) -> int:
    """Where the character begins that ends at ``place``: some signs before, if it is encoded in several bytes."""
    found = _LONG_CHARACTER.search(words, max(0, place - 11), place + 1)
    return found.start() if found else place


def decoded(words: str) -> Seen:
    """What is percent-encoded as what it stands for, each character at the place of its last digit."""
    parts: list[str] = []
    places: list[int] = []
    since = 0
    for found in _ENCODED.finditer(words) if "%" in words else ():
        text = bytes.fromhex(found[0].replace("%", "")).decode("utf-8", "surrogateescape")
        parts += (words[since : found.start()], text)
        places.extend(range(since, found.start()))
        lengths = (3 * len(char.encode("utf-8", "surrogateescape")) for char in text)
        places.extend(found.start() + end - 1 for end in accumulate(lengths))
        since = found.end()
    if not since:
        return Seen(words, range(len(words)))
    places.extend(range(since, len(words)))
    return Seen("".join(parts) + words[since:], places)


def _without(what: re.Pattern[str], words: Seen) -> Seen:
    text = words.text if words.text.isascii() else words.text.translate(_ONE_FORM)
    parts: list[str] = []
    places: list[int] = []
    since = 0
    for left_out in what.finditer(text):
        parts.append(text[since : left_out.start()])
        places.extend(words.places[since : left_out.start()])
        since = left_out.end()
    if not since:
        return Seen(text, words.places)
    places.extend(words.places[since:])
    return Seen("".join(parts) + text[since:], places)
