"""What the address of a notice tells of its day: nearly all site software writes it there."""

import re
from datetime import date

from federator.model.local_time import LocalTime
from federator.notation.date_shapes import YEAR
from federator.notation.dates import read_time

_YEAR_IN_PATH = re.compile(
    r"/t(20\d\d)[01]\d[0-3]\d_|/(20\d\d)/\d{1,2}/\d{1,2}/|/(20\d\d)[01]\d(?:[0-3]\d)?/"
    r"|/(20\d\d)-[01]?\d[-/]|/(20\d\d)/[01]\d[0-3]\d/|/art/(20\d\d)/|/(20\d\d)/\d{3,9}\.s?html?$",
    re.A,
)
_DAY_IN_PATH = (
    re.compile(rf"/[a-z]?{YEAR}(?P<month>[01]\d)(?P<day>[0-3]\d)(?:[0-2]\d[0-5]\d[0-5]\d)?[_.-][^/]*$", re.A),
    re.compile(rf"/{YEAR}(?P<joint>[-/])(?P<month>\d{{1,2}})(?P=joint)(?P<day>\d{{1,2}})[/_]", re.A),
    re.compile(rf"/{YEAR}/?(?P<month>[01]\d)/?(?P<day>[0-3]\d)/", re.A),
)


def read_time_on(url: str, written: str) -> LocalTime | None:
    """As :func:`read_time`, for a page whose address may complete a date without a year; ``""`` is no date."""
    return read_time(written) or read_time(written, year_in_address(url)) if written else None


def year_in_address(url: str) -> int | None:
    """The year in a notice's address: ``/t20260828_1.html``, ``/2026/8/28/``, ``/202608/``, ``/2026/345.htm``."""
    if found := _YEAR_IN_PATH.search(url):
        return int(next(year for year in found.groups() if year))
    day = day_in_address(url)
    return day.year if day else None


def day_in_address(url: str) -> date | None:
    """The day that a notice's address names: ``/t20260828_1.html``, ``/20260828103329.htm``, ``/2026/8/28/1.html``."""
    path = url.partition("?")[0]
    found = next((found for shape in _DAY_IN_PATH if (found := shape.search(path))), None)
    try:
        return date(*map(int, found.group("year", "month", "day"))) if found else None
    except ValueError:
        return None
