"""What people corrected, field by field, for as long as it is to hold."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from sqlite3 import Connection
from typing import Any

from federator.model.decision import Correction
from federator.store.columns import listed, upsert, written

_COLUMNS = ("notice_id", "field", "value", "was")
_UPSERT = upsert("corrections", _COLUMNS, ("notice_id", "field"))


def corrections(connection: Connection, ids: Collection[str]) -> dict[str, tuple[Correction, ...]]:
    """By notice, for those that have any."""
    if not ids or not connection.execute("SELECT 1 FROM corrections LIMIT 1").fetchone():
        return {}
    found = connection.execute(
        "SELECT notice_id, field, value, was FROM corrections WHERE notice_id IN (SELECT value FROM json_each(?))",
        (listed(ids),),
    )
    by_notice: dict[str, list[Correction]] = defaultdict(list)
    for id, field, value, was in found:
        by_notice[id].append(Correction(field, json.loads(value), json.loads(was)))
    return {id: tuple(several) for id, several in by_notice.items()}


def write_corrections(connection: Connection, id: str, record: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """``values`` are what a person put in the place of those in ``record``; where one stands there already, what the
    site said is what it said before that."""
    before = {one.field: one for one in corrections(connection, [id]).get(id, ())}
    for field, value in values.items():
        known = before.get(field)
        was = known.was if known and known.value == record[field] else record[field]
        connection.execute(_UPSERT, (id, field, written(value), written(was)))


def drop_contested(connection: Connection, id: str, record: Mapping[str, Any]) -> None:
    """A person took the site's word: corrections that ``record`` does not have are over."""
    for one in corrections(connection, [id]).get(id, ()):
        if one.value != record[one.field]:
            connection.execute("DELETE FROM corrections WHERE notice_id = ? AND field = ?", (id, one.field))
