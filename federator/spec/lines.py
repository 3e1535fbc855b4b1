"""Labels and values in running lines: ``2、土地面积：10.6906公顷；``, several in a line, a heading and what follows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from federator.model.matter import Kind
from federator.spec.lexicon import Label, Lexicon

_COLON = re.compile(r"[:：】]")
_CLAUSE_END = re.compile(r"[；;。]")
_CLAUSE_OF_WORDS = re.compile(
    r"。|[；;](?=\s*(?:[（(]?\d{1,2}[)）、.．]|[一二三四五六七八九十]{1,2}、|[^；;，,。\d]{2,14}[:：]))"
)
_COMMA = re.compile(r"[，,；;]")
_OF_ELSE = re.compile(
    r"\d\s?(?:公顷|亩|平方米|平方公里|㎡|m2|万元|亿元)|年限|期限|时间|日期|见附|附后|^(?:其中|近期|远期|展望|基期|具体|详见)"
)
"""What a clause tells of that does not belong to the words before it."""
_HEADS = range(3, 8)
"""How long a label at the head of a clause may be, without a colon behind it."""
_CLAUSES = re.compile(r"[，；：。,;:]")
_BEFORE_LABEL = re.compile(r"[；;。，,、：:？！\t]")
_HEADING = re.compile(
    r"\s*(?:(第[一二三四五六七八九十]{1,3}[章节条]|[一二三四五六七八九十]{1,3}[、.．])|([（(][一二三四五六七八九十]{1,3}[）)])|(\d{1,2}[、.．)）](?!\d))|([（(]\d{1,2}[）)]))"
)
_CLOSING = re.compile(
    r"特此|附件|附[:：]|联系(?:人|电话|地址|方式)|本(?:公告|公示)|.{0,30}(?:如有|有)(?:异议|不同意见|意见)"
    r"|.{0,30}(?:[\d〇○零一二三四五六七八九]\s?){4}年.{1,4}月.{1,4}日$"
)
"""What ends the last section of a notice: what to do about it, its attachments, its signature."""
_LABEL_REACH, _HEADING_LENGTH, _SECTION_LINES = 40, 26, 60


@dataclass(frozen=True, slots=True)
class Pair:
    """What stood under a label."""

    label: Label
    written: str


def pairs_of(lines: Sequence[str], lexicon: Lexicon) -> Iterator[Pair]:
    """The labelled values of ``lines``, in their order."""
    for place, line in enumerate(lines):
        if ":" in line or "：" in line or "】" in line:
            yield from _inline(line, lines[place + 1 :][:_SECTION_LINES], lexicon)
        elif len(line) <= _HEADING_LENGTH and (label := lexicon.find(line)):
            yield from _below(label, line, lines[place + 1 :][:_SECTION_LINES], lexicon)


def _inline(line: str, after: Sequence[str], lexicon: Lexicon) -> Iterator[Pair]:
    """Each value ends where the next label begins, or with its clause."""
    found = list(_labels(line, lexicon))
    for (_, end, label), following in zip(found, [*found, None][1:], strict=True):
        written = line[end : following[0] if following else len(line)].lstrip(" :：")
        if written.strip():
            yield Pair(label, _value(written, label, lexicon))
        elif following is None:
            yield from _below(label, line, after, lexicon)
    if not found and " " in line:
        yield from _apart(line, lexicon)


def _apart(line: str, lexicon: Lexicon) -> Iterator[Pair]:
    """``地块编号 云储[2016]1号，面积 3335平方米，``: only spaces part label and value; one such clause says nothing."""
    clauses = (clause.strip().partition(" ") for clause in _CLAUSES.split(line))
    pairs = [Pair(label, value) for head, _, value in clauses if value and (label := lexicon.find(head))]
    if len(pairs) > 1:
        yield from pairs


def _labels(line: str, lexicon: Lexicon) -> Iterator[tuple[int, int, Label]]:
    """Start, end and label of each that ends in a colon or a bracket 】."""
    since = 0
    for colon in _COLON.finditer(line):
        start = max(since, colon.start() - _LABEL_REACH)
        before = line[start : colon.start()]
        if not before or (before[-1].isdigit() and colon[0] != "】"):  # 9:30
            continue
        for begin in _beginnings(before):
            if label := lexicon.find(before[begin:]):
                yield start + begin, colon.end(), label
                since = colon.end()
                break


def _beginnings(before: str) -> Iterator[int]:
    """Where a label may begin: behind the last space, behind the last full stop or comma, at the very start."""
    clause = max((found.end() for found in _BEFORE_LABEL.finditer(before)), default=0)
    numbered = _numbered_from(before, clause)
    yield from dict.fromkeys((before.rstrip().rfind(" ") + 1, numbered, clause, before.rfind("【") + 1))


def _numbered_from(before: str, clause: int) -> int:
    """``2、土地面积``: the mark behind a number is no comma."""
    head = before[:clause].rstrip("、，, ")
    digits = re.search(r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})$", head)
    return digits.start() if digits and before[clause - 1 : clause] == "、" else clause


def _value(written: str, label: Label, lexicon: Lexicon) -> str:
    """Up to the end of its clause; a section of text runs to the end of the line, and words go on behind a semicolon
    unless what follows is numbered or labelled itself, or tells of something else."""
    kinds = {extra.kind for extra in label.extras}
    if Kind.LONG in kinds:
        return written
    end = (_CLAUSE_OF_WORDS if Kind.TEXT in kinds else _CLAUSE_END).search(written)
    value = written[: end.start()] if end else written
    return _without_others(value, lexicon) if Kind.TEXT in kinds else value


def _without_others(words: str, lexicon: Lexicon) -> str:
    """Words up to the clause that begins with another label (生产规模30万吨/年) or tells of an area or a sum."""
    for comma in _COMMA.finditer(words):
        clause = words[comma.end() :].lstrip()
        clause = clause[: next((mark.start() for mark in _COMMA.finditer(clause)), len(clause))]
        if _OF_ELSE.search(clause) or any(_names_field(clause[:length], lexicon) for length in _HEADS):
            return words[: comma.start()]
    return words


def _names_field(head: str, lexicon: Lexicon) -> bool:
    label = lexicon.find(head)
    return label is not None and bool(label.extras)


def _below(label: Label, line: str, after: Sequence[str], lexicon: Lexicon) -> Iterator[Pair]:
    """A label on a line of its own: the next line is its value; of a section all lines to the next heading."""
    if not label.extras or not after:
        return
    if all(extra.kind is not Kind.LONG for extra in label.extras):
        follows = after[0]
        if not lexicon.find(follows) and not any(_labels(follows, lexicon)):
            yield Pair(label, _value(follows, label, lexicon))
        return
    section = []
    level = level_of(line)
    for following in after:
        if (level and level_of(following) == level) or _CLOSING.match(following):
            break
        if len(following) <= _HEADING_LENGTH and lexicon.find(following):
            break
        section.append(following)
    if section:
        yield Pair(label, "\n".join(section))


def level_of(line: str) -> int | None:
    """Which sort of numbering a heading has: 一、 or （一） or 1、 or (1)."""
    found = _HEADING.match(line)
    return found.lastindex if found else None
