"""TRS WCM: static lists of ``t20260828_1.html``, paged by ``createPageHTML``."""

import re

from federator.connectors.failures import failure_of, is_home_page
from federator.connectors.main_list import main_rows
from federator.connectors.page import base_of, text_of, tree_of
from federator.connectors.pager import following
from federator.model.answer import Answer
from federator.model.errors import ErrorKind, VisitError
from federator.model.row import ListPage
from federator.model.site import Source
from federator.notation.address import is_home

_NOTICE = re.compile(r"(?:^|/)t\d{8}_\d+(?:_\d+)?\.s?html?(?:[?#]|$)", re.A)


def read(answer: Answer, _source: Source) -> ListPage:
    """Rows of the page's main list.

    HOME_PAGE for the site's home in place of the column, NO_ROWS where no list of notices is found.
    """
    text = text_of(answer)
    tree = tree_of(text)
    base = base_of(tree, answer)
    rows = main_rows(tree, base, _NOTICE)
    if rows and is_home_page(text) and not is_home(answer.request.url):
        raise VisitError(ErrorKind.HOME_PAGE, f"many lists, and the title of the site: {rows[0].title[:40]} …")
    if not rows:
        raise failure_of(text, VisitError(ErrorKind.NO_ROWS, "no rule, and no link like t20260828_1.html"))
    return ListPage(rows, *following(text, tree, answer, base))
