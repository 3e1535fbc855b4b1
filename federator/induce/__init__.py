"""Work out a list page that nobody described.

text ─▶ page ─▶ groups of like blocks ─▶ titles, dates ─▶ weights ─▶ kind of page ─▶ rule with its reasons
"""

from federator.induce.kinds import PageKind
from federator.induce.lists import Induction, Proposal, induce_list

__all__ = ["Induction", "PageKind", "Proposal", "induce_list"]
