"""The index of the search: where which word stands in the public records, filled by a step behind the harvest, with a
cursor of its own.

It holds no text; a row is a version, under its ``seq``. A version that is not shown any more is found no more from the
moment its successor, or its withdrawal, is recorded; the next step takes it out of the index too, which needs its
record and the texts of its attachments as they were: who erases either brings the index up to date before.

Beside its texts a row holds marks, words that say what it is selected by, so that any selection is an intersection of
lists in the order of ``seq``, however common its words are. ``hits.py`` asks.
"""

from collections.abc import Iterable, Mapping, Sequence
from sqlite3 import Connection
from typing import NamedTuple

from federator.model.notice import Notice
from federator.model.place import city_of
from federator.notation.segmenting import mark, segment
from federator.store.columns import insert, listed, notice_of
from federator.store.documents import texts

_LONGEST = 30_000
"""Characters of a body that are indexed."""

_LONGEST_ATTACHED = 100_000
"""Characters of all attachments of a notice together that are indexed."""

_AT_ONCE = 500
"""Revisions that are indexed in one go."""

ALL = mark("")
"""The mark of every row."""


class _Words(NamedTuple):
    """What is indexed of a version: the columns of ``search``."""

    title: str
    about: str
    body: str
    attached: str
    marks: str

    def head(self) -> tuple[str, str, str]:
        """The columns of ``search_heads``."""
        return self.title, self.about, self.marks


_HEAD = ("title", "about", "marks")


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


def catch_up(connection: Connection) -> None:
    """Bring the index up to date: what it is to forget it must still be able to read."""
    while step(connection, _AT_ONCE):
        pass


def condense(connection: Connection) -> None:
    """Make the index one piece: what was taken out stays in older pieces until then. Costs as much as it is large."""
    for table in ("search", "search_heads"):
        connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")


def reached(connection: Connection) -> int:
    """Up to which ``seq`` the index is whole. Beyond it single rows may stand: they are not to be shown before those
    that lie between."""
    ((cursor,),) = connection.execute("SELECT cursor FROM search_state").fetchall()
    return int(cursor)


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
    _take_out(connection, [(seq, _words(notice, attached)) for seq, notice in old])
    _put_in(connection, [(seq, _words(notice, attached)) for seq, notice in new])
    ids = [id for id, _, _, seq, _ in changed if seq]
    connection.executemany(
        insert("searched", ("seq", "notice_id", "day", "category", "division")),
        [
            (seq, id, str(notice.day or ""), notice.category, notice.division)
            for id, (seq, notice) in zip(ids, new, strict=True)
        ],
    )


def _take_out(connection: Connection, rows: Sequence[tuple[int, _Words]]) -> None:
    """FTS5 finds what to take out by the words that were put in."""
    connection.executemany(
        insert("search", ("search", "rowid", *_Words._fields)), [("delete", seq, *words) for seq, words in rows]
    )
    connection.executemany(
        insert("search_heads", ("search_heads", "rowid", *_HEAD)),
        [("delete", seq, *words.head()) for seq, words in rows],
    )
    connection.executemany("DELETE FROM searched WHERE seq = ?", [(seq,) for seq, _ in rows])


def _put_in(connection: Connection, rows: Sequence[tuple[int, _Words]]) -> None:
    connection.executemany(insert("search", ("rowid", *_Words._fields)), [(seq, *words) for seq, words in rows])
    connection.executemany(insert("search_heads", ("rowid", *_HEAD)), [(seq, *words.head()) for seq, words in rows])


def _attached(connection: Connection, notices: Iterable[Notice]) -> Mapping[str, str]:
    """The texts of the attachments that everybody is given, by hash: what is withheld is not found by its words."""
    return texts(connection, {one.sha256 for notice in notices for one in notice.attachments if one.offered})


def _words(notice: Notice, attached: Mapping[str, str]) -> _Words:
    """The words of a version: the same whenever it is asked, or it could not be taken out again."""
    numbers = (notice.doc_no, notice.index_no, notice.assigned_index_no)
    fields = [value.as_written for value in notice.fields.values()]
    about = " / ".join((*numbers, notice.publisher, *fields))  # the sign parts them, so that no phrase spans two
    files = " / ".join(attached.get(one.sha256, "") for one in notice.attachments if one.offered)
    return _Words(
        segment(notice.title),
        segment(about),
        segment(notice.text[:_LONGEST]),
        segment(files[:_LONGEST_ATTACHED]),
        " ".join(_marks(notice)),
    )


def _marks(notice: Notice) -> Iterable[str]:
    yield ALL
    day = str(notice.day or "")
    for kind, value in (
        ("category", notice.category),
        ("division", notice.division),
        ("city", city_of(notice.division)),
        ("organisation", notice.organisation),
        ("site", notice.site),
        ("subtype", notice.subtype),
        *(("zone", zone) for zone in notice.zones),
        *(("edition", edition) for edition in notice.editions),
        ("year", day[:4]),
        ("month", day[:7]),
        ("day", day),
    ):
        if value:
            yield mark(kind, value)
