"""Dates that do not say all: which day they may stand for, and which of several readings a whole list tells to be its.

``12-10-10`` and ``11/10/2026`` can be read in two orders and more. A list has one order for all of its dates: that in
which every one is a day, none lies ahead, and the rows stand in the order of their days.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from federator.model.local_time import LocalTime
from federator.model.row import Row
from federator.notation.address_dates import read_time_on, year_in_address
from federator.notation.dates import whole_year

_PARTS = re.compile(
    r"\D{0,12}?(\d\d?)\s?([-/.])\s?(\d\d?)(?:\s?\2\s?((?:19|20)?\d\d))?(?:\s+\d\d?:\d\d(?::\d\d)?(?:\s?[AP]M)?)?\W*",
    re.A | re.I,
)
_ONLY_MONTH = re.compile(r"\W*((?:19|20)\d\d)\s?[-/.年]\s?(\d{1,2})\s?月?\W*", re.A)
_AGO = re.compile(r"\W*(?:\d{1,3}\s?(?:秒|分钟|小时|天|日|周|星期|个月)[之以]?前|刚刚|[今昨前][天日])\W*", re.A)
_LONGEST = 40
_YEAR_FIRST, _DAY_FIRST, _MONTH_FIRST = (0, 1, 2), (2, 1, 0), (2, 0, 1)
"""Where year, month and day stand among the parts."""
_ORDERS = (_YEAR_FIRST, _DAY_FIRST, _MONTH_FIRST)
_IN_ORDER, _OUT_OF_ORDER = 0.8, 0.6
"""The share of neighbours in order: of a list with a few rows pinned, and of none."""
_TELLING = 5
"""Rows from which on it tells that they are out of order, and that days fall on the same one of their months."""
_THIRD = 3

_Parts = tuple[str, str, str, int | None]
"""Three parts as they stand, and the year that an address tells."""
_Order = tuple[int, int, int]


def rough_day(written: str) -> date | None:
    """The day that a date too short to be one may stand for: the first of ``2021.7``, that of ``[21-07-15]``, of all
    days the last for ``3小时前``. It tells what is a date and which comes first, not when a notice was published."""
    if found := _ONLY_MONTH.fullmatch(written):
        return _day(found[1], found[2], "1")
    parts = _parts(written)
    days = (_in_order(parts, order) for order in _ORDERS if parts)
    return next((day for day in days if day), date.max if _AGO.fullmatch(written) else None)


def is_in_parts(written: str) -> bool:
    """Whether it is a date of three parts that may stand in several orders."""
    parts = _parts(written)
    return parts is not None and any(_in_order(parts, order) for order in _ORDERS)


def listed_time(row: Row) -> LocalTime | None:
    """When a row was published, as its list says; None where it does not, or not for certain."""
    return read_time_on(row.url, row.told or row.date_written or "")


def listed_day(row: Row) -> date | None:
    """The day of :func:`listed_time`."""
    time = listed_time(row)
    return time.day if time else None


def days_told(rows: Sequence[Row], today: date) -> Mapping[int, date]:
    """Row number → the day of a date that may be read in several orders, where only one of them is that of the list,
    and the date alone does not tell it.

    ``11-20`` with the year in its address is month first unless the list shows otherwise.
    """
    ends = (next((row for row in several if row.date_written), None) for several in (rows, reversed(rows)))
    if not any(row and _parts(row.date_written or "", row.url) for row in ends):
        return {}  # a list writes its days in one way
    found = {number: parts for number, row in enumerate(rows) if (parts := _parts(row.date_written or "", row.url))}
    readings = [days for order in _ORDERS if (days := _all_in_order(found.values(), order))]
    certain = _certain(readings, today + timedelta(days=1))
    told = zip(found, certain, strict=True) if certain else ()
    return {number: day for number, day in told if not _is_read(rows[number], day)}


def _is_read(row: Row, day: date) -> bool:
    read = read_time_on(row.url, row.date_written or "")
    return read is not None and read.day == day


def _parts(written: str, url: str = "") -> _Parts | None:
    """The parts of a date as they stand; its address completes one that has only two."""
    found = _PARTS.fullmatch(written) if len(written) <= _LONGEST and not written[:4].isdigit() else None
    if found is None:
        return None
    told = year_in_address(url)
    year = found[4] or told
    return (found[1], found[3], str(year), told) if year else None


def _all_in_order(dates: Iterable[_Parts], order: _Order) -> list[date]:
    """The days; none where one of them is not a day in this order."""
    days = [_in_order(parts, order) for parts in dates]
    return [day for day in days if day] if all(days) else []


def _in_order(parts: _Parts, order: _Order) -> date | None:
    *written, told = parts
    day = _day(*(written[place] for place in order))
    return day if day and abs(day.year - (told or day.year)) <= 1 else None


def _day(year: str, month: str, day: str) -> date | None:
    if len(year) < 2:
        return None
    try:
        return date(int(year) if len(year) > 2 else whole_year(year), int(month), int(day))
    except ValueError:
        return None


def _certain(readings: Sequence[Sequence[date]], latest: date) -> Sequence[date]:
    """The one reading that can be meant; none where several can, or none of several."""
    different = list({tuple(days): days for days in readings}.values())
    if len(different) < 2:
        return different[0] if different else ()
    past = [days for days in different if max(days) <= latest]
    several = len(different[0]) >= _TELLING
    left = [days for days in past if _order(days) >= _OUT_OF_ORDER] if several else past
    left = [days for days in left if not _is_clumped(days)] if len(left) > 1 else left
    return left[0] if len(left) == 1 and _order(left[0]) >= _IN_ORDER else ()


def _order(days: Sequence[date]) -> float:
    """The share of neighbours of which the first is the newer."""
    pairs = list(pairwise(days))
    return sum(one >= other for one, other in pairs) / len(pairs) if pairs else 1.0


def _is_clumped(days: Sequence[date]) -> bool:
    """Nearly always the same day of the month, which is the year in truth: unless it is the same day once a year."""
    distinct = set(days)
    alike = len(distinct) >= _TELLING and _THIRD * len({day.day for day in distinct}) <= len(distinct)
    years = {day.year for day in distinct}
    yearly = len({(day.month, day.day) for day in days}) == 1 and len(years) == len(days) > max(years) - min(years)
    return alike and not yearly
