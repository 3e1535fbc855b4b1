"""The fields that only some categories have, read out of a notice: from tables, labelled lines, sentences, the title.

    tables ─▶ rows ─┐
    lines ─▶ pairs ─┴▶ records ─▶ fields that all records share ─▶ what sentences, title and page still know

A table of many records gives ``records``; what differs among them is no field of the notice.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from functools import cache, lru_cache

from federator.model.making import made_quickly
from federator.model.matter import Extra, Kind, Matter
from federator.model.value import Fields, FieldValue, FoundIn
from federator.spec.grid import grids_of
from federator.spec.kinds import understand
from federator.spec.lines import level_of
from federator.spec.records import Told, shared, told_by_lines, told_by_tables
from federator.spec.wordlist import Wordlist

_MOST_RECORDS, _MOST_TEXT = 2000, 60_000
_OF_THE_PAGE = frozenset((Kind.META, Kind.DIVISION))
_OF_THE_WHOLE = (FoundIn.RECORD, FoundIn.TITLE)
_NUMBERING = re.compile(r"^\s*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)、．])\s*")


@dataclass(frozen=True, slots=True)
class Extras:
    """``records``: two or more things that the notice lists, else none."""

    fields: Fields = field(default_factory=dict)
    records: tuple[Fields, ...] = ()


@made_quickly
@dataclass(frozen=True, slots=True)
class Body:
    """What is read: the notice's title, sanitised body and plain text, the page's own words by meta or label, the code
    of the county it is about and the notice's own number, where they are known."""

    title: str
    html: str
    text: str
    said: Mapping[str, str]
    county: str = ""
    doc_no: str = ""


NO_EXTRAS = Extras()


def read_extras(body: Body, matter: Matter) -> Extras:
    """The fields and records of a category with that ``matter``; nothing where none is sure."""
    if not matter.extras:
        return NO_EXTRAS
    text = body.text[:_MOST_TEXT]
    fields, records = _labelled(body.html, text, matter)
    listed = {name for record in records for name in record}
    prose = "\n".join(line for line in text.split("\n") if "\t" not in line) if "\t" in text else text
    near = _words_near(matter).those_in(prose)
    labels = len(fields)
    if not records and (told := _told_in_turn(matter, prose, near)):
        records, listed = told, {name for record in told for name in record}
        fields |= {name: value for name, value in shared(told).items() if name not in fields}
    for extra in _asked_for(matter, near):
        if extra.name in fields or extra.name in listed:
            continue
        if value := _told(extra, body, prose, near):
            fields[extra.name] = value
    if not records and labels <= 1 and (several := _several(matter, prose, near)):
        records, fields = several, {name: one for name, one in fields.items() if one.where in _OF_THE_WHOLE}
    in_order = {extra.name: fields[extra.name] for extra in matter.extras if extra.name in fields}
    return Extras(in_order, tuple(records[:_MOST_RECORDS]))


def _labelled(html: str, text: str, matter: Matter) -> tuple[dict[str, FieldValue], list[dict[str, FieldValue]]]:
    """What stands under labels: the fields of the notice, and the records of one that lists many things."""
    table = told_by_tables(grids_of(html), matter) if "<table" in html else Told()
    lines = told_by_lines(text, matter)
    if not (table.records or table.beside or lines.records):
        return {}, []
    records = next((told.records for told in (table, lines) if len(told.records) > 1), [])
    listed = {name for record in records for name in record}
    fields = {name: value for name, value in shared(lines.records).items() if name not in listed}
    fields |= table.beside | shared(table.records)
    return (table.totals | shared(records) | fields if records else fields), records


def _told_in_turn(matter: Matter, text: str, near: Set[str]) -> list[dict[str, FieldValue]]:
    """Things told in sentences, one a line, each by its own number (``（一）松储出〔2020〕7号地块，坐落于…``)."""
    for extra in matter.extras:
        if extra.name not in matter.keys or extra.kind is not Kind.PARCEL or near.isdisjoint(extra.near):
            continue
        lines = [(line, key) for line in text.split("\n") if (key := _in_patterns(extra, line))]
        keys = {str(key.value) for _, key in lines}
        if 1 < len(keys) == len(lines):
            return [_in_line(line, matter) | {extra.name: key} for line, key in lines]
    return []


