"""Rows in the forms that nearly all lists have, ``<li><a …>title</a><span>date</span></li>`` or a ``tr`` of such cells,
without a parse.

Gives what ``rows.row_of`` and ``main_list.main_rows`` give, at a fraction of their cost; a test holds them equal.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from federator.connectors.row_dates import DAY, WHOLE_DAY, words
from federator.connectors.row_titles import full_title
from federator.connectors.rows import record_row
from federator.model.row import Row
from federator.notation.address import absolute, scripted_address
from federator.notation.folding import says_nothing

_LEAF = r"<(span|b|i|em)\b[^<>]*>([^<>]*)</\{}>\s*"
_ROW = re.compile(
    rf"<(li|p|dd|div)\b[^<>]*>\s*(?:{_LEAF.format(2)})?<a\b([^<>]*)>([^<>]*)</a>\s*(?:{_LEAF.format(6)})?</\1>", re.A
)
_HREF = re.compile(r"""\shref\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_TITLE = re.compile(r"""\stitle\s*=\s*(?:"([^"]*)"|'([^']*)')""")

_SAID = r"[^<>\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]*+"
"""Attributes or a text without control characters, which a parser takes out."""
_MARKED = rf"(?:span|b|i|em)\b{_SAID}>"
_WRAP = rf"(?:<(?:span|b|i|em|font)\b{_SAID}>\s*+)?"
_UNWRAP = r"(?:</(?:span|b|i|em|font)>\s*+)?"
_LISTED = re.compile(
    rf"<li\b{_SAID}>\s*+(?:<{_MARKED}({_SAID})</(?:span|b|i|em)>\s*+)?<a\b({_SAID})>\s*+"
    rf"(?:[\[【][^<>\[\]【】]*+[\]】]\s*+</a>\s*+<a\b({_SAID})>\s*+)?"  # before it the name of a column
    rf"{_WRAP}({_SAID}){_UNWRAP}</a>\s*+(?:<{_MARKED}({_SAID})</(?:span|b|i|em)>\s*+)?</li>"
    rf"|<tr\b{_SAID}>\s*+<td\b{_SAID}>\s*+"
    rf"(?:{_WRAP}(?:\d{{1,4}}\s*+|<img\b{_SAID}>\s*+)?{_UNWRAP}</td>\s*+<td\b{_SAID}>\s*+)?"
    rf"<a\b({_SAID})>({_SAID})</a>\s*+</td>\s*+"
    rf"<td\b{_SAID}>\s*+{_WRAP}({_SAID}){_UNWRAP}</td>\s*+(?:<td\b{_SAID}>\s*+</td>\s*+)*</tr>",
    re.A,
)
_LINK = re.compile(r"""<a\b[^<>]*?\shref\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')""")
_CLICKED = re.compile(r"""\sonclick\s*=\s*(?:"([^"<>]{0,300})"|'([^'<>]{0,300})')""")
_ENTITY = re.compile(r"&(?!nbsp;|#xD;)")
_BRACKETED = re.compile(r"\s*[\[【［(（]")
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
    if "<base" in text or "<BASE" in text:
        return None
    rows: list[Row] = []
    found: list[re.Match[str]] = []
    for one in _LISTED.finditer(text):
        before, first, second, li_text, behind, in_td, td_text, day = one.groups()
        attributes = second or first or in_td or ""
        href = _HREF.search(attributes)
        address = (href[1] or href[2] or "") if href else ""
        if not notice_link.search(address):
            continue
        if before and behind:
            return None
        row = _listed(one[0], address, attributes, li_text or td_text or "", behind or before or day or "", base)
        if row is None:
            return None
        rows.append(row)
        found.append(one)
    return tuple(rows) if found and _stand_alone(text, found, notice_link) else None


def _stand_alone(text: str, found: Sequence[re.Match[str]], notice_link: re.Pattern[str]) -> bool:
    """Whether the rows are all that their list has, no link standing between, before or behind them in it, and no link
    to a notice stands elsewhere on the page."""
    first, last = found[0].start(), found[-1].end()
    opens = max(text.rfind(mark, 0, first) for mark in _OPENS)
    closes = min((place for mark in _CLOSES if (place := text.find(mark, last)) >= 0), default=-1)
    if opens < 0 or closes < 0:
        return False
    gaps = [text[one.end() : other.start()] for one, other in pairwise(found)]
    gaps = [gap for gap in (text[opens:first], text[last:closes], *gaps) if not gap.isspace()]
    if any(mark in gap for gap in gaps for mark in ("<a", "<A", "</ul", "</table", "<!")):
        return False
    others = [one or other for one, other in _LINK.findall(text, 0, first) + _LINK.findall(text, last)]
    others += [scripted_address(one or other) for one, other in _CLICKED.findall(text)] if " onclick" in text else []
    return not any(map(notice_link.search, others))


def _listed(written: str, href: str, attributes: str, text: str, date: str, base: str) -> Row | None:
    """The row that is ``written``, of its parts; None where only a parse can tell."""
    if not DAY.fullmatch(date) and not WHOLE_DAY.fullmatch(date := words(date.replace("&nbsp;", " "))):
        return None
    said = _title_in(attributes)
    if written.count("title") != (said is not None) or "&" in href or " on" in attributes:
        return None
    said = said or ""
    if "&" in written:
        if _ENTITY.search(written):
            return None
        said, text = said.replace("&#xD;", "\r").replace("&nbsp;", "\xa0"), text.replace("&nbsp;", " ")
    name = full_title(words(text), said)
    url = absolute(base, href)
    return None if says_nothing(name) or _BRACKETED.match(text) or not url else Row(name, url, date)


def _title_in(attributes: str) -> str | None:
    """What ``title=`` says; None without one."""
    _, usual, behind = attributes.partition(' title="')
    if usual:
        return behind.partition('"')[0]
    found = _TITLE.search(attributes)
    return (found[1] or found[2] or "") if found else None


def _row(found: re.Match[str], base: str) -> Row | None:
    _, _, before, attributes, text, _, behind = found.groups()
    href, title = _HREF.search(attributes), _TITLE.search(attributes)
    date = words(before or behind or "")
    if (before and behind) or not href or not WHOLE_DAY.fullmatch(date) or "&" in found[0]:
        return None
    name = full_title(words(text), (title[1] or title[2] or "") if title else "")
    url = absolute(base, href[1] or href[2] or "")
    return None if says_nothing(name) or not url else Row(name, url, date)
