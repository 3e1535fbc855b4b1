"""What the index of the search finds: the latest change first, the most fitting first, the latest publication first;
and how many of what. All of it is bounded: the most common word costs little more than a rare one."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from sqlite3 import Connection
from typing import Any

from federator.model.revision import Hits, Published, Ranked, Selection
from federator.notation.segmenting import Phrase, mark, read_query
from federator.store.columns import listed
from federator.store.feed import PUBLISHED, conditions_of, first_seq, published_of
from federator.store.indexes import BROWSE, feed_index
from federator.store.search import ALL, reached

_RANKED = 1000
"""So many hits of titles and numbers, the latest, and as many of all else are put in order."""

_FEW = 500
"""So few notices are looked up one by one: at most 50 µs each for a long phrase."""

_RANKED_AT_ONCE = 300
"""So many hits of a month are put in order at once."""

_COUNTED = 3000
_LAST = 2**63 - 1
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_MANY_MONTHS = 24
_TIER, _DAY = 10**15, 10**10
"""What a cursor counts a tier, or a day, as: it stays below 2⁵³, which every reader of JSON keeps."""

_SHOWN = f"""CROSS JOIN notices AS n INDEXED BY {feed_index("")} ON n.shown_seq = {{}}.seq AND n.shown_seq IS NOT NULL
            CROSS JOIN revisions AS r ON r.seq = n.shown_seq"""


def page(connection: Connection, selection: Selection, before: int | None, limit: int) -> tuple[Published, ...]:
    """Up to ``limit`` notices with ``seq`` below ``before``, the latest change first."""
    return _read(connection, selection, (0, _LAST if before is None else before - 1), "DESC", limit)


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
    found = list(islice(_days_and_seqs(connection, selection, cursor, limit + 1), limit + 1))
    following = [_ordinal(day) * _DAY + seq for day, seq in found[limit - 1 : limit]] if len(found) > limit else [None]
    return Ranked(_these(connection, (seq for _, seq in found[:limit])), following[0])


def count(connection: Connection, selection: Selection) -> Hits:
    """How many there are, and of what; the latest 3,000 are counted at most."""
    found = _ask(connection, selection, "d.category, d.division, substr(d.day, 1, 4)", limit=_COUNTED + 1)
    counters = [Counter(row[column] for row in found[:_COUNTED]) for column in range(3)]
    return Hits(
        min(len(found), _COUNTED), len(found) <= _COUNTED, *(dict(counter.most_common()) for counter in counters)
    )


def _read(
    connection: Connection, selection: Selection, span: tuple[int, int], order: str, limit: int
) -> tuple[Published, ...]:
    found = _ask(connection, selection, PUBLISHED, span=span, order=order, limit=limit, beside=_SHOWN.format("d"))
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
    found = _ask(connection, selection, "d.seq", table, columns, span=(low, _LAST), limit=_RANKED)
    return [seq for (seq,) in found]


def _days_and_seqs(
    connection: Connection, selection: Selection, cursor: int | None, limit: int
) -> Iterator[tuple[str, int]]:
    """All at once where they are few; else year by year, and in those with hits month by month. A single character is
    all words that begin with it, gathered anew for each question: of those only the latest changes are put in order."""
    ordinal, seq = divmod(cursor, _DAY) if cursor else (date.max.toordinal(), _LAST)
    before = date.fromordinal(min(max(1, ordinal), date.max.toordinal())).isoformat(), seq
    few = _dated(connection, selection, "", _RANKED + 1)
    if len(few) <= _RANKED or _is_one_character(selection):
        yield from sorted((one for one in few if one < before), reverse=True)
        return
    for year in _years(connection, min(before[0], (selection.last or date.max).isoformat())):
        if selection.first and year < selection.first.year:
            return
        if _dated(connection, selection, mark("year", str(year)), 1):
            yield from _of_year(connection, selection, year, before, limit)


def _is_one_character(selection: Selection) -> bool:
    return any(phrase.begun for phrases in read_query(selection.words).all for phrase in phrases)


def _of_year(
    connection: Connection, selection: Selection, year: int, before: tuple[str, int], limit: int
) -> Iterator[tuple[str, int]]:
    """Month by month, and day by day where a month has too many hits to put them in order."""
    first, last = selection.first or date.min, selection.last or date.max
    for month in range(12, 0, -1):
        if not (first.year, first.month) <= (year, month) <= (last.year, last.month):
            continue
        of_month = _dated(connection, selection, mark("month", f"{year}-{month:02d}"), _RANKED_AT_ONCE + 1)
        if len(of_month) <= _RANKED_AT_ONCE:
            yield from sorted((one for one in of_month if one < before), reverse=True)
            continue
        for day in range(31, 0, -1):
            written = f"{year}-{month:02d}-{day:02d}"
            if first.isoformat() <= written <= min(before[0], last.isoformat()):
                top = before[1] - 1 if written == before[0] else _LAST
                yield from _dated(connection, selection, mark("day", written), limit, top)


def _dated(
    connection: Connection, selection: Selection, when: str, limit: int, top: int = _LAST
) -> list[tuple[str, int]]:
    """Days and ``seq`` of hits with that mark, the latest change first."""
    return _ask(connection, selection, "d.day, d.seq", when=when, span=(0, top), limit=limit)


def _years(connection: Connection, until: str) -> Iterable[int]:
    first, last = (
        connection.execute(
            f"SELECT {end}(published_day) FROM notices INDEXED BY {BROWSE} WHERE shown_seq IS NOT NULL"
        ).fetchone()[0]
        for end in ("min", "max")
    )
    return range(min(int(last[:4]), int(until[:4])), int(first[:4]) - 1, -1) if first else ()


def _ask(
    connection: Connection,
    selection: Selection,
    what: str,
    table: str = "search",
    columns: str = "",
    *,
    when: str = "",
    span: tuple[int, int] = (0, _LAST),
    order: str = "DESC",
    limit: int,
    beside: str = "",
) -> list[Any]:
    """Columns of ``searched AS d`` for the hits with ``seq`` in ``span``, in the order of ``seq``: the words in some
    ``columns`` of ``table`` alone, and with the mark ``when``.

    FTS5 goes through all lists of an AND in step: of words that nearly every notice has it looks at a place for each
    entry of the longest mark. So few notices are looked up one by one, and their words in them.
    """
    words, marks = _words(selection, columns), [*_marks(selection), *([_word(when)] if when else _days(selection))]
    low, high = max(span[0], first_seq(connection, selection.since)), min(span[1], reached(connection))
    joined, asked = "", [" AND ".join((*([words] if words else ()), *marks)) or _word(ALL)]
    if words and marks and _few(connection, table, " AND ".join(marks), low, high):
        joined = f"CROSS JOIN {table} AS w ON w.rowid = s.rowid AND w.{table} MATCH ?"
        asked = [words, " AND ".join(marks)]
    first, last = selection.first, selection.last
    return connection.execute(
        f"""SELECT {what} FROM {table} AS s {joined} CROSS JOIN searched AS d ON d.seq = s.rowid {beside}
            WHERE s.{table} MATCH ? AND s.rowid BETWEEN ? AND ? AND d.day BETWEEN ? AND ?
            ORDER BY s.rowid {order} LIMIT ?""",
        (*asked, low, high, first.isoformat() if first else "", last.isoformat() if last else "9", limit),
    ).fetchall()


def _few(connection: Connection, table: str, marks: str, low: int, high: int) -> bool:
    found = connection.execute(
        f"SELECT 1 FROM {table} AS s WHERE s.{table} MATCH ? AND s.rowid BETWEEN ? AND ? LIMIT {_FEW + 1}",
        (marks, low, high),
    ).fetchall()
    return len(found) <= _FEW


def _words(selection: Selection, columns: str) -> str:
    """As FTS5 writes it, the words in some columns alone. Words hold letters and digits, and marks private characters.

    Words of which none is wanted find nothing.
    """
    query = read_query(selection.words)
    wanted = " AND ".join(f"({' OR '.join(map(_quoted, phrases))})" for phrases in query.all)
    if selection.words and not wanted:
        return _word(mark("nothing"))
    in_columns = f"{{{columns}}} : ({wanted})" if wanted and columns else wanted
    return in_columns + "".join(f" NOT {_quoted(phrase)}" for phrase in query.none)


def _marks(selection: Selection) -> Iterator[str]:
    asked = {**conditions_of(selection), "subtype": selection.subtype, "zone": selection.zone,
             "edition": selection.edition}  # fmt: skip
    yield from (_word(mark(kind, value)) for kind, value in asked.items() if value)


def _days(selection: Selection) -> Iterator[str]:
    """The marks of its days of publication; a time that is asked for beside them is narrower, and takes their place."""
    if selection.first or selection.last:
        first, last = selection.first or date(_FIRST_YEAR, 1, 1), selection.last or date(_LAST_YEAR, 12, 31)
        yield f"({' OR '.join(map(_word, _times(first, last)))})"


def _times(first: date, last: date) -> list[str]:
    """The months that a stretch of days touches, or its years where they are many."""
    begin, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    if end - begin <= _MANY_MONTHS:
        found = [mark("month", f"{month // 12:04d}-{month % 12 + 1:02d}") for month in range(begin, end + 1)]
    else:
        years = range(max(first.year, _FIRST_YEAR), min(last.year, _LAST_YEAR) + 1)
        found = [mark("year", f"{year:04d}") for year in years]
    return found or [mark("nothing")]


def _quoted(phrase: Phrase) -> str:
    return _word(" ".join(phrase.words)) + (" *" if phrase.begun else "")


def _word(words: str) -> str:
    return f'"{words}"'


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()
