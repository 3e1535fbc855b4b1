"""CSS selectors, the language in which a rule says where things stand on a page."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from cssselect import SelectorError
from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

BEHIND, BEFORE = "+", "-"
"""What a selector of a rule may begin with: it is looked for behind the row, up to the next one, or before it."""


def select(within: HtmlElement, selector: str) -> list[HtmlElement]:
    """Elements that match, in page order, ``within`` itself among them.

    :raises ValueError: for what is no selector.
    """
    return list(_compiled(selector)(within))


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
def _compiled(selector: str) -> Callable[[HtmlElement], Any]:
    try:
        return CSSSelector(selector, translator="html")
    except (SelectorError, ValueError, RecursionError) as wrong:
        raise ValueError((str(wrong).splitlines() or [type(wrong).__name__])[0]) from wrong
