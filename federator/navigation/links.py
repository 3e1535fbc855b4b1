"""The links of a page that may lead to columns, each once, with the names above it in the menu; and all others."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, takewhile

from lxml.html import HtmlElement

from federator.navigation.leaving import LeftOut, Reason, reason_on_link
from federator.navigation.page import page_key, tree_of
from federator.navigation.said import said_in
from federator.notation.address import absolute, target_of
from federator.notation.folding import is_cut
from federator.notation.parsing import base_of

_SAYS_MORE = re.compile(r"\W*(?:查看|点击|浏览)?(?:更多|more|进入|详情|全部|查看)(?:信息|内容|栏目)?\W*|\W*", re.I)
_MORE_BEHIND = re.compile(r"[\s>+»\[(（]{0,4}(?:查看|点击)?(?:更多|more)\W{0,6}$", re.I)
_MORE_PICTURE = re.compile(r"(?:^|[/_-])more\w{0,8}\.(?:gif|png|jpe?g|svg)$", re.I)
_ARROW = re.compile(r"[<>«»‹›←→]{1,2}|\.{2,3}|…{1,2}")
_TURNS = re.compile(r"(?:^|[\s/_-])(?:next|prev?|xyy|syy)(?:[_-]?page)?\d?(?:$|[\s_.-])", re.I)
_CLICKED = ("td", "li", "div", "span", "p", "button", "img")
_NO_MENU = re.compile(r"位置|地图|导航|登录|欢迎|[:：]$")
_SITE_MAP = re.compile(r"(?:网站|站点)(?:地图|导航)|site\s?map", re.I)
_COUNT = re.compile(r"(?<=\w)\s*[\[(（](?!(?:19|20)\d\d\b)\d{1,6}[\])）]$")
_BRACKETED = re.compile(r"[\[【〔(（][^\[\]【】〔〕()（）]{2,12}[\]】〕)）]")
_DATE = re.compile(r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}|(?<!\d)\d{2}[-/.]\d{2}(?!\d)", re.A)
_ROWS = frozenset(("li", "tr", "dd", "dt", "p"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "dt"))
_HEADING_CLASS = re.compile(r"(?:^|[\s_-])(?:tit(?:le)?|hd|head|tab|bt|lm)", re.I)
_LONGEST_LABEL = 12
_LOOKED_AT = 60
"""Elements or texts around a link: what is further away says nothing of it, and pages may be of any size."""
_CLIMB = 6
_TRAIL = 2


@dataclass(frozen=True, slots=True)
class Link:
    """Where it leads and what it is called; ``trail``: the menus or boxes it stands in, the outermost first."""

    url: str
    name: str
    trail: tuple[str, ...] = ()

    @property
    def is_map(self) -> bool:
        """It leads to the site's map, where all columns are named."""
        return _SITE_MAP.search(self.name) is not None


@dataclass(frozen=True, slots=True)
class Links:
    """``candidates`` in the order of the page, ``left_out`` likewise; each address once."""

    candidates: tuple[Link, ...]
    left_out: tuple[LeftOut, ...]


def links_of(text: str, url: str, home: str) -> Links:
    """The links of the page ``text``, found at ``url``, of the site whose home page is ``home``."""
    tree = tree_of(text)
    base = base_of(tree, url)
    candidates: dict[str, Link] = {}
    left_out: dict[str, LeftOut] = {}
    for element in tree.iter("a", "area", *_CLICKED):
        href = target_of(element.get("href") or "", element.get("onclick") or "")
        target = absolute(base, href)
        if element.tag in _CLICKED and not target:
            continue
        name = name_of(element)
        reason = reason_on_link(name, href, target, home) or (Reason.NOTICE if _is_dated(element, name) else None)
        reason = Reason.PAGER if reason is None and _is_arrow(element) else reason
        if reason is Reason.NOTICE and _SITE_MAP.fullmatch(name):
            reason = None  # some are pages like any notice
        if reason:
            left_out.setdefault(page_key(target or href + name), LeftOut(reason, name, target or href))
        elif target:
            link = Link(target, _uncounted(name), _trail(element, name))
            candidates[page_key(target)] = _better(candidates.get(page_key(target)), link)
    here = {page_key(url), page_key(home)}
    return Links(
        tuple(link for key, link in candidates.items() if key not in here),
        tuple(one for key, one in left_out.items() if key not in candidates),
    )


def name_of(link: HtmlElement) -> str:
    """What a link says, else its title or the text of its image; for 更多 the heading of its box; ``""`` for none."""
    said = said_in(" ".join(link.itertext()))
    stated = said_in(link.get("title") or next((image.get("alt") or "" for image in link.iter("img")), ""))
    if not _SAYS_MORE.fullmatch(said):
        return stated if is_cut(said) and stated.startswith(said.rstrip(" .…")) else said
    if not _SAYS_MORE.fullmatch(stated):
        return stated
    pictured = any(_MORE_PICTURE.search(image.get("src") or "") for image in link.iter("img"))
    return _said_around(link, said) or (_heading(link) if said or pictured else "")


