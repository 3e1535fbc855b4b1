"""TRS WCM: static lists of ``t20260828_1.html``, paged by ``createPageHTML``."""

import re

from federator.connectors.static_list import read_static
from federator.model.answer import Answer
from federator.model.row import ListPage
from federator.model.site import Source

_NOTICE = re.compile(r"t(?<![^/]t)\d{8}_\d+(?:_\d+)?\.s?html?(?:[?#]|$)", re.A)


def read(answer: Answer, _source: Source) -> ListPage:
    """Rows of the page's main list. VisitError as :func:`read_static`."""
    return read_static(answer, _NOTICE, "t20260828_1.html")
