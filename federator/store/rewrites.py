"""Texts that many notices of one source would have at once, in place of their own: they wait for a person.

    visit, recheck ─▶ write ─▶ waits ─▶ accepted: the pages are asked again at once, and amend their notices
                                 │         ▲
                                 └──▶ refused: no notice of the source is amended to that text

What was not met for a week waits no more. Of what was accepted only the text's key is kept.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from sqlite3 import Connection

from federator.model.health import Rewrite
from federator.model.people import Actor
from federator.store import audit
from federator.store.columns import instant, listed
from federator.store.database import Part

_FORGOTTEN_AFTER = timedelta(days=7)
_SAMPLE, _BEGINNING = 5, 300
"""How many of the notices are shown, and how many characters of what each says until now."""
_WAITS = "believed IS NULL AND seen >= ?"
_REFUSED = "NOT believed"
_OF = "WHERE source = ?1 AND key IN (SELECT value FROM json_each(?2))"
_ALIVE = "EXISTS (SELECT 1 FROM notices AS n WHERE n.id = rewritten.notice_id AND n.merged_into IS NULL)"
"""A notice that turned out to be another says nothing any more."""

_WRITE = """INSERT INTO rewrites (source, key, text, since, seen) VALUES (?1, ?2, ?3, ?4, ?4)
    ON CONFLICT (source, key) DO UPDATE SET text = excluded.text, seen = excluded.seen WHERE believed IS NULL"""
_WRITE_NOTICES = """INSERT OR IGNORE INTO rewritten (source, key, notice_id)
    SELECT r.source, r.key, i.notice_id FROM rewrites AS r CROSS JOIN json_each(?3) AS l
    CROSS JOIN item_addresses AS a ON a.source = r.source AND a.address = l.value
    CROSS JOIN items AS i ON i.id = a.item_id AND i.canonical
    WHERE r.source = ?1 AND r.key = ?2 AND r.believed IS NULL"""
_BEFORE = f"""SELECT n.id, r.record ->> 'title', r.record ->> 'url', substr(r.record ->> 'text', 1, {_BEGINNING})
    FROM rewritten AS w CROSS JOIN notices AS n ON n.id = w.notice_id
    CROSS JOIN revisions AS r ON r.seq = n.latest_seq
    WHERE w.source = ? AND w.key = ? AND n.merged_into IS NULL ORDER BY n.number"""


@dataclass(frozen=True, slots=True)
class Before:
    """What a notice says until now; ``text``: its beginning."""

    id: str
    title: str
    url: str
    text: str


@dataclass(frozen=True, slots=True)
class WaitingRewrite:
    """``text``: the beginning of what ``count`` notices would say; ``sample``: the first few of these notices.
    It waits for a person, or was refused by one."""

    key: str
    text: str
    since: datetime
    count: int
    sample: tuple[Before, ...]


class Rewrites(Part):
    """One method a use case."""

    def judged(self, source: str) -> dict[str, bool | None]:
        """By key what a person said of texts of that source, None where one is still asked."""
        found = self._database.current().execute(
            f"SELECT key, believed FROM rewrites WHERE source = ? AND (believed IS NOT NULL OR {_WAITS})",
            (source, _oldest(self._clock())),
        )
        return {key: None if believed is None else bool(believed) for key, believed in found}

    def waiting(self, source: str) -> tuple[WaitingRewrite, ...]:
        """What waits, the longest first."""
        return self._those(_WAITS, source, _oldest(self._clock()))

    def refused(self, source: str) -> tuple[WaitingRewrite, ...]:
        """What was refused and can be accepted yet, the longest known first."""
        return self._those(_REFUSED, source)

    def _those(self, which: str, *values: str) -> tuple[WaitingRewrite, ...]:
        with self._database.reading() as connection:
            found = connection.execute(
                f"SELECT source, key, text, since FROM rewrites WHERE source = ? AND {which} ORDER BY since, key",
                values,
            ).fetchall()
            return tuple(_waiting(connection, *one) for one in found)

    def accept(self, source: str, keys: Iterable[str], why: str, by: Actor) -> int:
        """Believe those of ``keys`` that wait or were refused; how many they were."""
        return self._decide(source, keys, True, why, by)

    def refuse(self, source: str, keys: Iterable[str], why: str, by: Actor) -> int:
        """Those of ``keys`` that wait are no notice's words: all stay as they are. How many they were."""
        return self._decide(source, keys, False, why, by)

    def _decide(self, source: str, keys: Iterable[str], believed: bool, why: str, by: Actor) -> int:
        with self._database.writing() as connection:
            now = self._clock()
            undecided = f"({_WAITS} OR {_REFUSED})" if believed else _WAITS
            found = connection.execute(
                f"SELECT key FROM rewrites WHERE source = ? AND {undecided}", (source, _oldest(now))
            ).fetchall()
            decided = sorted({key for (key,) in found}.intersection(keys))
            if not decided:
                return 0
            its = (source, listed(decided))
            notices = connection.execute(
                f"SELECT DISTINCT notice_id FROM rewritten {_OF} AND {_ALIVE} ORDER BY 1", its
            ).fetchall()
            connection.execute(f"UPDATE rewrites SET believed = ?3 {_OF}", (*its, believed))
            if believed:
                ask_again = "UPDATE items SET recheck_at = ? WHERE canonical AND notice_id = ?"
                connection.executemany(ask_again, [(instant(now), id) for (id,) in notices])
                connection.execute(f"UPDATE rewrites SET text = '' {_OF}", its)
                connection.execute(f"DELETE FROM rewritten {_OF}", its)
            act = "rewrites-accepted" if believed else "rewrites-refused"
            told = {"texts": decided, "notices": [id for (id,) in notices], "why": why}
            audit.record(connection, by, now, act, f"source/{source}", {}, told)
            return len(decided)


