"""The block below a title, or of a page without one, that holds most of what can be a notice: words that are no links,
pictures, and files."""

import re
from collections.abc import Collection
from itertools import takewhile

from lxml import etree

from federator.notation.folding import fold, is_site_name
from federator.notice_page.afterwards import comes_after
from federator.notice_page.attachment_blocks import heads_files
from federator.notice_page.candidates import is_crumb
from federator.notice_page.document import Element, words_of
from federator.notice_page.labels import INDEX_LABEL, begins_with_label, is_dated_facts, is_facts
from federator.notice_page.loose import gather_loose, levels_of
from federator.notice_page.record import is_record
from federator.notice_page.segments import BLOCKS, Segment, is_time
from federator.notice_page.weight import PICTURES, Weights, naming

_COUNTED = re.compile(r"(?:19|20)\d\d[-/.年]\d\d?[-/.月]\d.{0,80}(?:浏览|阅读|点击|访问)", re.A)
"""``发表于 2026-10-15 | 浏览 45 次``."""
_DESCENDED = {"body", "div", "td", "tr", "tbody", "table", "section", "article", "form", "main", "center", "font"}
_FLOW = {"p", "table"}
_PARAGRAPHS, _FRAME_TAGS = ("p", "div"), ("footer", "nav")
_AT_TOP = 4
_STEPS_DOWN = 12
_A_NOTICE, _A_LINE, _A_LABEL = 40, 300, 40
_ONE_OF_MANY, _ONE_OF_SECTIONS, _NEARLY = 1.4, 2.0, 0.9


def heaviest_below(heading: Element, segments: list[Segment]) -> Element | None:
    """The block after ``heading`` that holds most; nearer to the title and better named wins.

    ``segments`` are those of the whole page.
    """
    place = next((place for place, segment in enumerate(segments) if segment.element is heading), 0)
    weights = Weights(heading.getroottree().getroot(), segments[place:])
    levels = dict.fromkeys(levels_of(heading, segments))
    best, promise = None, 0.0
    for steps, level in enumerate(levels):
        for block in level.itersiblings():
            held = weights.of(block) * naming(block) * 0.8**steps
            if held <= promise or weights.leads_elsewhere(block):
                continue
            held *= 0.1 if weights.lists_others(block) else 1.0
            if held <= promise:
                continue
            words = words_of(block)
            if not (
                comes_after(words, weights.of(block))
                or is_dated_facts(fold(words[:_A_LINE]).strip())
                or heads_files(block)
                or _is_record(block, words)
            ):
                best, promise = block, held
    if (loose := _loose(levels, best, weights)) is not None:
        return loose
    if best is None:
        return None
    run = _told_above(best, levels, weights) or _run_around(best, levels, weights)
    return _gathered(run) if run else _tightest(best, weights)


def _loose(levels: Collection[Element], best: Element | None, weights: Weights) -> Element | None:
    """The words that stand loose behind the title where they weigh more than ``best``, or stand beside it, which is no
    body by its name."""

    def outweighs(letters: int, outer: Element) -> bool:
        if best is None or (best.getparent() is outer and naming(best) <= 1.0):
            return True
        return letters > weights.of(best)

    return gather_loose(levels, outweighs, lambda block: _ends_body(block, weights))


def heaviest_of(tree: Element, segments: list[Segment]) -> Element | None:
    """The block that holds nearly all that a page without a visible title, whose ``segments`` these are, can have of
    its notice; None where no block does, or it is little."""
    weights = Weights(tree, [segment for segment in segments if not is_crumb(segment.text)])
    best, inner = tree, _main_part(tree, weights)
    while inner is not None:
        best, inner = inner, _main_part(inner, weights)
    enough = best.tag not in ("html", "body") and weights.of(best) >= _A_NOTICE
    strange = comes_after(words_of(best), weights.of(best)) or weights.leads_elsewhere(best)
    return best if enough and not strange else None


def _main_part(element: Element, weights: Weights) -> Element | None:
    """What holds nearly all of ``element`` beside header, menus, footer and what else there is to read."""
    parts = {child: weights.of(child) for child in element if not _ends_body(child, weights)}
    enough = _NEARLY * sum(parts.values())
    blocks = (one for one in parts if one.tag in _DESCENDED and one.tag in BLOCKS)  # others are weighed anew each time
    return next((one for one in blocks if parts[one] >= enough > 0), None)


