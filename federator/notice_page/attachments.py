"""附件: the files that a notice links, in its body or in a block beside it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

from federator.model.row import LinkedFile
from federator.notation.address import absolute, lasting_address
from federator.notation.charset import decode
from federator.notation.folding import fold, title_key
from federator.notation.seeking import holds
from federator.notice_page.attachment_blocks import AttachmentBlocks
from federator.notice_page.body import Body
from federator.notice_page.document import Element, first_words, fragment_of, select, words_of
from federator.notice_page.file_links import href_of, is_attached, is_document, is_picture, leads_to_file, links_of

_SAYS_NOTHING = re.compile(
    r"\W*(?:点击|点此|请|在线|文件|附件|本地|全文|原文)*(?:下载|查看|浏览|预览|阅读)?(?:[此该本]?(?:文件|附件))?\W*"
)
_DECORATION = re.compile(r"^[\s•·◆■●>》→\-]+|\s*(?:[\[【(（]?(?:点击|立即)?下载[】\])）]?|已下载\s*\d*\s*次)\s*$")
_NAMING = re.compile(r"(?:^|&)(showname|filename|fname|file|name)=([^&]+)", re.I)
_SHOWN_BY = {"iframe": "src", "embed": "src", "object": "data"}
_HOLDING = {kind: select(f"descendant::*/@*[contains(., '{kind}')]") for kind in (".pdf", ".ofd")}
_ADDRESS = re.compile("src|url|pdf|file|path|data")
_NAME = re.compile("name|title")
_NAMED_TITLE = re.compile(r"'title':'([^']{1,200})'")
_VSB_FRAME = re.compile(
    r"<script\b[^<>]{0,200}>\s*<!--|<!--.*?(?:-->|\Z)|//\s*showVsb|showVsbpdfIframe\(\s*[\"']([^\"']{1,500})[\"']", re.S
)
"""What a comment holds is not shown; a script in the old dress of one is run."""
_TOLD = re.compile(
    r"(?:FJ|fj|Attach\w{0,20}|attach\w{0,20}|Annex\w{0,20}|annex\w{0,20}|Appendix\w{0,20}|appendix\w{0,20})"
    r"\s*=\s*"
    r"(?:'([^'<>]{0,99}<a [^']{9,9000})'|\"([^\"<>]{0,99}<a (?:[^\"\\]|\\.){9,9000})\")"
)
"""Links in a text of a script, which writes them below the notice: ``var hasFJ='<a href="./P0.docx">附件1</a>'``. Names
spelt out, each from its first letter, are found in a third of the time."""
_QUOTED = re.compile(r"[\"']([^\"'\s<>]{1,500}\.(?:pdf|ofd))[\"'?#]", re.I)
_SAYS_ATTACHED = re.compile(r"\W*(?:点击|下载|查看)?附\s*件")
_NAMELESS = re.compile(r"[PW]?[\da-f][\da-f_-]{11,}\.\w{2,5}", re.I | re.A)
"""``0123456789ABCDEF_1.pdf``: as a store of files calls it, and nobody else."""
_CELLS_BEFORE, _LONGEST_NAME, _MOST_HALVES = 4, 300, 30
_A_FEW, _LONGEST_TAG = 20, 2000


def find_attachments(tree: Element, body: Body, text: str, base_url: str, title: str = "") -> tuple[LinkedFile, ...]:
    """The files of a notice in reading order, each once: links in the body, shown files (a notice that is one PDF),
    links of attachment blocks elsewhere on the page (``tree``, without the body). ``text`` is the page as it came:
    one software shows its PDF by script. The one file that nothing names is called by the ``title`` of the notice."""
    blocks = AttachmentBlocks(body.place)
    key = title_key(title)
    inside, outside = links_of(body.element, body.words), links_of(tree, words_of(tree))
    within = (link for link in inside if leads_to_file(link) or _is_listed_picture(link, blocks))
    beside = (link for link in outside if _is_listed_file(link, key, blocks) or _is_listed_picture(link, blocks))
    found = [
        *(_linked(link, base_url) for link in within),
        *(_shown(address, base_url) for address in _framed(tree, body, text)),
        *(_shown(str(address), base_url, _title_beside(address)) for address in _given_to_scripts(tree, body, text)),
        *(_linked(link, base_url) for link in beside),
        *(_linked(link, base_url) for link in _told(text) if leads_to_file(link)),
    ]
    files: dict[str, LinkedFile] = {}
    for file in found:
        if file is None:
            continue
        known = files.setdefault(lasting_address(file.url), file)
        if known.name == known.file_name and file.name != file.file_name:  # first an icon or 下载, then the name
            files[lasting_address(file.url)] = file
    nameless = [key for key, file in files.items() if _NAMELESS.fullmatch(file.name)]
    if title and len(nameless) == 1:
        files[nameless[0]] = replace(files[nameless[0]], name=title)
    return tuple(files.values())


def _is_listed_file(link: Element, title: str, blocks: AttachmentBlocks) -> bool:
    """In an attachment block, or attached by its address, by what it says, or by its row."""
    if not leads_to_file(link):
        return False
    said = fold(words_of(link))
    speaks = _SAYS_ATTACHED.match(said) is not None or _is_called(said, title) or _in_row(link) != ""
    return speaks or blocks.hold(link) or is_attached(href_of(link))


def _is_called(said: str, title: str) -> bool:
    """As the notice is, whose key ``title`` is."""
    return bool(title) and title_key(said.rpartition(".")[0] if is_document(said) else said) == title


def _is_listed_picture(link: Element, blocks: AttachmentBlocks) -> bool:
    """A picture, by its address or its name, counts as a file only in an attachment block."""
    return (is_picture(href_of(link)) or is_picture(words_of(link).strip())) and blocks.hold(link)


def _linked(link: Element, base_url: str) -> LinkedFile | None:
    url = absolute(base_url, href_of(link))
    words = _DECORATION.sub("", fold(_spoken(link))[:_LONGEST_NAME])
    file_name = _file_name(url, fold(link.get("download") or ""), words)
    return LinkedFile(_readable(link, words, url) or file_name, url, file_name) if url else None


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


def _shown(address: str, base_url: str, said: str = "") -> LinkedFile | None:
    url = absolute(base_url, address)
    inner = _parameter(url, ("file",))  # a viewer: viewer.html?file=/a/b.pdf
    if inner and is_document(urlsplit(inner).path):
        url = absolute(base_url, inner)
    name = _file_name(url, "", "")
    return LinkedFile(said or name, url, name) if url and is_document(name) else None


def _framed(tree: Element, body: Body, text: str) -> Iterator[str]:
    for part in (body.element, tree):
        yield from filter(None, (shown.get(_SHOWN_BY[str(shown.tag)]) for shown in part.iter(*_SHOWN_BY)))
    if holds(text, "showVsbpdfIframe"):
        yield from filter(None, _VSB_FRAME.findall(text))
    elif body.words.isspace() or not body.words:
        yield from _quoted(text)


def _quoted(text: str) -> Iterator[str]:
    """``PDFObject.embed("/a/1.pdf")``: the files that scripts of a page name, which says nothing but what they show."""
    for script in text.split("<script")[1:] if any(holds(text, kind) for kind in _HOLDING) else ():
        yield from _QUOTED.findall(script.partition("</script")[0])


def _given_to_scripts(tree: Element, body: Body, text: str) -> Iterator[Any]:
    """The attributes that tell a script of the page what to show: ``pdfsrc``, ``data-pdf``, ``data-powerurl``."""
    for holding in [find for kind, find in _HOLDING.items() if holds(text, kind) and _beside_links(text, kind)]:
        for part in (body.element, tree):
            yield from filter(_is_given, holding(part))


def _beside_links(text: str, kind: str) -> bool:
    """Whether one of the first files stands anywhere but in a link and its words: seen without a tree."""
    places = [found.start() for found in islice(re.finditer(re.escape(kind), text), _A_FEW)]
    tags = (text.rfind("<", max(0, place - _LONGEST_TAG), place) for place in places)
    return len(places) == _A_FEW or any(not text.startswith(("<a ", "</a", "<A ", "</A"), tag) for tag in tags)


def _is_given(attribute: Any) -> bool:
    told = _ADDRESS.search(attribute.attrname) and not _NAME.search(attribute.attrname)
    return bool(told) and attribute.getparent().tag not in ("a", "meta")


def _title_beside(address: Any) -> str:
    """``<div pdfsrc="/a/1.pdf" sudyfile-attr="{'title':'征地公告.pdf'}">`` (苏迪): as a person named the file."""
    named = _NAMED_TITLE.search(address.getparent().get("sudyfile-attr", ""))
    return fold(named[1]) if named else ""


def _told(text: str) -> Iterator[Element]:
    for single, double in _TOLD.findall(text) if holds(text, "document.write") else ():
        yield from fragment_of(single or double.replace('\\"', '"')).iter("a")


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
    spoken = (fold(link.get("title") or ""), _parameter(url, ("showname",)), _in_row(link))
    return next((name for name in spoken if name and not _SAYS_NOTHING.fullmatch(name)), "")


def _in_row(link: Element) -> str:
    """``<tr><td>申请表.doc</td><td>32KB</td><td><a href="…">下载</a></td></tr>``."""
    cell = next(link.iterancestors("td"), None)
    if cell is None or sum(1 for _ in islice(cell.iter("a"), 2)) > 1:
        return ""
    before = islice(cell.itersiblings("td", preceding=True), _CELLS_BEFORE)
    return next(filter(is_document, (fold(first_words(one)[:_LONGEST_NAME]) for one in before)), "")


def _parameter(url: str, names: tuple[str, ...]) -> str:
    query = url.partition("?")[2]
    return next((_plain(value) for name, value in _NAMING.findall(query) if name.lower() in names), "") if query else ""


def _plain(escaped: str) -> str:
    """Percent escapes hold UTF-8 or GBK."""
    escaped = escaped.replace("+", " ")
    return fold(decode(unquote_to_bytes(escaped)) if "%" in escaped else escaped)
