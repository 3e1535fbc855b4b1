"""The main list of a page: of all groups of like blocks with notice links, the one that weighs most by dated rows."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from lxml.html import HtmlElement

from federator.connectors.heading import names_of_page, share_by_heading
from federator.connectors.headline import with_headline
from federator.connectors.row_dates import WHOLE_DAY, date_among, words
from federator.connectors.row_links import address_of
from federator.connectors.rows import row_of
from federator.model.row import Row
from federator.notation.numbering import own_share

ANY_LINK = re.compile(r"^(?!\s*(?:#|javascript:|$))", re.I)
_OWN, _MOSTLY = 4, 0.5
_EXPLAINS = re.compile(
    r"\W*(?:(?:政策|文件|相关|图文|文字|图片|视频|动漫|专家|媒体)?解读|图解|一图读懂|(?:政策|文件)?原文)\W*"
)
"""All that a link says which stands beside that of the title in its row. Alone in its row it is the notice's own."""
_YEAR = re.compile(r"(?:19|20)\d\d", re.A)
_FEW = 8
"""What stands beside a title in its row."""
_SIDES = (False, True)
_ENDS = ("li", "tr", "body")
_Place = tuple[tuple[str, str], ...]
_Below = Mapping[HtmlElement, set[str]]
_Alike = Mapping[tuple[HtmlElement | None, str], set[str]]
_Groups = Mapping[_Place, Sequence[HtmlElement]]


def main_rows(tree: HtmlElement, base: str, notice_link: re.Pattern[str]) -> tuple[Row, ...]:
    """Rows of the list whose links match ``notice_link``, in page order; empty where the page has no such link.

    Blocks that stand alike (same path of tags and classes) are one group, so a list broken into several ``ul`` is
    one; navigation and side bars are others. Dated siblings with other links (a PDF, another site) belong to it.
    """
    groups = _without_nested(_groups(tree, notice_link))
    read = {place: _read(blocks, base) for place, blocks in groups.items()}
    if not read:
        return ()
    names = names_of_page(tree) if len(read) > 1 else frozenset()
    place = max(read, key=lambda place: (_weight(read[place], base, names), len(read[place])))
    rows = _with_siblings(read[place], base)
    if not read[place]:
        return ()
    return tuple(with_headline(rows, next(iter(read[place])), base))


def dated_rows(tree: HtmlElement, base: str, notice_link: re.Pattern[str]) -> tuple[Row, ...]:
    """``main_rows`` where most of them are dated; else none: what has no dates may be a menu."""
    rows = main_rows(tree, base, notice_link)
    return rows if 2 * count_dated(rows) > len(rows) else ()


def _groups(tree: HtmlElement, notice_link: re.Pattern[str]) -> _Groups:
    addresses = {link: address_of(link) for link in tree.iter("a")}
    links = {link: address for link, address in addresses.items() if notice_link.search(address)}
    explaining = {link for link in links if _EXPLAINS.fullmatch("".join(link.itertext()))}
    told = {_row_around(link) for link in links if link not in explaining}
    links = {link: links[link] for link in links if link not in explaining or _row_around(link) not in told}
    below, alike = _addresses(links)
    groups: dict[_Place, list[HtmlElement]] = defaultdict(list)
    paths: dict[HtmlElement, _Place] = {}
    for link in links:
        block = _block_of(link, below, alike)
        group = groups[((block.tag, ""), *_path(block.getparent(), paths))]
        if block not in group[-1:]:
            group.append(block)
    return groups


def _row_around(link: HtmlElement) -> HtmlElement | None:
    return next(link.iterancestors("li", "tr"), link.getparent())


def _addresses(links: Mapping[HtmlElement, str]) -> tuple[_Below, _Alike]:
    """The addresses of notice links below each element, and below all children of one tag of each element, as far up
    as a block may lie: to the ``li`` or ``tr`` around the link, or to the body."""
    below: dict[HtmlElement, set[str]] = defaultdict(set)
    alike: dict[tuple[HtmlElement | None, str], set[str]] = defaultdict(set)
    for link, address in links.items():
        node: HtmlElement | None = link
        while node is not None and node.tag not in _ENDS:
            parent = node.getparent()
            below[node].add(address)
            alike[parent, node.tag].add(address)
            node = parent
    return below, alike


def _block_of(link: HtmlElement, below: _Below, alike: _Alike) -> HtmlElement:
    """The nearest ``li`` or ``tr``, or below it the nearest block with a like sibling that links elsewhere."""
    node: HtmlElement | None = link
    while node is not None:
        if node.tag in _ENDS:
            return link if node.tag == "body" else node
        parent = node.getparent()
        if len(alike[parent, node.tag]) > max(1, len(below[node])):
            return node
        node = parent
    return link


