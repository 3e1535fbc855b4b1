"""What the readers of single kinds hand over, and how they stop where there is too much."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

MOST_CHARACTERS = 2_000_000
MOST_PAGES = 3_000
_SPACES = re.compile(r"[^\S\n\t]+")
_EMPTY_LINES = re.compile(r"\n{3,}")
_AROUND_TABS = re.compile(r" ?\t ?")
_ENDS = re.compile(r"[\t ]+(?=\n|\Z)")


class EncryptedError(Exception):
    """It opens by a password alone."""


class UnreadableError(Exception):
    """It is not what its first bytes say."""


@dataclass(frozen=True, slots=True)
class Found:
    """Text in reading order: a paragraph a line, the cells of a table's row apart by tabs."""

    text: str
    pages: int
    whole: bool = True


def gathered(pages: Iterable[str]) -> Found:
    """The pages one after another, as far as there may be of them."""
    kept: list[str] = []
    size = 0
    for page in pages:
        if len(kept) >= MOST_PAGES or size + len(page) > MOST_CHARACTERS:
            return Found(_tidy("\n".join([*kept, page[: max(0, MOST_CHARACTERS - size)]])), len(kept), whole=False)
        kept.append(page)
        size += len(page)
    return Found(_tidy("\n".join(kept)), len(kept))


def _tidy(text: str) -> str:
    text = "".join(char for char in text.replace("\r", "\n") if char in "\n\t" or char.isprintable() or char.isspace())
    text = _ENDS.sub("", _AROUND_TABS.sub("\t", _SPACES.sub(" ", text)))
    return _EMPTY_LINES.sub("\n\n", text).strip()
