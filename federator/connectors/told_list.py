"""A list that only a script of its page knows: an array in it (``var newsData=[{"title":…,"url":…,"time":…}]``), arrays
side by side (``urls[i]='…';headers[i]='…';``), an island of XML, or the answer of the interface that it asks
(``$.ajax({url:"/api/list?channelId=3&pageNo="+p, …})``).

What is no JSON, or has no title, address and day in each of its records, is no such list. No script is run.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice

from federator.connectors.json_rows import rows_of
from federator.connectors.json_values import all_filled, at, inner_of, is_json, json_of, number_at
from federator.connectors.main_list import ANY_LINK, dated_rows
from federator.connectors.nameless import Records, records_of, zipped
from federator.connectors.page import fragment_of, tree_of
from federator.connectors.parallel_arrays import records_side_by_side
from federator.connectors.script_asking import asked_by, page_of, size_of, turned
from federator.connectors.script_values import records_in
from federator.connectors.xml_values import islands_in, xml_of
from federator.model.answer import Answer, Request
from federator.model.errors import VisitError
from federator.model.row import ListPage, Row
from federator.model.site import JsonRule
from federator.notation.dates import read_time
from federator.notation.numbering import own_share

_TITLE = re.compile(r"(?:\w*_?title|\w*biaoti|\w*bt|subject|name|header|(?:信息|公告|文件)?(?:标题|名称))", re.I | re.A)
_NAME = re.compile(r"(?!.*(?:site|channel|column|user|dept|org|area|unit))\w*name", re.I | re.A)
_LINK = re.compile(
    r"(?!.*(?:img|image|pic|icon|thumb|logo|cover|file))(?:\w*(?:urls?|link|lj)|href)(?:address)?|(?:详情)?(?:链接|网址)(?:地址)?",
    re.I | re.A,
)
_DATE = re.compile(
    r"(?!.*(?:end|expir|update|modif|edit|deadline|start|begin|open|baoming))"
    r"\w*(?:time|date)s?(?:str|string)?|(?:date_?)?(?:publish|post|releas|issu|creat)e?d?_?(?:at|on)?|day|(?:\w*fb)?(?:rq|sj)|(?:[发公][布开示告])?(?:日期|时间)",
    re.I | re.A,
)
_PUBLISHED = re.compile("pub|releas|show|display|issue|fb|[发公]", re.I)
"""Some names are the first letters of 标题, 发布时间, 日期, 链接: ``xwbt``, ``fbsj``, ``rq``, ``lj``."""
_AS_SHOWN = re.compile("str(?:ing)?$", re.I)
_IN_PARTS = {"year", "month", "day"}
_TOTALS = "total|totalCount|totalRecord|totalElements|recordCount|count|总数"
_MOSTLY, _NEARLY_ALL = 0.5, 0.75
_FEWEST, _LONGEST, _DEEPEST, _MOST_NAMES = 3, 2_000_000, 5, 200
"""Of one record: a title is looked for under each in all of them."""


def told_list(text: str, answer: Answer) -> ListPage | None:
    """The list that an answer of unknown software tells in a script, or asks for; None where that is not certain. Rows
    on the page go before, unless they are other columns' and those in the script its own."""
    if (value := _value_of(text)) is not None and (page := _answered(value, answer)):
        return page
    if value is not None or ("<script" not in text and "<xml" not in text and text.lstrip()[:1] == "<"):
        return None
    shown, rows = dated_rows(tree_of(text), answer.url, ANY_LINK), _in_script(text, answer.url)
    if rows and (not shown or _share(rows, answer.url) > _MOSTLY > _share(shown, answer.url)):
        return ListPage(rows)
    if shown:
        return None
    asked = asked_by(text, answer.url)
    return ListPage((), asked.pop(), carries_rows=False) if len(asked) == 1 else None


def _share(rows: Sequence[Row], column: str) -> float:
    return own_share([row.url for row in rows], column)


def _value_of(text: str) -> object:
    """What an answer of JSON or XML says; None for any other, and for a script."""
    try:
        return json_of(text) if is_json(text) else xml_of(text)
    except VisitError:
        return None


def _answered(value: object, answer: Answer) -> ListPage | None:
    """The one list of records in an answer, or its end; the next page by its number in the address."""
    lists = list(_lists(value, None, 0))
    found = [(rows, total) for records, total in lists if (rows := _told(records, answer.url))]
    rows, total = max(found, key=lambda one: len(one[0]), default=((), None))
    if len(rows) > _NEARLY_ALL * sum(len(others) for others, _ in found):
        return ListPage(rows, _next(answer.request, len(rows), total), total)
    page = page_of(answer.request)
    ended = len(lists) == 1 and not lists[0][0] and page is not None and page[1] > 1
    return ListPage((), total=lists[0][1]) if ended else None


