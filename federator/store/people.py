"""Accounts and one-time codes. Passwords and codes lie here as hashes only."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from sqlite3 import Connection, IntegrityError
from typing import Any

from federator.model.errors import FederatorError
from federator.model.people import TERMINAL, Actor, Invitation, Person, Purpose, Right, Role
from federator.store import audit
from federator.store.columns import insert, instant, listed
from federator.store.database import Part, question
from federator.store.ids import new_id
from federator.store.sessions import PERSON, person_of, sign_out_everywhere

_INVITATION = ("purpose", "role", "sites", "organisations", "person")
_INSERT_PERSON = insert("people", (*PERSON, "password"))
_UPDATE_PERSON = f"UPDATE people SET {', '.join(f'{column} = ?' for column in PERSON)} WHERE id = ?"
_ADMINISTRATORS = "SELECT 1 FROM people WHERE role = 'province' AND active LIMIT 1"
_INSERT_INVITATION = insert("invitations", ("hash", "expires", *_INVITATION, "maker"))


class PeopleError(FederatorError):
    """An account that cannot be written so; nothing was."""


class People(Part):
    """The accounts in a database. Each act is in the audit log."""

    def all(self) -> tuple[Person, ...]:
        """Everybody who has or had an account, by name of login."""
        found = self._database.current().execute(f"SELECT {', '.join(PERSON)} FROM people ORDER BY login")
        return tuple(map(person_of, found))

    def names(self) -> dict[str, str]:
        """What everybody is called, by id."""
        return dict(self._database.current().execute("SELECT id, name FROM people").fetchall())

    def one(self, id: str) -> Person | None:
        """The person of that id."""
        return _find(self._database.current(), id)

    def password_of(self, login: str) -> tuple[Person, str] | None:
        """The active person who signs in so, with the hash of the password."""
        row = (
            self._database.current()
            .execute(f"SELECT password, {', '.join(PERSON)} FROM people WHERE login = ? AND active", (login,))
            .fetchone()
        )
        return (person_of(row[1:]), row[0]) if row else None

    def add(self, person: Person, password: str, by: Actor) -> Person:
        """A new account, its password hashed already; with its id. Raises PeopleError where the login is taken."""
        with self._database.writing() as connection:
            return self._add(connection, person, password, by, "person-added")

    def change(self, person: Person, by: Actor) -> None:
        """Write role, sites, name or standing anew. Who is no longer active is signed out everywhere.

        Raises PeopleError where nobody would be left to administer the province."""
        with self._database.writing() as connection:
            before = _find(connection, person.id)
            connection.execute(_UPDATE_PERSON, (*_person_values(person), person.id))
            if not connection.execute(_ADMINISTRATORS).fetchone():
                raise PeopleError("the last administrator")
            if not person.active:
                sign_out_everywhere(connection, person.id)
            self._record(connection, by, "person-changed", before, person)

    def set_password(self, id: str, password: str, by: Actor) -> None:
        """A new password, hashed already; it ends every session of that person."""
        with self._database.writing() as connection:
            self._reset(connection, id, password, by)

    # ── one-time codes ──

    def invite(self, hash: str, invitation: Invitation, lasts: timedelta, by: Actor) -> None:
        """Keep a one-time code by its hash. The first administrator's takes the place of those before it."""
        with self._database.writing() as connection:
            if invitation.purpose is Purpose.FIRST:
                connection.execute("DELETE FROM invitations WHERE purpose = ?", (Purpose.FIRST,))
            expires = instant(self._clock() + lasts)
            connection.execute(_INSERT_INVITATION, (hash, expires, *_invitation_values(invitation), by.person))
            about = f"person/{invitation.person}" if invitation.person else "people"
            told = {"role": str(invitation.role), "sites": sorted(invitation.sites),
                    "organisations": sorted(invitation.organisations)}  # fmt: skip
            audit.record(connection, by, self._clock(), f"{invitation.purpose}-code", about, {}, told)

    def invitation(self, hash: str) -> Invitation | None:
        """The code of that hash, while it may be used."""
        return _valid(self._database.current(), hash, self._clock())

    def accept(self, hash: str, login: str, name: str, password: str, by: Actor) -> Person | None:
        """Use a code, once: an account is made, its password set anew, or handed over. None where the code is not
        valid any more. Raises PeopleError where the login is taken."""
        with self._database.writing() as connection:
            invitation = _valid(connection, hash, self._clock())
            if invitation is None:
                return None
            connection.execute("DELETE FROM invitations WHERE hash = ?", (hash,))
            if invitation.purpose is Purpose.FIRST and connection.execute("SELECT 1 FROM people LIMIT 1").fetchone():
                return None
            if invitation.purpose is Purpose.RESET:
                return self._reset(connection, invitation.person, password, by)
            made = Person(
                "", login, name, invitation.role, self._clock(), "", invitation.sites, invitation.organisations
            )
            person = self._add(connection, made, password, by, f"{invitation.purpose}-accepted")
            if invitation.purpose is Purpose.SUCCESSION:
                self._end(connection, invitation.person, by)
            return person

    # ── the audit log ──

    acts = question(audit.acts)

    def _add(self, connection: Connection, person: Person, password: str, by: Actor, act: str) -> Person:
        made = replace(person, id=new_id())
        try:
            connection.execute(_INSERT_PERSON, (*_person_values(made), password))
        except IntegrityError as taken:
            raise PeopleError("the login is taken") from taken
        self._record(connection, by, act, None, made)
        return made

    def _reset(self, connection: Connection, id: str, password: str, by: Actor) -> Person | None:
        connection.execute("UPDATE people SET password = ? WHERE id = ?", (password, id))
        sign_out_everywhere(connection, id)
        audit.record(connection, by, self._clock(), "password-set", f"person/{id}", {}, {})
        return _find(connection, id)

    def _end(self, connection: Connection, id: str, by: Actor) -> None:
        before = _find(connection, id)
        connection.execute("UPDATE people SET active = 0 WHERE id = ?", (id,))
        sign_out_everywhere(connection, id)
        self._record(connection, by, "person-succeeded", before, replace(before, active=False) if before else None)

    def _record(self, connection: Connection, by: Actor, act: str, before: Person | None, after: Person | None) -> None:
        one = after or before
        about = f"person/{one.id}" if one else "people"
        audit.record(connection, by, self._clock(), act, about, _told(before), _told(after))


