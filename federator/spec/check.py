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
    breaches: list[Breach] = []
    for clause in profile.clauses.values():
        found = CLAUSES[clause.id](case)
        if found:
            failings = found if isinstance(found, tuple) else (found,)
            breaches += [Breach(clause.id, one.field, clause.severity, one.seen, clause.hides) for one in failings]
    return tuple(breaches)
