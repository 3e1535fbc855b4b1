"""The link of a row that carries its title, among those to other documents beside it."""

import re
from functools import lru_cache

from lxml.html import HtmlElement

from federator.connectors.row_dates import words
from federator.connectors.row_titles import LONGEST_CLASS
from federator.notation.address import target_of
from federator.notation.address_parts import names_document
from federator.notation.folding import is_bracketed, says_nothing

_DECOY = re.compile(r"(?:^|[\s_-])(?:pop(?:box|up|over)?|xgjd|xgwj|\w{0,20}jiedu)(?:$|[\s_-])", re.I)
_RELATED = re.compile(r"\s*+\W{0,5}(?:相关|政策|文件|关联)(?:解读|文件|稿件|图解|链接|文章)\W{0,3}?[:：]")


def address_of(link: HtmlElement) -> str:
    """What a link, or a row that is one by its ``onclick``, leads to, as written."""
    return target_of(link.get("href", ""), link.get("onclick", ""))


def link_of(block: HtmlElement) -> HtmlElement | None:
    """The link that carries the title: the longest, but no bracketed column name and no attachment beside it."""
    links = [link for link in block.iter("a") if not _in_nested_list(link, block)]
    if len(links) > 1:
        links = [link for link in links if not _in_decoy(link, block)] or links
    if len(links) < 2:
        return links[0] if links else None
    likeness = {link: _title_likeness(link) for link in links}
    best = max(links, key=likeness.__getitem__)
    same = (link for link in links if link.get("href") == best.get("href"))
    return next((link for link in same if likeness[link][0]), best)  # a summary linked alike comes after


def _title_likeness(link: HtmlElement) -> tuple[bool, bool, int]:
    name = _name(link)
    usable = bool(name) and not (is_bracketed(name) or _stands_in_brackets(link)) and not says_nothing(name)
    return usable, not names_document(link.get("href", "")), len(name)


def _stands_in_brackets(link: HtmlElement) -> bool:
    """``[<a>公示公告</a>]`` before the title."""
    if (link.tail or "").lstrip()[:1] not in ("]", "】", "］"):
        return False
    before, around = link.getprevious(), link.getparent()
    said = before.tail if before is not None else around.text if around is not None else ""
    return (said or "").rstrip()[-1:] in ("[", "【", "［")


def _name(link: HtmlElement) -> str:
    text = "".join(link.itertext()) if len(link) else link.text or ""  # to go through a link costs ten times as much
    return words(text) or words(link.get("title", ""))


def _in_nested_list(node: HtmlElement, block: HtmlElement) -> bool:
    if block.tag != "li":
        return False
    for above in node.iterancestors():
        if above is block:
            return False
        if above.tag == "li":
            return True
    return False


def _in_decoy(node: HtmlElement, block: HtmlElement) -> bool:
    """Inside a box of related documents (相关解读) that opens over the row, or behind words that say so."""
    above = node.getparent()
    before = node.getprevious()
    said = before.tail if before is not None else above.text if above is not None else None
    if said is not None and _RELATED.match(said):
        return True
    while above is not None and above is not block:
        if names_decoy(above):
            return True
        above = above.getparent()
    return False


def names_decoy(node: HtmlElement) -> bool:
    """Its class says that it holds related documents."""
    named = node.get("class")
    return named is not None and _is_decoy_name(named[:LONGEST_CLASS])


@lru_cache(maxsize=1024)
def _is_decoy_name(named: str) -> bool:
    return _DECOY.search(named) is not None
