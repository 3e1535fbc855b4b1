"""Where the next page of a list is: a link that says 下一页, or a call of createPageHTML."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from federator.connectors.row_dates import words
from federator.model.answer import Answer, Request
from federator.notation.address import absolute

_NEXT = re.compile(r"\W*(?:下一?[页頁]|后一?[页頁]|next(?:\s+page)?)\W*", re.I)
_DISABLED = re.compile(r"disable|(?:^|[\s_-])next_d(?:$|[\s_])|no-?next", re.I)
_CREATE_PAGE = re.compile(
    r"""createPage(?P<html>HTML)?\s*\(\s*(?P<block>(?:"[^"]*"|'[^']*')\s*,\s*)?(?P<count>\d{1,7})\s*,\s*(?P<current>\d{1,7})\s*,"""
    r"""\s*["'](?P<name>[^"'()]+)["']\s*,\s*["']\.?(?P<extension>\w+)["']\s*(?:,\s*(?P<total>\d{1,9}))?""",
    re.A,
)


def next_by_link(tree: HtmlElement, answer: Answer, base: str) -> Request | None:
    """The page behind the link 下一页 / 下页 / 后一页 / next; None where it is disabled, a script or missing."""
    for link in tree.iter("a", "link"):
        if _says_next(link) and not _is_disabled(link):
            return page_request(absolute(base, link.get("href", "")), answer)
    return None


def page_request(url: str, answer: Answer) -> Request | None:
    """GET ``url`` as the page after ``answer``; None for ``""`` and for the page itself."""
    return Request(url, referer=answer.url) if url and url not in (answer.url, answer.request.url) else None


def created_pages(text: str, answer: Answer, base: str) -> tuple[Request | None, int | None] | None:
    """Next page and declared number of records by ``createPageHTML(20, 0, "index", "html")``; None without a call.

    TRS counts from 0 and calls its second page ``index_1.html``. With a block's name in front, or as ``createPage``,
    it is another product that counts from 1: there ``common_list_3.shtml`` is the third page.
    """
    call = _CREATE_PAGE.search(text)
    if not call:
        return None
    count, current = int(call["count"]), int(call["current"])
    first_is_one = (
        bool(call["block"]) or not call["html"] or (current == 1 and _is_first_page(answer.url, call["name"]))
    )
    last = count if first_is_one else count - 1
    url = absolute(base, f"{call['name']}_{current + 1}.{call['extension']}") if current < last else ""
    return page_request(url, answer), int(call["total"]) if call["total"] else None


def _is_first_page(url: str, name: str) -> bool:
    file = url.partition("?")[0].rpartition("/")[2]
    return not file or file.rpartition(".")[0] == name.rpartition("/")[2]


def _says_next(link: HtmlElement) -> bool:
    if link.get("rel", "").lower() == "next":
        return True
    return link.tag == "a" and any(_NEXT.fullmatch(said) for said in _sayings(link))


def _sayings(link: HtmlElement) -> Iterator[str]:
    yield words("".join(link.itertext()))
    yield words(link.get("title", ""))
    yield words(link.get("aria-label", ""))


def _is_disabled(link: HtmlElement) -> bool:
    parent = link.getparent()
    around = (link, parent) if parent is not None and parent.tag in ("li", "span") else (link,)
    return link.get("disabled") is not None or any(_DISABLED.search(node.get("class", "")) for node in around)
