"""Find one's way about a site: which links of a page may lead to a column, and which of the pages behind them are one.

page ─▶ links (the others with the reason why not) ─▶ pages that were looked at ─▶ columns (the others with the reason)
"""

from federator.navigation.leaving import LeftOut, Reason
from federator.navigation.links import Link, links_of
from federator.navigation.page import PageFacts, facts_of, frames_of, name_in_common, names_of, page_key
from federator.navigation.sorting import Looked, sort_out

__all__ = [
    "LeftOut",
    "Link",
    "Looked",
    "PageFacts",
    "Reason",
    "facts_of",
    "frames_of",
    "links_of",
    "name_in_common",
    "names_of",
    "page_key",
    "sort_out",
]
