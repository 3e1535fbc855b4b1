"""Contacts, incidents and the outbox. What is told to whom is decided and written in one transaction, so that nothing
is lost or told twice, whenever the process is killed; that a message went is written as soon as it did."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from sqlite3 import Connection
from typing import Any

from federator.model.contact import Ailment, Contact, Incident, Message, Rhythm, Subject, Way
from federator.model.errors import ErrorKind
from federator.model.health import FAILS_AFTER
from federator.model.people import Actor
from federator.notation.address_parts import bare
from federator.store import audit
from federator.store.columns import insert, instant, moment
from federator.store.database import Part

Judge = Callable[[Sequence[Ailment], Sequence[Incident], Collection[str], Collection[str]], Any]
"""What is news of: ailments, open incidents, working sources, active sources."""

_CONTACT = ("site", "name", "way", "address", "language", "rhythm", "secret")
_INSERT_CONTACT = insert("contacts", _CONTACT)
_UPDATE_CONTACT = f"UPDATE contacts SET {', '.join(f'{name} = ?' for name in _CONTACT)} WHERE number = ?"
_INCIDENT = "i.number, i.source, i.name, i.error, i.detail, i.began, i.ended"
_ACTIVE = "sources AS c CROSS JOIN sites AS t ON t.id = c.site AND t.life = 'active'"
_SHOWN = 50


class Notifying(Part):
    """Contacts of sites, and what they are told."""

    # ── contacts ──

    def contacts(self, site: str) -> tuple[Contact, ...]:
        """Those of a site, in the order they came."""
        return _contacts(self._database.current(), site)

    def save_contact(self, contact: Contact, by: Actor) -> None:
        """A new contact, or one written anew (by ``number``)."""
        values = [str(getattr(contact, name)) for name in _CONTACT]
        with self._database.writing() as connection:
            before = _told(connection, contact.number)
            if contact.number:
                connection.execute(_UPDATE_CONTACT, (*values, contact.number))
            else:
                connection.execute(_INSERT_CONTACT, values)
            after = {"name": contact.name, "way": str(contact.way), "address": bare(contact.address),
                     "language": contact.language, "rhythm": str(contact.rhythm)}  # fmt: skip
            audit.record(connection, by, self._clock(), "contact-saved", f"site/{contact.site}", before, after)

    def drop_contact(self, site: str, number: int, by: Actor) -> None:
        """Tell this contact nothing more."""
        with self._database.writing() as connection:
            before = _told(connection, number)
            connection.execute("UPDATE contacts SET dropped = 1 WHERE number = ? AND site = ?", (number, site))
            connection.execute("UPDATE outbox SET given_up = 1 WHERE contact = ? AND sent IS NULL", (number,))
            audit.record(connection, by, self._clock(), "contact-dropped", f"site/{site}", before, {})

    def test(self, site: str, number: int, by: Actor) -> None:
        """Let a test message go to this contact."""
        now = self._clock()
        with self._database.writing() as connection:
            _post(connection, number, None, Subject.TEST, now, now)
            audit.record(connection, by, now, "contact-tested", f"site/{site}", {}, {"contact": number})

    def messages(self, site: str) -> tuple[Message, ...]:
        """What was told or is to be told to the site's contacts, the latest first (at most 50)."""
        return _messages(self._database.current(), "c.site = ? ORDER BY o.number DESC LIMIT ?", (site, _SHOWN))

    # ── the news ──

    def note(self, judge: Judge, due_at: Callable[[Rhythm, datetime], datetime]) -> None:
        """Compare how sources fare with what is known; what is news goes into the outbox."""
        now = self._clock()
        with self._database.writing() as connection:
            found = judge(_ailing(connection), _open(connection), *_well(connection))
            for ailment in found.begun:
                self._begin(connection, ailment, now, due_at)
            for incident in found.mended:
                _end(connection, incident, now)
                for number, rhythm in _told_of(connection, incident):
                    _post(connection, number, incident.number, Subject.RECOVERY, now, due_at(Rhythm(rhythm), now))
            for incident in found.dropped:
                _end(connection, incident, now)

    def due(self) -> tuple[Message, ...]:
        """What is to be sent now, by contact, the oldest first; nothing to one who was removed meanwhile."""
        where = "o.sent IS NULL AND NOT o.given_up AND NOT c.dropped AND o.due <= ? ORDER BY o.contact, o.number"
        return _messages(self._database.current(), where, (instant(self._clock()),))

    def went(self, messages: Sequence[Message]) -> None:
        """These were sent."""
        now = instant(self._clock())
        with self._database.writing() as connection:
            connection.executemany(
                "UPDATE outbox SET sent = ?, tries = tries + 1, error = '' WHERE number = ?",
                [(now, one.number) for one in messages],
            )

    def failed(self, messages: Sequence[Message], error: str, again: datetime | None) -> None:
        """These could not be sent; ``again`` None: they are given up."""
        with self._database.writing() as connection:
            connection.executemany(
                "UPDATE outbox SET tries = tries + 1, error = ?, due = coalesce(?, due), given_up = ? WHERE number = ?",
                [(error[:500], instant(again) if again else None, again is None, one.number) for one in messages],
            )

    def _begin(
        self, connection: Connection, one: Ailment, now: datetime, due_at: Callable[[Rhythm, datetime], datetime]
    ) -> None:
        (name,) = connection.execute(
            "SELECT iif(c.site_name = '', c.site, c.site_name) || ' · ' || c.name FROM sources AS c WHERE c.key = ?",
            (one.source,),
        ).fetchone()
        row = (one.source, name, str(one.error), one.detail, instant(one.since))
        made = connection.execute(insert("incidents", ("source", "name", "error", "detail", "began")), row)
        for contact in _contacts(connection, one.site):
            _post(connection, contact.number, made.lastrowid, Subject.FAILURE, now, due_at(contact.rhythm, now))


