"""A page that holds its list itself, known by what the addresses of its notices look like."""

import re

from federator.connectors.failures import expect_column, failure_of
from federator.connectors.main_list import main_rows
from federator.connectors.page import base_of, text_of, tree_of
from federator.connectors.pager import following
from federator.connectors.plain_rows import plain_list
from federator.model.answer import Answer
from federator.model.errors import ErrorKind, VisitError
from federator.model.row import ListPage


def read_static(answer: Answer, notice_link: re.Pattern[str], example: str) -> ListPage:
    """Rows of the page's main list, and the page that follows.

    HOME_PAGE for the site's home in place of the column, NO_ROWS where no link looks like ``example``.
    """
    text = text_of(answer)
    rows = plain_list(text, answer.url, notice_link)
    tree = None if rows else tree_of(text)
    base = answer.url if tree is None else base_of(tree, answer)
    if tree is not None:
        rows = main_rows(tree, base, notice_link)
    if not rows:
        raise failure_of(text, VisitError(ErrorKind.NO_ROWS, f"no rule, and no link like {example}"))
    expect_column(rows[0].title, text, answer)
    return ListPage(rows, *following(text, tree, answer, base))
