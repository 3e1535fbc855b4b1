"""What the desk shows of sources and sites beside what everybody sees: what waits for a person, and figures by week."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from sqlite3 import Connection

from federator.model.breach import Breach
from federator.model.local_time import CHINA
from federator.store.columns import breaches_of, instant
from federator.store.health import waiting_rules
from federator.store.leaving import leaving_by_source
from federator.store.rewrites import rewritten_by_source
from federator.store.visits import newest

_MOST = 200

_UNDECIDED = """FROM notices AS n CROSS JOIN revisions AS r ON r.seq = n.latest_seq
    WHERE {where} AND r.kind <> 'rejected'"""


@dataclass(frozen=True, slots=True)
class Attention:
    """What of one source waits for a person: held notices, amendments held back, notices that are gone or would all
    read the same, rules. And the latest day on which it published."""

    held: int = 0
    held_back: int = 0
    leaving: int = 0
    rewritten: int = 0
    rules: int = 0
    newest: date | None = None

    @property
    def waiting(self) -> int:
        """All that waits."""
        return self.held + self.held_back + self.leaving + self.rewritten + self.rules


@dataclass(frozen=True, slots=True)
class WaitingNotice:
    """A notice to decide upon. ``amendment``: an earlier version is public. Its title may be what it is held for."""

    id: str
    source: str
    title: str
    url: str
    breaches: tuple[Breach, ...]
    since: datetime
    amendment: bool


@dataclass(frozen=True, slots=True)
class Week:
    """Of the seven days from ``begins`` (a Monday): notices published, visits made, visits failed."""

    begins: date
    published: int = 0
    visits: int = 0
    failed: int = 0


def attention(connection: Connection, now: datetime) -> dict[str, Attention]:
    """By source, for those of which there is anything to say."""
    held = _count(connection, "n.state = 'held' AND n.shown_seq IS NULL AND n.merged_into IS NULL")
    back = _count(connection, "n.shown_seq <> n.latest_seq")
    gone, alike = leaving_by_source(connection), rewritten_by_source(connection, now)
    rules, days = waiting_rules(connection), newest(connection)
    return {
        key: Attention(
            held=held.get(key, 0),
            held_back=back.get(key, 0),
            leaving=gone.get(key, 0),
            rewritten=alike.get(key, 0),
            rules=rules.get(key, 0),
            newest=days.get(key),
        )
        for key in {*held, *back, *gone, *alike, *rules, *days}
    }


def waiting_notices(connection: Connection, source: str) -> tuple[WaitingNotice, ...]:
    """The source's notices to decide upon, the longest waiting first (at most 200)."""
    columns = "n.id, n.source, r.record ->> 'title', r.record ->> 'url', r.breaches, r.at"
    where = "n.source = ? AND {} "
    found = connection.execute(
        f"""SELECT {columns}, 0 {_UNDECIDED.format(where=where.format("n.state = 'held'"))}
            UNION ALL SELECT {columns}, 1 {_UNDECIDED.format(where=where.format("n.shown_seq <> n.latest_seq"))}
            ORDER BY 6 LIMIT ?""",
        (source, source, _MOST),
    )
    return tuple(
        WaitingNotice(id, source, title, url, breaches_of(breaches), datetime.fromisoformat(at), bool(amendment))
        for id, source, title, url, breaches, at, amendment in found
    )


def weeks(connection: Connection, sources: Collection[str], since: date) -> dict[date, Week]:
    """What these sources published, and how visits to them fared, by the Monday a week begins with, from the Monday
    ``since`` on; weeks in which nothing happened are left out."""
    start = datetime.combine(since, time(), CHINA)
    published: dict[date, int] = {}
    made: dict[date, tuple[int, int]] = {}
    for source in sources:
        for monday, count in connection.execute(_PUBLISHED, (source, since.isoformat())):
            day = date.fromisoformat(monday)
            published[day] = published.get(day, 0) + count
        for monday, visits, failed in (
            *connection.execute(_VISITS, (source, instant(start))),
            *connection.execute(_VISIT_DAYS, (source, since.isoformat())),
        ):
            day = date.fromisoformat(monday)
            before = made.get(day, (0, 0))
            made[day] = before[0] + visits, before[1] + failed
    return {day: Week(day, published.get(day, 0), *made.get(day, (0, 0))) for day in {*published, *made}}


def _monday(day: str) -> str:
    return f"date({day}, '-6 days', 'weekday 1')"


_PUBLISHED = f"""SELECT {_monday("published_day")} AS monday, count(*) FROM notices
    WHERE source = ? AND state = 'published' AND published_day >= ? GROUP BY monday"""
_VISITS = f"""SELECT {_monday("started, '+8 hours'")} AS monday, count(*), sum(outcome = 'failed') FROM visits
    WHERE source = ? AND started >= ? GROUP BY monday"""
_VISIT_DAYS = f"""SELECT {_monday("day")} AS monday, sum(visits), sum(failed) FROM visit_days
    WHERE source = ? AND day >= ? GROUP BY monday"""


def _count(connection: Connection, where: str) -> dict[str, int]:
    return dict(connection.execute(f"SELECT n.source, count(*) {_UNDECIDED.format(where=where)} GROUP BY n.source"))
