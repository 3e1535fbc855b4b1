"""Dates as interfaces write them: as words, or as seconds or milliseconds since 1970."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from federator.connectors.row_dates import all_words

_SINCE_1970 = r"(1\d{9})(?:\d{3})?"
"""Seconds or milliseconds, 2001 to 2033; ``20260828`` and longer writings of a date begin otherwise."""
_EPOCH = re.compile(rf"(?:/Date\()?{_SINCE_1970}(?:[+-]\d{{4}})?(?:\)/)?", re.A)
_EPOCHS = re.compile(rf"(?:{_SINCE_1970} )*{_SINCE_1970}", re.A)
_CHINA_AHEAD = 8 * 3600
_SIXTY = [f"{number:02}" for number in range(60)]


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
