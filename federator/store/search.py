"""Search: a full-text index of the public records, filled by a step behind the harvest, with a cursor of its own.

It holds no text, only where which word stands; a row is a version, under its ``seq``. A version that is not shown any
more is found no more from the moment its successor, or its withdrawal, is recorded; the next step takes it out of the
index too, which needs its record and the texts of its attachments as they were: who erases either brings the index up
to date before.
"""

from collections.abc import Iterable, Mapping
from sqlite3 import Connection

from federator.model.notice import Notice
from federator.model.revision import Published, Selection
from federator.notation.segmenting import Phrase, Query, segment
from federator.store.columns import listed, notice_of
from federator.store.documents import texts
from federator.store.feed import PUBLISHED, conditions_of, equal, first_seq, published_of
from federator.store.indexes import feed_index

_LONGEST = 30_000
"""Characters of a body that are indexed."""

_LONGEST_ATTACHED = 100_000
"""Characters of all attachments of a notice together that are indexed."""

_COLUMNS = "title, about, body, attached"


def step(connection: Connection, limit: int) -> int:
    """Bring the index ``limit`` revisions further; how many there were. The caller holds the write lock."""
    ((cursor,),) = connection.execute("SELECT cursor FROM search_state").fetchall()
    rows = connection.execute(
        "SELECT seq, notice_id FROM revisions WHERE seq > ? ORDER BY seq LIMIT ?", (cursor, limit)
    ).fetchall()
    if rows:
        _renew(connection, dict.fromkeys(notice_id for _, notice_id in rows))
        connection.execute("UPDATE search_state SET cursor = ?", (rows[-1][0],))
    return len(rows)


def found(
    connection: Connection, query: Query, selection: Selection, before: int | None, limit: int
) -> tuple[Published, ...]:
    """Public notices that the query finds, the last changed first, ``seq`` below ``before``."""
    if not query.all:
        return ()
    conditions = conditions_of(selection)
    span = (first_seq(connection, selection.since), 2**63 - 1 if before is None else before)
    rows = connection.execute(
        f"""SELECT {PUBLISHED} FROM search AS s CROSS JOIN notices AS n INDEXED BY {feed_index("")}
            ON n.shown_seq = s.rowid CROSS JOIN revisions AS r ON r.seq = n.shown_seq
            WHERE s.search MATCH ? AND s.rowid >= ? AND s.rowid < ? AND {equal(conditions)} n.shown_seq IS NOT NULL
            ORDER BY s.rowid DESC LIMIT ?""",
        (_expression(query), *span, *conditions.values(), limit),
    )
    return tuple(map(published_of, rows))


def _renew(connection: Connection, ids: Iterable[str]) -> None:
    changed = connection.execute(
        """SELECT n.id, d.seq, o.record, n.shown_seq, w.record FROM notices AS n
           LEFT JOIN searched AS d ON d.notice_id = n.id LEFT JOIN revisions AS o ON o.seq = d.seq
           LEFT JOIN revisions AS w ON w.seq = n.shown_seq
           WHERE n.id IN (SELECT value FROM json_each(?)) AND d.seq IS NOT n.shown_seq""",
        (listed(ids),),
    ).fetchall()
    old = [(seq, notice_of(record)) for _, seq, record, _, _ in changed if seq]
    new = [(seq, notice_of(record)) for _, _, _, seq, record in changed if seq]
    attached = _attached(connection, [notice for _, notice in (*old, *new)])
    connection.executemany(
        f"INSERT INTO search (search, rowid, {_COLUMNS}) VALUES ('delete', ?, ?, ?, ?, ?)",
        [(seq, *_words(notice, attached)) for seq, notice in old],
    )
    connection.executemany(
        f"INSERT INTO search (rowid, {_COLUMNS}) VALUES (?, ?, ?, ?, ?)",
        [(seq, *_words(notice, attached)) for seq, notice in new],
    )
    connection.executemany("DELETE FROM searched WHERE notice_id = ?", [(id,) for id, *_ in changed])
    connection.executemany("INSERT INTO searched VALUES (?, ?)", [(id, seq) for id, _, _, seq, _ in changed if seq])


def _attached(connection: Connection, notices: Iterable[Notice]) -> Mapping[str, str]:
    """The texts of the attachments that everybody is given, by hash: what is withheld is not found by its words."""
    return texts(connection, {one.sha256 for notice in notices for one in notice.attachments if one.offered})


def _words(notice: Notice, attached: Mapping[str, str]) -> tuple[str, str, str, str]:
    numbers = (notice.doc_no, notice.index_no, notice.assigned_index_no)
    fields = [value.as_written for value in notice.fields.values()]
    about = " / ".join((*numbers, notice.publisher, *fields))  # the sign parts them, so that no phrase spans two
    files = " / ".join(attached.get(one.sha256, "") for one in notice.attachments if one.offered)
    return segment(notice.title), segment(about), segment(notice.text[:_LONGEST]), segment(files[:_LONGEST_ATTACHED])


def _expression(query: Query) -> str:
    """As FTS5 writes it. Words hold letters and digits alone."""
    wanted = " AND ".join(f"({' OR '.join(map(_quoted, phrases))})" for phrases in query.all)
    return wanted + "".join(f" NOT {_quoted(phrase)}" for phrase in query.none)


def _quoted(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.words)}"' + (" *" if phrase.begun else "")
