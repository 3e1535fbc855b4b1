"""A copy of what another federator publishes, in an SQLite file of its own."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from federator.model.copied import Entry, expect_same_origin, in_use, unusable
from federator.store.columns import upsert, written

_COLUMNS = ("id", "seq", "created", "updated", "published", "site", "category", "title", "digest", "notice")
_TABLES = """
    CREATE TABLE IF NOT EXISTS copy (origin TEXT NOT NULL, cursor INTEGER NOT NULL);
    CREATE TABLE IF NOT EXISTS notices (
        id TEXT NOT NULL PRIMARY KEY, seq INTEGER NOT NULL, created TEXT NOT NULL, updated TEXT NOT NULL,
        published TEXT NOT NULL, site TEXT NOT NULL, category TEXT NOT NULL, title TEXT NOT NULL, digest TEXT NOT NULL,
        notice TEXT NOT NULL);
    CREATE INDEX IF NOT EXISTS notices_by_day ON notices (published, site);
"""
_UPSERT = upsert("notices", _COLUMNS, ("id",))
_WAIT = 10.0


class DatabaseCopy:
    """The copy of ``origin`` in the file ``path``, made where there is none. A stretch and its cursor are one
    transaction; ``notice`` holds the record as JSON, the columns beside it are for asking.

    Raises ConfigError for a file that is something else or cannot be written, BusyError where another process writes.
    """

    def __init__(self, path: Path, origin: str) -> None:
        self._path, self._origin = path, origin
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
            tables = {name for (name,) in self._connection.execute("SELECT name FROM sqlite_master")}
            if tables and not {"copy", "notices"} <= tables:
                raise unusable(path, "the database of another program")
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA secure_delete = ON")
            self._connection.executescript(f"BEGIN IMMEDIATE; {_TABLES} COMMIT;")
        except (sqlite3.Error, OSError) as error:
            raise unusable(path, error) from error
        self._connection.execute("DELETE FROM copy WHERE cursor = 0")  # nothing came yet: it is whoever answers first's
        row = self._connection.execute("SELECT origin, cursor FROM copy").fetchone()
        if row is None:
            self._connection.execute("INSERT INTO copy VALUES (?, 0)", (origin,))
        expect_same_origin(path, row[0] if row else origin, origin)
        self._cursor = int(row[1]) if row else 0

    def cursor(self) -> int:
        """Up to where the log is in the copy."""
        return self._cursor

    def apply(self, entries: Sequence[Entry], cursor: int) -> None:
        """One transaction; BusyError where the cursor is not where this process left it. After a purge the file is made
        anew, so that nothing stays in freed pages."""
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            self._write(entries, cursor)
            self._connection.execute("COMMIT")
            if any(entry.purged for entry in entries):
                self._connection.execute("VACUUM")
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error as error:
            raise unusable(self._path, error) from error
        finally:
            self._connection.rollback()
        self._cursor = cursor

    def entries(self) -> Iterator[Entry]:
        """In the order of their ids; a record that is no JSON counts as damaged."""
        for id, seq, created, updated, digest, notice in self._connection.execute(
            "SELECT id, seq, created, updated, digest, notice FROM notices ORDER BY id"
        ):
            try:
                record = json.loads(notice)
            except (ValueError, RecursionError):
                record = {}
            yield Entry(id, seq, created, updated, digest, record)

    def _write(self, entries: Sequence[Entry], cursor: int) -> None:
        moved = self._connection.execute(
            "UPDATE copy SET cursor = ? WHERE cursor = ? AND origin = ?", (cursor, self._cursor, self._origin)
        )
        if not moved.rowcount:
            raise in_use(self._path)
        gone = [(entry.id,) for entry in entries if entry.notice is None]
        self._connection.executemany("DELETE FROM notices WHERE id = ?", gone)
        self._connection.executemany(_UPSERT, [_row(entry) for entry in entries if entry.notice is not None])


def _row(entry: Entry) -> tuple[object, ...]:
    record = entry.notice or {}
    day, site = entry.place
    about = (str(record.get("category") or ""), str(record.get("title") or ""))
    text = written(record).encode("utf-8", "ignore").decode()
    return (entry.id, entry.seq, entry.created, entry.updated, day, site, *about, entry.digest, text)