def write_rewrites(connection: Connection, source: str, rewrites: Iterable[Rewrite], at: datetime) -> None:
    """They wait from now on, or do so still; of what was decided nothing is written."""
    for one in rewrites:
        connection.execute("DELETE FROM rewrites WHERE believed IS NULL AND seen < ?", (_oldest(at),))
        connection.execute(_WRITE, (source, one.key, one.text, instant(at)))
        connection.execute(_WRITE_NOTICES, (source, one.key, listed(sorted(one.addresses))))


def rewritten_by_source(connection: Connection, now: datetime) -> dict[str, int]:
    """How many notices wait so, of every source where any do."""
    return dict(
        connection.execute(
            f"""SELECT source, count(DISTINCT notice_id) FROM rewrites JOIN rewritten USING (source, key)
                WHERE {_WAITS} AND {_ALIVE} GROUP BY source""",
            (_oldest(now),),
        )
    )


def forget_rewrites(connection: Connection, ids: Iterable[str]) -> None:
    """Nothing is to be kept of these notices: what they would have said waits no more, and of what was refused the
    words go."""
    several = (listed(ids),)
    of = "notice_id IN (SELECT value FROM json_each(?))"
    its = f"(source, key) IN (SELECT source, key FROM rewritten WHERE {of})"
    connection.execute(f"DELETE FROM rewrites WHERE believed IS NULL AND {its}", several)
    connection.execute(f"UPDATE rewrites SET text = '' WHERE {its}", several)
    connection.execute(f"DELETE FROM rewritten WHERE {of}", several)


def _oldest(now: datetime) -> str:
    return instant(now - _FORGOTTEN_AFTER)


def _waiting(connection: Connection, source: str, key: str, text: str, since: str) -> WaitingRewrite:
    before = connection.execute(_BEFORE, (source, key)).fetchall()
    sample = tuple(Before(*one) for one in before[:_SAMPLE])
    return WaitingRewrite(key, text, datetime.fromisoformat(since), len(before), sample)
