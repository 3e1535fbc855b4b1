"""Groups of blocks that stand alike on a page: each may be the rows of its list."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lxml.html import HtmlElement

from federator.induce.page import Link, Page, classes_of

_DEEPEST = 9
"""How far above its title's link a row may begin."""
_TRIED = 32
_SIDE = re.compile(r"[\w-]{0,20}?(?:left|right)\d?|\w{0,12}?[-_][lr]|\w{0,2}?[lr]", re.I)
_A_NAME = 5
_A_ROW = 12
_DATED = 20
"""How much more is expected of dated rows than of others."""
_Chain = tuple[tuple[str, tuple[str, ...], str], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks in page order, each with a link in it. ``marked``: the class that all of them have and their other
    siblings have not, ``""`` where they are all children of their tag."""

    blocks: tuple[HtmlElement, ...]
    marked: str = ""

    @property
    def parents(self) -> tuple[HtmlElement, ...]:
        """What the blocks are children of, each once."""
        return tuple(dict.fromkeys(block.getparent() for block in self.blocks))


def groups_of(page: Page) -> list[Group]:
    """The groups worth a closer look, those with most named links first; each set of blocks once."""
    found: dict[tuple[HtmlElement, ...], Group] = {}
    for group in _all(page):
        found.setdefault(group.blocks, group)
    weighed = [(weight, group) for group in found.values() if (weight := _promise(page, group))]
    weighed.sort(key=lambda pair: -pair[0])
    return [group for _, group in weighed[:_TRIED]]


def _all(page: Page) -> Iterator[Group]:
    siblings = _siblings(page)
    by_chain: dict[tuple[_Chain, str], list[HtmlElement]] = defaultdict(list)
    by_side: dict[tuple[_Chain, str], list[HtmlElement]] = defaultdict(list)
    chains: dict[HtmlElement, _Chain] = {}
    sides: dict[HtmlElement, _Chain] = {}
    for (parent, tag), blocks in siblings.items():
        by_chain[_chain(parent, chains), tag].append(parent)
        by_side[_chain(parent, sides, _SIDE), tag].append(parent)
        yield from _with_class(blocks)
    yield from _side_by_side(page, siblings, by_side, chains)
    for (_, tag), like in by_chain.items():
        for parents in _near(like):
            blocks = [block for parent in parents for block in siblings[parent, tag]]
            if 2 * len(blocks) >= 3 * len(parents):
                yield from _with_class(blocks)
                yield from (Group(tuple(run)) for run in _runs(page, siblings, parents, tag))


def _siblings(page: Page) -> dict[tuple[HtmlElement, str], list[HtmlElement]]:
    """Parent and tag → its children of that tag that hold a link."""
    found: dict[tuple[HtmlElement, str], dict[HtmlElement, None]] = defaultdict(dict)
    for link in page.links:
        node = link.element
        for _ in range(_DEEPEST):
            parent = node.getparent()
            if parent is None or node.tag == "body":
                break
            found[parent, node.tag][node] = None
            node = parent
    return {place: list(blocks) for place, blocks in found.items()}


def _with_class(blocks: Sequence[HtmlElement]) -> Iterator[Group]:
    """All the blocks, and those of each class that not all of them have."""
    yield Group(tuple(blocks))
    by_class: dict[str, list[HtmlElement]] = defaultdict(list)
    for block in blocks:
        for name in classes_of(block):
            by_class[name].append(block)
    yield from (Group(tuple(some), name) for name, some in by_class.items() if 2 <= len(some) < len(blocks))


def _chain(element: HtmlElement, known: dict[HtmlElement, _Chain], without: re.Pattern[str] | None = None) -> _Chain:
    """Tags, classes and ids from the root down: lists with the same chain are one list in several pieces, or several
    boxes made alike. ``without``: classes that are left out."""
    if element not in known:
        parent = element.getparent()
        over = _chain(parent, known, without) if parent is not None else ()
        names = tuple(name for name in classes_of(element) if without is None or not without.fullmatch(name))
        known[element] = (*over, (element.tag, names, element.get("id", "").rstrip("0123456789")))
    return known[element]


def _side_by_side(
    page: Page,
    siblings: dict[tuple[HtmlElement, str], list[HtmlElement]],
    by_side: dict[tuple[_Chain, str], list[HtmlElement]],
    chains: dict[HtmlElement, _Chain],
) -> Iterator[Group]:
    """The rows of lists of which one stands left and one right, with nothing said between."""
    for (_, tag), like in by_side.items():
        for parents in _near(like) if len({chains[parent] for parent in like}) > 1 else ():
            spans = [page.spans[parent] for parent in parents]
            if all(one.end_piece == other.first_piece for one, other in pairwise(spans)):
                yield Group(tuple(block for parent in parents for block in siblings[parent, tag]))


def _near(parents: Sequence[HtmlElement]) -> Iterator[Sequence[HtmlElement]]:
    """Several parents that lie in one element at most two above them; of those further apart, the ones in one element:
    the rows of a table, where the menu is another one made alike."""
    grand: dict[HtmlElement | None, list[HtmlElement]] = defaultdict(list)
    for parent in parents:
        grand[parent.getparent()].append(parent)
    near = len(grand) == 1 or len({one.getparent() for one in grand if one is not None}) == 1
    yield from (some for some in ([parents] if near else grand.values()) if len(some) > 1)


def _runs(
    page: Page,
    siblings: dict[tuple[HtmlElement, str], list[HtmlElement]],
    parents: Sequence[HtmlElement],
    tag: str,
) -> Iterator[list[HtmlElement]]:
    """Blocks of parents between which nothing is said: one list that is broken into pieces of five."""
    run = list(siblings[parents[0], tag])
    pieces = 1
    for one, other in pairwise(parents):
        if page.spans[one].end_piece == page.spans[other].first_piece:
            run += siblings[other, tag]
            pieces += 1
        else:
            if 1 < pieces < len(parents):
                yield run
            run, pieces = list(siblings[other, tag]), 1
    if 1 < pieces < len(parents):
        yield run


def _promise(page: Page, group: Group) -> float:
    """Blocks with a name a notice may have, or with words beside a link that has none; more where they are dated, so
    that a few rows are not lost among many menus; less where blocks hold many links."""
    links = [page.links_of(block) for block in group.blocks]
    named: float = sum(any(_is_name(link) for link in some) for some in links)
    if 2 * named < len(links):
        named = max(named, sum(len(page.text_of(block)) >= _A_ROW for block in group.blocks) / 2)
    dated = sum(map(page.is_dated, group.blocks)) / len(group.blocks)
    return named * named * (1 + _DATED * dated) / (1 + sum(map(len, links)) / 3)


def _is_name(link: Link) -> bool:
    return len(link.text) >= _A_NAME or (not link.text and len(link.name) >= _A_NAME)


def distinct(values: Iterable[str]) -> float:
    """The share of different values."""
    seen = list(values)
    return len(set(seen)) / len(seen) if seen else 0.0