def _path(node: HtmlElement | None, known: dict[HtmlElement, _Place]) -> _Place:
    """Tags and classes from an element to the top of the page."""
    if node is None:
        return ()
    path = known.get(node)
    if path is None:
        path = known[node] = tuple((one.tag, one.get("class", "")) for one in (node, *node.iterancestors()))
    return path


def _without_nested(groups: _Groups) -> _Groups:
    """Groups whose blocks do not lie inside the rows of another group (相关解读 under each row)."""
    rows = {block for blocks in groups.values() if len(blocks) > 1 for block in blocks}
    parents = {place: {block.getparent() for block in blocks} for place, blocks in groups.items()}
    return {place: blocks for place, blocks in groups.items() if not _any_within(parents[place], rows)}


def _any_within(nodes: Iterable[HtmlElement | None], rows: Collection[HtmlElement]) -> bool:
    """Whether one of the elements is a row or lies in one."""
    around = (above for node in nodes if node is not None for above in (node, *node.iterancestors()))
    return any(above in rows for above in around)


def _read(blocks: Sequence[HtmlElement], base: str) -> dict[HtmlElement, Row]:
    several = len(blocks) > 1
    read = {block: _dated_beside(block, row, several) for block in blocks if (row := row_of(block, base))}
    if several and not count_dated(read.values()):
        sides = [{block: _dated_between(block, row, before=before) for block, row in read.items()} for before in _SIDES]
        read = max(sides, key=lambda side: count_dated(side.values()))
    return read


def _dated_beside(block: HtmlElement, row: Row, several: bool) -> Row:
    """In a ``dl`` the date stands in the other half of the pair; of several links in a line each, behind the link.
    An ``ul`` for each row says it in an ``li`` of its own, whatever day the box that opens over the title tells."""
    if block.tag == "li" and several and (day := _day_of_list(block)):
        return replace(row, date_written=day)
    if row.date_written:
        return row
    if block.tag == "a" and several:
        return replace(row, date_written=date_among([block.tail or ""], row.url))
    if block.tag not in ("dt", "dd"):
        return row
    other = block.getprevious() if block.tag == "dd" else block.getnext()
    if other is None or other.tag not in ("dt", "dd") or other.tag == block.tag:
        return row
    return replace(row, date_written=date_among(list(other.itertext()), row.url))


def _day_of_list(block: HtmlElement) -> str | None:
    """The one day among the other ``li``, none of which has a link."""
    around = block.getparent()
    beside = list(islice(around, _FEW + 1)) if around is not None else []
    others = [one for one in beside if one is not block] if len(beside) <= _FEW else []
    if any(one.find(".//a") is not None for one in others):
        return None
    days = [day for one in others if WHOLE_DAY.fullmatch(day := words("".join(one.itertext())))]
    return days[0] if len(days) == 1 else None


def _dated_between(block: HtmlElement, row: Row, *, before: bool) -> Row:
    """Of blocks that say nothing of it, the date stands in what follows each, or goes before it."""
    said: list[str] = []
    for other in islice(block.itersiblings(preceding=before), _FEW):
        if other.tag == "a" or other.find(".//a") is not None:
            break
        said += other.itertext()
    return replace(row, date_written=date_among(said, row.url)) if said else row


def count_dated(rows: Iterable[Row]) -> int:
    return sum(row.date_written is not None for row in rows)


def _weight(read: Mapping[HtmlElement, Row], base: str, names: Collection[str]) -> float:
    """Dated rows, days without a year half; those of the column's own folder four times, for a side bar of other
    columns may hold more. What stands right above them may say that they are those of another one."""
    rows = read.values()
    dates = [row.date_written for row in rows if row.date_written]
    if not dates:
        return 0.0
    whole = sum(_YEAR.search(date) is not None for date in dates)
    own = _OWN if own_share([row.url for row in rows], base) > _MOSTLY else 1
    return (len(dates) + whole) / 2 * own * share_by_heading(next(iter(read)), names)


def _with_siblings(read: Mapping[HtmlElement, Row], base: str) -> tuple[Row, ...]:
    mostly_dated = 2 * count_dated(read.values()) > len(read)
    rows: list[Row] = []
    for parent, tag in {block.getparent(): block.tag for block in read}.items():
        for child in parent.iterchildren(tag):
            row = read.get(child) or (row_of(child, base) if mostly_dated else None)
            if row and (child in read or (row.date_written and row.title)):
                rows.append(row)
    return tuple(rows)
