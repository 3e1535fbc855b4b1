"""How often: ``45s``, ``30m``, ``6h``, ``1d``."""

import re
from datetime import timedelta

from federator.model.words import Words, counted

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_CALLED = {"s": ("秒", "second"), "m": ("分钟", "minute"), "h": ("小时", "hour"), "d": ("天", "day")}
_WRITTEN = re.compile(r"(\d{1,9})([smhd])")


def read_duration(written: str) -> timedelta:
    """The time span written as a number and a unit.

    :raises ValueError: for anything else, and for zero.
    """
    found = _WRITTEN.fullmatch(written.strip())
    if not found or int(found[1]) == 0:
        raise ValueError(written)
    return timedelta(seconds=int(found[1]) * _UNITS[found[2]])


def write_duration(span: timedelta) -> str:
    """The shortest writing that :func:`read_duration` reads back."""
    number, unit = _counted(span)
    return f"{number}{unit}"


def duration_called(span: timedelta) -> Words:
    """The same for people: ``30 分钟``, ``30 minutes``."""
    number, unit = _counted(span)
    zh, en = _CALLED[unit]
    return Words(f"{number} {zh}", counted(number, en))


def _counted(span: timedelta) -> tuple[int, str]:
    """In the largest unit that it is a whole number of."""
    seconds = int(span.total_seconds())
    unit = next(unit for unit in ("d", "h", "m", "s") if seconds % _UNITS[unit] == 0)
    return seconds // _UNITS[unit], unit
