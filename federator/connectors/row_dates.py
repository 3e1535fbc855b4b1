"""Which of the words of a row are its date of publication."""

import re
from collections.abc import Sequence
from itertools import islice, pairwise

from lxml.html import HtmlElement

from federator.notation.address_dates import year_in_address
from federator.notation.dates import LEAP_YEAR, read_time
from federator.notation.heads import head_of
from federator.notation.unsure import is_in_parts

_NUMERAL = re.compile(r"[\d一二三四五六七八九]")
_DAY = r"(?:19|20)\d\d[-/.]\d\d?[-/.]\d\d?"
_IN_BRACKETS = rf"[\[(（【]\s*{_DAY}\s*[\])）】]"
DAY = re.compile(_DAY, re.A)
WHOLE_DAY = re.compile(rf"[\[(（【]?\s*{_DAY}\s*[\])）】]?", re.A)
_DAY_IN_CELL = re.compile(rf"{WHOLE_DAY.pattern}|(?:19|20)\d\d年\d\d?月\d\d?日", re.A)
_NO_PUBLICATION = re.compile(r"截[止至]|结束|到期|失效|施行|生效|[定拟将]于|召开|举[行办]|[，。；！？]")
_PROMULGATED = re.compile(r"\W*((?:19|20)\d\d年\d{1,2}月\d{1,2}日[^，,。；]{2,60}?[公发]布)", re.A)
_PUBLISHED = re.compile(r"(?:发布|公布|公开|公示|公告|发表|发稿)(?:开始|起始)?(?:日期|时间)|^\W*(?:日期|时间)\W")
_NOT_OF_PUBLICATION = re.compile(r"(?:成文|生成|产生|发文|印发|更新|修改|实施|废止|成交|签订|批准|审批)(?:日期|时间)")
_TOLD = re.compile(rf"(?:更新|发布)(?:时间|日期)\s*[:：]\s*({_DAY})", re.A)
_LONGEST_DATE, _LONGEST_HEAD, _FEW = 40, 200, 20
_LONGEST_REST = 60
_COUNTER = re.compile("[浏点阅访人][览击读问气]")
_COUNT = re.compile(
    r"\s?[\[(（|]?\s?(?:浏览|点击|阅读|访问|人气|浏览量)(?:次数|量|数|率)?\s?[:：]?\s?\d*\s?次?[\])）|]?"
)
_COUNTED = re.compile(rf"{_COUNT.pattern}.*$")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_DATE_IN_TITLE = re.compile(
    rf"(?:(?P<before>{_IN_BRACKETS}|{_DAY}(?=\s))\s*)?(?P<title>\S.*?\S)\s*(?P<behind>{_IN_BRACKETS}|(?<=\s){_DAY})?",
    re.A,
)


def words(text: str) -> str:
    """One line: white space of any kind to single spaces, control characters out."""
    line = " ".join(text.split())
    return line if line.isprintable() else _CONTROL.sub("", line)


def all_words(texts: Sequence[str]) -> Sequence[str]:
    """:func:`words` of each. Most are one line as they stand, which is seen of all of them at once: of what can be
    printed, only the space is white."""
    joined = " ".join(filter(None, texts))
    if joined.isprintable() and "  " not in joined and joined == joined.strip():
        return texts
    return [words(text) if text else "" for text in texts]


def without_counter(text: str) -> str:
    """``2026-07-28 浏览次数：128`` without its end: a counter would make another row of it at each visit. A date behind
    one stays (``点击：128 时间：2026-07-28``)."""
    if not _COUNTER.search(text):
        return text
    begun = _COUNTED.sub("", text)
    return begun if read_time(begun, LEAP_YEAR) else words(_COUNT.sub(" ", text))


