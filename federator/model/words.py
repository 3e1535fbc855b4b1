"""A sentence in the two languages people read here."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence said twice: Chinese first, English complete."""

    zh: str
    en: str

    def in_(self, language: Language) -> str:
        """The sentence in ``language``."""
        return self.zh if language == "zh" else self.en


def opened(sentence: str) -> str:
    """With the capital that begins a sentence; Chinese has none."""
    return sentence[:1].upper() + sentence[1:]


def counted(number: int, one: str, many: str = "") -> str:
    """``1 row``, ``2 rows``: so many things in English; ``many`` where that is not ``one`` with an s."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"
