"""Attachments of public notices: which are to be fetched, what came of it, who may have the copies.

    revisions ─▶ follow ─▶ due ─▶ (fetched, read) ─▶ settle ─▶ a revision that names copies and what they say

One method a use case, one transaction a method. A file is on the disk before the row that names it, and goes after it;
both are made sure of while nobody else writes, for equal bytes are one file, whoever has them.
"""

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from sqlite3 import Connection

from federator.model.attachment import attachment_keys
from federator.model.document import Accompanied, Document, Fetched, Offered, Refusal, Wanted
from federator.model.item import NewRevision
from federator.store import search
from federator.store.columns import breaches_of, instant, instant_or_none, listed, notice_of
from federator.store.database import Connections, Part, question
from federator.store.documents import documents, texts, write_document
from federator.store.files import Files
from federator.store.notices import append
from federator.store.recording import commit_time
from federator.store.unnamed import documents_among, erase_unnamed, forget

Understand = Callable[[Accompanied], NewRevision | None]
"""Pure and quick: it runs inside the transaction."""

MOST = 50
"""Attachments of one notice that are kept."""

_WANT = """INSERT INTO attached (notice_id, key, url, due) VALUES (?, ?, ?, ?)
    ON CONFLICT (notice_id, key) DO UPDATE SET url = excluded.url,
    due = iif(hash IS NULL, excluded.due, NULL), tries = 0 WHERE url <> excluded.url"""
"""An address that expired is asked for at its new one."""


class Attachments(Part):
    """``files`` holds the bytes."""

    def __init__(self, database: Connections, clock: Callable[[], datetime]) -> None:
        super().__init__(database, clock)
        self.files = Files.beside(database.path)

    def follow(self, now: datetime, limit: int, understand: Understand, profile: str) -> int:
        """Take note of the attachments of ``limit`` further revisions; how many there were, 0: none is left. Of what
        is known already the notice is understood at once; the rest is due ``now``. ``profile``: its stamp."""
        with self._database.writing() as connection:
            ((cursor,),) = connection.execute("SELECT cursor FROM attached_state").fetchall()
            rows = connection.execute(
                "SELECT seq, notice_id FROM revisions WHERE seq > ? ORDER BY seq LIMIT ?", (cursor, limit)
            ).fetchall()
            if rows:
                self._want(connection, dict.fromkeys(id for _, id in rows), now, understand, profile)
                connection.execute("UPDATE attached_state SET cursor = ?", (rows[-1][0],))
            return len(rows)

    def due(self, now: datetime, limit: int, leave_out: Collection[str] = ()) -> tuple[Wanted, ...]:
        """Attachments of public notices to be asked for now, each site's longest due first and all sites by turns, but
        for sources that are paused, and sites and sources in ``leave_out``."""
        found = self._database.current().execute(
            """WITH waiting AS (
                   SELECT a.notice_id, a.key, a.due, n.shown_seq, n.source,
                          row_number() OVER (PARTITION BY n.site ORDER BY a.due) AS turn
                   FROM attached AS a INDEXED BY attached_by_due
                   CROSS JOIN notices AS n ON n.id = a.notice_id AND n.shown_seq IS NOT NULL
                   CROSS JOIN sources AS s ON s.key = n.source
                   CROSS JOIN sites AS t ON t.id = s.site AND t.life = 'active'
                   WHERE a.due <= ? AND n.source NOT IN (SELECT source FROM pauses)
                         AND n.site NOT IN (SELECT value FROM json_each(?2))
                         AND n.source NOT IN (SELECT value FROM json_each(?2))
                   ORDER BY turn, a.due LIMIT ?3)
               SELECT w.notice_id, w.key, a.url, r.record ->> 'url', w.source, a.tries
               FROM waiting AS w CROSS JOIN attached AS a USING (notice_id, key)
               CROSS JOIN revisions AS r ON r.seq = w.shown_seq ORDER BY w.turn, w.due""",
            (instant(now), listed(leave_out), limit),
        )
        return tuple(Wanted(*values) for values in found)

    def settle(self, fetched: Sequence[Fetched], understand: Understand, profile: str) -> bool:
        """What became of some attachments of one notice, and the version of it that follows; whether there is one."""
        self._put(fetched)
        with self._database.writing() as connection:
            self._put(fetched)  # whoever had the same bytes may have been purged since
            for one in fetched:
                _write(connection, one)
            ids = dict.fromkeys(one.wanted.notice_id for one in fetched)
            made = [self._understand(connection, id, understand, profile) for id in ids]
        self._erase_unnamed({one.document.sha256 for one in fetched if one.document})  # its notice was purged meanwhile
        return any(made)

    def known(self, source: str, address: str) -> dict[str, Document]:
        """The documents of the notice that ``source`` has at ``address``, by their keys."""
        connection = self._database.current()
        row = connection.execute(
            """SELECT i.notice_id FROM item_addresses AS a CROSS JOIN items AS i ON i.id = a.item_id
               WHERE a.source = ? AND a.address = ?""",
            (source, address),
        ).fetchone()
        return _documents(connection, row[0]) if row else {}

    texts = question(texts)

    def offered(self, sha256: str) -> Offered | Refusal | None:
        """The copy of that hash, as a public notice offers it, or why none does; None where no notice that was ever
        public has it."""
        with self._database.reading() as connection:
            rows = connection.execute(
                """SELECT r.record -> 'attachments', d.fetched, n.gone_seq IS NOT NULL FROM attached AS a
                   CROSS JOIN documents AS d ON d.hash = a.hash CROSS JOIN notices AS n ON n.id = a.notice_id
                   LEFT JOIN revisions AS r ON r.seq = n.shown_seq WHERE a.hash = ?""",
                (sha256,),
            ).fetchall()
        named = [(one, fetched) for shown, fetched, _ in rows if shown for one in json.loads(shown)]
        same = [(one, fetched) for one, fetched in named if one.get("sha256") == sha256]
        for one, fetched in same:
            if not one["withheld"]:
                return Offered(sha256, one["name"], one["media_type"], datetime.fromisoformat(fetched))
        if same:
            return Refusal.WITHHELD
        return Refusal.GONE if any(gone for _, _, gone in rows) else None

    def expire(self, before: datetime) -> int:
        """Erase the copies of notices that ceased to be public before that instant; how many files went."""
        with self._database.writing() as connection:
            search.catch_up(connection)
            ids = connection.execute(
                """SELECT DISTINCT a.notice_id FROM attached AS a CROSS JOIN notices AS n ON n.id = a.notice_id
                   WHERE n.shown_seq IS NULL AND n.gone_seq IS NOT NULL AND n.updated < ?""",
                (instant(before),),
            ).fetchall()
            gone = forget(connection, [id for (id,) in ids])
        return erase_unnamed(self._database, self.files, gone)

    def lost(self) -> int:
        """How many documents there are whose file is gone: a database came back without its folder."""
        rows = self._database.current().execute("SELECT hash FROM documents")
        return sum(not self.files.path(hash).exists() for (hash,) in rows)

    def tidy(self) -> int:
        """Erase files that no row names: a killed process left them; how many they were."""
        return self._erase_unnamed(set(self.files.names()))

    def _erase_unnamed(self, hashes: set[str]) -> int:
        left = hashes.difference(documents_among(self._database.current(), hashes))
        return erase_unnamed(self._database, self.files, left)

    def _put(self, fetched: Sequence[Fetched]) -> None:
        for one in fetched:
            if one.document:
                self.files.put(one.document.sha256, one.content)

    def _want(
        self, connection: Connection, ids: Iterable[str], now: datetime, understand: Understand, profile: str
    ) -> None:
        rows = connection.execute(
            """SELECT n.id, r.record FROM json_each(?) AS l CROSS JOIN notices AS n ON n.id = l.value
               CROSS JOIN revisions AS r ON r.seq = n.shown_seq AND r.record -> 'attachments' <> '[]'""",
            (listed(ids),),
        ).fetchall()
        for id, record in rows:
            attachments = notice_of(record).attachments[:MOST]
            keys = attachment_keys(attachments)
            wanted = [(id, key, one.url, instant(now)) for key, one in zip(keys, attachments, strict=True)]
            connection.executemany(_WANT, wanted)
            self._understand(connection, id, understand, profile)

    def _understand(self, connection: Connection, id: str, understand: Understand, profile: str) -> bool:
        """An amendment that waits for a person is not passed over: then nothing happens until it was decided."""
        row = connection.execute(
            """SELECT r.record, r.breaches, r.capture FROM notices AS n CROSS JOIN revisions AS r ON r.seq = n.shown_seq
               WHERE n.id = ? AND n.shown_seq = n.latest_seq""",
            (id,),
        ).fetchone()
        known = _documents(connection, id) if row else {}
        if not known:
            return False
        record, breaches, capture = row
        made = understand(Accompanied(id, notice_of(record), breaches_of(breaches), capture, known))
        if made:
            append(connection, (made,), profile, commit_time(connection, self._clock()))
        return made is not None


