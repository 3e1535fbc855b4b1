"""The whole title of a row, out of what its link says, the attributes of that, and what stands around it."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain

from lxml.html import HtmlElement

from federator.connectors.page import SILENT
from federator.connectors.row_dates import words
from federator.notation.folding import is_bracketed, is_cut

_LABELLED = re.compile(r"\s{0,9}(?:文章|信息)?标\s{0,9}题\s{0,9}[:：]\s*")
_IN_FRONT = re.compile(r"(?:\s*[\[【［][^\]】］]{1,20}[\]】］]){1,4}\s*")
BULLETS = "★☆●○◆◇■□▪▶►·•・ "
_HOVER = ("onmouseover", "onmousemove", "onmouseenter")
_QUOTED = re.compile(r"""'([^'<>]{8,300})'|"([^"<>]{8,300})\"""")
_RUN_ON = re.compile(r"\s{0,9}'\s{0,9}[\w-]{1,20}=$", re.A)
"""Where ``title="…' target="_blank"`` was never closed."""
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_LINE = re.compile(r"[\r\n]")
STEM = 10
"""Characters that no two titles begin with alike."""
_CUT_STEM, _LONGEST_TITLE = 4, 160
_SHORT, _SHORT_STEM = 8, 2
_MOST_LINES = 4
_MOST_TWINS = 50
"""Pieces of a title, each of which would be compared with all others."""
_SPOKEN = re.compile(r"[\u4e00-\u9fff]{4}")
_SET_APART = ("span", "i", "em", "b", "font", "sup", "label", "strong")
_AROUND, _LONGEST_BADGE = "[]【】［］()（） \t\r\n\xa0", 30
_BADGE = re.compile(
    r"公示中|已公示|进行中|未开始|已(?:结束|截止|过期|失效|废止)|有效|失效|废止|置顶|顶|热|荐|推荐|最新|new|hot"
    r"|图|图文|图片|视频",
    re.I,
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "dt")
LONGEST_CLASS = 200
_TITLED = re.compile(r"(?:^|[\s_-])(?:\w{0,20}title|tit|bt|biaoti|subject|headline)(?:$|[\s_-])", re.I)


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
    front = _IN_FRONT.match(begun)
    if front and named and (rest := begun[front.end() :]) and named.startswith(rest):  # [县] and the title
        return named
    if (cut and begun and named.startswith(begun)) or _is_elided(text, named) or _is_shortened(text, named):
        return named
    stem = "".join((begun if cut else text).split())
    says_more = "".join(named.split())
    if not stem or (cut and len(says_more) >= len(stem)) or (stem in says_more and not is_bracketed(stem)):
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
    titles without a mark, too. Where it is marked, what the row says or has as a ``title=`` tells it, too."""
    stem = title.rstrip(" .…。")
    if len(stem) < STEM:
        return title
    cut = is_cut(title)
    near = (block, block.getprevious(), block.getnext()) if cut else (block,)
    said = (words(image.get("alt", "")) for one in near if one is not None for image in one.iter("img"))
    titled = (node.get("title", "") for node in block.iter())
    told = (words(one) for one in chain(titled, _told_on_hover(block))) if cut else ()
    spoken = (words(node.text or "") for node in block.iter() if node.tag not in SILENT) if cut else ()
    spoken = (one for one in spoken if len(one) <= _LONGEST_TITLE and "。" not in one and not is_cut(one))
    return next((one for one in (*told, *said, *spoken) if one.startswith(stem)), title)


def _told_on_hover(block: HtmlElement) -> Iterator[str]:
    """The texts that a script of the row shows over it: ``onmouseover="tip('…')"``."""
    for node in block.iter():
        for name in _HOVER:
            yield from (one or other for one, other in _QUOTED.findall(node.get(name, "")))


def _first_lines(attribute: str, text: str) -> str:
    """The first line of an attribute, with those after it that ``text`` reaches into: 某局 over 关于…的通知."""
    if attribute.isprintable():
        return attribute
    lines = _LINE.split(attribute, maxsplit=_MOST_LINES)[:_MOST_LINES]
    stem = "".join(text.split())
    said = accumulate("".join(line.split()) for line in lines)
    return " ".join(lines[: next((number for number, one in enumerate(said, 1) if one.startswith(stem)), 1)])


def is_badge(node: HtmlElement) -> bool:
    """It says how things stand with a notice, or of what sort it is, in a word beside its title: 公示中, 图文; none
    where words touch it on both sides, for it is one of theirs (关于<b>废止</b>…的公告)."""
    said, around, previous = node.text or "", node.getparent(), node.getprevious()
    if node.tag not in _SET_APART or len(said) > _LONGEST_BADGE or not _BADGE.fullmatch(said.strip(_AROUND)):
        return False
    before = (previous.tail if previous is not None else around.text if around is not None else "") or ""
    behind = node.tail or ""
    within = before[-1:].strip() and behind[:1].strip()
    alone = previous is None and node.getnext() is None and not (before.strip() or behind.strip())
    return not (len(node) or within or alone)


def as_stated(pieces: Sequence[str], attribute: str) -> str:
    """The piece of a link that its ``title=`` says, whole: the others are a note to it (的解读); ``""`` for none."""
    said = words(attribute) if len(pieces) > 1 else ""
    return said if len(said) >= STEM and said in map(words, pieces) else ""


def said_title(link: HtmlElement | None, pieces: Sequence[str]) -> str:
    """The title that a row's link says in its ``pieces``: in its one heading, in the piece that its ``title=`` repeats,
    else in all of them."""
    stated = "" if link is None else link.get("title", "")
    return _headed(link) or as_stated(pieces, stated) or words("".join(_without_twins(pieces)))


def stated_title(block: HtmlElement, link: HtmlElement | None, text: str) -> str:
    """The title attribute of the link, else of what it holds; for a cut text also of what stands around it."""
    if link is None:
        return ""
    inner = link.get("title") or next((title for node in link.iter() if (title := node.get("title"))), "")
    if inner or not is_cut(text):
        return inner
    stem = text.rstrip(" .…。")
    around = (node.get("title", "") for node in block.iter())
    return next((title for title in around if stem and title.startswith(stem)), "")


def _headed(link: HtmlElement | None) -> str:
    """The words of the one heading element in a link that holds a summary too, else of the one that calls itself a
    title; ``""`` without."""
    if link is None or not len(link):
        return ""
    headings = list(link.iter(*_HEADINGS)) or [one for one in link.iterdescendants() if _is_titled(one)]
    said = words("".join(headings[0].itertext())) if len(headings) == 1 else ""
    return said if _SPOKEN.search(said) and not is_bracketed(said) else ""  # a heading may be a date


def _is_titled(node: HtmlElement) -> bool:
    named = node.get("class")
    return named is not None and _TITLED.search(named[:LONGEST_CLASS]) is not None


def _without_twins(pieces: Sequence[str]) -> Sequence[str]:
    """Without what says the same as another once more, cut or not: the one for the phone (``visible-xs``)."""
    if not 1 < len(pieces) <= _MOST_TWINS:
        return pieces
    lines = [words(piece) for piece in pieces]
    stems = [line.rstrip(" .…。") for line in lines]
    kept: dict[int, str] = {}
    for place in sorted(range(len(pieces)), key=lambda place: -len(stems[place])):
        known = len(stems[place]) >= (_CUT_STEM if is_cut(lines[place]) else STEM)
        if not known or not any(one.startswith(stems[place]) for one in kept.values()):
            kept[place] = lines[place]
    return [piece for place, piece in enumerate(pieces) if place in kept]
