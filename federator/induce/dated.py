"""What reads as a date on a list page: an element, a bare text, or the end of one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from lxml.html import HtmlElement

from federator.induce.page import Page, Piece
from federator.notation.dates import LEAP_YEAR, read_time
from federator.notation.unsure import rough_day

LONGEST, _LONGEST_LINE, _A_LABEL = 40, 120, 12
"""Characters of a date with its label, of a line that has more to say but is no sentence, and of a label."""
_SENTENCE = re.compile(r"[，。；！？]")
_DIGIT = re.compile(r"[\d一二三四五六七八九]")
PUBLISHED = re.compile(r"[发公][布表开](?!机构|单位|部门|主体)|公[示告](?:开始|起始)?(?:时间|日期)|发稿|刊登")
_SAYS_WHEN = re.compile(rf"{PUBLISHED.pattern}|(?<![\u4e00-\u9fff])(?:日期|时间)\s?[:：]")
_IN_TEXT = re.compile(r"(?:19|20)\d\d[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}", re.A)


@dataclass(frozen=True, slots=True)
class Written:
    """A text that reads as a date."""

    day: date
    text: str
    element: HtmlElement
    yearless: bool
    rough: bool = False


def written_in(page: Page, block: HtmlElement, year: int | None) -> Iterator[Written]:
    """Each element of the block whose words, few, read as a date; a ``time`` that says 3小时前 or 9月25日 by its
    ``datetime``."""
    met: set[HtmlElement] = set()
    for node in block.iter("time"):
        stated = node.get("datetime", "")
        if not read_time(page.text_of(node)) and (found := read_written(stated, None, node)):
            yield found
    for piece in page.pieces_of(block):
        if not _DIGIT.search(piece.text):
            continue
        node = piece.element
        while node is not block and node is not None and node not in met:
            met.add(node)
            text = page.text_of(node)
            if len(text) > _LONGEST_LINE or (len(text) > LONGEST and _SENTENCE.search(text)):
                break
            if found := read_written(text, year, node):
                yield found
            node = node.getparent()


def read_written(text: str, year: int | None, element: HtmlElement) -> Written | None:
    """``text`` as a date, which ``year`` may complete; None for what is none."""
    if found := read_time(text):
        return Written(found.day, text, element, False)
    if bare := read_time(text, year or LEAP_YEAR):
        return Written(bare.day, text, element, year is None)
    rough = rough_day(text)
    return Written(rough, text, element, False, rough=True) if rough else None


def day_beside(pieces: Iterable[Piece], year: int | None) -> date | None:
    """The day that stands beside the link of a row without an element of its own, or at an end of its words."""
    numbered = [piece for piece in pieces if _DIGIT.search(piece.text)]
    short = (piece for piece in numbered if len(piece.text) <= LONGEST)
    dated = [found for piece in short if (found := read_written(piece.text, year, piece.element))]
    if dated:
        return min(dated, key=lambda one: len(one.text)).day
    return next((day for piece in numbered if (day := _at_end(piece.text))), None)


def _at_end(text: str) -> date | None:
    found = _IN_TEXT.search(text)
    if found is None or (found.start() > 2 and found.end() < len(text) - 2):
        return None
    read = read_time(found[0])
    return read.day if read else None


def label_in(text: str) -> str:
    """The words that say of which day a text speaks: those right before the day, or else all."""
    found = _IN_TEXT.search(text)
    before = text[: found.start()].strip() if found else ""
    return before[-_A_LABEL:] or text


def says_published(line: str) -> bool:
    """A line that has more to say than when, but that: ``索引号：… 发布日期：2024-03-18 文号：…``."""
    return len(line) <= _LONGEST_LINE and _SAYS_WHEN.search(line) is not None and not _SENTENCE.search(line)
