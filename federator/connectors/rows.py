"""A row out of a piece of HTML: title, link, date as written. The one place for trs, jpage and jpaas."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate

from lxml.html import HtmlElement

from federator.connectors.page import fragment_of
from federator.connectors.row_dates import date_among, date_of_cells, told_whole, without_date, words
from federator.model.row import Row
from federator.notation.address import absolute, target_of
from federator.notation.folding import is_cut, says_nothing

_DECOY = re.compile(r"(?:^|[\s_-])(?:pop(?:box|up|over)?|xgjd|xgwj|\w{0,20}jiedu)(?:$|[\s_-])", re.I)
_RELATED = re.compile(r"\s*+\W{0,5}(?:相关|政策|文件|关联)(?:解读|文件|稿件|图解|链接|文章)\W{0,3}?[:：]")
_LABELLED = re.compile(r"\s{0,9}(?:文章|信息)?标\s{0,9}题\s{0,9}[:：]\s*")
_IN_FRONT = re.compile(r"\s*[\[【［][^\]】］]{1,20}[\]】］]\s*")
BULLETS = "★☆●○◆◇■□▪▶►·•・ "
_RUN_ON = re.compile(r"\s{0,9}'\s{0,9}[\w-]{1,20}=$", re.A)
"""Where ``title="…' target="_blank"`` was never closed."""
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_LINE = re.compile(r"[\r\n]")
_BRACKETED = re.compile(r"[\[【［(（][^\]】］)）]*[\]】］)）]")
_DOCUMENT = re.compile(r"\.(?:pdf|ofd|docx?|xlsx?|wps|et|zip|rar|7z)(?:[?#]|$)", re.I)
_LONGEST_NAME = 200
STEM = 10
"""Characters that no two titles begin with alike."""
_CUT_STEM = 4
_SHORT, _SHORT_STEM = 8, 2
_MOST_LINES = 4
_MOST_TWINS = 50
"""Pieces of a title, each of which would be compared with all others."""
_SPOKEN = re.compile(r"[\u4e00-\u9fff]{4}")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "dt")
_TITLED = re.compile(r"(?:^|[\s_-])(?:\w{0,20}title|tit|bt|biaoti|subject|headline)(?:$|[\s_-])", re.I)
_SKIPPED = {"script", "style", "noscript", "select", "button", "template"}


def full_title(text: str, attribute: str) -> str:
    """The whole title, without a bullet: ``a@title`` where the link's text is cut or empty, says the same and more, or
    says the same without the ``[县]`` in front of it.

    >>> full_title("关于印发《土地储备…", "关于印发《土地储备管理办法》的通知")
    '关于印发《土地储备管理办法》的通知'
    """
    text = text.lstrip(BULLETS)
    if "<" in attribute:  # <font color=red>[县]</font>关于…
        attribute = _MARKUP.sub("", attribute)
    if attribute.endswith("="):
        attribute = _RUN_ON.sub("", attribute)
    if not attribute or attribute == text:
        return text
    begun = text.rstrip(" .…。")
    if begun and len(attribute) > len(begun) and attribute.startswith(begun):
        return " ".join(attribute.split()) if attribute.isprintable() else words(_first_lines(attribute, begun))
    named = words(
        _first_lines(_LABELLED.sub("", attribute, count=1).strip() if "题" in attribute else attribute.strip(), begun)
    )
    cut = is_cut(text)
    whole = text if text.endswith(named) else begun
    if named and whole.endswith(named) and _IN_FRONT.fullmatch(whole.removesuffix(named)):  # [县] and the title
        return named
    if (cut and begun and named.startswith(begun)) or _is_elided(text, named) or _is_shortened(text, named):
        return named
    stem = "".join((begun if cut else text).split())
    says_more = "".join(named.split())
    if not stem or (cut and len(says_more) >= len(stem)) or (stem in says_more and not _BRACKETED.fullmatch(stem)):
        return named or text
    return text


