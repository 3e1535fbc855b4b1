"""Patterns as ``re`` finds them soonest: where every alternative begins with a certain character, it goes from one such
character to the next; where one does not, it tries all of them at each character."""

import re
from collections.abc import Iterator

_SIGN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\\\]])*\]|.", re.DOTALL)
_GROUP, _REPEATS = ["(", "?", ":"], ("?", "*", "+", "{")


def spread(pattern: str) -> str:
    """The same pattern without groups that alternatives begin with. It has no names for groups and refers to none.

    >>> spread("(?:建议|提案)的答复|问卷")
    '建议的答复|提案的答复|问卷'
    """
    return "|".join(written for one in _alternatives(_SIGN.findall(pattern)) for written in _without_group(one))


def _without_group(signs: list[str]) -> Iterator[str]:
    """The alternatives that ``(?:a|b)c`` is."""
    end = _end_of_group(signs) if signs[:3] == _GROUP else 0
    rest = signs[end:]
    if end and not (rest and rest[0] in _REPEATS):
        for head in _alternatives(signs[3 : end - 1]):
            yield from _without_group(head + rest)
    else:
        yield "".join(signs)


def _alternatives(signs: list[str]) -> Iterator[list[str]]:
    """What stands between the bars that stand in no group."""
    depth = since = 0
    for place, sign in enumerate(signs):
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and not depth:
            yield signs[since:place]
            since = place + 1
    yield signs[since:]


def _end_of_group(signs: list[str]) -> int:
    """Behind the bracket that closes the one in front."""
    depth = 0
    for place, sign in enumerate(signs):
        depth += (sign == "(") - (sign == ")")
        if not depth:
            return place + 1
    return 0
