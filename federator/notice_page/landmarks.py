"""The elements of a page that bear a name of the trade, which the software of a site gives to the body of a notice."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from federator.notice_page.document import Element, bearing, select

STRONG = (
    "#zoom",
    ".trs_editor",
    ".trs_editor_view",
    ".custom_unionstyle",
    ".trs_ueditor",
    "#ucap-content",
    "#vsb_content",
    ".v_news_content",
    "#ivs_content",
    "#trs_autoadd",
    ".wp_articlecontent",
)
NAMED = (
    ".article-content",
    ".article_content",
    ".articlecontent",
    ".article_con",
    ".article-conter",
    ".bt-content",
    ".main-txt",
    ".con_wen",
    ".con_article-bd",
    ".zc_article_con",
    ".pages_content",
    ".news_cont_d_wrap",
    ".content_body",
    ".news_content",
    ".newscontent",
    ".detail-content",
    ".detail_content",
    "#tdcontent",
    "#articlecontent",
    "#article_content",
    "#content",
    "#main-nr",
)
_LANDMARKS = frozenset((*STRONG, *NAMED))
_LONGEST_NAME = 200
_PREFIXES = re.compile(r"(vsb_content|trs_autoadd)_\w+")
_CLASSES = select("descendant::*/@class", plain=True)
_IDS = select("descendant::*/@id", plain=True)
_BY_CLASS = bearing("descendant::*/@class[. = $written]")
_BY_ID = bearing("descendant::*/@id[. = $written]")


@dataclass(frozen=True)
class Landmarks:
    """The elements of a page that bear a name of the trade, ``#id`` or ``.class``; looked for once asked for."""

    tree: Element

    @cached_property
    def written(self) -> Mapping[str, list[str]]:
        """By name the attributes that hold it; numbered ids of one family (``vsb_content_4``) under its name."""
        written: dict[str, list[str]] = {}
        for one in dict.fromkeys(_CLASSES(self.tree)):
            for name in _named_by_class(one) if len(one) < _LONGEST_NAME else ():
                written.setdefault(name, []).append(one)
        for one in dict.fromkeys(_IDS(self.tree)):
            if len(one) < _LONGEST_NAME and (name := _named_by_id(one)):
                written.setdefault(name, []).append(one)
        return written

    def at(self, name: str) -> list[Element]:
        """The elements of that name; none where the page has no such."""
        find = _BY_ID if name.startswith("#") else _BY_CLASS
        return [element for written in self.written.get(name, ()) for element in find(self.tree, written=written)]


@lru_cache(maxsize=1024)  # pages of one site share their classes
def _named_by_class(written: str) -> tuple[str, ...]:
    return tuple(name for word in written.lower().split() if (name := f".{word}") in _LANDMARKS)


@lru_cache(maxsize=1024)
def _named_by_id(written: str) -> str:
    identity = written.lower()
    family = _PREFIXES.fullmatch(identity)
    name = f"#{family[1] if family else identity}"
    return name if name in _LANDMARKS else ""
