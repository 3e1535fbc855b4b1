"""Which version a draft makes of its notice: the first, or another where the record differs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from federator.compare.disproving import disproved
from federator.compare.drawn import drawn_anew
from federator.compare.settling import settled, verdict
from federator.model.breach import Breach
from federator.model.decision import laid_over
from federator.model.item import Draft, KnownNotice, NewRevision
from federator.model.notice import Notice
from federator.model.revision import RevisionKind, State

_CREATED, _PUBLISHED, _HELD = RevisionKind.CREATED, State.PUBLISHED, State.HELD
Made = tuple[KnownNotice, NewRevision]
"""The notice as it is known from then on, and its version."""


def created(id: str, draft: Draft, now: datetime) -> Made:
    """The first version, of a notice that nobody knew."""
    notice, digest = draft.notice, draft.notice.digest
    held, hides = verdict(draft.breaches)
    state = _HELD if held else _PUBLISHED
    known = KnownNotice(id, state, notice, digest, "" if held else digest, draft.issuing, now)
    made = NewRevision(id, _CREATED, state, not held, notice, draft.breaches, draft.capture, hides=hides)
    return known, made


def amended(known: KnownNotice, draft: Draft) -> Made | None:
    """The version to record, where the record differs, a withdrawn notice is there again, or what it was held for is
    over; None otherwise."""
    notice, breaches = _corrected(draft.notice, draft.breaches, known)
    if draft.again and drawn_anew(known.notice, notice, _corrected(draft.again, (), known)[0]):
        notice = known.notice
    if forged := disproved(known.notice, known.disproved, notice, known.first_seen):
        breaches = (*breaches, forged)
    digest = notice.digest
    refused = known.rejected and known.state is State.WITHDRAWN
    returns = known.state is State.WITHDRAWN and not refused
    held, hides = verdict(breaches)
    if digest == known.latest and not returns and (held or known.rejected or digest == known.shown):
        return None
    held = held or refused  # what a person rejected comes before a person again
    stays_public = bool(known.shown) and not hides and not returns
    state = State.PUBLISHED if not held or stays_public else State.HELD
    kind = RevisionKind.RESTORED if returns else RevisionKind.AMENDED
    shown = digest if not held else known.shown if stays_public else ""
    after = replace(known, state=state, notice=notice, latest=digest, shown=shown, rejected=False)
    return after, NewRevision(known.id, kind, state, not held, notice, breaches, draft.capture, hides=hides)


def _corrected(fresh: Notice, breaches: Sequence[Breach], known: KnownNotice) -> tuple[Notice, tuple[Breach, ...]]:
    """The fresh record with what is set once, and with what people corrected."""
    notice = settled(fresh, known.notice, known.corrections)
    return laid_over(notice, breaches, known.corrections) if known.corrections else (notice, tuple(breaches))
