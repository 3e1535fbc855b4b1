"""Where a group stands on its page: in the frame, aside, in a box that leads to another column, above a pager."""

import re
from dataclasses import dataclass
from itertools import pairwise

from lxml.html import HtmlElement

from federator.induce.groups import Group
from federator.induce.page import Link, Page, Piece, above, parts_of
from federator.model.words import Words
from federator.notation.folding import is_column
from federator.notation.turning import says_next

_FRAME = re.compile(
    r"(?:^|[\s_-])(?:nav\w*|menu\w*|head(?:er)?|foot\w*|crumbs?|"
    r"(?<!margin.)(?<!\bmar.)(?<!padding.)(?<!\bpad.)(?<!border.)(?:top(?!ic)\w{0,3}|bottom)|breadcrumb|position|location|dqwz|weizhi|"
    r"friend\w*|yqlj|copyright|pages?r|pages|pagination|paging|login|"
    r"search(?![\w-]*(?:list|result|detail|item|table))\w*|share|lang)(?:$|[\s_\d-])|pagination",
    re.I,
)
_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:side\w*|aside|hot\w*|rank\w*|recommend\w*|tuijian|related|xgwz|xgjd|relevant|latest|slide\w*|banner|"
    r"focus|scroll\w*|swiper\w*|popup|pop)(?:$|[\s_\d-])|sidebar",
    re.I,
)
_CHOICE = re.compile(
    r"热点|热门|排行|推荐|猜你|友情链接|相关(?:链接|信息|文章|新闻|资讯|阅读|推荐|内容)|最新(?:文章|资讯|更新|发布|动态|公开|信息)|点击榜"
)
_FRAME_TAGS, _ASIDE_TAGS = ("nav", "header", "footer"), ("aside",)
_HIDDEN = re.compile(r"display\s*:\s*none", re.I)
_SHOWN = re.compile(r"(?:^|[\s_-])(?:active|on|cur|current|selected|show)(?:$|[\s_-])", re.I)
_GOES_ON = re.compile(r"\W*(?:[尾末]页|2)\W*")
MORE = re.compile(r"\W*(?:更多|more|查看更多|更多信息)\W*", re.I)
_PAGER_LINKS = 12
_IN_FRAME, _BESIDE, _NOT_SHOWN, _FIRST_TAB, _PAGED, _NAMED = 0.25, 0.5, 0.6, 1.2, 1.5, 1.4
_ABOVE = 4
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LEAST = 0.05
_LONGEST_HEADING = 12


@dataclass(frozen=True, slots=True)
class Place:
    """What the place does to a group's weight, and why. ``aside``: in frame or side bar, or headed as a choice of
    others; ``named``: it stands under the page's own name; ``teaser``: beside it 更多 leads to the column it is a taste
    of."""

    factor: float
    aside: bool
    named: bool
    teaser: bool
    reasons: tuple[Words, ...]


def place_of(page: Page, group: Group) -> Place:
    """Navigation and footers lose nearly everything, side bars much; what is not shown at first, some."""
    factor, reasons = _surrounded(group)
    aside = bool(reasons)
    if heading := _set_aside(page, group):
        aside, factor = True, factor * _BESIDE
        reasons.append(Words(f"标题为“{heading}”", f"headed {heading!r}"))
    if hidden := _is_hidden(group):
        factor *= _NOT_SHOWN
        reasons.append(Words("初始不可见", "not shown at first"))
    if named := not hidden and _is_named(page, group):
        factor *= _NAMED
        reasons.append(Words("上方是网页标题所说的栏目名", "below the column's name, as the page's title has it"))
    if _is_paged(page, group):
        factor *= _PAGED
        reasons.append(Words("下方有翻页", "pages follow"))
    teaser = are_boxes(page, group) or _leads_to_more(page, group)
    if teaser:
        reasons.append(Words("旁有“更多”，是其他栏目的摘要", "leads to more: a taste of another column"))
    return Place(max(factor, _LEAST), aside, named, teaser, tuple(reasons))


def _surrounded(group: Group) -> tuple[float, list[Words]]:
    """By what it lies in: frame, side bar; the tab that is shown counts more than its neighbours."""
    factor, reasons = 1.0, list[Words]()
    if any(_SHOWN.search(_names(node)) for node in list(above(group.blocks[0].getparent()))[:3]):
        factor = _FIRST_TAB
    for node in above(group.blocks[0].getparent()):
        if node.tag in ("body", "html"):
            break
        if node.tag in _FRAME_TAGS or _FRAME.search(_names(node)):
            factor *= _IN_FRAME
            reasons.append(Words(f"位于页面框架内（{_said(node)}）", f"stands in the page's frame ({_said(node)})"))
        elif node.tag in _ASIDE_TAGS or _ASIDE.search(_names(node)):
            factor *= _BESIDE
            reasons.append(Words(f"位于侧栏内（{_said(node)}）", f"stands aside ({_said(node)})"))
    return factor, reasons


