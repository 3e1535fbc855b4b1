"""What must not be seen, replaced wherever it stands: one pass over the words, however many secrets there are."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from federator.spec.seen import Seen, bare, bare_markup, begin, unquoted

_Tree = dict[str, "_Tree"]


class Secrets:
    """Each secret as it was written, and what is shown in its place (as :func:`federator.spec.personal.masked`)."""

    def __init__(self, shown: Mapping[str, str]) -> None:
        self.shown = {bare(secret).text: stands for secret, stands in shown.items()}

    def masked(self, words: str) -> str:
        """``words`` with what is shown in place of each secret, however it is written there; they stay as long."""
        return self._covered(words, bare(words))

    def masked_markup(self, html: str) -> str:
        """As :meth:`masked`, whatever inline elements cut a secret into, and in attributes."""
        return self.masked(self._covered(html, bare_markup(html)))

    def tells(self, address: str) -> bool:
        """``address`` holds a secret."""
        return self._pattern.search(bare(unquoted(address)).text) is not None

    def _covered(self, words: str, plain: Seen) -> str:
        chars = list(words)
        for found in self._pattern.finditer(plain.text):
            for place, char in zip(plain.places[found.start() : found.end()], self.shown[found[0]], strict=True):
                if char == "*":
                    chars[begin(words, place) : place + 1] = "*" * (place + 1 - begin(words, place))
        return "".join(chars)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(_alternatives(_tree(self.shown)))


def _tree(words: Iterable[str]) -> _Tree:
    """Words by their first characters, ends marked by ``""``: a pattern made of it tries no word twice."""
    root: _Tree = {}
    for word in words:
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return root


def _alternatives(node: _Tree) -> str:
    """The longest word wins."""
    branches = [re.escape(char) + _alternatives(below) for char, below in node.items() if char]
    if not branches:
        return ""
    one = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{one})?" if "" in node else one
