"""What an operator watches, as the database tells it: ages, lags, failures, sizes."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection

from federator.model.probe import Reach
from federator.model.site import Life
from federator.store.columns import instant


@dataclass(frozen=True, slots=True)
class SourceGauge:
    """One source of an active site. ``success_age``: seconds since its last good visit, None before one; ``lag``:
    seconds for which it has been due, 0 where it is not or is paused; ``error``: the kind it fails by, ``""`` where
    it does not."""

    source: str
    success_age: float | None
    lag: float
    failures: int
    error: str
    paused: bool


@dataclass(frozen=True, slots=True)
class Gauges:
    """``lease``: seconds for which a harvester still holds it, 0 where none does. Sizes in bytes; ``free`` on the disk
    that the database lies on."""

    sources: tuple[SourceGauge, ...]
    notices: Mapping[str, int]
    reach: Mapping[str, Reach]
    visits: int
    last_visit: datetime | None
    revisions: int
    rechecks_due: int
    messages_waiting: int
    lease: float
    database: int
    wal: int
    free: int


def gauges(connection: Connection, path: Path, now: datetime, reach: Mapping[str, Reach]) -> Gauges:
    """All of it at ``now``."""
    (last_visit,) = connection.execute("SELECT max(last_visit) FROM source_state").fetchone()
    return Gauges(
        _sources(connection, now),
        dict(connection.execute("SELECT state, count(*) FROM notices WHERE merged_into IS NULL GROUP BY state")),
        reach,
        _one(connection, "SELECT coalesce(max(number), 0) FROM visits"),
        datetime.fromisoformat(last_visit) if last_visit else None,
        _one(connection, "SELECT coalesce(max(seq), 0) FROM revisions"),
        _one(connection, "SELECT count(*) FROM items WHERE canonical AND recheck_at <= ?", instant(now)),
        _one(connection, "SELECT count(*) FROM outbox WHERE sent IS NULL AND NOT given_up"),
        lease_left(connection, now),
        _size(path),
        _size(path.with_name(f"{path.name}-wal")),
        shutil.disk_usage(path.parent).free,
    )


def lease_left(connection: Connection, now: datetime) -> float:
    """Seconds for which a harvester still holds the lease; 0 where none does."""
    row = connection.execute("SELECT until FROM leases WHERE name = 'harvest'").fetchone()
    return max(0.0, (datetime.fromisoformat(row[0]) - now).total_seconds()) if row else 0.0


def _sources(connection: Connection, now: datetime) -> tuple[SourceGauge, ...]:
    found = connection.execute(
        """SELECT c.key, s.last_success, s.next_due, coalesce(s.failures, 0), coalesce(v.error, ''),
                  p.source IS NOT NULL
           FROM sources AS c JOIN sites AS t ON t.id = c.site AND t.life = ?
           LEFT JOIN source_state AS s ON s.source = c.key LEFT JOIN visits AS v ON v.number = s.visit
           LEFT JOIN pauses AS p ON p.source = c.key ORDER BY c.key""",
        (Life.ACTIVE,),
    )
    return tuple(
        SourceGauge(key, _age(success, now), 0.0 if paused else max(0.0, _age(due, now) or 0.0), failures,
                    error if failures else "", bool(paused))
        for key, success, due, failures, error, paused in found
    )  # fmt: skip


def _age(written: str | None, now: datetime) -> float | None:
    return (now - datetime.fromisoformat(written)).total_seconds() if written else None


def _one(connection: Connection, select: str, *values: object) -> int:
    (found,) = connection.execute(select, values).fetchone()
    return int(found)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
