"""Dates as sites write them, read without guessing: what is impossible or incomplete is no date."""

import re
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache

from federator.model.notice import CHINA, LocalTime

_ZERO = "〇○零OoＯ◯Ο0"
_NUMERAL = f"{_ZERO}一二三四五六七八九"
_DIGIT = dict.fromkeys(_ZERO, "0") | {char: str(value) for value, char in enumerate("一二三四五六七八九", 1)}
_TO_ASCII = str.maketrans("０１２３４５６７８９：－／．＋", "0123456789:-/.+")
_PLAIN = re.compile(r"\s*\[?((?:19|20)\d\d-\d\d-\d\d)\]?\s*", re.A)
_HOPELESS = re.compile(r"[^0-9０-９一二三四五六七八九]*")
_IN_CHINESE = re.compile(
    rf"([{_NUMERAL}](?:\s*[{_NUMERAL}]){{3}})\s*年\s*"
    rf"(元|[一二三四五六七八九十](?:\s*[一二{_ZERO}])?)\s*月\s*"
    rf"([一二三四五六七八九十廿卅](?:\s*[{_NUMERAL}十]){{0,2}})\s*日"
)

YEAR = r"(?P<year>(?:19|20)\d\d)"
_JOINT = r"\s*(?:[-/.]|[-—–―]{1,2}|%s)\s*"
_CLOCK = (
    r"(?P<hour>\d{1,2})\s?[:时]\s?(?P<minute>\d{1,2})(?!\d)(?:\s?[:分]\s?(?P<second>\d{1,2})(?!\d))?(?:\.\d+)?"
    r"(?:\s?(?P<noon>[AaPp][Mm])\b)?"
)
_TIME = (
    r"(?:[\sT,日]*(?:[(（]?(?:星期|周)[一二三四五六日天][)）]?)?\s*-?\s*(?P<half>[上下]午)?\s*"
    rf"{_CLOCK}\s*(?P<zone>Z\b|[+-]\d\d:?\d\d\b|GMT\b|UTC\b)?)?"
)
_DATE = re.compile(
    rf"(?<!\d){YEAR}{_JOINT % '年'}(?P<month>\d{{1,2}}){_JOINT % '月'}"
    rf"(?P<day>\d\d(?=\d\d:\d\d)|\d{{1,2}}(?!\d)){_TIME}",  # 2026-08-2815:30: two elements, nothing between
    re.A,
)
_COMPACT = re.compile(
    rf"(?<![A-Za-z\d_-]){YEAR}(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)"
    r"(?:(?P<hour>[0-2]\d)(?P<minute>[0-5]\d)(?P<second>[0-5]\d))?(?![A-Za-z\d_-])",
    re.A,
)
_DAY_APART = (
    re.compile(rf"\s*(?P<day>\d{{1,2}})日?\s*/?\s+{YEAR}\s*[-/.年]\s*(?P<month>\d{{1,2}})月?\s*", re.A),
    re.compile(rf"\s*{YEAR}\s*[-/.年]\s*(?P<month>\d{{1,2}})月?\s+(?P<day>\d{{1,2}})日?\s*", re.A),
    re.compile(rf"\s*(?P<day>\d{{1,2}})日?\s*/?\s*(?P<month>\d{{1,2}})月\s*[/.,]?\s*{YEAR}年?\s*", re.A),
    re.compile(rf"\s*(?P<month>\d{{1,2}})月\s*(?P<day>\d{{1,2}})日?\s*[/.,]?\s*{YEAR}年?\s*", re.A),
    re.compile(rf"\s*(?P<month>\d{{1,2}})\s?[-/.]\s?(?P<day>\d{{1,2}})\s+{YEAR}年?\s*", re.A),
    re.compile(rf"\s*{YEAR}年?\s+(?P<month>\d{{1,2}})\s?[-/.]\s?(?P<day>\d{{1,2}})\s*", re.A),
)
_YEAR_LAST = (  # where only one of the two numbers before the year can be a month, or they are the same
    re.compile(rf"\D{{0,12}}?(?P<day>1[3-9]|2\d|3[01])[-/.](?P<month>0?[1-9]|1[0-2])[-/.]{YEAR}{_TIME}\W*", re.A),
    re.compile(rf"\D{{0,12}}?(?P<month>0?[1-9]|1[0-2])[-/.](?P<day>1[3-9]|2\d|3[01])[-/.]{YEAR}{_TIME}\W*", re.A),
    re.compile(rf"\D{{0,12}}?(?P<month>\d{{1,2}})[-/.](?P<day>(?P=month))[-/.]{YEAR}{_TIME}\W*", re.A),
)
_SHORT_YEAR = re.compile(r"\D{0,12}?(?P<year>\d\d)年(?P<month>\d{1,2})月(?P<day>\d{1,2})日\W*", re.A)
_NO_YEAR = (
    re.compile(rf"\D{{0,12}}?(?P<month>\d{{1,2}})\s?[-/.月]\s?(?P<day>\d{{1,2}})日?{_TIME}\s*[\])】）]?\s*", re.A),
    re.compile(r"\s*(?P<day>\d{1,2})日?\s+(?P<month>\d{1,2})月\s*", re.A),
    re.compile(r"\W{0,2}(?P<short>\d\d)[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?\W{0,2}", re.A),
)
_MONTH_NAMES = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES.split("|"), 1)}
_MONTHS |= {f"{name}月": number for number, name in enumerate([*"一二三四五六七八九十", "十一", "十二"], 1)}
_MONTHS |= {f"{number}月": number for number in range(1, 13)}
_NAME = rf"(?P<name>{_MONTH_NAMES}|(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月)[a-z]*"
_MAIL_ZONE = r"(?P<zone>[+-]\d\d:?\d\d\b|[a-z]{1,4}\b)"
_FEED = re.compile(  # RFC 822 as nearly every feed writes it
    r"(?:[A-Z][a-z]{2}, )?(?P<day>\d{1,2}) (?P<name>[A-Z][a-z]{2}) (?P<year>(?:19|20)\d\d) "
    r"(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d) (?P<zone>[+-]\d{4}|GMT)",
    re.A,
)
_MAIL = (  # RFC 822, what Java prints, and English pages
    re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -]{_NAME}[.,]?[ -]{YEAR}\b(?:\s+{_CLOCK}(?:\s*{_MAIL_ZONE})?)?",
        re.I | re.A,
    ),
    re.compile(rf"\b{_NAME}\s+(?P<day>\d{{1,2}})\s+{_CLOCK}\s+(?:{_MAIL_ZONE}\s+)?{YEAR}\b", re.I | re.A),
    re.compile(rf"\b{_NAME}\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s?,?\s+{YEAR}\b", re.I | re.A),  # Nov 26, 2026
)
_PUBLISHED = re.compile(
    r"(?:(?:发布|公布|公开|发表|发稿|刊登)(?:日期|时间)|(?:^|[\s\[【|])(?:日期|时间))\s*[:\]】]\s*\[?$"
)
_LONGEST_LABEL = 12
_OFFSETS = {"Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "CST": 8}

_SHORT_YEARS = 50

LEAP_YEAR = 2000
"""Completes any date without a year, to see that it is one; which year it is of is another question."""

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
    if plain := _PLAIN.fullmatch(written):
        return _iso_day(plain[1])
    if (found := _FEED.fullmatch(written)) and found["name"].lower() in _MONTHS:
        return _built(found, int(found["year"]))
    if _HOPELESS.fullmatch(written):
        return None
    text = " ".join(written.split())
    if not text.isascii():
        text = _IN_CHINESE.sub(_in_digits, text).translate(_TO_ASCII).replace("年元月", "年1月")
    found = _chosen(text) or _COMPACT.search(text) or _first(_MAIL, text) or _whole((*_DAY_APART, *_YEAR_LAST), text)
    if found:
        return _built(found, int(found["year"]))
    if short := _SHORT_YEAR.fullmatch(text):
        return _built(short, whole_year(short["year"]))
    bare = _whole(_NO_YEAR, text) if year else None
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
    return f"{''.join(_DIGIT[char] for char in year)}年{_count(month)}月{_count(day)}日"


def _count(numeral: str) -> str:
    """A day or month: 十 → 10, 二十一 → 21, 廿一 → 21, 三○ → 30, 元 → 1."""
    plain = numeral.replace("廿", "二十").replace("卅", "三十").replace("元", "一")
    if "十" not in plain:
        return "".join(_DIGIT[char] for char in plain)
    tens, _, ones = plain.partition("十")
    return (_DIGIT.get(tens, "1") if tens else "1") + (_DIGIT.get(ones, "99") if ones else "0")


def _chosen(text: str) -> re.Match[str] | None:
    found = list(_DATE.finditer(text))
    labelled = (one for one in found if _is_labelled(text, one.start())) if len(found) > 1 else found
    return next(iter(labelled), found[0] if found else None)


def _is_labelled(text: str, place: int) -> bool:
    """What says that a date is that of publication stands right before it."""
    return _PUBLISHED.search(text, max(0, place - _LONGEST_LABEL), place) is not None


def _first(shapes: tuple[re.Pattern[str], ...], text: str) -> re.Match[str] | None:
    return next((found for shape in shapes if (found := shape.search(text))), None)


def _whole(shapes: tuple[re.Pattern[str], ...], text: str) -> re.Match[str] | None:
    return next((found for shape in shapes if (found := shape.fullmatch(text))), None)


def _built(found: re.Match[str], year: int) -> LocalTime | None:
    parts = found.groupdict()
    month = _MONTHS[parts["name"].lower()] if "name" in parts else int(parts["month"])
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
