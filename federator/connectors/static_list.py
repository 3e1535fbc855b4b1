"""A page that holds its list itself, known by what the addresses of its notices look like."""

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from federator.connectors.failures import expect_column, failure_of
from federator.connectors.main_list import ANY_LINK, dated_rows, main_rows
from federator.connectors.page import text_of, tree_of
from federator.connectors.pager import following
from federator.connectors.plain_rows import plain_list
from federator.connectors.wordless_pager import next_numbered
from federator.model.answer import Answer
from federator.model.errors import ErrorKind, VisitError
from federator.model.row import ListPage, Row
from federator.notation.numbering import own_share
from federator.notation.parsing import base_of

_A_BOX = 12
"""Rows that stand beside a list at most."""


def read_static(answer: Answer, notice_link: re.Pattern[str], example: str) -> ListPage:
    """Rows of the page's main list, and the page that follows.

    HOME_PAGE for the site's home in place of the column, NO_ROWS where no link looks like ``example``.
    """
    text = text_of(answer)
    rows = plain_list(text, answer.url, notice_link)
    tree = None if rows and not _may_be_a_box(rows, answer.url) else tree_of(text)
    base = answer.url if tree is None else base_of(tree, answer.url)
    if tree is not None:
        rows = _main(tree, base, notice_link)
    if not rows:
        raise failure_of(text, VisitError(ErrorKind.NO_ROWS, f"no rule, and no link like {example}"))
    expect_column(rows[0].title, text, answer)
    request, total = following(text, tree, answer, base)
    return ListPage(rows, request or next_numbered(text, tree, answer, base), total)


def _main(tree: HtmlElement, base: str, notice_link: re.Pattern[str]) -> tuple[Row, ...]:
    """The main list; where that may be a box beside it, a longer one of other links: a column may list other sites'."""
    rows = main_rows(tree, base, notice_link)
    if not _may_be_a_box(rows, base):
        return rows
    others = dated_rows(tree, base, ANY_LINK)
    apart = {row.url for row in rows}.isdisjoint(row.url for row in others)
    return others if apart and len(others) > len(rows) else rows


def _may_be_a_box(rows: Sequence[Row], base: str) -> bool:
    """A few rows, none of them the column's own."""
    return 0 < len(rows) <= _A_BOX and not own_share([row.url for row in rows], base)
