"""Judge a notice: every clause of the profile that it may fail, with the profile's severity."""

from datetime import datetime
from functools import lru_cache

from federator.model.breach import Breach
from federator.model.notice import Notice
from federator.model.place import Directory
from federator.model.profile import Profile
from federator.model.row import RawNotice
from federator.spec.case import Case, Failing
from federator.spec.clauses import clauses_of


def check(notice: Notice, raw: RawNotice, profile: Profile, directory: Directory, now: datetime) -> tuple[Breach, ...]:
    """The clauses that ``notice`` fails, in the profile's order. ``now`` is UTC; ``raw`` is what it was read from."""
    case = Case(notice, raw, profile, directory, now)
    breaches: list[Breach] = []
    dates = notice.dates_written or {}
    asked = clauses_of(
        profile,
        notice.category,
        personal=bool(notice.personal),
        told=bool(notice.fields or notice.records),
        numbered=bool(notice.doc_no),
        written=bool(notice.written or "written" in dates or "signature" in dates),
    )
    for clause, judge in asked.items():
        if found := judge(case):
            breaches += _breaches(profile, clause, found)
    return tuple(breaches)


@lru_cache(maxsize=4096)  # most notices fail alike
def _breaches(profile: Profile, clause: str, found: Failing | tuple[Failing, ...]) -> tuple[Breach, ...]:
    said = profile.clauses[clause]
    failings = (found,) if isinstance(found, Failing) else found
    return tuple(Breach(clause, one.field, said.severity, one.seen, said.hides) for one in failings)