def _is_elided(text: str, title: str) -> bool:
    """The middle of the title is left out: ``关于印发……的通知``."""
    begun, marks, end = text.partition("…")
    end = end.lstrip("…")
    return bool(marks and end) and len(begun) >= _CUT_STEM and title.startswith(begun) and title.endswith(end)


def _is_shortened(text: str, title: str) -> bool:
    """The title with words left out here and there: 【讲坛】规划法 of 【讲坛第八讲】规划法的体系."""
    rest = iter(title)
    return len(text) >= _SHORT and title.startswith(text[:_SHORT_STEM]) and all(one in rest for one in text)


def uncut(title: str, block: HtmlElement) -> str:
    """The title, whole where an image in its row, or beside it where it is marked as cut, is said to show it: cards cut
    titles without a mark, too."""
    stem = title.rstrip(" .…。")
    if len(stem) < STEM:
        return title
    near = (block, block.getprevious(), block.getnext()) if is_cut(title) else (block,)
    said = (words(image.get("alt", "")) for one in near if one is not None for image in one.iter("img"))
    return next((one for one in said if one.startswith(stem)), title)


def _first_lines(attribute: str, text: str) -> str:
    """The first line of an attribute, with those after it that ``text`` reaches into: 某局 over 关于…的通知."""
    if attribute.isprintable():
        return attribute
    lines = _LINE.split(attribute, maxsplit=_MOST_LINES)[:_MOST_LINES]
    stem = "".join(text.split())
    said = accumulate("".join(line.split()) for line in lines)
    return " ".join(lines[: next((number for number, one in enumerate(said, 1) if one.startswith(stem)), 1)])


def as_stated(pieces: Sequence[str], attribute: str) -> str:
    """The piece of a link that its ``title=`` says, whole: the others are a note to it (的解读); ``""`` for none."""
    said = words(attribute) if len(pieces) > 1 else ""
    return said if len(said) >= STEM and said in map(words, pieces) else ""


def record_row(record: str, base: str) -> Row | None:
    """One record (a jpage CDATA section) as a row; None where it holds nothing."""
    body = fragment_of(record)
    return row_of(next(body.iter("li", "tr"), body), base)


def row_of(block: HtmlElement, base: str) -> Row | None:
    """The row that ``block`` (li, tr, div …) shows; None where it holds neither link nor words (a spacer).

    Nested lists of links (相关解读) are not part of it. Without a usable link ``url`` is ``""``.
    """
    link = link_of(block)
    inside, outside = _pieces(block, link)
    url = absolute(base, address_of(block if link is None else link)) or absolute(base, address_of(block))
    date = date_of_cells(block) or date_among(outside, url)
    if date is None and len(inside) > 1:
        date = date_among(inside, url)
        inside = [piece for piece in inside if not _is_of_date(words(piece), date)]
    text = (
        _headed(link)
        or as_stated(inside, "" if link is None else link.get("title", ""))
        or words("".join(_without_twins(inside) if 1 < len(inside) <= _MOST_TWINS else inside))
    )
    title = _title(block, link, text, outside, date)
    if date is None:
        title, date = without_date(title)
    if link is not None and "更新时间" in (told := link.get("title", "")):
        date = told_whole(told, date)
    if date is None:  # 3小时前
        date = next((stated for one in block.iter("time") if (stated := one.get("datetime"))), None)
    return Row(title, url, date) if title or url else None


def _headed(link: HtmlElement | None) -> str:
    """The words of the one heading element in a link that holds a summary too, else of the one that calls itself a
    title; ``""`` without."""
    if link is None or not len(link):
        return ""
    headings = list(link.iter(*_HEADINGS)) or [one for one in link.iterdescendants() if _is_titled(one)]
    said = words("".join(headings[0].itertext())) if len(headings) == 1 else ""
    return said if _SPOKEN.search(said) and not _BRACKETED.fullmatch(said) else ""  # a heading may be a date


