"""How often: ``45s``, ``30m``, ``6h``, ``1d``."""

import re
from datetime import timedelta

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
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
    seconds = int(span.total_seconds())
    unit = next(unit for unit in ("d", "h", "m", "s") if seconds % _UNITS[unit] == 0)
    return f"{seconds // _UNITS[unit]}{unit}"
