"""TRS WCM: static lists of ``t20260828_1.html``, paged by ``createPageHTML``."""

import re

from federator.connectors.failures import failure_of
from federator.connectors.main_list import main_rows
from federator.connectors.page import base_of, text_of, tree_of
from federator.connectors.pager import created_pages, next_by_link
from federator.model.answer import Answer
from federator.model.errors import ErrorKind, VisitError
from federator.model.row import ListPage
from federator.model.site import Source

_NOTICE = re.compile(r"(?:^|/)t\d{8}_\d+(?:_\d+)?\.s?html?(?:[?#]|$)", re.A)


def read(answer: Answer, _source: Source) -> ListPage:
    """Rows of the page's main list; NO_ROWS where there is none."""
    text = text_of(answer)
    tree = tree_of(text)
    base = base_of(tree, answer)
    rows = main_rows(tree, base, _NOTICE)
    if not rows:
        raise failure_of(text, VisitError(ErrorKind.NO_ROWS, "no rule, and no link like t20260828_1.html"))
    following, total = created_pages(text, answer, base) or (next_by_link(tree, answer, base), None)
    return ListPage(rows, following, total)
