"""The forms in which sites write dates, as patterns that name the parts."""

import re

_ZERO = "〇○零OoＯ◯Ο0"
NUMERAL = f"{_ZERO}一二三四五六七八九"
"""Chinese ones, and what is typed for zero; as the inside of a character class."""
DIGIT = dict.fromkeys(_ZERO, "0") | {char: str(value) for value, char in enumerate("一二三四五六七八九", 1)}
TO_ASCII = str.maketrans("０１２３４５６７８９：－／．＋", "0123456789:-/.+")
PLAIN = re.compile(r"\s*\[?((?:19|20)\d\d-\d\d-\d\d)\]?\s*", re.A)
"""As most lists write it: ``2026-08-28``, in brackets at most."""
HOPELESS = re.compile(r"[^0-9０-９一二三四五六七八九]*")
"""What has no numeral, and so is no date."""
IN_CHINESE = re.compile(
    rf"([{NUMERAL}](?:\s*[{NUMERAL}]){{3}})\s*年\s*"
    rf"(元|[一二三四五六七八九十](?:\s*[一二{_ZERO}])?)\s*月\s*"
    rf"([一二三四五六七八九十廿卅](?:\s*[{NUMERAL}十]){{0,2}})\s*日"
)
"""``二○一一年十二月三十一日``."""

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
DATE = re.compile(
    rf"(?<!\d){YEAR}{_JOINT % '年'}(?P<month>\d{{1,2}}){_JOINT % '月'}"
    rf"(?P<day>\d\d(?=\d\d:\d\d)|\d{{1,2}}(?!\d)){_TIME}",  # 2026-08-2815:30: two elements, nothing between
    re.A,
)
"""``2026-08-28``, ``2026年8月28日 星期五 下午3:05``, ``2026/8/28T10:00:00Z``."""
COMPACT = re.compile(
    rf"(?<![A-Za-z\d_-]){YEAR}(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)"
    r"(?:(?P<hour>[0-2]\d)(?P<minute>[0-5]\d)(?P<second>[0-5]\d))?(?![A-Za-z\d_-])",
    re.A,
)
"""``20260828``, ``20260828103329``."""
DAY_APART = (
    re.compile(rf"\s*(?P<day>\d{{1,2}})日?\s*/?\s+{YEAR}\s*[-/.年]\s*(?P<month>\d{{1,2}})月?\s*", re.A),
    re.compile(rf"\s*{YEAR}\s*[-/.年]\s*(?P<month>\d{{1,2}})月?\s+(?P<day>\d{{1,2}})日?\s*", re.A),
    re.compile(rf"\s*(?P<day>\d{{1,2}})日?\s*/?\s*(?P<month>\d{{1,2}})月\s*[/.,]?\s*{YEAR}年?\s*", re.A),
    re.compile(rf"\s*(?P<month>\d{{1,2}})月\s*(?P<day>\d{{1,2}})日?\s*[/.,]?\s*{YEAR}年?\s*", re.A),
    re.compile(rf"\s*(?P<month>\d{{1,2}})\s?[-/.]\s?(?P<day>\d{{1,2}})\s+{YEAR}年?\s*", re.A),
    re.compile(rf"\s*{YEAR}年?\s+(?P<month>\d{{1,2}})\s?[-/.]\s?(?P<day>\d{{1,2}})\s*", re.A),
)
"""In two or three elements: ``28`` and ``2026-07``, ``7月 28 2026``."""
YEAR_LAST = (
    re.compile(rf"\D{{0,12}}?(?P<day>1[3-9]|2\d|3[01])[-/.](?P<month>0?[1-9]|1[0-2])[-/.]{YEAR}{_TIME}\W*", re.A),
    re.compile(rf"\D{{0,12}}?(?P<month>0?[1-9]|1[0-2])[-/.](?P<day>1[3-9]|2\d|3[01])[-/.]{YEAR}{_TIME}\W*", re.A),
    re.compile(rf"\D{{0,12}}?(?P<month>\d{{1,2}})[-/.](?P<day>(?P=month))[-/.]{YEAR}{_TIME}\W*", re.A),
)
"""Where only one of the two numbers before the year can be a month, or they are the same."""
SHORT_YEAR = re.compile(r"\D{0,12}?(?P<year>\d\d)年(?P<month>\d{1,2})月(?P<day>\d{1,2})日\W*", re.A)
NO_YEAR = (
    re.compile(rf"\D{{0,12}}?(?P<month>\d{{1,2}})\s?[-/.月]\s?(?P<day>\d{{1,2}})日?{_TIME}\s*[\])】）]?\s*", re.A),
    re.compile(r"\s*(?P<day>\d{1,2})日?\s+(?P<month>\d{1,2})月\s*", re.A),
    re.compile(r"\W{0,2}(?P<short>\d\d)[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?\W{0,2}", re.A),
)
"""``07-28``, ``28 7月``, ``26-07-28``: what a year given beside completes, or is the same as."""
_MONTH_NAMES = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES.split("|"), 1)}
MONTHS |= {f"{name}月": number for number, name in enumerate([*"一二三四五六七八九十", "十一", "十二"], 1)}
MONTHS |= {f"{number}月": number for number in range(1, 13)}
_NAME = rf"(?P<name>{_MONTH_NAMES}|(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月)[a-z]*"
_MAIL_ZONE = r"(?P<zone>[+-]\d\d:?\d\d\b|[a-z]{1,4}\b)"
FEED = re.compile(
    r"(?:[A-Z][a-z]{2}, )?(?P<day>\d{1,2}) (?P<name>[A-Z][a-z]{2}) (?P<year>(?:19|20)\d\d) "
    r"(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d) (?P<zone>[+-]\d{4}|GMT)",
    re.A,
)
"""RFC 822 as nearly every feed writes it."""
MAIL = (
    re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -]{_NAME}[.,]?[ -]{YEAR}\b(?:\s+{_CLOCK}(?:\s*{_MAIL_ZONE})?)?",
        re.I | re.A,
    ),
    re.compile(rf"\b{_NAME}\s+(?P<day>\d{{1,2}})\s+{_CLOCK}\s+(?:{_MAIL_ZONE}\s+)?{YEAR}\b", re.I | re.A),
    re.compile(rf"\b{_NAME}\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s?,?\s+{YEAR}\b", re.I | re.A),  # Nov 26, 2026
)
"""RFC 822, what Java prints, and English pages."""
PUBLISHED = re.compile(
    r"(?:(?:发布|公布|公开|发表|发稿|刊登)(?:日期|时间)|(?:^|[\s\[【|])(?:日期|时间))\s*[:\]】]\s*\[?$"
)
"""What ends right before a date of publication."""
