"""The file: connections, transactions, and what can be wrong with it."""

import errno
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from weakref import WeakSet

from federator.model.errors import ConfigError, Fault
from federator.model.words import Words
from federator.store.files import make_private
from federator.store.schema import migrate, steps_taken
from federator.store.steps import STEPS

_BUSY_SECONDS = 30.0
_TOLD = 5
"""So many damages of a file are told: one is enough to restore a backup."""

_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = NORMAL",
    "foreign_keys = ON",
    "cache_size = -16000",  # KiB, at most, per thread
    "wal_autocheckpoint = 16000",  # pages, 64 MB: a visit dirties some 180, and what several dirty is copied back once
)


_TROUBLE = (
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_NOTADB,
)


_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS, errno.EACCES, errno.EPERM)


def in_trouble(error: BaseException) -> bool:
    """Whether disk, file or lock are what went wrong, and not what was asked of the database."""
    if isinstance(error, OSError):
        return error.errno in _DISK
    return isinstance(error, sqlite3.Error) and getattr(error, "sqlite_errorcode", 0) & 0xFF in _TROUBLE


def is_damage(error: BaseException) -> bool:
    """Whether the file itself is broken: no room and no right mends it, but a backup."""
    return isinstance(error, sqlite3.Error) and getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGE


class _Held:
    """A thread's hold on its connection: ends with the thread, and closes.

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
        self._writer: sqlite3.Connection | None = None

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
            connection = self._writer = self._writer or _connect(self.path)
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
            connection = self._writer = self._writer or _connect(self.path)
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the connections of all threads."""
        with self._opening:
            for held in list(self._open):
                held.connection.close()
        if self._writer:
            self._writer.close()


def open_database(path: Path) -> Connections:
    """Open, or make, the database and bring its schema up to date.

    Raises ConfigError: the file cannot be made, read or written, is no database or another program's, or a later
    release migrated it.
    """
    connections = Connections(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        make_private(path)
        _migrate(connections)
    except (sqlite3.Error, OSError) as error:
        connections.close()
        raise ConfigError((_unusable(path, error),)) from error
    except ConfigError:
        connections.close()
        raise
    return connections


def faults(connections: Connections) -> list[Fault]:
    """What SQLite itself finds wrong with the file: damaged pages and indexes, rows that point nowhere."""
    connection = connections.current()
    found = damages(connection) or [f"{row[0]} → {row[2]}" for row in connection.execute("PRAGMA foreign_key_check")]
    return [damaged(connections.path, what) for what in found]


def damages(connection: sqlite3.Connection) -> list[str]:
    """What is wrong with the pages, the first of it, a line each; empty where all is well."""
    try:
        told = [text for (text,) in connection.execute(f"PRAGMA integrity_check({_TOLD})") if text != "ok"]
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        return [str(error)]
    return [line for text in told for line in text.splitlines() if not line.startswith("***")][:_TOLD]


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _migrate(connections: Connections) -> None:
    """Inside one write transaction: of two processes that start at once, the second finds the work done."""
    with connections.writing() as connection:
        taken, known = steps_taken(connection), [step.__name__ for step in STEPS]
        unknown = set(taken).difference(known)
        if unknown:
            raise ConfigError((_newer(connections.path, unknown),))
        if not taken and connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            raise ConfigError((_foreign(connections.path),))
        if len(taken) < len(known):
            migrate(connection)


def _unusable(path: Path, error: Exception) -> Fault:
    return Fault(
        str(path),
        Words(f"数据库无法使用（{error}）", f"the database cannot be used ({error})"),
        Words(
            "检查路径、目录权限和磁盘空间，用 --database 指定其他文件，或恢复备份",
            "see to path, permissions and disk space, name another file with --database, or restore a backup",
        ),
    )


def _foreign(path: Path) -> Fault:
    what = Words("是其他程序的数据库", "is the database of another program")
    remedy = Words(
        "用 --database 或 FEDERATOR_DATABASE 另指定一个文件", "name another file with --database or FEDERATOR_DATABASE"
    )
    return Fault(str(path), what, remedy)


def _newer(path: Path, unknown: set[str]) -> Fault:
    names = ", ".join(sorted(unknown))
    return Fault(
        str(path),
        Words(f"数据库由更新版本的程序升级过（{names}）", f"a later release migrated this database ({names})"),
        Words("请使用较新版本的 federator，或恢复升级前的备份", "run the later release, or restore the backup"),
    )


def damaged(path: Path, what: str) -> Fault:
    """The file is broken, and ``what`` says where."""
    return Fault(
        str(path),
        Words(f"数据库已损坏：{what}", f"the database is damaged: {what}"),
        Words("停止服务，从备份恢复数据库文件", "stop the service and restore the file from a backup"),
    )
