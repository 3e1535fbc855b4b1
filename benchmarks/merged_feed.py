"""Pages of the merged feed out of very many notices: every filter and pair, at any depth, by cursor; and its search.

Ten million fit beside other things with short bodies (``--body 12``) and a search of the first ones only, or of none
(``--indexed 0``). Each cell is p50 / p99 of the clock, and of the CPU: what a neighbour on the machine does lengthens
the first.
"""

import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

from benchmarks.copying import service
from benchmarks.filling import BATCH, BATCHES_APART, BEGAN, BODY, bureaus
from benchmarks.measuring import Table, arguments, measure, present
from benchmarks.serving import served
from federator.model.revision import Selection

DEPTHS = (0.0, 0.5, 0.98)
PAGE = 50
Times = tuple[float, float, float, float]
Rows = dict[str, list[Times]]
"""Question → p50 and p99 in milliseconds of the clock, and of CPU, at each depth."""


def compare(notices: int, repeats: int, feeds: int, body: int, indexed: int) -> Table:
    """One row a question."""
    table = Table("", ("question", "newest: ms p50 / p99 / CPU ms p50 / p99", "half-way", "deep"))
    with TemporaryDirectory(prefix="federator-bench-") as folder:
        filled = measure("benchmarks.filling:fill", folder=folder, notices=notices, body=body)
        table.title = f"A page of {PAGE} out of {notices} notices ({filled.found['MB']} MB), each asked {repeats} times"
        for work in ("pages", "pages_for_people", "feeds_over_http"):
            _add(table, work, folder=folder, repeats=repeats)
        if indexed:
            done = measure("benchmarks.merged_feed:index", folder=folder, indexed=indexed)
            table.title += f"; {done.found['indexed']} indexed in {done.cpu:.0f} CPU s, {done.found['MB']} MB with it"
            _add(table, "searches", folder=folder, repeats=repeats)
    if present("reader"):
        with served() as port, TemporaryDirectory(prefix="federator-bench-") as folder:
            measure("benchmarks.reading:register", folder=folder, port=port, columns=feeds, rows=30)
            measure("benchmarks.reading:harvest", folder=folder)
            _add(table, "reader_pages", folder=folder, repeats=repeats)
            _add(table, "reader_searches", folder=folder, repeats=repeats)
    return table


def _add(table: Table, work: str, **arguments: object) -> None:
    for question, times in measure(f"benchmarks.merged_feed:{work}", **arguments).found.items():
        assert isinstance(times, list)  # noqa: S101 - Rows, back from JSON
        table.add(question, *times, *[""] * (len(DEPTHS) - len(times)))


def selections() -> dict[str, Selection]:
    """Each filter, each pair with an index of its own, pairs without, and pairs that select nothing."""
    few = len(bureaus()) - 1
    most, least = bureaus()[0], bureaus()[few]
    return {
        "all": Selection(),
        "category": Selection(category="C03"),
        "rare category": Selection(category="C11"),
        "city": Selection(division="330100"),
        "county": Selection(division=least.division),
        "organisation": Selection(organisation=least.id),
        "site": Selection(site="s0"),
        "city + category": Selection(division="330100", category="C11"),
        "county + category": Selection(division=least.division, category="C11"),
        "organisation + category": Selection(organisation=least.id, category="C11"),
        "site + category": Selection(site=f"s{few}", category="C11"),
        "site + organisation": Selection(site=f"s{few}", organisation=least.id),
        "site + county": Selection(site=f"s{few}", division=least.division),
        "site + organisation, none": Selection(site="s0", organisation=least.id),
        "organisation + county, none": Selection(organisation=most.id, division=least.division),
    }


