"""内容概述 made of the body, where a site gives none."""

import re
from collections.abc import Sequence

from federator.notation.folding import title_key
from federator.spec.signature import signature_date

_SALUTATION = re.compile(r".{0,80}[:：]$")
_NO_WORDS = re.compile(r"[\W\d_]*$")
_SENTENCE_ENDS = "。！？；"
_ATTACHED = re.compile(r"附件|附[:：]|[（(]此件")


def derive_abstract(text: str, title: str, longest: int) -> str:
    """The first whole sentences of ``text`` that fit into ``longest`` characters.

    What stands before the first sentence (the title again, numbers, 各市、县：) and after the last (signature, list of
    attachments) is left out. A first sentence that is too long is cut, and says so with ``…``.
    """
    lines = text[: 4 * longest].split("\n")
    opening = " ".join(_sentences(lines) or _words(lines, title_key(title))).replace("\t", " ")
    if len(opening) <= longest:
        return opening
    end = max(opening.rfind(mark, 0, longest) for mark in _SENTENCE_ENDS) + 1
    return opening[:end] if end else opening[: longest - 1] + "…"


def _sentences(lines: Sequence[str]) -> Sequence[str]:
    """The lines from the first that holds a sentence to the last before what is attached."""
    ends = [number for number, line in enumerate(lines) if any(map(line.__contains__, _SENTENCE_ENDS))]
    if not ends:
        return ()
    rest = range(ends[0] + 1, len(lines))
    attached = next((number for number in rest if _ATTACHED.match(lines[number])), len(lines))
    last = max(number for number in ends if number < attached)
    return lines[ends[0] : last + 1]


def _words(lines: Sequence[str], title: str) -> Sequence[str]:
    """A body without a sentence (a table): its lines after the headings, without a signature's date."""
    start = next((number for number, line in enumerate(lines) if not _is_heading(line, title)), len(lines))
    return [line for line in lines[start:] if not signature_date(line)]


def _is_heading(line: str, title: str) -> bool:
    key = title_key(line)
    return (
        not key or key in title or bool(_SALUTATION.match(line)) or bool(_NO_WORDS.match(line)) or line.endswith("号")
    )
