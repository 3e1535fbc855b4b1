"""What must not be seen, replaced wherever it stands: one pass over the words, however many secrets there are."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property

Tree = dict[str, "Tree"]


class Secrets:
    """Each secret as it was written, and what is shown in its place."""

    def __init__(self, shown: Mapping[str, str]) -> None:
        without_spaces = {"".join(secret.split()): "".join(stands.split()) for secret, stands in shown.items()}
        self.shown = {**without_spaces, **shown}

    def masked(self, words: str) -> str:
        """``words`` with what is shown in place of each secret."""
        return self._pattern.sub(self._stand_in, words)

    def tells(self, words: str) -> bool:
        """``words`` hold a secret."""
        return self._pattern.search(words) is not None

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(_alternatives(_tree(self.shown)))

    def _stand_in(self, found: re.Match[str]) -> str:
        return self.shown[found[0]]


def _tree(words: Iterable[str]) -> Tree:
    """Words by their first characters, ends marked by ``""``: a pattern made of it tries no word twice."""
    root: Tree = {}
    for word in words:
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return root


def _alternatives(node: Tree) -> str:
    """The longest word wins."""
    branches = [re.escape(char) + _alternatives(below) for char, below in node.items() if char]
    if not branches:
        return ""
    one = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{one})?" if "" in node else one
