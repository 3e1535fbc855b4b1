"""Judge a notice: every clause that the profile lists, with the profile's severity."""

from datetime import datetime

from federator.model.notice import Breach, Notice
from federator.model.place import Directory
from federator.model.profile import Profile
from federator.model.row import RawNotice
from federator.spec.case import Case
from federator.spec.clauses import CLAUSES


def check(notice: Notice, raw: RawNotice, profile: Profile, directory: Directory, now: datetime) -> tuple[Breach, ...]:
    """The clauses that ``notice`` fails, in the profile's order. ``now`` is UTC; ``raw`` is what it was read from."""
    case = Case(notice, raw, profile, directory, now)
    breaches = []
    for clause in profile.clauses.values():
        failing = CLAUSES[clause.id](case)
        if failing:
            breaches.append(Breach(clause.id, failing.field, clause.severity, failing.seen, clause.hides))
    return tuple(breaches)
