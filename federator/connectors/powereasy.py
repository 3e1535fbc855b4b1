"""动易 PowerEasy SiteFactory: ASPX lists ``Category_20/Index_130.aspx`` of notices ``Item/17326.aspx``."""

import re

from federator.connectors.static_list import read_static
from federator.model.answer import Answer
from federator.model.row import ListPage
from federator.model.site import Source

_NOTICE = re.compile(r"Item/(?<![^/]Item/)\d{1,9}\.aspx(?:[?#]|$)", re.A)


def read(answer: Answer, _source: Source) -> ListPage:
    """Rows of the page's main list. VisitError as :func:`read_static`."""
    return read_static(answer, _NOTICE, "Item/17326.aspx")
