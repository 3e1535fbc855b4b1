"""What one changed visit, or one changed recheck, does to the world. All of it, or nothing."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from sqlite3 import Connection

from federator.model.answer import Answer
from federator.model.health import HealthNote
from federator.model.item import Changes, Draft, Item, Known, NewRevision, SetAside
from federator.model.local_time import CHINA
from federator.model.revision import RevisionKind
from federator.model.rhythm import Due
from federator.model.visit import AnswerMemory, Outcome, Visit
from federator.store import visits
from federator.store.aside import take_back, write_aside
from federator.store.captures import Packed, keep
from federator.store.health import write_notes
from federator.store.items import touch_items, write_aliases, write_items
from federator.store.known import known
from federator.store.leaving import write_leaving
from federator.store.metas import count_metas
from federator.store.notices import append

Decide = Callable[[Known], Changes]
"""Pure and quick: it runs inside the transaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A visit and all that it is to change.

    ``decide`` is called inside the transaction, with what is known of ``drafts`` and of the items in ``concerning``
    (those missing from a complete list). ``seen``: addresses whose rows are as they were. ``captures``: answers by
    digest; those a revision names are kept. ``blind``: see :class:`SourceState`. ``next_due``: when to come again after
    the visit as it is recorded. ``profile``: its stamp. ``note``: what was learnt of the source beside.
    """

    visit: Visit
    drafts: Sequence[Draft]
    decide: Decide
    seen: Collection[str]
    set_aside: Sequence[SetAside]
    memories: Sequence[AnswerMemory]
    captures: Mapping[str, Answer]
    next_due: Callable[[Visit], Due]
    profile: str
    concerning: Sequence[Item] = ()
    blind: int = 0
    note: HealthNote | None = None


_MAY_BE_HELD = (RevisionKind.CREATED, RevisionKind.AMENDED, RevisionKind.RESTORED)


@dataclass(frozen=True, slots=True)
class Applied:
    """How many revisions were appended, and of which sort.

    ``held``: created or amended, and kept back from the public; they count there too.
    """

    revisions: int
    created: int
    amended: int
    withdrawn: int
    held: int
    newest: date | None
    """The latest day of publication among those that the public sees now, later days than today left out."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What one source brought. ``concerning``: items whose notices may change though no draft speaks of them."""

    source: str
    drafts: Sequence[Draft]
    concerning: Sequence[Item]
    profile: str
    at: datetime


def record(connection: Connection, brought: Brought, packed: Packed, at: datetime) -> Visit:
    """Write a visit and all that it changes; the visit with the counts of that."""
    visit, source = brought.visit, brought.visit.source
    batch = Batch(source, brought.drafts, brought.concerning, brought.profile, at)
    applied = apply_drafts(connection, batch, brought.decide, packed)
    touch_items(connection, source, brought.seen, at)
    write_aside(connection, brought.set_aside, at)
    visits.replace_memories(connection, {source: brought.memories})
    write_notes(connection, {source: brought.note} if brought.note else {}, visit.started)
    done = counted(visit, applied)
    changed = (source,) if applied.revisions else ()
    visits.write_visits(connection, [done], {source: brought.next_due(done)}, changed, brought.blind)
    if applied.newest:
        visits.note_newest(connection, source, applied.newest)
    return done


def apply_drafts(connection: Connection, batch: Batch, decide: Decide, packed: Packed) -> Applied:
    """Ask ``decide`` what the batch changes, given what is known now, and change it."""
    changes = decide(known(connection, batch.source, batch.drafts, batch.concerning))
    append(connection, changes.revisions, batch.profile, batch.at)
    write_items(connection, changes.items)
    write_leaving(connection, batch.source, changes.waiting, batch.at)
    write_aliases(connection, changes.aliases)
    keep(connection, packed, (revision.capture for revision in changes.revisions))
    count_metas(connection, batch.source, batch.drafts, batch.at)
    take_back(connection, batch.source, [alias.row_digest for alias in changes.aliases])
    return _count(changes.revisions, batch.at.astimezone(CHINA).date())


def counted(visit: Visit, applied: Applied) -> Visit:
    """The visit with the counts of what it changed. One that read much and changed nothing is unchanged."""
    nothing = visit.outcome is Outcome.CHANGED and not applied.revisions and not visit.set_aside
    return replace(
        visit,
        outcome=Outcome.UNCHANGED if nothing else visit.outcome,
        created=applied.created,
        amended=applied.amended,
        withdrawn=applied.withdrawn,
        held=applied.held,
    )


def commit_time(connection: Connection, now: datetime) -> datetime:
    """``now``, but never before the last revision: time must not run against ``seq``, whatever the clock does."""
    row = connection.execute("SELECT at FROM revisions ORDER BY seq DESC LIMIT 1").fetchone()
    return max(now, datetime.fromisoformat(row[0])) if row else now


def _count(revisions: Sequence[NewRevision], today: date) -> Applied:
    kinds = [revision.kind for revision in revisions]
    kept_back = [one for one in revisions if not one.shown and one.kind in _MAY_BE_HELD]
    return Applied(
        revisions=len(kinds),
        created=kinds.count(RevisionKind.CREATED),
        amended=kinds.count(RevisionKind.AMENDED) + kinds.count(RevisionKind.RESTORED),
        withdrawn=kinds.count(RevisionKind.WITHDRAWN),
        held=len(kept_back),
        newest=max((day for day in _days(revisions) if day <= today), default=None),
    )


def _days(revisions: Sequence[NewRevision]) -> Iterator[date]:
    return (day for one in revisions if one.shown and (day := one.notice.day))
