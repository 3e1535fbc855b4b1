"""Notices to be understood anew: their latest versions in turn, and what today's understanding makes of them."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from sqlite3 import Connection
from typing import Any, NamedTuple

from federator.model.item import Latest, NewRevision
from federator.model.people import Actor
from federator.model.revision import RevisionKind, State
from federator.model.scope import Scope
from federator.notation.folding import title_key
from federator.store import audit
from federator.store.columns import breaches_of, listed, notice_of
from federator.store.corrections import corrections
from federator.store.feed import covering
from federator.store.items import ITEM, WIDTH, item_of
from federator.store.notices import append, last_seq
from federator.store.visits import note_published

_LATEST = """n.number, n.id, n.latest_seq, r.kind, n.state, n.shown_seq, r.record, r.breaches, r.profile, r.capture"""


class LatestPage(NamedTuple):
    """``last``: behind which number the next page begins, None where there is none."""

    versions: tuple[Latest, ...]
    last: int | None


def latest_page(connection: Connection, scope: Scope, after: int, limit: int) -> LatestPage:
    """Latest versions of notices with numbers above ``after``, the first seen first; what was merged is left out."""
    conditions, values = where(scope)
    found = connection.execute(
        f"""SELECT {ITEM}, {_LATEST} FROM notices AS n CROSS JOIN revisions AS r ON r.seq = n.latest_seq
            LEFT JOIN items AS i ON i.notice_id = n.id AND i.canonical
            WHERE n.number > :after AND n.merged_into IS NULL{conditions} ORDER BY n.number LIMIT :limit""",
        values | {"after": after, "limit": limit},
    ).fetchall()
    corrected = corrections(connection, [row[WIDTH + 1] for row in found])
    versions = tuple(_latest(row, corrected.get(row[WIDTH + 1], ())) for row in found)
    return LatestPage(versions, found[-1][WIDTH] if len(found) == limit else None)


def where(scope: Scope) -> tuple[str, dict[str, str]]:
    """The scope as conditions on ``notices AS n``, each beginning with AND, and their values by name."""
    values = {"organisation": scope.organisation, "category": scope.category, **covering(scope.division)}
    wanted = {name: value for name, value in values.items() if value}
    conditions = "".join(f" AND n.{name} = :{name}" for name in wanted)
    if scope.names:
        conditions += " AND EXISTS (SELECT 1 FROM json_each(:names) AS l WHERE l.value IN (n.site, n.source, n.id))"
        wanted["names"] = listed(scope.names)
    return conditions, wanted


def _latest(row: Sequence[Any], corrected: Any) -> Latest:
    _, id, seq, kind, state, shown, record, breaches, profile, capture = row[WIDTH:]
    return Latest(
        id,
        seq,
        RevisionKind(kind),
        State(state),
        shown == seq,
        shown is not None,
        notice_of(record),
        breaches_of(breaches),
        profile,
        capture,
        corrected,
        item_of(row) if row[0] else None,
    )


def record_anew(
    connection: Connection, made: Sequence[tuple[Latest, NewRevision]], profile: str, why: str, by: Actor, at: datetime
) -> int:
    """Append those whose notice still stands as it was read; how many they were. One act in the audit log."""
    ids = listed(latest.id for latest, _ in made)
    stand = dict(
        connection.execute(
            "SELECT id, latest_seq FROM notices WHERE id IN (SELECT value FROM json_each(?)) AND merged_into IS NULL",
            (ids,),
        )
    )
    revisions = [one for latest, one in made if stand.get(latest.id) == latest.seq]
    if not revisions:
        return 0
    before = last_seq(connection)
    append(connection, revisions, profile, at)
    _find_again(connection, revisions)
    for one in revisions:
        note_published(connection, one, at)
    told: dict[str, object] = {"seqs": [before + 1, before + len(revisions)], "profile": profile, "why": why}
    told |= Counter(str(one.kind) for one in revisions) | Counter(one.reason for one in revisions if one.reason)
    audit.record(connection, by, at, "notices-reread", "notices", {}, told)
    return len(revisions)


def _find_again(connection: Connection, revisions: Sequence[NewRevision]) -> None:
    """What their items are found again by under another address is what was understood last."""
    connection.executemany(
        "UPDATE items SET title_key = ?, doc_no = ?, day = ? WHERE notice_id = ? AND canonical",
        [
            (
                title_key(one.notice.title),
                one.notice.doc_no,
                one.notice.published.day.isoformat() if one.notice.published else None,
                one.notice_id,
            )
            for one in revisions
        ],
    )
