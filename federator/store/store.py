"""The face of the room: one method a use case, one transaction a method."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

from federator.model.answer import Answer
from federator.model.backfill import Backfill
from federator.model.errors import Fault
from federator.model.health import Health, HealthNote, WorkedOutRule
from federator.model.item import Draft, Item, Latest, NewRevision, RecheckTarget, SetAside
from federator.model.notice import CHINA
from federator.model.people import Actor
from federator.model.proof import DigestPage
from federator.model.report import Reported, Titled
from federator.model.revision import Change, Gone, Hits, LogPage, Published, Ranked, Revision, Selection
from federator.model.rhythm import Due
from federator.model.scope import Scope
from federator.model.site import Life, Site, Source
from federator.model.visit import AnswerMemory, Outcome, SourceState, Visit
from federator.store import (
    absence,
    aside,
    backfills,
    backup,
    changes,
    database,
    desk_views,
    digests,
    feed,
    gauges,
    health,
    items,
    leases,
    orphans,
    recording,
    reporting,
    search,
    searching,
    setting_back,
    sites,
    tracing,
    views,
    visit_days,
    visits,
)
from federator.store.anew import LatestPage, latest_page, record_anew
from federator.store.archive import Archive
from federator.store.attachments import Attachments
from federator.store.barring import without_barred_links
from federator.store.captures import Capture, capture, pack
from federator.store.clients import Clients
from federator.store.decisions import Decisions
from federator.store.disputes import Disputes
from federator.store.errands import ErrandBook
from federator.store.evidence import Evidence, evidence, keep_evidence
from federator.store.excusing import excused, excused_detail, is_public
from federator.store.files import Files
from federator.store.metas import Coverage, coverage
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
from federator.store.sessions import Sessions
from federator.store.source_views import SourceDetail, SourceView, all_sources, one_source

_NONE_FOUND: Mapping[str, Evidence] = MappingProxyType({})
_NO_NOTES: Mapping[str, HealthNote] = MappingProxyType({})


def utc_now() -> datetime:
    """The wall clock."""
    return datetime.now(UTC)


class Store:
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

    def settled_categories(self, source: str, addresses: Sequence[str]) -> dict[str, str]:
        """Address → category that its notice was given, for the addresses the source is known by."""
        return items.settled_categories(self._database.current(), source, addresses)

    def waits_for_its_day(self, source: str) -> bool:
        """Whether a notice of the source is held because its date lay in the future."""
        return items.waits_for_its_day(self._database.current(), source)

    def knows_others(self, source: str, listed: Collection[str]) -> bool:
        """Whether the source is known to have had notices that no listed address leads to."""
        return items.knows_others(self._database.current(), source, listed)

    def set_aside_since(self, source: str, since: datetime) -> set[str]:
        """Digests of rows set aside at or after ``since``: not to be tried again yet."""
        return aside.tried_since(self._database.current(), source, since)

    def absent(self, source: str, listed: Collection[str]) -> tuple[Item, ...]:
        """Canonical items of published notices that no listed address leads to. Only a complete list may ask."""
        return absence.absent_items(self._database.current(), source, listed)

    def standing(self, source: str, since: datetime) -> absence.SourceStanding:
        """How many notices of the source are not withdrawn, and how many were withdrawn from ``since`` on."""
        return absence.standing(self._database.current(), source, since)

    def recheck_due(self, now: datetime, limit: int) -> tuple[RecheckTarget, ...]:
        """Canonical items of active sites whose ``recheck_at`` has come, oldest first; withdrawn notices only where
        their page was gone."""
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

    def rules(self, source: str | None = None) -> tuple[WorkedOutRule, ...]:
        """All rules ever worked out (for one source, or all), the latest of each source first."""
        return health.rules(self._database.current(), source)

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

    def page(self, selection: Selection, before: int | None, limit: int) -> tuple[Published, ...]:
        """A page of the feed: ``seq`` below ``before``, the latest change first. What only the index of the search
        knows is there some seconds after it was recorded, in the same order."""
        read = searching.page if selection.narrow else feed.page
        return read(self._database.current(), selection, before, limit)

    def gone(self, selection: Selection, before: int | None, limit: int) -> tuple[Gone, ...]:
        """Notices that ceased to be public at a ``seq`` below ``before``, the last first."""
        return feed.gone(self._database.current(), selection, before, limit)

    def ahead(self, selection: Selection, span: tuple[int, int], limit: int) -> tuple[Published, ...]:
        """Public notices whose ``seq`` lies above the first and up to the second of ``span``, the oldest change first:
        who goes on behind the last one misses nothing."""
        read = searching.ahead if selection.narrow else feed.ahead
        return read(self._database.current(), selection, span, limit)

    def gone_ahead(self, selection: Selection, span: tuple[int, int], limit: int) -> tuple[Gone, ...]:
        """As :meth:`ahead`: those that ceased to be public."""
        return feed.gone_ahead(self._database.current(), selection, span, limit)

    def public(self, id: str) -> Published | Gone | None:
        """A notice as the public sees it, or that it ceased to; None where the public never saw it."""
        return feed.public(self._database.current(), id)

    def began(self) -> datetime | None:
        """The time of the first revision, None before it."""
        return feed.began(self._database.current())

    def span(self, since: datetime | None, before: datetime | None) -> tuple[int, int]:
        """Above and up to which ``seq`` the changes from ``since`` and earlier than ``before`` lie."""
        return feed.span_of(self._database.current(), since, before)

    def browse(self, selection: Selection, before: tuple[str, str] | None, limit: int) -> tuple[Published, ...]:
        """A page for people: newest publication first; ``before`` is the (ISO day, id) of the last one seen."""
        return feed.browse(self._database.current(), selection, before, limit)

    def by_fitness(self, selection: Selection, cursor: int | None, limit: int) -> Ranked:
        """A page of what the words of a selection fit best."""
        with self._database.reading() as connection:
            return searching.by_fitness(connection, selection, cursor, limit)

    def by_day(self, selection: Selection, cursor: int | None, limit: int) -> Ranked:
        """A page of any selection, the latest publication first."""
        with self._database.reading() as connection:
            return searching.by_day(connection, selection, cursor, limit)

    def count(self, selection: Selection) -> Hits:
        """How many notices a selection has, by category, division and year; bounded."""
        with self._database.reading() as connection:
            return searching.count(connection, selection)

    def searched(self) -> int:
        """Up to which ``seq`` the index of the search is whole: what narrow selections are read from."""
        return search.reached(self._database.current())

    def index_search(self, limit: int = 100) -> int:
        """Bring the index of the search so many revisions further; 0: it is up to date."""
        with self._database.writing() as connection:
            return search.step(connection, limit)

    def stamp(self) -> tuple[int, datetime | None]:
        """The last ``seq`` and its time, ``(0, None)`` before the first: what ETag and Last-Modified are made of."""
        return feed.stamp(self._database.current())

    def changes(self, after: int, limit: int, latest: bool = False) -> LogPage:
        """The change log behind ``after``, oldest first; ``latest``: each notice once, at its last change."""
        with self._database.reading() as connection:
            return changes.log_page(connection, after, limit, latest)

    def digests(self, first: str, days: int) -> DigestPage:
        """Counts and digests by site for up to ``days`` days of publication, from the ISO day ``first`` on."""
        with self._database.reading() as connection:
            return digests.digest_page(connection, first, days)

    def history(self, id: str) -> tuple[Change, ...]:
        """The public versions of a notice as the change log tells them, oldest first."""
        return changes.history(self._database.current(), id)

    def notice(self, id: str) -> views.NoticeView | None:
        """One notice with provenances and versions, None for an unknown id."""
        with self._database.reading() as connection:
            return views.notice_view(connection, id)

    def revision(self, notice_id: str, seq: int) -> Revision | None:
        """One version of a notice with its full record."""
        return views.revision(self._database.current(), notice_id, seq)

    def capture(self, hash: str) -> Capture | None:
        """The bytes behind a revision; None where they were never kept, or are kept no more."""
        return capture(self._database.current(), hash)

    def evidence(self, source: str) -> Evidence | None:
        """The bad answer that the source's last failed visit met, None where there is none."""
        return evidence(self._database.current(), source)

    def gauges(self, now: datetime) -> gauges.Gauges:
        """What an operator watches."""
        reach = self.probes.reach(now.astimezone(CHINA).date() - timedelta(days=6))
        with self._database.reading() as connection:
            return gauges.gauges(connection, self._database.path, now, reach)

    def counts(self) -> views.Counts:
        """Figures of the whole."""
        with self._database.reading() as connection:
            return views.counts(connection)

    def statistics(self) -> dict[str, Any]:
        """Counts of what is public: ``published``, ``by_`` category, site, division and year, and ``seq``."""
        with self._database.reading() as connection:
            return views.statistics(connection)

    def source_views(self) -> tuple[SourceView, ...]:
        """Every source of the registry and how it fares, by key."""
        with self._database.reading() as connection:
            return all_sources(connection)

    def public_sources(self) -> tuple[SourceView, ...]:
        """The sources that are anybody's business, as the public is told of them: see :mod:`.excusing`."""
        return tuple(map(excused, filter(is_public, self.source_views())))

    def public_source(self, key: str) -> SourceDetail | None:
        """One of them; None where there is none of that key."""
        detail = self.source_view(key)
        return excused_detail(detail, self.disputes.of(key)) if detail and is_public(detail.view) else None

    def attention(self) -> dict[str, desk_views.Attention]:
        """What waits for a person, by source."""
        with self._database.reading() as connection:
            return desk_views.attention(connection)

    def waiting_notices(self, source: str) -> tuple[desk_views.WaitingNotice, ...]:
        """The source's notices to decide upon, the longest waiting first."""
        return desk_views.waiting_notices(self._database.current(), source)

    def leaving(self, source: str) -> tuple[desk_views.Leaving, ...]:
        """The source's notices that are gone and wait for a person, because too many went at once."""
        with self._database.reading() as connection:
            return desk_views.leaving_notices(connection, source)

    def traces(self, url: str) -> tuple[tracing.Trace, ...]:
        """Every source that has had a notice at that address."""
        return tracing.traces(self._database.current(), url)

    def traces_aside(self, url: str) -> tuple[tracing.AsideTrace, ...]:
        """Rows with that address that were set aside."""
        return tracing.traces_aside(self._database.current(), url)

    def traces_in(self, source: str, addresses: Sequence[str]) -> dict[str, tracing.Trace]:
        """What became of these addresses in one source; those it never had are left out."""
        return tracing.traces_in(self._database.current(), source, addresses)

    def rows_aside(self, source: str) -> dict[str, tracing.AsideTrace]:
        """All rows of the source that were set aside, by their digest."""
        return tracing.rows_aside(self._database.current(), source)

    def weeks(self, sources: Collection[str], since: date) -> dict[date, desk_views.Week]:
        """What these sources published, and how visits to them fared, by week; ``since`` is a Monday in China."""
        with self._database.reading() as connection:
            return desk_views.weeks(connection, sources, since)

    def coverage(self, site: str, since: datetime) -> dict[str, Coverage]:
        """How many notice pages of each source had the required metas, over the months from ``since`` on."""
        return coverage(self._database.current(), site, since)

    def source_view(self, key: str) -> SourceDetail | None:
        """One source with its last visits, rows set aside and held notices; None where there is none."""
        with self._database.reading() as connection:
            return one_source(connection, key)
