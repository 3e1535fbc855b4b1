"""A selection and its words, asked of the index of the search as FTS5 is asked."""

from collections.abc import Iterator, Sequence
from datetime import date
from sqlite3 import Connection
from typing import Any

from federator.model.revision import Selection
from federator.notation.segmenting import Phrase, mark, read_query
from federator.store.feed import conditions_of, first_seq
from federator.store.search import ALL, reached

LAST = 2**63 - 1
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_MANY_MONTHS = 24


def hits(
    connection: Connection,
    selection: Selection,
    what: str,
    table: str = "search",
    columns: str = "",
    *,
    when: str = "",
    span: tuple[int, int] = (0, LAST),
    order: str = "DESC",
    limit: int,
    beside: str = "",
) -> list[Any]:
    """Columns of ``searched AS d`` for the hits with ``seq`` in ``span``, in the order of ``seq``: the words in some
    ``columns`` of ``table`` alone, and with the mark ``when``."""
    words, marks = _words(selection, columns), [*_marks(selection), *([_word(when)] if when else _days(selection))]
    low, high = max(span[0], first_seq(connection, selection.since)), min(span[1], reached(connection))
    asked = " AND ".join((*([words] if words else ()), *([_as_one(marks)] if marks else ()))) or _word(ALL)
    first, last = selection.first, selection.last
    return connection.execute(
        f"""SELECT {what} FROM {table} AS s CROSS JOIN searched AS d ON d.seq = s.rowid {beside}
            WHERE s.{table} MATCH ? AND s.rowid BETWEEN ? AND ? AND d.day BETWEEN ? AND ?
            ORDER BY s.rowid {order} LIMIT ?""",
        (asked, low, high, first.isoformat() if first else "", last.isoformat() if last else "9", limit),
    ).fetchall()


def _as_one(marks: Sequence[str]) -> str:
    """Marks as one list among the words. FTS5 makes one AND of all that is nested, and looks for each of its parts at
    every entry of the longest; behind a NOT, the marks are among themselves first, and words are looked for only where
    all marks are (a phrase of every notice in one county and category: 3 ms of a million, instead of 48)."""
    return f"(({' AND '.join(marks)}) NOT {_word(mark('nothing'))})"


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