def _is_hidden(group: Group) -> bool:
    return any(_HIDDEN.search(node.get("style", "")) for node in above(group.blocks[0].getparent()))


def frames_of(page: Page) -> list[HtmlElement]:
    """Navigation, headers and footers: what stands on every page of a site."""
    return [node for node in page.spans if node.tag in _FRAME_TAGS or _FRAME.search(_names(node))]


def _set_aside(page: Page, group: Group) -> str:
    """The heading right above the rows where it says that they are a choice of others (热点排行, 相关信息)."""
    begin = page.spans[group.blocks[0]].first_piece
    before = (piece.text for piece in page.pieces[max(0, begin - 3) : begin] if len(piece.text) <= _LONGEST_HEADING)
    said = (text for text in before if page.names.isdisjoint(parts_of(text)))
    return next(filter(_CHOICE.search, said), "")


def _is_named(page: Page, group: Group) -> bool:
    """What the page calls itself stands right above the rows, or above all that they share with its other parts: the
    end of a breadcrumb over a menu and the list. No heading between says otherwise."""
    begin = page.spans[group.blocks[0]].first_piece
    return any(
        _is_above(page, number, group) and not any(map(_is_heading, page.pieces[max(number + 1, begin - 2) : begin]))
        for number in page.callings
        if number < begin
    )


def _is_heading(piece: Piece) -> bool:
    """A heading by its tag, or what names a column."""
    return piece.link < 0 and (
        piece.element.tag in _HEADINGS or (len(piece.text) <= _LONGEST_HEADING and is_column(piece.text))
    )


def _is_above(page: Page, number: int, group: Group) -> bool:
    """Whether the piece of that number stands right above the rows, or what they lie in that it does not lie in; above
    a row alone, which may be one of many, only right above it."""
    if len(group.blocks) == 1:
        return page.spans[group.blocks[0]].first_piece - number <= _ABOVE
    around = set(above(page.pieces[number].element))
    apart = next(node for node in above(group.blocks[0]) if node.getparent() in around)
    return page.spans[apart].first_piece - number <= _ABOVE


def are_boxes(page: Page, group: Group) -> bool:
    """Pieces of several lists, between which somebody invites to more of each."""
    if len(group.parents) == 1:
        return False
    spans = [page.spans[parent] for parent in group.parents]
    between = [page.links[one.end_link : other.first_link] for one, other in pairwise(spans)]
    return 2 * sum(any(MORE.fullmatch(link.name) for link in links) for links in between) > len(between)


def _leads_to_more(page: Page, group: Group) -> bool:
    """更多 right above the rows, or right below them."""
    first, last = page.spans[group.blocks[0]], page.spans[group.blocks[-1]]
    near = (
        *page.links[max(0, first.first_link - 1) : first.first_link],
        *page.links[last.end_link : last.end_link + 1],
    )
    return any(MORE.fullmatch(link.name) and _is_close(page, link, group) for link in near)


def _is_close(page: Page, link: Link, group: Group) -> bool:
    """In the box of the rows, which lies at most two above their parent; above them with no more than a heading
    between, or below them with nothing."""
    span, first, last = (page.spans[one] for one in (link.element, group.blocks[0], group.blocks[-1]))
    is_above = span.first_piece < first.first_piece
    between = first.first_piece - span.end_piece if is_above else span.first_piece - last.end_piece
    boxes = list(above(group.blocks[0].getparent()))[:3]
    return between <= is_above and any(node in boxes for node in link.element.iterancestors())


def _is_paged(page: Page, group: Group) -> bool:
    """下一页, 末页, or the number 2, in what lies at most two above the rows' parent, below the last of them."""
    last = page.spans[group.blocks[-1]]
    boxes = list(above(group.blocks[0].getparent()))[:3]
    behind = page.links[last.end_link : last.end_link + _PAGER_LINKS]
    turning = (link for link in behind if says_next(link.name) or _GOES_ON.fullmatch(link.name))
    return any(node in boxes for link in turning for node in link.element.iterancestors())


def _names(node: HtmlElement) -> str:
    return f"{node.get('class', '')} {node.get('id', '')}"


def _said(node: HtmlElement) -> str:
    return " ".join([node.tag, *_names(node).split()[:2]])
