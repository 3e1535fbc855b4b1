"""A simulated year of the harvester's own loop: does it grow with time, or with sources and notices alone?

The province is that of ``month.py``. The loop of the service waits for its next tick by setting the clock: rounds,
lease, probes, rechecks and the daily letting go are real, and so is the index of the search. Superseded versions and
captures are kept as long as visits, so that a year shows how they go.
"""

import logging
import threading
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from sqlite3 import connect
from tempfile import TemporaryDirectory
from time import process_time

from benchmarks.measuring import Table, arguments, measure
from benchmarks.month import World, means_of
from benchmarks.publishing import BEGIN
from federator.model.log_format import LogFormat
from federator.store import Store

KEPT_DAYS = 90
PARTS = ("notices", "revisions", "captures", "visits")
COLUMNS = ("month", "CPU s", "RSS MB", "open files", "threads", "database MB", "of these free", "log MB", *PARTS,
           "other rows")  # fmt: skip


class _Months(threading.Event):
    """Set once the year is over; who waits for it sets the clock on by ``step``. ``rows``: one a month, as
    :data:`COLUMNS` has it."""

    def __init__(self, world: World, store: Store, database: Path, step: int) -> None:
        super().__init__()
        self.rows: list[list[object]] = []
        self._world, self._store, self._database, self._step = world, store, database, timedelta(seconds=step)
        self._cpu = process_time()

    def wait(self, timeout: float | None = None) -> bool:
        from federator.service.serving import follow

        follow(self._store, self.is_set)
        self._world.now += self._step
        if self._world.now >= BEGIN + timedelta(days=30 * (len(self.rows) + 1)):
            self._world.forget()
            self.rows.append([len(self.rows) + 1, process_time() - self._cpu, *_process(), *_file(self._database)])
            self._cpu = process_time()
        if self._world.now >= BEGIN + timedelta(days=self._world.days):
            self.set()
        return self.is_set()


def _process() -> tuple[int, int, int]:
    """MB that lie in memory now, open files, threads."""
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    resident = next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))
    return resident // 1024, len(list(Path("/proc/self/fd").iterdir())), threading.active_count()


def _file(path: Path) -> list[object]:
    """MB of the database, of its free pages and of its log; rows."""
    with closing(connect(path)) as database:

        def number(query: str) -> int:
            return int(database.execute(query).fetchone()[0])

        free = number("PRAGMA page_size") * number("PRAGMA freelist_count")
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        rows = {name: number(f"SELECT count(*) FROM {name}") for name in names if not name.startswith("search")}
    parts = [rows.pop(name) for name in PARTS]
    sizes = (path.stat().st_size, free, path.with_name(f"{path.name}-wal").stat().st_size)
    return [*(round(size / 1e6, 1) for size in sizes), *parts, sum(rows.values())]


def live(folder: str, sources: int, days: int, step: int) -> dict[str, object]:
    """Let the service's loop run through the days; its months."""
    from federator.service.rounds import for_ever
    from federator.terminal import log_to_stderr

    log_to_stderr(logging.ERROR, LogFormat.LOGFMT)
    world = World(sources, days)
    means = means_of(Path(folder), world, adaptive=True, probes=True)
    kept = replace(means.settings, visits_days=KEPT_DAYS, versions_days=KEPT_DAYS, captures_days=KEPT_DAYS)
    months = _Months(world, means.store, kept.database, step)
    for_ever(replace(means, settings=kept), lambda: world.now, months, lambda *_letter: None)
    means.store.close()
    return {"months": months.rows}


def grow(sources: int, days: int, step: int) -> Table:
    """A row a month of 30 days."""
    with TemporaryDirectory(prefix="federator-bench-") as folder:
        done = measure("benchmarks.year:live", folder=folder, sources=sources, days=days, step=step)
    table = Table(f"{days} days of {sources} sources, a tick every {step} s", COLUMNS)
    for row in done.found["months"]:
        table.add(*row)
    return table


if __name__ == "__main__":
    asked = arguments(__doc__, sources=120, days=365, step=7200)
    grow(asked.sources, asked.days, asked.step).print(asked.json)
