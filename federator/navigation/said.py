"""What strangers write, as one line that may stand in a terminal, a file, a page."""

import re

from federator.notation.folding import fold

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]+")


def said_in(text: str) -> str:
    """The text folded, in one line and without control characters."""
    line = fold(text)
    return line if line.isprintable() else fold(_UNPRINTABLE.sub(" ", line))
