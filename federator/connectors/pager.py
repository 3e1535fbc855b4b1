"""Where the next page of a list is: what the page tells its paging script, or a link that says 下一页."""

import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain
from urllib.parse import unquote

from lxml.etree import XPath
from lxml.html import HtmlElement

from federator.connectors.page import fragment_of, tree_of
from federator.connectors.row_dates import words
from federator.connectors.webforms import next_by_postback
from federator.model.answer import Answer, Request
from federator.notation.address import absolute, from_attribute, target_of
from federator.notation.turning import says_next

_DISABLED = re.compile(r"disable|(?:^|[\s_-])next_d(?:$|[\s_])|no-?next", re.I)
_CREATE_PAGE = re.compile(
    r"""createPage(?P<html>HTML)?\s*\(\s*(?P<block>(?:"[^"\d][^"]*"|'[^'\d][^']*')\s*,\s*)?["']?(?P<count>\d{1,7})["']?\s*,"""
    r"""\s*["']?(?P<current>\d{1,7})["']?\s*,\s*["'](?P<name>[^"'()]+)["']\s*,\s*["']\.?(?P<extension>\w+)["']"""
    r"""\s*(?:,\s*["']?(?P<total>\d{1,9}))?""",
    re.A,
)
_OPTIONS = re.compile(
    r"""\bPager\(\{(?=[^{}]{0,200}\bsize\s*:\s*(?P<count>\d{1,7}))(?=[^{}]{0,200}\bcurrent\s*:\s*(?P<current>\d{1,7}))"""
    r"""(?=[^{}]{0,200}\bprefix\s*:\s*["'](?P<name>[^"'{}]+))(?=[^{}]{0,200}\bsuffix\s*:\s*["'](?P<extension>\w+))""",
    re.A,
)
_COUNT_PAGE = re.compile(r"\bcountPage\s*(?:=|:\s*parseInt\(')\s*(\d{1,7})\b", re.A)
_CURRENT_PAGE = re.compile(r"\bcurrentPage\s*(?:=|:\s*parseInt\(')\s*(\d{1,7})\b", re.A)
_NAME = re.compile(r"""href=\\?["']?([\w-]+)["']\s*\+\s*["']_["']""", re.A)
_EXTENSION = re.compile(r"""["']\.["']?\s*\+?\s*["']?(s?html?)\b""")
_ENCODED = re.compile(r"[A-Za-z0-9+/\s]{40,40000}={0,2}\s*")
_PAGES = re.compile("page", re.I)
_SAYS_PAGE = " or ".join(f"contains({{0}}, '{part}')" for part in ("页", "頁", "ext", "EXT"))
_MAY_SAY_NEXT = XPath(
    f"descendant::a[{_SAYS_PAGE.format('.')} or @rel or @title[{_SAYS_PAGE.format('.')}]"
    f" or @aria-label[{_SAYS_PAGE.format('.')}] or img/@alt[{_SAYS_PAGE.format('.')}]] | descendant::link[@rel]"
    f" | descendant::*[@onclick and not(self::a or */*) and ({_SAYS_PAGE.format('.')})]"
)
_MAY_BE_ENCODED = XPath(
    "//*[self::div or self::span or self::p or self::td][@id or @class][not(*)][string-length(text()) > 39]"
)
"""What is worth a closer look, found without a step through Python for each element."""
_SAID_SIMPLY = re.compile(
    r"页(?:(?<=[下后]页)|(?<=[下后]一页)|(?<=[下后]\s页)|(?<=[下后]\s一\s页)|(?<=[下后]&nbsp;页)|(?<=[下后]&nbsp;一&nbsp;页))"
)
_SAID = re.compile(rf"{_SAID_SIMPLY.pattern}|{_SAID_SIMPLY.pattern.replace('页', '頁')}")
_SAID_IN_ENGLISH = re.compile(r"[Nn](?:ext|EXT)\b(?<=\b\w{4})")
_SAID_IN_CODE = re.compile(r">\s*+[A-Za-z0-9+/]{120}")
"""Each begins with what is rare: a tenth of the time."""
_MAY_BE_DISABLED = re.compile("disable|next_d|no-?next|onclick", re.I)
_PLAIN_NEXT = re.compile(
    r"""<a\b(?=[^<>]*?\shref\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'))[^<>]*>\s*(?:<[a-z]+\b[^<>]*>\s*)?"""
    r"""(?:下一?|后一?)[页頁]\s*(?:&gt;|&raquo;|[>»›])*\s*(?:</[a-z]+>\s*)?</a>"""
)


