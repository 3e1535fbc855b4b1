"""The face of the room: one method a use case, one transaction a method.

What only asks is written in ``before_visits.py`` and ``served.py``, what the harvest writes in ``recorded.py``.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from federator.model.errors import Fault
from federator.model.site import Site
from federator.store import (
    damage,
    days_lived,
    leases,
    orphans,
    search,
    setting_back,
    sites,
    visit_days,
)
from federator.store.before_visits import BeforeVisits
from federator.store.database import question
from federator.store.files import Files
from federator.store.opening import open_database
from federator.store.recorded import Recorded
from federator.store.served import Served

if TYPE_CHECKING:
    from federator.store.archive import Archive
    from federator.store.attachments import Attachments
    from federator.store.clients import Clients
    from federator.store.decisions import Decisions
    from federator.store.disputes import Disputes
    from federator.store.errands import ErrandBook
    from federator.store.notifying import Notifying
    from federator.store.organisations import Organisations
    from federator.store.pairs import Pairs
    from federator.store.pauses import Pauses
    from federator.store.people import People
    from federator.store.probes import Probes
    from federator.store.purging import Purges
    from federator.store.pushing import Pushing
    from federator.store.receipts import Receipts
    from federator.store.registering import Registry
    from federator.store.rewrites import Rewrites
    from federator.store.sessions import Sessions


def utc_now() -> datetime:
    """The wall clock."""
    return datetime.now(UTC)


def _part(place: str) -> Any:
    """``module.Class`` of this room, imported and made when it is first asked for: who opens a store needs few."""
    module, _, name = place.partition(".")

    def made(store: "Store") -> object:
        return getattr(import_module(f"federator.store.{module}"), name)(store._database, store._clock)

    return cached_property(made)


class Store(BeforeVisits, Recorded, Served):
    """The database at ``path``, made or migrated at need. Safe to share between threads; other processes may write.

    ``clock`` gives the time of a revision: read within its transaction, never running against ``seq``.
    Raises ConfigError where the file cannot be used.
    """

    organisations: "Organisations" = _part("organisations.Organisations")
    """Organisations as they were written at the desk."""
    people: "People" = _part("people.People")
    """Accounts, one-time codes, the audit log."""
    sessions: "Sessions" = _part("sessions.Sessions")
    """Who is signed in."""
    clients: "Clients" = _part("clients.Clients")
    """Programs with keys of their own."""
    decisions: "Decisions" = _part("decisions.Decisions")
    """What people decide about notices, withdrawals and rules."""
    disputes: "Disputes" = _part("disputes.Disputes")
    """What units say is none of their fault."""
    pauses: "Pauses" = _part("pauses.Pauses")
    """Sources that are not visited for a while."""
    errands: "ErrandBook" = _part("errands.ErrandBook")
    """Long work that people set going."""
    notifying: "Notifying" = _part("notifying.Notifying")
    """Contacts of sites, and what they are told."""
    attachments: "Attachments" = _part("attachments.Attachments")
    """Copies of what accompanies public notices."""
    pairs: "Pairs" = _part("pairs.Pairs")
    """Notices of several sites that may be one."""
    pushing: "Pushing" = _part("pushing.Pushing")
    """Receivers of the change log, and the WebSub hub."""
    receipts: "Receipts" = _part("receipts.Receipts")
    """What portals made of notices."""
    rewrites: "Rewrites" = _part("rewrites.Rewrites")
    """Texts that many notices would have at once."""
    probes: "Probes" = _part("probes.Probes")
    """How the sites' home pages answered, day by day."""
    archive: "Archive" = _part("archive.Archive")
    """The captures behind the revisions."""
    registry: "Registry" = _part("registering.Registry")
    """The registry as people change it."""

    orphans = question(orphans.orphans)
    days_ago = question(days_lived.days_ago)
    lease_holder = question(leases.holder)

    def __init__(self, path: Path, clock: Callable[[], datetime] = utc_now) -> None:
        super().__init__(open_database(path), clock)

    @cached_property
    def purges(self) -> "Purges":
        """What is erased for good."""
        from federator.store.purging import Purges

        return Purges(self._database, self._clock, self.attachments.files)

    def close(self) -> None:
        """Close the connections of all threads."""
        self._database.close()

    def back_up(self, folder: Path) -> Path:
        """A whole copy of the database, and of attachments, in ``folder``; where it is. See :mod:`.backup`."""
        from federator.store import backup

        return backup.back_up(self._database.path, Files.beside(self._database.path), folder, self._clock())

    def forget_visits(self, before: datetime, after: int, limit: int) -> tuple[int, int | None]:
        """Look at ``limit`` visits behind number ``after`` and keep those before ``before`` as counts of their day
        only, but for the last of each source. How many those were, and the number to go on behind; None: none is left.
        """
        old, following = visit_days.old_visits(self._database.current(), before, after, limit)
        if old:
            with self._database.writing() as connection:
                visit_days.count_and_drop(connection, old)
        return len(old), following

    def check(self) -> list[Fault]:
        """What is wrong with the file; empty where all is well. Reads it from end to end."""
        return damage.faults(self._database)

    def save_site(self, site: Site) -> None:
        """Write a site and its sources whole; sources it no longer names leave the registry. Where one is to be read
        otherwise now, what was worked out for it stands back."""
        with self._database.writing() as connection:
            sites.save_site(connection, site, self._clock())

    def set_back(self, now: datetime, latest: Sequence[tuple[date, datetime]]) -> bool:
        """Whether the clock was set back since the last visits: then nothing waits for the time it had. ``latest``:
        when pages of notices published from those days on are asked again at the latest."""
        if not setting_back.ran_ahead(self._database.current(), now):
            return False
        with self._database.writing() as connection:
            setting_back.set_back(connection, now, latest)
        return True

    def take_lease(self, name: str, holder: str, now: datetime, seconds: float) -> bool:
        """Take or prolong a lease; False while another holds it."""
        with self._database.writing() as connection:
            return leases.take(connection, name, holder, now, seconds)

    def drop_lease(self, name: str, holder: str) -> None:
        """Give a lease back."""
        with self._database.writing() as connection:
            leases.drop(connection, name, holder)

    def index_search(self, limit: int = 100) -> int:
        """Bring the index of the search so many revisions further; 0: it is up to date."""
        with self._database.writing() as connection:
            return search.step(connection, limit)
