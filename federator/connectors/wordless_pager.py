"""The next page where no link says 下一页: a picture, the number behind the current one; what a script makes of it."""

import re
from collections.abc import Iterator, Mapping

from lxml.etree import XPath
from lxml.html import HtmlElement

from federator.connectors.pager import page_request
from federator.connectors.row_dates import words
from federator.model.answer import Answer, Request
from federator.notation.address import absolute, target_of
from federator.notation.turning import says_next

_NUMBER = re.compile(r"[\[【(（]?\s*(\d{1,4})\s*[\])】）]?", re.A)
_BEFORE = re.compile(r"(\d{1,4})\D{0,3}$", re.A)
_CALLED_NEXT = re.compile(r"(?:^|[\s_-])(?:next(?:[_-]?page)?|nxt|xyy)(?:$|[\s_-])", re.I)
_PICTURED_NEXT = re.compile(r"(?:^|[/_-])(?:next(?:[_-]?page)?|xyy)\d?\.(?:gif|png|jpe?g|svg)$", re.I)
_SHORT = XPath("descendant::a[string-length(normalize-space(.)) < 9]")
"""Titles are longer."""
_CURRENT = re.compile(r"(?:^|[\s_-])(?:active|cur(?:rent)?|on|now|selected|thisclass)(?:$|[\s_-])", re.I)
_CALL = re.compile(r"javascript:\s*(\w{1,40})\(\s*['\"]?(\d{1,5})['\"]?\s*\)", re.I | re.A)
_ASSIGNED = re.compile(r"location(?:\.href)?\s*=\s*([^;{}\n]{1,300})")
_PART = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|(\w+))\s*(?:\+|$)""", re.A)
_MANY = 25
"""Numbers that stand together: so many are a calendar."""


def next_without_words(text: str, tree: HtmlElement, answer: Answer, base: str) -> Request | None:
    """The page after ``answer`` by what only looks like a pager; None where nothing does."""
    found = _SHORT(tree)
    said = [(one, _said(one)) for one in found if isinstance(one, HtmlElement)] if isinstance(found, list) else []
    links = {link: name for link, name in said if link.get("href") or link.get("onclick")}
    url = next((url for link in links if _is_called_next(link, links[link]) and (url := _address(link, base))), "")
    url = url or _by_call(text, links, base) or _by_number(links, base)
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


def _by_call(text: str, links: Mapping[HtmlElement, str], base: str) -> str:
    """``javascript:goPage(2)`` on a link that says 下一页, by what the page's function makes of the number."""
    for link, said in links.items():
        call = _CALL.match(link.get("href", "")) if says_next(said) else None
        body = re.search(rf"function\s+{call[1]}\s*\(\s*(\w{{1,40}})[^)]{{0,100}}\)\s*\{{", text) if call else None
        made = _ASSIGNED.search(text, body.end(), body.end() + 600) if body else None
        if call and body and made:
            return absolute(base, _concatenated(made[1].strip(), body[1], call[2]))
    return ""


def _concatenated(expression: str, name: str, value: str) -> str:
    """``"list_" + n + ".html"``; ``""`` for what is more than that."""
    parts: list[str] = []
    place = 0
    while place < len(expression):
        part = _PART.match(expression, place)
        if part is None or (part[3] and part[3] != name):
            return ""
        parts.append(value if part[3] else part[1] or part[2] or "")
        place = part.end()
    return "".join(parts)
