"""The things that notices tell of, a row each: parcels, certificates, licences, cases. Pure.

A notice that lists many has a row for each, with what it says of all of them; one that lists none has one, its fields.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from federator.model.notice import Notice
from federator.model.revision import Published
from federator.model.value import Fields, FieldValue
from federator.notation.folding import fold
from federator.publish.export import table_of

COLUMNS = ("id", "number", "title", "url", "published", "publisher", "organisation", "division", "site", "category",
           "subtype")  # fmt: skip
"""What each row of the table begins with; the fields follow, each with its unit."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows are wanted: those whose ``field`` holds the words ``contains``, and lies from ``least`` to ``most``.
    Without a field all are."""

    field: str = ""
    contains: str = ""
    least: float | None = None
    most: float | None = None

    def takes(self, told: Fields) -> bool:
        """Whether a row is wanted."""
        if not self.field:
            return True
        value = told.get(self.field)
        return value is not None and self._holds(value) and self._within(value)

    def _holds(self, value: FieldValue) -> bool:
        if not self.contains:
            return True
        words = fold(self.contains).lower()
        return any(words in fold(str(one)).lower() for one in (value.as_written, *_parts(value)))

    def _within(self, value: FieldValue) -> bool:
        if self.least is None and self.most is None:
            return True
        number = value.value
        if not isinstance(number, int | float) or "/" in value.unit:  # a price of each square metre is another thing
            return False
        return (self.least is None or number >= self.least) and (self.most is None or number <= self.most)


@dataclass(frozen=True, slots=True)
class Thing:
    """One row; ``number`` counts those of a notice from 1."""

    of: Published
    number: int
    fields: Fields

    def as_record(self, home_url: str) -> dict[str, Any]:
        """A JSON object."""
        told = {name: value.as_record() for name, value in self.fields.items()}
        return {**_head(self), "page": f"{home_url}notices/{self.of.id}", "seq": self.of.seq, "fields": told}


def things(published: Iterable[Published], wanted: Wanted) -> Iterator[Thing]:
    """The rows of these notices that are wanted."""
    for one in published:
        for number, told in enumerate(_told(one.notice), 1):
            if wanted.takes(told):
                yield Thing(one, number, told)


def as_table(rows: Iterable[Thing], fields: Sequence[tuple[str, str]]) -> Iterator[bytes]:
    """CSV; ``fields`` are names and units. A value in another unit stands as it was written."""
    heads = [f"{name} ({unit})" if unit else name for name, unit in fields]
    lines = ((*_head(row).values(), *(_cell(row.fields.get(name), unit) for name, unit in fields)) for row in rows)
    return table_of((*COLUMNS, *heads), lines)


def _told(notice: Notice) -> Sequence[Fields]:
    if notice.records:
        return [{**notice.fields, **record} for record in notice.records]
    return [notice.fields] if notice.fields else []


def _head(row: Thing) -> dict[str, Any]:
    notice = row.of.notice
    published = notice.published.isoformat() if notice.published else ""
    values = (row.of.id, row.number, notice.title, notice.url, published, notice.publisher, notice.organisation,
              notice.division, notice.site, notice.category, notice.subtype)  # fmt: skip
    return dict(zip(COLUMNS, values, strict=True))


def _cell(value: FieldValue | None, unit: str) -> str:
    if value is None:
        return ""
    return "；".join(map(str, _parts(value))) if value.unit == unit else value.as_written


def _parts(value: FieldValue) -> tuple[object, ...]:
    return value.value if isinstance(value.value, tuple) else (value.value,)