@dataclass(frozen=True, slots=True)
class _Call:
    """What the page tells its script about its pages. ``last``: the number of the last one, counted as ``current``."""

    count: int
    current: int
    last: int
    name: str
    extension: str
    total: int | None = None
    first: str = ""
    """Of pages that count from 1 and do not say so: the first one, which is named as the Referer of all the others, so
    that they are known by it."""


def following(text: str, tree: HtmlElement | None, answer: Answer, base: str) -> tuple[Request | None, int | None]:
    """The next page and the declared number of records, by whatever the page has of both. ``tree`` None where nobody
    has made one yet."""
    call = _call(text, answer)
    if call is None:
        return next_linked(text, tree, answer, base), None
    url = absolute(base, f"{call.name}_{call.current + 1}.{call.extension}") if call.current < call.last else ""
    found = page_request(url, answer)
    return replace(found, referer=call.first) if found and call.first else found, call.total


def declared_pages(text: str) -> int | None:
    """How many pages the page's script is told that there are; None where it is told nothing."""
    found = _CREATE_PAGE.search(text) or _COUNT_PAGE.search(text)
    return int(found["count"] if "count" in found.re.groupindex else found[1]) if found else None


def next_linked(text: str, tree: HtmlElement | None, answer: Answer, base: str) -> Request | None:
    """The page behind the link 下一页, looked for in the text where the page has no ``base`` of its own; where pages
    are turned by posting the page back, the one that is had so."""
    based = tree if base != answer.url else None
    found = next_in_text(text, answer, tree) if based is None else next_by_link(based, answer, base)
    if found is None and "__doPostBack" in text:
        return next_by_postback(tree_of(text) if tree is None else tree, answer)
    return found


def next_by_link(tree: HtmlElement, answer: Answer, base: str) -> Request | None:
    """The page behind the link 下一页 / 下页 / 后一页 / next; None where it is disabled, a script or missing.

    The link may stand in a pager that a script decodes: ``<div id="pages">{base64 of escaped HTML}</div>`` (云南).
    """
    for link in chain(_found(_MAY_SAY_NEXT, tree), _encoded_links(tree)):
        if _says_next(link) and not _is_disabled(link):
            return page_request(absolute(base, target_of(link.get("href", ""), link.get("onclick", ""))), answer)
    return None


def _found(path: XPath, tree: HtmlElement) -> list[HtmlElement]:
    found = path(tree)
    return [node for node in found if isinstance(node, HtmlElement)] if isinstance(found, list) else []


def next_in_text(text: str, answer: Answer, tree: HtmlElement | None = None) -> Request | None:
    """As :func:`next_by_link` for a page without a ``base``; a tree is made only where the link is no plain one."""
    said = (_SAID if "頁" in text else _SAID_SIMPLY).search(text)
    if not (said or _SAID_IN_ENGLISH.search(text) or _SAID_IN_CODE.search(text)):
        return None
    link = text.rfind("<a", 0, said.start()) if said else -1
    found = _PLAIN_NEXT.match(text, link) if link >= 0 else None
    before = text[text.rfind("<", 0, link) : link]
    url = absolute(answer.url, from_attribute(found[1] or found[2] or "")) if found else ""
    if not found or not url or _MAY_BE_DISABLED.search(before + found[0]):
        return next_by_link(tree_of(text) if tree is None else tree, answer, answer.url)
    return page_request(url, answer)