def _find(connection: Connection, id: str) -> Person | None:
    row = connection.execute(f"SELECT {', '.join(PERSON)} FROM people WHERE id = ?", (id,)).fetchone()
    return person_of(row) if row else None


def _valid(connection: Connection, hash: str, now: datetime) -> Invitation | None:
    row = connection.execute(
        f"SELECT {', '.join(_INVITATION)}, maker FROM invitations WHERE hash = ? AND expires > ?", (hash, instant(now))
    ).fetchone()
    if row is None:
        return None
    purpose, role, sites, organisations, person, maker = row
    offered = Invitation(
        Purpose(purpose), Role(role), frozenset(json.loads(sites)), frozenset(json.loads(organisations)), person
    )
    if offered.purpose is Purpose.SUCCESSION:
        return _left(connection, offered)
    return offered if _may_invite(connection, maker) else None


def _may_invite(connection: Connection, maker: str) -> bool:
    """Whether who made a code could make it now; the command line can."""
    person = _find(connection, maker)
    return person.may(Right.EDIT_PEOPLE) if person else maker in ("", TERMINAL.person)


def _left(connection: Connection, offered: Invitation) -> Invitation | None:
    """What there is to take over now, whatever it was when the code was made; None of an account that has ended."""
    before = _find(connection, offered.person)
    if before is None or not before.active:
        return None
    return replace(offered, role=before.role, sites=before.sites, organisations=before.organisations)


def _invitation_values(one: Invitation) -> tuple[object, ...]:
    sites, organisations = listed(sorted(one.sites)), listed(sorted(one.organisations))
    return one.purpose, one.role, sites, organisations, one.person


def _person_values(one: Person) -> tuple[object, ...]:
    sites, organisations = listed(sorted(one.sites)), listed(sorted(one.organisations))
    return one.id, one.login, one.name, one.role, instant(one.created), one.email, sites, organisations, one.active


def _told(person: Person | None) -> dict[str, Any]:
    """What the audit log keeps of an account."""
    if person is None:
        return {}
    return {
        "login": person.login,
        "name": person.name,
        "role": str(person.role),
        "email": person.email,
        "sites": sorted(person.sites),
        "organisations": sorted(person.organisations),
        "active": person.active,
    }
