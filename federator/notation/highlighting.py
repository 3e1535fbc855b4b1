"""Where what was searched for stands in a text, by the rules of :mod:`federator.notation.segmenting`."""

import re
from functools import lru_cache

from federator.notation.segmenting import CHINESE, Phrase, Query, plain

Spots = tuple[tuple[int, int], ...]
"""From which character up to which, ascending; they do not overlap."""

_BEFORE, _LONG = 30, 120


def spots(text: str, query: Query) -> Spots:
    """Every place of ``text`` where a wanted phrase stands.

    >>> spots("青土告〔2026〕3号", read_query("土告 2026"))
    ((1, 3), (4, 8))
    """
    pattern = _pattern(query)
    if pattern is None:
        return ()
    folded = plain(text)
    found = [one.span() for one in pattern.finditer(folded)]
    if len(folded) != len(text):
        places = _places(text)
        found = [(places[begin], places[end - 1] + 1) for begin, end in found]
    return tuple(one for one, before in zip(found, [(0, 0), *found], strict=False) if one[0] >= before[1])


def passage(text: str, query: Query) -> tuple[str, Spots]:
    """What stands around the first place, at most 120 characters, and the places in it; nothing where there is none."""
    all_spots = spots(text, query)
    if not all_spots:
        return "", ()
    begin = max(0, all_spots[0][0] - _BEFORE)
    end = min(len(text), max(begin + _LONG, all_spots[0][1]))
    inside = [(max(one, begin), min(other, end)) for one, other in all_spots if one < end]
    words = text[begin:end].replace("\n", " ")
    cut = "…" if begin else ""
    return (
        f"{cut}{words}{'…' if end < len(text) else ''}",
        tuple((one - begin + len(cut), other - begin + len(cut)) for one, other in inside),
    )


@lru_cache(maxsize=64)
def _pattern(query: Query) -> re.Pattern[str] | None:
    phrases = sorted({_written(phrase) for phrases in query.all for phrase in phrases}, key=len, reverse=True)
    return re.compile("|".join(phrases)) if phrases else None


def _written(phrase: Phrase) -> str:
    return r"[\W_]*".join(map(_run, phrase.runs))


def _run(run: str) -> str:
    """Chinese stands anywhere in a run, letters and digits are a word of their own."""
    if re.fullmatch(f"[{CHINESE}]+", run):
        return run
    return rf"(?<![^\W_{CHINESE}]){run}(?![^\W_{CHINESE}])"


def _places(text: str) -> list[int]:
    """Of each character folded, the one that it comes from; one by one, which is all but exact."""
    lengths = [len(plain(one)) for one in text]
    places = [at for at, length in enumerate(lengths) for _ in range(length)]
    missing = len(plain(text)) - sum(lengths)
    return places + [len(text) - 1] * max(0, missing)
