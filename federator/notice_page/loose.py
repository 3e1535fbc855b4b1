"""A body without an element of its own: words that stand loose behind the title, in lines of ``<br>``."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, dropwhile, takewhile

from lxml import etree

from federator.notation.folding import fold, letters_in
from federator.notice_page.afterwards import comes_after
from federator.notice_page.candidates import is_crumb
from federator.notice_page.document import Element, words_of
from federator.notice_page.labels import begins_with_label, is_facts
from federator.notice_page.segments import BLOCKS, Segment, is_time

LOOSE = "loose-words"
"""The class of the element that they are given."""
_A_BODY = 40
"""Letters."""
_ROWS = ("html", "table", "tbody", "tr", "ul", "ol", "dl")

Piece = Element | str
"""An element, or words that stand behind one."""


def gather_loose(
    levels: Iterable[Element],
    outweighs: Callable[[int, Element], bool],
    ends: Callable[[Element], bool],
) -> Element | None:
    """The words behind the title, with all that stands between them, in an element of their own; None where there are
    no sentences of such.

    ``levels`` are around the title, innermost first. ``outweighs`` says of a number of loose letters and of the element
    that they stand in whether they are more than any block, ``ends`` of an element whether it comes after a body.
    """
    for level in levels:
        outer = level.getparent()
        if outer is None or outer.tag in _ROWS:
            continue
        loose = "".join(_words_behind(level))
        if len(loose) < _A_BODY or "。" not in loose:
            continue
        letters = letters_in(fold(loose))
        if letters >= _A_BODY and outweighs(letters, outer):
            return _gathered(level, ends)
    return None


def levels_of(heading: Element, segments: list[Segment]) -> Iterator[Element]:
    """The block of the title and all around it, innermost first; before it what of it holds the line of the title,
    where the block holds what stands below as well."""
    own = [segment for segment in segments if segment.element is heading and not is_crumb(segment.text)]
    holds_more = len(own) > 1 or (own and next(heading.iterchildren(*BLOCKS), None) is not None)
    inner = own[0].inner if holds_more else heading
    while inner is not heading and (outer := inner.getparent()) is not None:
        if outer is heading:
            yield inner
        inner = outer
    yield from (heading, *heading.iterancestors())


def _words_behind(level: Element) -> Iterator[str]:
    """Those that no block holds, and no link."""
    yield level.tail or ""
    for one in level.itersiblings():
        if one.tag not in BLOCKS and one.tag != "a":
            yield words_of(one)
        yield one.tail or ""


def _gathered(level: Element, ends: Callable[[Element], bool]) -> Element | None:
    """What follows ``level`` up to what comes after a body, without the facts at its top."""
    whole = takewhile(lambda one: not _is_past(one, ends), _pieces(level))
    lines = [line for line in dropwhile(_is_told_of, _lines(whole)) if line]
    pieces = list(chain.from_iterable(lines))
    return _held(pieces, level) if pieces else None


def _pieces(level: Element) -> Iterator[Piece]:
    yield level.tail or ""
    for one in list(level.itersiblings()):
        yield one
        yield one.tail or ""


def _is_past(piece: Piece, ends: Callable[[Element], bool]) -> bool:
    return comes_after(piece, letters_in(fold(piece))) if isinstance(piece, str) else ends(piece)


def _lines(pieces: Iterator[Piece]) -> Iterator[list[Piece]]:
    """They end behind a ``br``, and before and behind a block."""
    line: list[Piece] = []
    for piece in pieces:
        is_block = not isinstance(piece, str) and piece.tag in BLOCKS
        if is_block:
            yield line
            line = []
        line.append(piece)
        if is_block or (not isinstance(piece, str) and piece.tag == "br"):
            yield line
            line = []
    yield line


def _is_told_of(line: list[Piece]) -> bool:
    """It says when the notice was published, and such things of it, or nothing."""
    words = fold("".join(one if isinstance(one, str) else words_of(one) for one in line)).strip()
    return not letters_in(words) or (
        "。" not in words and (is_facts(words) or is_time(words) or begins_with_label(words))
    )


def _held(pieces: list[Piece], level: Element) -> Element:
    """The pieces in one element, which stands where the first of them stood."""
    holder = etree.Element("div", {"class": LOOSE})
    elements = [one for one in pieces if not isinstance(one, str)]
    if isinstance(pieces[0], str):
        beside = (one for one in (level, *level.itersiblings()) if one.tail == pieces[0])
        before = elements[0].getprevious() if elements else next(beside)
        before = level if before is None else before
        before.tail, holder.text = None, pieces[0]
        before.addnext(holder)
    else:
        elements[0].addprevious(holder)
    holder.extend(elements)
    if elements and not isinstance(pieces[-1], str):
        holder.tail, elements[-1].tail = elements[-1].tail, None
    return holder
