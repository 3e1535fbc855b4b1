"""Which of some words stand in a text: one pass finds the characters that any of them begins with there."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from federator.notation.seeking import holds


@dataclass(frozen=True, slots=True)
class Wordlist:
    """``begins`` finds the first character of any word, ``words`` lists them by it. On two thousand characters
    this takes a tenth of the time of as many searches as there are words."""

    begins: re.Pattern[str]
    words: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, words: Iterable[str]) -> "Wordlist":
        """Of any words but the empty one."""
        listed: dict[str, list[str]] = {}
        for word in dict.fromkeys(words):
            listed.setdefault(word[0], []).append(word)
        begins = "|".join(
            f"{re.escape(first)}(?={'|'.join(re.escape(word[1:]) for word in several)})"
            for first, several in listed.items()
        )
        return cls(re.compile(begins or "(?!)"), listed)

    def those_in(self, text: str) -> frozenset[str]:
        """The words that stand in ``text``, within others too."""
        begun = set(self.begins.findall(text)) if self.words else ()
        return frozenset(
            [word for first in begun for word in self.words[first] if len(self.words[first]) == 1 or holds(text, word)]
        )
