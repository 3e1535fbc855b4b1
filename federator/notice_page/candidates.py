"""The lines above the body that may be a title."""

import re
from collections.abc import Iterator
from itertools import pairwise

from federator.notation.folding import is_bracketed, is_site_name, label_key, title_key
from federator.notation.numbers import read_doc_no
from federator.notice_page.document import Element
from federator.notice_page.labels import DAY, KEYS, LABEL_BEGINS, NEXT_LABEL, begins_with_label, is_facts
from federator.notice_page.looks import is_framed, look
from federator.notice_page.segments import BODY_PLACE, Segment, is_time

_LABELLED = re.compile(r"[【\[(（]?[\u4e00-\u9fff ]{2,8}[:：]")
_BRACKETED_DAY = re.compile(rf"[【\[(（]{DAY}")
_DAY_BEHIND = re.compile(
    r"\s*(?:[【\[(（]\s*(?P<day>(?:19|20)\d\d([-/.])\d\d?\2\d\d?)(?:\s[\d:]{4,8})?\s*[】\])）］]"
    r"|\s(?P<bare>(?:19|20)\d\d(?:([-/.])\d\d?\4\d\d?|年\d\d?月\d\d?日))(?:\s[\d:]{4,8})?)$",
    re.A,
)
_FACTS_BEHIND = re.compile(rf"{DAY}\d?日?(?:\s[\d:]{{4,8}})?\s(?={NEXT_LABEL.pattern})", re.A)
_DAY = re.compile(DAY)
_SIGNED = re.compile(r"(?:^|[局府厅会心院\s])\s*(?:二|20)[〇○ＯO0零一二三四五六七八九十\d]{2,3}年.{1,3}月.{1,3}日$")
"""A line that ends in it signs a text."""
_ENDS_SITE = re.compile("(?:[局厅网]|委员会|政府|网站|门户|平台|系统)$")
_NUMBER = re.compile(r"[（(]?[\u4e00-\u9fff]{1,12}[〔\[【(（]\d{4}[〕\]】)）]第?\d{1,5}号[）)]?", re.A)
_NO_TITLE = re.compile("当前位置|所在位置|位置[:：]|上一[篇条]|下一[篇条]|版权所有")
_CRUMB = re.compile(r"\W{0,3}(?:网站)?首\s?页\s?[-_|｜>›»→/·]")
_LONGEST, _NEAR = 160, 8
A_TITLE = 8
"""Characters that a title has at least where nothing else vouches for it."""
_A_MENU, _DIGITS_OF_DAYS = 2, 0.66
"""Strokes between its links; and less than the part of ``2026年3月18日`` that is digits."""
_STEP = re.compile(r"\s*[-_|｜>›»→/·:：]+\s*")


def candidates(segments: list[Segment]) -> Iterator[Segment]:
    """Lines above the body that may be a title, and without the facts behind it; several short ones of one block (br,
    p) count as a whole, too."""
    for lines in _blocks(segments):
        several = len(lines) > 1 and not any(is_time(one.text) or _NUMBER.fullmatch(one.text) for one in lines)
        whole = [lines[0]._replace(text=" ".join(line.text for line in lines))] if several else []
        for line in whole + lines:
            if 2 <= len(line.text) <= _LONGEST and _facts_behind(line.text) is None:
                yield line
        yield from (line._replace(text=title) for line in lines if (title := _title_before_facts(line.text)))


def _title_before_facts(line: str) -> str:
    """``关于…的公告 [2026-03-18]`` and ``关于…的公告发布时间：2026-03-18 来源：…`` without what stands behind the
    title; ``""`` where nothing does, or that is the number of a document."""
    if day := day_behind(line):
        title = line[: day.start()]
        return "" if _NUMBER.fullmatch(title) else title
    told = ("：" in line or ":" in line) and not begins_with_label(line)
    label = NEXT_LABEL.search(line, A_TITLE) if told else None
    if label and not _DAY.search(line, label.end()):
        label = _facts_behind(line)
    return line[: label.start()].rstrip() if label else ""


def _facts_behind(line: str) -> re.Match[str] | None:
    return _FACTS_BEHIND.search(line, A_TITLE) if "：" in line or ":" in line else None


def day_behind(line: str) -> re.Match[str] | None:
    """The day of publication at the end of a line that begins like a title."""
    found = _DAY_BEHIND.search(line) if line[-1:] in "])】）］日" or line[-1:].isdecimal() else None
    return found if found and found.start() >= A_TITLE else None


def above_facts(segments: list[Segment]) -> Segment | None:
    """What stands right above the line of dates and sources, and a number or a note in brackets before it, or in front
    of them in the only line that holds both, and looks like a title, or says enough to be one."""
    short = (line for line in segments if len(line.text) <= _LONGEST)
    both = [one._replace(text=own) for one in short if (own := _title_before_facts(one.text)) and not _is_labelled(one)]
    for place, (before, line) in enumerate(pairwise(segments), 1):
        if line.text == BODY_PLACE:
            break
        if len(both) == 1 and both[0].element is line.element and may_title(both[0], look(both[0]) > 0):
            return both[0]
        is_value = label_key(segments[place - 2].text) in KEYS  # of a label
        if is_facts(line.text) and not is_value and not _signs(before.text, line.text):
            over = place > 1 and (_NUMBER.fullmatch(before.text) or _is_note(before, segments[place - 2]))
            at = place - 1 if over else place
            for title in candidates(segments[max(0, at - _NEAR) : at]):
                if title.element is segments[at - 1].element and _may_head(title):
                    return title
    return None


def _may_head(title: Segment) -> bool:
    """It may be a title, and neither names a site nor signs a text."""
    names = (is_site_name(title.text) and _ENDS_SITE.search(title.text)) or _SIGNED.fullmatch(
        title.text[title.text.rfind(" ") + 1 :]
    )
    return not names and may_title(title, look(title) > 0)


def _is_note(line: Segment, title: Segment) -> bool:
    """It is all in brackets, and no line of the block of the title above it."""
    return is_bracketed(line.text) and _block(line) is not _block(title)


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
        if segment.text == BODY_PLACE or len(segment.text) > _LONGEST:
            break
        if (own := _block(segment)) is not block:
            if lines:
                yield lines
                lines = []
            block = own
        if not _is_labelled(segment):
            lines.append(segment)
    if lines:
        yield lines


def _block(line: Segment) -> Element | None:
    return line.element.getparent() if line.element.tag == "p" else line.element


def _is_labelled(line: Segment) -> bool:
    """A crumb, a label in an element of its own (``<b>文号</b>…``), or some words and a colon; of ``<h1>图解：…</h1>``
    these are the title's own."""
    if line.inner is not line.element and line.text[0] in LABEL_BEGINS and label_key(line.inner.text or "") in KEYS:
        return True
    if not _LABELLED.match(line.text):
        is_bracketed = line.text[0] in "【[" and begins_with_label(line.text)
        return is_bracketed or is_crumb(line.text) or _BRACKETED_DAY.match(line.text) is not None
    labelled = line.text[0] in "【[(（" or line.text.endswith((":", "：")) or begins_with_label(line.text)
    return labelled or look(line) <= 0


def is_crumb(line: str) -> bool:
    """It says where a reader is, or whose page it is."""
    return _NO_TITLE.search(line) is not None or ("首" in line and _CRUMB.match(line) is not None)
