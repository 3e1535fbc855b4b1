"""The title that a page states in its number table."""

import re

from federator.notation.folding import label_key, title_key
from federator.notice_page.beside import clean, value_beside
from federator.notice_page.labels import PUBLISHED
from federator.notice_page.segments import Segment

_NAMES = ("信息名称", "名称", "文件名称", "标题")
_TITLES = ("标题", "信息名称")
_PAIRED = ("公告标题", "信息标题", "文件标题")
_LETTERS = ("来信标题", "信件标题", "来信主题", "信件主题", "留言标题", "咨询标题")
"""Over a letter and its answer, and over nothing else."""
_NAMED = re.compile(r"[【\[]?(?:(?:信\s*息|文\s*件)?\s*名\s*称|标\s*题)[】\]]?\s*[:：]\s*(?=.{4})")
_NUMBERED = re.compile(r"[【\[]?(?:信\s*息)?\s*索\s*引\s*号[】\]]?\s*[:：]")
_LETTER = re.compile(rf"(?:{'|'.join(_LETTERS)})\s*[:：]\s*(?=.{{4}})")
_LONGEST_LABEL, _A_PAIR = 12, 2


def stated_in_table(segments: list[Segment]) -> tuple[str, list[Segment]]:
    """The title as a number table (索引号 …) has it under 名称, or one of 标题 and 发布日期, and the lines among which
    it is the heading: those below the table where one of them says it again. ``""`` and all lines without such a table.
    """
    places = {
        label_key(segment.text): place for place, segment in enumerate(segments) if len(segment.text) <= _LONGEST_LABEL
    }
    numbered = "索引号" in places or any(_NUMBERED.match(segment.text) for segment in segments)
    names = _NAMES if numbered else _TITLES if any(label in places for label in PUBLISHED) else ()
    asked = (*names, *_PAIRED, *_LETTERS) if names else _LETTERS
    titled = [label for label in asked if label in places]
    place = next((places[label] for label in titled if label in names or _is_pair(segments[places[label]])), None)
    if place is not None:
        title, behind = value_beside(segments[place], "名称"), place + 2
    else:
        title, behind = _named_inline(segments, _NAMED if numbered else _LETTER)
    if not title:
        return "", segments
    below = segments[behind:]
    again = any(title_key(segment.text) == title_key(title) for segment in below)
    return title, below if again else segments


def _is_pair(segment: Segment) -> bool:
    """It stands in a row of label and value; the header of a list has several more cells."""
    row = segment.element.getparent()
    return row is not None and len(row) == _A_PAIR


def _named_inline(segments: list[Segment], names: re.Pattern[str]) -> tuple[str, int]:
    """The title behind one of its ``names`` (名称：) in its line, and the place of the line below."""
    named = ((place, names.match(segment.text), segment.text) for place, segment in enumerate(segments, 1))
    return next(((clean(line[label.end() :]), place) for place, label, line in named if label), ("", 0))
