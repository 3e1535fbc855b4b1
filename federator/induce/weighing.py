"""How much a group looks like the list of a column, and why: each signal has its sentence."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from lxml.html import HtmlElement

from federator.induce.dates import Dates, find_dates
from federator.induce.groups import Group, distinct
from federator.induce.page import Link, Page, above
from federator.induce.titles import Titles, find_titles
from federator.model.words import Words
from federator.notation.address import address_shape, host_of

_FRAME = re.compile(
    r"(?:^|[\s_-])(?:nav\w*|menu\w*|head(?:er)?|top\w{0,3}|foot\w*|bottom|crumbs?|breadcrumb|position|location|dqwz|weizhi|"
    r"friend\w*|yqlj|copyright|pages?r|pages|pagination|paging|login|search\w*|share|lang)(?:$|[\s_\d-])|pagination",
    re.I,
)
_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:side\w*|aside|hot\w*|rank\w*|recommend\w*|tuijian|related|xgwz|xgjd|relevant|latest|slide\w*|banner|"
    r"focus|scroll\w*|swiper\w*|popup|pop)(?:$|[\s_\d-])|sidebar",
    re.I,
)
_CHOICE = re.compile(
    r"热点|热门|排行|推荐|猜你|友情链接|相关(?:链接|信息|文章|新闻|资讯|阅读|推荐|内容)|最新(?:文章|资讯|更新|发布)|点击榜"
)
_ASIDE_SHARE, _TEASER, _PAGED, _LONGEST_HEADING = 0.5, 0.2, 1.5, 12
_FRAME_TAGS, _ASIDE_TAGS = ("nav", "header", "footer"), ("aside",)
_HIDDEN = re.compile(r"display\s*:\s*none", re.I)
TURNS = re.compile(r"\W*(?:下一?[页頁]|后一?[页頁]|尾页|末页|next|2)\W*", re.I)
_PAGER_LINKS = 12
MORE = re.compile(r"\W*(?:更多|more|查看更多|更多信息)\W*", re.I)
_TITLE = 6
_MANY = 12
_UNKNOWN = 0.6
_MENU = 0.7
_COLUMN = re.compile(r"/(?:index\.\w{2,5}|list\.\w{2,5})?$")
_MOSTLY = 0.6
_TABS = 0.6
_SHOWN = re.compile(r"(?:^|[\s_-])(?:active|on|cur|current|selected|show)(?:$|[\s_-])", re.I)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A group with its titles and dates, its weight and what speaks for and against it. ``urls`` by row number.

    ``teaser``: beside it 更多 leads to the column it is a taste of.
    """

    group: Group
    titles: Titles
    dates: Dates | None
    urls: Sequence[str]
    weight: float
    reasons: tuple[Words, ...]
    teaser: bool = False

    @property
    def rank(self) -> float:
        """The weight among others: a taste of another column yields to a list."""
        return self.weight * (_TEASER if self.teaser else 1.0)

    @property
    def count(self) -> int:
        """Rows with a title."""
        return len(self.titles.texts)

    @property
    def dated(self) -> float:
        """The share of rows with a date."""
        return self.dates.share(len(self.group.blocks)) if self.dates else 0.0


def weigh(page: Page, group: Group) -> Candidate | None:
    """The group as a candidate; None where it has no titles."""
    titles = find_titles(page, group)
    if titles is None:
        return None
    urls = _urls(titles, len(group.blocks))
    dates = find_dates(page, group, urls)
    if rest := _without_strangers(group, titles, dates):
        return weigh(page, rest)
    weight, reasons = _weight(page, group, titles, dates, urls)
    teaser = _are_boxes(page, group) or _leads_to_more(page, group)
    if teaser:
        reasons += (Words("旁有“更多”，是其他栏目的摘要", "leads to more: a taste of another column"),)
    return Candidate(group, titles, dates, urls, weight, reasons, teaser)


def _urls(titles: Titles, rows: int) -> list[str]:
    return [titles.links[number].url if number in titles.links else "" for number in range(rows)]


