"""How far each source's history was read, and the list pages that were passed on the way."""

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from sqlite3 import Connection
from typing import Any

from federator.model.answer import Request
from federator.model.backfill import Backfill
from federator.model.errors import ErrorKind
from federator.store.columns import instant, instant_or_none, listed, moment, upsert, written

_COLUMNS = tuple(field.name for field in fields(Backfill))
_WRITE = upsert("backfills", _COLUMNS, ("source",))


def backfills(connection: Connection, sources: Collection[str]) -> dict[str, Backfill]:
    """The backfills of these sources, by source; those never begun are left out."""
    found = connection.execute(
        f"SELECT {', '.join(_COLUMNS)} FROM backfills WHERE source IN (SELECT value FROM json_each(?))",
        (listed(sources),),
    )
    return {values[0]: _backfill_of(values) for values in found}


def passed(connection: Connection, source: str) -> set[str]:
    """Keys of the list requests that the source's unfinished backfill has behind it."""
    found = connection.execute("SELECT request FROM backfill_pages WHERE source = ?", (source,))
    return {request for (request,) in found}


def write(connection: Connection, backfill: Backfill, pages: Collection[str] = ()) -> None:
    """Write where a backfill stands, with the keys of the list pages it has passed. At its beginning and once it is
    finished the pages it passed are forgotten."""
    connection.execute(_WRITE, _values(backfill))
    if backfill.finished or backfill.next is None:
        connection.execute("DELETE FROM backfill_pages WHERE source = ?", (backfill.source,))
    else:
        connection.executemany(
            "INSERT OR IGNORE INTO backfill_pages (source, request) VALUES (?, ?)",
            [(backfill.source, page) for page in pages],
        )


def _values(one: Backfill) -> tuple[object, ...]:
    return (
        one.source,
        one.reads,
        instant(one.begun),
        instant(one.moved),
        _request_text(one.next),
        _request_text(one.before),
        one.pages,
        one.rows,
        one.created,
        one.tries,
        one.error,
        one.detail,
        instant_or_none(one.finished),
    )


def _backfill_of(values: Sequence[Any]) -> Backfill:
    source, reads, begun, moved, following, before, pages, rows, created, tries, error, detail, finished = values
    return Backfill(
        source,
        reads,
        datetime.fromisoformat(begun),
        datetime.fromisoformat(moved),
        _request_of(following),
        _request_of(before),
        pages,
        rows,
        created,
        tries,
        ErrorKind(error) if error else None,
        detail,
        moment(finished),
    )


def _request_text(request: Request | None) -> str | None:
    return written(asdict(request)) if request else None


def _request_of(text: str | None) -> Request | None:
    return _request(json.loads(text)) if text else None


def _request(record: dict[str, Any]) -> Request:
    pairs = {name: tuple(map(tuple, record.get(name, ()))) for name in ("form", "headers")}
    smaller = record.get("instead")
    return Request(**record | pairs | {"instead": _request(smaller) if smaller else None})