def _lists(value: object, total: int | None, depth: int) -> Iterator[tuple[Records, int | None]]:
    """Lists of records, or of rows as HTML, each with the number of all that is said beside it, or above."""
    value = inner_of(value)
    if isinstance(value, str) and (inner := xml_of(value)) is not None:
        value = inner
    if isinstance(value, Mapping) and depth < _DEEPEST:
        said = number_at(value, _TOTALS)
        total = total if said is None else said
        records = zipped(value)
        if records:
            yield records, total
        for inner in () if records else value.values():
            yield from _lists(inner, total, depth + 1)
    elif isinstance(value, str) and "<a" in value:
        yield value, total
    elif isinstance(value, list) and (listed := records_of(value)) is not None:
        yield listed, total


def _told(records: Records, base: str) -> tuple[Row, ...]:
    """The rows that records are, or groups of them, or that stand as HTML."""
    if isinstance(records, str):
        return dated_rows(fragment_of(records), base, ANY_LINK)
    return _rows(records, base) or _rows(_grouped(records), base)


def _rows(records: Sequence[object], base: str) -> tuple[Row, ...]:
    """The records as rows; none where one has no title or no address, or most have no day."""
    records = _unwrapped(records)
    first = next(iter(records), None)
    several = islice(first, _MOST_NAMES) if isinstance(first, Mapping) else ()
    names = [str(name) for name in several if str(name).isidentifier()]
    titles = list(filter(_TITLE.fullmatch, names)) or list(filter(_NAME.fullmatch, names))
    title = titles[0] if len(titles) == 1 else max(titles, key=lambda name: _says(records, name), default="")
    link = next(filter(_LINK.fullmatch, names), "")
    parted = ["{year}-{month}-{day}"] if set(names) >= _IN_PARTS else []
    dates = sorted(filter(_DATE.fullmatch, names), key=_less_likely)
    dates = [*parted, *dates]
    if not title or not link or not dates:
        return ()
    said = f"{title}.rendered" if isinstance(at(first, title), Mapping) else title
    dated_by = f"{dates[0]}.time|{dates[0]}" if isinstance(at(first, dates[0]), Mapping) else dates[0]
    rule = JsonRule(title=said, link=f"{link}.pc|{link}.common|{link}", date=dated_by)
    rows = rows_of(records, rule, base, lambda _title, _id, _date: "")
    dated = sum(read_time(row.date_written or "") is not None for row in rows)
    certain = all(row.title and row.url for row in rows) and 2 * dated > len(rows)
    return rows if certain and len(rows) == len(records) else ()


def _says(records: Sequence[object], name: str) -> int:
    """How much all records say under a name: a short title less than a title, a site's name the same in each."""
    return sum(map(len, set(all_filled(records, name))))


def _less_likely(date: str) -> tuple[bool, bool]:
    """A day that says it is of publication goes before others; so does one in the words of the page before a number."""
    return not _PUBLISHED.search(date), not _AS_SHOWN.search(date)


def _unwrapped(records: Sequence[object]) -> Sequence[object]:
    """Each record with what the one titled record inside it holds: ``{"url":…,"tip":{"title":…}}``; else the
    records. A value that is a list of one is that one (``{"title":["…"]}``)."""
    found = [record for record in records if isinstance(record, Mapping)]
    if len(found) < len(records):
        return records
    mappings = [{name: _alone(one) for name, one in record.items()} for record in found]
    if any(map(_is_titled, mappings)):
        return mappings
    inside = [[one for one in record.values() if isinstance(one, Mapping) and _is_titled(one)] for record in mappings]
    if any(len(one) != 1 for one in inside):
        return records
    return [{**record, **inner} for record, (inner,) in zip(mappings, inside, strict=True)]


def _is_titled(record: Mapping[object, object]) -> bool:
    return any(_TITLE.fullmatch(str(name)) and not isinstance(one, list) for name, one in record.items())


def _alone(value: object) -> object:
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _next(request: Request, rows: int, total: int | None) -> Request | None:
    """The page after the one asked for, unless that held the last of all, or fewer rows than were asked for."""
    page, size = page_of(request), size_of(request) or rows
    if page is None or rows < size or (total is not None and page[1] * size >= total):
        return None
    return turned(request, page[0], page[1] + 1)


def _in_script(text: str, base: str) -> tuple[Row, ...]:
    """The rows of the one array that is a list of notices, or of groups of them."""
    islands = (records for island in islands_in(text[:_LONGEST]) for records, _ in _lists(island, None, 0))
    listed = chain(records_in(text), [records_side_by_side(text[:_LONGEST])], islands)
    found = [rows for records in listed if len(rows := _told(records, base)) >= _FEWEST]
    return found[0] if len(found) == 1 else ()


def _grouped(groups: Sequence[object]) -> Sequence[object]:
    """The records of groups that hold them under one name: ``[{"infolist":[…]},{"infolist":[…]}]``."""
    held = [(name, inner) for group in groups if isinstance(group, Mapping) for name, inner in group.items()]
    lists = [(name, inner) for name, inner in held if isinstance(inner, list)]
    return [record for _, inner in lists for record in inner] if len({name for name, _ in lists}) == 1 else ()
