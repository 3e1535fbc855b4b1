"""动易 PowerEasy SiteFactory: ASPX lists ``Category_20/Index_130.aspx`` of notices ``Item/17326.aspx``."""

import re

from federator.connectors.failures import failure_of
from federator.connectors.main_list import main_rows
from federator.connectors.page import base_of, text_of, tree_of
from federator.connectors.pager import next_by_link, next_in_text
from federator.connectors.plain_rows import plain_list
from federator.model.answer import Answer
from federator.model.errors import ErrorKind, VisitError
from federator.model.row import ListPage
from federator.model.site import Source

_NOTICE = re.compile(r"(?:^|/)Item/\d{1,9}\.aspx(?:[?#]|$)", re.A)


def read(answer: Answer, _source: Source) -> ListPage:
    """Rows of the page's main list; NO_ROWS where there is none."""
    text = text_of(answer)
    if plain := plain_list(text, answer.url, _NOTICE):
        return ListPage(plain, next_in_text(text, answer))
    tree = tree_of(text)
    base = base_of(tree, answer)
    rows = main_rows(tree, base, _NOTICE)
    if not rows:
        raise failure_of(text, VisitError(ErrorKind.NO_ROWS, "no link like Item/17326.aspx"))
    return ListPage(rows, next_by_link(tree, answer, base))
