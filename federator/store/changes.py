"""The change log: what became public, changed or ceased to be public, in commit order.

It is read off the revisions, which are append-only. Left out is what no reader may know: versions that never were
public, and versions of a notice that was taken down after them. Their place is taken by one entry without a record.
"""

from collections import defaultdict
from datetime import datetime
from sqlite3 import Connection
from typing import Any

from federator.model.revision import Change, LogPage, RevisionKind, Watermark
from federator.store.columns import moment, notice_of
from federator.store.notices import last_seq
from federator.store.restoring import LEAP

TAKEN_DOWN = "{0}.shown = 0 AND {0}.state <> 'published'"
"""A revision after which the public sees nothing of its notice; a held amendment leaves the state published."""

_COLUMNS = "r.seq, r.notice_id, r.kind, r.at, n.first_seen, iif(r.shown, r.record, NULL), r.reason, r.merged_into"

_TOLD = f"""iif(r.shown,
        NOT EXISTS (SELECT 1 FROM revisions AS h WHERE h.notice_id = r.notice_id AND h.seq > r.seq
                    AND {TAKEN_DOWN.format("h")}),
        {TAKEN_DOWN.format("r")} AND EXISTS (SELECT 1 FROM revisions AS e
                    WHERE e.notice_id = r.notice_id AND e.seq < r.seq AND e.shown = 1))"""
"""Whether a revision has an entry in the log."""

_LAST_WORD = f"""iif(r.shown, r.seq = n.shown_seq, n.shown_seq IS NULL AND
        NOT EXISTS (SELECT 1 FROM revisions AS l WHERE l.notice_id = r.notice_id AND l.seq > r.seq
                    AND {TAKEN_DOWN.format("l")}))"""


def log_page(connection: Connection, after: int, limit: int, latest: bool = False) -> LogPage:
    """Up to ``limit`` changes with ``seq`` above ``after``; of each notice only the last one where ``latest``."""
    found = connection.execute(
        f"""SELECT {_COLUMNS} FROM revisions AS r CROSS JOIN notices AS n ON n.id = r.notice_id
            WHERE r.seq > ? AND {_TOLD} AND {_LAST_WORD if latest else "TRUE"} ORDER BY r.seq LIMIT ?""",
        (after, limit + 1),
    ).fetchall()
    entries, last = tuple(map(_change, found[:limit])), last_seq(connection)
    return LogPage(entries, last, len(found) > limit, _watermarks(connection), _is_lost(connection, after, last))


def _is_lost(connection: Connection, after: int, last: int) -> bool:
    """Whether ``after`` lies above all that was ever given, or in the leap of a restore: it is no version itself, and
    behind it comes nothing for long."""
    if after in (0, last):
        return False
    there, following = connection.execute(
        """SELECT EXISTS (SELECT 1 FROM revisions WHERE seq = ?1), (SELECT min(seq) FROM revisions WHERE seq > ?1)""",
        (after,),
    ).fetchone()
    return after > last or (not there and (following or last) - after >= LEAP // 2)


def history(connection: Connection, notice_id: str) -> tuple[Change, ...]:
    """The entries of one notice, oldest first; none for one that never was public."""
    found = connection.execute(
        f"""SELECT {_COLUMNS} FROM notices AS n CROSS JOIN revisions AS r ON r.notice_id = n.id
            WHERE n.id = ? AND {_TOLD} ORDER BY r.seq""",
        (notice_id,),
    )
    return tuple(map(_change, found))


def _change(values: tuple[Any, ...]) -> Change:
    seq, notice_id, kind, at, created, record, reason, merged_into = values
    return Change(
        seq,
        notice_id,
        RevisionKind(kind),
        datetime.fromisoformat(at),
        datetime.fromisoformat(created),
        notice_of(record) if record else None,
        reason,
        merged_into,
    )


def _watermarks(connection: Connection) -> tuple[Watermark, ...]:
    """Of every active site, by id."""
    found = connection.execute(
        """SELECT c.site, c.key, s.last_complete, s.last_visit FROM sites AS t
           CROSS JOIN sources AS c ON c.site = t.id LEFT JOIN source_state AS s ON s.source = c.key
           WHERE t.life = 'active' ORDER BY c.site, c.key"""
    )
    by_site: dict[str, list[tuple[str, datetime | None, datetime | None]]] = defaultdict(list)
    for site, key, complete, visited in found:
        by_site[site].append((key, moment(complete), moment(visited)))
    return tuple(_watermark(site, sources) for site, sources in by_site.items())


def _watermark(site: str, sources: list[tuple[str, datetime | None, datetime | None]]) -> Watermark:
    whole = [complete for _, complete, _ in sources if complete]
    behind = tuple(key for key, complete, visited in sources if complete is None or complete != visited)
    return Watermark(site, min(whole) if len(whole) == len(sources) else None, len(sources), behind)
