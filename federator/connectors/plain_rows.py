"""Rows in the forms that nearly all lists have, ``<li><a …>title</a><span>date</span></li>`` or a ``tr`` of such cells,
without a parse.

Gives what ``rows.row_of`` and ``main_list.main_rows`` give, at a fraction of their cost; a test holds them equal.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from federator.connectors.row_dates import WHOLE_DAY, words
from federator.connectors.rows import full_title, record_row, says_nothing
from federator.model.row import Row
from federator.notation.address import absolute

_LEAF = r"<(span|b|i|em)\b[^<>]*>([^<>]*)</\{}>\s*"
_ROW = re.compile(
    rf"<(li|p|dd|div)\b[^<>]*>\s*(?:{_LEAF.format(2)})?<a\b([^<>]*)>([^<>]*)</a>\s*(?:{_LEAF.format(6)})?</\1>", re.A
)
_HREF = re.compile(r"""\shref\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_TITLE = re.compile(r"""\stitle\s*=\s*(?:"([^"]*)"|'([^']*)')""")

_WRAP = r"(?:<(?:span|b|i|em|font)\b[^<>]*>\s*)?"
_UNWRAP = r"(?:</(?:span|b|i|em|font)>\s*)?"
_CELL = rf"<td\b[^<>]*>\s*{_WRAP}(?:\d{{1,4}}\s*|<img\b[^<>]*>\s*)?{_UNWRAP}</td>\s*"
_COLUMN = r"(?:<a\b(?![^<>]*\stitle)[^<>]*>\s*[\[【][^<>\[\]【】]*[\]】]\s*</a>\s*)?"
_LISTED = re.compile(
    rf"<li\b(?![^<>]*\stitle)[^<>]*>\s*(?:<(?:span|b|i|em)\b[^<>]*>(?P<before>[^<>]*)</(?:span|b|i|em)>\s*)?{_COLUMN}"
    rf"<a\b(?P<la>[^<>]*)>\s*{_WRAP}(?P<lt>[^<>]*){_UNWRAP}</a>\s*"
    r"(?:<(?:span|b|i|em)\b[^<>]*>(?P<behind>[^<>]*)</(?:span|b|i|em)>\s*)?</li>"
    rf"|<tr\b(?![^<>]*\stitle)[^<>]*>\s*(?:{_CELL})?<td\b[^<>]*>\s*<a\b(?P<ta>[^<>]*)>(?P<tt>[^<>]*)</a>\s*</td>\s*"
    rf"<td\b[^<>]*>\s*{_WRAP}(?P<day>[^<>]*){_UNWRAP}</td>\s*(?:<td\b[^<>]*>\s*</td>\s*)*</tr>",
    re.A,
)
_LINK = re.compile(r"""<a\b[^<>]*?\shref\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')""")
_ENTITY = re.compile(r"&(?!nbsp;|#xD;)")
_BRACKETED = re.compile(r"\s*[\[【［(（]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_OPENS = ("<ul", "<ol", "<table", "<tbody")
_CLOSES = ("</ul", "</ol", "</table", "</tbody")


def read_record(record: str, base: str) -> Row | None:
    """One record (a jpage CDATA section) as a row; None where it holds nothing."""
    found = _ROW.fullmatch(record.strip())
    return (_row(found, base) if found else None) or record_row(record, base)


def read_listed(html: str, base: str) -> tuple[Row, ...] | None:
    """All rows of ``html`` where each of its links and list elements is one row of this form; None where not."""
    found = list(_ROW.finditer(html))
    if not len(found) == html.count("<a") == html.count("<li") or "<A" in html:
        return None
    rows = (_row(one, base) or record_row(one[0], base) for one in found)
    return tuple(row for row in rows if row)


def plain_list(text: str, base: str, notice_link: re.Pattern[str]) -> tuple[Row, ...] | None:
    """The rows of a page where one plain list holds all links to notices, and all of it is plain; else None."""
    links = [link.start() for link in _LINK.finditer(text) if notice_link.search(link[1] or link[2] or "")]
    if not links or "<base" in text or "<BASE" in text or _CONTROL.search(text):
        return None
    listed = ((one, _HREF.search(one["la"] or one["ta"] or "")) for one in _LISTED.finditer(text))
    linked = [(one, href[1] or href[2] or "") for one, href in listed if href]
    found = [(one, href) for one, href in linked if notice_link.search(href)]
    if len(found) != len(links) or not _stand_alone(text, [one for one, _ in found]):
        return None
    rows = [_listed(one, href, base) for one, href in found]
    return tuple(row for row in rows if row) if all(rows) else None


def _stand_alone(text: str, found: Sequence[re.Match[str]]) -> bool:
    """Whether the rows are all that their list has: no link stands between, before or behind them in it."""
    first, last = found[0].start(), found[-1].end()
    opens = max(text.rfind(mark, 0, first) for mark in _OPENS)
    closes = min((place for mark in _CLOSES if (place := text.find(mark, last)) >= 0), default=-1)
    if opens < 0 or closes < 0:
        return False
    gaps = [text[one.end() : other.start()] for one, other in pairwise(found)]
    gaps = [gap for gap in (text[opens:first], text[last:closes], *gaps) if not gap.isspace()]
    return not any(mark in gap for gap in gaps for mark in ("<a", "<A", "</ul", "</table", "<!"))


def _listed(found: re.Match[str], href: str, base: str) -> Row | None:
    """None where only a parse can tell."""
    before, la, lt, behind, ta, tt, day = found.groups()
    written, attributes, text = found[0], la or ta, lt or tt or ""
    title = _TITLE.search(attributes)
    date = words((before or behind or day or "").replace("&nbsp;", " "))
    if (before and behind) or not WHOLE_DAY.fullmatch(date) or written.count("title") != (1 if title else 0):
        return None
    if "&" in href or " on" in attributes or ("&" in written and _ENTITY.search(written)):
        return None
    said = (title[1] or title[2] or "").replace("&#xD;", "\r").replace("&nbsp;", "\xa0") if title else ""
    name = full_title(words(text.replace("&nbsp;", " ")), said)
    url = absolute(base, href)
    return None if says_nothing(name) or _BRACKETED.match(text) or not url else Row(name, url, date)


def _row(found: re.Match[str], base: str) -> Row | None:
    _, _, before, attributes, text, _, behind = found.groups()
    href, title = _HREF.search(attributes), _TITLE.search(attributes)
    date = words(before or behind or "")
    if (before and behind) or not href or not WHOLE_DAY.fullmatch(date) or "&" in found[0]:
        return None
    name = full_title(words(text), (title[1] or title[2] or "") if title else "")
    url = absolute(base, href[1] or href[2] or "")
    return None if says_nothing(name) or not url else Row(name, url, date)