def date_among(pieces: Sequence[str], url: str = "") -> str | None:
    """The date of publication among pieces of text, as written: the shortest piece that reads as a date.

    Then all pieces as one, then two that are one together (``28`` and ``2026-07``), then ``07-28`` where the address
    may tell the year. A deadline (截止) or a date in a sentence is no publication.
    """
    numerals = [piece for piece in pieces if _NUMERAL.search(piece)]
    if (day := _only_day(numerals)) is not None:
        return day
    texts = [text for piece in numerals if len(text := _shortened(piece)) <= _LONGEST_DATE]
    texts = [text for text in texts if not _NO_PUBLICATION.search(text)]
    sure = [text for text in texts if WHOLE_DAY.fullmatch(text) or read_time(text)]
    if len(sure) > 1:
        sure = [text for text in sure if _PUBLISHED.search(text)] or sure
        sure = [text for text in sure if not _NOT_OF_PUBLICATION.search(text)] or sure
    return min(sure, key=len) if sure else _whole(pieces) or _pair(texts) or _without_year(texts, url)


def date_of_cells(row: HtmlElement) -> str | None:
    """Where a list has several days in a row (成文日期, 发布日期), the one below the heading of publication."""
    if sum(_DAY_IN_CELL.fullmatch(words(_said(cell))) is not None for cell in row) < 2:
        return None
    head = head_of(row)
    headed = zip(head, row, strict=True) if head is not None else ()
    return next((words(_said(cell)) for name, cell in headed if _PUBLISHED.search(_said(name))), None)


def _said(cell: HtmlElement) -> str:
    """What it says, if that is short enough for a day or the heading of days: each row asks its heads."""
    said = "".join(islice(cell.itertext(), _FEW))
    return said if len(said) <= _LONGEST_HEAD else ""


def told_whole(told: str, date: str | None) -> str | None:
    """``date`` with its year, where the link's title attribute tells of the same day (``更新时间：2021-07-20 10:00``)
    or where the row says none; else ``date``."""
    found = _TOLD.search(told) if may_tell_day(told) else None
    if found is None or not (date is None or _same_day(date, found[1])):
        return date
    return found[1]


def may_tell_day(told: str) -> bool:
    """Whether it is worth a closer look."""
    return "时间" in told or "日期" in told


def _same_day(date: str, whole: str) -> bool:
    one, other = read_time(date, LEAP_YEAR), read_time(whole)
    if one is None or other is None or read_time(date) is not None:
        return False
    return (one.day.month, one.day.day) == (other.day.month, other.day.day)


def _only_day(numerals: Sequence[str]) -> str | None:
    """The one whole day where nothing else could be a date: beside the number of a row, mostly."""
    days = [day for piece in numerals if WHOLE_DAY.fullmatch(day := words(piece))]
    alone = len(days) == 1 and all(len(piece) < 3 or piece.strip() == days[0] for piece in numerals)
    return days[0] if alone else None


def _shortened(piece: str) -> str:
    """One line; of ``2024年1月20日省政府令第350号公布 自2024年3月1日起施行`` what stands before 施行, of
    ``发布日期：2026-9-28 截止日期：2026-10-30`` what stands before 截止."""
    line = words(piece)
    if "布" not in line:
        return line
    if (found := _PUBLISHED.search(line)) and (other := _NO_PUBLICATION.search(line, found.end())):
        return line[: other.start()].rstrip()
    promulgated = _PROMULGATED.match(line)
    return promulgated[1] if promulgated else line


def _pair(texts: Sequence[str]) -> str | None:
    for one, other in pairwise(texts):
        if len(one) + len(other) <= 12:
            joined = (f"{one} {other}", f"{one}-{other}", f"{other}-{one}")
            if found := next((text for text in joined if read_time(text)), None):
                return found
    return None


def _without_year(texts: Sequence[str], url: str) -> str | None:
    year = year_in_address(url) or LEAP_YEAR
    two = [f"{one} {other}" for one, other in pairwise(texts) if len(one) + len(other) <= 6]
    dated = (text for text in (*texts, *two) if read_time(text, year) or is_in_parts(text))
    return min(dated, key=len, default=None)


def _whole(pieces: Sequence[str]) -> str | None:
    rest = words("".join(pieces))
    usable = len(rest) <= _LONGEST_REST and not _NO_PUBLICATION.search(rest)
    return rest if usable and read_time(rest) else None


def without_date(text: str) -> tuple[str, str | None]:
    """``关于征地的公告 [2026-08-28]``, all of it one text of the link: title and date."""
    found = _DATE_IN_TITLE.fullmatch(text)
    date = found and (found["behind"] or found["before"])
    return (found["title"], date) if found and date and read_time(date) else (text, None)
