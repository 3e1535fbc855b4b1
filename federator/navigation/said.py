"""What strangers write, as one line that may stand in a terminal, a file, a page."""

import re

from federator.notation.folding import fold

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]+")

_SPACED = re.compile(r"[\u4e00-\u9fff](?: [\u4e00-\u9fff]){1,7}")
"""``首 页``: characters set apart to fill a line."""


def said_in(text: str) -> str:
    """The text folded, in one line and without control characters."""
    line = fold(text)
    if not line.isprintable():
        line = fold(_UNPRINTABLE.sub(" ", line))
    return line.replace(" ", "") if _SPACED.fullmatch(line) else line
