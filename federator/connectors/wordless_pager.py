"""The next page where no link says 下一页: a picture, the number behind the current one, a choice."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from lxml.etree import XPath
from lxml.html import HtmlElement

from federator.connectors.page import tree_of
from federator.connectors.pager import page_request
from federator.connectors.row_dates import words
from federator.model.answer import Answer, Request
from federator.notation.address import absolute, target_of
from federator.notation.called import concatenated

_NUMBER = re.compile(r"[\[【(（]?\s*(\d{1,4})\s*[\])】）]?", re.A)
_BEFORE = re.compile(r"(\d{1,4})\D{0,3}$", re.A)
_CALLED_NEXT = re.compile(r"(?:^|[\s_-])(?:next(?:[_-]?page)?|nxt|xyy)(?:$|[\s_-])", re.I)
_PICTURED_NEXT = re.compile(r"(?:^|[/_-])(?:next(?:[_-]?page)?|xyy)\d?\.(?:gif|png|jpe?g|svg)$", re.I)
_SHORT = XPath("descendant::a[string-length(normalize-space(.)) < 9]")
"""Titles are longer."""
_CURRENT = re.compile(r"(?:^|[\s_-])(?:active|cur(?:rent)?|on|now|selected|thisclass)(?:$|[\s_-])", re.I)
_PAGE_OF = re.compile(r"第?\s*(\d{1,4})\s*页?", re.A)
_CHOSEN = re.compile(r"\blocation(?:\.href)?\s*=\s*")
_NUMBERED = re.compile(r"\d[\])】）]?</a>", re.A)
_LONGEST_SCRIPT, _MOST_PAGES = 500, 2000
"""Of a choice of pages."""
_MANY = 25
"""Numbers that stand together: so many are a calendar."""


def next_numbered(text: str, tree: HtmlElement | None, answer: Answer, base: str) -> Request | None:
    """As :func:`next_without_words` for a page that has a link of a number; ``tree`` None where nobody has made one."""
    return next_without_words(tree_of(text) if tree is None else tree, answer, base) if _NUMBERED.search(text) else None


def next_without_words(tree: HtmlElement, answer: Answer, base: str) -> Request | None:
    """The page after ``answer`` by what only looks like a pager; None where nothing does."""
    found = _SHORT(tree)
    said = [(one, _said(one)) for one in found if isinstance(one, HtmlElement)] if isinstance(found, list) else []
    links = {link: name for link, name in said if link.get("href") or link.get("onclick")}
    url = next((url for link in links if _is_called_next(link, links[link]) and (url := _address(link, base))), "")
    url = url or _by_number(links, base) or _by_choice(tree, answer, base)
    return page_request(url, answer)


def _address(link: HtmlElement, base: str) -> str:
    return absolute(base, target_of(link.get("href", ""), link.get("onclick", "")))


def _is_called_next(link: HtmlElement, said: str) -> bool:
    """It says nothing, and its class or its picture is called next."""
    if said:
        return False
    pictures = (image.get("src", "") for image in link.iter("img"))
    return bool(_CALLED_NEXT.search(link.get("class", "")) or any(map(_PICTURED_NEXT.search, pictures)))


def _said(link: HtmlElement) -> str:
    return words("".join(link.itertext()))


def _by_number(links: Mapping[HtmlElement, str], base: str) -> str:
    """The link whose number follows one that leads nowhere, or is marked as the current one."""
    numbered = [(link, int(found[1])) for link, said in links.items() if (found := _NUMBER.fullmatch(said))]
    if not 0 < len(numbered) < _MANY:
        return ""
    for link, number in numbered:
        if number > 1 and number - 1 in _current_before(link) and (number == 2 or any(n == 1 for _, n in numbered)):
            return _address(link, base)
    return ""


def _current_before(link: HtmlElement) -> Iterator[int]:
    """The number right before a link, or before the item it stands in, where that is no link: ``<b>1</b>``, ``[1]``."""
    box = link.getparent()
    for node in (link, box):
        before = node.getprevious() if node is not None else None
        between = words((box.text if before is None else before.tail) or "") if node is link and box is not None else ""
        said = between or (_said(before) if before is not None and _leads_nowhere(before) else "")
        if found := _BEFORE.search(said):
            yield int(found[1])
        if said or before is not None:
            return


def _leads_nowhere(node: HtmlElement) -> bool:
    links = [one for one in node.iter("a") if one.get("href", "#")[:1] not in ("#", "")]
    return not links or _CURRENT.search(node.get("class", "")) is not None


def _by_choice(tree: HtmlElement, answer: Answer, base: str) -> str:
    """The page behind the current one in ``<select onchange="location.href='list_'+this.value+'.html'">``."""
    for choice in tree.iter("select"):
        written = choice.get("onchange", "")[:_LONGEST_SCRIPT]
        script = written.replace("this.options[this.selectedIndex].value", "this.value")
        made = _CHOSEN.search(script)
        options = list(islice(choice.iter("option"), _MOST_PAGES))
        if made is None or not all(_PAGE_OF.fullmatch(_said(one)) for one in options):
            continue
        urls = [
            absolute(base, concatenated(script[made.end() :], {"this.value": one.get("value", "")})) for one in options
        ]
        marked = (number for number, one in enumerate(options) if one.get("selected") is not None)
        here = next(marked, urls.index(answer.url) if answer.url in urls else 0)
        if url := next(iter(urls[here + 1 :]), ""):
            return url
    return ""
