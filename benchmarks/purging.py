"""A notice purged out of very many: when its readers see nothing of it any more, and when its last byte is gone."""

import os
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.filling import fill
from benchmarks.measuring import Table, arguments, measure

CAPTURES_PER_NOTICE = 0.5
_HOSTS = 90


def compare(notices: int) -> Table:
    """One row: seconds of the clock."""
    table = Table("", ("notices", "MB", "gone for readers, s", "gone from the disk, s", "CPU s"))
    with TemporaryDirectory(prefix="federator-bench-") as folder:
        measure("benchmarks.purging:prepare", folder=folder, notices=notices)
        done = measure("benchmarks.purging:purge", folder=folder)
        table.title = f"A notice purged out of {notices}, with their captures and search index"
        table.add(notices, done.found["MB"], done.found["seen"], done.found["gone"], done.cpu)
    return table


def prepare(folder: str, notices: int) -> dict[str, int]:
    """Notices, a capture for every other one, and the index of the search."""
    from benchmarks.merged_feed import index

    fill(folder, notices)
    page = os.urandom(3000) + b"<p></p>" * 4000
    with closing(sqlite3.connect(Path(folder) / "federator.db")) as connection, connection:
        connection.executemany(
            "INSERT INTO captures (hash, url, content_type, fetched, content) VALUES (?, ?, 'text/html', '', ?)",
            (
                (f"c{one}", f"http://s{one % _HOSTS}.example/{one}.html", zlib.compress(page + f"{one}".encode()))
                for one in range(int(notices * CAPTURES_PER_NOTICE))
            ),
        )
    return index(folder, notices)


def purge(folder: str) -> dict[str, float]:
    """One notice of the last day, through the store."""
    from federator.model.people import Actor
    from federator.model.revision import Selection
    from federator.store import Store

    path = Path(folder) / "federator.db"
    size = sum(file.stat().st_size for file in Path(folder).iterdir()) // 1_000_000
    store = Store(path)
    (one,) = store.page(Selection(), None, 1)
    began = perf_counter()
    store.purges.erase(one.id, "a benchmark", Actor("terminal"))
    seen = perf_counter() - began
    store.purges.finish()
    gone = perf_counter() - began
    store.close()
    return {"MB": size, "seen": round(seen, 2), "gone": round(gone, 2)}


if __name__ == "__main__":
    asked = arguments(__doc__, notices=200_000)
    compare(asked.notices).print(asked.json)
