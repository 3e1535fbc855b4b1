"""CSS selectors, the language in which a rule says where things stand on a page."""

from functools import lru_cache
from typing import cast

from cssselect import SelectorError
from lxml.cssselect import CSSSelector
from lxml.etree import XPath
from lxml.html import HtmlElement

BEHIND, BEFORE = "+", "-"
"""What a selector of a rule may begin with: it is looked for behind the row, up to the next one, or before it."""


def select(within: HtmlElement, selector: str) -> list[HtmlElement]:
    """Elements that match, in page order, ``within`` itself among them.

    :raises ValueError: for what is no selector.
    """
    return cast("list[HtmlElement]", _compiled(selector)(within))  # CSS selects nothing but elements


def select_below(parent: HtmlElement, selector: str) -> list[HtmlElement]:
    """What :func:`select` finds within each child of ``parent``, in page order.

    :raises ValueError: for what is no selector.
    """
    return cast("list[HtmlElement]", _below(selector)(parent))


def relative(selector: str) -> tuple[str, str]:
    """``+ dd`` → ``("+", "dd")``; ``("", selector)`` where it is looked for in the row itself."""
    mark = selector[:1]
    return (mark, selector[1:].strip()) if mark in (BEHIND, BEFORE) else ("", selector)


def flaw(selector: str) -> str:
    """Why this is no selector; ``""`` where it is one."""
    try:
        _compiled(selector)
    except ValueError as wrong:
        return str(wrong)
    return ""


@lru_cache(maxsize=2048)
def _below(selector: str) -> XPath:
    return XPath(f"*/{_compiled(selector).path}")


@lru_cache(maxsize=2048)
def _compiled(selector: str) -> CSSSelector:
    try:
        return CSSSelector(selector, translator="html")
    except (SelectorError, ValueError, RecursionError) as wrong:
        raise ValueError((str(wrong).splitlines() or [type(wrong).__name__])[0]) from wrong
