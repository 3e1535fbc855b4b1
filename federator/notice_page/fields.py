"""What a page says under labels: the number table (索引号 …) and the line below the title (来源, 发布时间 …).

Only labels of the record are read, so that tables of parcels do not flood it.
"""

import re
from collections.abc import Iterator, Mapping

from federator.notation.folding import label_key
from federator.notice_page.beside import LONGEST_LINE, bare_pairs, pairs_in, value_beside
from federator.notice_page.body import Body
from federator.notice_page.heading import Heading
from federator.notice_page.labels import (
    DAY_LABEL,
    INDEX_LABEL,
    KEYS,
    LABEL_END,
    NEXT_LABEL,
    PUBLISHED,
    SET_OUT,
    begins_with_day,
    begins_with_label,
)
from federator.notice_page.segments import Segment, segments_of
from federator.notice_page.unlabelled import DATE_BEGINS, boxed_date, date_above, lone_date, lone_number, lone_source

_LABEL_BEGINS = frozenset("[]［］【】〔〕:：").union(label[0] for label in KEYS)
_NUMBERS = ("文号", "发文字号", "发布文号", "文件编号")
_SOURCES = ("发布机构", "发文机关", "发布单位", "公开主体", "责任部门", "信息来源", "来源")
_OPEN_DATE = re.compile(r"(?:19|20)\d\d\s*(?:[-/.年]\s*(?:\d{1,2}\s*[-/.月]?\s*)?)?$")
_DATE_GOES_ON = re.compile(r"[-/.年月]?\s*\d{1,2}(?!\d)")
_IN_BODY, _FIRST_LINES, _AT_TOP = 40, 8, 300


def read_fields(segments: list[Segment], heading: Heading, body: Body, metas: Mapping[str, str]) -> dict[str, str]:
    """Labelled values outside the body, in reading order, first wins; then those of a number table or a line of
    dates at the top of the body, if any.

    A date that stands between title and body without a label counts as 发布日期 where nothing else says when the
    notice was published (no PubDate, no such label); a document number that stands alone there as 文号, whose name
    stands beside the day as 来源.
    """
    segments = _whole_dates([_behind_title(segment, heading) for segment in segments])
    labelled = INDEX_LABEL.search(body.words) or DAY_LABEL.search(body.words, 0, _AT_TOP)
    head = segments_of(body.element)[:_IN_BODY] if labelled else []
    fields: dict[str, str] = {}
    for label, value in _labelled([*segments, *_number_table(head), *_line_of_dates(head)]):
        fields.setdefault(label, value)
    if "pubdate" not in metas and not any(label in fields for label in PUBLISHED):
        title = heading.element
        date = lone_date(segments, heading) or date_above(segments, title) or boxed_date(segments, title, body)
        fields |= {"发布日期": date} if date else {}
    if not any(label in fields for label in _NUMBERS):
        number = lone_number(segments, heading)
        fields |= {"文号": number} if number else {}
    if "contentsource" not in metas and not any(label in fields for label in _SOURCES):
        source = lone_source(segments, heading)
        fields |= {"来源": source} if source else {}
    return fields


def _behind_title(segment: Segment, heading: Heading) -> Segment:
    """Of ``关于…的公告发布时间：2026-03-18``, ``关于…的公告2026-03-18 来源：…`` what stands behind the title."""
    facts = segment.text.removeprefix(heading.text).strip() if segment.element is heading.element else ""
    told = facts and (begins_with_label(facts) or (begins_with_day(facts) and NEXT_LABEL.search(facts)))
    return segment._replace(text=facts) if told else segment


def _whole_dates(segments: list[Segment]) -> list[Segment]:
    """Dates broken by a line break are one line again: ``发布时间：2026-06-`` and ``05 浏览：3``."""
    lines: list[Segment] = []
    before = None
    for segment in segments:
        if segment.element is before and _goes_on(lines[-1].text, segment.text):
            lines[-1] = lines[-1]._replace(text=lines[-1].text + segment.text)
        else:
            lines.append(segment)
            before = segment.element
    return lines


def _goes_on(line: str, other: str) -> bool:
    if _OPEN_DATE.search(line):
        return _DATE_GOES_ON.match(other) is not None
    return KEYS.get(label_key(line)) in PUBLISHED and DATE_BEGINS.match(other) is not None


def _labelled(segments: list[Segment]) -> Iterator[tuple[str, str]]:
    for segment in segments:
        line = segment.text
        begins, ends = line[0] in _LABEL_BEGINS, LABEL_END.search(line)
        if not (begins or ends) or len(line) > LONGEST_LINE:
            continue
        if begins and (label := KEYS.get(label_key(line))):
            if value := value_beside(segment, label):
                yield label, value
            continue
        if ends:
            yield from pairs_in(SET_OUT.sub("发布时间：", line, 1))
        if begins:
            yield from bare_pairs(segment)


def _number_table(head: list[Segment]) -> list[Segment]:
    """The lines at the top of the body where its own number table stands, else none."""
    known = [place for place, segment in enumerate(head) if "索引" in label_key(segment.text)[:8]]
    return head[known[0] : known[0] + _IN_BODY // 2] if known else []


def _line_of_dates(head: list[Segment]) -> list[Segment]:
    """``发布时间：… 来源：…`` at the top of the body, where all of the page's own words were taken for it."""
    for segment in head[:_FIRST_LINES]:
        line = segment.text
        several = len(line) <= LONGEST_LINE and begins_with_label(line) and len(NEXT_LABEL.findall(line)) > 1
        if several and any(label in PUBLISHED for label, _ in pairs_in(line)):
            return [segment]
    return []