def _without_strangers(group: Group, titles: Titles, dates: Dates | None) -> Group | None:
    """The group without blocks that are undated among dated ones and turn the page (the last row of a table), or
    have their link where no other block has it; None where there are none."""
    if dates is None or dates.share(len(group.blocks)) < _MOSTLY:
        return None
    strange = {
        n
        for n in titles.links
        if n not in dates.days and (n not in titles.regular or len(titles.texts.get(n, "")) < _TITLE)
    }
    if not strange:
        return None
    return Group(tuple(block for n, block in enumerate(group.blocks) if n not in strange), group.marked)


def _weight(
    page: Page, group: Group, titles: Titles, dates: Dates | None, urls: Sequence[str]
) -> tuple[float, tuple[Words, ...]]:
    rows = len(group.blocks)
    texts = [text for text in titles.texts.values() if text]
    length = median(map(len, texts)) if texts else 0
    named = sum(len(text) >= _TITLE for text in texts) / rows
    dated = dates.share(rows) if dates else 0.0
    own = own_folder(page, urls)
    alike = _alike(urls)
    single = _single(page, group)
    quality = named * (0.4 + 0.6 * distinct(texts)) * single * (0.6 + 0.4 * alike) * (1 + 0.5 * own)
    quality *= min(1.0, 0.35 + length / 24) * _same_host(page, urls)
    quality *= 0.35 + dated * (0.8 + 0.4 * (dates.order() if dates else 0.0))
    quality *= _joined(group, dates) * (1.0 if dates else 1 - _MENU * _columns(urls))
    place, where = _place(group)
    quality *= place
    if heading := _set_aside(page, group):
        quality *= _ASIDE_SHARE
        where.append(Words(f"标题为“{heading}”", f"headed {heading!r}"))
    if _is_paged(page, group):
        quality *= _PAGED
        where.append(Words("下方有翻页", "pages follow"))
    reasons = [
        Words(f"{rows} 个同类块", f"{rows} blocks alike"),
        Words(f"{dated:.0%} 带日期", f"{dated:.0%} dated"),
        Words(f"标题长度中位数 {length:.0f}", f"median title of {length:.0f} characters"),
        Words(f"{alike:.0%} 的地址形状相同", f"{alike:.0%} of the addresses have one shape"),
        *where,
    ]
    if dates and len(dates.days) > 2:
        reasons.append(Words(f"日期有序程度 {dates.order():.0%}", f"dates in order: {dates.order():.0%}"))
    return quality * min(rows, _MANY) ** 0.6 * max(1.0, rows / _MANY) ** 0.3, tuple(reasons)


def _single(page: Page, group: Group) -> float:
    """One notice a row: less the more other addresses, or dates, a row holds."""
    extra = 0.0
    for block in group.blocks:
        names = {link.url or link.name for link in page.links_of(block) if len(link.name) >= _TITLE}
        extra += max(0, len(names) - 1)
    return 1 / (1 + extra / len(group.blocks))


def _joined(group: Group, dates: Dates | None) -> float:
    """Several lists under tabs begin anew with each; one list in pieces goes on where the last piece ended."""
    if len(group.parents) == 1 or (dates and dates.yearless):
        return 1.0
    days = dates.days if dates else {}
    starts = [n for n, (one, other) in enumerate(pairwise(group.blocks), 1) if one.getparent() is not other.getparent()]
    known = [(days[n - 1], days[n]) for n in starts if n in days and n - 1 in days]
    anew = sum(other > one for one, other in known)
    return _TABS if 2 * anew > len(known) else 1.0


def _are_boxes(page: Page, group: Group) -> bool:
    """Between the pieces somebody invites to more of each."""
    if len(group.parents) == 1:
        return False
    spans = [page.spans[parent] for parent in group.parents]
    between = [page.links[one.end_link : other.first_link] for one, other in pairwise(spans)]
    return 2 * sum(any(MORE.fullmatch(link.name) for link in links) for links in between) > len(between)


def own_folder(page: Page, urls: Sequence[str]) -> float:
    """The share of notices below the column's own folder: a box of another column may hold more rows."""
    folder = page.url[: page.url.rindex("/") + 1] if page.url.count("/") > 3 else page.url
    real = [url for url in urls if url]
    return sum(url.startswith(folder) for url in real) / len(real) if real else 0.0


