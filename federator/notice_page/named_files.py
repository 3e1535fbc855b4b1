"""A file with its two names, as it is saved and as a person reads it, out of the link or address that tells of it."""

import re
from base64 import b64decode
from itertools import islice
from urllib.parse import unquote_to_bytes, urlsplit

from federator.model.row import LinkedFile
from federator.notation.address import absolute
from federator.notation.charset import decode
from federator.notation.folding import fold
from federator.notice_page.document import Element, first_words, words_of
from federator.notice_page.file_links import href_of, is_document, is_picture

_SAYS_NOTHING = re.compile(
    r"\W*(?:点击|点此|请|在线|文件|附件|本地|全文|原文)*(?:下载|查看|浏览|预览|阅读)?(?:[此该本]?(?:文件|附件))?\W*"
)
_BULLETS = " •·◆■●>》→-"
_DOWNLOAD = re.compile(r"\s*(?:[\[【(（]?(?:点击|立即)?下载[】\])）]?|已下载\s*\d*\s*次)\s*$")
_ENCODED = re.compile(r"aHR0(?:[A-Za-z\d+/]{4}){2,500}(?:[A-Za-z\d+/]{2,3}={0,2})?", re.A)
"""``http`` in base64, as kkFileView is told an address."""
_CELLS_BEFORE, _LONGEST_NAME, _MOST_HALVES = 4, 300, 30
_NAMING = re.compile(r"(?:^|&)(showname|filename|fname|file|name|src|furl|url)=([^&]+)", re.I)


def linked_file(link: Element, base_url: str) -> LinkedFile | None:
    """The file that a link leads to; None where it leads nowhere."""
    href = href_of(link)
    url = _viewed(href, base_url) if "viewer" in href or "review?" in href else absolute(base_url, href)
    words = fold(_spoken(link))[:_LONGEST_NAME].lstrip(_BULLETS)
    words = _DOWNLOAD.sub("", words) if "下载" in words else words
    file_name = _file_name(url, fold(link.get("download") or ""), words)
    return LinkedFile(_readable(link, words, url) or file_name, url, file_name) if url else None


def shown_file(address: str, base_url: str, said: str) -> LinkedFile | None:
    """The document that a page shows, called what is ``said`` beside its address, if anything; None where that leads to
    none."""
    url = _viewed(address, base_url)
    name = _file_name(url, "", "")
    return LinkedFile(said or name, url, name) if url and is_document(name) else None


def _viewed(address: str, base_url: str) -> str:
    """The document that a page for viewing shows: ``viewer.html?file=/a/b.pdf``, ``view.aspx?src=…``,
    ``ViewerJS/#/a/b.pdf``, ``onlinePreview?url={base64}``."""
    inner = _parameter(address, ("file", "src", "furl", "url")) or address.partition("#")[2]
    if _ENCODED.fullmatch(inner):
        inner = b64decode(f"{inner}==").decode("utf-8", "replace")
    return absolute(base_url, inner if inner and is_document(urlsplit(inner).path) else address)


def _spoken(link: Element) -> str:
    """The words of a link with those of its other halves: editors cut one link into several."""
    said, beside = words_of(link), link
    for _ in range(_MOST_HALVES):
        following = beside.getnext() if not (beside.tail or "").strip() else None
        if following is None or following.tag != "a" or href_of(following) != href_of(link):
            break
        said += words_of(following)
        beside = following
    return said


def _file_name(url: str, given: str, words: str) -> str:
    """As the file is saved: download attribute, name parameter, path, or what the link says."""
    if is_document(given):
        return given
    parameter = _parameter(url, ("filename", "fname", "file"))
    if is_document(parameter):
        return parameter
    named = (parameter, _plain(urlsplit(url).path.rpartition("/")[2] if url else ""), words)
    return next((name for name in named if is_document(name)), "") or next(
        (name for name in (given, *named) if is_picture(name)), given or parameter or words
    )


def _readable(link: Element, words: str, url: str) -> str:
    """What a person reads; where the link says no more than 下载, its title, the name in its address or in its row."""
    if words and not _SAYS_NOTHING.fullmatch(words):
        return words
    spoken = (fold(link.get("title") or ""), _parameter(url, ("showname",)), named_in_row(link))
    return next((name for name in spoken if name and not _SAYS_NOTHING.fullmatch(name)), "")


def named_in_row(link: Element) -> str:
    """The file named in front of a link in its row: ``<td>申请表.doc</td><td><a href="…">下载</a></td>``, or in its
    line: ``<li><span>申请表.doc</span><a href="…">预览</a><a href="…">下载</a></li>``."""
    cell = next(link.iterancestors("td"), None)
    if cell is None:
        before = islice(link.itersiblings(preceding=True), _CELLS_BEFORE)
    elif sum(1 for _ in islice(cell.iter("a"), 2)) > 1:
        return ""
    else:
        before = islice(cell.itersiblings("td", preceding=True), _CELLS_BEFORE)
    names = (fold(first_words(one)[:_LONGEST_NAME]) for one in before)
    return next((name for name in names if is_document(name) or is_picture(name)), "")


def _parameter(url: str, names: tuple[str, ...]) -> str:
    query = url.partition("?")[2]
    return next((_plain(value) for name, value in _NAMING.findall(query) if name.lower() in names), "") if query else ""


def _plain(escaped: str) -> str:
    """Percent escapes hold UTF-8 or GBK."""
    escaped = escaped.replace("+", " ")
    return fold(decode(unquote_to_bytes(escaped)) if "%" in escaped else escaped)
