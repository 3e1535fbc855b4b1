"""Labels and values in running lines: ``2、土地面积：10.6906公顷；``, several in a line, a heading and what follows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from federator.model.making import made_quickly
from federator.model.matter import Kind
from federator.spec.ends import closes, level_of, section_of, value_of
from federator.spec.lexicon import Label, Lexicon

_COLON = re.compile(r"[:：】]")
_CLAUSES = re.compile(r"[，；：。,;:]")
_BEFORE_LABEL = re.compile(r"[；;。，,、：:？！\t]")
_NEXT = 4
"""Lines below a heading among which a second of the same numbering makes a list."""
_LABEL_REACH, _HEADING_LENGTH, _SECTION_LINES = 40, 26, 60


@made_quickly
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
        elif len(line) <= _HEADING_LENGTH and line[-1:] not in "。；，" and (label := lexicon.find(line)):
            yield from _below(label, line, lines[place + 1 :][:_SECTION_LINES], lexicon)


def _inline(line: str, after: Sequence[str], lexicon: Lexicon) -> Iterator[Pair]:
    """Each value ends where the next label begins, or with its clause."""
    found = list(_labels(line, lexicon))
    for (_, end, label), following in zip(found, [*found, None][1:], strict=True):
        written = line[end : following[0] if following else len(line)].lstrip(" :：")
        if written.strip():
            yield Pair(label, value_of(written, label, lexicon))
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
    digits = re.search(r"(?<![\dA-Za-z—-])(?:\d{1,2}|[一二三四五六七八九十]{1,3})$", head)
    return digits.start() if digits and before[clause - 1 : clause] == "、" else clause


def _below(label: Label, line: str, after: Sequence[str], lexicon: Lexicon) -> Iterator[Pair]:
    """A label on a line of its own: the next line is its value; of a section all lines to the next heading."""
    if not label.extras or not after:
        return
    if all(extra.kind is not Kind.LONG for extra in label.extras):
        follows = after[0]
        several = level_of(follows) and level_of(follows) in map(level_of, after[1:_NEXT])
        if not several and not lexicon.find(follows) and not any(_labels(follows, lexicon)):
            yield Pair(label, value_of(follows, label, lexicon))
        return
    if section := _section(line, after, lexicon):
        yield Pair(label, section)


def _section(heading: str, after: Sequence[str], lexicon: Lexicon) -> str:
    """The lines below a heading, up to the next of its level or another label."""
    level = level_of(heading)
    section: list[str] = []
    for following in after:
        if (level and level_of(following) == level) or closes(following) or _tells_else(following, section, lexicon):
            break
        if len(following) <= _HEADING_LENGTH and lexicon.find(following):
            break
        section.append(following)
    return section_of("\n".join(section))


def _tells_else(line: str, section: Sequence[str], lexicon: Lexicon) -> bool:
    """It begins with the label of another field; a section's first line with any label."""
    first = next(_labels(line, lexicon), None)
    return first is not None and first[0] == 0 and (bool(first[2].extras) or not section)
