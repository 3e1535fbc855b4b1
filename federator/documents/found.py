"""What the readers of single kinds hand over, and how they stop where there is too much."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MOST_CHARACTERS = 2_000_000
MOST_PAGES = 3_000
_SPACES = re.compile(r"[^\S\n\t]+")
_EMPTY_LINES = re.compile(r"\n{3,}")
_AROUND_TABS = re.compile(r" ?\t ?")
_NUMBER = re.compile(r"\d(?:(?:[^\w\n]|[_\u115f\u1160]){0,8}\d){9}")
"""Ten digits, whatever parts them on a line: ``_`` and two letters that nobody sees do, too."""
_WRITTEN = re.compile(rb"[ -~]{10,}|(?:[ -~]\x00){10,}")
_ENDS = re.compile(r"[\t ]+(?=\n|\Z)")


class EncryptedError(Exception):
    """It opens by a password alone."""


class UnreadableError(Exception):
    """It is not what its first bytes say."""


@dataclass(frozen=True, slots=True)
class Found:
    """Text in reading order: a paragraph a line, the cells of a table's row apart by tabs. ``whole``: no word of the
    file was left unread."""

    text: str
    pages: int
    whole: bool = True


def gathered(pages: Iterable[str | None], beside: Iterable[str | None]) -> Found:
    """The pages one after another, as far as there may be of them; None: what nobody here can read.

    ``beside``: words that stand on no page (comments, what was struck out, properties, values of forms). Of those the
    lines that hold a number of ten digits or more follow the pages: they may name a person, and nothing else.
    """
    kept: list[str] = []
    size, whole = 0, True
    for page in pages:
        whole = whole and page is not None
        if len(kept) >= MOST_PAGES or size + len(page or "") > MOST_CHARACTERS:
            return Found(_tidy("\n".join([*kept, (page or "")[: MOST_CHARACTERS - size]])), len(kept), whole=False)
        kept.append(page or "")
        size += len(page or "")
    told = {cell for page in kept for line in page.splitlines() for cell in line.split("\t")}
    numbered: dict[str, None] = {}
    for words in beside:
        whole = whole and words is not None
        for line in map(str.strip, (words or "").splitlines()):
            if _NUMBER.search(line) and line not in told and line not in numbered:
                numbered[line] = None
                size += len(line)
        if size > MOST_CHARACTERS:
            return Found(_tidy("\n".join(kept)), len(kept), whole=False)
    return Found(_tidy("\n".join([*kept, *numbered])), len(kept), whole)


def written_in(content: bytes) -> Iterator[str]:
    """Words of ASCII that stand openly in bytes of whatever form, in one byte each or two."""
    for found in _WRITTEN.finditer(content):
        yield found[0].replace(b"\0", b"").decode()


def _tidy(text: str) -> str:
    text = "".join(char for char in text.replace("\r", "\n") if char in "\n\t" or char.isprintable() or char.isspace())
    text = _ENDS.sub("", _AROUND_TABS.sub("\t", _SPACES.sub(" ", text)))
    return _EMPTY_LINES.sub("\n\n", text).strip()
