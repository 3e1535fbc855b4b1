"""CSS selectors, the language in which a rule says where things stand on a page.

What cssselect makes an XPath of is looked for by lxml. Anything else that CSS knows (``:nth-child(2 of .row)``,
``:-soup-contains("公告")``) is looked for by BeautifulSoup and soupsieve, which know it all and take their time.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, cast

from cssselect import SelectorError
from cssselect.xpath import XPathExpr
from lxml.cssselect import LxmlHTMLTranslator
from lxml.etree import XPath
from lxml.html import HtmlElement, tostring

BEHIND, BEFORE, ACROSS = "+", "-", "="
"""What a selector of a rule may begin with: it is looked for behind the row, up to the next one, or before it; in the
whole page, where it matches as often as there are rows."""


def select(within: HtmlElement, selector: str) -> list[HtmlElement]:
    """Elements that match, in page order, ``within`` itself among them.

    :raises ValueError: for what is no selector.
    """
    compiled = _compiled(selector)
    if compiled is None:
        return _by_soup(within, selector)
    return cast("list[HtmlElement]", compiled(within))  # CSS selects nothing but elements


def select_below(parent: HtmlElement, selector: str) -> list[HtmlElement]:
    """What :func:`select` finds within each child of ``parent``, in page order.

    :raises ValueError: for what is no selector.
    """
    compiled = _below(selector)
    if compiled is None:
        return [one for child in parent for one in _by_soup(child, selector)]
    return cast("list[HtmlElement]", compiled(parent))


def relative(selector: str) -> tuple[str, str]:
    """``+ dd`` → ``("+", "dd")``; ``("", selector)`` where it is looked for in the row itself."""
    mark = selector[:1]
    return (mark, selector[1:].strip()) if mark in (BEHIND, BEFORE, ACROSS) else ("", selector)


def text_before(element: HtmlElement) -> str:
    """The text right before an element, up to the one in front of it."""
    before, around = element.getprevious(), element.getparent()
    return (before.tail if before is not None else around.text if around is not None else None) or ""


def flaw(selector: str) -> str:
    """Why this is no selector; ``""`` where it is one."""
    try:
        _compiled(selector)
    except ValueError as wrong:
        return str(wrong)
    return ""


_COUNTED = re.compile(r"count\(((?:preceding|following)-sibling::[^\s()]+)\) (<|>)?= (\d+)")
"""How cssselect says ``:nth-child(3)``, ``:last-of-type``: each element counts all that stand before or behind it, in
time that grows with the square of their number."""


def _looked_for(counted: re.Match[str]) -> str:
    """``count(siblings) = 2``: there is a second and no third, and further than there none is looked for."""
    siblings, compared, number = counted[1], counted[2], int(counted[3])
    enough, no_more = f"{siblings}[{number}]", f"not({siblings}[{number + 1}])"
    if compared == ">":
        return enough
    return f"({enough} and {no_more})" if number and not compared else no_more


_EVERY_FEW = re.compile(r"count\((preceding|following)-sibling::([^\s()]+)\)(?=[^()]{0,20}\)? mod )")
"""How it says ``:nth-child(odd)``."""


def _place(context: Any, axis: str, name: str) -> int:
    """How many siblings of that name stand before or behind an element: those of a parent are counted once."""
    places: dict[HtmlElement, int] = context.eval_context.setdefault((axis, name), {})
    element = context.context_node
    if element not in places:
        places.update((one, place) for place, one in enumerate(_children(element.getparent(), axis, name)))
    return places.get(element, 0)


def _children(parent: HtmlElement | None, axis: str, name: str) -> Iterable[HtmlElement]:
    return () if parent is None else parent.iterchildren(name, reversed=axis == "following")


def _is_behind(context: Any, condition: str) -> bool:
    """Whether a sibling of which that is true stands before an element: the first of a parent is looked for once."""
    element, parents = context.context_node, context.eval_context.setdefault(condition, {})
    parent = element.getparent()
    if parent is None:
        return False
    if parent not in parents:
        first = parent.xpath(f"*[{condition}][1]", extensions=_FUNCTIONS)
        parents[parent] = set(first[0].itersiblings()) if first else set()
    return element in parents[parent]


_FUNCTIONS = {(None, "place"): _place, (None, "behind"): _is_behind}
"""Known to the paths that are made here. Where lxml knows them for all, each search of any path takes twice as long."""


class _Translator(LxmlHTMLTranslator):  # type: ignore[misc]  # lxml has no types
    def css_to_xpath(self, css: str, prefix: str = "descendant-or-self::") -> str:
        return _at_once(super().css_to_xpath(css, prefix))

    def xpath_direct_adjacent_combinator(self, left: XPathExpr, right: XPathExpr) -> XPathExpr:
        """``h3 + ul``: to go from each ``h3`` to all that follow it takes time that grows with their square."""
        return _within_the_same(left, right).add_condition(f"preceding-sibling::*[1]/self::*[{_said_of(left)}]")

    def xpath_indirect_adjacent_combinator(self, left: XPathExpr, right: XPathExpr) -> XPathExpr:
        """``h3 ~ ul``: with the cube."""
        return _within_the_same(left, right).add_condition(f"behind({self.xpath_literal(_said_of(left))})")

    def xpath_attrib_includes(self, xpath: XPathExpr, name: str, value: str | None) -> XPathExpr:
        """``.row``: most classes stand alone in their attribute, and to compare is cheaper than to search."""
        if not value or value.split() != [value]:
            return cast("XPathExpr", super().xpath_attrib_includes(xpath, name, value))
        alone, among = self.xpath_literal(value), self.xpath_literal(f" {value} ")
        searched = f"contains({name}, {alone}) and contains(concat(' ', normalize-space({name}), ' '), {among})"
        return xpath.add_condition(f"{name} = {alone} or ({searched})")


def _within_the_same(left: XPathExpr, right: XPathExpr) -> XPathExpr:
    """What an element is within, its siblings are, too."""
    right.path = left.path
    return right


def _said_of(element: XPathExpr) -> str:
    element.add_name_test()
    return _at_once(element.condition or "true()")


def _at_once(path: str) -> str:
    return _EVERY_FEW.sub(r"place('\1', '\2')", _COUNTED.sub(_looked_for, path))


_TRANSLATOR = _Translator()


@lru_cache(maxsize=2048)
def _below(selector: str) -> XPath | None:
    """One step from the parent: one from each child takes time that grows with the square of what they hold, and only
    ``:scope``, the first of a search, needs it."""
    compiled = _compiled(selector)
    if compiled is None:
        return None
    scoped = ":scope" in selector
    return _path(f"*/{compiled.path}" if scoped else _TRANSLATOR.css_to_xpath(selector, "descendant::"))


def _path(path: str) -> XPath:
    return XPath(path, extensions=_FUNCTIONS, regexp=False)


@lru_cache(maxsize=2048)
def _compiled(selector: str) -> XPath | None:
    """The selector for lxml; None for one that only soupsieve understands.

    :raises ValueError: for what is no selector.
    """
    try:
        return _path(_TRANSLATOR.css_to_xpath(selector))
    except (SelectorError, ValueError, RecursionError):
        _expect_css(selector)
        return None


def _expect_css(selector: str) -> None:
    import soupsieve  # only selectors that lxml does not know need it

    try:
        soupsieve.compile(selector)
    except (soupsieve.SelectorSyntaxError, NotImplementedError, RecursionError) as wrong:
        raise ValueError((str(wrong).splitlines() or [type(wrong).__name__])[0]) from wrong


_NUMBER = "data-federator-number"


def _by_soup(within: HtmlElement, selector: str) -> list[HtmlElement]:
    """What soupsieve selects in the same piece of HTML: its elements are numbered, so that they are known again."""
    from bs4 import BeautifulSoup

    elements = [element for element in within.iter() if isinstance(element.tag, str)]
    for number, element in enumerate(elements):
        element.set(_NUMBER, str(number))
    soup = BeautifulSoup(tostring(within, encoding="unicode", with_tail=False), "html.parser")
    for element in elements:
        del element.attrib[_NUMBER]
    return [elements[int(str(found[_NUMBER]))] for found in soup.select(selector)]
