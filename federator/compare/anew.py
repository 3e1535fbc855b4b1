"""What understanding a notice anew makes of it: a version, but no amendment, for the site said nothing new.

Decides only; the store acts. What a person decided stands: what was released stays public with the breaches it was
released with, and what was rejected or taken down is left as it is.
"""

from federator.compare.differing import differences
from federator.compare.settling import verdict
from federator.model.breach import Breach
from federator.model.decision import Decision
from federator.model.item import Latest, NewRevision
from federator.model.notice import Notice
from federator.model.revision import RevisionKind, State


def open_to_rereading(latest: Latest) -> bool:
    """Whether a version may be replaced by what is understood of it today."""
    return latest.state is not State.WITHDRAWN and latest.kind is not RevisionKind.REJECTED


def anew(
    latest: Latest, notice: Notice, breaches: tuple[Breach, ...], decision: Decision | None = None
) -> NewRevision | None:
    """The version that ``notice`` makes, read today from the capture of ``latest``; None where nothing differs."""
    if not differences(latest.notice, notice) and set(breaches) == set(latest.breaches):
        return None
    known = {(one.clause, one.field) for one in latest.breaches} if latest.shown else frozenset()
    held, hides = verdict([one for one in breaches if (one.clause, one.field) not in known])
    moved = notice.category != latest.notice.category
    return NewRevision(
        latest.id,
        RevisionKind.RECLASSIFIED if moved else RevisionKind.REREAD,
        State.PUBLISHED if not held or (latest.public and not hides) else State.HELD,
        shown=not held,
        notice=notice,
        breaches=breaches,
        capture=latest.capture,
        reason=f"{latest.notice.category} → {notice.category}" if moved else "",
        hides=hides,
        decision=decision,
    )
