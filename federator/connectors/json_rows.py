"""Rows out of records of JSON, all of an answer at once: column by column, each by what the rule says of it.

Interfaces write dates as words, or as seconds or milliseconds since 1970.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

from federator.connectors.feed_entry import plain_lines
from federator.connectors.json_values import all_filled
from federator.connectors.row_dates import all_words
from federator.model.row import Row
from federator.model.site import JsonRule
from federator.notation.address import all_absolute

_SINCE_1970 = r"(1\d{9})(?:\d{3})?"
"""Seconds or milliseconds, 2001 to 2033; ``20260828`` and longer writings of a date begin otherwise."""
_EPOCH = re.compile(rf"(?:/Date\()?{_SINCE_1970}(?:[+-]\d{{4}})?(?:\)/)?", re.A)
_EPOCHS = re.compile(rf"(?:{_SINCE_1970} )*{_SINCE_1970}", re.A)
_CHINA_AHEAD = 8 * 3600
_SIXTY = [f"{number:02}" for number in range(60)]
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


def all_dates(texts: Sequence[str]) -> Sequence[str | None]:
    """Dates as written, seconds and milliseconds since 1970 as China's clock says them; None for ``""``."""
    if all(map(str.isdecimal, texts)) and _EPOCHS.fullmatch(" ".join(texts)):
        return [_moment(text) for text in texts]
    return [_moment(epoch[1]) if (epoch := _EPOCH.fullmatch(line)) else line or None for line in all_words(texts)]


def _moment(epoch: str) -> str:
    """What China's clock says so many seconds, of which there are ten digits, after 1970 began."""
    day, second = divmod(int(epoch[:10]) + _CHINA_AHEAD, 86400)
    return f"{_day(day)} {_SIXTY[second // 3600]}:{_SIXTY[second // 60 % 60]}:{_SIXTY[second % 60]}"


@lru_cache(maxsize=1024)
def _day(number: int) -> str:
    """The date of a day counted from 1970; a list has few of them."""
    return str(date(1970, 1, 1) + timedelta(number))
