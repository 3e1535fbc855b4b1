"""What is new, what changed, what is gone: pure decisions between what a visit saw and what is known."""

from federator.compare.accompanying import accompany
from federator.compare.aging import latest_rechecks, next_recheck
from federator.compare.anew import anew, open_to_rereading
from federator.compare.differing import Difference, differences
from federator.compare.likeness import HALF, found_again, likeness_of, misfit
from federator.compare.matching import Matched, match
from federator.compare.nearness import twins
from federator.compare.revising import revise
from federator.compare.settling import settled
from federator.compare.withdrawing import withdraw

__all__ = [
    "HALF",
    "Difference",
    "Matched",
    "accompany",
    "anew",
    "differences",
    "found_again",
    "latest_rechecks",
    "likeness_of",
    "match",
    "misfit",
    "next_recheck",
    "open_to_rereading",
    "revise",
    "settled",
    "twins",
    "withdraw",
]
