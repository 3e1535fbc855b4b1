"""Reading one list page, connector by connector, beside ``lxml.html`` alone parsing the same page into a tree, or where
the rows lie in JSON without HTML beside ``json.loads`` alone."""

import json
from collections.abc import Callable
from time import process_time

import lxml.html

from benchmarks.list_pages import Page, is_bare_json, markup_in, page_of
from benchmarks.measuring import Table, arguments
from federator.connectors.catalogue import CONNECTORS, read_list
from federator.model.site import Source

_LEAST = 0.02
"""Seconds of CPU that one measurement takes at least."""


def compare(rows: int, rounds: int) -> Table:
    """One row a connector. Both are measured in turns; of each the cheapest counts."""
    table = Table(f"A list page of {rows} rows", ("connector", "kB", "rows", "ms", "parser ms", "ratio"))
    for name in CONNECTORS:
        page = page_of(name, rows)
        if page is None:
            table.add(name, 0, 0, 0.0, 0.0, "no page yet")
            continue
        ours, alone, found = _beside_lxml(name, page, rounds)
        kilobytes = round(len(page.answer.content) / 1000)
        table.add(name, kilobytes, found, ours, alone, round(ours / alone, 2))
    return table


def _beside_lxml(connector: str, page: Page, rounds: int) -> tuple[float, float, int]:
    """Milliseconds of ours and of the parser alone, and the rows that ours found."""
    url = page.answer.request.referer or page.answer.url
    source = Source("bench", "list", "栏目", url, "o", "330000", connector=connector, rule=page.rule)
    markup = markup_in(page).encode()
    parse: Callable[[bytes], object] = json.loads if is_bare_json(page) else lxml.html.fromstring
    ours, alone = cheapest(rounds, lambda: read_list(page.answer, source), lambda: parse(markup))
    return ours, alone, len(read_list(page.answer, source).rows)


def cheapest(rounds: int, *ways: Callable[[], object]) -> list[float]:
    """Milliseconds of CPU that each way costs once, the ways measured in turns."""
    times = [_times(way) for way in ways]
    best = [float("inf")] * len(ways)
    for _ in range(rounds):
        for number, way in enumerate(ways):
            best[number] = min(best[number], _once(way, times[number]))
    return best


def _times(way: Callable[[], object]) -> int:
    """How often to do it in one measurement."""
    return max(1, int(_LEAST * 1000 / max(_once(way, 3), 0.001)))


def _once(way: Callable[[], object], times: int) -> float:
    began = process_time()
    for _ in range(times):
        way()
    return (process_time() - began) / times * 1000


if __name__ == "__main__":
    asked = arguments(__doc__, rows=100, rounds=15)
    compare(asked.rows, asked.rounds).print(asked.json)
