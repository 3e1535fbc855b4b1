"""Work out a list page that nobody described.

text ─▶ page ─▶ groups of like blocks ─▶ titles, dates ─▶ weights ─▶ kind of page ─▶ rule with its reasons
"""

from federator.induce.fit import HALF, found_again, likeness_of, misfit
from federator.induce.kinds import PageKind
from federator.induce.lists import Induction, Proposal, induce_list

__all__ = ["HALF", "Induction", "PageKind", "Proposal", "found_again", "induce_list", "likeness_of", "misfit"]
