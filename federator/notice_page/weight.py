"""The block below a title, or of a page without one, that holds most of what can be a notice: words that are no links,
pictures, and files."""

import re
from itertools import takewhile

from lxml import etree

from federator.notation.folding import fold, label_key, letters_in
from federator.notice_page.candidates import is_crumb
from federator.notice_page.document import Element, words_of
from federator.notice_page.file_links import leads_to_file, links_of
from federator.notice_page.labels import KEYS, NEXT_LABEL, begins_with_label, is_facts
from federator.notice_page.segments import BLOCKS, Segment, is_time, segments_of

_BODYLIKE = re.compile(
    r"content|article|detail|text|txt|zoom|editor|(?:^|[\s_-])(?:con|nr|zw|body|main|news|info)(?:$|[\s_-])", re.I
)
_FRAME = re.compile(
    r"foot|copy|nav|menu|side|crumb|share|prev|next|other|relat|tool|print|close|search|header|login|link|banner"
    r"|attach|fujian|annex|(?:^|[\s_-])fj",
    re.I,
)
_OTHERS = (
    "相关(?:文章|信息|阅读|新闻|链接|解读|文档|报道|推荐)|(?:最新|热[点门]|推荐)(?:文章|新闻|资讯|阅读|推荐)|延伸阅读"
)
_AFTERWARDS = re.compile(
    rf"[^\w。]{{0,4}}(?:[上下]一[篇条页]|版权所有|主办单位|Copyright|ICP备|{_OTHERS})",
    re.I,
)
OTHERS = re.compile(rf"(?:{_OTHERS})[^\w。]{{0,4}}")
"""Heads a list of what else there is to read."""
_FOOTER = re.compile("ICP备|icp备|公网安备|网站标识码|版权[所声]|Copyright|CopyRight|copyright|COPYRIGHT|网站地图")
"""Spelt out: in any case it would take five times as long."""
_SIGNED = re.compile(r"(?:ICP备|icp备|公网安备|标识码)\D{0,9}\d{5}|版权所有|[Cc]opy[Rr]ight|COPYRIGHT", re.A)
"""A sentence may name the others, and what a site is registered under, but not its number."""
_DAY = re.compile(r"(?:19|20)\d\d[-/.年]\d\d?[-/.月]\d\d?日?", re.A)
_DESCENDED = {"body", "div", "td", "tr", "tbody", "table", "section", "article", "form", "main", "center", "font"}
_PARAGRAPHS, _FRAME_TAGS = ("p", "div"), ("footer", "nav")
_ONE_OF_MANY, _ONE_OF_SECTIONS, _MOSTLY, _NEARLY = 1.4, 2.0, 0.6, 0.9
_CELLS = ("td", "th", "dt")
_AT_TOP = 4
_PICTURES = ("img", "iframe", "embed", "object")
_STEPS_DOWN = 12
_A_PICTURE, _A_FILE, _A_NOTICE, _A_FOOTER, _AN_OPENING, _A_VALUE = 30, 20, 40, 300, 40, 60


def heaviest_below(heading: Element, segments: list[Segment]) -> Element | None:
    """The block after ``heading`` that holds most; nearer to the title and better named wins.

    ``segments`` are those of the whole page.
    """
    place = max((place for place, segment in enumerate(segments) if segment.element is heading), default=0)
    weights = _Weights(heading.getroottree().getroot(), segments[place:])
    best, promise = None, 0.0
    for steps, level in enumerate((heading, *heading.iterancestors())):
        for block in level.itersiblings():
            held = weights.of(block) * _naming(block) * 0.8**steps
            if held <= promise or weights.leads_elsewhere(block):
                continue
            held *= 0.1 if weights.lists_others(block) else 1.0
            if held <= promise:
                continue
            words = words_of(block)
            if not comes_after(words, weights.of(block)) and not _is_dated_facts(words):
                best, promise = block, held
    if best is not None and (run := _run_around(best, heading, weights)):
        return _gathered(run)
    return _tightest(best, weights) if best is not None else None


