"""What can be wrong with the file: disk, lock or page; told apart from what is wrong with a question."""

import errno
import sqlite3
from pathlib import Path

from federator.model.details import in_chinese
from federator.model.errors import Fault
from federator.model.words import Words
from federator.store.database import Connections

_TOLD = 5
"""So many damages of a file are told: one is enough to restore a backup."""

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


def damaged(path: Path, what: str) -> Fault:
    """The file is broken, and ``what`` says where."""
    return Fault(
        str(path),
        Words(f"数据库已损坏：{in_chinese(what)}", f"the database is damaged: {what}"),
        Words("停止服务，从备份恢复数据库文件", "stop the service and restore the file from a backup"),
    )
