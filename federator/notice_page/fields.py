"""What a page says under labels: the number table (索引号 …) and the line below the title (来源, 发布时间 …).

Only labels of the record are read, so that tables of parcels do not flood it.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import chain, islice, takewhile

from federator.notation.dates import read_time
from federator.notation.folding import label_key
from federator.notation.numbers import read_doc_no
from federator.notice_page.beside import LONGEST_LINE, bare_pairs, clean, value_beside
from federator.notice_page.body import Body
from federator.notice_page.candidates import day_behind
from federator.notice_page.document import Element, first_words
from federator.notice_page.heading import Heading
from federator.notice_page.labels import KEYS, LABEL, NEXT_LABEL, PUBLISHED, begins_with_label
from federator.notice_page.segments import BODY_PLACE, Segment, is_time, segments_of

_LABEL_BEGINS = frozenset("[]［］【】〔〕:：").union(label[0] for label in KEYS)
_INDEX_LABEL = re.compile(r"索[\W_]{0,20}引")
_DATE_LABEL = re.compile(r"[发公上添][布开传加][\W_]{0,20}[日时]")
_LABEL_END = re.compile(r"[:：\]】]")
_NUMBERS = ("文号", "发文字号", "发布文号", "文件编号")
_OPEN_DATE = re.compile(r"(?:19|20)\d\d\s*(?:[-/.年]\s*(?:\d{1,2}\s*[-/.月]?\s*)?)?$")
_DATE_GOES_ON = re.compile(r"[-/.年月]?\s*\d{1,2}(?!\d)")
_DATE_BEGINS = re.compile(r"[\[【(（]?(?:19|20)\d\d\s*[-/.年](?!第)")
_A_DATE, _A_NUMBER = 12, 40
_BELOW_TITLE, _A_LIST, _NEAR = 8, 3, 2
_IN_BODY, _AT_TOP = 40, 300


def read_fields(segments: list[Segment], heading: Heading, body: Body, metas: Mapping[str, str]) -> dict[str, str]:
    """Labelled values outside the body, in reading order, first wins; then those of a number table or a line of
    dates at the top of the body, if any.

    A date that stands between title and body without a label counts as 发布日期 where nothing else says when the
    notice was published (no PubDate, no such label); a document number that stands alone there as 文号.
    """
    segments = _whole_dates([_behind_title(segment, heading) for segment in segments])
    labelled = _INDEX_LABEL.search(body.words) or _DATE_LABEL.search(body.words, 0, _AT_TOP)
    head = segments_of(body.element)[:_IN_BODY] if labelled else []
    fields: dict[str, str] = {}
    for label, value in _labelled([*segments, *_number_table(head), *_line_of_dates(head)]):
        fields.setdefault(label, value)
    if "pubdate" not in metas and not any(label in fields for label in PUBLISHED):
        date = _lone_date(segments, heading) or _boxed_date(segments, heading.element, body)
        fields |= {"发布日期": date} if date else {}
    if not any(label in fields for label in _NUMBERS):
        number = _lone_number(segments, heading)
        fields |= {"文号": number} if number else {}
    return fields


def _behind_title(segment: Segment, heading: Heading) -> Segment:
    """Of ``关于…的公告发布时间：2026-03-18`` what stands behind the title."""
    facts = segment.text.removeprefix(heading.text).strip() if segment.element is heading.element else ""
    return segment._replace(text=facts) if facts and begins_with_label(facts) else segment


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
    return KEYS.get(label_key(line)) in PUBLISHED and _DATE_BEGINS.match(other) is not None


def _labelled(segments: list[Segment]) -> Iterator[tuple[str, str]]:
    for segment in segments:
        line = segment.text
        begins, ends = line[0] in _LABEL_BEGINS, _LABEL_END.search(line)
        if not (begins or ends) or len(line) > LONGEST_LINE:
            continue
        if begins and (label := KEYS.get(label_key(line))):
            if value := value_beside(segment, label):
                yield label, value
            continue
        if ends:
            yield from _inline(line)
        if begins:
            yield from bare_pairs(segment)


def _inline(line: str) -> Iterator[tuple[str, str]]:
    """``来源：甲 发布时间：乙 浏览次数：9``: each value ends at the next label."""
    first = LABEL.search(line)
    more = first and _LABEL_END.search(line, first.end())
    found = [first, *(NEXT_LABEL.finditer(line, first.end()) if more else ())] if first else []
    ends = [*(one.start() for one in found[1:]), len(line)]
    for one, end in zip(found, ends, strict=False):
        label = KEYS.get("".join((one["label"] or one["glued"]).split()))
        value = clean(line[one.end() : end])
        if label and value:
            yield label, value


def _number_table(head: list[Segment]) -> list[Segment]:
    """The lines at the top of the body where its own number table stands, else none."""
    known = [place for place, segment in enumerate(head) if "索引" in label_key(segment.text)[:8]]
    return head[known[0] : known[0] + _IN_BODY // 2] if known else []


def _line_of_dates(head: list[Segment]) -> list[Segment]:
    """``发布时间：… 来源：…`` at the top of the body, where all of the page's own words were taken for it."""
    for segment in head[:_BELOW_TITLE]:
        line = segment.text
        several = len(line) <= LONGEST_LINE and begins_with_label(line) and len(NEXT_LABEL.findall(line)) > 1
        if several and any(label in PUBLISHED for label, _ in _inline(line)):
            return [segment]
    return []