def heaviest_of(tree: Element, segments: list[Segment]) -> Element | None:
    """The block that holds nearly all that a page without a visible title, whose ``segments`` these are, can have of
    its notice; None where no block does, or it is little."""
    weights = _Weights(tree, [segment for segment in segments if not is_crumb(segment.text)])
    best, inner = tree, _main_part(tree, weights)
    while inner is not None:
        best, inner = inner, _main_part(inner, weights)
    enough = best.tag not in ("html", "body") and weights.of(best) >= _A_NOTICE
    strange = comes_after(words_of(best), weights.of(best)) or weights.leads_elsewhere(best)
    return best if enough and not strange else None


def _main_part(element: Element, weights: "_Weights") -> Element | None:
    """What holds nearly all of ``element`` beside header, menus, footer and what else there is to read."""
    parts = {child: weights.of(child) for child in element if not _ends_body(child, weights)}
    enough = _NEARLY * sum(parts.values())
    blocks = (one for one in parts if one.tag in _DESCENDED and one.tag in BLOCKS)  # others are weighed anew each time
    return next((one for one in blocks if parts[one] >= enough > 0), None)


def _run_around(best: Element, heading: Element, weights: "_Weights") -> list[Element]:
    """The blocks between the title and what comes after the body, where ``best`` is but one picture, paragraph or
    section among them: the body has no element of its own. Nothing where ``best`` is the body."""
    above = {heading, *heading.iterancestors()}
    title = next((one for one in best.itersiblings(preceding=True) if one in above), None)
    is_picture = best.tag in _PICTURES
    is_paragraph = is_picture or (best.tag in _PARAGRAPHS and next(best.iterdescendants(*BLOCKS), None) is None)
    share = 1.0 if is_picture else _ONE_OF_MANY if is_paragraph else _ONE_OF_SECTIONS
    enough = share * weights.of(best)
    if title is None or not (is_paragraph or _said_below(title, weights) >= enough):
        return []
    run = _below_facts(list(takewhile(lambda one: not _ends_body(one, weights), title.itersiblings())), weights)
    held = [number for number, one in enumerate(run) if _is_held(one, weights)]
    signed = _signed(run[held[-1] + 1 :]) if held else 0
    run = run[held[0] : held[-1] + 1 + signed] if held else []
    paragraphs = best.tag == "p" and all(one.tag == "p" for one in run)
    return run if sum(map(weights.of, run)) >= enough or paragraphs or (is_paragraph and signed) else []


def _said_below(title: Element, weights: "_Weights") -> int:
    """What the blocks below it hold besides pictures: bars to share a page by have many."""
    return sum(weights.of(one) - _A_PICTURE * sum(1 for _ in one.iter(*_PICTURES)) for one in title.itersiblings())


def _is_held(block: Element, weights: "_Weights") -> bool:
    """It has words, none of them facts of the record, or a file."""
    return weights.files_in(block) > 0 or (weights.of(block) > 0 and not is_facts(fold(words_of(block))))


def _is_dated_facts(words: str) -> bool:
    """``2026-08-15 来源：县水利局``, which a box holds of its own."""
    line = fold(words[:_A_FOOTER]).strip()
    return is_facts(line) and _DAY.match(line) is not None and NEXT_LABEL.search(line) is not None


def _signed(rest: list[Element]) -> int:
    """How many of the blocks behind the last words the day is part of that stands below a signature."""
    lines = [fold(words_of(one)).strip() for one in rest[:_AT_TOP]]
    place = next((place for place, line in enumerate(lines) if line), None)
    return place + 1 if place is not None and is_time(lines[place]) and lines[place].endswith("日") else 0


def _below_facts(run: list[Element], weights: "_Weights") -> list[Element]:
    """The run without the lines of source and time at its top, and what its site says above them (its column), which
    is no sentence."""
    told = (fold(words_of(one)).strip() for one in run[:_AT_TOP])
    lines = list(takewhile(lambda line: not line.endswith("。"), told))
    facts = [place for place, line in enumerate(lines) if line and (is_time(line) or begins_with_label(line))]
    below = run[facts[-1] + 1 :] if facts else run
    is_most = 2 * sum(map(weights.of, below)) > sum(map(weights.of, run))  # else the day stands below a signature
    return below if is_most else run


