"""The file: connections and transactions."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar
from weakref import WeakSet

_BUSY_SECONDS = 30.0
_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = NORMAL",
    "foreign_keys = ON",
    "cache_size = -16000",  # KiB, at most, per thread
    "wal_autocheckpoint = 16000",  # pages, 64 MB: a visit dirties some 180, and what several dirty is copied back once
)

sqlite3.register_adapter(type(None), lambda none: none)
sqlite3.register_adapter(bytes, bytes)
"""Each as it is: Python would look for other ways to adapt them first, and raise within, at three times the cost."""


class _Held:
    """A hold on a connection: ends with the thread or the store that has it, and closes.

    The connection itself lies in a reference cycle with its statement cache and would wait for the collector.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def __del__(self) -> None:
        self.connection.close()


class Connections:
    """One connection a thread for reading; one for writing, which threads take in turn.

    A connection forgets the pages it knows as soon as another has written: the one that writes keeps them. Threads
    queue on a lock of ours, because SQLite's busy handler sleeps up to 100 ms between two looks; it remains for the
    other process.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._open: WeakSet[_Held] = WeakSet()
        self._opening = threading.Lock()
        self._turn = threading.Lock()
        self._writer: _Held | None = None

    def current(self) -> sqlite3.Connection:
        """This thread's connection, for reading. In it every statement outside :meth:`reading` is a transaction."""
        if not hasattr(self._local, "held"):
            self._local.held = _Held(_connect(self.path))
            with self._opening:
                self._open.add(self._local.held)
        held: _Held = self._local.held
        return held.connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A write transaction. IMMEDIATE: a deferred one that reads first fails at once when another wrote."""
        with self._turn:
            connection = self._writing()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            finally:
                if connection.in_transaction:
                    connection.rollback()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Several SELECTs of one state of the world; within another such, of the same."""
        connection = self.current()
        if connection.in_transaction:
            yield connection
            return
        connection.execute("BEGIN")
        try:
            yield connection
        finally:
            connection.rollback()

    def renew(self) -> None:
        """Make the file anew without what was deleted, and empty the write-ahead log. Other writers wait; as much disk
        as the file takes must be free."""
        with self._turn:
            connection = self._writing()
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the connections of all threads."""
        with self._opening:
            for held in list(self._open):
                held.connection.close()
        if self._writer:
            self._writer.connection.close()

    def _writing(self) -> sqlite3.Connection:
        self._writer = self._writer or _Held(_connect(self.path))
        return self._writer.connection


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


class Part:
    """A part of what a store does: one method a use case, one transaction a method. ``clock`` gives the time that is
    written."""

    def __init__(self, database: Connections, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock


_Asked = ParamSpec("_Asked")
_Told = TypeVar("_Told")


def question(
    ask: Callable[Concatenate[sqlite3.Connection, _Asked], _Told],
) -> Callable[Concatenate[Part, _Asked], _Told]:
    """What ``ask`` reads, as a method of a part: in this thread's connection."""

    @wraps(ask)
    def method(self: Part, /, *args: _Asked.args, **kwargs: _Asked.kwargs) -> _Told:
        return ask(self._database.current(), *args, **kwargs)

    return method


def at_one_moment(
    ask: Callable[Concatenate[sqlite3.Connection, _Asked], _Told],
) -> Callable[Concatenate[Part, _Asked], _Told]:
    """As :func:`question`, for several SELECTs of one state of the world."""

    @wraps(ask)
    def method(self: Part, /, *args: _Asked.args, **kwargs: _Asked.kwargs) -> _Told:
        with self._database.reading() as connection:
            return ask(connection, *args, **kwargs)

    return method
