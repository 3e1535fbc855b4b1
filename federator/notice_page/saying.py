"""The lines that say what a page states its title to be: the same, all of it, or more."""

from itertools import islice, pairwise

from federator.notation.folding import is_cut, is_site_name, title_key
from federator.notice_page.candidates import A_TITLE, above_facts, may_title, says_facts
from federator.notice_page.looks import is_framed, look
from federator.notice_page.segments import Segment

_MOST_ALIKE = 20
_MOST_MORE = 3


def fuller(segments: list[Segment], lines: list[Segment], key: str) -> Segment | None:
    """The one line that begins or ends with ``key``, which no line is, and says more: whose notice it is, its number.
    It looks like a title, or stands above the facts."""
    if len(key) < A_TITLE or same(lines, key):
        return None
    keys = ((line, title_key(line.text)) for line in lines)
    more = (line for line, own in keys if own.startswith(key) or own.endswith(key))
    found = [line for line in more if not says_facts(line.text.rpartition(" ")[2])]
    top = above_facts(segments) if found else None
    found = [line for line in found if line == top or (look(line) > 0 and not is_framed(line))]
    return whole(found[0], lines) if len(found) == 1 and may_title(found[0]) else None


def same(lines: list[Segment], key: str) -> Segment | None:
    """The line that says just this; of several the one that looks most like a title."""
    return max((line for line in lines if title_key(line.text) == key), key=look, default=None)


def whole(line: Segment, lines: list[Segment]) -> Segment:
    """All lines of the ``<h1>`` that begins with ``line``, unless dates, sources or a number stand below it."""
    if line.element.tag != "h1":
        return line
    wholes = (one for one in lines if one.element is line.element and one.text.startswith(f"{line.text} "))
    return next((one for one in wholes if not _adds_facts(one, line)), line)


def with_matter(line: Segment, lines: list[Segment]) -> Segment:
    """``石门县水利局`` and the ``关于…的通知`` right below it are one title; any other line is one by itself."""
    below = lines[lines.index(line) + 1 :][:1] if is_site_name(line.text) else []
    return next((one._replace(text=f"{line.text} {one.text}") for one in below if one.text.startswith("关于")), line)


def spread(lines: list[Segment], key: str) -> Segment | None:
    """The second of two neighbouring lines that are the title together: who issued it, and what about."""
    pairs = pairwise(lines) if len(key) >= A_TITLE else ()
    ends = (line for first, line in pairs if key == title_key(first.text) + title_key(line.text))
    return next(ends, None)


def uncut(lines: list[Segment], stated: str) -> Segment | None:
    """The line that says whole what ArticleTitle says up to its ``...``."""
    stem = title_key(stated)
    if not is_cut(stated) or len(stem) < A_TITLE:
        return None
    found = list(islice((line for line in lines if title_key(line.text).startswith(stem)), _MOST_ALIKE))
    return max((line for line in found if not any(_adds_facts(line, to) for to in found)), key=look, default=None)


def unabridged(segments: list[Segment], lines: list[Segment], key: str) -> Segment | None:
    """The line that says more than ``key`` in the same order: ``石门县2026年度土地储备计划`` for 石门县土地储备计划. It
    looks like a title, or stands above the facts."""
    found = [line for line in lines if _leaves_out(key, title_key(line.text))]
    top = above_facts(segments) if found else None
    titles = (line for line in found if line == top or look(line) > 0)
    return next((line for line in titles if may_title(line, vouched=True) and not says_facts(line.text)), None)


def _leaves_out(key: str, whole: str) -> bool:
    """``key`` is what is left of a ``whole`` that has at most thrice its letters, and begins with the same."""
    if key[:2] != whole[:2] or len(whole) > _MOST_MORE * len(key):
        return False
    rest = iter(whole)
    return all(letter in rest for letter in key)


def _adds_facts(line: Segment, to: Segment) -> bool:
    """The whole of a block that is ``to`` and, below it, dates, sources or a number."""
    begins = f"{to.text} "
    return line.text.startswith(begins) and says_facts(line.text.removeprefix(begins))
