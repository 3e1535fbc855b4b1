"""The visible title: the line that agrees best with what metas and ``<title>`` say, or that looks most like one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import nextafter

from federator.notation.folding import bare_title, clean_title, is_cut, is_site_name, title_key
from federator.notice_page.document import Element
from federator.notice_page.labels import begins_with_label, is_facts
from federator.notice_page.segments import BODY_PLACE, Segment

_RANK = {"h1": 1.0, "h2": 0.9, "h3": 0.7, "h4": 0.5, "h5": 0.3}
_TITLED = re.compile(r"(?:^|[\s_-])(?:\w*title\w*|biaoti|bt\d?|tit|headline|\w*-tit)(?:$|[\s_-])", re.I)
_SITE_PART = re.compile(
    r"(?:^|\s)(?:head(?:er)?(?:$|[\s_-])|foot|nav|menu|logo|banner|side|crumb|bread|path|location|copy|dqwz|weizhi|related|xg)",
    re.I,
)
_LABELLED = re.compile(r"[【\[(（]?[\u4e00-\u9fff ]{2,8}[:：]")
_BRACKETED_DAY = re.compile(r"[【\[(（](?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d")
_NO_TITLE = re.compile("当前位置|所在位置|[上下]一[篇条]|版权所有")
_LARGE = frozenset(("4", "5", "6", "7", "+1", "+2", "+3", "+4"))
_STYLED = re.compile(
    r"font-size\s*:\s*(?:(?:1[89]|[2-9]\d)(?:\.\d+)?px|(?:1[4-9]|[2-9]\d)(?:\.\d+)?pt|(?:x|xx)-large)|font-weight\s*:\s*(?:bold|[6-9]00)",
    re.I | re.A,
)
_CENTRED = re.compile(r"text-align\s*:\s*center", re.I)
_FRAMES, _TEXTS = ("nav", "header", "footer", "aside"), ("article",)
_LONGEST, _LONGEST_NAME, _NEAR = 160, 200, 8
_FRAMED = 1.2
"""What header, footer, menu and breadcrumb take from the promise of a line."""
_SURE, _LIKELY, _UNSURE, _A_TITLE, _A_COLUMN = 1.0, 0.6, 0.3, 8, 6
_CRUMB = re.compile("[>›»→]")
_JOINT = re.compile(r"\s*[-_|｜—–]+\s*")
_POWERED = re.compile(r"\W{0,5}powered by\b.*|\W{0,5}欢迎(?:您|访问|光临)?\W*$", re.I)
_HANGING = re.compile(r"\s*[-_|｜—–]+\s*|\s+")


@dataclass(frozen=True, slots=True)
class Heading:
    """The title as shown; ``element`` is the block it stands in, None where no line of the page shows it."""

    text: str
    element: Element | None = None


def find_heading(segments: list[Segment], stated: str, page_title: str, site_name: str) -> Heading:
    """The heading among ``segments``; ``stated`` is the site's own word for the title (ArticleTitle), or ``""``.

    Where no line above the body shows a title it is ``stated``, else ``page_title`` without site and
    column; where that says too little, what is set in large type, or stands above the line of dates and sources.
    """
    lines = list(_candidates(segments))
    page_title = _beside_site(page_title, site_name)
    if stated and (same := _same(lines, title_key(stated)) or _uncut(lines, stated)):
        return Heading(_spelt(same.text, stated, site_name), same.element)
    whole = bare_title(stated, site_name) or clean_title(page_title, site_name)
    if (end := _spread(lines, title_key(whole))) is not None:
        return Heading(whole, end.element)
    if not stated and _names_site(page_title, site_name):
        lines, page_title, enough = [line for line in lines if _may_title(line)], "", _LIKELY
    else:
        enough = _SURE
    if stated or page_title:
        lines = [line for line in lines if not _names_site(line.text, site_name)]
    line = _best(lines, stated, page_title, enough)
    if line is None and not stated and _names_column(page_title, site_name):
        line = _best([line for line in lines if _may_title(line)], "", "", _LIKELY)
    if line is None and not stated and len(title_key(page_title)) < _A_TITLE:
        may = [line for line in lines if _may_title(line)]
        line = next(filter(_stands_out, may), None) or _above_facts(segments) or _best(may, "", "", _UNSURE)
    if line is not None:
        return Heading(_spelt(line.text, stated or page_title, site_name), line.element)
    named = bare_title(stated, site_name) or clean_title(page_title, site_name)
    return Heading("" if not stated and _names_site(named, site_name) else named)


def listed_heading(segments: list[Segment], listed: str) -> Heading | None:
    """The line that says what the list calls the notice, whole where the list cuts it; None where none does."""
    lines = list(_candidates(segments))
    found = _same(lines, title_key(listed)) or _uncut(lines, listed)
    return Heading(bare_title(found.text, ""), found.element) if found else None


def _best(lines: list[Segment], stated: str, page_title: str, enough: float) -> Segment | None:
    """The first of those lines that are most like the title, if any is like enough."""
    keys = title_key(stated), title_key(page_title)
    best, highest = None, nextafter(enough, 0.0)
    for line in lines:
        promise = _promise(line, *keys)
        if promise > highest and (score := promise - (_FRAMED if _is_framed(line) else 0.0)) > highest:
            best, highest = line, score
    return best


def _above_facts(segments: list[Segment]) -> Segment | None:
    """What stands right above the line of dates and sources: old tables name no title and let <title> name the site."""
    for place, (before, line) in enumerate(pairwise(segments), 1):
        if is_facts(line.text):
            for title in _candidates(segments[max(0, place - _NEAR) : place]):
                if title.element is before.element and _may_title(title) and not _CRUMB.search(title.text):
                    return title
    return None


def _names_site(title: str, site_name: str) -> bool:
    named = clean_title(title, site_name)
    return bool(named) and (is_site_name(named) or named == site_name)


def _beside_site(page_title: str, site_name: str) -> str:
    """``石门县水利局_关于…的通知`` without the site before it, nor the welcome or the software behind it."""
    title = _POWERED.sub("", page_title)
    site, *others = _JOINT.split(title, maxsplit=1)
    named = is_site_name(site) or site == site_name
    return others[0] if named and others and len(title_key(others[0])) >= _A_TITLE else title


def _names_column(page_title: str, site_name: str) -> bool:
    """``石门县水利局-媒体传真``, or with a space for the dash: first the site, then nothing long enough for a title."""
    site, *others = _HANGING.split(page_title)
    named = is_site_name(site) or site == site_name
    return named and bool(others) and all(len(title_key(other)) <= _A_COLUMN for other in others)


def _may_title(line: Segment) -> bool:
    """Says enough to be a title where nothing else vouches for it."""
    return len(title_key(line.text)) >= _A_TITLE and not _is_framed(line)


def _candidates(segments: list[Segment]) -> Iterator[Segment]:
    """Lines above the body that may be a title; several short ones of one block (br, p) count as a whole, too."""
    for lines in _blocks(segments):
        whole = [lines[0]._replace(text=" ".join(line.text for line in lines))] if len(lines) > 1 else []
        yield from (line for line in whole + lines if 2 <= len(line.text) <= _LONGEST)


def _blocks(segments: list[Segment]) -> Iterator[list[Segment]]:
    """The lines of each block above body and paragraphs that are not labelled."""
    block, lines = None, list[Segment]()
    for segment in segments:
        text, element, _ = segment
        if text == BODY_PLACE or len(text) > _LONGEST:
            break
        if (own := element.getparent() if element.tag == "p" else element) is not block:
            if lines:
                yield lines
                lines = []
            block = own
        if not _is_labelled(segment):
            lines.append(segment)
    if lines:
        yield lines


def _is_labelled(line: Segment) -> bool:
    """A crumb, or some words and a colon; of ``<h1>图解：…</h1>`` these are the title's own."""
    if not _LABELLED.match(line.text):
        return _NO_TITLE.search(line.text) is not None or _BRACKETED_DAY.match(line.text) is not None
    labelled = line.text[0] in "【[(（" or line.text.endswith((":", "：")) or begins_with_label(line.text)
    return labelled or _look(line) <= 0


