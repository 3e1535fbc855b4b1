"""Words as people see them: without what nobody sees, and digits, spaces and hyphens in one form, however they are
encoded; where each stood."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from urllib.parse import unquote

from federator.notation.folding import UNSEEN

_NOBODY_SEES = UNSEEN + "\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\ufe00-\ufe0f"
_SPACES = "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_HYPHENS = "\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d"
BETWEEN = rf"{_NOBODY_SEES}{_SPACES}{_HYPHENS} ./_·\uff0e\uff0f-"
"""What may part the digits of a number, as the inside of a character class."""

_BYTE = "%(?!3[CEce]|26)[0-9A-Fa-f]{2}"
_PERCENTAGE = r"(?<=\d)%(?!2[05])\d{3}"
"""With a number on its heels: 100%13800000000. None begins with 20, which is a space, or 25, which is ``%`` itself."""
_ENCODED = re.compile(f"(?!{_PERCENTAGE}){_BYTE}(?:{_BYTE})*")
"""As in addresses that stand in running text (RFC 3986); what markup is made of stays."""
_ROUNDS = 3
"""What was encoded, encoded again and once more: %31, %2531, %252531."""
_LONG_CHARACTER = re.compile(r"%(?:25){0,2}[C-Fc-f][0-9A-Fa-f](?:%(?:25){0,2}[89ABab][0-9A-Fa-f]){1,3}\Z")
"""Two to four bytes of UTF-8 (RFC 3629), each of ``3 + 2 * (_ROUNDS - 1)`` signs at most."""
_LONGEST_CHARACTER = 4 * (3 + 2 * (_ROUNDS - 1))
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
    found = _LONG_CHARACTER.search(words, max(0, place + 1 - _LONGEST_CHARACTER), place + 1)
    return found.start() if found else place


def decoded(words: str) -> Seen:
    """What is percent-encoded, once or several times, as what it stands for, each character at the place of its last
    digit."""
    plain = Seen(words, range(len(words)))
    for _ in range(_ROUNDS if "%" in words else 0):
        plain = _decoded_once(plain)
    return plain


def unquoted(address: str) -> str:
    """An address without its encoding, be it encoded once or several times."""
    for _ in range(_ROUNDS if "%" in address else 0):
        address = unquote(address)
    return address


def _decoded_once(words: Seen) -> Seen:
    parts: list[str] = []
    places: list[int] = []
    since = 0
    for found in _ENCODED.finditer(words.text):
        text = bytes.fromhex(found[0].replace("%", "")).decode("utf-8", "surrogateescape")
        parts += (words.text[since : found.start()], text)
        places.extend(words.places[since : found.start()])
        lengths = (3 * len(char.encode("utf-8", "surrogateescape")) for char in text)
        places.extend(words.places[found.start() + end - 1] for end in accumulate(lengths))
        since = found.end()
    return _rejoined(words, parts, places, since)


def _without(what: re.Pattern[str], words: Seen) -> Seen:
    words = words if words.text.isascii() else Seen(words.text.translate(_ONE_FORM), words.places)
    parts: list[str] = []
    places: list[int] = []
    since = 0
    for left_out in what.finditer(words.text):
        parts.append(words.text[since : left_out.start()])
        places.extend(words.places[since : left_out.start()])
        since = left_out.end()
    return _rejoined(words, parts, places, since)


def _rejoined(words: Seen, parts: list[str], places: list[int], since: int) -> Seen:
    """``parts``, and what follows them in ``words`` from ``since`` on."""
    if not since:
        return words
    places.extend(words.places[since:])
    return Seen("".join(parts) + words.text[since:], places)
