"""What portals made of notices. A receipt said again changes nothing; one that says otherwise takes its place."""

from collections.abc import Sequence
from datetime import datetime
from sqlite3 import Connection

from federator.model.client import ApiClient
from federator.model.receipt import Adopted, Adoption, Receipt, Received
from federator.store.columns import instant, listed
from federator.store.database import Part

_SAVE = """INSERT INTO receipts VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (notice_id, client) DO UPDATE
    SET outcome = excluded.outcome, address = excluded.address, reason = excluded.reason, at = excluded.at
    WHERE (outcome, address, reason) <> (excluded.outcome, excluded.address, excluded.reason)"""
_MONTH = "substr(datetime(n.first_seen, '+8 hours'), 1, 7)"

_SUBMITTED = f"""SELECT n.organisation, n.site, {_MONTH} AS month,
    (SELECT max(r.outcome = 'adopted') FROM receipts AS r WHERE r.notice_id = n.id) AS verdict FROM notices AS n
    WHERE n.merged_into IS NULL AND (n.shown_seq IS NOT NULL OR n.gone_seq IS NOT NULL)"""
_COUNTS = "count(*), coalesce(sum(verdict), 0), coalesce(sum(NOT verdict), 0)"


class Receipts(Part):
    """What portals made of notices."""

    def save(self, client: ApiClient, receipts: Sequence[Receipt]) -> list[bool]:
        """Keep those that concern notices which are or were public and in the client's reach; which of them, in the
        order given. Several of one notice: the last holds."""
        now = instant(self._clock())
        with self._database.writing() as connection:
            places = _places(connection, [one.notice_id for one in receipts])
            kept = [one.notice_id in places and client.reaches(*places[one.notice_id]) for one in receipts]
            rows = [
                (client.id, one.notice_id, str(one.outcome), one.address, one.reason, now)
                for one, keep in zip(receipts, kept, strict=True)
                if keep
            ]
            connection.executemany(_SAVE, rows)
        return kept

    def of_notice(self, id: str) -> tuple[Received, ...]:
        """What portals made of it, by the name of the client."""
        found = self._database.current().execute(
            """SELECT c.name, r.notice_id, r.outcome, r.address, r.reason, r.at FROM receipts AS r
               JOIN clients AS c ON c.id = r.client WHERE r.notice_id = ? ORDER BY c.name, c.id""",
            (id,),
        )
        return tuple(
            Received(name, Receipt(notice, Adoption(outcome), address, reason), datetime.fromisoformat(at))
            for name, notice, outcome, address, reason, at in found
        )

    def of_source(self, source: str) -> tuple[int, int, int]:
        """Of a source's notices that are or were public: how many, adopted somewhere, refused and adopted nowhere."""
        row = self._database.current().execute(f"SELECT {_COUNTS} FROM ({_SUBMITTED} AND n.source = ?)", (source,))
        submitted, adopted, refused = row.fetchone()
        return submitted, adopted, refused

    def by_month(self, year: int) -> tuple[Adopted, ...]:
        """By organisation, site and month of that year; reads all notices (some seconds a million)."""
        found = self._database.current().execute(
            f"""SELECT organisation, site, month, {_COUNTS} FROM ({_SUBMITTED} AND {_MONTH} LIKE ?)
                GROUP BY 1, 2, 3 ORDER BY 1, 2, 3""",
            (f"{year:04d}-%",),
        )
        return tuple(Adopted(*row) for row in found)


def forget(connection: Connection, ids: Sequence[str]) -> None:
    """Erase what was reported of these notices: a reason or an address may repeat what they said."""
    connection.execute("DELETE FROM receipts WHERE notice_id IN (SELECT value FROM json_each(?))", (listed(ids),))


def _places(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Site and organisation of those that are or were public."""
    found = connection.execute(
        """SELECT id, site, organisation FROM notices WHERE id IN (SELECT value FROM json_each(?))
           AND (shown_seq IS NOT NULL OR gone_seq IS NOT NULL)""",
        (listed(ids),),
    )
    return {id: (site, organisation) for id, site, organisation in found}
