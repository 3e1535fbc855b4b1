"""The values of labels: behind them in their line, in the next cell, or in the next element."""

import re
from collections.abc import Iterator
from itertools import islice

from federator.notation.folding import fold, label_key
from federator.notice_page.document import Element, first_words, words_of
from federator.notice_page.labels import ENDS, KEYS, LABEL, LABEL_END, NEXT_LABEL, spelt
from federator.notice_page.segments import BLOCKS, BODY_PLACE, Segment

LONGEST_LINE = 300
_LONGEST_VALUE = 200
_BUTTONS = re.compile(r"\s*[【\[(（]?\s*(?:字[体号]|打印|关闭|收藏|分享|我要|大\s*中\s*小|\|)\s*.*$", re.S)
_BUTTON_BEGINS = re.compile(r"[字打关收分我大|]")
_DAY = re.compile(r"(?<=[^\d\s])\s(?:19|20)\d\d[-/.年]\d\d?[-/.月]\d\d?日?(?:\s[\d:]{4,8})?\s*$", re.A)
_DAY_ENDS = frozenset("0123456789日")
_EDGES = " |｜,，;；【】[]　"
_CELLS = ("td", "th", "dt")
_COLONS = (":", "：", "】", "]")
_LISTS = ("ul", "ol", "li", "dl", "table", "select", "input")
_A_VALUE, _WIDEST = 60, 100
"""Characters of a value; cells of a row, which each of them would go through."""
_SURE = 3
"""Letters that make a label unmistakable even without a colon: 来源 and 标题 head many things."""


def pairs_in(line: str) -> Iterator[tuple[str, str]]:
    """``来源：甲 发布时间：乙 浏览次数：9``: each value ends at the next label."""
    first = LABEL.search(line)
    more = first and LABEL_END.search(line, first.end())
    found = [first, *(NEXT_LABEL.finditer(line, first.end()) if more else ())] if first else []
    ends = [*(one.start() for one in found[1:]), len(line)]
    for one, end in zip(found, ends, strict=False):
        label = KEYS.get(spelt(one))
        value = clean(line[one.end() : end])
        if label and value:
            yield label, value


def value_beside(segment: Segment, label: str) -> str:
    """What stands beside the line that is nothing but ``label``; ``""`` where nothing does."""
    if within := _below_label(segment):
        return _value(within)
    holder, outer = segment.element, segment.element.getparent()
    if outer is not None and outer.tag in _CELLS and _is_alone(holder):  # <td><p>索引号</p></td>
        holder, outer = outer, outer.getparent()
    if holder.tag not in _CELLS and holder.find("br") is not None:  # the next line is another label's, or the title
        return ""
    beside = _beside(holder, outer)
    beside = None if beside is not None and _has_own_label(beside) else beside
    if holder.tag in _CELLS or segment.text.endswith(_COLONS):
        return _value(_said(beside)) or _value(_said(_below(holder, outer)))
    sure = len(label) >= _SURE or label == "文号"
    return _value(_said(beside)) if sure and beside is not None and _is_small(beside) else ""


def _below_label(segment: Segment) -> str:
    """``<li><em>索引号</em><p>000014349/2017-00110</p></li>``: in the block behind the label in its element."""
    label = segment.inner
    if label is segment.element or label.getparent() is not segment.element or (label.tail or "").strip():
        return ""
    block = _next(label)
    return _said(block) if block is not None and block.tag in BLOCKS and block.getnext() is None else ""


def _has_own_label(beside: Element) -> bool:
    """``<li><b>成文日期</b>2026-03-18</li>``: of the label before it nothing is said."""
    return beside.tag in BLOCKS and len(beside) > 0 and label_key(first_words(beside)) in KEYS


def _beside(holder: Element, outer: Element | None) -> Element | None:
    """The next cell or element, or the one behind a cell that holds only a colon."""
    beside = _next(holder)
    if beside is None and outer is not None and outer.tag in _CELLS:
        beside = _next(outer)
    return _next(beside) if beside is not None and words_of(beside).strip() in _COLONS else beside


def _is_small(element: Element) -> bool:
    """No list and no box of its own: what the side of a page shows under 发布单位 is no value."""
    return len(_said(element)) <= _A_VALUE and next(element.iterdescendants(*_LISTS), None) is None


def bare_pairs(segment: Segment) -> Iterator[tuple[str, str]]:
    """``<li><b>索引号</b>000014349/2017-00110</li>``: only elements of their own tell labels and values apart."""
    first = segment.inner
    within = list(islice(first, 2))  # to count them all anew for each line of a body would take the square of it
    if first is segment.element and len(within) == 1 and (label := KEYS.get(label_key(first.text or ""))):
        value = clean(f"{words_of(first[0])}{first[0].tail or ''}")  # <li>信息来源<span>县水利局</span></li>
        if len(value) > 1 and len(label) > _SURE and first[0].tag != "a" and not _is_label(value):
            yield label, value
        return
    alone = first is not segment.element and not within
    words = fold(first.text or "") if alone else ""
    label = KEYS.get("".join(words.split()))
    if not label or not segment.text.startswith(words):
        return
    value = clean(segment.text.removeprefix(words))
    if not value or value[0] in _COLONS or _is_label(value):
        return
    pairs = [(label, "")]
    for element in first.itersiblings() if first.getparent() is segment.element else ():
        said = words_of(element)
        if another := KEYS.get(label_key(said)):
            pairs.append((another, element.tail or ""))
        elif label_key(said) in ENDS:
            pairs.append(("", element.tail or ""))
        else:
            pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]}{said}{element.tail or ''}")
    yield from (
        ((one, clean(said)) for one, said in pairs if one and clean(said)) if len(pairs) > 1 else [(label, value)]
    )


def clean(value: str) -> str:
    """A value without the buttons or the day behind it, and what sets it off."""
    plain = fold(value)
    plain = _DAY.sub("", plain) if plain[-1:] in _DAY_ENDS and plain[0] not in "12" else plain
    return (_BUTTONS.sub("", plain) if _BUTTON_BEGINS.search(plain) else plain).strip(_EDGES)[:_LONGEST_VALUE]


def _is_label(words: str) -> bool:
    """They are a label, or begin with one."""
    return label_key(words) in KEYS or LABEL.match(words) is not None


def _said(element: Element | None) -> str:
    return fold(words_of(element)) if element is not None else ""


def _value(said: str) -> str:
    return "" if len(said) > LONGEST_LINE or BODY_PLACE in said or _is_label(said) else clean(said)


def _below(cell: Element, row: Element | None) -> Element | None:
    """The cell below, where a table prints its labels in one row and their values in the next."""
    if row is None or cell.tag not in ("td", "th") or not _holds_labels(row, cell):
        return None
    values = _next(row)
    return values[row.index(cell)] if values is not None and len(values) == len(row) else None


def _holds_labels(row: Element, cell: Element) -> bool:
    cells = list(islice(row, _WIDEST))
    return 1 < len(cells) < _WIDEST and all(label_key(words_of(other)) in KEYS for other in cells if other is not cell)


def _is_alone(element: Element) -> bool:
    return element.getprevious() is None and element.getnext() is None


def _next(element: Element) -> Element | None:
    beside = element.getnext()
    return beside if beside is not None and isinstance(beside.tag, str) else None