def _spelt(shown: str, stated: str, site_name: str) -> str:
    """The shown title; where only its spaces (line breaks) differ from the stated one, as that has them."""
    title = bare_title(shown, site_name)
    if shown == stated:
        return title
    others = (bare_title(stated, site_name), clean_title(stated, site_name))
    return next((other for other in others if "".join(title.split()) == "".join(other.split())), title)


def _same(lines: list[Segment], key: str) -> Segment | None:
    return max((line for line in lines if title_key(line.text) == key), key=_look, default=None)


def _spread(lines: list[Segment], key: str) -> Segment | None:
    """The second of two neighbouring lines that are the title together: who issued it, and what about."""
    pairs = pairwise(lines) if len(key) >= _A_TITLE else ()
    ends = (line for first, line in pairs if key == title_key(first.text) + title_key(line.text))
    return next(ends, None)


def _uncut(lines: list[Segment], stated: str) -> Segment | None:
    """The line that says whole what ArticleTitle says up to its ``...``."""
    stem = title_key(stated)
    if not is_cut(stated) or len(stem) < _A_TITLE:
        return None
    return max((line for line in lines if title_key(line.text).startswith(stem)), key=_look, default=None)


def _promise(line: Segment, stated: str, page_title: str) -> float:
    """How much a line is the title, wherever it stands: agreement counts twice what looks count."""
    key = title_key(line.text)
    look = _look(line)
    agreement = _agreement(key, stated or page_title)
    if not stated and look <= 0 and not page_title.startswith(key):
        agreement *= 0.4  # a crumb of a <title> that begins with the site
    return look + 2 * agreement


