"""Work out a rule for a list page that nobody described.

text ─▶ page ─▶ groups of like blocks ─▶ titles, dates ─▶ weights ─▶ kind of page ─▶ rule with its reasons
"""

from federator.induce.kinds import PageKind
from federator.induce.lists import Induction, Offer, Proposal, induce_list
from federator.induce.notices import FEWEST, MOST, Sample, learn_paths

__all__ = [
    "FEWEST",
    "MOST",
    "Induction",
    "Offer",
    "PageKind",
    "Proposal",
    "Sample",
    "induce_list",
    "learn_paths",
]
