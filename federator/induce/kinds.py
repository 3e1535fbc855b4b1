"""The gate: a list, a notice, a portal, an empty column, a script's shell."""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from lxml.html import HtmlElement

from federator.induce.page import Page
from federator.induce.paging import paging
from federator.induce.placing import MORE, are_boxes, frames_of
from federator.induce.weighing import Candidate
from federator.model.words import Words, counted
from federator.notation.address_parts import is_home
from federator.notation.folding import is_site_name
from federator.notation.numbering import own_share

_NEIGHBOUR = re.compile(r"[上下前后]一[篇条则个]|上篇|下篇")
_BELOW_TITLE = re.compile(r"(?:发布|发表|更新|公开|录入)?(?:时间|日期)\s*[:：]?\s*[\[(（]?(?:19|20)\d\d|来源\s*[:：]")
_COUNTED = re.compile(
    r"(?:浏览|点击|阅读|访问)(?:次数|量|数)?\s*[:：]|字号|字体\s*[:：]|打印本?[页文]?|关闭(?:窗口|本页)?"
)
_BODY = re.compile(
    r"""(?:id|class)\s*=\s*["']?(?:zoom|TRS_Editor|v_news_content|vsb_content\w*|UCAP-CONTENT|ivs_content|article-?con\w*|news-?con\w*)\b""",
    re.I,
)
_NOTHING = re.compile(
    r"暂无(?:相关|任何|符合)?(?:信息|数据|内容|记录|文章|新闻|公告|资料)|没有(?:找到|相关|符合|任何)|无相关"
    r"|共\s*0\s*[条页]|内容为空|暂未发布|栏目建设中|no (?:data|records|results)",
    re.I,
)
_TEMPLATE = re.compile(
    r"\{\{[^{}]{1,80}\}\}|\bv-for=|\bng-repeat=|id=[\"']?(?:app|root)\b|\$\.(?:ajax|post|get(?:JSON)?)\(|axios\.|fetch\(|XMLHttpRequest|unitbuild|laytpl|template\(|<datastore\b|\.jpage\("
)
_FOLDER = re.compile(
    r"Index of /|Directory Listing For \S|\S{1,80} - /\S{0,80} \[(?:To Parent Directory|转到父目录)\]", re.I
)
"""What nginx, Apache, Tomcat and IIS head a listing of files with."""
_PROSE, _A_LINE = 200, 20
_A_TITLE = 10
_FEW_WORDS = 300
_DATED, _UNDATED = 1.2, 0.75
_STRONG, _ALL, _SEVERAL = 3.0, 0.9, 5
_A_NAME, _TERSE = 8, 80
"""Characters that the title of a lone row has at least, and that may stand beside it: more is a text with a link."""
_PORTAL_SHARE, _TASTE_SHARE = 0.45, 0.3
"""How much of the heaviest list another one weighs at least to stand beside it; that in the column's own folder weighs
more than the others, and may be a taste of the column all the same; so is all that a home page holds."""


class PageKind(StrEnum):
    """What a page is."""

    LIST = "list"
    NOTICE = "notice"
    PORTAL = "portal"
    EMPTY = "empty"
    SCRIPT = "script"


def kind_of(page: Page, text: str, candidates: Sequence[Candidate]) -> tuple[PageKind, tuple[Words, ...]]:
    """The kind of the page, with the reasons."""
    best = candidates[0] if candidates else None
    blocks = (*best.group.blocks, *best.beside) if best and best.weight >= _UNDATED else ()
    if found := _FOLDER.match(page.words):
        return PageKind.EMPTY, (Words("服务器上的文件目录", f"a folder of the server: {found[0]!r}"),)
    signs = _signs_of_notice(page, text, (*blocks, *frames_of(page)))
    nothing = _NOTHING.search(page.words)
    if best is None or not _is_list(page, best, len(signs)) or (nothing and _is_beside(page, best)):
        return _instead(page, text, _signs_of_notice(page, text, blocks))
    home = is_home(page.url)
    share = _TASTE_SHARE if home or best.place.teaser else _PORTAL_SHARE
    boxes = len([box for box in _boxes(candidates, share) if home or best.place.teaser or not box.place.teaser])
    if are_boxes(page, best.group):
        boxes = len(best.group.parents)
    if boxes >= (2 if home or best.place.teaser else 4) and (home or best.place.teaser or paging(page, text) is None):
        more = sum(bool(MORE.fullmatch(link.name)) for link in page.links)
        what = Words(f"{boxes} 个分量相近的列表，是门户或频道页", f"{boxes} lists of like weight: a portal")
        return PageKind.PORTAL, (
            what,
            Words(f"“更多”链接 {more} 个", counted(more, "link that says more", "links that say more")),
        )
    return PageKind.LIST, ()


