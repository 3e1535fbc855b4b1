"""The face of the room: one method a use case, one transaction a method.

What only asks is written in ``before_visits.py`` and ``served.py``; what writes, here.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType

from federator.model.answer import Answer
from federator.model.backfill import Backfill
from federator.model.errors import Fault
from federator.model.health import HealthNote
from federator.model.item import Draft, Item, Latest, NewRevision, SetAside
from federator.model.people import Actor
from federator.model.rhythm import Due
from federator.model.site import Site
from federator.model.visit import AnswerMemory, Outcome, Visit
from federator.store import (
    aside,
    backfills,
    backup,
    database,
    health,
    items,
    leases,
    orphans,
    recording,
    search,
    setting_back,
    sites,
    visit_days,
    visits,
)
from federator.store.anew import record_anew
from federator.store.archive import Archive
from federator.store.attachments import Attachments
from federator.store.barring import without_barred_links
from federator.store.before_visits import BeforeVisits
from federator.store.captures import pack
from federator.store.clients import Clients
from federator.store.decisions import Decisions
from federator.store.disputes import Disputes
from federator.store.errands import ErrandBook
from federator.store.evidence import Evidence, keep_evidence
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
from federator.store.registering import Registry
from federator.store.served import Served
from federator.store.sessions import Sessions

_NONE_FOUND: Mapping[str, Evidence] = MappingProxyType({})
_NO_NOTES: Mapping[str, HealthNote] = MappingProxyType({})


def utc_now() -> datetime:
    """The wall clock."""
    return datetime.now(UTC)


class Store(BeforeVisits, Served):
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

    # ── the registry ──

    def save_site(self, site: Site) -> None:
        """Write a site and its sources whole; sources it no longer names leave the registry. Where one is to be read
        otherwise now, what was worked out for it stands back."""
        with self._database.writing() as connection:
            for key in sites.save_site(connection, site):
                health.end_rules(connection, key, self._clock())

    def take_note(self, source: str, note: HealthNote) -> None:
        """What was learnt of a source outside of a visit."""
        with self._database.writing() as connection:
            health.write_notes(connection, {source: note}, self._clock())

    def accept(self, source: str, number: int | None) -> bool:
        """A person takes the source as it is now, or one of its rules; the next visit begins a new past. False where
        there is no such rule."""
        with self._database.writing() as connection:
            return health.accept(connection, source, number, self._clock())

    # ── the harvest writes ──

    def record_quiet(
        self,
        quiet: Sequence[Visit],
        next_due: Mapping[str, Due],
        renewed: Mapping[str, Sequence[AnswerMemory]],
        found: Mapping[str, Evidence] = _NONE_FOUND,
        notes: Mapping[str, HealthNote] = _NO_NOTES,
    ) -> None:
        """Visits that changed no notice, unchanged or failed, in one transaction.

        ``next_due`` of every source; ``renewed``: what to remember of those whose validators are others now;
        ``found``: the bad answers that failed visits met; ``notes``: what those visits learnt of their sources.
        """
        with self._database.writing() as connection:
            visits.write_visits(connection, quiet, next_due)
            visits.replace_memories(connection, renewed)
            keep_evidence(connection, found)
            health.write_notes(connection, notes, self._clock())
            health.end_findings(connection, [one.source for one in quiet if one.outcome is Outcome.UNCHANGED])

    def record_visit(
        self,
        visit: Visit,
        drafts: Sequence[Draft],
        decide: recording.Decide,
        *,
        seen: Collection[str],
        set_aside: Sequence[SetAside],
        memories: Sequence[AnswerMemory],
        captures: Mapping[str, Answer],
        next_due: Callable[[Visit], Due],
        profile: str,
        concerning: Sequence[Item] = (),
        blind: int = 0,
        note: HealthNote | None = None,
    ) -> Visit:
        """A visit and all it changes, in one transaction; returns it with the counts of what was changed.

        ``decide`` is called inside, with what is known of ``drafts`` and of the items in ``concerning`` (those
        missing from a complete list). ``seen``: addresses whose rows are as they were. ``captures``: answers by
        digest; those a revision names are kept. ``blind``: see :class:`SourceState`. ``next_due``: when
        to come again after the visit as it is returned. ``profile``: its stamp. ``note``: what was learnt of the source
        beside.
        """
        packed = pack(without_barred_links(self._database.current(), captures))
        with self._database.writing() as connection:
            at = recording.commit_time(connection, self._clock())
            batch = recording.Batch(visit.source, drafts, concerning, profile, at)
            applied = recording.apply_drafts(connection, batch, decide, packed)
            items.touch_items(connection, visit.source, seen, at)
            aside.write_aside(connection, set_aside, at)
            visits.replace_memories(connection, {visit.source: memories})
            health.write_notes(connection, {visit.source: note} if note else {}, at)
            done = recording.counted(visit, applied)
            changed = (visit.source,) if applied.revisions else ()
            visits.write_visits(connection, [done], {visit.source: next_due(done)}, changed, blind)
            if applied.newest:
                visits.note_newest(connection, visit.source, applied.newest)
            return done

    def record_backfill(
        self,
        backfill: Backfill,
        drafts: Sequence[Draft],
        decide: recording.Decide,
        *,
        passed: Collection[str],
        seen: Collection[str],
        set_aside: Sequence[SetAside],
        captures: Mapping[str, Answer],
        profile: str,
    ) -> Backfill:
        """A step of a backfill and all it found, in one transaction; returns it with the notices that were new.

        ``passed``: keys of the list pages that need not be asked again. The rest as in :meth:`record_visit`; where the
        source stands and when it is due are left as they are.
        """
        packed = pack(without_barred_links(self._database.current(), captures))
        with self._database.writing() as connection:
            at = recording.commit_time(connection, self._clock())
            batch = recording.Batch(backfill.source, drafts, (), profile, at)
            applied = recording.apply_drafts(connection, batch, decide, packed)
            items.touch_items(connection, backfill.source, seen, at)
            aside.write_aside(connection, set_aside, at)
            counted = replace(backfill, created=backfill.created + applied.created)
            backfills.write(connection, counted, passed)
            return counted

    def save_backfills(self, several: Iterable[Backfill]) -> None:
        """Write where backfills stand that found nothing: they begin, or stopped."""
        with self._database.writing() as connection:
            for one in several:
                backfills.write(connection, one)

    def record_rechecks(self, quiet: Sequence[Item]) -> None:
        """Rechecks that found the page as it was, or gone for the first times: next time, validators, ``gone``."""
        with self._database.writing() as connection:
            items.write_rechecked(connection, quiet)

    def record_recheck(
        self,
        source: str,
        drafts: Sequence[Draft],
        decide: recording.Decide,
        *,
        concerning: Sequence[Item],
        captures: Mapping[str, Answer],
        profile: str,
    ) -> recording.Applied:
        """What rechecking items of one source changes, in one transaction.

        ``drafts`` are their pages read anew; ``concerning`` the items whose pages are gone.
        """
        packed = pack(without_barred_links(self._database.current(), captures))
        with self._database.writing() as connection:
            at = recording.commit_time(connection, self._clock())
            batch = recording.Batch(source, drafts, concerning, profile, at)
            return recording.apply_drafts(connection, batch, decide, packed)

    def record_anew(self, made: Sequence[tuple[Latest, NewRevision]], *, profile: str, why: str, by: Actor) -> int:
        """Versions that come of understanding notices anew, in one transaction; how many still stood as they were."""
        with self._database.writing() as connection:
            at = recording.commit_time(connection, self._clock())
            return record_anew(connection, made, profile, why, by, at)

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

    # ── the web reads ──

    def index_search(self, limit: int = 100) -> int:
        """Bring the index of the search so many revisions further; 0: it is up to date."""
        with self._database.writing() as connection:
            return search.step(connection, limit)
