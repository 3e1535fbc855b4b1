"""Dates as sites write them, read without guessing: what is impossible or incomplete is no date."""

import re
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache

from federator.model.local_time import CHINA, LocalTime
from federator.notation.date_shapes import (
    COMPACT,
    DATE,
    DAY_APART,
    DIGIT,
    FEED,
    HOPELESS,
    IN_CHINESE,
    MAIL,
    MONTHS,
    NO_YEAR,
    PLAIN,
    PUBLISHED,
    SHORT_YEAR,
    TO_ASCII,
    YEAR_LAST,
)

LEAP_YEAR = 2000
"""Completes any date without a year, to see that it is one; which year it is of is another question."""

_OFFSETS = {"Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "CST": 8}
_SHORT_YEARS, _LONGEST_LABEL = 50, 12
_SHORT = 64
"""A date with its label: read several times for one notice, and the same day for many, so these are remembered."""


def read_time(written: str, year: int | None = None) -> LocalTime | None:
    """The date in ``written`` (with its time where one stands behind it), in UTC+08:00; None where there is none.

    Of several dates the one behind a publication label (发布时间：) counts, else the first; where that one is
    impossible (2026-02-30) the answer is None. ``year`` completes ``07-28``, and ``26-07-28`` where it is that year;
    without it such a date is none.
    A time without a zone, or in ``CST``, is China's.

    >>> read_time("发布时间：二○一一年十二月三十一日").isoformat()
    '2011-12-31'
    """
    return _read_short(written, year) if len(written) <= _SHORT else _read(written, year)


def date_within(written: str) -> str:
    """Of a line that holds more the date alone, with its time, as written; all of it where the date reads otherwise.

    >>> date_within("发布时间：2026-11-20 10:30 来源：县局")
    '2026-11-20 10:30'
    """
    text = " ".join(written.split())
    found = _chosen(text)
    alone = found[0].strip() if found else ""
    return alone if alone and read_time(alone) == read_time(written) else text


@lru_cache(maxsize=2048)
def _read_short(written: str, year: int | None) -> LocalTime | None:
    return _read(written, year)


def _read(written: str, year: int | None) -> LocalTime | None:
    if plain := PLAIN.fullmatch(written):
        return _iso_day(plain[1])
    if (found := FEED.fullmatch(written)) and found["name"].lower() in MONTHS:
        return _built(found, int(found["year"]))
    if HOPELESS.fullmatch(written):
        return None
    text = " ".join(written.split())
    if not text.isascii():
        text = IN_CHINESE.sub(_in_digits, text).translate(TO_ASCII).replace("年元月", "年1月")
    found = _chosen(text) or COMPACT.search(text) or _first(MAIL, text) or _whole((*DAY_APART, *YEAR_LAST), text)
    if found:
        return _built(found, int(found["year"]))
    if short := SHORT_YEAR.fullmatch(text):
        return _built(short, whole_year(short["year"]))
    bare = _whole(NO_YEAR, text) if year else None
    if not bare or not year or int(bare.groupdict().get("short") or year % 100) != year % 100:
        return None
    return _built(bare, year)


def whole_year(short: str) -> int:
    """``49`` is 2049, ``50`` is 1950."""
    return int(short) + (2000 if int(short) < _SHORT_YEARS else 1900)


def _iso_day(written: str) -> LocalTime | None:
    try:
        return LocalTime(date.fromisoformat(written))
    except ValueError:
        return None


def _in_digits(found: re.Match[str]) -> str:
    year, month, day = ("".join(part.split()) for part in found.groups())
    return f"{''.join(DIGIT[char] for char in year)}年{_count(month)}月{_count(day)}日"


def _count(numeral: str) -> str:
    """A day or month: 十 → 10, 二十一 → 21, 廿一 → 21, 三○ → 30, 元 → 1."""
    plain = numeral.replace("廿", "二十").replace("卅", "三十").replace("元", "一")
    if "十" not in plain:
        return "".join(DIGIT[char] for char in plain)
    tens, _, ones = plain.partition("十")
    return (DIGIT.get(tens, "1") if tens else "1") + (DIGIT.get(ones, "99") if ones else "0")


def _chosen(text: str) -> re.Match[str] | None:
    found = list(DATE.finditer(text))
    labelled = (one for one in found if _is_labelled(text, one.start())) if len(found) > 1 else found
    return next(iter(labelled), found[0] if found else None)


def _is_labelled(text: str, place: int) -> bool:
    """What says that a date is that of publication stands right before it."""
    return PUBLISHED.search(text, max(0, place - _LONGEST_LABEL), place) is not None


def _first(shapes: tuple[re.Pattern[str], ...], text: str) -> re.Match[str] | None:
    return next((found for shape in shapes if (found := shape.search(text))), None)


def _whole(shapes: tuple[re.Pattern[str], ...], text: str) -> re.Match[str] | None:
    return next((found for shape in shapes if (found := shape.fullmatch(text))), None)


def _built(found: re.Match[str], year: int) -> LocalTime | None:
    parts = found.groupdict()
    month = MONTHS[parts["name"].lower()] if "name" in parts else int(parts["month"])
    try:
        day = date(year, month, int(parts["day"]))
    except ValueError:
        return None
    at = _clock(parts)
    zone = parts.get("zone")
    return LocalTime(day, at) if at is None or not zone or zone == "+0800" else _in_china(day, at, zone)


def _clock(parts: dict[str, str | None]) -> time | None:
    if parts.get("hour") is None:
        return None
    hour, minute, second = (int(parts[name] or 0) for name in ("hour", "minute", "second"))
    noon = (parts.get("noon") or "").lower()
    if noon == "am" and hour == 12:
        hour = 0
    elif (noon == "pm" or parts.get("half") == "下午") and hour < 12:
        hour += 12
    try:
        return time(hour, minute, second)
    except ValueError:
        return None


def _in_china(day: date, at: time, zone: str) -> LocalTime | None:
    """The same instant on China's clock; None where nobody can say which zone is meant."""
    offset = _offset(zone)
    if offset is None:
        return None
    moment = datetime.combine(day, at, timezone(offset)).astimezone(CHINA)
    return LocalTime(moment.date(), moment.time())


def _offset(zone: str) -> timedelta | None:
    if zone[0] not in "+-":
        hours = _OFFSETS.get(zone.upper())
        return None if hours is None else timedelta(hours=hours)
    digits = zone[1:].replace(":", "")
    size = timedelta(hours=int(digits[:2]) % 24, minutes=int(digits[2:]) % 60)
    return -size if zone[0] == "-" else size
