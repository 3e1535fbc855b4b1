"""A copy of the database, and of the attachments that it names, while others write to it."""

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from federator.model.details import in_chinese
from federator.model.errors import ConfigError, Fault
from federator.model.words import Words
from federator.store.damage import damaged, damages
from federator.store.files import Files, make_private, to_disk

FOLDER = "attachments"
LOGS = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a file that a process left open. With another file of that name it must not be read."""


def back_up(database: Path, files: Files, folder: Path, now: datetime) -> Path:
    """Write ``folder``/federator-{time}.db, a whole and sound database of one moment, and the attachments that it
    names to ``folder``/attachments, where they are not yet there. Writers need not wait, nor are they waited for.

    Raises ConfigError: the folder cannot be written, the database is damaged.
    """
    target = folder / f"federator-{now:%Y%m%dT%H%M%SZ}.db"
    part = target.with_name(f".{target.name}.part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder):
            for left in folder.glob(".federator-*Z.db.part"):  # by a process that was killed
                drop_part(left)
            make_private(part)
            _copy(database, files, part)
            part.replace(target)
        to_disk(folder)
    except (OSError, sqlite3.Error) as error:
        raise ConfigError((_unwritable(folder, error),)) from error
    finally:
        drop_part(part)
    return target


def _copy(database: Path, files: Files, part: Path) -> None:
    with closing(sqlite3.connect(database)) as here, closing(sqlite3.connect(part)) as there:
        here.backup(there)
        there.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it
        if found := damages(there):
            raise ConfigError((damaged(database, found[0]),))
        kept = Files(part.with_name(FOLDER))
        for name in documents_in(there):
            kept.copy(name, files)
    to_disk(part)


def keep_latest(folder: Path, count: int) -> list[Path]:
    """Remove all but the ``count`` latest backups of a folder, and the attachments that none of these names; the
    backups removed. Raises ConfigError where one that stays cannot be read: nothing is removed then."""
    with _alone(folder):
        backups = sorted(folder.glob("federator-*Z.db"))
        old, latest = backups[:-count], backups[-count:]
        needed = {name for path in latest for name in _needed_by(path)}
        for path in old:
            path.unlink()
        kept = Files(folder / FOLDER)
        kept.erase(set(kept.names()) - needed)
    return old


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One at a time, and others wait: what a backup has written of its attachments no other names yet."""
    lock = folder / ".lock"
    make_private(lock)
    with lock.open("r+b") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _needed_by(backup: Path) -> list[str]:
    try:
        with closing(sqlite3.connect(backup)) as connection:
            return list(documents_in(connection))
    except sqlite3.Error as error:
        raise ConfigError((unusable(backup, error),)) from error


def drop_part(part: Path) -> None:
    """Take away what was begun, with what SQLite keeps beside it."""
    for end in ("", *LOGS):
        with suppress(OSError):  # what cannot be made need not be taken away
            part.with_name(part.name + end).unlink(missing_ok=True)


def documents_in(connection: sqlite3.Connection) -> Iterator[str]:
    """Hashes of the attachments it names; none before there were any."""
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'documents'").fetchone():
        yield from (name for (name,) in connection.execute("SELECT hash FROM documents"))


def _unwritable(folder: Path, error: Exception) -> Fault:
    what = Words(f"无法写入备份（{in_chinese(str(error))}）", f"the backup cannot be written ({error})")
    return Fault(str(folder), what, Words("检查路径、权限和磁盘空间", "check path, permissions and disk space"))


def unusable(backup: Path, error: Exception) -> Fault:
    """The backup, or where it is to go, cannot be read or written."""
    what = Words(f"无法恢复（{in_chinese(str(error))}）", f"it cannot be restored ({error})")
    return Fault(str(backup), what, Words("检查路径、权限和磁盘空间", "check path, permissions and disk space"))
