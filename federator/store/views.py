"""Reads for the web: plain SQL, one frozen value a page."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection

from federator.model.item import AsideReason, SetAside
from federator.model.notice import Breach
from federator.model.revision import Published, Revision, RevisionKind, State
from federator.model.site import Life, Source
from federator.model.visit import SourceState, Visit
from federator.store.columns import breaches_of, notice_of
from federator.store.feed import PUBLISHED, published_of
from federator.store.sites import SOURCE, SOURCE_WIDTH, source_of
from federator.store.visits import STATE, STATE_WIDTH, VISIT, state_of, visit_of

_VISIT_AT = SOURCE_WIDTH + 1 + STATE_WIDTH
_VISITS_SHOWN = 20
_ROWS_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Provenance:
    """One source that holds the notice. ``canonical``: it writes the fields; ``issuing``: its organisation issued."""

    source: str
    url: str
    canonical: bool
    issuing: bool
    first_seen: datetime
    last_seen: datetime


@dataclass(frozen=True, slots=True)
class Version:
    """A revision without its record."""

    seq: int
    kind: RevisionKind
    state: State
    shown: bool
    at: datetime
    reason: str
    profile: str
    capture: str


@dataclass(frozen=True, slots=True)
class NoticeView:
    """One notice. ``shown`` is None where the public sees nothing; ``breaches`` are of the latest revision.

    ``held_back``: an amendment waits behind what is shown. ``versions`` newest first.
    """

    id: str
    state: State
    merged_into: str
    shown: Published | None
    held_back: bool
    breaches: tuple[Breach, ...]
    provenances: tuple[Provenance, ...]
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """Notices by state (mergers are not counted), sources of active sites, published notices by category."""

    published: int
    held: int
    withdrawn: int
    sources: int
    by_category: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class SourceView:
    """One source: where it stands, its last visit if any, and how many notices and rows it has."""

    source: Source
    life: Life
    state: SourceState
    last: Visit | None
    published: int
    held: int
    set_aside: int


@dataclass(frozen=True, slots=True)
class AsideView:
    """A row set aside, when first and when last tried."""

    row: SetAside
    first_seen: datetime
    last_seen: datetime


@dataclass(frozen=True, slots=True)
class HeldNotice:
    """A notice that waits for a person. Its title may be what it is held for: show it to administrators only."""

    id: str
    url: str
    title: str
    breaches: tuple[Breach, ...]
    updated: datetime


@dataclass(frozen=True, slots=True)
class SourceDetail:
    """One source with its last 20 visits, newest first, and what did not become public (at most 200 each)."""

    view: SourceView
    visits: tuple[Visit, ...]
    aside: tuple[AsideView, ...]
    held: tuple[HeldNotice, ...]


def notice_view(connection: Connection, id: str) -> NoticeView | None:
    """All about one notice, None for an id never minted."""
    row = connection.execute(
        """SELECT n.state, n.merged_into, n.shown_seq, n.latest_seq, r.breaches FROM notices AS n
           JOIN revisions AS r ON r.seq = n.latest_seq WHERE n.id = ?""",
        (id,),
    ).fetchone()
    if row is None:
        return None
    state, merged_into, shown_seq, latest_seq, breaches = row
    return NoticeView(
        id=id,
        state=State(state),
        merged_into=merged_into or "",
        shown=_shown(connection, id),
        held_back=shown_seq is not None and shown_seq != latest_seq,
        breaches=breaches_of(breaches),
        provenances=_provenances(connection, id),
        versions=_versions(connection, id),
    )


def revision(connection: Connection, notice_id: str, seq: int) -> Revision | None:
    """One version with its full record."""
    row = connection.execute(
        """SELECT kind, state, shown, record, breaches, profile, capture, at, reason, merged_into
           FROM revisions WHERE seq = ? AND notice_id = ?""",
        (seq, notice_id),
    ).fetchone()
    if row is None:
        return None
    kind, state, shown, record, breaches, profile, capture, at, reason, merged_into = row
    return Revision(
        seq,
        notice_id,
        RevisionKind(kind),
        State(state),
        bool(shown),
        notice_of(record),
        breaches_of(breaches),
        profile,
        capture,
        datetime.fromisoformat(at),
        reason,
        merged_into,
    )


def counts(connection: Connection) -> Counts:
    """Figures of the whole; reads an index from end to end (50 ms a million notices)."""
    states = dict(connection.execute("SELECT state, count(*) FROM notices WHERE merged_into IS NULL GROUP BY state"))
    by_category = dict(
        connection.execute(
            """SELECT category, count(*) FROM notices INDEXED BY feed_category
               WHERE shown_seq IS NOT NULL GROUP BY category"""
        )
    )
    (sources,) = connection.execute(
        "SELECT count(*) FROM sources AS c JOIN sites AS t ON t.id = c.site WHERE t.life = 'active'"
    ).fetchone()
    return Counts(states.get("published", 0), states.get("held", 0), states.get("withdrawn", 0), sources, by_category)


def source_views(connection: Connection) -> tuple[SourceView, ...]:
    """All sources of the registry, by key."""
    return _views(connection, None)


def source_detail(connection: Connection, key: str) -> SourceDetail | None:
    """One source with what became of its rows, None where the registry has no such source."""
    views = _views(connection, key)
    if not views:
        return None
    return SourceDetail(views[0], _visits(connection, key), _aside(connection, key), _held(connection, key))


def _views(connection: Connection, key: str | None) -> tuple[SourceView, ...]:
    states = _tally(connection, "SELECT source, state, count(*) FROM notices", "source, state", key)
    aside = _tally(connection, "SELECT source, '', count(*) FROM set_aside", "source", key)
    found = connection.execute(
        f"""SELECT {SOURCE}, t.life, {STATE}, {VISIT} FROM sources AS c JOIN sites AS t ON t.id = c.site
            LEFT JOIN source_state AS s ON s.source = c.key LEFT JOIN visits AS v ON v.number = s.visit
            WHERE ?1 IS NULL OR c.key = ?1 ORDER BY c.key""",
        (key,),
    )
    return tuple(_view(values, states, aside) for values in found)


def _tally(connection: Connection, select: str, group: str, key: str | None) -> Counter[tuple[str, str]]:
    narrowed = "" if key is None else "WHERE source = ?"
    found = connection.execute(f"{select} {narrowed} GROUP BY {group}", () if key is None else (key,))
    return Counter({(source, state): count for source, state, count in found})


def _view(values: tuple[object, ...], states: Counter[tuple[str, str]], aside: Counter[tuple[str, str]]) -> SourceView:
    source = source_of(values[:SOURCE_WIDTH])
    life, state, visit = values[SOURCE_WIDTH], values[SOURCE_WIDTH + 1 : _VISIT_AT], values[_VISIT_AT:]
    return SourceView(
        source,
        Life(str(life)),
        state_of(state) if state[0] else SourceState(source.key),
        visit_of(visit) if visit[0] else None,
        states[source.key, "published"],
        states[source.key, "held"],
        aside[source.key, ""],
    )


def _visits(connection: Connection, key: str) -> tuple[Visit, ...]:
    found = connection.execute(
        f"SELECT {VISIT} FROM visits AS v WHERE v.source = ? ORDER BY v.number DESC LIMIT ?", (key, _VISITS_SHOWN)
    )
    return tuple(map(visit_of, found))


def _aside(connection: Connection, key: str) -> tuple[AsideView, ...]:
    found = connection.execute(
        """SELECT source, row_digest, title, url, date_written, reason, detail, first_seen, last_seen
           FROM set_aside WHERE source = ? ORDER BY last_seen DESC LIMIT ?""",
        (key, _ROWS_SHOWN),
    )
    return tuple(
        AsideView(
            SetAside(source, row_digest, title, url, date_written, AsideReason(reason), detail),
            datetime.fromisoformat(first),
            datetime.fromisoformat(last),
        )
        for source, row_digest, title, url, date_written, reason, detail, first, last in found
    )


def _held(connection: Connection, key: str) -> tuple[HeldNotice, ...]:
    found = connection.execute(
        """SELECT n.id, r.record ->> 'url', r.record ->> 'title', r.breaches, n.updated FROM notices AS n
           JOIN revisions AS r ON r.seq = n.latest_seq
           WHERE n.source = ? AND n.state = 'held' ORDER BY n.number DESC LIMIT ?""",
        (key, _ROWS_SHOWN),
    )
    return tuple(
        HeldNotice(id, url, title, breaches_of(breaches), datetime.fromisoformat(updated))
        for id, url, title, breaches, updated in found
    )


def _shown(connection: Connection, id: str) -> Published | None:
    row = connection.execute(
        f"SELECT {PUBLISHED} FROM notices AS n JOIN revisions AS r ON r.seq = n.shown_seq WHERE n.id = ?", (id,)
    ).fetchone()
    return published_of(row) if row else None


def _provenances(connection: Connection, id: str) -> tuple[Provenance, ...]:
    found = connection.execute(
        """SELECT source, url, canonical, issuing, first_seen, last_seen FROM items
           WHERE notice_id = ? ORDER BY canonical DESC, id""",
        (id,),
    )
    return tuple(
        Provenance(
            source, url, bool(canonical), bool(issuing), datetime.fromisoformat(first), datetime.fromisoformat(last)
        )
        for source, url, canonical, issuing, first, last in found
    )


def _versions(connection: Connection, id: str) -> tuple[Version, ...]:
    found = connection.execute(
        """SELECT seq, kind, state, shown, at, reason, profile, capture FROM revisions
           WHERE notice_id = ? ORDER BY seq DESC""",
        (id,),
    )
    return tuple(
        Version(seq, RevisionKind(kind), State(state), bool(shown), datetime.fromisoformat(at), *plain)
        for seq, kind, state, shown, at, *plain in found
    )
