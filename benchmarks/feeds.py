"""RSS columns with validators: a cold sweep and an unchanged one, beside the ``reader`` library and two other ways."""

from tempfile import TemporaryDirectory

from benchmarks.measuring import MEASURED, Table, arguments, measure, present
from benchmarks.serving import served

SWEEPS = ("cold", "unchanged")


def compare(columns: int, entries: int) -> Table:
    """One row a way of doing it and a sweep."""
    table = Table(f"{columns} RSS columns × {entries} entries, with validators", MEASURED)
    with served() as port, TemporaryDirectory(prefix="federator-bench-") as folder:
        size = {"folder": folder, "port": port, "columns": columns, "rows": entries}
        measure("benchmarks.house:register", kind="feed", pages=False, **size)
        ways = {
            "federator": ("benchmarks.house:harvest", {"folder": folder}),
            "minimal": ("benchmarks.minimal:harvest", {"kind": "feed", **size}),
            "requests + feedparser + sqlite-utils": ("benchmarks.plain:harvest", size),
        }
        if present("reader"):
            measure("benchmarks.reading:register", **size)
            ways["reader"] = ("benchmarks.reading:harvest", {"folder": folder})
        for way, (work, sizes) in ways.items():
            for sweep in SWEEPS:
                table.measure(way, sweep, work, **sizes)
            table.measure_more(way, "unchanged", work, **sizes)
    return table


if __name__ == "__main__":
    asked = arguments(__doc__, columns=1200, entries=30)
    compare(asked.columns, asked.entries).print(asked.json)
