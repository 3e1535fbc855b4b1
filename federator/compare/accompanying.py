"""Whether what its attachments say makes a new version of a notice."""

from collections.abc import Sequence

from federator.model.breach import Breach, Severity
from federator.model.document import Accompanied
from federator.model.item import NewRevision
from federator.model.notice import Notice
from federator.model.revision import RevisionKind, State


def accompany(known: Accompanied, notice: Notice, breaches: Sequence[Breach]) -> NewRevision | None:
    """The version that ``notice`` is, read with its attachments; None where it says nothing else than what is public.

    What was severe before, and is public all the same, was decided by a person: only what is new holds it back.
    """
    if notice == known.notice:
        return None
    severe = [one for one in breaches if one.severity is Severity.SEVERE and one not in known.breaches]
    hides = any(one.hides for one in severe)
    return NewRevision(
        known.id,
        RevisionKind.ATTACHED,
        State.HELD if hides else State.PUBLISHED,
        not severe,
        notice,
        tuple(breaches),
        known.capture,
        hides=hides,
    )
