"""The audit log: who did what, from where, before and after. Written in the transaction of the act itself."""

import json
from collections.abc import Collection, Mapping
from datetime import datetime
from sqlite3 import Connection
from typing import Any

from federator.model.people import Act, Actor
from federator.store.columns import insert, instant, listed, written
from federator.store.steps.append_only import append_only

_COLUMNS = ("at", "person", "address", "act", "about", "before", "after")
_INSERT = insert("audit", _COLUMNS)
_LAST = 2**63 - 1

Things = Mapping[str, Any]


def record(
    connection: Connection, by: Actor, at: datetime, act: str, about: str, before: Things, after: Things
) -> None:
    """Append one act; of ``before`` and ``after`` only what differs is kept."""
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    old, new = ({name: side[name] for name in names if name in side} for side in (before, after))
    connection.execute(_INSERT, (instant(at), by.person, by.address, act, about, written(old), written(new)))


def forget_reasons(connection: Connection, notices: Collection[str]) -> None:
    """Erase the reasons given for acts on these notices, or that name one of them (another was not the same, it went
    with others), for they may repeat what it said; that it was done stays."""
    never_update, _ = append_only("audit")
    connection.execute("DROP TRIGGER audit_no_update")
    connection.execute(
        """UPDATE audit SET after = json_remove(after, '$.why') WHERE after ->> '$.why' IS NOT NULL AND EXISTS (
           SELECT 1 FROM json_each(?) AS l WHERE about = 'notice/' || l.value OR instr(after, l.value))""",
        (listed(notices),),
    )
    connection.execute(never_update)


def acts(connection: Connection, before: int | None, limit: int, about: str = "") -> tuple[Act, ...]:
    """Up to ``limit`` acts with numbers below ``before``, the latest first; of one thing where ``about`` names it."""
    condition = "about = ? AND " if about else ""
    found = connection.execute(
        f"SELECT number, {', '.join(_COLUMNS)} FROM audit WHERE {condition}number < ? ORDER BY number DESC LIMIT ?",
        (*([about] if about else []), _LAST if before is None else before, limit),
    )
    return tuple(
        Act(number, datetime.fromisoformat(at), Actor(person, address), act, thing, json.loads(old), json.loads(new))
        for number, at, person, address, act, thing, old, new in found
    )
