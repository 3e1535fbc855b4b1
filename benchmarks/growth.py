"""From some sources to ten times as many, unchanged: CPU a source and memory should not grow with their number."""

from tempfile import TemporaryDirectory

from benchmarks.measuring import Table, arguments, measure
from benchmarks.serving import served

COLUMNS = ("sources", "CPU s", "CPU ms a source", "CPU ms a source beyond the first", "peak MB")


def compare(columns: int, entries: int) -> Table:
    """One row a size: a tenth, three tenths, all. What starting costs is told apart by the smallest size."""
    table = Table(f"Unchanged sweep of more and more RSS columns × {entries} entries, with validators", COLUMNS)
    first: tuple[int, float] | None = None
    for size in (columns // 10, columns * 3 // 10, columns):
        with served() as port, TemporaryDirectory(prefix="federator-bench-") as folder:
            arguments = {"folder": folder, "kind": "feed", "port": port, "columns": size, "rows": entries}
            measure("benchmarks.house:register", pages=False, **arguments)
            measure("benchmarks.house:harvest", folder=folder)
            done = measure("benchmarks.house:harvest", folder=folder)
        beyond = 1000 * (done.cpu - first[1]) / (size - first[0]) if first else ""
        first = first or (size, done.cpu)
        table.add(size, done.cpu, 1000 * done.cpu / size, beyond, round(done.peak_mb))
    return table


if __name__ == "__main__":
    asked = arguments(__doc__, columns=12_000, entries=5)
    compare(asked.columns, asked.entries).print(asked.json)
