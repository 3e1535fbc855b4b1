"""The further pages that a notice's body is split over: where the next one is, and all of them as one notice."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

from federator.model.answer import Answer
from federator.model.row import NoticePage
from federator.notation.address import absolute, target_of
from federator.notation.address_parts import host_of
from federator.notation.charset import decoded
from federator.notation.folding import title_key
from federator.notation.parsing import base_of
from federator.notation.seeking import holds
from federator.notation.turning import says_next
from federator.notice_page.document import Element, parse, words_of
from federator.notice_page.linked import is_file

_SAYS_NEXT = tuple("下一页".encode(charset) for charset in ("utf-8", "gb18030"))
_NUMBER = re.compile(r"\W*第?(\d{1,2})页?\W*", re.A)
_SUFFIX = re.compile(r"(?:[_-]p?|/(?:page/)?)(\d{1,2})", re.A)
_NUMBERED_TITLE = re.compile(r"(?:[\[(（【]|第)\s?\d{1,2}\s?页?\s?[\])）】]?\W*$", re.A)
_BY_SCRIPT = re.compile(
    r"""createPageHTML\s*\(\s*["']?(\d{1,3})["']?\s*,\s*["']?(\d{1,3})["']?\s*,\s*["']([\w-]{1,80})["']\s*,\s*["']\.?(\w{1,5})""",
    re.A,
)
_INDEX = "index"
_BEFORE = b"/\"'= ("
_SUFFIXED = re.compile(rb"(?:[_-]p?|/(?:page/)?)\d", re.A)


def next_leaf(answer: Answer, first: str, number: int) -> str:
    """Where the page goes on that is the ``number``-th of the notice which begins at ``first``; ``""`` where it ends.

    That is a link which says 下一页 or the next number, or what TRS tells its paging script; and it leads to the same
    address but for the number of a page (``_2``, ``?page=2``), so that it is never the notice after this one.
    """
    if is_file(answer) or not _may_lead_on(answer.content, first):
        return ""
    text = decoded(answer)
    tree = parse(text)
    base = base_of(tree, answer.url)
    urls = (absolute(base, href) for href in (*_by_script(text), *_linked(tree, number)))
    return next((url for url in urls if url and url != answer.url and is_leaf(first, url, number)), "")


def is_leaf(first: str, url: str, number: int) -> bool:
    """Whether ``url`` is the address ``first`` with the number of the page behind the ``number``-th, counted from 1 or
    from 0."""
    one, other = urlsplit(first), urlsplit(url)
    if host_of(first) != host_of(url):
        return False
    counted = (str(number), str(number + 1))
    if one.path == other.path:
        before, after = dict(parse_qsl(one.query)), dict(parse_qsl(other.query))
        changed = [name for name, value in after.items() if before.get(name) != value]
        return (
            before.keys() <= after.keys()
            and len(changed) == 1
            and "p" in changed[0].lower()
            and after[changed[0]] in counted
            and before.get(changed[0], "0") in ("0", "1")
        )
    (stem, kind), (other_stem, other_kind) = _parted(one.path), _parted(other.path)
    behind = _SUFFIX.fullmatch(other_stem.removeprefix(stem)) if other_stem.startswith(stem) else None
    alike = one.query == other.query and (kind == other_kind or one.path.endswith("/"))
    return alike and behind is not None and behind[1] in counted


def same_notice(one: NoticePage, other: NoticePage) -> bool:
    """Whether two pages bear one title, a number behind it aside."""
    return title_key(_NUMBERED_TITLE.sub("", one.title)) == title_key(_NUMBERED_TITLE.sub("", other.title))


def joined(first: NoticePage, others: Sequence[NoticePage]) -> NoticePage:
    """The notice that begins with ``first`` and goes on with the others: one body, all attachments."""
    pages = (first, *others)
    files = {file.url: file for page in pages for file in page.attachments}
    return replace(
        first,
        html="\n".join(page.html for page in pages if page.html),
        text="\n".join(page.text for page in pages if page.text),
        attachments=tuple(files.values()),
    )


def _may_lead_on(content: bytes, first: str) -> bool:
    """Whether it says 下一页, or names an address that may be that of a further page: seen without a parse."""
    if any(holds(content, said) for said in (b"createPageHTML", *_SAYS_NEXT)):
        return True
    stem = _parted(urlsplit(first).path)[0].rpartition("/")[2].encode()
    at = content.find(stem) if stem and holds(content, stem) else -1
    while at >= 0:
        end = at + len(stem)
        if content[at - 1 : at] in _BEFORE and _SUFFIXED.match(content, end):
            return True
        at = content.find(stem, end)
    return False


def _by_script(text: str) -> Iterator[str]:
    for count, current, name, kind in _BY_SCRIPT.findall(text):
        if int(current) + 1 < int(count):
            yield f"{name}_{int(current) + 1}.{kind}"


def _linked(tree: Element, number: int) -> Iterator[str]:
    for link in tree.iter("a"):
        words = words_of(link).strip()
        numbered = _NUMBER.fullmatch(words) if len(words) < 12 else None
        if says_next(words) or (numbered and int(numbered[1]) == number + 1):
            yield target_of(link.get("href") or "", link.get("onclick") or "")


def _parted(path: str) -> tuple[str, str]:
    """The path without the ending of its file, and that; a folder's is that of its index."""
    path = f"{path}{_INDEX}" if path.endswith("/") else path
    stem, dot, kind = path.rpartition(".")
    return (stem, kind) if dot and "/" not in kind else (path, "")
