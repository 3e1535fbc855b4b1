"""What visits, rechecks, backfills and rereading record: one method a use case, one transaction a method."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from federator.model.answer import Answer
from federator.model.backfill import Backfill
from federator.model.health import HealthNote
from federator.model.item import Draft, Item, Latest, NewRevision, SetAside
from federator.model.people import Actor
from federator.model.rhythm import Due
from federator.model.visit import AnswerMemory, Outcome, Visit
from federator.store import (
    aside,
    backfills,
    health,
    items,
    recording,
    visits,
)
from federator.store.anew import record_anew
from federator.store.barring import without_barred_links
from federator.store.captures import pack
from federator.store.database import Part
from federator.store.evidence import Evidence, keep_evidence

_NONE_FOUND: Mapping[str, Evidence] = MappingProxyType({})
_NO_NOTES: Mapping[str, HealthNote] = MappingProxyType({})


class Recorded(Part):
    """Every change of notices, sources and their states that no person makes."""

    def take_note(self, source: str, note: HealthNote) -> None:
        """What was learnt of a source outside of a visit."""
        with self._database.writing() as connection:
            health.write_notes(connection, {source: note}, self._clock())

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
            doubted = {source for source, note in notes.items() if note.finding}
            visits.write_visits(connection, quiet, next_due, doubted=doubted)
            visits.replace_memories(connection, renewed)
            keep_evidence(connection, found)
            health.write_notes(connection, notes, self._clock())
            well = [one.source for one in quiet if one.outcome is Outcome.UNCHANGED and one.source not in doubted]
            health.end_findings(connection, well)

    def record_visits(self, several: Sequence[recording.Brought]) -> list[Visit]:
        """Visits and all that they change, in one transaction; returns them with the counts of what was changed."""
        current = self._database.current()
        packed = [pack(without_barred_links(current, one.captures)) for one in several]
        with self._database.writing() as connection:
            at = recording.commit_time(connection, self._clock())
            return [recording.record(connection, *one, at) for one in zip(several, packed, strict=True)]

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

        ``passed``: keys of the list pages that need not be asked again. The rest as in :class:`recording.Brought`;
        where the source stands and when it is due are left as they are.
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
