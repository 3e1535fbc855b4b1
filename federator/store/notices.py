"""Revisions appended, and the notices they leave behind."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from sqlite3 import Connection
from typing import NamedTuple

from federator.model.item import NewRevision
from federator.model.local_time import CHINA, iso_day
from federator.model.notice import Notice
from federator.model.place import city_of
from federator.model.revision import RevisionKind
from federator.notation.numbers import index_key
from federator.store.columns import breaches_text, encoded, insert, instant, listed


class Described(NamedTuple):
    """What a notice is selected and ordered by."""

    source: str
    category: str
    division: str
    city: str
    organisation: str
    site: str
    published_day: str


class Standing(NamedTuple):
    """A row of ``notices``: where a notice stands after its latest revision."""

    id: str
    state: str
    latest_seq: int
    latest_digest: str
    shown_seq: int | None
    shown_digest: str
    gone_seq: int | None
    first_seen: str
    updated: str
    merged_into: str | None
    index_no: str
    assigned_index_no: str
    doc_no: str
    publisher: str
    described: Described

    def values(self) -> tuple[object, ...]:
        """In the order of :data:`COLUMNS`."""
        return (*self[:-1], *self.described)


COLUMNS = (*Standing._fields[:-1], *Described._fields)

_REVISION = (
    "seq",
    "notice_id",
    "kind",
    "state",
    "shown",
    "record",
    "breaches",
    "profile",
    "capture",
    "at",
    "reason",
    "merged_into",
    "person",
    "why",
)
_CREATED = RevisionKind.CREATED
"""To look up a member of an enumeration costs twenty times what a name of the module does."""
_INSERT_REVISION = insert("revisions", _REVISION, utf8=("record",))
_INSERT_NOTICE = insert("notices", COLUMNS)
_UPDATE_NOTICE = f"UPDATE notices SET {', '.join(f'{column} = ?' for column in COLUMNS)} WHERE id = ?"


def append(connection: Connection, revisions: Sequence[NewRevision], profile: str, at: datetime) -> None:
    """Append revisions in the order given and bring their notices up to them.

    The caller holds the write lock, so that the next ``seq`` is known beforehand and all rows go in at one stroke.
    """
    known = _standings(connection, revisions)
    now = dict(known)
    assigned = _reserve(connection, revisions, at.astimezone(CHINA).year)
    time = instant(at)
    rows = []
    for seq, revision in enumerate(revisions, start=last_seq(connection) + 1):
        if revision.kind is _CREATED:
            number = "" if revision.notice.index_no else next(assigned[revision.notice.division])
            before = None
        else:
            before = now[revision.notice_id]
            number = before.assigned_index_no
        now[revision.notice_id] = _after(before, revision, seq, time, number)
        rows.append(_row(seq, revision, profile, time, number))
    _write(connection, known, now)
    connection.executemany(_INSERT_REVISION, rows)


def last_seq(connection: Connection) -> int:
    """The last ``seq`` ever given, 0 before the first. AUTOINCREMENT remembers it even past a purge."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'revisions'").fetchone()
    return int(row[0]) if row else 0


def _write(connection: Connection, known: dict[str, Standing], now: dict[str, Standing]) -> None:
    """New notices are inserted, so that an id given twice is refused."""
    new = [standing.values() for id, standing in now.items() if id not in known]
    old = [(*standing.values(), id) for id, standing in now.items() if id in known]
    connection.executemany(_INSERT_NOTICE, new)
    connection.executemany(_UPDATE_NOTICE, old)


def _standings(connection: Connection, revisions: Sequence[NewRevision]) -> dict[str, Standing]:
    ids = {revision.notice_id for revision in revisions if revision.kind is not _CREATED}
    if not ids:
        return {}
    found = connection.execute(
        f"SELECT {', '.join(COLUMNS)} FROM notices WHERE id IN (SELECT value FROM json_each(?))", (listed(ids),)
    )
    split = len(Standing._fields) - 1
    return {row[0]: Standing._make((*row[:split], Described._make(row[split:]))) for row in found}


def _reserve(connection: Connection, revisions: Sequence[NewRevision], year: int) -> dict[str, Iterator[str]]:
    """Index numbers for the new notices whose site gave none: ``330100-FED-2026-000001``, one count a division."""
    wanted = Counter(
        revision.notice.division for revision in revisions if revision.kind is _CREATED and not revision.notice.index_no
    )
    return {division: _numbers(connection, division, year, count) for division, count in wanted.items()}


def _numbers(connection: Connection, division: str, year: int, count: int) -> Iterator[str]:
    (last,) = connection.execute(
        """INSERT INTO assigned_numbers (division, year, last) VALUES (?1, ?2, ?3)
           ON CONFLICT (division, year) DO UPDATE SET last = last + ?3 RETURNING last""",
        (division, year, count),
    ).fetchone()
    return iter([f"{division}-FED-{year}-{serial:06d}" for serial in range(last - count + 1, last + 1)])


def _after(before: Standing | None, revision: NewRevision, seq: int, at: str, number: str) -> Standing:
    notice = revision.notice
    digest = notice.digest
    shown_seq, shown_digest = _shown(before, revision, seq, digest)
    return Standing(
        id=revision.notice_id,
        state=str(revision.state),
        latest_seq=seq,
        latest_digest=digest,
        shown_seq=shown_seq,
        shown_digest=shown_digest,
        gone_seq=_gone(before, shown_seq, seq, revision.kind),
        first_seen=before.first_seen if before else at,
        updated=at,
        merged_into=revision.merged_into or None,
        index_no=index_key(notice.index_no),
        assigned_index_no=number,
        doc_no=notice.doc_no,
        publisher=notice.publisher,
        described=before.described if before and shown_seq not in (seq, None) else _describe(notice),
    )


def _shown(before: Standing | None, revision: NewRevision, seq: int, digest: str) -> tuple[int | None, str]:
    """What the public sees afterwards: nothing, this revision, or what it saw before."""
    if revision.hides:
        return None, ""
    if revision.shown:
        return seq, digest
    return (before.shown_seq, before.shown_digest) if before else (None, "")


def _gone(before: Standing | None, shown_seq: int | None, seq: int, kind: RevisionKind) -> int | None:
    """Since which revision the public sees nothing; None where it sees something, or never did. Whoever was told so is
    told again when it is purged, for he may have kept what it said."""
    if before is None or shown_seq is not None:
        return None
    told = before.shown_seq is None and (kind is not RevisionKind.PURGED or before.gone_seq is None)
    return before.gone_seq if told else seq


def _describe(notice: Notice) -> Described:
    return Described(
        notice.source,
        notice.category,
        notice.division,
        city_of(notice.division),
        notice.organisation,
        notice.site,
        iso_day(notice.day) or "",
    )


def _row(seq: int, revision: NewRevision, profile: str, at: str, number: str) -> tuple[object, ...]:
    record = revision.notice.as_record()
    record["assigned_index_no"] = number
    return (
        seq,
        revision.notice_id,
        str(revision.kind),
        str(revision.state),
        int(revision.shown and not revision.hides),
        encoded(record),
        breaches_text(revision.breaches),
        profile,
        revision.capture,
        at,
        revision.reason,
        revision.merged_into,
        revision.decision.person if revision.decision else "",
        revision.decision.why if revision.decision else "",
    )