def _encoded_links(tree: HtmlElement) -> Iterator[HtmlElement]:
    for block in _found(_MAY_BE_ENCODED, tree):
        named = f"{block.get('id', '')} {block.get('class', '')}"
        if _PAGES.search(named) and _ENCODED.fullmatch(block.text or ""):
            yield from fragment_of(_decoded(block.text or "")).iter("a")


def _decoded(written: str) -> str:
    """Base64 of percent-escaped UTF-8; ``""`` for what is none."""
    try:
        return unquote(b64decode("".join(written.split()), validate=True).decode("utf-8", "replace"))
    except ValueError:
        return ""


def page_request(url: str, answer: Answer) -> Request | None:
    """GET ``url`` as the page after ``answer``; None for ``""`` and for the page itself."""
    return Request(url, referer=answer.url) if url and url not in (answer.url, answer.request.url) else None


def _call(text: str, answer: Answer) -> _Call | None:
    """``createPageHTML(20, 0, "index", "html")``, else the variables ``countPage`` and ``currentPage``.

    TRS counts from 0 and calls its second page ``index_1.html``. With a block's name in front, or as ``createPage``,
    it is another product that counts from 1: there ``common_list_3.shtml`` is the third page. So it is where the first
    page says 1, which the second cannot tell from TRS by itself. ``Pager({size: 20,
    current: 0, prefix: "index", suffix: "html"})`` (北京) says the same as TRS.
    """
    found = _CREATE_PAGE.search(text) if "createPage" in text else None
    if found is None and (options := _OPTIONS.search(text) if "Pager({" in text else None):
        count, current = int(options["count"]), int(options["current"])
        return _Call(count, current, count - 1, options["name"], options["extension"])
    if found is None:
        return _by_variables(text, answer) if "countPage" in text else None
    count, current = int(found["count"]), int(found["current"])
    first = _first_page(answer, found["name"], current)
    of_another = bool(found["block"]) or not found["html"] or bool(first)
    last = count if current > 0 and of_another else count - 1
    total = int(found["total"]) if found["total"] else None
    return _Call(count, current, last, found["name"], found["extension"], total, first if current > 0 else "")


def _by_variables(text: str, answer: Answer) -> _Call | None:
    """TRS's older script: ``var currentPage = 0; var countPage = 20``, the file's name written out in what follows."""
    count, current = _COUNT_PAGE.search(text), _CURRENT_PAGE.search(text)
    if not count or not current:
        return None
    name, extension = _NAME.search(text), _EXTENSION.search(text, count.end())
    own = answer.url.partition("?")[0].rpartition("/")[2].rpartition(".")[2]
    usual = own if own in ("htm", "shtml") else "html"
    return _Call(int(count[1]), int(current[1]), int(count[1]) - 1, name[1] if name else "index",
                 extension[1] if extension else usual)  # fmt: skip


def _first_page(answer: Answer, name: str, current: int) -> str:
    """Of a list that counts from 1 the address of its first page: this one, or the one that a further page was asked
    from; ``""`` where this is a further page of TRS, which is asked from the one before."""
    asked_from = (answer.request.referer or "") if current > 1 else ""
    return next((url for url in (answer.url, asked_from) if url and _is_first_page(url, name)), "")


def _is_first_page(url: str, name: str) -> bool:
    file = url.partition("?")[0].rpartition("/")[2]
    return not file or file.rpartition(".")[0] == name.rpartition("/")[2]


def _says_next(link: HtmlElement) -> bool:
    if link.get("rel", "").lower() == "next":
        return True
    return link.tag != "link" and any(map(says_next, _sayings(link)))


def _sayings(link: HtmlElement) -> Iterator[str]:
    yield words("".join(link.itertext()))
    yield words(link.get("title", ""))
    yield words(link.get("aria-label", ""))
    yield from (words(image.get("alt", "")) for image in link.iter("img"))


def _is_disabled(link: HtmlElement) -> bool:
    parent = link.getparent()
    around = (link, parent) if parent is not None and parent.tag in ("li", "span") else (link,)
    return link.get("disabled") is not None or any(_DISABLED.search(node.get("class", "")) for node in around)