def pages(folder: str, repeats: int) -> Rows:
    """``Store.page`` for each selection and depth, and again with ``since``."""
    from federator.store import Store

    store = Store(Path(folder) / "federator.db")
    last, _ = store.stamp()
    half_time = BEGAN + last // BATCH // 2 * BATCHES_APART
    wanted = selections()
    wanted |= {f"{name}, since half-way": replace(one, since=half_time) for name, one in list(wanted.items())[:8]}
    chance = random.Random(5)
    found = {}
    for name, selection in wanted.items():
        ask = partial(store.page, selection, limit=PAGE)
        found[name] = [
            _timed(ask, [last + 1 - int(share * last) - chance.randrange(1 + last // 100) for _ in range(repeats)])
            for share in DEPTHS
        ]
    store.close()
    return found


def pages_for_people(folder: str, repeats: int) -> Rows:
    """``Store.browse``: by day of publication, over eleven years."""
    from federator.store import Store

    store = Store(Path(folder) / "federator.db")
    chance = random.Random(7)
    found = {}
    for name in ("all", "category", "city", "organisation", "city + category", "site + organisation, none"):
        ask = partial(store.browse, selections()[name], limit=PAGE)
        days = [
            [(f"{year}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}", "") for _ in range(repeats)]
            for year in (2026, 2020, 2015)
        ]
        found[f"for people: {name}"] = [_timed(ask, some) for some in days]
    store.close()
    return found


def index(folder: str, indexed: int) -> dict[str, int]:
    """Fill the search index with the first ``indexed`` notices, as the service does behind its harvest."""
    from federator.store import Store

    store = Store(Path(folder) / "federator.db")
    done = 0
    while done < indexed and (more := store.index_search(min(100, indexed - done))):
        done += more
    store.close()
    return {"indexed": done, "MB": sum(file.stat().st_size for file in Path(folder).iterdir()) // 1_000_000}


def searches(folder: str, repeats: int) -> Rows:
    """Words that every notice has, and rare ones, in each order; counts; and what only the index is selected by."""
    from federator.store import Store

    store = Store(Path(folder) / "federator.db")
    last, _ = store.stamp()
    least = {"division": bureaus()[-1].division, "category": "C11"}
    questions = {
        "公告": Selection(words="公告"),
        "根据有关法律法规": Selection(words="根据有关法律法规"),
        "12345号地块": Selection(words="12345号地块"),
        "公告 -青田": Selection(words="公告 -青田"),
        "杭州市 OR 青田县": Selection(words="杭州市 OR 青田县"),
        "没有这个词": Selection(words="没有这个词"),
        "告": Selection(words="告"),
        "公告 in county + category": Selection(words="公告", **least),
        "根据有关法律法规 in county + category": Selection(words="根据有关法律法规", **least),
        "公告 in two months": Selection(words="公告", first=date(2020, 3, 3), last=date(2020, 5, 5)),
    }
    sorts = {
        "sub-type": Selection(subtype="guide"),
        "zone + edition": Selection(zone="市场信息", edition="企业"),
        "sub-type + county": Selection(subtype="guide", division=least["division"]),
        "published in a week": Selection(first=date(2020, 3, 3), last=date(2020, 3, 9)),
    }
    found = {}
    for words, selection in questions.items():
        ask = partial(store.page, selection, limit=PAGE)
        found[f"search: {words}"] = [_timed(ask, [last + 1 - int(share * last)] * repeats) for share in DEPTHS]
        found[f"by relevance: {words}"] = [_timed(partial(store.by_fitness, selection, limit=PAGE), [None] * repeats)]
        found[f"by day: {words}"] = [_timed(partial(store.by_day, selection, limit=PAGE), [None] * repeats)]
        found[f"counts: {words}"] = [_timed(store.count, [selection] * repeats)]
    for sort, selection in sorts.items():
        ask = partial(store.page, selection, limit=PAGE)
        found[sort] = [_timed(ask, [last + 1 - int(share * last)] * repeats) for share in DEPTHS]
    store.close()
    return found


def feeds_over_http(folder: str, repeats: int) -> Rows:
    """Through the Flask application in this process: feeds of 100 built anew at random places, and one asked again."""
    store, client = service(folder)
    last, _ = store.stamp()
    chance = random.Random(6)
    found = {}
    for kind in ("atom", "rss", "json"):
        cursors = [chance.randrange(100, last + 1) for _ in range(repeats)]
        urls = [f"/feeds/notices.{kind}?limit=100&cursor={cursor}" for cursor in cursors]
        found[f"{kind}: 100 entries built, the request whole"] = [_timed(client.get, urls)]
    again = {"If-None-Match": client.get("/feeds/notices.atom").headers["ETag"]}
    found["atom: 304, the request whole"] = [
        _timed(partial(client.get, headers=again), ["/feeds/notices.atom"] * repeats)
    ]
    store.close()
    return found


def reader_pages(folder: str, repeats: int) -> Rows:
    """``reader``'s own pages, out of far fewer entries."""
    from benchmarks.reading import make_reader

    with make_reader(folder) as reader:
        recent = list(reader.get_entries())
        places = [recent[int(share * (len(recent) - 1))] for share in DEPTHS]

        def ask(after: Any) -> object:
            return list(reader.get_entries(limit=PAGE, starting_after=after))

        return {f"reader: all, out of {len(recent)}": [_timed(ask, [place] * repeats) for place in places]}


def reader_searches(folder: str, repeats: int) -> Rows:
    """``reader``'s own search over the same entries: it knows no Chinese words, so it is asked for what it does."""
    from benchmarks.reading import make_reader

    with make_reader(folder) as reader:
        reader.enable_search()
        reader.update_search()
        many = sum(1 for _ in reader.search_entries("栏目*"))
        words = {"a rare word": "20", f"what {many} entries hold": "栏目*"}

        def ask(query: str) -> object:
            return list(reader.search_entries(query, limit=PAGE))

        return {f"reader, search: {name}": [_timed(ask, [query] * repeats)] for name, query in words.items()}


def _timed(ask: Callable[[Any], object], given: Iterable[Any]) -> Times:
    """p50 and p99 in milliseconds of asking each of ``given``, of the clock and of CPU."""
    spent, burnt = [], []
    for one in given:
        began, before = perf_counter(), process_time()
        ask(one)
        burnt.append(1000 * (process_time() - before))
        spent.append(1000 * (perf_counter() - began))
    return (*_p50_p99(spent), *_p50_p99(burnt))


def _p50_p99(times: list[float]) -> tuple[float, float]:
    percentiles = quantiles(times, n=100, method="inclusive")
    return percentiles[49], percentiles[98]


if __name__ == "__main__":
    asked = arguments(__doc__, notices=1_000_000, repeats=200, feeds=300, body=BODY, indexed=1_000_000)
    compare(asked.notices, asked.repeats, asked.feeds, asked.body, asked.indexed).print(asked.json)
