"""What stands right above a list, and whose list it says that it is."""

import re
from collections.abc import Collection
from itertools import islice

from lxml.html import HtmlElement

from federator.connectors.row_dates import words
from federator.notation.folding import is_column

_MORE = re.compile(r"\W*(?:更多|more|查看更多)\W*", re.I)
_JOINTS = re.compile(r"[-_|｜—–>\s]+")
_HIGHEST, _LONGEST, _PIECES = 4, 40, 12
_OWN, _TEASER, _OTHER = 2.0, 0.25, 0.3


def names_of_page(tree: HtmlElement) -> frozenset[str]:
    """The parts of what a page calls itself in ``<title>``."""
    return frozenset(_JOINTS.split(words(tree.findtext(".//title") or "")))


def share_by_heading(row: HtmlElement, names: Collection[str]) -> float:
    """What the heading makes of the weight of a list, of which that is the first row: more of one below the page's own
    name, less of one below the name of another column, least where 更多 leads to it."""
    said = _above(row)
    if any(map(_MORE.fullmatch, said)):
        return _TEASER
    heading = next(filter(None, reversed(_JOINTS.split(" ".join(said)))), "")  # 首页 > 公示公告
    return _OWN if heading and heading in names else _OTHER if is_column(heading) else 1.0


def _above(row: HtmlElement) -> list[str]:
    """The pieces of the short text that stands nearest before a row, or before what it lies in; none before a list
    that begins with others."""
    node = row
    for _ in range(_HIGHEST):
        before = node.getprevious()
        if before is not None:
            pieces = [said for text in islice(before.itertext(), _PIECES) if (said := words(text))]
            if pieces:
                return pieces if sum(map(len, pieces)) <= _LONGEST else []
        node = node.getparent()
        if node is None or node.tag == "body":
            break
    return []