def _ends_body(block: Element, weights: "_Weights") -> bool:
    return _naming(block) < 1.0 or block.tag in _FRAME_TAGS or comes_after(words_of(block), weights.of(block))


def _gathered(run: list[Element]) -> Element:
    """The blocks in one element that stands in their place."""
    holder = etree.Element("div")
    run[0].addprevious(holder)
    for block in run[:-1]:
        holder.append(block)
    tail, run[-1].tail = run[-1].tail, None
    holder.append(run[-1])
    holder.tail = tail
    return holder


class _Weights:
    """How much each block of a page holds, added up once from its innermost blocks outwards."""

    def __init__(self, root: Element, segments: list[Segment]) -> None:
        self._held: dict[Element, int] = {}
        label = False
        for segment in segments:
            is_value = label and len(segment.text) <= _A_VALUE
            label = segment.element.tag in _CELLS and label_key(segment.text[:_A_VALUE]) in KEYS
            if not (label or is_value):
                self._add(segment.element, _weight(segment))
        for picture in root.iter(*_PICTURES):
            self._add(picture, _A_PICTURE)
        self._files = set(filter(leads_to_file, links_of(root, words_of(root))))
        for link in self._files:
            self._add(link, _A_FILE)
        for element in reversed(list(root.iter())):
            if (weight := self._held.get(element, 0)) and (outer := element.getparent()) is not None:
                self._add(outer, weight)

    def _add(self, element: Element, weight: int) -> None:
        self._held[element] = self._held.get(element, 0) + weight

    def of(self, element: Element) -> int:
        """Words that are neither links nor labels and their values, pictures, and links to files."""
        if element.tag in BLOCKS:
            return self._held.get(element, 0)
        pictures = sum(1 for _ in element.iter(*_PICTURES))
        return sum(map(_weight, segments_of(element))) + _A_PICTURE * pictures + _A_FILE * self.files_in(element)

    def files_in(self, element: Element) -> int:
        """How many of its links lead to files."""
        return sum(link in self._files for link in element.iter("a"))

    def leads_elsewhere(self, block: Element) -> bool:
        """Most of its words are links to other pages: files are what a notice may be made of."""
        return self._links(block) > _MOSTLY * len("".join(words_of(block).split()))

    def lists_others(self, block: Element) -> bool:
        """Most of its words are links to other pages and the day of each."""
        linked = self._links(block)
        return linked > 0 and linked > _MOSTLY * len("".join(_DAY.sub("", words_of(block)).split()))

    def _links(self, block: Element) -> int:
        return sum(len(words_of(link).strip()) for link in block.iter("a") if link not in self._files)


def _weight(segment: Segment) -> int:
    counts = not begins_with_label(segment.text) and not is_time(segment.text)
    return letters_in(segment.text) if counts else 0


def comes_after(words: str, weight: int) -> bool:
    """What comes after a notice: others before and after it, related ones, or a footer (longer than some notices)."""
    begins = fold(words.lstrip()[:_AN_OPENING])
    return bool(_AFTERWARDS.match(begins) or (weight <= _A_FOOTER and is_footer(words)))


def is_footer(words: str) -> bool:
    """They say whose the site is, and by whose leave."""
    return (_SIGNED if "。" in words else _FOOTER).search(words) is not None


def _naming(element: Element) -> float:
    name = f"{element.get('id', '')} {element.get('class', '')}"
    return (2.0 if _BODYLIKE.search(name) else 1.0) * (0.1 if _FRAME.search(name) else 1.0)


def _tightest(element: Element, weights: _Weights) -> Element:
    """Down to the innermost block that still holds nearly all of it and its files; to a table where it holds all."""
    whole = weights.of(element)
    for _ in range(_STEPS_DOWN):
        children = [child for child in element if child.tag in _DESCENDED]
        enough = {child: whole if child.tag == "table" else _NEARLY * whole for child in children}
        inner = next((child for child in children if weights.of(child) >= enough[child]), None)
        if inner is None or weights.files_in(inner) < weights.files_in(element):
            break
        element = inner
    return element
