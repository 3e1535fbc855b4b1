"""What is asked before and during a visit: the registry, and what is known of a source."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from federator.model.report import Reported
from federator.model.scope import Scope
from federator.store import (
    absence,
    anew,
    aside,
    backfills,
    health,
    items,
    reporting,
    sites,
    visits,
)
from federator.store.database import Part, at_one_moment, question


class BeforeVisits(Part):
    """The questions of visits, rechecks and backfills; none of them changes anything. One that is called as its module
    stands behind the others of that module."""

    sources = question(sites.sources)
    sites = at_one_moment(sites.sites)
    states = question(visits.states)
    memories = question(visits.memories)
    items_of = question(items.items_of)
    known_elsewhere = question(items.known_elsewhere)
    latest_notices = question(items.latest_notices)
    waits_for_its_day = question(items.waits_for_its_day)
    knows_others = question(items.knows_others)
    recheck_due = question(items.recheck_targets)
    set_aside_since = question(aside.tried_since)
    addresses_aside = question(aside.addresses_aside)
    absent = question(absence.absent_items)
    all_older = question(absence.all_older)
    standing = question(absence.standing)
    passed_pages = question(backfills.passed)
    backfills = question(backfills.backfills)
    titled = question(reporting.titled)
    latest_page = at_one_moment(anew.latest_page)
    rule_in_force = question(health.rule_in_force)
    findings = question(health.findings)
    rules = question(health.rules)
    health = question(health.health)

    def known_rows(self, source: str, addresses: Sequence[str]) -> dict[str, str]:
        """Address → digest of the row that stood there last, for the addresses the source is known by."""
        return items.row_digests(self._database.current(), source, addresses, self._clock())

    def reported(self, scope: Scope) -> Iterator[Reported]:
        """Notices of the scope as they stand, in the order of their first sight; read in short pieces."""
        after: int | None = 0
        while after is not None:
            several, after = reporting.reported(self._database.current(), scope, after)
            yield from several

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """What this thread reads within is of one state of the world; not for long, for the log of writes grows."""
        with self._database.reading():
            yield
