"""The lines above the body that may be a title, and what their elements say for and against it."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from federator.notation.folding import fold, is_site_name, label_key, title_key
from federator.notation.numbers import read_doc_no
from federator.notice_page.document import Element, words_of
from federator.notice_page.labels import KEYS, NEXT_LABEL, begins_with_label, is_facts
from federator.notice_page.segments import BODY_PLACE, Segment, is_time

_RANK = {"h1": 1.0, "h2": 0.9, "h3": 0.7, "h4": 0.5, "h5": 0.3}
_TITLED = re.compile(r"(?:^|[\s_-])(?:\w*title\w*|biaoti|bt\d{0,2}|tit|headline|\w*-tit)(?:$|[\s_-])", re.I)
_SITE_PART = re.compile(
    r"(?:^|\s)(?:head(?:er)?(?:$|[\s_-])|foot|nav|menu|logo|banner|side|crumb|bread|path|location|copy|dqwz|weizhi|related|xg)",
    re.I,
)
_LABELLED = re.compile(r"[【\[(（]?[\u4e00-\u9fff ]{2,8}[:：]")
_BRACKETED_DAY = re.compile(r"[【\[(（](?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d")
_DAY_BEHIND = re.compile(
    r"\s*(?:[【\[(（]\s*(?P<day>(?:19|20)\d\d([-/.])\d\d?\2\d\d?)(?:\s[\d:]{4,8})?\s*[】\])）］]"
    r"|\s(?P<bare>(?:19|20)\d\d(?:([-/.])\d\d?\4\d\d?|年\d\d?月\d\d?日))(?:\s[\d:]{4,8})?)$",
    re.A,
)
_DAY = re.compile(r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d")
_NO_TITLE = re.compile("当前位置|所在位置|位置[:：]|[上下]一[篇条]|版权所有")
_CRUMB = re.compile(r"\W{0,3}(?:网站)?首\s?页\s?[-_|｜>›»→/·]")
_LARGE = frozenset(("4", "5", "6", "7", "+1", "+2", "+3", "+4"))
_STYLED = re.compile(
    r"font-size\s*:\s*(?:(?:1[89]|[2-9]\d)(?:\.\d+)?px|(?:1[4-9]|[2-9]\d)(?:\.\d+)?pt|(?:x|xx)-large)|font-weight\s*:\s*(?:bold|[6-9]00)",
    re.I | re.A,
)
_CENTRED = re.compile(r"text-align\s*:\s*center", re.I)
_FRAMES, _TEXTS = ("nav", "header", "footer", "aside"), ("article",)
_LONGEST, _LONGEST_NAME, _NEAR = 160, 200, 8
A_TITLE = 8
"""Characters that a title has at least where nothing else vouches for it."""
_A_MENU, _DIGITS_OF_DAYS = 2, 0.66
"""Strokes between its links; and less than the part of ``2026年3月18日`` that is digits."""
_STEP = re.compile(r"\s*[-_|｜>›»→/·:：]+\s*")


def candidates(segments: list[Segment]) -> Iterator[Segment]:
    """Lines above the body that may be a title, and without the facts behind it; several short ones of one block (br,
    p) count as a whole, too."""
    for lines in _blocks(segments):
        whole = [lines[0]._replace(text=" ".join(line.text for line in lines))] if len(lines) > 1 else []
        yield from (line for line in whole + lines if 2 <= len(line.text) <= _LONGEST)
        yield from (line._replace(text=title) for line in lines if (title := title_before_facts(line.text)))


def title_before_facts(line: str) -> str:
    """``关于…的公告 [2026-03-18]`` and ``关于…的公告发布时间：2026-03-18 来源：…`` without what stands behind the
    title; ``""`` where nothing does."""
    if day := day_behind(line):
        return line[: day.start()]
    told = ("：" in line or ":" in line) and not begins_with_label(line)
    label = NEXT_LABEL.search(line, A_TITLE) if told else None
    return line[: label.start()].rstrip() if label and _DAY.search(line, label.end()) else ""


def day_behind(line: str) -> re.Match[str] | None:
    """The day of publication at the end of a line that begins like a title."""
    found = _DAY_BEHIND.search(line) if line[-1:] in "])】）］日" or line[-1:].isdecimal() else None
    return found if found and found.start() >= A_TITLE else None


def above_facts(segments: list[Segment]) -> Segment | None:
    """What stands right above the line of dates and sources, or in front of them in the only line that holds both, and
    looks like a title, or says enough to be one."""
    short = (line for line in segments if len(line.text) <= _LONGEST)
    both = [one._replace(text=own) for one in short if (own := title_before_facts(one.text)) and not _is_labelled(one)]
    for place, (before, line) in enumerate(pairwise(segments), 1):
        if line.text == BODY_PLACE:
            break
        if len(both) == 1 and both[0].element is line.element and may_title(both[0], look(both[0]) > 0):
            return both[0]
        is_value = label_key(segments[place - 2].text) in KEYS  # of a label
        if is_facts(line.text) and not is_value and not _signs(before.text, line.text):
            for title in candidates(segments[max(0, place - _NEAR) : place]):
                if title.element is before.element and may_title(title, look(title) > 0):
                    return title
    return None


def _signs(line: str, day: str) -> bool:
    """Two lines that end a text: who signs it, and when."""
    return day.endswith("日") and is_time(day) and is_site_name(line)


def says_facts(line: str) -> bool:
    """It is a line of dates and sources, or the number of a document."""
    return is_facts(line) or read_doc_no(line) != ""


def may_title(line: Segment, vouched: bool = False) -> bool:
    """Neither a sentence, days, nor part of the frame, and ``vouched`` for or long enough to be a title."""
    key = title_key(line.text)
    enough = (vouched or len(key) >= A_TITLE) and sum(map(str.isdecimal, key)) <= _DIGITS_OF_DAYS * len(key)
    return enough and "。" not in line.text and line.text.count("|") < _A_MENU and not is_framed(line)


def ends_crumb(segments: list[Segment], key: str) -> bool:
    """A breadcrumb leads to what is called ``key``."""
    crumbs = (line.text for line in segments if len(line.text) <= _LONGEST and is_crumb(line.text))
    return any(title_key(_STEP.split(crumb)[-1]) == key for crumb in crumbs)


def _blocks(segments: list[Segment]) -> Iterator[list[Segment]]:
    """The lines of each block above body and paragraphs that are not labelled."""
    block, lines = None, list[Segment]()
    for segment in segments:
        text, element, _ = segment
        if text == BODY_PLACE or len(text) > _LONGEST:
            break
        if (own := element.getparent() if element.tag == "p" else element) is not block:
            if lines:
                yield lines
                lines = []
            block = own
        if not _is_labelled(segment):
            lines.append(segment)
    if lines:
        yield lines


def _is_labelled(line: Segment) -> bool:
    """A crumb, or some words and a colon; of ``<h1>图解：…</h1>`` these are the title's own."""
    if not _LABELLED.match(line.text):
        return is_crumb(line.text) or _BRACKETED_DAY.match(line.text) is not None
    labelled = line.text[0] in "【[(（" or line.text.endswith((":", "：")) or begins_with_label(line.text)
    return labelled or look(line) <= 0


def is_crumb(line: str) -> bool:
    """It says where a reader is, or whose page it is."""
    return _NO_TITLE.search(line) is not None or ("首" in line and _CRUMB.match(line) is not None)


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
