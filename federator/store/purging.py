"""Purge: a notice's content erased wherever it lies, the fact kept; what was erased is not harvested again.

    bring the search up to date ─▶ remember by hashes ─▶ tombstone ─▶ erase rows, captures, mentions ─▶ commit
    ─▶ erase files ─▶ make index and database anew, empty the log of writes

All that anybody can read is gone with the commit. What SQLite leaves lying in freed pages goes with the last step; that
is noted as undone until then, so that a killed process is followed by one that finishes it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection

from federator.model.decision import Decision
from federator.model.errors import FederatorError
from federator.model.item import Item, NewRevision
from federator.model.notice import Notice
from federator.model.people import Actor
from federator.model.revision import RevisionKind, State, Withdrawal
from federator.notation.erasing import names_any
from federator.store import audit, receipts, search
from federator.store.barring import allow_again, bar, barred_addresses, marks_of
from federator.store.columns import instant, listed, notice_of, written
from federator.store.database import Connections, Part, question
from federator.store.decisions import StaleError
from federator.store.files import Files
from federator.store.items import ITEM, item_of
from federator.store.mentions import Content, erase_captures, erase_mentions
from federator.store.notices import append
from federator.store.recording import commit_time
from federator.store.rewrites import forget_rewrites
from federator.store.steps.append_only import append_only
from federator.store.unnamed import erase_unnamed, forget

_OF = "(SELECT value FROM json_each(?))"


class TellingError(FederatorError):
    """The reason repeats what is to be erased; reasons are kept."""


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge erased: notices (with those that had turned out to be this one), captures, mentions in captures of
    other notices, files."""

    notices: int
    captures: int
    mentions: int
    files: int


class Purges(Part):
    """One method a use case. ``files`` are the attachments'."""

    def __init__(self, database: Connections, clock: Callable[[], datetime], files: Files) -> None:
        super().__init__(database, clock)
        self._files = files

    def purge(self, id: str, why: str, by: Actor) -> Purged:
        """Erase the notice at once and for good, to its last byte. Raises as :meth:`erase` does."""
        done = self.erase(id, why, by)
        self.finish()
        return done

    def erase(self, id: str, why: str, by: Actor) -> Purged:
        """Erase it for all readers; :meth:`finish` has then still to be called. Raises StaleError for an id that is
        unknown, was purged already or names another notice, TellingError where ``why`` repeats its title."""
        with self._database.writing() as connection:
            ids = _family(connection, id)
            records, items = _records(connection, ids), _items(connection, ids)
            content = Content.of(records, items)
            if names_any(why.encode(), content.titles):
                raise TellingError(id)
            search.catch_up(connection)  # it forgets only words that it can still read
            addresses = _addresses(connection, ids)
            for notice in records:
                bar(connection, id, marks_of(notice, items, addresses))
            blank = self._bury(connection, ids, Decision(by.person, why))
            search.catch_up(connection)
            captures = _empty(connection, blank)
            files = forget(connection, ids)
            receipts.forget(connection, ids)
            audit.forget_reasons(connection, ids)
            erased, mentions = erase_captures(connection, content, captures)
            erase_mentions(connection, content)
            done = Purged(len(ids), erased, mentions, len(files))
            told = {"why": why, "notices": sorted(ids), "captures": erased, "files": len(files)}
            audit.record(connection, by, self._clock(), "notice-purged", f"notice/{id}", {}, told)
            connection.execute("INSERT OR IGNORE INTO unclean VALUES (?, ?)", (id, instant(self._clock())))
        erase_unnamed(self._database, self._files, files)
        return done

    def finish(self) -> bool:
        """Take off the disk what purges left in freed pages; whether there was anything to do. Writers wait."""
        if not self._database.current().execute("SELECT 1 FROM unclean LIMIT 1").fetchone():
            return False
        with self._database.writing() as connection:
            unclean = connection.execute("SELECT notice_id FROM unclean").fetchall()
            search.condense(connection)
        self._database.renew()
        with self._database.writing() as connection:
            connection.executemany("DELETE FROM unclean WHERE notice_id = ?", unclean)
        return True

    def allow_again(self, id: str, why: str, by: Actor) -> bool:
        """Let what was purged be harvested again, as a new notice; False where nothing bars it."""
        with self._database.writing() as connection:
            found = allow_again(connection, id)
            if found:
                audit.record(connection, by, self._clock(), "notice-allowed-again", f"notice/{id}", {}, {"why": why})
            return found > 0

    barred = question(barred_addresses)

    def _bury(self, connection: Connection, ids: Sequence[str], decision: Decision) -> dict[str, Notice]:
        """The last version of each says nothing, and that a person purged it. What is left of each, by id."""
        rows = connection.execute(
            f"""SELECT n.id, r.record, r.profile, n.merged_into FROM notices AS n
                CROSS JOIN revisions AS r ON r.seq = n.latest_seq WHERE n.id IN {_OF}""",
            (listed(ids),),
        ).fetchall()
        blank = {id: _blank(notice_of(record)) for id, record, _, _ in rows}
        for id, _, profile, winner in rows:
            grave = NewRevision(
                id,
                RevisionKind.PURGED,
                State.WITHDRAWN,
                False,
                blank[id],
                reason=Withdrawal.PERSON,
                merged_into=winner or "",
                hides=True,
                decision=decision,
            )
            append(connection, (grave,), profile, commit_time(connection, self._clock()))
        return blank


