"""The first and last day of a period as written: ``自2020年1月1日至2022年12月31日``, ``2009年11月9日至11月19日``."""

import re

from federator.notation.dates import read_time
from federator.notation.folding import fold

_DAY = r"(?:19|20)\d\d\s*[-年./]\s*\d{1,2}\s*[-月./]\s*\d{1,2}\s*日?"
DAYS = re.compile(_DAY)
_SAME_YEAR = re.compile(
    r"((?:19|20)\d\d)\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日[^年\d]{0,4}(?:\d{1,2}[时点:：]\d{0,2}分?)?[^年\d]{0,4}[至到～—–-]{1,2}\s?"
    r"(?=\d{1,2}\s?月\s?\d{1,2}\s?日)"
)
"""The last day of a period in the year of the first: 2009年11月9日至11月19日."""
_GOES_ON_TO = re.compile(r"[^。；]{0,12}?[至到～—–-]")
_ALWAYS, _NEVER = re.compile(""), re.compile(r"(?!)")
_BEGINS, _ENDS = re.compile(r"自|起|始|拍卖(?!.{0,6}(?:截止|结束))"), re.compile(r"至|止|届满|到期|前")


def first_day(words: str, label: str) -> str:
    """Of a period; of a single day where its own words or its ``label`` say that it is the first. ``""``: none is."""
    return _bound(words, label, 0, _BEGINS)


def last_day(words: str, label: str) -> str:
    """The last of a period, likewise; a day from which a period goes on is never its last."""
    return _bound(words, label, -1, _ENDS)


def _bound(words: str, label: str, which: int, hint: re.Pattern[str]) -> str:
    plain = _SAME_YEAR.sub(r"\g<0>\1年", fold(words))
    days = DAYS.findall(plain)
    if len(days) not in (1, 2):
        return ""
    if len(days) == 1 and _GOES_ON_TO.match(plain.partition(days[0])[2]):
        hint = _ALWAYS if which == 0 else _NEVER
    if len(days) == 1 and not hint.search(DAYS.sub("", plain) + label):
        return ""
    understood = read_time(days[which])
    return understood.day.isoformat() if understood else ""