def _run_around(best: Element, levels: Collection[Element], weights: Weights) -> list[Element]:
    """The blocks between the title, which ``levels`` hold, and what comes after the body, where ``best`` is but one
    picture, paragraph or section among them: the body has no element of its own. Nothing where ``best`` is the body."""
    title = next((one for one in best.itersiblings(preceding=True) if one in levels), None)
    is_picture = best.tag in PICTURES
    is_paragraph = is_picture or (best.tag in _PARAGRAPHS and next(best.iterdescendants(*BLOCKS), None) is None)
    share = 1.0 if is_picture else _ONE_OF_MANY if is_paragraph else _ONE_OF_SECTIONS
    enough = share * weights.of(best)
    may_run = is_paragraph or best.tag in _FLOW
    goes_on = _goes_on_in_table(best, weights)
    if title is None or not (may_run or goes_on or sum(map(weights.without_pictures, title.itersiblings())) >= enough):
        return []
    run = _below_facts(list(takewhile(lambda one: not _ends_body(one, weights), title.itersiblings())), weights)
    held = [number for number, one in enumerate(run) if _is_held(one, weights)]
    signed = _signed(run[held[-1] + 1 :], run[held[-1]]) if held else 0
    run = run[held[0] : held[-1] + 1 + signed] if held else []
    tags = {one.tag for one in run}
    paragraphs = best.tag in _FLOW and "p" in tags and tags <= _FLOW
    enough = 0.0 if goes_on or paragraphs or (is_paragraph and signed) else enough
    return run if sum(map(weights.of, run)) >= enough else []


def _goes_on_in_table(best: Element, weights: Weights) -> bool:
    """A table without links stands right behind it: the parcels, the fees."""
    beside = best.getnext()
    if beside is None or not weights.of(beside) or _ends_body(beside, weights):
        return False
    return next(beside.iter("table"), None) is not None and next(beside.iter("a"), None) is None


def _told_above(best: Element, levels: Collection[Element], weights: Weights) -> list[Element]:
    """The blocks between the title, which ``levels`` hold, and ``best``, where they tell in sentences and that is a box
    of nothing but files, which is called so: they are attached."""
    if best.tag == "p" or not weights.files_in(best) or "。" in words_of(best):
        return []
    before = list(best.itersiblings(preceding=True))
    told = list(takewhile(lambda one: one not in levels, before))[::-1]
    run = [one for one in _below_facts(told, weights) if weights.of(one)] if len(told) < len(before) else []
    if not any("。" in words_of(one) for one in run):
        return []
    best.set("class", "attach")
    return run


def _is_held(block: Element, weights: Weights) -> bool:
    """It has words, none of them facts of the record, or a file."""
    return weights.files_in(block) > 0 or (weights.of(block) > 0 and not is_facts(fold(words_of(block))))


def _signed(rest: list[Element], last: Element) -> int:
    """How many of the blocks behind the ``last`` words the day is part of that stands below a signature; ``2026-3-18``
    is one where these are a name."""
    lines = [fold(words_of(one)).strip() for one in rest[:_AT_TOP]]
    place = next((place for place, line in enumerate(lines) if line), None)
    if place is None or not is_time(lines[place]):
        return 0
    return place + 1 if lines[place].endswith("日") or is_site_name(fold(words_of(last)).strip()) else 0


def _below_facts(run: list[Element], weights: Weights) -> list[Element]:
    """The run without the lines of source and time at its top, and what its site says above them (its column), which
    is no sentence."""
    told = (fold(words_of(one)).strip() for one in run[:_AT_TOP])
    lines = list(takewhile(lambda line: not line.endswith("。"), told))
    facts = [place for place, line in enumerate(lines) if line and (_COUNTED.search(line) or _is_labelled(line))]
    below = run[facts[-1] + 1 :] if facts else run
    is_most = 2 * sum(map(weights.of, below)) > sum(map(weights.of, run))  # else the day stands below a signature
    return below if is_most else run


def _is_labelled(line: str) -> bool:
    return is_time(line) or begins_with_label(line) or is_dated_facts(line)


def _ends_body(block: Element, weights: Weights) -> bool:
    framed = naming(block) < 1.0 or block.tag in _FRAME_TAGS or heads_files(block)
    words = words_of(block)
    return framed or comes_after(words, weights.of(block)) or _is_record(block, words)


def _is_record(block: Element, words: str) -> bool:
    """It is the number table of the notice, and begins with its 索引号."""
    return INDEX_LABEL.search(words, 0, _A_LABEL) is not None and is_record(block)


def _gathered(run: list[Element]) -> Element:
    """The blocks in one element that stands in their place."""
    holder = etree.Element("table" if run[0].tag == "tr" else "div")
    run[0].addprevious(holder)
    for block in run[:-1]:
        holder.append(block)
    tail, run[-1].tail = run[-1].tail, None
    holder.append(run[-1])
    holder.tail = tail
    return holder


def _tightest(element: Element, weights: Weights) -> Element:
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
