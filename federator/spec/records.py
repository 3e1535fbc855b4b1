"""Understood values → records: which of them belong to one thing (a parcel, a certificate), and what all share."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import NamedTuple

from federator.model.matter import Kind, Matter
from federator.model.value import NO_FIELDS, Fields, FieldValue, FoundIn
from federator.spec.changes import pairs_of_now
from federator.spec.ends import level_of
from federator.spec.grid import Grid
from federator.spec.kinds import understand
from federator.spec.lexicon import lexicon
from federator.spec.lines import Pair, pairs_of
from federator.spec.tables import read_grid

_MOST_LINES = 3000
_A_RECORD = 2
"""One figure in a row (land by sort in a plan) tells of no thing."""
_LIKE_A_LABEL = re.compile(
    r"(?:用途|面积|率|金|价格?|时间|日期|位置|坐落|[编证文]号|名称|方式|年限|期限?|规模|矿种|依据|事实|机关|结果|标准|途径|单位|人|[）)])$"
)
_NUMBERING = 12
_STOREYS = 50
"""How far back a record of the same key is looked for."""
Value = tuple[str, FieldValue]
Record = dict[str, FieldValue]


class Told(NamedTuple):
    """What a body tells: ``records`` of things listed, ``beside`` them what is said once, ``totals`` of all; and the
    fields that are told of several things of which nothing says where one ends (``nobodys``)."""

    records: Sequence[Record] = ()
    beside: Fields = NO_FIELDS
    totals: Fields = NO_FIELDS
    nobodys: Set[str] = frozenset()


NOTHING = Told()


def told_by_tables(grids: Iterable[Grid], matter: Matter, areas_in: str = "") -> Told:
    """Rows below headers are records; label and value side by side are one, or more where a key comes again.
    ``areas_in``: the unit of areas whose head names none."""
    records: list[Record] = []
    totals: Fields = NO_FIELDS
    loose: list[Pair] = []
    header = (0, 0)
    alone = False
    for number, grid in enumerate(grids):
        for row in read_grid(grid, lexicon(matter)):
            values = list(_understood(row.pairs, FoundIn.TABLE, matter, areas_in)) if row.header else []
            if row.total:
                totals = {**_first(_areas(values)), **totals}
            elif not row.header:
                loose += row.pairs
            elif len(values) >= _A_RECORD:
                begins = header != (number, row.header)
                _put(records, _first(values), matter, upon=alone and begins)
                header, alone = (number, row.header), begins
    beside, nobodys = _in_turn(_understood(loose, FoundIn.TABLE, matter, areas_in), matter)
    if not records:
        return Told(beside, totals=totals, nobodys=nobodys)
    return Told(records, beside[0] if len(beside) == 1 else {}, totals, nobodys)


def told_by_lines(text: str, matter: Matter) -> Told:
    """Labels and values of running lines; rows of tables, which tabs betray, are not among them."""
    lines = [line for line in text.split("\n", _MOST_LINES)[:_MOST_LINES] if "\t" not in line]
    pairs = list(pairs_of(lines, lexicon(matter)))
    if not pairs:
        return NOTHING
    records, nobodys = _in_turn(_understood(pairs, FoundIn.LINE, matter), matter)
    if nobodys and (apart := _line_by_line(lines, matter)):
        return Told(apart)
    if len(records) > 1 and (end := _end_of_list(lines, matter)):
        listed, _ = _in_turn(_understood(pairs_of(lines[:end], lexicon(matter)), FoundIn.LINE, matter), matter)
        return Told(listed, _first(_understood(pairs_of(lines[end:], lexicon(matter)), FoundIn.LINE, matter)))
    return Told(records, nobodys=nobodys)


def _end_of_list(lines: Sequence[str], matter: Matter) -> int:
    """The heading (二、) behind the section (一、) in which several keys stand: what follows is told of all; else 0."""
    heads = [number for number, line in enumerate(lines) if level_of(line[:_NUMBERING]) == 1]
    keyed = [number for number, line in enumerate(lines) if heads and _has_key(line, matter)]
    if not keyed:
        return 0
    opening = max((head for head in heads if head <= keyed[-1]), default=len(lines))
    several = len([number for number in keyed if number >= opening]) > 1
    return next((head for head in heads if several and head > keyed[-1]), 0)


def _has_key(line: str, matter: Matter) -> bool:
    return any(extra.name in matter.keys for pair in pairs_of((line,), lexicon(matter)) for extra in pair.label.extras)


def _line_by_line(lines: Iterable[str], matter: Matter) -> list[Record]:
    """Things of which each has a line of several labels, beginning with the same."""
    told = [pairs for line in lines if len(pairs := list(pairs_of((line,), lexicon(matter)))) > 1]
    first = {pairs[0].label.words for pairs in told}
    return [_first(_understood(pairs, FoundIn.LINE, matter)) for pairs in told] if len(told) > 1 == len(first) else []


def shared(records: Sequence[Fields]) -> Record:
    """What all records say alike."""
    if not records:
        return {}
    first, *others = records
    alike = (name for name, value in first.items() if all(_says(other, name, value) for other in others))
    return {name: first[name] for name in alike}


def _says(record: Fields, name: str, value: FieldValue) -> bool:
    return name in record and record[name].value == value.value


def _understood(pairs: Iterable[Pair], where: FoundIn, matter: Matter, areas_in: str = "") -> Iterator[Value]:
    """What each pair tells; a label in a value's place tells nothing."""
    for pair in pairs_of_now(pairs):
        if _LIKE_A_LABEL.search(pair.written) and lexicon(matter).find(pair.written):
            continue
        for extra in pair.label.extras:
            unit = pair.label.unit or (areas_in if extra.kind is Kind.AREA else "")
            if value := understand(extra, pair.written, unit, pair.label.words, where):
                yield extra.name, value