def _lone_date(segments: list[Segment], heading: Heading) -> str:
    """The first date below the title and above the body, as written; day and month may stand in two elements.

    Several lines that are dates are those of a list.
    """
    places = [place for place, segment in enumerate(segments) if segment.element is heading.element]
    title, last = (places[0], places[-1]) if places and heading.element is not None else (0, len(segments))
    if places and (day := day_behind(segments[last].text)) and heading.text == segments[last].text[: day.start()]:
        return day["day"] or day["bare"]
    within = [segment for segment in segments[title + 1 : last + 1] if _DATE_BEGINS.match(segment.text)]
    below = [*within, *segments[last + 1 :][:_BELOW_TITLE]]
    lines = list(takewhile(lambda segment: segment.text != BODY_PLACE, below))
    if sum(is_time(line.text) for line in lines) > _A_LIST:
        return ""
    before = ""
    for segment in lines:
        labelled = label_key(before) in KEYS or _is_other_date(segment.text)  # 成文日期 and its value
        if len(segment.text) > LONGEST_LINE or "。" in segment.text or labelled:
            before = segment.text
            continue
        apart = _apart(segment) if len(segment.text) < _A_DATE else ""
        stated = (segment.inner.get("datetime") or "") if segment.inner.tag == "time" else ""  # 3月18日
        written = (
            segment.text,
            *(text for text in (apart, f"{before} {segment.text}") if len(text) <= _A_DATE),
            stated,
        )
        if found := next((text for text in written if read_time(text)), ""):
            return _before_label(found)
        before = segment.text
    return ""


def _boxed_date(segments: list[Segment], title: Element | None, body: Body) -> str:
    """``18`` over ``2021-03``, set large in a box before the title of which it is the day: the two parts apart. Beside
    each title of a list there is one, too, of which the others may stand in the body."""
    place = next((place for place, segment in enumerate(segments) if segment.element is title), 0)
    above = [line for line in segments[max(0, place - 2) : place] if is_time(line.text) and len(line.text) < _A_DATE]
    apart = " ".join(_apart(line) for line in above)
    if title is None or not above or len(apart) > _A_DATE or not read_time(apart):
        return ""
    around = set.intersection(*(set(islice(line.element.iterancestors(), _NEAR)) for line in above))
    box = next((one for one in islice(title.iterancestors(), _NEAR) if one in around and one.tag != "body"), None)
    is_row = box is None or _is_repeated(box) or is_time(first_words(body.element).strip())
    return "" if is_row else apart


def _is_repeated(box: Element) -> bool:
    """It has a neighbour of its kind."""
    beside = chain(box.itersiblings(box.tag), box.itersiblings(box.tag, preceding=True))
    return any(one.get("class") == box.get("class") for one in beside)


def _apart(line: Segment) -> str:
    """The texts of its block with a space between them."""
    return " ".join(" ".join(map(str, line.element.itertext())).split())


def _is_other_date(line: str) -> bool:
    """``成文日期：2021-07-12``: no label of publication is on a page that is asked for a date without one."""
    return "日期" in line and any(label.endswith("日期") for label, _ in _inline(line))


def _lone_number(segments: list[Segment], heading: Heading) -> str:
    """The line below the title and above the body that is a document number, as written; or the one right above the
    title, where a document begins with its number (``某县人民政府文件``)."""
    places = [place for place, segment in enumerate(segments) if segment.element is heading.element]
    if not places or heading.element is None:
        return ""
    above_body = takewhile(lambda segment: segment.text != BODY_PLACE, segments[places[-1] + 1 :][:_BELOW_TITLE])
    beside = [*above_body, *segments[max(0, places[0] - 1) : places[0]]]
    lines = (segment.text for segment in beside if "号" in segment.text and len(segment.text) <= _A_NUMBER)
    return next((line for line in lines if read_doc_no(line)), "")


def _before_label(line: str) -> str:
    """``2026-08-28 10:31`` of ``2026-08-28 10:31 来源：县水利局 【打印】``."""
    label = NEXT_LABEL.search(line)
    date = clean(line[: label.start()] if label else line)
    return date if read_time(date) else line
