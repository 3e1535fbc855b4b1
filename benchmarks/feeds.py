"""RSS columns with validators: a cold sweep and an unchanged one, beside the ``reader`` library and two other ways."""

from tempfile import TemporaryDirectory

from benchmarks.measuring import Table, arguments, measure, present
from benchmarks.serving import served


def compare(columns: int, entries: int) -> Table:
    """One row a way of doing it and a sweep."""
    table = Table(
        f"{columns} RSS columns × {entries} entries, validators; CPU seconds of the whole process",
        ("way", "sweep", "CPU s", "wall s", "peak MB", "found"),
    )
    with served() as port, TemporaryDirectory(prefix="federator-bench-") as folder:
        size = {"port": port, "columns": columns, "rows": entries}
        measure("benchmarks.house:register", folder=folder, kind="feed", pages=False, **size)
        _twice(table, "federator", "benchmarks.house:harvest", folder=folder)
        _twice(table, "minimal", "benchmarks.minimal:harvest", folder=folder, kind="feed", **size)
        if present("reader"):
            measure("benchmarks.reading:register", folder=folder, **size)
            _twice(table, "reader", "benchmarks.reading:harvest", folder=folder)
        _twice(table, "requests + feedparser + sqlite-utils", "benchmarks.plain:harvest", folder=folder, **size)
    return table


def _twice(table: Table, way: str, work: str, **arguments: object) -> None:
    for sweep in ("cold", "unchanged"):
        done = measure(work, **arguments)
        found = ", ".join(f"{name} {count}" for name, count in done.found.items())
        table.add(way, sweep, done.cpu, done.wall, round(done.peak_mb), found)


if __name__ == "__main__":
    asked = arguments(__doc__, columns=1200, entries=30)
    compare(asked.columns, asked.entries).print(asked.json)
