"""Does what was read still look like the list it was? Judged against the source's own past."""

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Sequence
from datetime import date, timedelta
from statistics import median

from federator.compare.belonging import numbered_otherwise, shaped_otherwise, speaks_otherwise
from federator.model.health import Finding, Likeness
from federator.model.row import Row
from federator.notation.address_key import address_key
from federator.notation.folding import title_key
from federator.notation.unsure import listed_day

HALF = 0.5
"""Of the notices listed last, the share a new rule must find to be taken without asking anybody."""
Elsewhere = Callable[[Sequence[str]], Collection[str]]
"""Which of some addresses other columns of the site are known to list."""
_FEW = 0.25
"""The share of known notices below which a list is judged as if it had none."""
_KEPT = 60
_TELLING = 4
"""Rows a list must have had for its absence to say anything."""
_MUCH = 0.5
_FAR_ABOVE = 2
_WEEK = timedelta(days=7)
_NUMBER = re.compile(r"\d+")
_LATE = timedelta(days=5)
"""How long after its date of publication a notice may appear in its list."""


def likeness_of(rows: Sequence[Row], seen: date, names: tuple[str, ...] = (), past: Likeness | None = None) -> Likeness:
    """How a list looks, by its rows; ``seen``: the day on which it looked so. ``names``: what its page says it is;
    ``past``: how it looked before."""
    days = sorted(day for row in rows if (day := listed_day(row)))
    return Likeness(
        rows=len(rows),
        dated=_share(days, rows),
        title=median(len(row.title) for row in rows) if rows else 0,
        linked=_share([row for row in rows if row.url], rows),
        addresses=tuple(address_key(row.url) for row in rows[:_KEPT] if row.url),
        titles=tuple(title_key(row.title) for row in rows[:_KEPT] if row.title),
        newest=max(days, default=None),
        seen=seen,
        names=names,
        busiest=max(_busiest(days), past.busiest if past else 0),
    )


def _busiest(days: Sequence[date]) -> int:
    """The most of the days, in their order, that lie within one week."""
    return max((bisect_left(days, day + _WEEK) - number for number, day in enumerate(days)), default=0)


def found_again(past: Likeness, rows: Sequence[Row]) -> float:
    """The share of the notices listed last that are among ``rows``, under their address or their title."""
    addresses, titles = {address_key(row.url) for row in rows if row.url}, {title_key(row.title) for row in rows}
    by_address = len(addresses & set(past.addresses)) / max(1, len(set(past.addresses)))
    by_title = len(titles & set(past.titles)) / max(1, len(set(past.titles)))
    return max(by_address, by_title)


def misfit(
    past: Likeness, now: Likeness, rows: Sequence[Row], elsewhere: Elsewhere = lambda _addresses: ()
) -> Finding | None:
    """What is wrong with rows that a rule read, which make the list look as ``now``; None where they may well be the
    list gone on.

    Whatever it lists, a list keeps its dates, its links and the length of its titles. Where most of the rows are
    strange, and most of what was listed last is missing, these are judged by themselves. That alone happens, after a
    week of many notices; but those have addresses like the others', were published since the list was seen last, and
    stand on a page of the same name. Where the column never had nearly as many in the time, it is doubtful, and so it
    is where they are numbered or speak otherwise than it did. What is doubtful in two ways is another column; so is
    what other columns list, that did not list what it had.
    """
    if not rows:
        return Finding.EMPTIED if past.rows >= _TELLING else None
    if past.rows < _TELLING:
        return None
    if is_barer(past, now) or says_otherwise(past, rows):
        return Finding.LAYOUT
    strange, found = _strangers(past, rows), found_again(past, rows)
    if 2 * len(strange) <= len(rows) or found >= HALF:
        return None
    fresh = likeness_of(strange, now.seen, now.names)
    unlike = (_is_renamed(past, now), _is_older(past, strange))
    known = max(found, 1 - len(strange) / len(rows))
    if shaped_otherwise(past, fresh) or (known < _FEW and any(unlike)):
        return Finding.OTHER_PAGE
    weeks = 1 + max(now.seen - past.seen, timedelta(0)) // _WEEK
    surge = bool(past.busiest) and len(strange) > _FAR_ABOVE * weeks * past.busiest
    signs = (surge, numbered_otherwise(past, fresh), speaks_otherwise(past, fresh), *unlike)
    if sum(signs) > 1 or _is_listed_elsewhere(past, fresh, elsewhere):
        return Finding.OTHER_PAGE
    return Finding.SURGE if any(signs) else None


def is_barer(past: Likeness, now: Likeness) -> bool:
    """Dates or links are gone from most rows, or most of the words from the titles."""
    return past.dated - now.dated > _MUCH or past.linked - now.linked > _MUCH or says_less(past, now)


def says_less(past: Likeness, now: Likeness) -> bool:
    """The titles are less than half as long as they were."""
    return now.title < past.title * _MUCH


def says_otherwise(past: Likeness, rows: Sequence[Row]) -> bool:
    """Most of the notices that are known by their addresses have other titles: neither whole nor cut is it one that was
    listed last."""
    addresses, titles = set(past.addresses), set(past.titles)
    known = [title_key(row.title) for row in rows if row.url and address_key(row.url) in addresses]
    others = sum(title not in titles and not any(title in one or one in title for one in titles) for title in known)
    return len(known) >= _TELLING and 2 * others > len(known)


def _strangers(past: Likeness, rows: Sequence[Row]) -> list[Row]:
    """The rows that were not listed last, neither under their address nor under their title."""
    addresses, titles = set(past.addresses), set(past.titles)
    return [row for row in rows if address_key(row.url) not in addresses and title_key(row.title) not in titles]


def _is_older(past: Likeness, rows: Sequence[Row]) -> bool:
    """Most were published long before the list was seen without them."""
    days = [day for row in rows if (day := listed_day(row))]
    return 2 * sum(day < past.seen - _LATE for day in days) > len(days)


def _is_listed_elsewhere(past: Likeness, now: Likeness, elsewhere: Elsewhere) -> bool:
    share, before = (len(elsewhere(one.addresses)) / max(1, len(one.addresses)) for one in (now, past))
    return share > _MUCH > 2 * before


def _is_renamed(past: Likeness, now: Likeness) -> bool:
    """The page says otherwise than before what it is, numbers aside."""
    pairs = [(_NUMBER.sub("", one), _NUMBER.sub("", other)) for one, other in zip(past.names, now.names, strict=False)]
    return any(one and other and one != other for one, other in pairs)


def _share(some: Sequence[object], rows: Sequence[Row]) -> float:
    return round(len(some) / len(rows), 3) if rows else 0.0
