"""The face of the room: one method a use case, one transaction a method.

What only asks is written in ``before_visits.py`` and ``served.py``, what the harvest writes in ``recorded.py``.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from federator.model.errors import Fault
from federator.model.site import Site
from federator.store import (
    backup,
    database,
    health,
    leases,
    orphans,
    search,
    setting_back,
    sites,
    visit_days,
)
from federator.store.archive import Archive
from federator.store.attachments import Attachments
from federator.store.before_visits import BeforeVisits
from federator.store.clients import Clients
from federator.store.decisions import Decisions
from federator.store.disputes import Disputes
from federator.store.errands import ErrandBook
from federator.store.files import Files
from federator.store.notifying import Notifying
from federator.store.organisations import Organisations
from federator.store.pairs import Pairs
from federator.store.pauses import Pauses
from federator.store.people import People
from federator.store.probes import Probes
from federator.store.purging import Purges
from federator.store.pushing import Pushing
from federator.store.receipts import Receipts
from federator.store.recorded import Recorded
from federator.store.registering import Registry
from federator.store.served import Served
from federator.store.sessions import Sessions


def utc_now() -> datetime:
    """The wall clock."""
    return datetime.now(UTC)


class Store(BeforeVisits, Recorded, Served):
    """The database at ``path``, made or migrated at need. Safe to share between threads; other processes may write.

    ``clock`` gives the time of a revision: read within its transaction, never running against ``seq``.
    Raises ConfigError where the file cannot be used.
    """

    def __init__(self, path: Path, clock: Callable[[], datetime] = utc_now) -> None:
        self._database = database.open_database(path)
        self._clock = clock
        self.organisations = Organisations(self._database, clock)
        """Organisations as they were written at the desk."""
        self.people = People(self._database, clock)
        """Accounts, one-time codes, the audit log."""
        self.sessions = Sessions(self._database, clock)
        """Who is signed in."""
        self.clients = Clients(self._database, clock)
        """Programs with keys of their own."""
        self.decisions = Decisions(self._database, clock)
        """What people decide about notices, withdrawals and rules."""
        self.disputes = Disputes(self._database, clock)
        """What units say is none of their fault."""
        self.pauses = Pauses(self._database, clock)
        """Sources that are not visited for a while, and those that are wanted at once."""
        self.errands = ErrandBook(self._database, clock)
        """Long work that people set going."""
        self.probes = Probes(self._database)
        """How the sites' home pages answered, day by day."""
        self.notifying = Notifying(self._database, clock)
        """Contacts of sites, and what they are told."""
        self.attachments = Attachments(self._database, clock, Files.beside(path))
        """Copies of what accompanies public notices."""
        self.pairs = Pairs(self._database, clock)
        """Notices of several sites that may be one."""
        self.archive = Archive(self._database)
        """The captures behind the revisions."""
        self.purges = Purges(self._database, clock, self.attachments.files)
        """What is erased for good."""
        self.pushing = Pushing(self._database, clock)
        """Receivers of the change log, and the WebSub hub."""
        self.receipts = Receipts(self._database, clock)
        """What portals made of notices."""
        self.registry = Registry(self._database, clock)
        """The registry as people change it."""

    def close(self) -> None:
        """Close the connections of all threads."""
        self._database.close()

    def back_up(self, folder: Path) -> Path:
        """A whole copy of the database, and of attachments, in ``folder``; where it is. See :mod:`.backup`."""
        return backup.back_up(self._database.path, Files.beside(self._database.path), folder, self._clock())

    def orphans(self) -> tuple[orphans.Orphans, ...]:
        """Rows that have lost what they belong to."""
        return orphans.orphans(self._database.current())

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
        return database.faults(self._database)

    def save_site(self, site: Site) -> None:
        """Write a site and its sources whole; sources it no longer names leave the registry. Where one is to be read
        otherwise now, what was worked out for it stands back."""
        with self._database.writing() as connection:
            for key in sites.save_site(connection, site):
                health.end_rules(connection, key, self._clock())

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

    def lease_holder(self, name: str) -> str | None:
        """Who holds the lease, even where its time has run out; None where nobody does."""
        return leases.holder(self._database.current(), name)

    def drop_lease(self, name: str, holder: str) -> None:
        """Give a lease back."""
        with self._database.writing() as connection:
            leases.drop(connection, name, holder)

    def index_search(self, limit: int = 100) -> int:
        """Bring the index of the search so many revisions further; 0: it is up to date."""
        with self._database.writing() as connection:
            return search.step(connection, limit)
