"""The visible title: the line that agrees best with what metas and ``<title>`` say, or that looks most like one."""

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from federator.notation.folding import clean_title, title_key
from federator.notice_page.document import Segment

_RANK = {"h1": 1.0, "h2": 0.9, "h3": 0.7, "h4": 0.5, "h5": 0.3}
_TITLED = re.compile(r"(?:^|[\s_-])(?:\w*title\w*|biaoti|bt\d?|tit|headline|\w*-tit)(?:$|[\s_-])", re.I)
_SITE_PART = re.compile(
    r"(?:^|\s)(?:head(?:er)?(?:$|[\s_-])|foot|nav|menu|logo|banner|side|crumb|bread|path|location|copy|dqwz|weizhi|related|xg)",
    re.I,
)
_LABELLED = re.compile(r"^[【\[(（]?[\u4e00-\u9fff ]{2,8}[:：]|当前位置|所在位置|上一[篇条]|下一[篇条]|版权所有")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Heading:
    """The title as shown; ``element`` and ``place`` are where it stands, None where no line of the page shows it."""

    text: str
    element: HtmlElement | None = None
    place: int | None = None


def find_heading(segments: list[Segment], stated: str, page_title: str) -> Heading:
    """The heading among ``segments``; ``stated`` is the site's own word for the title (ArticleTitle), or ``""``.

    Where no line shows a title it is ``stated``, else ``page_title`` without site and column, else ``""``.
    """
    lines = [segment for segment in segments if 2 <= len(segment.text) <= _LONGEST and not segment.linked]
    if stated and (same := _same(lines, title_key(stated))):
        return _heading(same)
    scored = [(_score(line, title_key(stated), title_key(page_title)), line) for line in lines]
    best, line = max(scored, key=lambda one: one[0], default=(0.0, None))
    if line is not None and best >= 1.0:
        return _heading(line)
    return Heading(clean_title(stated or page_title))


def _same(lines: list[Segment], key: str) -> Segment | None:
    same = [line for line in lines if title_key(line.text) == key]
    return max(same, key=_look, default=None)


def _heading(line: Segment) -> Heading:
    return Heading(clean_title(line.text), line.element, line.place)


def _score(line: Segment, stated: str, page_title: str) -> float:
    """How much a line is the title: agreement counts twice what looks count; parts of the frame lose."""
    key = title_key(line.text)
    if not key or _LABELLED.search(line.text):
        return 0.0
    look = _look(line)
    if stated:
        return look + 2 * _agreement(key, stated)
    return look + 2 * _agreement(key, page_title) * (1.0 if look > 0 or page_title.startswith(key) else 0.4)


def _agreement(key: str, reference: str) -> float:
    """1 where the reference begins with all of ``key`` and little follows, 0 where they have nothing in common."""
    if len(key) < 4 or key not in reference:
        return 0.0
    share = len(key) / len(reference)
    return min(1.0, 0.4 + share) if reference.startswith(key) or reference.endswith(key) else share


def _look(line: Segment) -> float:
    """Heading elements and classes called title, outside header, footer and menus."""
    score = _RANK.get(line.element.tag, 0.0)
    near = [line.inner, line.element, line.element.getparent()]
    if any(_TITLED.search(f"{one.get('class', '')} {one.get('id', '')}") for one in near if one is not None):
        score += 0.6
    if any(_framed(one) for one in (line.element, *line.element.iterancestors())):
        score -= 1.2
    return score


def _framed(element: HtmlElement) -> bool:
    if element.tag in ("nav", "header", "footer", "aside"):
        return True
    name = f"{element.get('id', '')} {element.get('class', '')}".strip()
    return bool(name) and element.tag not in ("body", "html") and _SITE_PART.search(name) is not None
