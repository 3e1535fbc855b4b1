"""内容概述 made of the body, where a site gives none."""

import re

from federator.notation.folding import title_key

_SALUTATION = re.compile(r".{0,80}[:：]$")
_NO_WORDS = re.compile(r"[\W\d_]*$")
_SENTENCE_END = re.compile(r"[。！？；]")


def derive_abstract(text: str, title: str, longest: int) -> str:
    """The first whole sentences of ``text`` that fit into ``longest`` characters.

    Heading lines (the title again, numbers, 各市、县：) are left out. A first sentence that is too long is cut, and
    says so with ``…``.
    """
    opening = " ".join(_sentences(text[: 4 * longest], title_key(title))).replace("\t", " ")
    if len(opening) <= longest:
        return opening
    ends = [found.end() for found in _SENTENCE_END.finditer(opening, 0, longest)]
    return opening[: ends[-1]] if ends else opening[: longest - 1] + "…"


def _sentences(text: str, title: str) -> list[str]:
    lines = text.split("\n")
    start = next((number for number, line in enumerate(lines) if not _is_heading(line, title)), len(lines))
    return lines[start:]


def _is_heading(line: str, title: str) -> bool:
    if len(line) > 120:
        return False
    key = title_key(line)
    return (
        not key or key in title or bool(_SALUTATION.match(line)) or bool(_NO_WORDS.match(line)) or line.endswith("号")
    )
