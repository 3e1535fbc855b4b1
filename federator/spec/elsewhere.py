"""Sentences of another thing: one that names another parcel or approval than the notice's own tells of that one."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice

from federator.model.matter import Extra, Kind, Matter
from federator.model.value import Fields, FieldValue
from federator.spec.certain import begins_whole, cases_in
from federator.spec.ends import SENTENCE_END, sentence_begin
from federator.spec.kinds import understand

_MOST = 200
_FIGURES = (Kind.AREA, Kind.MONEY, Kind.DATE)
_MARKS = re.compile(r"[〔〕（）号第\s]")
_FIGURE = re.compile(r"[\d.-]+")
_LINKING = ("一篇", "一条", "一页", "阅读", "链接")
_LINKS = re.compile(r"(?m)^[ \t\u3000]*(?:[上下]一[篇条页]|(?:相关|延伸|推荐)(?:阅读|链接))\s*[:：\]】].*$")
"""What a page says of its neighbours."""


def of_this_matter(words: str, matter: Matter, near: frozenset[str], known: Sequence[Fields]) -> str:
    """``words`` without the sentences that tell a number or figure otherwise than it is ``known`` of this notice and
    its records; where no number is known and several are told, without all that do. Of a circular none is left."""
    if cases_in(words):
        return ""
    if any(map(words.__contains__, _LINKING)):
        words = _LINKS.sub("", words)
    others: set[tuple[int, int]] = set()
    for extra in _telling(matter):
        if near.isdisjoint(extra.near):
            continue
        told = [fields[extra.name] for fields in known if extra.name in fields]
        if told or extra in matter.numbers:
            others.update(_others(extra, words, told))
    for begin, end in sorted(others, reverse=True):
        words = words[:begin] + words[end:]
    return words


@cache
def _telling(matter: Matter) -> Sequence[Extra]:
    """The fields that may tell of another thing: numbers, and figures."""
    return [extra for extra in matter.extras if extra in matter.numbers or extra.kind in _FIGURES]


def _others(extra: Extra, words: str, known: Sequence[FieldValue]) -> Iterator[tuple[int, int]]:
    """Where the sentences stand that tell another of these numbers."""
    named = list(_named(extra, words, {value.as_written for value in known}))
    several = len({str(value.value) for value, _ in named}) > 1
    own = _numbers(known)
    for value, place in named:
        if several if not own else not any(_same(one, other) for one in _numbers([value]) for other in own):
            yield _sentence(words, place)


def _named(extra: Extra, words: str, written: Collection[str]) -> Iterator[tuple[FieldValue, int]]:
    """What the field's patterns find but is not ``written`` under its label, and where."""
    for pattern in extra.patterns:
        for found in islice(pattern.finditer(words), _MOST):
            if found["value"] in written or not begins_whole(found, words, extra):
                continue
            if value := understand(extra, found["value"]):
                yield value, found.start("value")


def _numbers(values: Iterable[FieldValue]) -> Collection[str]:
    """Without brackets and what else a second mention leaves out."""
    told = (value.value if isinstance(value.value, tuple) else (str(value.value),) for value in values)
    return {_MARKS.sub("", number) for numbers in told for number in numbers}


def _same(one: str, other: str) -> bool:
    """A number may be told without what stands before its serial, a figure may not."""
    return one == other or (not _FIGURE.fullmatch(one) and (one.endswith(other) or other.endswith(one)))


def _sentence(words: str, place: int) -> tuple[int, int]:
    end = SENTENCE_END.search(words, place)
    return sentence_begin(words, place), end.end() if end else len(words)
