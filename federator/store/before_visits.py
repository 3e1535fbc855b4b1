"""What is asked before and during a visit: the registry, and what is known of a source."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from federator.model.backfill import Backfill
from federator.model.health import Health, WorkedOutRule
from federator.model.item import Item, RecheckTarget
from federator.model.notice import Notice
from federator.model.report import Reported, Titled
from federator.model.scope import Scope
from federator.model.site import Life, Site, Source
from federator.model.visit import AnswerMemory, SourceState
from federator.store import (
    absence,
    aside,
    backfills,
    health,
    items,
    reporting,
    sites,
    visits,
)
from federator.store.anew import LatestPage, latest_page
from federator.store.database import Part


class BeforeVisits(Part):
    """The questions of visits, rechecks and backfills; none of them changes anything."""

    def sites(self) -> tuple[Site, ...]:
        """All sites by id, their sources in the order of their file."""
        with self._database.reading() as connection:
            return sites.sites(connection)

    def sources(self, life: Life | None = Life.ACTIVE) -> tuple[Source, ...]:
        """Sources of the sites in that life (None: in any), by key."""
        return sites.sources(self._database.current(), life)

    # ── the harvest reads ──

    def states(self) -> dict[str, SourceState]:
        """Where each source that was ever visited stands, by key."""
        return visits.states(self._database.current())

    def memories(self, sources: Iterable[str]) -> dict[str, dict[str, AnswerMemory]]:
        """Source → request key → what its last answer was like; sources without memory are left out."""
        return visits.memories(self._database.current(), sources)

    def known_rows(self, source: str, addresses: Sequence[str]) -> dict[str, str]:
        """Address → digest of the row that stood there last, for the addresses the source is known by."""
        return items.row_digests(self._database.current(), source, addresses, self._clock())

    def items_of(self, source: str) -> tuple[Item, ...]:
        """All items of the source."""
        return items.items_of(self._database.current(), source)

    def known_elsewhere(self, source: str, addresses: Sequence[str]) -> set[str]:
        """Those of the addresses that another source of the same site is known by."""
        return items.known_elsewhere(self._database.current(), source, addresses)

    def latest_notices(self, source: str, addresses: Sequence[str]) -> dict[str, Notice]:
        """Address → the latest version of its notice, for the addresses the source is known by."""
        return items.latest_notices(self._database.current(), source, addresses)

    def waits_for_its_day(self, source: str) -> bool:
        """Whether a notice of the source is held because its date lay in the future."""
        return items.waits_for_its_day(self._database.current(), source)

    def knows_others(self, source: str, listed: Collection[str]) -> bool:
        """Whether the source is known to have had notices that no listed address leads to."""
        return items.knows_others(self._database.current(), source, listed)

    def set_aside_since(self, source: str, since: datetime) -> set[str]:
        """Digests of rows set aside at or after ``since``: not to be tried again yet."""
        return aside.tried_since(self._database.current(), source, since)

    def addresses_aside(self, source: str) -> tuple[str, ...]:
        """Those of all rows that were set aside, the latest seen last."""
        return aside.addresses_aside(self._database.current(), source)

    def absent(self, source: str, listed: Collection[str]) -> tuple[Item, ...]:
        """Canonical items of published notices that no listed address leads to. Only a complete list may ask."""
        return absence.absent_items(self._database.current(), source, listed)

    def all_older(self, source: str, listed: Collection[str], than: Collection[Item]) -> bool:
        """Whether nothing listed is new, nor came or is of a day as late as ``than``."""
        return absence.all_older(self._database.current(), source, listed, than)

    def standing(self, source: str, since: datetime) -> absence.SourceStanding:
        """How many notices of the source are not withdrawn, and how many were withdrawn from ``since`` on."""
        return absence.standing(self._database.current(), source, since)

    def recheck_due(self, now: datetime, limit: int) -> tuple[RecheckTarget, ...]:
        """Canonical items of active sites whose ``recheck_at`` has come, each site's oldest first and all sites by
        turns; withdrawn notices only where their page was gone, none of a source that is paused."""
        return items.recheck_targets(self._database.current(), now, limit)

    def backfills(self, sources: Collection[str]) -> dict[str, Backfill]:
        """How far back the history of these sources was read; those never read back are left out."""
        return backfills.backfills(self._database.current(), sources)

    def passed_pages(self, source: str) -> set[str]:
        """Keys of the list requests that the source's unfinished backfill has behind it."""
        return backfills.passed(self._database.current(), source)

    def reported(self, scope: Scope) -> Iterator[Reported]:
        """Notices of the scope as they stand, in the order of their first sight; read in short pieces."""
        after: int | None = 0
        while after is not None:
            several, after = reporting.reported(self._database.current(), scope, after)
            yield from several

    def titled(self, ids: Iterable[str]) -> dict[str, Titled]:
        """Title and address of these notices."""
        return reporting.titled(self._database.current(), ids)

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """What this thread reads within is of one state of the world; not for long, for the log of writes grows."""
        with self._database.reading():
            yield

    def latest_page(self, scope: Scope, after: int, limit: int) -> LatestPage:
        """Notices of the scope as they stand, in the order of their first sight, behind the number ``after``."""
        with self._database.reading() as connection:
            return latest_page(connection, scope, after, limit)

    def health(self, source: str) -> Health:
        """What the source's list was like when it was last well, and what is wrong with it now."""
        return health.health(self._database.current(), source)

    def rule_in_force(self, source: str) -> WorkedOutRule | None:
        """The rule that was worked out for the source and is used, None where there is none."""
        return health.rule_in_force(self._database.current(), source)

    def findings(self) -> dict[str, Health]:
        """The sources whose list is not what it was, by key."""
        return health.findings(self._database.current())

    def rules(self, source: str | None) -> tuple[WorkedOutRule, ...]:
        """All rules ever worked out (for one source, or all), the latest of each source first."""
        return health.rules(self._database.current(), source)
