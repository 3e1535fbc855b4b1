"""What the elements of a line, and its wording, say for and against its being a title."""

import re
from collections.abc import Iterator
from functools import lru_cache

from federator.notation.folding import fold
from federator.notice_page.document import Element, words_of
from federator.notice_page.segments import Segment

_RANK = {"h1": 1.0, "h2": 0.9, "h3": 0.7, "h4": 0.5, "h5": 0.3}
_TITLED = re.compile(r"(?:^|[\s_-])(?:\w*title\w*|biaoti|bt\d{0,2}|tit|headline|\w*-tit)(?:$|[\s_-])", re.I)
_SITE_PART = re.compile(
    r"(?:^|\s)(?:head(?:er)?(?:$|[\s_-])(?!tit)|foot|nav|menu|logo|banner|side|crumb|bread|path|location|copy|dqwz|weizhi|related|xg)",
    re.I,
)
_LARGE = frozenset(("4", "5", "6", "7", "+1", "+2", "+3", "+4"))
_STYLED = re.compile(
    r"font-size\s*:\s*(?:(?:1[89]|[2-9]\d)(?:\.\d+)?px|(?:1[4-9]|[2-9]\d)(?:\.\d+)?pt|(?:x|xx)-large)|font-weight\s*:\s*(?:bold|[6-9]00)",
    re.I | re.A,
)
_CENTRED = re.compile(r"text-align\s*:\s*center", re.I)
_READS_LIKE_TITLE = re.compile(
    r"[^。；！？:：|]{6,150}"
    r"(?:公告|公示|通知|通告|决定|意见|批复|通报|办法|规定|细则|方案|计划|报告|公报|批后公布|解读|结果|名单|令)"
    r"(?:[（(][^。；！？]{1,30}[）)])?"
)
_FRAMES, _TEXTS = ("nav", "header", "footer", "aside"), ("article",)
_LONGEST_NAME = 200


def look(line: Segment) -> float:
    """How much its elements say that it is a title: heading elements, and classes called title."""
    rank = _RANK.get(line.element.tag, 0.0) or _size(line)
    return rank + (0.6 if any(_is_titled(_name(one)) for one in _around(line)) else 0.0)


def _size(line: Segment) -> float:
    """What ``<font size="5">`` says of the whole line, on pages older than style sheets."""
    large = (font for font in (line.inner, line.inner.getparent()) if font is not None and font.tag == "font")
    return 0.6 if any((font.get("size") or "").strip() in _LARGE for font in large) else 0.0


def stands_out(line: Segment) -> bool:
    """It is centred, and large or bold by its own style: paragraphs of a body are large, too."""
    around = list(_around(line))
    styled = any(one.tag in ("b", "strong") or _STYLED.search(_style(one)) for one in around)
    return styled and any(map(_is_centred, around))


def is_bold(line: Segment) -> bool:
    """All of it stands in one bold element."""
    bold = next((one for one in _around(line) if one.tag in ("b", "strong")), None)
    return bold is not None and fold(words_of(bold)).strip() == line.text


def reads_like_title(line: str) -> bool:
    """It ends in what the notice is (公告, 批复 …) and is no sentence."""
    return _READS_LIKE_TITLE.fullmatch(line) is not None


def _is_centred(element: Element) -> bool:
    centred = element.tag == "center" or (element.get("align") or "").lower() == "center"
    return centred or _CENTRED.search(_style(element)) is not None


def _style(element: Element) -> str:
    return (element.get("style") or "")[:_LONGEST_NAME]


def _around(line: Segment) -> Iterator[Element]:
    """From the element of its first words up to what its block stands in."""
    element: Element | None = line.inner
    while element is not None:
        yield element
        if element is line.element:
            break
        element = element.getparent()
    if (outer := line.element.getparent()) is not None:
        yield outer


def is_framed(line: Segment) -> bool:
    """Stands in header, footer, menu or breadcrumb."""
    for one in (line.element, *line.element.iterancestors()):
        if one.tag in _TEXTS:
            return False  # its header is no site's
        if one.tag in _FRAMES or (one.tag not in ("body", "html") and _is_site_part(_name(one))):
            return not any(outer.tag in _TEXTS for outer in one.iterancestors())
    return False


def _name(element: Element) -> str:
    return f"{element.get('class', '')} {element.get('id', '')}".strip()[:_LONGEST_NAME]


@lru_cache(maxsize=1024)  # pages of one site share their names
def _is_titled(name: str) -> bool:
    return _TITLED.search(name) is not None


@lru_cache(maxsize=1024)
def _is_site_part(name: str) -> bool:
    return _SITE_PART.search(name) is not None
