"""What the sentences of single paragraphs tell: things listed one a line, a circular's cases, what stands beside the
number of a record."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

from federator.model.matter import Extra, Matter
from federator.model.value import Fields, FieldValue, FoundIn
from federator.spec.certain import cases_in
from federator.spec.ends import level_of
from federator.spec.records import Record
from federator.spec.sentences import NUMBERING, agreed, in_patterns, told_in_clauses
from federator.spec.wordlist import Wordlist

_FEW, _MOST_LINES = 100, 3000
"""Records of which sentences may tell more; longer lists are whole."""


def told_one_by_one(text: str, matter: Matter, near: frozenset[str], known: Collection[str]) -> list[Record]:
    """The cases of a circular, where of every one it is told whose it is and what of it; or things told in sentences,
    one a line, each by its own number (``（一）松储出〔2020〕7号地块，坐落于…``), but not by one that is ``known``."""
    if cases := cases_in(text):
        told = [_in_line(case, matter) for case in cases]
        return told if all(len(record) > 1 and any(key in record for key in matter.keys) for record in told) else []
    for extra in matter.numbers:
        if extra.name in known or near.isdisjoint(extra.near):
            continue
        lines = [line for line in text.split("\n") if any(word in line for word in extra.near)]
        keyed = [(line, key) for line in lines if (key := in_patterns(extra, line, matter))] if len(lines) > 1 else []
        if 1 < len({str(key.value) for _, key in keyed}) == len(keyed) and _are_alike(keyed):
            return [_in_line(line, matter) | {extra.name: key} for line, key in keyed]
    return []


def beside(records: Sequence[Fields], text: str, matter: Matter) -> Iterator[Record]:
    """What else is told of each record in the one line that holds all that is known of it, and of no other."""
    told_by_lines = any(value.where is FoundIn.LINE for record in records[:1] for value in record.values())
    lines = text.split("\n", _MOST_LINES)[:_MOST_LINES] if told_by_lines and len(records) < _FEW else ()
    held = [[all(value.as_written in line for value in record.values()) for line in lines] for record in records]
    holders = [sum(of_line) for of_line in zip(*held, strict=True)]
    for record, mine in zip(records, held, strict=True):
        own = [line for line, is_mine, count in zip(lines, mine, holders, strict=True) if is_mine and count == 1]
        yield _in_line(own[0], matter, record) if len(own) == 1 else {}


def in_sentences(
    extra: Extra, text: str, clauses: Mapping[str, Sequence[FieldValue]], near: frozenset[str], matter: Matter
) -> FieldValue | None:
    """What clauses say, or else patterns; nothing where they contradict each other."""
    told = clauses.get(extra.name, ())
    return agreed(told) if near.isdisjoint(extra.near) else in_patterns(extra, text, matter, told)


@cache
def words_near(matter: Matter) -> Wordlist:
    """The words of a category without one of which a text is not searched."""
    return Wordlist.of(word for extra in matter.extras if extra.patterns for word in extra.near)


def _are_alike(lines: Sequence[tuple[str, FieldValue]]) -> bool:
    """They are numbered alike, or the same words lead to the number of each."""
    levels = {level_of(line) for line, _ in lines}
    heads = {line.partition(key.as_written)[0].rstrip("为是：:")[-2:] for line, key in lines}
    return len(levels) == 1 and (levels != {None} or len(heads) == 1)


def _in_line(line: str, matter: Matter, known: Collection[str] = ()) -> Record:
    """What the sentences of one line tell, whatever its number, but of what is ``known``."""
    line = NUMBERING.sub("", line)
    near = words_near(matter).those_in(line)
    clauses = told_in_clauses(line, matter)
    asked = (extra for extra in matter.extras if extra.name not in known)
    told = ((extra.name, in_sentences(extra, line, clauses, near, matter)) for extra in asked)
    return {name: value for name, value in told if value}
