"""What was and what is: of a value that changed, the one that holds now, or none where that is not sure."""

import re
from collections.abc import Iterable, Sequence, Set

from federator.notation.seeking import holds
from federator.spec.grid import Grid
from federator.spec.lines import Pair

_CHANGING = "(?:变更|调整|更正|修改|缩小|扩大|增加|减少|延长)"
_MOVED = "[搬迁](?:迁)?[至往到]"
_CHANGED = re.compile(
    rf"{_CHANGING}(?:登记)?为|(?:变更|调整|更正|延续)[前后]|误登记|^由?原(?:为|批准|登记|定)|[，,；;][^，,；;]{{0,24}}{_MOVED}"
)
_NOW = re.compile(
    rf"(?:[，,；;](?:现|本次|此次)(?:{_CHANGING}|批准|登记|核定)?(?:登记)?为?[:：]?|{_CHANGING}(?:登记)?为"
    rf"|(?:变更|调整|更正|延续)后[:：为]|^由?原[^；;]{{1,60}}[，,；;][^，,；;]{{0,24}}{_MOVED})"
    r"[“\"]?(?P<now>[^“”\"，,；;。]{1,80})[”\"]?[。；;]?$"
)
_FORMER = re.compile(
    r"[（(](?:[原曾旧][^（）()]{1,40}|(?:变更|撤销|更正|代替|取代)[^（）()]{2,40}|[^（）()]{0,40}(?:前[:：]|已?撤销|已?废止)[^（）()]{0,40}"
    r"|[^（）()]{0,12}(?:不变|未变|为准|为误)|[^（）()]{0,8}有误[^（）()]{0,20})[）)]$"
)
"""What was, or a remark, in brackets behind what is."""
_CORRECTED = re.compile(r"由?原?“[^“”\n]{1,80}”[，,]?(?:现|应)?(?:更正|修改|变更|调整|改)?为[:：]?“([^“”\n]{1,80})”")
"""What stood there, and what should."""
_HEADS, _STOREYS = 3, 60
"""Rows among which a head is looked for, rows whose first cell may be one."""
_BEFORE = re.compile(r".{0,4}[^目提]前(?:的?(?:内容|情况))?|原.{0,6}")
_AFTER = re.compile(r".{0,4}[^目]后(?:的?(?:内容|情况))?|现.{0,6}")
"""Heads of the columns of a table of before and after."""


def now_of(words: str) -> str:
    """``由0.35平方公里缩小为0.29平方公里`` is 0.29平方公里, ``浙土字〔2024〕1号（原批复已撤销）`` the number alone;
    ``""`` where a change is told and not which value holds."""
    if has_changed(words):
        now = _NOW.search(words)
        return now["now"] if now else ""
    return _FORMER.sub("", words) if words.endswith((")", "）")) else words


def text_of_now(text: str) -> str:
    """``“面积2公顷”更正为“面积3公顷”`` tells 面积3公顷 alone."""
    return _CORRECTED.sub(r"\1", text) if holds(text, "为“") or holds(text, "为：“") else text


def has_changed(words: str) -> bool:
    """A change is told."""
    return _CHANGED.search(words) is not None


def pairs_of_now(pairs: Iterable[Pair]) -> Sequence[Pair]:
    """Without what stands under labels of what was (原权利人), where another tells the same of now (现权利人)."""
    told = list(pairs)
    before = [pair for pair in told if pair.label.words.startswith(("原", "旧")) or pair.label.words.endswith("前")]
    if not before:
        return told
    now = {extra for pair in told if pair not in before for extra in pair.label.extras}
    return [pair for pair in told if pair not in before or now.isdisjoint(pair.label.extras)]


def grid_of_now(grid: Grid) -> Grid:
    """Without the columns, or rows, of what was, where their heads name it and what is (变更前, 变更后)."""
    heads = [_of_before([cell.words for cell in row]) for row in grid[:_HEADS]]
    columns = next((before for before in heads if before), None)
    if columns:
        return [[cell for column, cell in enumerate(row) if column not in columns] for row in grid]
    rows = _of_before([row[0].words if row else "" for row in grid[:_STOREYS]])
    return [row for number, row in enumerate(grid) if number not in rows] if rows else grid


def _of_before(heads: Sequence[str]) -> Set[int]:
    """Which of them head what was, if others head what is."""
    before = {number for number, words in enumerate(heads) if words[:1] == "原" or "前" in words[-3:]}
    before = {number for number in before if _BEFORE.fullmatch(heads[number])}
    return before if before and any(map(_AFTER.fullmatch, heads)) else set()