def _alike(urls: Sequence[str]) -> float:
    """The share of the commonest shape among addresses: notices of one column differ in their numbers alone.
    A row without an address says nothing of it."""
    shapes = Counter(address_shape(url) for url in urls if url)
    unknown = len(urls) - sum(shapes.values())
    return (max(shapes.values(), default=0) + _UNKNOWN * unknown) / len(urls)


def _columns(urls: Sequence[str]) -> float:
    """The share of addresses that are columns' (``/zwgk/``, ``/zwgk/index.html``): where those are undated, it is a
    menu."""
    real = [url.partition("?")[0] for url in urls if url]
    return sum(bool(_COLUMN.search(url)) for url in real) / len(real) if real else 0.0


def _same_host(page: Page, urls: Sequence[str]) -> float:
    real = [url for url in urls if url]
    home = host_of(page.url)
    return 0.4 + 0.6 * sum(host_of(url) == home for url in real) / len(real) if real else 1.0


def _place(group: Group) -> tuple[float, list[Words]]:
    """Navigation and footers lose nearly everything, side bars much; what is not shown at first, some."""
    factor, reasons = 1.0, list[Words]()
    if any(_SHOWN.search(_names(node)) for node in list(above(group.blocks[0].getparent()))[:3]):
        factor = 1.2
    for node in above(group.blocks[0].getparent()):
        if node.tag in ("body", "html"):
            break
        if node.tag in _FRAME_TAGS or _FRAME.search(_names(node)):
            factor *= 0.25
            reasons.append(Words(f"位于页面框架内（{_said(node)}）", f"stands in the page's frame ({_said(node)})"))
        elif node.tag in _ASIDE_TAGS or _ASIDE.search(_names(node)):
            factor *= 0.5
            reasons.append(Words(f"位于侧栏内（{_said(node)}）", f"stands aside ({_said(node)})"))
        if _HIDDEN.search(node.get("style", "")):
            factor *= 0.6
            reasons.append(Words("初始不可见", "not shown at first"))
    return max(factor, 0.05), reasons


def _set_aside(page: Page, group: Group) -> str:
    """The heading right above the rows where it says that they are a choice of others (热点排行, 相关信息)."""
    begin = page.spans[group.blocks[0]].first_piece
    before = (piece.text for piece in page.pieces[max(0, begin - 3) : begin])
    return next((text for text in before if len(text) <= _LONGEST_HEADING and _CHOICE.search(text)), "")


def _leads_to_more(page: Page, group: Group) -> bool:
    """更多 right above the rows, or right below them."""
    first, last = page.spans[group.blocks[0]], page.spans[group.blocks[-1]]
    near = (
        *page.links[max(0, first.first_link - 1) : first.first_link],
        *page.links[last.end_link : last.end_link + 1],
    )
    return any(MORE.fullmatch(link.name) and _is_close(page, link, group) for link in near)


def _is_paged(page: Page, group: Group) -> bool:
    """下一页, or the number 2, in what lies at most two above the rows' parent, below the last of them."""
    last = page.spans[group.blocks[-1]]
    boxes = list(above(group.blocks[0].getparent()))[:3]
    behind = page.links[last.end_link : last.end_link + _PAGER_LINKS]
    return any(
        TURNS.fullmatch(link.name) and any(node in boxes for node in link.element.iterancestors()) for link in behind
    )


def _is_close(page: Page, link: Link, group: Group) -> bool:
    """In the box of the rows, which lies at most two above their parent; above them with no more than a heading
    between, or below them with nothing."""
    span, first, last = (page.spans[one] for one in (link.element, group.blocks[0], group.blocks[-1]))
    is_above = span.first_piece < first.first_piece
    between = first.first_piece - span.end_piece if is_above else span.first_piece - last.end_piece
    boxes = list(above(group.blocks[0].getparent()))[:3]
    return between <= is_above and any(node in boxes for node in link.element.iterancestors())


def frames_of(page: Page) -> list[HtmlElement]:
    """Navigation, headers and footers: what stands on every page of a site."""
    return [node for node in page.spans if node.tag in _FRAME_TAGS or _FRAME.search(_names(node))]


def _names(node: HtmlElement) -> str:
    return f"{node.get('class', '')} {node.get('id', '')}"


def _said(node: HtmlElement) -> str:
    return " ".join([node.tag, *_names(node).split()[:2]])
