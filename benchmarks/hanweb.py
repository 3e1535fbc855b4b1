"""Hanweb columns (jpage, JPAAS) without validators, a new timestamp in each answer, the same rows."""

from tempfile import TemporaryDirectory

from benchmarks.measuring import MEASURED, Table, arguments, measure, present
from benchmarks.serving import served

SWEEPS = ("first", "unchanged")


def compare(columns: int, rows: int) -> Table:
    """One row a way, a generation of the software and a sweep; the first sweep only fills what the second compares."""
    table = Table(f"{columns} Hanweb columns × {rows} rows, no validators, a new timestamp in each answer", MEASURED)
    for kind in ("jpage", "jpaas"):
        with served() as port, TemporaryDirectory(prefix="federator-bench-") as folder:
            size = {"folder": folder, "kind": kind, "port": port, "columns": columns, "rows": rows}
            measure("benchmarks.house:register", pages=False, **size)
            ways = {"federator": ("benchmarks.house:harvest", {"folder": folder})}
            ways["minimal"] = ("benchmarks.minimal:harvest", size)
            if present("scrapy"):
                ways["Scrapy"] = ("benchmarks.spiders:columns", size)
            for way, (work, sizes) in ways.items():
                for sweep in SWEEPS:
                    table.measure(way, f"{kind}, {sweep}", work, **sizes)
                table.measure_more(way, f"{kind}, unchanged", work, **sizes)
    return table


if __name__ == "__main__":
    asked = arguments(__doc__, columns=1200, rows=30)
    compare(asked.columns, asked.rows).print(asked.json)
