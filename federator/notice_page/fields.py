"""What a page says under labels: the number table (索引号 …) and the line below the title (来源, 发布时间 …).

Only labels of the record are read, so that tables of parcels do not flood it.
"""

import re
from collections.abc import Iterator, Mapping

from federator.notation.dates import read_time
from federator.notation.folding import fold, label_key
from federator.notice_page.body import Body
from federator.notice_page.document import Element, words_of
from federator.notice_page.heading import Heading
from federator.notice_page.labels import KEYS, LABEL, NEXT_LABEL
from federator.notice_page.segments import BODY_PLACE, Segment, segments_of

_BUTTONS = re.compile(r"\s*[【\[(（]?\s*(?:字[体号]|打印|关闭|收藏|分享|我要|大\s*中\s*小|\|)\s*.*$", re.S)
_BUTTON_BEGINS = re.compile(r"[字打关收分我大|]")
_LABEL_BEGINS = frozenset("[]［］【】〔〕:：").union(label[0] for label in KEYS)
_INDEX_LABEL = re.compile(r"索[\W_]{0,20}引[\W_]{0,20}号")
_LABEL_END = re.compile(r"[:：\]】]")
_EDGES = " |｜,，;；【】[]　"
_CELLS = ("td", "th", "dt")
_DATES = ("发布日期", "发布时间", "公开日期")
_OPEN_DATE = re.compile(r"(?:19|20)\d\d\s*(?:[-/.年]\s*(?:\d{1,2}\s*[-/.月]?\s*)?)?$")
_DATE_GOES_ON = re.compile(r"[-/.年月]?\s*\d{1,2}(?!\d)")
_DATE_BEGINS = re.compile(r"(?:19|20)\d\d\s*[-/.年]")
_LONGEST_LINE, _LONGEST_VALUE = 300, 200
_A_DATE = 12
_BELOW_TITLE = 8
_IN_BODY = 40


def read_fields(segments: list[Segment], heading: Heading, body: Body, metas: Mapping[str, str]) -> dict[str, str]:
    """Labelled values outside the body, in reading order, first wins; then the body's own number table, if any.

    A date that stands between title and body without a label counts as 发布日期 where nothing else says when the
    notice was published (no PubDate, no such label).
    """
    segments = _whole_dates(segments)
    fields: dict[str, str] = {}
    for label, value in (*_labelled(segments), *_labelled(_number_table(body))):
        fields.setdefault(label, value)
    if "pubdate" not in metas and not any(label in fields for label in _DATES):
        date = _lone_date(segments, heading)
        fields |= {"发布日期": date} if date else {}
    return fields


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
    return KEYS.get(label_key(line)) in _DATES and _DATE_BEGINS.match(other) is not None


def _labelled(segments: list[Segment]) -> Iterator[tuple[str, str]]:
    for segment in segments:
        line = segment.text
        begins, ends = line[0] in _LABEL_BEGINS, _LABEL_END.search(line)
        if not (begins or ends) or len(line) > _LONGEST_LINE:
            continue
        if begins and (label := KEYS.get(label_key(line))):
            if value := _value_beside(segment):
                yield label, value
            continue
        if ends:
            yield from _inline(line)
        if begins:
            yield from _behind_bare_label(segment)


def _inline(line: str) -> Iterator[tuple[str, str]]:
    """``来源：甲 发布时间：乙 浏览次数：9``: each value ends at the next label."""
    first = LABEL.search(line)
    more = first and _LABEL_END.search(line, first.end())
    found = [first, *(NEXT_LABEL.finditer(line, first.end()) if more else ())] if first else []
    ends = [*(one.start() for one in found[1:]), len(line)]
    for one, end in zip(found, ends, strict=False):
        label = KEYS.get("".join((one["label"] or one["glued"]).split()))
        value = _clean(line[one.end() : end])
        if label and value:
            yield label, value


def _behind_bare_label(segment: Segment) -> Iterator[tuple[str, str]]:
    """``<li><b>索引号</b>000014349/2017-00110</li>``: only an element of its own tells label and value apart."""
    alone = segment.inner is not segment.element and len(segment.inner) == 0
    words = fold(segment.inner.text or "") if alone else ""
    label = KEYS.get("".join(words.split()))
    value = _clean(segment.text.removeprefix(words)) if label and segment.text.startswith(words) else ""
    if label and value and value[0] not in ":：" and not _is_label(value):
        yield label, value


def _clean(value: str) -> str:
    plain = fold(value)
    return (_BUTTONS.sub("", plain) if _BUTTON_BEGINS.search(plain) else plain).strip(_EDGES)[:_LONGEST_VALUE]


def _value_beside(segment: Segment) -> str:
    """The value of a label that stands alone: in the next cell, or in the next element of the same line."""
    holder, outer = segment.element, segment.element.getparent()
    if holder.tag not in _CELLS and not segment.text.endswith((":", "：", "】", "]")):
        return ""
    beside = _next(holder)
    if beside is None and outer is not None and outer.tag in _CELLS:
        beside = _next(outer)
    return _value_in(beside) or _value_in(_below(holder, outer))


def _value_in(element: Element | None) -> str:
    value = fold(words_of(element)) if element is not None else ""
    return "" if len(value) > _LONGEST_LINE or BODY_PLACE in value or _is_label(value) else _clean(value)


def _below(cell: Element, row: Element | None) -> Element | None:
    """The cell below, where a table prints its labels in one row and their values in the next."""
    if row is None or cell.tag not in ("td", "th") or not _holds_labels(row, cell):
        return None
    values = _next(row)
    return values[row.index(cell)] if values is not None and len(values) == len(row) else None


def _holds_labels(row: Element, cell: Element) -> bool:
    return len(row) > 1 and all(label_key(words_of(other)) in KEYS for other in row if other is not cell)


def _next(element: Element) -> Element | None:
    beside = element.getnext()
    return beside if beside is not None and isinstance(beside.tag, str) else None


def _is_label(value: str) -> bool:
    return label_key(value) in KEYS or LABEL.match(value) is not None


def _number_table(body: Body) -> list[Segment]:
    """The lines at the top of the body where its own number table stands, else none."""
    if not _INDEX_LABEL.search(body.words):
        return []
    head = segments_of(body.element)[:_IN_BODY]
    known = [place for place, segment in enumerate(head) if "索引号" in label_key(segment.text)[:8]]
    return head[known[0] : known[0] + _IN_BODY // 2] if known else []


def _lone_date(segments: list[Segment], heading: Heading) -> str:
    """The first date below the title and above the body, as written; day and month may stand in two elements."""
    places = [place for place, segment in enumerate(segments) if segment.element is heading.element]
    below = segments[places[-1] + 1 :][:_BELOW_TITLE] if places and heading.element is not None else []
    before = ""
    for segment in below:
        if segment.text == BODY_PLACE:
            break
        if len(segment.text) > _LONGEST_LINE:
            continue
        apart = " ".join(" ".join(map(str, segment.element.itertext())).split()) if len(segment.text) < _A_DATE else ""
        written = (segment.text, *(text for text in (apart, f"{before} {segment.text}") if len(text) <= _A_DATE))
        if found := next((text for text in written if read_time(text)), ""):
            return found
        before = segment.text
    return ""