def _agreement(key: str, reference: str) -> float:
    """1 where the reference begins with all of ``key`` and little follows, 0 where they have nothing in common."""
    if len(key) < 4 or key not in reference:
        return 0.0
    share = len(key) / len(reference)
    return min(1.0, 0.4 + share) if reference.startswith(key) or reference.endswith(key) else share


def _look(line: Segment) -> float:
    """Heading elements, and classes called title."""
    rank = _RANK.get(line.element.tag, 0.0) or _size(line)
    return rank + (0.6 if any(_is_titled(_name(one)) for one in _around(line)) else 0.0)


def _size(line: Segment) -> float:
    """What ``<font size="5">`` says of the whole line, on pages older than style sheets."""
    large = (font for font in (line.inner, line.inner.getparent()) if font is not None and font.tag == "font")
    return 0.6 if any((font.get("size") or "").strip() in _LARGE for font in large) else 0.0


def _stands_out(line: Segment) -> bool:
    """It is centred, and large or bold by its own style: paragraphs of a body are large, too."""
    around = list(_around(line))
    styled = any(one.tag in ("b", "strong") or _STYLED.search(_style(one)) for one in around)
    return styled and any(map(_is_centred, around))


def _is_centred(element: Element) -> bool:
    centred = element.tag == "center" or (element.get("align") or "").lower() == "center"
    return centred or _CENTRED.search(_style(element)) is not None


def _style(element: Element) -> str:
    return (element.get("style") or "")[:_LONGEST_NAME]


def _around(line: Segment) -> Iterator[Element]:
    """From the element of its first words up to what its block stands in."""
    element: Element | None = line.inner
    while element is not None:
        yield element
        if element is line.element:
            break
        element = element.getparent()
    if (outer := line.element.getparent()) is not None:
        yield outer


def _is_framed(line: Segment) -> bool:
    """Stands in header, footer, menu or breadcrumb."""
    for one in (line.element, *line.element.iterancestors()):
        if one.tag in _TEXTS:
            return False  # its header is no site's
        if one.tag in _FRAMES or (one.tag not in ("body", "html") and _is_site_part(_name(one))):
            return not any(outer.tag in _TEXTS for outer in one.iterancestors())
    return False


def _name(element: Element) -> str:
    return f"{element.get('class', '')} {element.get('id', '')}".strip()[:_LONGEST_NAME]


@lru_cache(maxsize=1024)  # pages of one site share their names
def _is_titled(name: str) -> bool:
    return _TITLED.search(name) is not None


@lru_cache(maxsize=1024)
def _is_site_part(name: str) -> bool:
    return _SITE_PART.search(name) is not None
