"""Work done in a process that ends badly: killed at a write, or on a disk that is full."""

import os
import resource
import signal
import sqlite3
import threading
import traceback
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

KILLED = -signal.SIGKILL


def in_child(work: Callable[[], object]) -> int:
    """Do it in a process of its own; its exit code, or minus the signal that ended it."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            code = _ended(work)
        finally:  # the child must not go on as the parent
            if code == 1:
                traceback.print_exc()
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _ended(work: Callable[[], object]) -> int:
    """0, or 2 where nothing but the database was in trouble; what else goes wrong is raised."""
    try:
        work()
    except* sqlite3.Error:
        code = 2
    else:
        code = 0
    return code


_WRITES = ("INSERT", "UPDATE", "DELETE", "COMMIT", "BEGIN IMMEDIATE")


def killed_at(number: int, work: Callable[[], object]) -> Callable[[], object]:
    """The same work, in a process that kills itself before its write or commit of that number (from 1)."""

    def die_in_time() -> object:
        counted = 0
        counting = threading.Lock()

        def count(statement: str) -> None:
            nonlocal counted
            if statement.lstrip().upper().startswith(_WRITES):
                with counting:
                    counted += 1
                    if counted == number:
                        os.kill(os.getpid(), signal.SIGKILL)

        class Counted(sqlite3.Connection):
            def __init__(self, *args: object, **options: object) -> None:
                super().__init__(*args, **options)  # type: ignore[arg-type]
                self.set_trace_callback(count)

        sqlite3.connect = partial(sqlite3.connect, factory=Counted)  # type: ignore[assignment]
        return work()

    return die_in_time


def with_disk_of(size: int, work: Callable[[], object]) -> Callable[[], object]:
    """The same work, in a process whose files may grow to ``size`` bytes only."""

    def fill() -> object:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
        return work()

    return fill


def settle(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