def _in_line(line: str, matter: Matter) -> dict[str, FieldValue]:
    """What the sentences of one line tell."""
    near = _words_near(matter).those_in(line)
    asked = (extra for extra in matter.extras if not near.isdisjoint(extra.near))
    return {extra.name: value for extra in asked if (value := _in_patterns(extra, line))}


def _in_patterns(extra: Extra, words: str) -> FieldValue | None:
    """What the first of the field's patterns that finds anything finds in sentences."""
    found = (_in_words(extra, pattern, words, FoundIn.SENTENCE) for pattern in extra.patterns)
    return next((value for value in found if value), None)


def _several(matter: Matter, text: str, near: Set[str]) -> list[dict[str, FieldValue]]:
    """Several certificates or licences told one after another are as many records."""
    for extra in matter.extras:
        if extra.name in matter.keys and extra.kind is Kind.NUMBER and not near.isdisjoint(extra.near):
            found = [one for pattern in extra.patterns for one in pattern.finditer(text)]
            in_turn = sorted(found, key=lambda one: one.start("value"))
            told = (understand(extra, _value(one, text), where=FoundIn.SENTENCE) for one in in_turn)
            values = {str(value.value): value for value in told if value}
            if len(values) > 1:
                return [{extra.name: value} for value in values.values()]
    return []


@lru_cache(maxsize=4096)
def _asked_for(matter: Matter, near: frozenset[str]) -> tuple[Extra, ...]:
    """The fields that title, page or a sentence with the words ``near`` may tell."""
    return tuple(
        extra
        for extra in matter.extras
        if extra.kind in _OF_THE_PAGE or extra.choices or extra.titles or not near.isdisjoint(extra.near)
    )


@cache
def _words_near(matter: Matter) -> Wordlist:
    """The words of a category without one of which a text is not searched."""
    return Wordlist.of(word for extra in matter.extras if extra.patterns for word in extra.near)


def _told(extra: Extra, body: Body, text: str, near: Set[str]) -> FieldValue | None:
    """What sentences, the title or the page itself say; ``near``: the words of that sort that stand in ``text``."""
    if extra.kind in _OF_THE_PAGE:
        return _said_of(extra, body)
    for choice in extra.choices:
        if found := choice.pattern.search(body.title):
            return FieldValue(found[0], choice.value, "", FoundIn.TITLE)
    title = f"{body.doc_no} {body.title}" if extra.kind is Kind.DOC_NO else body.title
    for pattern in extra.titles:
        if value := _in_words(extra, pattern, title, FoundIn.TITLE):
            return value
    return None if near.isdisjoint(extra.near) else _in_patterns(extra, text)


def _said_of(extra: Extra, body: Body) -> FieldValue | None:
    """What the page says of itself, or the county it is about."""
    if extra.kind is Kind.DIVISION:
        return FieldValue(body.county, body.county, "", FoundIn.RECORD) if body.county else None
    said = next((value for name, value in body.said.items() if extra.labels and extra.labels.fullmatch(name)), "")
    return understand(extra, said, where=FoundIn.RECORD)


def _in_words(extra: Extra, pattern: re.Pattern[str], words: str, where: FoundIn) -> FieldValue | None:
    """The value, where all that the pattern finds agrees; of sections of text the first, unless several are listed."""
    found = {one[0]: one for one in pattern.finditer(words)}
    if not found or (extra.kind is Kind.LONG and len(found) > 1 and _listed_apart(found.values(), words)):
        return None
    values = (understand(extra, _value(one, words), where=where) for one in found.values())
    known = [value for value in values if value]
    sure = extra.kind is Kind.LONG or all(value.value == known[0].value for value in known)
    return known[0] if known and sure else None


def _listed_apart(found: Iterable[re.Match[str]], words: str) -> bool:
    """They stand in several paragraphs of one numbering (一、 二、): each is told of another thing."""
    begins = {words.rfind("\n", 0, one.start("value")) + 1 for one in found}
    levels = Counter(level_of(words[begin : begin + 12]) for begin in begins)
    return any(level and times > 1 for level, times in levels.items())


def _value(found: re.Match[str], words: str) -> str:
    """The group ``value``, without numbering; with a group ``sentence`` it begins where its sentence does."""
    begin = found.start("value")
    if "sentence" in found.re.groupindex:
        begin = max(words.rfind(end, 0, begin) for end in "。；\n") + 1
    value = words[begin : found.end("value")]
    return value if "\n" in value else _NUMBERING.sub("", value)
