"""附件: the files that a notice links, in its body or in a block beside it."""

import re
from collections.abc import Iterator
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from lxml.html import HtmlElement

from federator.model.row import LinkedFile
from federator.notation.address import absolute, lasting_address, target_of
from federator.notation.charset import decode
from federator.notation.folding import fold
from federator.notice_page.body import Body
from federator.notice_page.document import select

_KINDS = "pdf|ofd|docx?|xlsx?|wps|et|dps|pptx?|rar|zip|7z|txt|csv|ceb|cebx|dwg|rtf|tif"
_PICTURES = "jpe?g|png|gif|bmp"
_SERVLETS = r"/downfile\.jsp|/document/download|/download\.jsp|/attach(?:ment)?/down"
_SUFFIX = re.compile(rf"\.(?:{_KINDS})$", re.I)
_MENTIONED = re.compile(rf"\.(?:{_KINDS})(?![a-z\d.])", re.I)
_PICTURE = re.compile(rf"\.(?:{_PICTURES})$", re.I)
_DOWNLOAD = re.compile(rf"{_SERVLETS}|DownloadAttach", re.I)
_HINT = re.compile(rf"\.(?:{_KINDS}|{_PICTURES})|{_SERVLETS}", re.I)  # begins with a mark: found three times faster
_BLOCK = re.compile(r"attach|fujian|(?:^|[\s_-])(?:fj|annex|file|files|scy_file|down|download|xgfj)(?:$|[\s_-])", re.I)
_LABEL = re.compile(r"^[\s\[【]*(?:相关)?附\s*件")
_SAYS_NOTHING = re.compile(r"\W*(?:点击|点此|请|在线|文件|附件|本地|全文|原文)*(?:下载|查看|浏览|预览|阅读)?\W*")
_DECORATION = re.compile(r"^[\s•·◆■●>》→\-]+|\s*(?:[\[【(（]?(?:点击|立即)?下载[】\])）]?|已下载\s*\d*\s*次)\s*$")
_NAMING = re.compile(r"(?:^|&)(showname|filename|fname|file|name)=([^&]+)", re.I)
_LINKS = select(".//a[@href or @onclick]")
_TOLD = select(".//a/@*", plain=True)
_FRAMES = select(
    ".//iframe[@src] | .//embed[@src] | .//object[@data] | .//*[@id='pdfshow'][@data-value] | .//img[@data-pdf]"
)
_SHOWING = ("iframe", "embed", "object", "img")
_VSB_FRAME = re.compile(r"showVsbpdfIframe\(\s*[\"']([^\"']+)[\"']")
_OUTER_STEPS, _LONGEST_NAME = 4, 300


def find_attachments(tree: HtmlElement, body: Body, text: str, base_url: str) -> tuple[LinkedFile, ...]:
    """The files of a notice in reading order, each once: links in the body, shown files (a notice that is one PDF),
    links of attachment blocks elsewhere on the page (``tree``, without the body). ``text`` is the page as it came:
    one software shows its PDF by script."""
    found = [
        *(_linked(link, base_url) for link in _links(body.element) if _leads_to_file(link) or _is_listed_picture(link)),
        *(_shown(address, base_url) for address in _framed(tree, body, text)),
        *(_linked(link, base_url) for link in _links(tree) if _is_listed_file(link) or _is_listed_picture(link)),
    ]
    files: dict[str, LinkedFile] = {}
    for file in found:
        if file is None:
            continue
        known = files.setdefault(lasting_address(file.url), file)
        if known.name == known.file_name and file.name != file.file_name:  # first an icon or 下载, then the name
            files[lasting_address(file.url)] = file
    return tuple(files.values())


def _links(element: HtmlElement) -> list[HtmlElement]:
    """The links below ``element``; none where nothing hints at a file, as with most menus."""
    told = "\n".join((*_TOLD(element), element.text_content()))
    return _LINKS(element) if _hints_at_file(told) or ("%" in told and _hints_at_file(unquote(told))) else []


def _hints_at_file(told: str) -> bool:
    """In addresses and words, where any link among them leads to a file or a picture; wherever a name ends."""
    return _HINT.search(told) is not None or "downloadattach" in told.lower()


