"""Labels of the fields that only some categories have: which field does a cell or the head of a line name?"""

import re
from dataclasses import dataclass, field
from functools import cache

from federator.model.matter import Extra, Matter
from federator.notation.folding import fold
from federator.notation.quantities import is_unit

_LONGEST = 28
_MOST = 4000
_NUMBERING = re.compile(
    r"(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[）)]、?|[、．.](?!\d))|[①-⑳●◆■★*▲·]|第[一二三四五六七八九十][、:：])+"
)
_COMPARED = re.compile(r"[≤≥<>＜＞]")
"""2.0≤容积率≤3.5 names a ratio and is its value."""
_PLAIN = str.maketrans("()", "（）", ' \t\n\u3000\xa0：:【】[]［］“”"')
_BRACKET = re.compile(r"(.+?)[（(]([^（）()]{1,20})[）)]")
_UNIT_BEHIND = re.compile(
    r"(.+?)[/／,，-]?((?:人民币)?(?:万?平方米|平方公里|公顷|亩|万?元|亿元|㎡|[hk]?m[2²]|年)(?:[/／].{1,4})?)", re.I
)


@dataclass(frozen=True, slots=True)
class Label:
    """The fields that a label stands for (several share 有效期限, none a label of no interest), and its unit."""

    words: str
    extras: tuple[Extra, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The labels of one category."""

    matter: Matter
    seen: dict[str, Label | None] = field(default_factory=dict)

    def find(self, written: str) -> Label | None:
        """The label that ``written`` is as a whole; numbering before it and a unit behind it do not count.

        ``2、土地面积（公顷）：`` is 土地面积 in 公顷.
        """
        if len(written) > 2 * _LONGEST:
            return None
        if written not in self.seen:
            if len(self.seen) > _MOST:  # whatever strangers write: it must not grow for ever
                self.seen.clear()
            self.seen[written] = self._read(written)
        return self.seen[written]

    def _read(self, written: str) -> Label | None:
        words = fold(written).translate(_PLAIN)
        words = words[_numbered(words) :]
        if not 1 < len(words) <= _LONGEST or _COMPARED.search(words):
            return None
        if found := self._named(words, ""):
            return found
        if bracket := _BRACKET.fullmatch(words):
            inner = bracket[2] if is_unit(bracket[2]) else ""
            return self._named(bracket[1], inner)
        if words[-1] in "为是":
            return self._named(words[:-1], "")
        behind = _UNIT_BEHIND.fullmatch(words)
        if behind and (found := self._named(behind[1], behind[2])):
            return found
        last = written.strip().rpartition("\n")[2]  # 规划指标 and 容积率 as two lines of one cell
        return self._read(last) if last != written.strip() else None

    def _named(self, words: str, unit: str) -> Label | None:
        extras = tuple(extra for extra in self.matter.extras if extra.labels and extra.labels.fullmatch(words))
        return Label(words, extras, unit) if extras or self.matter.others.fullmatch(words) else None


@cache
def lexicon(matter: Matter) -> Lexicon:
    """The one lexicon of a category."""
    return Lexicon(matter)


def _numbered(words: str) -> int:
    found = _NUMBERING.match(words)
    return found.end() if found else 0
