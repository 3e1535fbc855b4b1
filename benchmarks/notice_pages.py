"""Lists and every notice's own page, from nothing: beside a Scrapy spider that reads the same fields."""

from tempfile import TemporaryDirectory

from benchmarks.measuring import MEASURED, Table, arguments, measure, present
from benchmarks.serving import served


def compare(lists: int, rows: int) -> Table:
    """One row a way."""
    table = Table(f"{lists} jpage lists and {lists * rows} notice pages, cold", MEASURED)
    with served() as port, TemporaryDirectory(prefix="federator-bench-") as folder:
        size = {"folder": folder, "kind": "jpage", "port": port, "columns": lists, "rows": rows}
        measure("benchmarks.house:register", pages=True, **size)
        table.measure("federator", "cold", "benchmarks.house:harvest", folder=folder)
        if present("scrapy"):
            table.measure("Scrapy", "cold", "benchmarks.spiders:notices", **size)
    return table


if __name__ == "__main__":
    asked = arguments(__doc__, lists=240, rows=30)
    compare(asked.lists, asked.rows).print(asked.json)