def _is_beside(page: Page, best: Candidate) -> bool:
    """Not the list of this page, but what stands beside the place where it is missing."""
    return best.place.teaser or best.dated < _ALL or not own_share(best.urls, page.url) or best.place.aside


def _is_list(page: Page, best: Candidate, signs: int) -> bool:
    """Dated rows make a list even where they are few; undated ones must be many and stand in the middle: beside
    it are menus. A notice has rows, too: its neighbours, and what is related."""
    if signs > 1 and best.place.aside:
        return False
    strong = best.weight >= _STRONG and best.dated >= _ALL and best.count >= _SEVERAL
    if signs >= (4 if strong else 3) or (signs == 2 and not strong and (best.count < _SEVERAL or best.dated < 1)):
        return False
    if best.dated >= 0.5:
        return best.weight >= _DATED and (best.count > 2 or (signs == 0 and best.dated == 1 and _is_terse(page, best)))
    return best.weight >= _UNDATED and best.count > 3 and not signs and not best.place.aside


def _is_terse(page: Page, best: Candidate) -> bool:
    """Rows that say their title and little more, and titles that are some."""
    words = sum(len(page.text_of(block)) for block in best.group.blocks)
    titles = [len(text) for text in best.titles.texts.values()]
    return min(titles) >= _A_NAME and words <= sum(titles) + _TERSE * best.count


def _instead(page: Page, text: str, signs: Sequence[Words]) -> tuple[PageKind, tuple[Words, ...]]:
    if len(signs) >= 2:
        return PageKind.NOTICE, tuple(signs)
    if found := _NOTHING.search(page.words):
        return PageKind.EMPTY, (Words(f"页面称“{found[0]}”", f"the page says {found[0]!r}"),)
    if len(page.words) < _FEW_WORDS and not signs and _TEMPLATE.search(text):
        return PageKind.SCRIPT, (Words("列表由脚本在浏览器中生成", "the rows are made by a script in the browser"),)
    if signs:
        return PageKind.NOTICE, tuple(signs)
    if script := _TEMPLATE.search(text):
        seen = script[0][:40]
        return PageKind.SCRIPT, (
            Words(f"没有列表，但脚本请求数据（{seen}）", f"no list, but a script asks for data ({seen})"),
        )
    return PageKind.EMPTY, (Words("没有找到成组的条目", "no group of rows was found"),)


def _signs_of_notice(page: Page, text: str, covered: Iterable[HtmlElement]) -> list[Words]:
    """What a notice's own page shows outside of what is ``covered``."""
    outside = _outside(page, covered)
    words = " ".join(outside)
    prose = sum(len(piece) for piece in outside if len(piece) >= _A_LINE)
    signs = {
        Words("有 ArticleTitle 元数据", "a meta ArticleTitle"): "articletitle" in page.metas,
        Words("有上一篇/下一篇", "links to the notices before and after"): _NEIGHBOUR.search(page.words) is not None,
        Words("有发布时间、来源一行", "a line of date and source"): _BELOW_TITLE.search(words) is not None,
        Words("有浏览次数、打印、关闭", "counter, print and close"): _COUNTED.search(words) is not None,
        Words("网页标题即正文标题", "the page's title stands on it as a heading"): _is_headed(page),
        Words("有正文容器", "a body's container"): _BODY.search(text) is not None and prose >= _PROSE,
        Words(f"正文约 {prose} 字", f"prose of some {prose} characters"): prose >= _PROSE,
    }
    return [sign for sign, seen in signs.items() if seen]


def _is_headed(page: Page) -> bool:
    """A notice is headed by what ``<title>`` says of it; a list by the name of its column."""
    stated = "".join((page.tree.findtext(".//title") or "").split())
    for piece in page.pieces:
        said = "".join(piece.text.split())
        if piece.link < 0 and len(said) >= _A_TITLE and stated.startswith(said) and not is_site_name(said):
            return True
    return False


def _outside(page: Page, blocks: Iterable[HtmlElement]) -> list[str]:
    """Texts that are neither links nor in any of the blocks; one that says nothing (``template``) covers none."""
    covered = {number for block in blocks if block in page.spans for number in range(*page.spans[block][:2])}
    return [piece.text for number, piece in enumerate(page.pieces) if number not in covered and piece.link < 0]


def _boxes(candidates: Sequence[Candidate], share: float) -> list[Candidate]:
    """Groups that weigh at least a ``share`` of the best one, none in another, all of them shown."""
    boxes: list[Candidate] = []
    taken: set[HtmlElement] = set()
    for one in candidates:
        if one.rank < share * candidates[0].rank:
            break
        inside = {node for block in one.group.blocks for node in block.iter()}
        if one.count > 2 and not taken & inside:
            boxes.append(one)
            taken |= inside
    return boxes
