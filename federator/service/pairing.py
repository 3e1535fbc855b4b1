"""Which notices of several sites may be one, to be asked of a person.

new revisions ─▶ same title about the same day, or same number ─▶ texts alike? ─▶ proposed
"""

from collections.abc import Callable

from federator.compare.nearness import twins
from federator.store import Store

_AT_ONCE = 200


def pair_up(store: Store, stopped: Callable[[], bool] = lambda: False) -> int:
    """Follow the log to its end; how many pairs are new."""
    new = 0
    while not stopped() and store.pairs.behind():
        upto, found = store.pairs.candidates(_AT_ONCE)
        alike = [
            (one.side.id, other.id, likeness)
            for one in found
            for other in one.others
            if (likeness := twins(one.side.notice, other.notice))
        ]
        new += store.pairs.propose(alike, upto)
    return new
