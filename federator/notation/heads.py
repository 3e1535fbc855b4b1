"""The row that says what stands in which column of a list."""

from itertools import chain, islice

from lxml.html import HtmlElement

_FEW, _MANY = 20, 60
"""What stands before a list beside its head, and in a head; each row would go through it."""


def head_of(row: HtmlElement) -> HtmlElement | None:
    """The first row of the table, or of one right before it that holds nothing but heads; in a list of ``li`` or
    ``div`` with a cell each, the first of them, where it has as many cells and no link, or a row of what stands before
    the list. None where there is none.
    """
    return _of_table(row) if row.tag == "tr" else _of_list(row)


def _of_table(row: HtmlElement) -> HtmlElement | None:
    table = next(row.iterancestors("table"), None)
    around = [one for one in (table, row.getparent()) if one is not None]
    heads = [head for one in around if (head := _fitting(one.find(".//tr"), row)) is not None]
    if heads and not any(one.tag == "a" for one in islice(heads[0].iter(), _MANY)):
        return heads[0]
    apart = _fitting(_row_before(table), row) if table is not None else None
    return apart if apart is not None else next(iter(heads), None)


def _row_before(table: HtmlElement) -> HtmlElement | None:
    """The row that a table, or what it alone lies in, stands below, where that begins what is right before it."""
    before, box = table.getprevious(), table.getparent()
    if before is None and table.getnext() is None and box is not None:
        before = box.getprevious()
    return next((one for one in islice(before.iter(), _FEW) if one.tag == "tr"), None) if before is not None else None


def _of_list(row: HtmlElement) -> HtmlElement | None:
    around = row.getparent()
    if around is None:
        return None
    first = _fitting(next(around.iterchildren(row.tag), None), row)
    if first is not None and first.find(".//a") is None:
        return first
    before = around.getprevious()
    for one in chain((before,), islice(before, _FEW)) if before is not None else ():
        if _fitting(one, row) is not None and one.find(".//a") is None:
            return one
    return None


def _fitting(head: HtmlElement | None, row: HtmlElement) -> HtmlElement | None:
    return head if head is not None and head is not row and len(head) == len(row) else None
