"""工作日: which days are worked on in China, with its public holidays and the weekends worked in their place."""

from datetime import date
from functools import lru_cache

import chinese_calendar


@lru_cache(maxsize=4096)  # the library looks through all holidays at each question: 50 µs
def is_workday(day: date) -> bool:
    """Whether ``day`` is worked on. Beyond :func:`known_until`, where the State Council has not yet announced the
    holidays, Monday to Friday are."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5


def known_until() -> date:
    """The last day whose holidays are known."""
    return date(max(chinese_calendar.holidays).year, 12, 31)
