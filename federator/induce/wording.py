"""From elements to the CSS selectors that a person would write for them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from lxml.html import HtmlElement

from federator.induce.groups import Group
from federator.induce.page import NAME, Page, classes_of, tag_of
from federator.notation.selectors import select

_LAYOUT = re.compile(
    r"clearfix|clear|fl|fr|f_l|f_r|left|right|l|r|m[trbl]?-?\d+|p[trbl]?-?\d+|w-?\d+|col-\w+(?:-\d+)?|row|container\w*"
)
_NUMBERED = re.compile(r"\d{3,}|\d+$")
_HIGHEST = 8
_FARTHEST = 500
"""The highest number of a selector: each of a hundred thousand rows would look for so many before it."""


def rows_selector(page: Page, group: Group, title: str, held: Sequence[str], *, alone: bool) -> str:
    """The shortest selector by class, id and tag that matches the group's blocks and no other that holds a link or
    ``title``: ``ul.infoList > li``.

    ``held``: selectors of what each block holds, to tell rows from siblings by. ``alone``: nothing else at all may
    match, for what stands behind a row ends where the next begins.
    """
    wanted = set(group.blocks)
    fewest, best = len(page.spans), ""
    for step in _steps(group, held):
        for tried in (*_climbing(step, group.blocks[0], group.parents), *_by_place(group, step)):
            found = select(page.tree, tried)
            if not wanted <= set(found):
                continue
            strangers = [one for one in found if one not in wanted and (alone or _may_be_row(page, one, title))]
            if not strangers:
                return tried
            if without := _without(tried, strangers, wanted):
                return without
            if len(strangers) < fewest:
                fewest, best = len(strangers), tried
    return best


def _without(tried: str, strangers: Sequence[HtmlElement], wanted: set[HtmlElement]) -> str:
    """``div.list > div:not(.pages)``: without what only the strangers, and all of them, are called."""
    theirs = set.intersection(*(set(one.get("class", "").split()) for one in strangers))
    names = theirs - {name for one in wanted for name in one.get("class", "").split()}
    return next((f"{tried}:not(.{name})" for name in sorted(names) if NAME.fullmatch(name)), "")


def _may_be_row(page: Page, block: HtmlElement, title: str) -> bool:
    return bool(page.links_of(block)) or bool(title and select(block, title))


def _steps(group: Group, held: Sequence[str]) -> Iterator[str]:
    """The row itself: by its own class, by its tag, by what only rows hold."""
    tag = tag_of(group.blocks[0])
    if group.marked and NAME.fullmatch(group.marked):
        yield f"{tag}.{group.marked}"
        return
    yield tag
    shared = set.intersection(*(set(classes_of(block)) for block in group.blocks))
    yield from (f"{tag}.{name}" for name in sorted(shared) if NAME.fullmatch(name))
    inner = [selector.removeprefix(":scope ") for selector in held if selector]
    yield from (f"{tag}:has({selector})" for selector in inner)
    yield from (f"{tag}:has(> {selector})" for selector in inner if selector[0] != ">")
    prefix = group.blocks[0].get("id", "").rstrip("0123456789")
    if re.fullmatch(r"[A-Za-z][\w-]{2,}", prefix) and all(one.get("id", "").startswith(prefix) for one in group.blocks):
        yield f'{tag}[id^="{prefix}"]'


def _climbing(step: str, first: HtmlElement, parents: Sequence[HtmlElement]) -> Iterator[str]:
    """Selectors from short to long: the row under its parent, under its grandparent …"""
    shared = _shared(parents)
    chain = step
    for height, node in enumerate([first.getparent(), *first.getparent().iterancestors()][:_HIGHEST]):
        if node.tag in ("html", "body"):
            break
        alone = height == 0 or node in shared
        joint = " > "
        for name in _names(node, alone):
            yield f"{name}{joint}{chain}"
        chain = f"{_plain(node)}{joint}{chain}"
    yield f"body > {chain}"


def _shared(parents: Sequence[HtmlElement]) -> set[HtmlElement]:
    """What all the parents lie in; the parent itself where there is only one."""
    sets = [{parent, *parent.iterancestors()} for parent in parents]
    return set.intersection(*sets)


def _names(node: HtmlElement, alone: bool) -> Iterator[str]:
    """What an element may be called: by class, by id (only where it is the one), by tag."""
    classes = [name for name in classes_of(node) if NAME.fullmatch(name)]
    classes.sort(key=lambda name: (bool(_LAYOUT.fullmatch(name)), bool(_NUMBERED.search(name))))
    yield from (f"{tag_of(node)}.{name}" for name in classes)
    if len(classes) > 1:
        yield f"{tag_of(node)}." + ".".join(classes[:3])
    id = node.get("id", "")
    if alone and NAME.fullmatch(id):
        yield f"#{id}"
    yield tag_of(node)


def _plain(node: HtmlElement) -> str:
    """The tag with its most telling class."""
    return next(_names(node, alone=False))


def _by_place(group: Group, step: str) -> Iterator[str]:
    """Where nothing is named: the way down from the root by numbers; for one parent, or several in one element."""
    steps: list[str] = []
    node = group.parents[0]
    if len(group.parents) > 1:
        step, node = f"{tag_of(node)} > {step}", node.getparent()
        if any(parent.getparent() is not node for parent in group.parents):
            return
    while node is not None and node.tag != "html":
        id = node.get("id", "")
        if NAME.fullmatch(id):
            steps.append(f"#{id}")
            break
        steps.append(_numbered(node))
        node = node.getparent()
    yield " > ".join([*reversed(steps), step])


def _numbered(node: HtmlElement) -> str:
    """The tag, and which of its like it is, or of all where it has no tag to speak of; far down the tag alone."""
    tag = tag_of(node)
    like, numbered = ((), "nth-child") if tag == "*" else ((node.tag,), "nth-of-type")
    place = 1 + sum(1 for _ in islice(node.itersiblings(*like, preceding=True), _FARTHEST))
    return tag if tag == "body" or place > _FARTHEST else f"{tag}:{numbered}({place})"


def inner_selector(tops: Mapping[int, HtmlElement], wanted: Mapping[int, HtmlElement]) -> str:
    """The simplest selector whose first match in each top is the element wanted there, in as many as possible."""
    best, most = "", 0
    for tried in dict.fromkeys(_inner_tries(tops, wanted)):
        hits = sum(_first_in(tops[number], tried) is element for number, element in wanted.items())
        if hits == len(wanted):
            return tried
        if hits > most:
            best, most = tried, hits
    return best


def _first_in(top: HtmlElement, selector: str) -> HtmlElement | None:
    found = select(top, selector)
    return next((one for one in found if one is not top), top if top in found else None)


def _inner_tries(tops: Mapping[int, HtmlElement], wanted: Mapping[int, HtmlElement]) -> Iterator[str]:
    samples = [(tops[number], element) for number, element in list(wanted.items())[:3]]
    describe: tuple[Callable[[HtmlElement, HtmlElement], Iterable[str]], ...] = (_own, _attributed, _below, _counted)
    for way in describe:
        for top, element in samples:
            yield from way(element, top)


def _own(element: HtmlElement, _top: HtmlElement) -> Iterator[str]:
    yield tag_of(element)
    classes = [name for name in element.get("class", "").split() if NAME.fullmatch(name)]
    yield from (f"{tag_of(element)}.{name}" for name in classes)


def _attributed(element: HtmlElement, top: HtmlElement) -> Iterator[str]:
    """``a[title]``, ``a:not(.node)``."""
    if element.get("title"):
        yield f"{tag_of(element)}[title]"
    if element.tag == "a":
        others = {name for one in top.iter("a") if one is not element for name in one.get("class", "").split()}
        mine = set(element.get("class", "").split())
        yield from (f"a:not(.{name})" for name in sorted(others - mine) if NAME.fullmatch(name))
        yield from ("a[target]",) if element.get("target") else ()


def _below(element: HtmlElement, top: HtmlElement) -> Iterator[str]:
    """Under its parent, by class, tag or number of the table cell."""
    steps = tag_of(element)
    node = element.getparent()
    while node is not None and node is not top:
        if node.tag in ("td", "th"):
            yield f"{_numbered(node)} {steps}"
        for name in _names(node, alone=False):
            yield f"{name} > {steps}" if node is element.getparent() else f"{name} {steps}"
        node = node.getparent()


def _counted(element: HtmlElement, top: HtmlElement) -> Iterator[str]:
    if element.tag in ("td", "th"):
        yield _numbered(element)
    if element is not top:
        yield _numbered(element)
        steps = []
        node = element
        while node is not top and node is not None:
            steps.append(_numbered(node))
            node = node.getparent()
        yield ":scope > " + " > ".join(reversed(steps))
        yield ":last-child" if tag_of(element) == "*" else f"{element.tag}:last-of-type"
