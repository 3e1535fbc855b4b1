"""Absence is not withdrawal; what is proved gone goes, unless too much goes at once."""

from collections.abc import Sequence

from federator.model.item import KnownNotice, NewRevision
from federator.model.revision import RevisionKind, State, Withdrawal


def too_many(gone: int, held_here: int, lately: int, share: float) -> bool:
    """Whether so many of one source may not go at once before a person confirmed it.

    ``held_here``: notices of the source that are not withdrawn; ``lately``: those withdrawn in the last week, which
    count too, so that a source cannot drain away a few at a time. One notice a week may always go.
    """
    return gone + lately > max(1, int((held_here + lately) * share))


def withdraw(
    gone: Sequence[KnownNotice], held_here: int, lately: int, share: float, reason: Withdrawal
) -> tuple[NewRevision, ...]:
    """The withdrawals to record for one source: all of ``gone``, or none where those are :func:`too_many`."""
    if too_many(len(gone), held_here, lately, share):
        return ()
    return tuple(
        NewRevision(
            notice.id,
            RevisionKind.WITHDRAWN,
            State.WITHDRAWN,
            shown=False,
            notice=notice.notice,
            reason=reason,
            hides=True,
        )
        for notice in gone
        if notice.state is not State.WITHDRAWN
    )
