"""A backup put in the place of the database.

What is restored must not run against the readers of the change log: its next ``seq`` lies above all that the lost
database can have given out, so that nobody misses what is harvested again.
"""

import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from federator.model.details import in_chinese
from federator.model.errors import BusyError, ConfigError, Fault
from federator.model.words import Words
from federator.store.backup import FOLDER, LOGS, documents_in, drop_part, unusable
from federator.store.damage import damages
from federator.store.files import Files, make_private, to_disk
from federator.store.notices import last_seq
from federator.store.schema import steps_taken
from federator.store.steps import STEPS
from federator.store.taken_away import TakenAway, known_since, take_away

LEAP = 1_000_000
"""By how much ``seq`` jumps at a restore: more than what was written since any backup."""


@dataclass(frozen=True, slots=True)
class Restored:
    """``aside``: where the database is that was there, None where there was none. ``taken``: what was taken from the
    public since the backup, and from what was restored too; None where no database could tell."""

    aside: Path | None
    taken: TakenAway | None


def restore(backup: Path, database: Path, files: Files, now: datetime) -> Restored:
    """Put a backup in the place of ``database``, but for what was purged or taken down since.

    Nobody may have the database open. Sessions end, the lease is free, ``seq`` leaps. Raises BusyError, and ConfigError
    where the backup is not sound or of a later release.
    """
    part = database.with_name(f".{database.name}.restoring")
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        drop_part(part)
        make_private(part)
        shutil.copyfile(backup, part)
        with closing(sqlite3.connect(part, isolation_level=None)) as copy:
            _expect_sound(copy, backup)
            _expect_known(copy, backup)
            had, last = last_seq(copy), _close_for_all(database) if database.exists() else 0
            _begin_anew(copy, last)
            named = set(documents_in(copy))
        known = known_since(database, had) if database.exists() and last >= had else None
        taken = take_away(part, known) if known else None
        kept = _fetch_files(part, backup.parent, files)
        _make_whole(part)
        aside = _put_aside(database, now)
        part.replace(database)
        to_disk(database.parent)
        files.erase(named - kept)  # not before: the database that was there may name them
    except (OSError, sqlite3.Error) as error:
        raise ConfigError((unusable(backup, error),)) from error
    finally:
        drop_part(part)
    return Restored(aside, taken)


def _put_aside(database: Path, now: datetime) -> Path | None:
    """Give the database that is there a second name, for it keeps its own until another takes that; a restore that was
    killed may have given it one. A log goes before, not after: SQLite would read it into the new database. Only of one
    that is damaged or gone there is any (:func:`_close_for_all`)."""
    second = f"{database.name}.replaced-"
    aside = database.with_name(f"{second}{now:%Y%m%dT%H%M%SZ}")
    if there := database.exists():
        beside = database.parent.iterdir()
        names = (path for path in beside if path.name.startswith(second) and path.samefile(database))
        aside = next(names, None) or _linked(database, aside)
    for end in LOGS:
        with suppress(FileNotFoundError):
            database.with_name(database.name + end).replace(aside.with_name(aside.name + end))
    to_disk(database.parent)
    return aside if there else None


def _linked(path: Path, name: Path) -> Path:
    name.hardlink_to(path)
    return name


def _fetch_files(copy: Path, folder: Path, files: Files) -> set[str]:
    """The attachments that it names, from beside the backup; their hashes."""
    kept = Files(folder / FOLDER)
    with closing(sqlite3.connect(copy)) as connection:
        names = set(documents_in(connection))
    for name in names:
        files.copy(name, kept)
    return names


def _expect_sound(connection: sqlite3.Connection, place: Path) -> None:
    if found := damages(connection):
        what = Words(f"数据库已损坏：{in_chinese(found[0])}", f"the database is damaged: {found[0]}")
        raise ConfigError((Fault(str(place), what, Words("换一份备份", "take another backup")),))


def _expect_known(connection: sqlite3.Connection, place: Path) -> None:
    taken = steps_taken(connection)
    if not taken:
        what = Words("这不是 federator 的数据库", "this is no database of federator")
        raise ConfigError((Fault(str(place), what, Words("换一份备份", "take another backup")),))
    if set(taken).difference(STEPS):
        what = Words("备份来自更新版本的程序", "the backup is of a later release")
        raise ConfigError((Fault(str(place), what, Words("请使用较新版本的 federator", "run the later release")),))


def expect_unused(database: Path) -> None:
    """Raise BusyError where somebody has the database open; one that is not there nobody has."""
    if database.exists():
        _close_for_all(database)


def _close_for_all(database: Path) -> int:
    """Take the database for us alone, its log written back; the last ``seq`` that it gave out, 0 where it cannot be
    read. Raises BusyError where somebody has it open."""
    with closing(sqlite3.connect(database, timeout=1.0, isolation_level=None)) as connection:
        try:
            (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        except sqlite3.OperationalError:
            mode = "wal"
        except sqlite3.DatabaseError:  # what is damaged is what one restores for
            return 0
        if mode != "delete":
            what = Words("数据库正在使用中", "the database is in use")
            remedy = Words("先停止 serve、demo 和 harvest --forever", "stop serve, demo and harvest --forever first")
            raise BusyError((Fault(str(database), what, remedy),))
        with suppress(sqlite3.DatabaseError):
            return last_seq(connection)
    return 0


def _begin_anew(connection: sqlite3.Connection, last: int) -> None:
    connection.execute("UPDATE sqlite_sequence SET seq = max(seq, ?) + ? WHERE name = 'revisions'", (last, LEAP))
    connection.execute("DELETE FROM leases")
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'sessions'").fetchone():
        connection.execute("DELETE FROM sessions")


def _make_whole(part: Path) -> None:
    """One file, nothing of it in a log beside it, and on the disk."""
    with closing(sqlite3.connect(part)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    to_disk(part)