def _blank(notice: Notice) -> Notice:
    """Where it belonged, and nothing of what it said."""
    return Notice(
        title="",
        url="",
        published=None,
        publisher="",
        organisation=notice.organisation,
        division=notice.division,
        site=notice.site,
        source=notice.source,
        category=notice.category,
    )


def _family(connection: Connection, id: str) -> list[str]:
    """The notice, and those that turned out to be it, the winner first."""
    row = connection.execute(
        """SELECT r.kind, n.merged_into FROM notices AS n CROSS JOIN revisions AS r ON r.seq = n.latest_seq
           WHERE n.id = ?""",
        (id,),
    ).fetchone()
    if row is None or row[0] == RevisionKind.PURGED or row[1]:
        raise StaleError(id)
    found = connection.execute(
        """WITH RECURSIVE family (id) AS (SELECT ?1 UNION
               SELECT n.id FROM family AS f CROSS JOIN notices AS n ON n.merged_into = f.id)
           SELECT id FROM family""",
        (id,),
    )
    return [one for (one,) in found]


def _records(connection: Connection, ids: Sequence[str]) -> list[Notice]:
    found = connection.execute(f"SELECT record FROM revisions WHERE notice_id IN {_OF}", (listed(ids),))
    return [notice_of(record) for (record,) in found]


def _items(connection: Connection, ids: Sequence[str]) -> list[Item]:
    found = connection.execute(f"SELECT {ITEM} FROM items AS i WHERE i.notice_id IN {_OF}", (listed(ids),))
    return [item_of(values) for values in found]


def _addresses(connection: Connection, ids: Sequence[str]) -> list[tuple[str, str]]:
    found = connection.execute(
        f"""SELECT a.source, a.address FROM items AS i CROSS JOIN item_addresses AS a ON a.item_id = i.id
            WHERE i.notice_id IN {_OF}""",
        (listed(ids),),
    )
    return list(found)


def _empty(connection: Connection, blank: Mapping[str, Notice]) -> set[str]:
    """Erase all versions but for their order and time, and all that hangs on the notices; the captures they had."""
    values = (listed(blank),)
    captures = connection.execute(f"SELECT DISTINCT capture FROM revisions WHERE notice_id IN {_OF}", values).fetchall()
    never_update, _ = append_only("revisions")
    connection.execute("DROP TRIGGER revisions_no_update")
    connection.executemany(
        """UPDATE revisions SET record = ?, breaches = '[]', capture = '', why = iif(kind = 'purged', why, '')
           WHERE notice_id = ?""",
        [(written(notice.as_record()), id) for id, notice in blank.items()],
    )
    connection.execute(never_update)
    connection.execute(
        f"""UPDATE notices SET assigned_index_no = '', index_no = '', doc_no = '', publisher = '', published_day = '',
            latest_digest = '', shown_digest = '' WHERE id IN {_OF}""",
        values,
    )
    for side in ("one", "other"):
        connection.execute(f"DELETE FROM pairs WHERE decided IS NULL AND {side} IN {_OF}", values)
    forget_rewrites(connection, blank)
    for table in ("corrections", "leaving", "pair_keys"):
        connection.execute(f"DELETE FROM {table} WHERE notice_id IN {_OF}", values)
    connection.execute(
        f"DELETE FROM item_addresses WHERE item_id IN (SELECT id FROM items WHERE notice_id IN {_OF})", values
    )
    connection.execute(f"DELETE FROM items WHERE notice_id IN {_OF}", values)
    return {capture for (capture,) in captures if capture}