def _areas(values: Iterable[Value]) -> Iterator[Value]:
    """Of a row of totals the areas; a sum of prices is no price, and the rest are words of the row itself."""
    return ((name, value) for name, value in values if value.unit in ("m2", "ha", "km2"))


def _first(values: Iterable[Value]) -> Record:
    """The first value of each field."""
    record: Record = {}
    for name, value in values:
        record.setdefault(name, value)
    return record


def _put(records: list[Record], record: Record, matter: Matter, upon: bool) -> None:
    """Add a row, or complete the record of the same key; ``upon``: or the single row of the storey above it."""
    same = next((one for one in reversed(records[-_STOREYS:]) if _same(one, record, matter)), None)
    if same is None and upon and not records[-1].keys() & record.keys():
        same = records[-1]
    if same is None:
        records.append(record)
    else:
        same.update({name: value for name, value in record.items() if name not in same})


def _same(one: Fields, other: Fields, matter: Matter) -> bool:
    known = [name for name in matter.keys if name in one and name in other]
    return bool(known) and all(one[name].value == other[name].value for name in known)


def _in_turn(values: Iterable[Value], matter: Matter) -> tuple[list[Record], Set[str]]:
    """Values one after another: a key that comes again with another value begins the next record, and so does what
    the record began with once its key was told. Else what differs is nobody's, and its names stand beside."""
    records: list[Record] = []
    contested: set[str] = set()
    for name, value in values:
        if not records or (_begins(records[-1], name, matter) and not _says(records[-1], name, value)):
            records.append({})
        known = records[-1].setdefault(name, value)
        contested |= {name} if known.value != value.value else set()
    nobodys = _of_none_apart(list(records[0]), contested, matter) if len(records) == 1 and contested else set[str]()
    records = [{name: value for name, value in record.items() if name not in nobodys} for record in records]
    whole = [record for record in records if len(record) >= _A_RECORD]  # a name told once more is no record
    return whole or records, nobodys


def _of_none_apart(names: Sequence[str], contested: Set[str], matter: Matter) -> Set[str]:
    """What differs, where nothing says where a thing ends; where it is more than one field, a list begins with it, and
    what follows is nobody's either."""
    listed = names[min(map(names.index, contested)) :] if len(contested) > 1 and matter.keys else ()
    return contested | {*listed}


def _begins(record: Fields, name: str, matter: Matter) -> bool:
    if name not in record:
        return False
    return name in matter.keys or (name == next(iter(record)) and any(key in record for key in matter.keys))
