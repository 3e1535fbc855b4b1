"""What stands between title and body without a label: the day of publication, and the number of a document."""

import re
from itertools import chain, islice, takewhile

from federator.notation.dates import read_time
from federator.notation.folding import label_key
from federator.notation.numbers import read_doc_no
from federator.notice_page.beside import LONGEST_LINE, clean, pairs_in
from federator.notice_page.body import Body
from federator.notice_page.candidates import day_behind
from federator.notice_page.document import Element, first_words
from federator.notice_page.heading import Heading
from federator.notice_page.labels import DAY, KEYS, NEXT_LABEL, begins_with_day
from federator.notice_page.segments import BODY_PLACE, Segment, is_time

_A_DATE, _A_NUMBER = 12, 40
_BELOW_TITLE, _A_LIST, _NEAR = 8, 3, 2
_MOST_PARTS = 12
DATE_BEGINS = re.compile(r"[\[【(（]?(?:19|20)\d\d\s*[-/.年](?!第)")
_LINE_HOLDS_DAY = re.compile(DAY)
_BETWEEN = re.compile(r"[\s\[\]【】()（）|｜]+")
_OFFICE = re.compile(r"[\u4e00-\u9fff]{2,20}(?:局|厅|委员会|政府|中心|办公室|分局|储备院)")


def lone_date(segments: list[Segment], heading: Heading) -> str:
    """The first date below the title and above the body, as written; day and month may stand in two elements.

    Several lines that are dates are those of a list.
    """
    places = [place for place, segment in enumerate(segments) if segment.element is heading.element]
    title, last = (places[0], places[-1]) if places and heading.element is not None else (0, len(segments))
    if places and (day := day_behind(segments[last].text)) and heading.text == segments[last].text[: day.start()]:
        return day["day"] or day["bare"]
    own = segments[title : last + 1] if heading.element is not None else []
    within = [line for line in own if DATE_BEGINS.match(line.text) and not line.text.startswith(heading.text)]
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
            _day_in(segment),
        )
        if found := next((text for text in written if read_time(text)), ""):
            return _before_label(found)
        before = segment.text
    return ""


def date_above(segments: list[Segment], title: Element | None) -> str:
    """``2026年11月06日 来源：储量科`` right above the title, in one box with it."""
    place = next((place for place, segment in enumerate(segments) if segment.element is title), 0)
    if title is None or not place:
        return ""
    line, around = segments[place - 1], islice(segments[place - 1].element.iterancestors(), _NEAR)
    told = begins_with_day(line.text) and NEXT_LABEL.search(line.text)
    beside = any(one is title.getparent() and one.tag != "body" for one in around)
    return _before_label(line.text) if told and beside else ""


def boxed_date(segments: list[Segment], title: Element | None, body: Body) -> str:
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
    """It has a neighbour of its kind, and no name of its own."""
    if box.get("id"):
        return False
    beside = chain(box.itersiblings(box.tag), box.itersiblings(box.tag, preceding=True))
    return any(one.get("class") == box.get("class") for one in beside)


def _apart(line: Segment) -> str:
    """The texts of its block with a space between them."""
    return " ".join(" ".join(map(str, line.element.itertext())).split())


def _day_in(line: Segment) -> str:
    """``<span>县水利局</span><span>2021-03-18</span><i></i>56``: the only one of its texts that is a day."""
    if not _LINE_HOLDS_DAY.search(line.text):
        return ""
    parts = map(str, islice(line.element.itertext(), _MOST_PARTS))
    days = [said for part in parts if DATE_BEGINS.match(said := part.strip()) and is_time(said) and read_time(said)]
    return days[0] if len(days) == 1 else ""


def _is_other_date(line: str) -> bool:
    """``成文日期：2021-07-12``: no label of publication is on a page that is asked for a date without one."""
    return "日期" in line and any(label.endswith("日期") for label, _ in pairs_in(line))


def lone_number(segments: list[Segment], heading: Heading) -> str:
    """The line below the title and above the body that is a document number, as written; or the one right above the
    title, where a document begins with its number (``某县人民政府文件``)."""
    places = [place for place, segment in enumerate(segments) if segment.element is heading.element]
    if not places or heading.element is None:
        return ""
    above_body = takewhile(lambda segment: segment.text != BODY_PLACE, segments[places[-1] + 1 :][:_BELOW_TITLE])
    own = (line for line in segments[places[0] : places[-1] + 1] if line.text not in heading.text)
    beside = [*own, *above_body, *segments[max(0, places[0] - 1) : places[0]]]
    numbered = (segment.text for segment in beside if "号" in segment.text and len(segment.text) <= _A_NUMBER)
    lines = (line[: day.start()] if (day := day_behind(line)) else line for line in numbered)
    return next((line for line in lines if read_doc_no(line)), "")


def lone_source(segments: list[Segment], heading: Heading) -> str:
    """Whose name stands without a label in the line of the day below the title, or in an element beside it:
    ``2026-03-18 16:00 某县自然资源局 阅读：9``; ``""`` where none does."""
    places = [place for place, segment in enumerate(segments) if segment.element is heading.element]
    if not places or heading.element is None:
        return ""
    below = list(takewhile(lambda line: line.text != BODY_PLACE, segments[places[-1] + 1 :][:_BELOW_TITLE]))
    day = next((line for line in below if _is_line_of_day(line.text)), None)
    if day is None:
        return ""
    row = day.element.getparent()
    beside = [line for line in below if line is day or line.element.getparent() is row]
    words = (word for line in beside if len(line.text) <= LONGEST_LINE for word in _BETWEEN.split(_apart(line)))
    return next((word for word in words if _OFFICE.fullmatch(word)), "")


def _is_line_of_day(line: str) -> bool:
    return len(line) <= LONGEST_LINE and "。" not in line and _LINE_HOLDS_DAY.search(line) is not None


def _before_label(line: str) -> str:
    """``2026-08-28 10:31`` of ``2026-08-28 10:31 来源：县水利局 【打印】``."""
    label = NEXT_LABEL.search(line)
    date = clean(line[: label.start()] if label else line)
    return date if read_time(date) else line
