"""The fields that only some categories have, read out of a notice: from tables, labelled lines, sentences, the title.

    tables ─▶ rows ─┐
    lines ─▶ pairs ─┴▶ records ─▶ fields that all records share ─▶ what sentences, title and page still know

A table of many records gives ``records``; what differs among them is no field of the notice.
"""

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cache, lru_cache

from federator.model.making import made_quickly
from federator.model.matter import Extra, Kind, Matter
from federator.model.value import Fields, FieldValue, FoundIn
from federator.notation.folding import half_width
from federator.spec.certain import tells_cases
from federator.spec.changes import text_of_now
from federator.spec.grid import grids_of
from federator.spec.kinds import understand
from federator.spec.records import Told, shared, told_by_lines, told_by_tables
from federator.spec.sentences import agreed, in_patterns, in_title, in_turn, told_in_clauses
from federator.spec.wordlist import Wordlist

_MOST_RECORDS, _MOST_TEXT = 2000, 60_000
_OF_THE_PAGE = frozenset((Kind.META, Kind.DIVISION))
_OF_THE_WHOLE = (FoundIn.RECORD, FoundIn.TITLE)
_FEW = 3
"""Where more stands under labels, clauses of sentences say it again."""


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
    text = text_of_now(half_width(body.text[:_MOST_TEXT]))
    fields, records, listed = _labelled(body.html, text, matter)
    prose = "\n".join(line for line in text.split("\n") if "\t" not in line) if "\t" in text else text
    prose = "" if tells_cases(prose) else prose
    near = _words_near(matter).those_in(prose)
    labels = len(fields)
    if not records and (told := _told_in_turn(matter, prose, near, fields.keys() if labels > 1 else ())):
        records, listed = told, {name for record in told for name in record}
        fields = {name: value for name, value in fields.items() if name not in listed} | shared(told)
    clauses = told_in_clauses(prose, matter) if labels <= _FEW else {}
    for extra in _asked_for(matter, near.union(clauses)):
        if extra.name in fields or extra.name in listed or (records and extra.within):
            continue
        if value := _told(extra, body) or _in_sentences(extra, prose, clauses, near, matter):
            fields[extra.name] = value
    if not records and labels <= 1 and (several := _several(matter, prose, near)):
        records, fields = several, {name: one for name, one in fields.items() if one.where in _OF_THE_WHOLE}
    for record in (fields, *records):
        record |= _within(record, matter)
    in_order = {extra.name: fields[extra.name] for extra in matter.extras if extra.name in fields}
    return Extras(in_order, tuple(records[:_MOST_RECORDS]))


def _labelled(
    html: str, text: str, matter: Matter
) -> tuple[dict[str, FieldValue], list[dict[str, FieldValue]], Set[str]]:
    """What stands under labels: the fields of the notice, the records of one that lists many things, and the fields
    that are told of several."""
    table = told_by_tables(grids_of(html), matter) if "<table" in html else Told()
    lines = told_by_lines(text, matter)
    records = next((told.records for told in (table, lines) if len(told.records) > 1), [])
    listed = {name for record in records for name in record}
    fields = {name: value for name, value in shared(lines.records).items() if name not in listed}
    fields |= lines.beside | table.beside | shared(table.records)
    fields = table.totals | shared(records) | fields if records else fields
    return fields, records, listed | (table.nobodys | lines.nobodys) - fields.keys()


def _told_in_turn(
    matter: Matter, text: str, near: frozenset[str], known: Collection[str]
) -> list[dict[str, FieldValue]]:
    """Things told in sentences, one a line, each by its own number (``（一）松储出〔2020〕7号地块，坐落于…``), but not
    by one that is ``known``."""
    for extra in matter.numbers:
        if extra.name in known or near.isdisjoint(extra.near):
            continue
        told = [line for line in text.split("\n") if any(word in line for word in extra.near)]
        lines = [(line, key) for line in told if (key := in_patterns(extra, line, matter))] if len(told) > 1 else []
        if 1 < len({str(key.value) for _, key in lines}) == len(lines):
            return [_in_line(line, matter) | {extra.name: key} for line, key in lines]
    return []


def _in_line(line: str, matter: Matter) -> dict[str, FieldValue]:
    """What the sentences of one line tell."""
    near = _words_near(matter).those_in(line)
    clauses = told_in_clauses(line, matter)
    told = ((extra.name, _in_sentences(extra, line, clauses, near, matter)) for extra in matter.extras)
    return {name: value for name, value in told if value}


def _in_sentences(
    extra: Extra, text: str, clauses: Mapping[str, Sequence[FieldValue]], near: frozenset[str], matter: Matter
) -> FieldValue | None:
    """What clauses say, or else patterns; nothing where they contradict each other."""
    told = clauses.get(extra.name, ())
    return agreed(told) if near.isdisjoint(extra.near) else in_patterns(extra, text, matter, told)


def _within(record: Fields, matter: Matter) -> dict[str, FieldValue]:
    """What a section of its text tells of a thing (the fine, in the sanction)."""
    asked = (extra for extra in matter.extras if extra.within in record and extra.name not in record)
    told = ((extra.name, in_patterns(extra, str(record[extra.within].value), matter)) for extra in asked)
    return {name: value for name, value in told if value}


def _several(matter: Matter, text: str, near: frozenset[str]) -> list[dict[str, FieldValue]]:
    """Several certificates or licences told one after another are as many records."""
    for extra in matter.numbers:
        if extra.kind is Kind.NUMBER and not near.isdisjoint(extra.near):
            values = in_turn(extra, text, matter)
            if len(values) > 1:
                return [{extra.name: value} for value in values]
    return []


@lru_cache(maxsize=4096)
def _asked_for(matter: Matter, near: frozenset[str]) -> tuple[Extra, ...]:
    """The fields that title, page or a sentence may tell, which has their words or (by name) a clause: ``near``."""
    return tuple(
        extra
        for extra in matter.extras
        if extra.kind in _OF_THE_PAGE or extra.choices or extra.titles or not near.isdisjoint((extra.name, *extra.near))
    )


@cache
def _words_near(matter: Matter) -> Wordlist:
    """The words of a category without one of which a text is not searched."""
    return Wordlist.of(word for extra in matter.extras if extra.patterns for word in extra.near)


def _told(extra: Extra, body: Body) -> FieldValue | None:
    """What the page itself or the title says."""
    if extra.kind in _OF_THE_PAGE:
        return _said_of(extra, body)
    return in_title(extra, f"{body.doc_no} {body.title}" if extra.kind is Kind.DOC_NO else body.title)


def _said_of(extra: Extra, body: Body) -> FieldValue | None:
    """What the page says of itself, or the county it is about."""
    if extra.kind is Kind.DIVISION:
        return FieldValue(body.county, body.county, "", FoundIn.RECORD) if body.county else None
    said = next((value for name, value in body.said.items() if extra.labels and extra.labels.fullmatch(name)), "")
    return understand(extra, said, where=FoundIn.RECORD)
