"""The file opened, or made, and brought up to date; and what stands against that."""

import sqlite3
from pathlib import Path

from federator.model.details import in_chinese
from federator.model.errors import ConfigError, Fault
from federator.model.words import Words
from federator.store.database import Connections
from federator.store.files import make_private
from federator.store.schema import migrate, steps_taken
from federator.store.steps import STEPS


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


def _migrate(connections: Connections) -> None:
    """Inside one write transaction: of two processes that start at once, the second finds the work done."""
    with connections.writing() as connection:
        taken = steps_taken(connection)
        unknown = set(taken).difference(STEPS)
        if unknown:
            raise ConfigError((_newer(connections.path, unknown),))
        if not taken and connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            raise ConfigError((_foreign(connections.path),))
        if len(taken) < len(STEPS):
            migrate(connection)


def _unusable(path: Path, error: Exception) -> Fault:
    return Fault(
        str(path),
        Words(f"数据库无法使用（{in_chinese(str(error))}）", f"the database cannot be used ({error})"),
        Words(
            "检查路径、目录权限和磁盘空间，用 --database 指定其他文件，或恢复备份",
            "check path, permissions and disk space, name another file with --database, or restore a backup",
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
        Words(
            "请使用较新版本的 federator，或恢复升级前的备份", "run a later release, or restore the backup from before"
        ),
    )
