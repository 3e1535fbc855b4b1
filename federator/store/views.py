"""What a notice's page shows, and the figures of the whole: plain SQL, one frozen value a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection
from typing import Any

from federator.model.breach import Breach
from federator.model.revision import Published, Revision, RevisionKind, State
from federator.store.columns import breaches_of, notice_of
from federator.store.feed import shown
from federator.store.indexes import BROWSE, feed_index
from federator.store.notices import last_seq


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
    """A revision without its record. ``person`` and ``why``: who decided it, where a person did."""

    seq: int
    kind: RevisionKind
    state: State
    shown: bool
    at: datetime
    reason: str
    profile: str
    capture: str
    person: str = ""
    why: str = ""


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
        shown=shown(connection, id),
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
    hidden = dict(
        connection.execute(
            """SELECT state, count(*) FROM notices INDEXED BY notices_hidden
               WHERE shown_seq IS NULL AND merged_into IS NULL GROUP BY state"""
        )
    )
    by_category = dict(
        connection.execute(
            """SELECT category, count(*) FROM notices INDEXED BY feed_category
               WHERE shown_seq IS NOT NULL GROUP BY category"""
        )
    )
    (sources,) = connection.execute(
        "SELECT count(*) FROM sources AS c JOIN sites AS t ON t.id = c.site WHERE t.life = 'active'"
    ).fetchone()
    return Counts(sum(by_category.values()), hidden.get("held", 0), hidden.get("withdrawn", 0), sources, by_category)


def statistics(connection: Connection) -> dict[str, Any]:
    """Counts of what is public: ``published``, ``by_`` category, site, division and year, and ``seq``. Reads four
    indexes from end to end (a quarter of a second a million notices)."""
    found: dict[str, Any] = {
        f"by_{column}": dict(
            connection.execute(
                f"""SELECT {column}, count(*) FROM notices INDEXED BY {feed_index(column)}
                    WHERE shown_seq IS NOT NULL GROUP BY {column}"""
            )
        )
        for column in ("category", "site", "division")
    }
    found["by_year"] = dict(
        connection.execute(
            f"""SELECT substr(published_day, 1, 4) AS year, count(*) FROM notices INDEXED BY {BROWSE}
                WHERE shown_seq IS NOT NULL GROUP BY year"""
        )
    )
    return {"published": sum(found["by_category"].values()), **found, "seq": last_seq(connection)}


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
        """SELECT seq, kind, state, shown, at, reason, profile, capture, person, why FROM revisions
           WHERE notice_id = ? ORDER BY seq DESC""",
        (id,),
    )
    return tuple(
        Version(seq, RevisionKind(kind), State(state), bool(shown), datetime.fromisoformat(at), *plain)
        for seq, kind, state, shown, at, *plain in found
    )