def _post(
    connection: Connection, contact: int, incident: int | None, subject: Subject, now: datetime, due: datetime
) -> None:
    connection.execute(
        "INSERT OR IGNORE INTO outbox (contact, incident, subject, made, due) VALUES (?, ?, ?, ?, ?)",
        (contact, incident, str(subject), instant(now), instant(due)),
    )


def _ailing(connection: Connection) -> list[Ailment]:
    found = connection.execute(
        f"""SELECT c.key, c.site, v.error, v.detail, coalesce(s.turned, v.started) FROM {_ACTIVE}
            CROSS JOIN source_state AS s ON s.source = c.key CROSS JOIN visits AS v ON v.number = s.visit
            WHERE v.error IS NOT NULL AND (s.failures >= ? OR (s.failures > 0 AND s.last_success IS NULL))""",
        (FAILS_AFTER,),
    )
    return [
        Ailment(key, site, ErrorKind(error), detail, datetime.fromisoformat(since))
        for key, site, error, detail, since in found
    ]


def _open(connection: Connection) -> list[Incident]:
    return [_incident(row) for row in connection.execute(f"SELECT {_INCIDENT} FROM incidents AS i WHERE ended IS NULL")]


def _well(connection: Connection) -> tuple[set[str], set[str]]:
    """Active sources whose last visit did not fail, and all active ones."""
    found = connection.execute(
        f"SELECT c.key, s.failures FROM {_ACTIVE} LEFT JOIN source_state AS s ON s.source = c.key"
    ).fetchall()
    return {key for key, failures in found if failures == 0}, {key for key, _ in found}


def _told_of(connection: Connection, incident: Incident) -> list[tuple[int, str]]:
    """Contacts that were, or will be, told of the failure, and their rhythm."""
    return connection.execute(
        """SELECT c.number, c.rhythm FROM outbox AS o CROSS JOIN contacts AS c ON c.number = o.contact AND NOT c.dropped
           WHERE o.incident = ? AND o.subject = 'failure'""",
        (incident.number,),
    ).fetchall()


def _end(connection: Connection, incident: Incident, now: datetime) -> None:
    connection.execute("UPDATE incidents SET ended = ? WHERE number = ?", (instant(now), incident.number))


def _contacts(connection: Connection, site: str) -> tuple[Contact, ...]:
    found = connection.execute(
        f"SELECT {', '.join(_CONTACT)}, number FROM contacts WHERE site = ? AND NOT dropped ORDER BY number", (site,)
    )
    return tuple(map(_contact, found))


def _contact(row: Sequence[Any]) -> Contact:
    site, name, way, address, language, rhythm, secret, number = row
    return Contact(site, name, Way(way), address, language, Rhythm(rhythm), secret, number)


def _incident(row: Sequence[Any]) -> Incident:
    number, source, name, error, detail, began, ended = row
    return Incident(number, source, name, ErrorKind(error), detail, datetime.fromisoformat(began), moment(ended))


def _messages(connection: Connection, where: str, values: Sequence[object]) -> tuple[Message, ...]:
    columns = ", ".join(f"c.{name}" for name in (*_CONTACT, "number"))
    found = connection.execute(
        f"""SELECT {columns}, {_INCIDENT}, o.number, o.subject, o.made, o.tries, o.sent, o.error, o.given_up
            FROM outbox AS o CROSS JOIN contacts AS c ON c.number = o.contact
            LEFT JOIN incidents AS i ON i.number = o.incident WHERE {where}""",
        values,
    )
    return tuple(map(_message, found))


def _message(row: Sequence[Any]) -> Message:
    split = len(_CONTACT) + 1
    incident = _incident(row[split : split + 7]) if row[split] is not None else None
    number, subject, made, tries, sent, error, given_up = row[split + 7 :]
    return Message(number, _contact(row[:split]), Subject(subject), incident, datetime.fromisoformat(made), tries,
                   moment(sent), error, bool(given_up))  # fmt: skip


def _told(connection: Connection, number: int) -> dict[str, Any]:
    """What the audit log keeps of a contact; never its secret."""
    row = connection.execute(
        "SELECT name, way, address, language, rhythm FROM contacts WHERE number = ?", (number,)
    ).fetchone()
    told = dict(zip(("name", "way", "address", "language", "rhythm"), row, strict=True)) if row else {}
    return told | {"address": bare(told["address"])} if told else {}
