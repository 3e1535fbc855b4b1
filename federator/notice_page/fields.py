"""What a page says under labels: the number table (索引号 …) and the line below the title (来源, 发布时间 …).

Only labels of the record are read, so that tables of parcels do not flood it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from lxml.html import HtmlElement

from federator.notation.dates import read_time
from federator.notation.folding import fold, label_key
from federator.notice_page.body import Body
from federator.notice_page.document import BODY_PLACE, Segment, segments_of
from federator.notice_page.heading import Heading
from federator.notice_page.labels import KEYS, LABEL, NEXT_LABEL

_BUTTONS = re.compile(r"\s*[【\[(（]?\s*(?:字[体号]|打印|关闭|收藏|分享|我要|大\s*中\s*小|\|)\s*.*$", re.S)
_LABEL_BEGINS = frozenset("[]［］【】〔〕:：").union(label[0] for label in KEYS)
_LABEL_END = re.compile(r"[:：\]】]")
_EDGES = " |｜,，;；【】[]　"
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


def _whole_dates(segments: Iterable[Segment]) -> list[Segment]:
    """Dates broken by a line break are one line again: ``发布时间：2026-06-`` and ``05 浏览：3``."""
    lines: list[Segment] = []
    for segment in segments:
        last = lines[-1] if lines else None
        if last and last.element is segment.element and _goes_on(last.text, segment.text):
            lines[-1] = last._replace(text=last.text + segment.text)
        else:
            lines.append(segment)
    return lines


def _goes_on(line: str, other: str) -> bool:
    if _OPEN_DATE.search(line):
        return _DATE_GOES_ON.match(other) is not None
    return KEYS.get(label_key(line)) in _DATES and _DATE_BEGINS.match(other) is not None


def _labelled(segments: list[Segment]) -> Iterator[tuple[str, str]]:
    for segment in segments:
        line = segment.text
        if len(line) > _LONGEST_LINE:
            continue
        begins = line[0] in _LABEL_BEGINS
        if begins and (label := KEYS.get(label_key(line))) and (value := _value_beside(segment)):
            yield label, value
        if _LABEL_END.search(line):
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
    return _BUTTONS.sub("", fold(value)).strip(_EDGES)[:_LONGEST_VALUE]


def _value_beside(segment: Segment) -> str:
    """The value of a label that stands alone: in the next cell, or in the next element of the same line."""
    holder = segment.element
    if holder.tag not in ("td", "th", "dt") and not segment.text.endswith((":", "：", "】", "]")):
        return ""
    beside = _below(holder) if _heads_column(holder) else _next(holder)
    if beside is None and holder.getparent() is not None and holder.getparent().tag in ("td", "th", "dt"):
        beside = _next(holder.getparent())
    value = fold(beside.text_content()) if beside is not None else ""
    unusable = len(value) > _LONGEST_LINE or BODY_PLACE in value or _is_label(value)
    return "" if unusable else _clean(value)


def _heads_column(cell: HtmlElement) -> bool:
    """A table may print its labels in one row and the values in the next."""
    row = cell.getparent() if cell.tag in ("td", "th") else ()
    return len(row) > 1 and all(label_key(other.text_content()) in KEYS for other in row)


def _below(cell: HtmlElement) -> HtmlElement | None:
    row = cell.getparent()
    values = _next(row)
    return values[row.index(cell)] if values is not None and len(values) == len(row) else None


def _next(element: HtmlElement) -> HtmlElement | None:
    beside = element.getnext()
    return beside if beside is not None and isinstance(beside.tag, str) else None


def _is_label(value: str) -> bool:
    return label_key(value) in KEYS or LABEL.match(value) is not None


def _number_table(body: Body) -> list[Segment]:
    """The lines at the top of the body where its own number table stands, else none."""
    if "索" not in body.element.text_content():
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
        if len(segment.text) > _LONGEST_LINE or segment.linked:
            continue
        apart = " ".join(" ".join(segment.element.itertext()).split()) if len(segment.text) < _A_DATE else ""
        written = (segment.text, *(text for text in (apart, f"{before} {segment.text}") if len(text) <= _A_DATE))
        if found := next((text for text in written if read_time(text)), ""):
            return found
        before = segment.text
    return ""
