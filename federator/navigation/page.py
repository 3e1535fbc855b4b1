"""What a page says of itself: its tree, its names, its metas, its body who answers for the site."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import unescape

from lxml.html import HtmlElement

from federator.navigation.said import said_in
from federator.notation.address import absolute
from federator.notation.address_key import address_key
from federator.notation.ending import read_on
from federator.notation.folding import is_place_name
from federator.notation.metas import metas_of
from federator.notation.parsing import base_of, tree_or_empty

_DEFAULT_FILE = re.compile(r"(?<=/)(?:index|default|main)\.(?:s?html?|jsp|aspx?|php)$", re.I)
_SPONSOR = re.compile(r"(?:主办|版权所有|承办|主管)(?:单位)?\s*[:：]?\s*([^\s:：，,。；;|｜©]{4,30})")
_TITLE_JOINTS = re.compile(r"\s*[-–—_|｜·>»]+\s*|\s{2,}|,|，")
_COLUMN_NAME = re.compile(
    r"""<meta\b(?=[^<>]{0,300}\bname\s*=\s*["']?columnname\b)[^<>]{0,300}\bcontent\s*=\s*["']([^"'<>]{1,100})""", re.I
)
_TITLE = re.compile(r"<title\b[^<>]{0,100}>([^<]{1,200})", re.I)
_CRUMBS = re.compile(r"(?:当前|所在|现在|目前|[您你我]的)(?:所在)?的?位置")
_CRUMBS_END = re.compile(r"</(?:div|p|td|ul|ol|h\d|section|table)\b", re.I)
_CRUMB_JOINTS = re.compile(r"&gt;|&raquo;|&rsaquo;|[>»›→/\\|]|-+")
_MARKUP = re.compile(r"<[^<>]*>")
_NO_COLUMN = ("", "正文", "列表", "列表页", "内容", "首页")
_LONGEST_CRUMBS, _LONGEST_CRUMB = 2000, 20
_METAS = ("sitename", "siteidcode", "columnname", "articletitle")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """``metas`` (国办发〔2017〕47号) by name in lower case, those that say something; ``title`` as the page's head has
    it; ``sponsors``: who the page says answers for the site; ``crumb``: the end of its breadcrumb."""

    metas: Mapping[str, str]
    title: str
    sponsors: tuple[str, ...]
    crumb: str

    @property
    def is_notice(self) -> bool:
        """It is a notice's own page: its ArticleTitle says more than site and column."""
        title, *places = (self.metas.get(name, "") for name in ("articletitle", "sitename", "columnname"))
        return title != "" and not is_place_name(title, self.crumb, *places)

    def beside(self, site_name: str) -> str:
        """What the title says beside the name of the site; ``""`` where that is nothing, or more than one name."""
        parts = [part for part in self.parts if part not in (site_name, "首页")]
        return parts[0] if len(parts) == 1 else ""

    @property
    def parts(self) -> tuple[str, ...]:
        """The names in the title: ``公示公告-丽水市自然资源和规划局`` are two."""
        return tuple(part for part in _TITLE_JOINTS.split(self.title) if part)


def name_in_common(pages: Iterable[PageFacts]) -> str:
    """The site's name where no page states it: what stands in the titles of most pages; ``""`` where nothing does."""
    titles = [page.parts for page in pages]
    common = Counter(part for parts in titles for part in dict.fromkeys(parts)).most_common(1)
    return common[0][0] if common and common[0][1] > max(1, len(titles) // 2) else ""


def facts_of(text: str) -> PageFacts:
    """What the page ``text`` (decoded HTML) says of itself."""
    tree = tree_of(text)
    metas = metas_of(tree)
    title = said_in(tree.findtext(".//title") or "")
    words = said_in(" ".join(tree.itertext()))
    sponsors = tuple(dict.fromkeys(found.removesuffix("版权所有") for found in _SPONSOR.findall(words)))
    stated = {name: said_in(metas[name]) for name in _METAS if name in metas}
    return PageFacts(stated, title, sponsors, names_of(text)[2])


def tree_of(text: str) -> HtmlElement:
    """The tree of a page, what stands behind an early end of it in it; an empty page where none can be made."""
    return tree_or_empty(read_on(text))


def names_of(text: str) -> tuple[str, str, str]:
    """What a page says it is, without a tree: its ColumnName, its title, the end of its breadcrumb; ``""`` for what it
    does not say."""
    column, title = _COLUMN_NAME.search(text), _TITLE.search(text)
    crumbs = _CRUMBS.search(text) if "位置" in text else None  # the pattern is slow to find nothing
    path = _MARKUP.sub(" ", _CRUMBS_END.split(text[crumbs.end() : crumbs.end() + _LONGEST_CRUMBS])[0]) if crumbs else ""
    steps = [step for one in _CRUMB_JOINTS.split(path) if (step := said_in(unescape(one))) not in _NO_COLUMN]
    end = steps[-1] if len(steps) > 1 and len(steps[-1]) <= _LONGEST_CRUMB else ""
    return said_in(unescape(column[1])) if column else "", said_in(unescape(title[1])) if title else "", end


def frames_of(text: str, url: str) -> list[str]:
    """The addresses of the pages in a page's frames."""
    tree = tree_of(text)
    base = base_of(tree, url)
    framed = (absolute(base, frame.get("src") or "") for frame in tree.iter("frame", "iframe"))
    return list(dict.fromkeys(one for one in framed if one))


def page_key(url: str) -> str:
    """One address for the spellings of a page: as ``address_key``, and a folder is its index file."""
    return _DEFAULT_FILE.sub("", address_key(url))
