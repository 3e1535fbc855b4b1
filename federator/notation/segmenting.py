"""One tokeniser for searching Chinese: text as words that any database with plain words and phrases can index.

A run of Chinese characters becomes its pairs, each character with the next, and the last character by itself; letters
and digits are words. ``征收土地`` is 征收 收土 土地 地: two or more characters looked for are a word or a phrase of
words, exactly. Brackets and other signs only part runs, so that a number is found in whatever brackets it stands.

A change here makes another index: the store must fill it anew.
"""

import re
import unicodedata
from dataclasses import dataclass

_CHINESE = "\u3400-\u9fff\uf900-\ufaff〇\U00020000-\U0003ffff"
_RUN = re.compile(rf"([{_CHINESE}]+)|[^\W_{_CHINESE}]+")
_TERM = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')
_OR = {"OR", "|", "或"}
_MOST_TERMS = 12


def segment(text: str) -> str:
    """The words of a text, apart by spaces.

    >>> segment("青土告〔2026〕3号")
    '青土 土告 告 2026 3 号'
    """
    return " ".join(word for run in _RUN.finditer(_plain(text)) for word in _words(run))


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand one behind the other. ``begun``: of the last word only the beginning is known."""

    words: tuple[str, ...]
    begun: bool = False


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


def _phrase(written: str) -> Phrase | None:
    runs = list(_RUN.finditer(_plain(written)))
    if not runs:
        return None
    words = [word for run in runs for word in _words(run)]
    if not runs[-1][1]:
        return Phrase(tuple(words))
    # in the text the last character may have a next one: it is in the pair before, and alone it begins a pair
    return Phrase(tuple(words), begun=True) if len(runs[-1][1]) == 1 else Phrase(tuple(words[:-1]))


def _words(run: re.Match[str]) -> list[str]:
    text = run[0]
    return [text[at : at + 2] for at in range(len(text))] if run[1] else [text]


def _plain(text: str) -> str:
    """One width, one case."""
    return unicodedata.normalize("NFKC", text).casefold()
