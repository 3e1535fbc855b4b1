"""The record of a notice (索引号 …, 发布时间 …) where it stands at the top of the body, of which it is no part."""

from federator.notation.folding import label_key, letters_in
from federator.notice_page.document import MATTER, Element, drop, words_of
from federator.notice_page.labels import DAY_LABEL, INDEX_LABEL, KEYS, LABEL, NEXT_LABEL, PUBLISHED, spelt
from federator.notice_page.segments import BLOCKS, Segment, segments_of

_STEPS, _AT_TOP, _LONGEST, _A_TABLE = 8, 300, 800, 3


def drop_record(body: Element, words: str) -> None:
    """Drop the blocks at its top that are a number table or a line of dates, unless nothing stands below them; it says
    ``words``."""
    told = INDEX_LABEL.search(words, 0, _AT_TOP) or DAY_LABEL.search(words, 0, _AT_TOP)
    for _ in range(_STEPS if told else 0):
        block = _record_at_top(body)
        if block is None or not (_holds_more(body, block) or next(body.iter(*MATTER), None) is not None):
            break
        drop(block)


def _holds_more(body: Element, block: Element) -> bool:
    return letters_in(words_of(body)) > letters_in(words_of(block))


def _record_at_top(body: Element) -> Element | None:
    element = body
    for _ in range(_STEPS):
        first = next((one for one in element if words_of(one).strip()), None)
        if first is None or first.tag not in BLOCKS or (element.text or "").strip():
            return None
        if is_record(first):
            return first
        element = first
    return None


def is_record(block: Element) -> bool:
    """It says hardly more than what stands behind labels of a notice, 索引号 or its day among them."""
    words = words_of(block)
    if len(words) > _LONGEST or "。" in words:
        return False
    lines = segments_of(block)
    labels = [label for line in lines for label in _labels(line)]
    known = {KEYS[label] for label in labels if label in KEYS}
    enough = "索引号" in known if len(labels) >= _A_TABLE else len(labels) > 1 and not known.isdisjoint(PUBLISHED)
    return enough and 2 * len(labels) >= len(lines)


def _labels(line: Segment) -> list[str]:
    """Those that the line says, or is."""
    own = "" if line.inner is line.element else label_key(line.inner.text or "")
    if (label := label_key(line.text)) in KEYS or (label := own) in KEYS:
        return [label]
    first = LABEL.match(line.text)
    found = [first, *NEXT_LABEL.finditer(line.text, first.end())] if first else []
    return list(map(spelt, found))
