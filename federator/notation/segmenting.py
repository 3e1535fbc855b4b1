"""One tokeniser for searching Chinese: text as words that any database with plain words and phrases can index.

A run of Chinese characters becomes its pairs, each character with the next, and the last character by itself; letters
and digits are words. ``征收土地`` is 征收 收土 土地 地: two or more characters looked for are a word or a phrase of
words, exactly. Brackets and other signs only part runs, so that a number is found in whatever brackets it stands.

A change here makes another index: the store must fill it anew.
"""

import re
import unicodedata
from dataclasses import dataclass

CHINESE = "\u3400-\u9fff\uf900-\ufaff〇\U00020000-\U0003ffff"
_RUN = re.compile(rf"([{CHINESE}]+)|[^\W_{CHINESE}]+")
_TERM = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')
_OR = {"OR", "|", "或"}
_MOST_TERMS = 12
_MARK = "\ue000"
_SIGNS = 0xE100


def segment(text: str) -> str:
    """The words of a text, apart by spaces.

    >>> segment("青土告〔2026〕3号")
    '青土 土告 告 2026 3 号'
    """
    return " ".join(word for run in _RUN.finditer(plain(text)) for word in _words(run))


def mark(kind: str, value: str = "") -> str:
    """A word that says what a text is selected by. No text holds it and nobody can search for it: it begins with a
    character of private use, and its signs are such characters too, so that a tokeniser keeps it whole."""
    return _MARK + kind + "".join(one if one.isalnum() else chr(_SIGNS + ord(one) % 256) for one in value)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand one behind the other. ``begun``: of the last word only the beginning is known. ``runs``: the
    same as it would stand in a text."""

    words: tuple[str, ...]
    begun: bool = False
    runs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: of each of ``all`` one phrase, and none of ``none``. Without ``all`` it finds nothing."""

    all: tuple[tuple[Phrase, ...], ...]
    none: tuple[Phrase, ...] = ()


def read_query(written: str) -> Query:
    """Terms apart by spaces are all wanted; ``"…"`` holds one together, ``OR`` (或, |) stands between two of which one
    is enough, ``-`` before one that is not wanted. What holds no word is passed over."""
    wanted: list[tuple[Phrase, ...]] = []
    none: list[Phrase] = []
    joined = False
    for found in list(_TERM.finditer(written))[:_MOST_TERMS]:
        if found[3] in _OR:
            joined = bool(wanted)
            continue
        phrase = _phrase(found[2] if found[2] is not None else found[3])
        if phrase and found[1]:
            none.append(phrase)
        elif phrase and joined:
            wanted[-1] += (phrase,)
        elif phrase:
            wanted.append((phrase,))
        joined = False
    return Query(tuple(wanted), tuple(none))


def plain(text: str) -> str:
    """One width, one case."""
    return unicodedata.normalize("NFKC", text).casefold()


def _phrase(written: str) -> Phrase | None:
    found = list(_RUN.finditer(plain(written)))
    if not found:
        return None
    words, runs = [word for run in found for word in _words(run)], tuple(run[0] for run in found)
    if not found[-1][1]:
        return Phrase(tuple(words), runs=runs)
    # in the text the last character may have a next one: it is in the pair before, and alone it begins a pair
    alone = len(found[-1][1]) == 1
    return Phrase(tuple(words if alone else words[:-1]), alone, runs)


def _words(run: re.Match[str]) -> list[str]:
    text = run[0]
    return [text[at : at + 2] for at in range(len(text))] if run[1] else [text]
