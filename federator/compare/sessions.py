"""Rows whose addresses differ from known ones in nothing but values that every answer gives anew (``?sid=…&t=…``).

Under such addresses each visit would take every notice for one that moved, and one that was rewritten in between for
a new one beside the old.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from federator.model.item import Item
from federator.model.row import Row
from federator.notation.address_key import address_key, without_session
from federator.notation.folding import title_key

_FEWEST, _MOST = 3, 4
"""Rows that must be known but for such values, and say what they said; parameters of one address that are looked at."""
_DRAWN = re.compile(r"(?=[^&]*\d)(?=[^&]*[A-Za-z.-])(?:[\w.~+-]|%2[BF]|%3D){8,}|\d{10,}", re.A | re.I)
"""A value that looks drawn, in base64 too: no number of a page, no year, no day, no word."""
_MARKS = "?;("
"""One of these stands before a session."""


def without_sessions(rows: Sequence[Row]) -> tuple[Row, ...]:
    """``rows`` without what :func:`without_session` takes from their addresses: they stay the same rows."""
    written = " ".join(row.url for row in rows)
    if not any(mark in written for mark in _MARKS):
        return tuple(rows)
    urls = [without_session(row.url) for row in rows]
    return tuple(row if url == row.url else replace(row, url=url) for row, url in zip(rows, urls, strict=True))


def has_drawn(rows: Sequence[Row]) -> bool:
    """Whether parameters of all their addresses look drawn, and name no notice. Hardly any list has one: nothing
    known need be asked for of the others."""
    return bool(_drawn(rows))


def as_known(rows: Sequence[Row], items: Iterable[Item], aside: Iterable[str] = ()) -> tuple[Row, ...]:
    """``rows``, none under a known address, each under that of the one of ``items`` of their source which has it but
    for such values; where none has, under that of ``aside``, the addresses of rows that were set aside.

    All rows have them, what remains of their addresses tells them apart, and three or more are of known titles and
    days, half of those that are found at all.
    """
    items = tuple(items)
    for names in _drawn(rows):
        listed = {_without(names, row.url): row for row in rows}
        having = (one for one in items if _parameters(one.url).keys() >= set(names))
        by_time = sorted(having, key=lambda one: one.last_seen)
        known = {key: one for one in by_time if (key := _without(names, one.url)) in listed}
        alike = sum(_says_the_same(listed[key], one) for key, one in known.items())
        if alike >= max(_FEWEST, len(known) / 2):
            urls = {_without(names, url): url for url in aside} | {key: one.url for key, one in known.items()}
            return tuple(replace(row, url=urls.get(key, row.url)) for key, row in listed.items())
    return tuple(rows)


def _drawn(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    """The parameters that all of the rows have, with values that look drawn, as many together as leave the rows told
    apart; most of them first."""
    if len(rows) < _FEWEST or not all("?" in row.url for row in rows):
        return []
    several = [_parameters(row.url) for row in rows]
    drawn = [name for name in several[0] if all(_DRAWN.fullmatch(one.get(name, "")) for one in several)][:_MOST]
    ways = (names for number in range(len(drawn), 0, -1) for names in combinations(drawn, number))
    return [names for names in ways if len({_without(names, row.url) for row in rows}) == len(rows)]


def _parameters(url: str) -> dict[str, str]:
    pairs = (pair.partition("=") for pair in url.partition("#")[0].partition("?")[2].split("&"))
    return {name: value for name, _, value in pairs}


def _without(names: Collection[str], url: str) -> str:
    place, _, query = url.partition("#")[0].partition("?")
    return address_key(f"{place}?{'&'.join(pair for pair in query.split('&') if pair.partition('=')[0] not in names)}")


def _says_the_same(row: Row, item: Item) -> bool:
    written = (item.row.date_written or "") if item.row else ""
    return title_key(row.title) == item.title_key and (row.date_written or "") == written