def _is_titled(node: HtmlElement) -> bool:
    named = node.get("class")
    return named is not None and _TITLED.search(named[:_LONGEST_NAME]) is not None


def _without_twins(pieces: Sequence[str]) -> list[str]:
    """Without what says the same as another once more, cut or not: the one for the phone (``visible-xs``)."""
    lines = [words(piece) for piece in pieces]
    stems = [line.rstrip(" .…。") for line in lines]
    kept: dict[int, str] = {}
    for place in sorted(range(len(pieces)), key=lambda place: -len(stems[place])):
        known = len(stems[place]) >= (_CUT_STEM if is_cut(lines[place]) else STEM)
        if not known or not any(one.startswith(stems[place]) for one in kept.values()):
            kept[place] = lines[place]
    return [piece for place, piece in enumerate(pieces) if place in kept]


def _is_of_date(text: str, date: str | None) -> bool:
    """Whether ``text`` is the date, or one of the two pieces that it was made of (``12`` and ``2026-06``)."""
    return date is not None and bool(text) and (date.startswith(text) or date.endswith(text))


def once(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Each address once (the same list may stand twice: desktop and mobile). Where none of the rows leads anywhere they
    are no notices but what the site says instead: no rows."""
    found: dict[str, Row] = {}
    for row in rows:
        found.setdefault(row.url or row.title, row)
    return tuple(found.values()) if any(row.url for row in found.values()) else ()


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
    usable = bool(name) and not _BRACKETED.fullmatch(name) and not says_nothing(name)
    return usable, not _DOCUMENT.search(link.get("href", "")), len(name)


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
        if _names_decoy(above):
            return True
        above = above.getparent()
    return False


def _pieces(block: HtmlElement, link: HtmlElement | None) -> tuple[list[str], list[str]]:
    """Runs of text inside and outside the title's link, in the order they are read."""
    inside: list[str] = []
    outside: list[str] = []
    if block.tag not in _SKIPPED:
        _gather(block, block, link, inside if block is link else outside, inside)
    return inside, outside


def _gather(
    node: HtmlElement, block: HtmlElement, link: HtmlElement | None, runs: list[str], inside: list[str]
) -> None:
    """Add the texts of an element to ``runs``, those of the link in it to ``inside``. The parser goes 256 deep."""
    if node.text:
        runs.append(node.text)
    for child in node:
        if not (child.tag in _SKIPPED or _is_other_list(child, block) or _is_decoy(child)):
            _gather(child, block, link, inside if child is link else runs, inside)
        if child.tail:
            runs.append(child.tail)


def _is_other_list(node: HtmlElement, block: HtmlElement) -> bool:
    return node.tag == "li" and block.tag == "li" and node.find(".//a") is not None


def _is_decoy(node: HtmlElement) -> bool:
    return _names_decoy(node) and node.find(".//a") is not None


def _names_decoy(node: HtmlElement) -> bool:
    named = node.get("class")
    return named is not None and _is_decoy_name(named[:_LONGEST_NAME])


@lru_cache(maxsize=1024)
def _is_decoy_name(named: str) -> bool:
    return _DECOY.search(named) is not None


def _stated(block: HtmlElement, link: HtmlElement | None, text: str) -> str:
    """The title attribute of the link, else of what it holds; for a cut text also of what stands around it."""
    if link is None:
        return ""
    inner = link.get("title") or next((title for node in link.iter() if (title := node.get("title"))), "")
    if inner or not is_cut(text):
        return inner
    stem = text.rstrip(" .…。")
    around = (node.get("title", "") for node in block.iter())
    return next((title for title in around if stem and title.startswith(stem)), "")


def _title(block: HtmlElement, link: HtmlElement | None, text: str, beside: Sequence[str], date: str | None) -> str:
    name = full_title(text, _stated(block, link, text))
    if not says_nothing(name):
        return name
    others = (said for piece in beside if (said := words(piece).strip(BULLETS)) != date)
    return max(others, key=len, default="") or name
