"""Where a list goes on."""

import re

from lxml.html import HtmlElement

from federator.induce.page import NAME, Page, called, tag_of
from federator.model.words import Words
from federator.notation.selectors import select
from federator.notation.turning import says_next

_ARROW = re.compile(r"\s*(?:>|›|»|>>|→)\s*")
_PAGER = re.compile(r"page|pagi|fenye|p_no|digg|pg", re.I)
_CALLED = re.compile(r"createPage(?:HTML)?\s*\(|laypage|pagination\(|\.paging\(|__doPostBack|totalPage|pageCount", re.I)
_COUNT = re.compile(r"共\s?\d{1,9}\s?[页条]|\d{1,9}\s?/\s?\d{1,9}\s?页|第\s?\d{1,9}\s?页")


def next_selector(page: Page) -> str:
    """The link to the next page, where it does not say 下一页 (that is found without a rule): an arrow, or the number
    behind the current one. ``""`` where there is none."""
    if any(says_next(link.name) for link in page.links):
        return ""
    for link in page.links:
        if link.url and _ARROW.fullmatch(link.name) and (holder := _pager(link.element)) is not None:
            tried = f"{_named(holder)} a:last-of-type"
            if select(page.tree, tried)[:1] == [link.element]:
                return tried
    return _behind_current(page)


def paging(page: Page, text: str) -> Words | None:
    """What is seen of paging, None where nothing is."""
    for link in page.links:
        if says_next(link.name):
            if link.url:
                return Words("分页：有“下一页”链接", "paging: a link says next")
            return Words("分页：由脚本翻页", "paging: by script")
    if next_selector(page):
        return Words("分页：页码链接", "paging: numbered links")
    if _CALLED.search(text) or _COUNT.search(page.words):
        return Words("分页：由脚本翻页", "paging: by script")
    return None


def _behind_current(page: Page) -> str:
    """``.pages b + a``: the link behind the element that says 1, where it says 2."""
    for link in page.links:
        holder = _pager(link.element) if link.url and link.text == "2" else None
        if holder is None:
            continue
        parent = link.element.getparent()
        stands = link.element if link.element.getprevious() is not None or parent is holder else parent
        before = stands.getprevious()
        if before is None or "".join(before.itertext()).strip() != "1" or not (current := _unlike(before, stands)):
            continue
        step = "a" if stands is link.element else f"{tag_of(stands)} a"
        tried = f"{_named(holder)} {current} + {step}"
        if select(page.tree, tried)[:1] == [link.element]:
            return tried
    return ""


def _pager(element: HtmlElement) -> HtmlElement | None:
    return next(
        (node for node in element.iterancestors() if _PAGER.search(f"{node.get('class', '')} {node.get('id', '')}")),
        None,
    )


def _unlike(one: HtmlElement, other: HtmlElement) -> str:
    """What marks ``one`` and not ``other``: a class, or else its tag; ``""`` where they look alike."""
    marks = [name for name in _classes(one) if name not in _classes(other)]
    if marks:
        return f"{tag_of(one)}.{marks[0]}"
    return tag_of(one) if tag_of(one) != tag_of(other) else ""


def _classes(element: HtmlElement) -> list[str]:
    return list(filter(NAME.fullmatch, element.get("class", "").split()))


def _named(element: HtmlElement) -> str:
    """By class, else by id, else by tag."""
    id = element.get("id", "")
    return f"#{id}" if not _classes(element) and NAME.fullmatch(id) else called(element)
