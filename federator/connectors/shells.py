"""Pages that hold no list and lead to it: a redirect by script or meta in a page of a few lines, a list in a frame."""

import re

from federator.model.answer import Answer, Request
from federator.model.errors import ErrorKind, VisitError
from federator.notation.address import absolute, from_attribute
from federator.notation.address_parts import is_home, same_site
from federator.notation.refusals import visible

_JUMP = re.compile(
    r"""\blocation(?:\.href)?\s*=\s*["']([^"'<>\s]{1,500})["']"""
    r"""|\blocation\.(?:replace|assign)\(\s*["']([^"'<>\s]{1,500})["']"""
    r"""|<meta\b(?=[^<>]{0,200}\bhttp-equiv\s*=\s*["']?refresh)[^<>]{0,200}\bcontent\s*=\s*["']\s*\d{1,2}\s*[;,]\s*url\s*=\s*'?([^"'<>]{1,500})""",
    re.I | re.A,
)
_MOBILE = re.compile(r"(?:^|[/.])(?:m|wap|mobile|3g)(?:[/.]|$)", re.I)
_FRAME = re.compile(r"<iframe\b([^<>]*)", re.I)
_SCRIPT = re.compile(r"<script\b.*?(?:</script\s*>|\Z)", re.I | re.S)
_ATTRIBUTE = re.compile(r"""\b([a-z]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.I)
_NO_LIST = re.compile(
    r"head|foot|top|banner|nav|menu|left|weather|search|map|video|player|login|share|count|visit|\bad[sv]?\b|qrcode",
    re.I,
)
_LIST = re.compile(r"list|main|content|right|info|xxgk|column|page|iframe", re.I)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_SHORT = 3000
_WORDS = 100
"""Characters of a page, and those of them that a person sees, that may still be nothing but a redirect."""


def led_on(text: str, answer: Answer, column: str) -> Request | None:
    """Where the list is that the page of ``column`` (an address) only leads to; None where it leads nowhere.

    A redirect is followed once, a frame once more. Raises VisitError REDIRECT for a second redirect, OTHER_HOST and
    HOME_PAGE for one that leads there.
    """
    asked = answer.request
    if target := _jump(text, answer):
        if asked.url != column:
            raise VisitError(ErrorKind.REDIRECT, f"a script redirects again, to {target}")
        _expect_column(target, column)
    elif asked.url == column or asked.referer == column:
        target = _frame(text, answer)
    return Request(target, referer=answer.url) if target not in ("", asked.url, answer.url) else None


def _jump(text: str, answer: Answer) -> str:
    """The one address that a page of a few lines redirects to; its mobile twin does not count."""
    if len(text) > _SHORT or len(visible(text)) > _WORDS:
        return ""
    written = ["".join(found) for found in _JUMP.findall(text)]
    targets = {url: None for one in written if (url := absolute(answer.url, from_attribute(one.strip())))}
    desktop = [url for url in targets if not _MOBILE.search(url.partition("://")[2])] or list(targets)
    return desktop[0] if len(desktop) == 1 else ""


def _expect_column(target: str, column: str) -> None:
    if not same_site(target, column):
        raise VisitError(ErrorKind.OTHER_HOST, f"a script redirects to {target}")
    if is_home(target) and not is_home(column):
        raise VisitError(ErrorKind.HOME_PAGE, f"a script redirects to {target}")


def _frame(text: str, answer: Answer) -> str:
    """The frame of the same site that most likely holds the list: by its name, else the first that is no menu."""
    likely: list[str] = []
    others: list[str] = []
    for found in _FRAME.finditer(_SCRIPT.sub("", text)):
        attributes = {name.lower(): one or two or three for name, one, two, three in _ATTRIBUTE.findall(found[1])}
        url = absolute(answer.url, from_attribute(attributes.get("src", "")))
        named = " ".join(attributes.get(name, "") for name in ("id", "name", "class", "src"))
        if not url or not same_site(url, answer.url) or is_home(url):
            continue
        if _is_hidden(attributes) or _NO_LIST.search(named):
            continue
        (likely if _LIST.search(named) else others).append(url)
    return next(iter(likely + others), "")


def _is_hidden(attributes: dict[str, str]) -> bool:
    sizes = (attributes.get("width", ""), attributes.get("height", ""))
    return any(size.strip().removesuffix("px") in ("0", "1") for size in sizes) or bool(
        _HIDDEN.search(attributes.get("style", ""))
    )
