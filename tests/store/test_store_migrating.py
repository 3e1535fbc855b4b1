"""A file of every schema that was ever released, with rows in all of its tables, is brought up to date."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from federator.store import Store
from federator.store.steps import STEPS, step

TEXTS = {"state": "published", "outcome": "changed", "life": "active", "role": "province", "breaches": "[]",
         "record": '{"title": "征地公告", "text": "正文", "attachments": []}', "sites": "[]", "organisations": "[]",
         "preview": "[]", "reasons": "[]", "rule": "{}", "before": "{}", "after": "{}"}  # fmt: skip
"""What a column of text holds that is no plain text."""
INSTANT = "2026-03-01T00:00:00.000000+00:00"
INSTANTS = (
    *("started", "first_seen", "last_seen", "updated", "at", "last_visit", "last_success", "last_change", "turned"),
    *("last_complete", "observed_since", "next_due", "made", "created", "begun", "moved", "since", "fetched", "seen"),
    *("expires", "due", "until", "ended", "sent", "decided", "finished", "recheck_at", "last_used"),
)
SHADOWS = ("search_", "sqlite_", "_sqlite_")


def old(path: Path, steps: int) -> sqlite3.Connection:
    """A database as the release with so many steps made it."""
    made = sqlite3.connect(path, isolation_level=None)
    made.execute("PRAGMA synchronous = OFF")  # waiting for the disk would be most of these tests' time
    migrations = Migrations("federator")
    for name in STEPS[:steps]:
        migrations(name=name)(step(name))
    migrations.apply(Database(made, execute_plugins=False))
    return made


def tables(connection: sqlite3.Connection) -> Iterator[str]:
    found = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY rowid")
    for name, sql in found.fetchall():
        if not name.startswith(SHADOWS) and "VIRTUAL" not in sql:
            yield name


def fill(connection: sqlite3.Connection) -> dict[str, int]:
    """Two rows in each empty table; references are to the row of the same number. How many each table has then."""
    for table in tables(connection):
        if connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]:
            continue
        columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
        for n in (1, 2):
            values = [value(name, kind, n) for _, name, kind, *_ in columns]
            connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", values)
    return {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables(connection)}


def value(name: str, kind: str, n: int) -> Any:
    if name == "day":
        return f"2026-03-0{n}"
    if kind == "INTEGER":
        return n
    if kind == "REAL":
        return n * 1800.0
    if kind == "BLOB":
        return b"\x78\x9c\x03\x00\x00\x00\x00\x01"
    if name in INSTANTS:
        return INSTANT
    if name == "published_day":
        return "2026-02-28"
    return TEXTS.get(name) or f"{n}"


def schema(connection: sqlite3.Connection) -> dict[str, Any]:
    """Tables by their columns, and everything else that has a name."""
    named = connection.execute("SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'").fetchall()
    columns = {
        name: {row[1:4] for row in connection.execute(f"PRAGMA table_info({name})")}
        for kind, name in named
        if kind == "table"
    }
    return {"named": set(named), "columns": columns}


@pytest.fixture(scope="module")
def newest(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    path = tmp_path_factory.mktemp("newest") / "new.db"
    Store(path).close()
    with closing(sqlite3.connect(path)) as connection:
        return schema(connection)


def test_index_numbers_kept_in_other_signs_are_found(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with closing(old(path, 29)) as before:
        fill(before)
        for number, written in enumerate(("００２６８０１７１／２０２６－ 12345", "002680171/2026-12346"), 1):
            before.execute("UPDATE notices SET index_no = ? WHERE id = ?", (written, str(number)))
    Store(path).close()
    with closing(sqlite3.connect(path)) as after:
        found = after.execute("SELECT index_no FROM notices ORDER BY id").fetchall()
    assert found == [("002680171/2026-12345",), ("002680171/2026-12346",)]


@pytest.mark.parametrize("steps", range(1, len(STEPS) + 1), ids=STEPS)
def test_a_file_of_every_release_is_brought_up_to_date(tmp_path: Path, newest: dict[str, Any], steps: int) -> None:
    path = tmp_path / "old.db"
    with closing(old(path, steps)) as before:
        had = fill(before)
    store = Store(path)
    assert store.check() == []
    store.counts()
    store.close()
    with closing(sqlite3.connect(path)) as after:
        assert schema(after) == newest
        has = {table: after.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables(after)}
    emptied = {"searched"}  # filled anew from the versions
    assert {name: count for name, count in had.items() if name in has and name not in emptied} == {
        name: has[name] for name in had if name in has and name not in emptied
    }
    assert had.keys() - has.keys() == set(), "no table was thrown away with what it held"
