"""Which of the numbers in addresses are the column's, the same in all of its notices."""

import re
from collections.abc import Mapping, Sequence

_YEAR = re.compile(r"(?:19|20)\d\d(?:[01]\d(?:[0-3]\d)?)?", re.A)
_MONTH_OR_DAY = re.compile(r"\d\d?|[01]\d[0-3]\d", re.A)


def column_numbers(notices: Sequence[Sequence[str]]) -> Mapping[int, str]:
    """Place → number, of those that are the same in the addresses of all notices, which have one shape; and are no part
    of a date, nor the beginning of another number, as where files are put into folders by the hundred.

    >>> column_numbers([("1002", "12825"), ("1002", "12826")])
    {0: '1002'}
    """
    first = notices[0] if notices else ()
    dated = any(map(_YEAR.fullmatch, first))
    return {
        place: numbers[0]
        for place, numbers in enumerate(zip(*notices, strict=True))
        if len(set(numbers)) == 1
        and not _YEAR.fullmatch(numbers[0])
        and not (dated and _MONTH_OR_DAY.fullmatch(numbers[0]))
        and not any(other != numbers[0] and other.startswith(numbers[0]) for other in first)
    }
