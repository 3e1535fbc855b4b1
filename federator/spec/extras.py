"""The fields that only some categories have, read out of a notice: from tables, labelled lines, sentences, the title.

    tables ─▶ rows ─┐
    lines ─▶ pairs ─┴▶ records ─▶ fields that all records share ─▶ what sentences, title and page still know

A table of many records gives ``records``; what differs among them is no field of the notice.
"""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache, partial

from federator.model.making import made_quickly
from federator.model.matter import Extra, Kind, Matter
from federator.model.value import Fields, FieldValue, FoundIn
from federator.notation.folding import half_width
from federator.notation.seeking import holds
from federator.spec.changes import text_of_now
from federator.spec.elsewhere import of_this_matter
from federator.spec.grid import grids_of
from federator.spec.kinds import understand
from federator.spec.paragraphs import beside, in_sentences, told_one_by_one, words_near
from federator.spec.records import NOTHING, Record, shared, told_by_lines, told_by_tables
from federator.spec.sentences import in_patterns, in_title, told_in_clauses

_MOST_RECORDS, _MOST_TEXT = 2000, 60_000
_DOC_NO = Kind.DOC_NO
_OF_THE_PAGE = frozenset((Kind.META, Kind.DIVISION))
_UNIT_BESIDE = re.compile(r"单位[:：] ?(公顷|平方米|㎡|亩)(?=[）)\s，,、。；;]|$)")
_FEW = 3
"""Where more stands under labels, clauses of sentences say it again."""


@made_quickly
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
    labels = len(fields)
    near = words_near(matter).those_in(prose)
    if told := [] if records else told_one_by_one(prose, matter, near, fields if labels > 1 else ()):
        records, listed = told, {name for record in told for name in record}
        fields = {name: value for name, value in fields.items() if name not in listed} | shared(told)
    elif records:
        for record, more in zip(records, beside(records, prose, matter), strict=True):
            record |= more
    of_each = matter.of_each if records else frozenset[str]()
    besides = partial(_told_besides, body, matter, {*fields, *listed, *of_each}, labels <= _FEW)
    more = besides(prose, near)
    if any(value.where is FoundIn.SENTENCE for value in more.values()):
        titled = {name: value for name, value in more.items() if value.where is FoundIn.TITLE}
        own = of_this_matter(prose, matter, near, (fields, titled, *records))
        more = besides(own, words_near(matter).those_in(own)) if own != prose else more
    fields |= more
    if not fields and not records:
        return NO_EXTRAS
    for record in (fields, *records) if (told_there := _told_within(matter)) else ():
        record |= _within(record, told_there, matter)
    in_order = {extra.name: fields[extra.name] for extra in matter.extras if extra.name in fields}
    return Extras(in_order, tuple(records[:_MOST_RECORDS]))


def _told_besides(
    body: Body, matter: Matter, settled: Set[str], in_clauses: bool, prose: str, near: frozenset[str]
) -> Record:
    """What title, page and sentences tell of the fields that are not ``settled``."""
    clauses = told_in_clauses(prose, matter) if in_clauses else {}
    asked = (extra for extra in _asked_for(matter, near.union(clauses)) if extra.name not in settled)
    told = ((extra.name, _told(extra, body) or in_sentences(extra, prose, clauses, near, matter)) for extra in asked)
    return {name: value for name, value in told if value}


def _labelled(html: str, text: str, matter: Matter) -> tuple[Record, list[Record], Set[str]]:
    """What stands under labels: the fields of the notice, the records of one that lists many things, and the fields
    that are told of several."""
    lines, has_table = told_by_lines(text, matter), holds(html, "<table")
    if not lines.records and not has_table:
        return {}, [], frozenset()
    table = told_by_tables(grids_of(html), matter, _areas_in(text)) if has_table else NOTHING
    records = next(([*told.records] for told in (table, lines) if len(told.records) > 1), [])
    listed = {name for record in records for name in record}
    fields = {name: value for name, value in shared(lines.records).items() if name not in listed}
    fields |= {**lines.beside, **table.beside, **shared(table.records)}
    fields = {**table.totals, **shared(records), **fields} if records else fields
    return fields, records, listed | (table.nobodys | lines.nobodys) - fields.keys()


def _areas_in(text: str) -> str:
    """The one unit of area that stands beside a table (``单位：公顷``), else ``""``."""
    units = set(_UNIT_BESIDE.findall(text))
    return next(iter(units)) if len(units) == 1 else ""


def _within(record: Fields, told_there: Sequence[Extra], matter: Matter) -> Record:
    """What a section of its text tells of a thing (the fine, in the sanction)."""
    asked = (extra for extra in told_there if extra.within in record and extra.name not in record)
    told = ((extra.name, in_patterns(extra, str(record[extra.within].value), matter)) for extra in asked)
    return {name: value for name, value in told if value}


@lru_cache(maxsize=64)
def _told_within(matter: Matter) -> tuple[Extra, ...]:
    """The fields that a section of text tells, too."""
    return tuple(extra for extra in matter.extras if extra.within)


@lru_cache(maxsize=4096)
def _asked_for(matter: Matter, near: frozenset[str]) -> tuple[Extra, ...]:
    """The fields that title, page or a sentence may tell, which has their words or (by name) a clause: ``near``."""
    return tuple(
        extra
        for extra in matter.extras
        if extra.kind in _OF_THE_PAGE or extra.choices or extra.titles or not near.isdisjoint((extra.name, *extra.near))
    )


def _told(extra: Extra, body: Body) -> FieldValue | None:
    """What the page itself or the title says."""
    if extra.kind in _OF_THE_PAGE:
        return _said_of(extra, body)
    return in_title(extra, f"{body.doc_no} {body.title}" if extra.kind is _DOC_NO else body.title)


def _said_of(extra: Extra, body: Body) -> FieldValue | None:
    """What the page says of itself, or the county it is about."""
    if extra.kind is Kind.DIVISION:
        return FieldValue(body.county, body.county, "", FoundIn.RECORD) if body.county else None
    said = next((value for name, value in body.said.items() if extra.labels and extra.labels.fullmatch(name)), "")
    return understand(extra, said, where=FoundIn.RECORD)
