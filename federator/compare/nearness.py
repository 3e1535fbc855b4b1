"""How alike two texts are: re-rendered, retyped or copied, a text keeps its runs of characters and its numbers."""

import re
from collections import Counter
from functools import lru_cache

from federator.notation.folding import title_key

_RUN = 5
"""Characters. Shorter ones are shared by all that offices write."""
_READ = 20_000
_NUMBER = re.compile(r"\d{2,}")

REWRITTEN = 0.9
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


def numbers_agree(one: str, other: str) -> float:
    """The share of numbers (of two digits and more) that two texts have in common; 1 where neither has any.

    Notices made by one template differ in little else.
    """
    (_, numbers), (_, others) = _seen(one), _seen(other)
    return (numbers & others).total() / total if (total := (numbers | others).total()) else 1.0


def rewritten(before: str, after: str) -> bool:
    """Whether the second may be the first as another release of the site's software writes it out."""
    return numbers_agree(before, after) == 1 and nearness(before, after) >= REWRITTEN
