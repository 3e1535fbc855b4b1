"""Receivers of the change log, each with a cursor of its own: what was taken is behind it, so nothing is lost however
long one is down. And the log of deliveries, and the WebSub hub."""

from dataclasses import replace
from datetime import datetime
from sqlite3 import Connection
from typing import Any

from federator.model.people import Actor
from federator.model.push import Delivery, HubState, Receiver
from federator.notation.address_parts import bare
from federator.store import audit
from federator.store.columns import insert, instant, instant_or_none, moment
from federator.store.database import Part
from federator.store.notices import last_seq

_RECEIVER = ("client", "name", "address", "cursor", "made", "generation", "paused", "tries", "due", "error", "testing")
_SELECT = f"SELECT r.number, {', '.join(f'r.{name}' for name in _RECEIVER)} FROM receivers AS r"
_INSERT = insert("receivers", _RECEIVER)
_DELIVERY = ("id", "at", "changes", "status", "seconds", "error")
_KEPT = 200
"""Deliveries of one receiver that the log keeps."""


class Pushing(Part):
    """Receivers of the change log, and the WebSub hub; what people do is in the audit log."""

    # ── people ──

    def receivers(self, client: str) -> tuple[Receiver, ...]:
        """Those of an API client, in the order they came."""
        found = self._database.current().execute(
            f"{_SELECT} WHERE r.client = ? AND NOT r.dropped ORDER BY r.number", (client,)
        )
        return tuple(map(_receiver, found))

    def receiver(self, number: int) -> Receiver | None:
        """One of them; None where there is none, or none any more."""
        return _find(self._database.current(), number)

    def deliveries(self, number: int) -> tuple[Delivery, ...]:
        """How the last fifty deliveries fared, the latest first."""
        found = self._database.current().execute(
            f"SELECT {', '.join(_DELIVERY)} FROM deliveries WHERE receiver = ? ORDER BY number DESC LIMIT 50",
            (number,),
        )
        return tuple(Delivery(id, datetime.fromisoformat(at), *rest) for id, at, *rest in found)

    def add(self, client: str, name: str, address: str, by: Actor, *, everything: bool) -> Receiver:
        """A new receiver: of ``everything`` there ever was, or of what comes from now on."""
        with self._database.writing() as connection:
            begin = 0 if everything else last_seq(connection)
            made = Receiver(0, client, name, address, begin, self._clock())
            number = connection.execute(_INSERT, _values(made)).lastrowid
            made = replace(made, number=number or 0)
            self._record(connection, by, "receiver-added", None, made)
        return made

    def change(self, number: int, by: Actor, act: str, **changed: Any) -> None:
        """Pause it, resume it (what waits is due at once), give it another secret, ask for a test."""
        with self._database.writing() as connection:
            before = _find(connection, number)
            if before:
                after = replace(before, **changed)
                _write(connection, after)
                self._record(connection, by, act, before, after)

    def drop(self, number: int, by: Actor) -> None:
        """Send it nothing more."""
        with self._database.writing() as connection:
            before = _find(connection, number)
            if before:
                connection.execute("UPDATE receivers SET dropped = 1 WHERE number = ?", (number,))
                self._record(connection, by, "receiver-dropped", before, None)

    # ── the push ──

    def due(self) -> tuple[Receiver, ...]:
        """Those that something is to be sent to now. A client whose key has ended is sent nothing."""
        found = self._database.current().execute(
            f"""{_SELECT} JOIN clients AS c ON c.id = r.client AND c.revoked IS NULL
                AND (c.expires IS NULL OR c.expires > ?2)
                WHERE NOT r.dropped AND (r.testing OR (NOT r.paused AND r.cursor < ?1
                AND (r.due IS NULL OR r.due <= ?2))) ORDER BY r.number""",
            (last_seq(self._database.current()), instant(self._clock())),
        )
        return tuple(map(_receiver, found))

    def taken(self, number: int, delivery: Delivery | None, cursor: int | None) -> None:
        """It took what was sent; ``cursor`` None: a test. ``delivery`` None: there was nothing to send up to there.
        Whoever paused it meanwhile, it stays paused."""
        with self._database.writing() as connection:
            if cursor is None:
                connection.execute("UPDATE receivers SET testing = 0 WHERE number = ?", (number,))
            else:
                connection.execute(
                    "UPDATE receivers SET cursor = ?, tries = 0, due = NULL, error = '' WHERE number = ?",
                    (cursor, number),
                )
            _log(connection, number, delivery)

    def refused(self, number: int, delivery: Delivery, again: datetime | None) -> None:
        """It did not take what was sent; ``again`` None: a test, which is not repeated."""
        with self._database.writing() as connection:
            if again is None:
                connection.execute("UPDATE receivers SET testing = 0 WHERE number = ?", (number,))
            else:
                connection.execute(
                    "UPDATE receivers SET tries = tries + 1, due = ?, error = ? WHERE number = ?",
                    (instant(again), delivery.error, number),
                )
            _log(connection, number, delivery)

    # ── the hub ──

    def hub(self) -> HubState:
        """Up to where the hub was told."""
        row = self._database.current().execute("SELECT cursor, tries, due, error FROM hub_state").fetchone()
        return HubState(row[0], row[1], moment(row[2]), row[3]) if row else HubState()

    def save_hub(self, state: HubState) -> None:
        """Write it anew."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM hub_state")
            connection.execute(
                "INSERT INTO hub_state VALUES (?, ?, ?, ?)",
                (state.cursor, state.tries, instant_or_none(state.due), state.error),
            )

    def touched(self, after: int, limit: int) -> tuple[list[tuple[str, ...]], int]:
        """Category, division, city, organisation and site of what changed in the ``limit`` revisions behind ``after``,
        each once; and the last ``seq`` of these."""
        span = "SELECT seq, notice_id FROM revisions WHERE seq > ? ORDER BY seq LIMIT ?"
        connection = self._database.current()
        found = connection.execute(
            f"""SELECT DISTINCT n.category, n.division, n.city, n.organisation, n.site FROM ({span}) AS r
                CROSS JOIN notices AS n ON n.id = r.notice_id""",
            (after, limit),
        ).fetchall()
        (last,) = connection.execute(f"SELECT max(seq) FROM ({span})", (after, limit)).fetchone()
        return found, last or after

    def _record(
        self, connection: Connection, by: Actor, act: str, before: Receiver | None, after: Receiver | None
    ) -> None:
        one = after or before
        audit.record(
            connection, by, self._clock(), act, f"client/{one.client if one else ''}", _told(before), _told(after)
        )


def _find(connection: Connection, number: int) -> Receiver | None:
    row = connection.execute(f"{_SELECT} WHERE r.number = ? AND NOT r.dropped", (number,)).fetchone()
    return _receiver(row) if row else None


def _write(connection: Connection, one: Receiver) -> None:
    columns = ", ".join(f"{name} = ?" for name in _RECEIVER)
    connection.execute(f"UPDATE receivers SET {columns} WHERE number = ?", (*_values(one), one.number))


def _log(connection: Connection, number: int, delivery: Delivery | None) -> None:
    if delivery is None:
        return
    row = (number, delivery.id, instant(delivery.at), delivery.changes, delivery.status, delivery.seconds,
           delivery.error[:500])  # fmt: skip
    connection.execute(insert("deliveries", ("receiver", *_DELIVERY)), row)
    connection.execute(
        """DELETE FROM deliveries WHERE receiver = ?1 AND number <= (
           SELECT number FROM deliveries WHERE receiver = ?1 ORDER BY number DESC LIMIT 1 OFFSET ?2)""",
        (number, _KEPT),
    )


def _receiver(row: Any) -> Receiver:
    number, client, name, address, cursor, made, generation, paused, tries, due, error, testing = row
    return Receiver(number, client, name, address, cursor, datetime.fromisoformat(made), generation, bool(paused),
                    tries, moment(due), error, bool(testing))  # fmt: skip


def _values(one: Receiver) -> tuple[object, ...]:
    return (one.client, one.name, one.address, one.cursor, instant(one.made), one.generation, one.paused, one.tries,
            instant_or_none(one.due), one.error, one.testing)  # fmt: skip


def _told(one: Receiver | None) -> dict[str, Any]:
    """What the audit log keeps; the address without what may let one write to it."""
    if one is None:
        return {}
    return {"receiver": one.number, "name": one.name, "address": bare(one.address),
            "generation": one.generation, "paused": one.paused, "testing": one.testing}  # fmt: skip
