"""What the index of the search finds: the latest change first, the most fitting first, the latest publication first;
and how many of what. All of it is bounded: the most common word costs little more than a rare one."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from sqlite3 import Connection

from federator.model.revision import Hits, Published, Ranked, Selection
from federator.notation.segmenting import mark, read_query
from federator.store.columns import listed
from federator.store.feed import PUBLISHED, published_of
from federator.store.hits import LAST, hits
from federator.store.indexes import BROWSE, feed_index

_RANKED = 1000
"""So many hits of titles and numbers, the latest, and as many of all else are put in order."""

_AT_ONCE = 100
"""So many hits of a stretch of time are put in order at once."""

_KINDS = {len("2026"): "year", len("2026-01"): "month", len("2026-01-01"): "day"}
"""How long a time is written → the kind of its mark."""

_COUNTED = 3000
_TIER, _DAY = 10**15, 10**10
"""What a cursor counts a tier, or a day, as: it stays below 2⁵³, which every reader of JSON keeps."""

_SHOWN = f"""CROSS JOIN notices AS n INDEXED BY {feed_index("")} ON n.shown_seq = {{}}.seq AND n.shown_seq IS NOT NULL
            CROSS JOIN revisions AS r ON r.seq = n.shown_seq"""


def page(connection: Connection, selection: Selection, before: int | None, limit: int) -> tuple[Published, ...]:
    """Up to ``limit`` notices with ``seq`` below ``before``, the latest change first."""
    return _read(connection, selection, (0, LAST if before is None else before - 1), "DESC", limit)


def ahead(connection: Connection, selection: Selection, span: tuple[int, int], limit: int) -> tuple[Published, ...]:
    """Up to ``limit`` notices with ``seq`` above the first and up to the second of ``span``, oldest change first."""
    return _read(connection, selection, (span[0] + 1, span[1]), "ASC", limit)


def by_fitness(connection: Connection, selection: Selection, cursor: int | None, limit: int) -> Ranked:
    """Those whose title holds all words first, then those whose title, numbers, publisher and fields do, then the rest;
    the latest change first in each tier."""
    tier, before = divmod(cursor, _TIER) if cursor else (0, _TIER)
    seqs = (
        (number, seq)
        for number, tiered in enumerate(_tiers(connection, selection))
        for seq in tiered
        if (number, -seq) > (tier, -before)
    )
    found = list(islice(seqs, limit + 1))
    following = [number * _TIER + seq for number, seq in found[limit - 1 : limit]] if len(found) > limit else [None]
    return Ranked(_these(connection, (seq for _, seq in found[:limit])), following[0])


def by_day(connection: Connection, selection: Selection, cursor: int | None, limit: int) -> Ranked:
    """The latest day of publication first, the latest change first in each."""
    ordinal, seq = divmod(cursor, _DAY) if cursor else (date.max.toordinal(), LAST)
    before = date.fromordinal(min(ordinal, date.max.toordinal())).isoformat() if ordinal else "", seq
    found = list(islice(_of_time(connection, selection, "", before, limit + 1), limit + 1))
    following = [_ordinal(day) * _DAY + seq for day, seq in found[limit - 1 : limit]] if len(found) > limit else [None]
    return Ranked(_these(connection, (seq for _, seq in found[:limit])), following[0])


def count(connection: Connection, selection: Selection) -> Hits:
    """How many there are, and of what; the latest 3,000 are counted at most."""
    found = hits(connection, selection, "d.category, d.division, substr(d.day, 1, 4)", limit=_COUNTED + 1)
    counters = [Counter(row[column] for row in found[:_COUNTED]) for column in range(3)]
    return Hits(
        min(len(found), _COUNTED), len(found) <= _COUNTED, *(dict(counter.most_common()) for counter in counters)
    )


def _read(
    connection: Connection, selection: Selection, span: tuple[int, int], order: str, limit: int
) -> tuple[Published, ...]:
    found = hits(connection, selection, PUBLISHED, span=span, order=order, limit=limit, beside=_SHOWN.format("d"))
    return tuple(map(published_of, found))


def _these(connection: Connection, seqs: Iterable[int]) -> tuple[Published, ...]:
    given = "SELECT key, value AS seq FROM json_each(?)"
    found = connection.execute(
        f"SELECT {PUBLISHED} FROM ({given}) AS f {_SHOWN.format('f')} ORDER BY f.key", (listed(map(str, seqs)),)
    )
    return tuple(map(published_of, found))


def _tiers(connection: Connection, selection: Selection) -> Iterator[list[int]]:
    """What is not wanted may stand in a body: then the smaller index, of titles and numbers, does not do."""
    table = "search" if read_query(selection.words).none else "search_heads"
    latest = _latest(connection, selection, table)
    low = latest[-1] if len(latest) == _RANKED else 0
    titles = _latest(connection, selection, table, "title", low)
    yield titles
    known = set(titles)
    heads = _latest(connection, selection, table, "title about", low) if table == "search" else latest
    yield [seq for seq in heads if seq not in known]
    known |= set(heads)
    yield [seq for seq in _latest(connection, selection, "search") if seq not in known]


def _latest(connection: Connection, selection: Selection, table: str, columns: str = "", low: int = 0) -> list[int]:
    found = hits(connection, selection, "d.seq", table, columns, span=(low, LAST), limit=_RANKED)
    return [seq for (seq,) in found]


def _of_time(
    connection: Connection, selection: Selection, time: str, before: tuple[str, int], limit: int
) -> Iterator[tuple[str, int]]:
    """Hits of all times (``""``), of a year, a month or a day: all at once where they are few, else part by part."""
    if len(time) == len("2026-01-01"):
        yield from _dated(connection, selection, time, limit, before[1] - 1 if time == before[0] else LAST)
        return
    found = _dated(connection, selection, time, _AT_ONCE + 1)
    if len(found) <= _AT_ONCE:
        yield from _before(before, found)
        return
    first, last = (selection.first or date.min).isoformat(), min(before[0], (selection.last or date.max).isoformat())
    for part in _parts(connection, time):
        if first[: len(part)] <= part <= last[: len(part)]:
            yield from _of_time(connection, selection, part, before, limit)
    if not time:
        yield from _before(before, _undated(connection, selection))


def _before(place: tuple[str, int], found: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    return sorted((one for one in found if one < place), reverse=True)


def _dated(
    connection: Connection, selection: Selection, time: str, limit: int, top: int = LAST
) -> list[tuple[str, int]]:
    """Days and ``seq`` of hits of that time, the latest change first."""
    when = mark(_KINDS[len(time)], time) if time else ""
    return hits(connection, selection, "d.day, d.seq", when=when, span=(0, top), limit=limit)


def _undated(connection: Connection, selection: Selection) -> Iterator[tuple[str, int]]:
    """Hits that a person let through without a day; they have no mark, and are the last."""
    seqs = connection.execute(
        f"SELECT shown_seq FROM notices INDEXED BY {BROWSE} WHERE shown_seq IS NOT NULL AND published_day = ''"
    ).fetchall()
    for (seq,) in seqs:
        yield from hits(connection, selection, "d.day, d.seq", span=(seq, seq), limit=1)


def _parts(connection: Connection, time: str) -> Iterator[str]:
    """The years, months of a year or days of a month in which anything was published, the latest first."""
    width = len(time) + 3 if time else len("2026")
    below = time + "~"
    while row := connection.execute(
        f"""SELECT published_day FROM notices INDEXED BY {BROWSE} WHERE shown_seq IS NOT NULL
            AND published_day > ? AND published_day < ? ORDER BY published_day DESC LIMIT 1""",
        (time, below),
    ).fetchone():
        below = row[0][:width]
        yield below


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal() if day else 0
