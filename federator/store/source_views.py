"""What the sources page shows: how each source fares, and what of it did not become public."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection

from federator.model.breach import Breach
from federator.model.dispute import Dispute
from federator.model.health import FAILS_AFTER
from federator.model.item import AsideReason, SetAside
from federator.model.site import Life, Source
from federator.model.visit import SourceState, Visit
from federator.store.columns import breaches_of
from federator.store.disputes import standing
from federator.store.pauses import Pause, pauses
from federator.store.sites import SOURCE, SOURCE_WIDTH, source_of
from federator.store.visits import STATE, STATE_WIDTH, VISIT, state_of, visit_of

_VISIT_AT = SOURCE_WIDTH + 1 + STATE_WIDTH
_VISITS_SHOWN = 20
_ROWS_SHOWN = 200


@dataclass(frozen=True, slots=True)
class SourceView:
    """One source: where it stands, its last visit if any, how many notices and rows it has, whether people have
    paused it, and what the unit disputes of how it fares now, unless the province rejected that."""

    source: Source
    life: Life
    state: SourceState
    last: Visit | None
    published: int
    held: int
    set_aside: int
    paused: Pause | None
    dispute: Dispute | None

    @property
    def fails(self) -> bool:
        """Whether it counts as failing: one failed visit is often a passing fault, unless none ever succeeded."""
        return self.state.failures >= FAILS_AFTER or (self.state.failures > 0 and not self.state.last_success)


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


def all_sources(connection: Connection) -> tuple[SourceView, ...]:
    """Every source of the registry and how it fares, by key."""
    return _views(connection, None)


def one_source(connection: Connection, key: str) -> SourceDetail | None:
    """One source with its last visits, rows set aside and held notices; None where the registry has none."""
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
    paused, disputes = pauses(connection), standing(connection)
    return tuple(_view(values, states, aside, paused, disputes) for values in found)


def _tally(connection: Connection, select: str, group: str, key: str | None) -> Counter[tuple[str, str]]:
    narrowed = "" if key is None else "WHERE source = ?"
    found = connection.execute(f"{select} {narrowed} GROUP BY {group}", () if key is None else (key,))
    return Counter({(source, state): count for source, state, count in found})


def _view(
    values: tuple[object, ...],
    states: Counter[tuple[str, str]],
    aside: Counter[tuple[str, str]],
    paused: Mapping[str, Pause],
    disputes: Mapping[str, Dispute],
) -> SourceView:
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
        paused.get(source.key),
        disputes.get(source.key),
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