def _documents(connection: Connection, id: str) -> dict[str, Document]:
    rows = connection.execute(
        "SELECT key, hash, released = hash FROM attached WHERE notice_id = ? AND hash IS NOT NULL", (id,)
    ).fetchall()
    kept = documents(connection, {hash for _, hash, _ in rows}) if rows else {}
    return {key: replace(kept[hash], released=bool(released)) for key, hash, released in rows}


def release_files(connection: Connection, id: str, hashes: Collection[str]) -> None:
    """Let everybody have these files of the notice, as long as they stay the same."""
    connection.execute(
        "UPDATE attached SET released = hash WHERE notice_id = ? AND hash IN (SELECT value FROM json_each(?))",
        (id, listed(hashes)),
    )


def _write(connection: Connection, one: Fetched) -> None:
    """Nothing where the notice was purged while its file was on the way; :meth:`Attachments.tidy` erases that."""
    place = (one.wanted.notice_id, one.wanted.key)
    if not connection.execute("SELECT 1 FROM attached WHERE notice_id = ? AND key = ?", place).fetchone():
        return
    if one.document:
        write_document(connection, one.document, one.at)
    connection.execute(
        """UPDATE attached SET hash = coalesce(?, hash), due = ?, tries = tries + 1, trouble = ?, detail = ?
           WHERE notice_id = ? AND key = ?""",
        (
            one.document.sha256 if one.document else None,
            instant_or_none(one.due),
            one.trouble,
            one.detail[:500],
            *place,
        ),
    )
