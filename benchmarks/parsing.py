"""Reading one list page, connector by connector, beside ``lxml.html`` alone parsing the same page into a tree. Where
the rows lie in JSON without HTML that tree is a single text: there ``json.loads`` alone stands beside them, too."""

import json
from collections.abc import Callable
from time import process_time

import lxml.html

from benchmarks.list_pages import PAGES, Page, is_bare_json, markup_in, page_of
from benchmarks.measuring import Table, arguments
from federator.connectors.catalogue import read_list
from federator.model.site import Source

_LEAST = 0.02
"""Seconds of CPU that one measurement takes at least."""
_COLUMNS = ("connector", "kB", "rows", "ms", "lxml ms", "ratio", "json.loads ms", "ratio")


def compare(rows: int, rounds: int) -> Table:
    """One row a page. All ways to read it are measured in turns; of each the cheapest counts."""
    table = Table(f"A list page of {rows} rows", _COLUMNS)
    for name in PAGES:
        page = page_of(name, rows)
        url = page.answer.request.referer or page.answer.url
        source = Source("bench", "list", "栏目", url, "o", "330000", connector=name.split()[0], rule=page.rule)
        found = len(read_list(page.answer, source).rows)
        table.add(name, round(len(page.answer.content) / 1000), found, *_beside_parsers(page, source, rounds))
    return table


def _beside_parsers(page: Page, source: Source, rounds: int) -> tuple[object, ...]:
    """Milliseconds of ours; of lxml, and how many times as many ours are; the same of ``json.loads`` for bare JSON."""
    markup = markup_in(page).encode()
    ways: list[Callable[[], object]] = [lambda: read_list(page.answer, source), lambda: lxml.html.fromstring(markup)]
    if is_bare_json(page):
        ways.append(lambda: json.loads(markup))
    ours, *parsers = cheapest(rounds, *ways)
    beside = [figure for alone in parsers for figure in (alone, ours / alone)]
    return (ours, *beside, "", "")[:5]


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