def _uncounted(name: str) -> str:
    """``[公示公告]`` and ``公示公告（12）`` without brackets and count."""
    return name[1:-1] if _BRACKETED.fullmatch(name) else _COUNT.sub("", name)


def _said_around(link: HtmlElement, said: str) -> str:
    """What the smallest box that says more than ``said`` does say, if that is short and no other link's."""
    for box in _above(link):
        nodes = list(islice(box.iter(), _LOOKED_AT))
        if len(nodes) == _LOOKED_AT:
            break
        words = _MORE_BEHIND.sub("", said_in(" ".join(box.itertext())).replace(said, "", 1)).strip()
        if not _SAYS_MORE.fullmatch(words):
            alone = all(one.get("href") == link.get("href") for one in nodes if one.tag == "a")
            return words if alone and 1 < len(words) <= _LONGEST_LABEL else ""
    return ""


def _is_arrow(link: HtmlElement) -> bool:
    """An arrow among the numbers of pages, or a picture called next; alone, ``»`` leads to more."""
    said = "".join(islice(link.itertext(), 3)).strip()
    if not said:
        pictures = (image.get("src") or "" for image in link.iter("img"))
        return any(_TURNS.search(one) for one in (link.get("class") or "", *pictures))
    if _ARROW.fullmatch(said) is None:
        return False
    return any("".join(islice(one.itertext(), 3)).strip().isdecimal() for one in islice(_beside(link), _LOOKED_AT))


def _beside(link: HtmlElement) -> Iterator[HtmlElement]:
    """What stands beside a link, then beside the box it is in."""
    yield from link.itersiblings()
    yield from link.itersiblings(preceding=True)
    box = link.getparent()
    if box is not None:
        yield from box.itersiblings(box.tag)
        yield from box.itersiblings(box.tag, preceding=True)


def _heading(link: HtmlElement) -> str:
    """The heading of the box that a 更多 stands in; ``""`` where none is near."""
    behind = link.getnext()
    if behind is not None and (words := _as_heading(behind)):
        return words
    for box in _above(link):
        before = takewhile(lambda node: node is not link, islice(box.iter(), _LOOKED_AT))
        if words := next(filter(None, map(_as_heading, before)), ""):
            return words
    return ""


def _as_heading(node: HtmlElement) -> str:
    """What a heading says; ``""`` of what is none."""
    if node.tag not in _HEADINGS and not _HEADING_CLASS.search(node.get("class") or ""):
        return ""
    words = _MORE_BEHIND.sub("", said_in(" ".join(node.itertext())))
    return words if 1 < len(words) <= _LONGEST_LABEL else ""


def _better(known: Link | None, link: Link) -> Link:
    """Of two links to one page the first, with the name and the place of whichever has one."""
    if known is None:
        return link
    return replace(known, name=known.name or link.name, trail=max(known.trail, link.trail, key=len))


def _is_dated(link: HtmlElement, name: str) -> bool:
    """It stands in a row with a date, as notices do, and columns only in brackets before them."""
    if _BRACKETED.fullmatch(name):
        return False
    row = next((node for node in link.iterancestors() if node.tag in _ROWS), None)
    if row is None or sum(1 for _ in islice(row.iter("a"), 4)) > 3:
        return False
    words = said_in(" ".join(islice(row.itertext(), _LOOKED_AT)))
    return _DATE.search(words.replace(name, "", 1)) is not None


def _above(node: HtmlElement) -> Iterator[HtmlElement]:
    for number, above in enumerate(node.iterancestors()):
        if number == _CLIMB or above.tag in ("body", "html"):
            return
        yield above


def _trail(link: HtmlElement, name: str) -> tuple[str, ...]:
    """Labels of the menus around a link: what stands before it, or before the list it is in, and is of another kind."""
    trail: list[str] = []
    inner = link
    for above in _above(link):
        label = _label_before(inner)
        if label and label not in (name, *trail):
            trail.append(label)
        inner = above
    return tuple(reversed(trail[:_TRAIL]))


def _label_before(node: HtmlElement) -> str:
    for before in islice(node.itersiblings(preceding=True), _LOOKED_AT):
        if before.tag == node.tag:
            continue
        words = said_in(" ".join(islice(before.itertext(), _LOOKED_AT)))
        few = sum(1 for _ in islice(before.iter("a"), 2)) <= 1
        no_label = _SAYS_MORE.fullmatch(words) or _NO_MENU.search(words)
        return words if few and 1 < len(words) <= _LONGEST_LABEL and not no_label else ""
    return ""
