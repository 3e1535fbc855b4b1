"""What in the addresses of notices is their column's: its folder, its number, the same in all of them."""

import re
from collections.abc import Mapping, Sequence

_YEAR = re.compile(r"(?:19|20)\d\d(?:[01]\d(?:[0-3]\d)?)?", re.A)
_LONG_NUMBER = re.compile(r"\d{3,12}", re.A)
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


def own_share(urls: Sequence[str], column: str) -> float:
    """The share of the addresses that lie in the folder of the column's own, or bear the last number of that.

    >>> own_share(["http://a.test/art/2026/9/8/art_15172_7.html"], "http://a.test/col/col15172/index.html")
    1.0
    """
    path = column.partition("?")[0]
    folder = path[: path.rindex("/") + 1] if path.count("/") > 3 else column
    numbers = [number for number in _LONG_NUMBER.findall(path) if not _YEAR.fullmatch(number)]
    borne = re.compile(rf"(?<!\d){numbers[-1]}(?!\d)") if numbers else None
    real = [url for url in urls if url]
    own = sum(url.startswith(folder) or (borne is not None and borne.search(url) is not None) for url in real)
    return own / len(real) if real else 0.0
