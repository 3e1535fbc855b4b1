"""Rows out of records of JSON, all of an answer at once: column by column, each by what the rule says of it."""

from collections.abc import Callable, Mapping, Sequence

from federator.connectors.feed_entry import plain_lines
from federator.connectors.json_dates import all_dates
from federator.connectors.json_values import all_filled
from federator.model.row import Row
from federator.model.site import JsonRule
from federator.notation.address import all_absolute

Place = Callable[[str, str, str | None], str]
"""The address of a row that gives none, by its title, its id and its date as written; ``""`` for none."""


def rows_of(records: Sequence[object], rule: JsonRule, base: str, place: Place) -> tuple[Row, ...]:
    """The records as rows, but for those that have neither title nor address."""
    titles = plain_lines(all_filled(records, rule.title))
    dates = all_dates(all_filled(records, rule.date))
    urls = all_absolute(base, all_filled(records, rule.link))
    if not all(urls):
        ids = all_filled(records, rule.id)
        placed = (place(*said) if said[1] else "" for said in zip(titles, ids, dates, strict=True))
        urls = [url or other for url, other in zip(urls, placed, strict=True)]
    rows = map(Row, titles, urls, dates, _fields(records, rule), all_filled(records, rule.html))
    return tuple([row for row in rows if row.url or row.title])


def _fields(records: Sequence[object], rule: JsonRule) -> Sequence[Mapping[str, str]]:
    """What each record says of the rule's fields."""
    fields: list[dict[str, str]] = [{} for _ in records]
    for label, mapping in rule.fields:
        texts = all_filled(records, mapping)
        for said, text in zip(fields, plain_lines(texts), strict=True) if any(texts) else ():
            if text:
                said[label] = text
    return fields
