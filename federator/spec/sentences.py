"""What sentences tell: a label with its value right behind it in one clause, else what the profile's patterns find.

Only what is certain is taken (certain.py), and only where all that is certain agrees.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from federator.model.matter import Extra, Kind, Matter
from federator.model.value import FieldValue, FoundIn
from federator.spec.certain import begins_whole, is_certain
from federator.spec.ends import SENTENCE_END, SENTENCE_ENDS, level_of, section_of
from federator.spec.kinds import understand
from federator.spec.lexicon import lexicon

_MARK = r"[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[）)、．]|\.(?!\d))"
_NUMBERED = re.compile(rf"(?:^|[{SENTENCE_ENDS}])\s*{_MARK}")
NUMBERING = re.compile(rf"^\s*{_MARK}\s*")
_MEASURED = re.compile(
    r"(?P<value>[0-9](?<![\d.,，]\d)[\d.,，]{0,16}\s?(?:平方公里|平方千米|平方米|㎡|公顷|亩|亿元|万元|元|年)(?:/(?:亩|平方米))?"
    r"(?:（[^（）\n]{1,24}）)?)(?=[，,；;。\n]|$)"
)
_BEFORE_MEASURE = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,12}?)(?:约|共计?|合计|为|是|:|：){0,2}(?:人民币)?$"
)
_WORDED = re.compile(r"[为是](?P<value>[^，,；;。\n为是]{2,40})(?=[，,；;。\n]|$)")
_BEFORE_WORDS = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,12})$")
_CLAUSES = (
    (_MEASURED, _BEFORE_MEASURE, (Kind.AREA, Kind.MONEY, Kind.YEARS), ("平方", "㎡", "公顷", "亩", "元", "年")),
    (_WORDED, _BEFORE_WORDS, (Kind.TEXT, Kind.DATE), ("为", "是")),
)
"""What ends a clause, what makes the rest of it a label, the kinds of field that are told so, and words of which one
stands in every such clause."""
_ORDERED = re.compile(r".{0,60}(?:应当?|须|请).{1,60}[，,]|.{0,240}(?:公告|公示)如下[，,:：]")
"""What a sentence asks for before it tells where to object."""
_MOST = 500
"""Places of one text where a pattern may find something, whatever strangers write."""
_CLAUSE_BEGINS = "，,；;。\n：:、 　）)"
_LABEL_REACH = 24
_POOLED = (Kind.NUMBER, Kind.DOC_NO, Kind.NAME, Kind.MONEY)
"""Kinds of which a second value told in another way is a contradiction, and no part of the first."""


def told_in_clauses(words: str, matter: Matter) -> Mapping[str, Sequence[FieldValue]]:
    """The values of each field whose label and value make a clause."""
    told: dict[str, list[FieldValue]] = {}
    for extra, value in _in_clauses(words, matter):
        told.setdefault(extra.name, []).append(value)
    return told


def _in_clauses(words: str, matter: Matter) -> Iterator[tuple[Extra, FieldValue]]:
    for pattern, before, kinds, near in _CLAUSES:
        if matter.kinds.isdisjoint(kinds) or not any(map(words.__contains__, near)):
            continue
        for found in islice(pattern.finditer(words), _MOST):
            begin = found.start()
            label = before.search(words, max(0, begin - _LABEL_REACH), begin)
            if label is None or (label.start() and words[label.start() - 1] not in _CLAUSE_BEGINS):
                continue
            known = lexicon(matter).find(label[1])
            for extra in known.extras if known else ():
                certain = extra.kind in kinds and is_certain(found, words, extra, matter.doubts, label.start())
                if certain and (value := understand(extra, found["value"], where=FoundIn.SENTENCE)):
                    yield extra, value


def in_patterns(extra: Extra, words: str, matter: Matter, told: Sequence[FieldValue] = ()) -> FieldValue | None:
    """What clauses ``told``, else what the first of the field's patterns that finds anything certain finds in
    sentences; of a number, a sum or a name what all of them agree on."""
    several = (_certain(extra, pattern, words, matter) for pattern in extra.patterns)
    if extra.kind in _POOLED:
        found = [one for matches in several for one in matches]
        return agreed((*told, *_values(extra, found, words, FoundIn.SENTENCE)))
    if told:
        return agreed(told)
    return next((value for found in several if found and (value := _told(extra, found, words, FoundIn.SENTENCE))), None)


def in_title(extra: Extra, title: str) -> FieldValue | None:
    """What the field's patterns for titles find."""
    for choice in extra.choices:
        if found := choice.pattern.search(title):
            return FieldValue(found[0], choice.value, "", FoundIn.TITLE)
    for pattern in extra.titles:
        whole = [one for one in pattern.finditer(title) if begins_whole(one, title, extra)]
        if whole and (value := _told(extra, whole, title, FoundIn.TITLE)):
            return value
    return None


def agreed(values: Sequence[FieldValue]) -> FieldValue | None:
    """The first, where all say the same."""
    return values[0] if values and all(value.value == values[0].value for value in values) else None


def _certain(extra: Extra, pattern: re.Pattern[str], words: str, matter: Matter) -> list[re.Match[str]]:
    found = islice(pattern.finditer(words), _MOST)
    return [one for one in found if is_certain(one, words, extra, matter.doubts)]


def _told(extra: Extra, found: Sequence[re.Match[str]], words: str, where: FoundIn) -> FieldValue | None:
    """The value, where all that was found agrees; of sections of text the first, unless several are listed."""
    values = _values(extra, found, words, where)
    if extra.kind is not Kind.LONG:
        return agreed([*values])
    return None if _listed_apart(found, words) else next(values, None)


def _values(extra: Extra, found: Iterable[re.Match[str]], words: str, where: FoundIn) -> Iterator[FieldValue]:
    for one in found:
        if value := understand(extra, _value(one, words), where=where):
            yield value


def _listed_apart(found: Sequence[re.Match[str]], words: str) -> bool:
    """They stand in several paragraphs of one numbering (一、 二、): each is told of another thing."""
    begins = {words.rfind("\n", 0, one.start("value")) + 1 for one in found}
    levels = [level for begin in begins if (level := level_of(words[begin : begin + 12]))]
    return len(set(levels)) < len(levels)


def _value(found: re.Match[str], words: str) -> str:
    """The group ``value``, without numbering; with a group ``sentence`` it begins where its sentence does, or
    behind what that orders first."""
    begin = found.start("value")
    if "sentence" in found.re.groupindex:
        opening = max(words.rfind(end, 0, begin) for end in "。；\n") + 1
        ordered = _ORDERED.match(words, opening, begin)
        begin = ordered.end() if ordered else opening
    value = words[begin : found.end("value")]
    if not SENTENCE_END.search(value):
        return NUMBERING.sub("", value)
    several = "\n" in value or len(_NUMBERED.findall(value)) > 1
    return section_of(value if several else NUMBERING.sub("", value))
