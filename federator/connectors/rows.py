"""A row out of a piece of HTML: title, link, date as written. The one place for trs, jpage and jpaas."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from federator.connectors.page import fragment_of, linked
from federator.model.row import Row
from federator.notation.dates import read_time, year_in_address
from federator.notation.folding import is_cut

_LEAP_YEAR = 2000
"""Only asks whether ``02-29`` reads as a date; the year itself is found later."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_NUMERAL = re.compile(r"[\d一二三四五六七八九]")
WHOLE_DAY = re.compile(r"[\[(（【]?\s*(?:19|20)\d\d[-/.]\d\d?[-/.]\d\d?\s*[\])）】]?", re.A)
_NO_PUBLICATION = re.compile(r"截[止至]|结束|到期|失效|施行|生效|[定拟将]于|召开|举[行办]|[，。；！？]")
_LABELLED = re.compile(r"\s*(?:文章|信息)?标\s*题\s*[:：]\s*")
_BRACKETED = re.compile(r"[\[【［(（][^\]】］)）]*[\]】］)）]")
_DOCUMENT = re.compile(r"\.(?:pdf|ofd|docx?|xlsx?|wps|et|zip|rar|7z)(?:[?#]|$)", re.I)
_GENERIC = re.compile(r"(?:点击)?(?:查看|详情|查看详情|更多|阅读全文|下载|进入|全文|浏览)?\W*")
_SKIPPED = {"script", "style", "noscript", "select", "button", "template"}
_LONGEST_DATE = 40
_LONGEST_REST = 60


def words(text: str) -> str:
    """One line: white space of any kind to single spaces, control characters out."""
    line = " ".join(text.split())
    return line if line.isprintable() else _CONTROL.sub("", line)


def full_title(text: str, attribute: str) -> str:
    """The whole title: ``a@title`` where the link's text is cut or empty, or where it says the same and more.

    >>> full_title("关于印发《土地储备…", "关于印发《土地储备管理办法》的通知")
    '关于印发《土地储备管理办法》的通知'
    """
    if not attribute or attribute == text:
        return text
    if (begun := text.rstrip(" .…。")) and len(attribute) > len(begun) and attribute.startswith(begun):
        return words(attribute.split("\n")[0])
    named = words(_LABELLED.sub("", attribute, count=1).strip().split("\n")[0])
    cut = is_cut(text)
    stem = "".join(text.rstrip(" .…。").split() if cut else text.split())
    says_more = "".join(named.split())
    if not stem or (cut and len(says_more) >= len(stem)) or (stem in says_more and not _BRACKETED.fullmatch(stem)):
        return named or text
    return text


def says_nothing(title: str) -> bool:
    """Words of a link that are no title: none at all, 查看, 详情, >>."""
    return len(title) < 12 and _GENERIC.fullmatch(title) is not None


def record_row(record: str, base: str) -> Row | None:
    """One record (a jpage CDATA section) as a row; None where it holds nothing."""
    body = fragment_of(record)
    return row_of(next(body.iter("li", "tr"), body), base)


def row_of(block: HtmlElement, base: str) -> Row | None:
    """The row that ``block`` (li, tr, div …) shows; None where it holds neither link nor words (a spacer).

    Nested lists of links (相关解读) are not part of it. Without a usable link ``url`` is ``""``.
    """
    link = link_of(block)
    inside, outside = _pieces(block, link)
    url = linked(base, link.get("href", "")) if link is not None else ""
    date = date_among(outside, url)
    if date is None and len(inside) > 1:
        date = date_among(inside, url)
        inside = [piece for piece in inside if words(piece) != date]
    title = _title(link, words("".join(inside)), [piece for piece in outside if words(piece) != date])
    return Row(title, url, date) if title or url else None


def link_of(block: HtmlElement) -> HtmlElement | None:
    """The link that carries the title: the longest, but no bracketed column name and no attachment beside it."""
    links = [link for link in block.iter("a") if not _in_nested_list(link, block)]
    if len(links) < 2:
        return links[0] if links else None
    best = max(links, key=_title_likeness)
    same = (link for link in links if link.get("href") == best.get("href"))
    return next((link for link in same if _title_likeness(link)[0]), best)  # a summary linked alike comes after


def _title_likeness(link: HtmlElement) -> tuple[bool, bool, int]:
    name = _name(link)
    usable = bool(name) and not _BRACKETED.fullmatch(name) and not says_nothing(name)
    return usable, not _DOCUMENT.search(link.get("href", "")), len(name)


def _name(link: HtmlElement) -> str:
    return words("".join(link.itertext())) or words(link.get("title", ""))


def _in_nested_list(node: HtmlElement, block: HtmlElement) -> bool:
    if block.tag != "li":
        return False
    for above in node.iterancestors():
        if above is block:
            return False
        if above.tag == "li":
            return True
    return False


def _pieces(block: HtmlElement, link: HtmlElement | None) -> tuple[list[str], list[str]]:
    """Runs of text inside and outside the title's link, in the order they are read."""
    inside: list[str] = []
    outside: list[str] = []
    runs = outside
    for event, node, text in _runs(block):
        if node is link:
            runs = inside if event == "start" else outside
        if text:
            runs.append(text)
    return inside, outside


def _runs(block: HtmlElement) -> Iterator[tuple[str, HtmlElement, str]]:
    walk = iterwalk(block, events=("start", "end"))
    for event, node in walk:
        if event == "start":
            left_out = node.tag in _SKIPPED or _is_other_list(node, block)
            if left_out:
                walk.skip_subtree()
            yield event, node, "" if left_out else node.text or ""
        else:
            yield event, node, "" if node is block else node.tail or ""


def _is_other_list(node: HtmlElement, block: HtmlElement) -> bool:
    return node.tag == "li" and node is not block and block.tag == "li" and node.find(".//a") is not None


def _title(link: HtmlElement | None, text: str, beside: Sequence[str]) -> str:
    name = full_title(text, link.get("title", "") if link is not None else "")
    if not says_nothing(name):
        return name
    return max((words(piece) for piece in beside), key=len, default="") or name


def date_among(pieces: Sequence[str], url: str = "") -> str | None:
    """The date of publication among pieces of text, as written: the shortest piece that reads as a date.

    Then all pieces as one, then two that are one together (``28`` and ``2026-07``), then ``07-28`` where the address
    may tell the year. A deadline (截止) or a date in a sentence is no publication.
    """
    texts = [text for piece in pieces if _NUMERAL.search(piece) and len(text := words(piece)) <= _LONGEST_DATE]
    texts = [text for text in texts if not _NO_PUBLICATION.search(text)]
    sure = [text for text in texts if WHOLE_DAY.fullmatch(text) or read_time(text)]
    return min(sure, key=len) if sure else _whole(pieces) or _pair(texts) or _without_year(texts, url)


def _pair(texts: Sequence[str]) -> str | None:
    for one, other in pairwise(texts):
        if len(one) + len(other) <= 12:
            joined = (f"{one} {other}", f"{one}-{other}", f"{other}-{one}")
            if found := next((text for text in joined if read_time(text)), None):
                return found
    return None


def _without_year(texts: Sequence[str], url: str) -> str | None:
    year = year_in_address(url) or _LEAP_YEAR
    two = [f"{one} {other}" for one, other in pairwise(texts) if len(one) + len(other) <= 6]
    return min((text for text in (*texts, *two) if read_time(text, year)), key=len, default=None)


def _whole(pieces: Sequence[str]) -> str | None:
    rest = words("".join(pieces))
    usable = len(rest) <= _LONGEST_REST and not _NO_PUBLICATION.search(rest)
    return rest if usable and read_time(rest) else None
