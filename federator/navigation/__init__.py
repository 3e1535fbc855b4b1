"""Find the columns of a site: decide which links may lead to a column, and which of the pages behind them are one.

page ─▶ links (the rest with reasons) ─▶ pages that were looked at ─▶ columns (the rest with reasons)
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