def _leads_to_file(link: HtmlElement) -> bool:
    href = _href(link)
    if _DOWNLOAD.search(href):
        return True
    told = f"{unquote(href) if '%' in href else href} {link.get('download') or ''} {link.text_content()} "
    return _MENTIONED.search(told) is not None


def _href(link: HtmlElement) -> str:
    return target_of(link.get("href", ""), link.get("onclick", ""))


def _is_listed_file(link: HtmlElement) -> bool:
    return _leads_to_file(link) and _in_block(link)


def _is_listed_picture(link: HtmlElement) -> bool:
    """A picture counts as a file only in an attachment block."""
    return _PICTURE.search(_href(link)) is not None and _in_block(link)


def _linked(link: HtmlElement, base_url: str) -> LinkedFile | None:
    url = absolute(base_url, _href(link))
    words = _DECORATION.sub("", fold(_spoken(link))[:_LONGEST_NAME])
    file_name = _file_name(url, fold(link.get("download") or ""), words)
    return LinkedFile(_readable(link, words, url) or file_name, url, file_name) if url else None


def _spoken(link: HtmlElement) -> str:
    """The words of a link with those of its other halves: editors cut one link into several."""
    said, beside = str(link.text_content()), link
    while not (beside.tail or "").strip():
        following = beside.getnext()
        if following is None or following.tag != "a" or _href(following) != _href(link):
            break
        said += str(following.text_content())
        beside = following
    return said


def _shown(address: str, base_url: str) -> LinkedFile | None:
    url = absolute(base_url, address)
    inner = _parameter(url, ("file",))  # a viewer: viewer.html?file=/a/b.pdf
    if inner and _is_document(urlsplit(inner).path):
        url = absolute(base_url, inner)
    name = _file_name(url, "", "")
    return LinkedFile(name, url, name) if url and _is_document(name) else None


def _framed(tree: HtmlElement, body: Body, text: str) -> Iterator[str]:
    parts = (part for part in (body.element, tree) if "pdfshow" in text or next(part.iter(*_SHOWING), None) is not None)
    for frame in (frame for part in parts for frame in _FRAMES(part)):
        yield frame.get("src") or frame.get("data") or frame.get("data-value") or frame.get("data-pdf") or ""
    if "showVsbpdfIframe" in text:
        yield from _VSB_FRAME.findall(text)


def _file_name(url: str, given: str, words: str) -> str:
    """As the file is saved: download attribute, name parameter, path, or what the link says."""
    path = urlsplit(url).path.rpartition("/")[2] if url else ""
    named = (given, _parameter(url, ("filename", "fname", "file")), _plain(path), words)
    return next((name for name in named if _is_document(name)), "") or next(
        (name for name in (given, named[1], named[2], words) if _PICTURE.search(name)), given or named[1] or words
    )


def _readable(link: HtmlElement, words: str, url: str) -> str:
    """What a person reads; where the link says no more than 下载, its title or the name in its address."""
    if words and not _SAYS_NOTHING.fullmatch(words):
        return words
    spoken = (fold(link.get("title") or ""), _parameter(url, ("showname",)))
    return next((name for name in spoken if name and not _SAYS_NOTHING.fullmatch(name)), "")


def _parameter(url: str, names: tuple[str, ...]) -> str:
    query = urlsplit(url).query if url else ""
    return next((_plain(value) for name, value in _NAMING.findall(query) if name.lower() in names), "")


def _plain(escaped: str) -> str:
    """Percent escapes hold UTF-8 or GBK."""
    return fold(decode(unquote_to_bytes(escaped.replace("+", " ")))) if escaped else ""


def _first_words(element: HtmlElement) -> str:
    return next((str(text) for text in element.itertext() if not text.isspace()), "")


def _is_document(name: str) -> bool:
    return _SUFFIX.search(name) is not None


def _in_block(link: HtmlElement) -> bool:
    """The link stands in a block named or labelled as attachments."""
    for _, element in zip(range(_OUTER_STEPS), link.iterancestors(), strict=False):
        if element.tag in ("body", "html"):
            return False
        name = f"{element.get('id', '')} {element.get('class', '')}"
        if _BLOCK.search(name) or _LABEL.match(_first_words(element)):
            return True
    return False
