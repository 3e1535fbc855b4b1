"""API clients. Of a key only its first part lies here, by which it is looked up, and a hash of the whole."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from sqlite3 import Connection
from typing import Any

from federator.model.client import ApiClient, Scope, Standing
from federator.model.people import Actor
from federator.store import audit
from federator.store.columns import insert, instant, instant_or_none, listed, moment
from federator.store.database import Part
from federator.store.ids import new_id

_CLIENT = ("id", "name", "contact", "scopes", "made", "prefix", "sites", "organisations", "per_minute", "expires",
           "last_used", "revoked", "names")  # fmt: skip
_SELECT = f"SELECT {', '.join(_CLIENT)}, hash FROM clients"
_INSERT = insert("clients", (*_CLIENT, "hash"))
_UPDATE = f"UPDATE clients SET {', '.join(f'{column} = ?' for column in _CLIENT)} WHERE id = ?"
_USED_AGAIN = timedelta(minutes=1)


class Clients(Part):
    """The programs with keys. Each act is in the audit log."""

    def all(self) -> tuple[ApiClient, ...]:
        """Every client that was ever made, the first first."""
        return tuple(_client(row) for row in self._database.current().execute(f"{_SELECT} ORDER BY id"))

    def one(self, id: str) -> ApiClient | None:
        """The client of that id."""
        return _find(self._database.current(), id)

    def by_prefix(self, prefix: str) -> tuple[ApiClient, str] | None:
        """The client whose key begins so, with the hash of the whole key."""
        row = self._database.current().execute(f"{_SELECT} WHERE prefix = ?", (prefix,)).fetchone()
        return (_client(row), row[-1]) if row else None

    def have_names(self) -> bool:
        """Whether any client has a table of names of its own."""
        return bool(self._database.current().execute("SELECT 1 FROM clients WHERE names <> '' LIMIT 1").fetchone())

    def standing(self, client: ApiClient) -> Standing:
        """Whether its key is good now."""
        return client.standing(self._clock())

    def used(self, client: ApiClient) -> None:
        """Note that it asked; once a minute is enough."""
        now = self._clock()
        if client.last_used is None or client.last_used < now - _USED_AGAIN:
            with self._database.writing() as connection:
                connection.execute("UPDATE clients SET last_used = ? WHERE id = ?", (instant(now), client.id))

    def add(self, client: ApiClient, hash: str, by: Actor) -> ApiClient:
        """A new client with its key; returned with its id."""
        made = replace(client, id=new_id(), made=self._clock())
        with self._database.writing() as connection:
            connection.execute(_INSERT, (*_values(made), hash))
            self._record(connection, by, "client-added", None, made)
        return made

    def change(self, client: ApiClient, by: Actor) -> None:
        """Write name, contact, scopes, limits anew; key and uses stay as they are."""
        with self._database.writing() as connection:
            before = _known(connection, client.id)
            after = replace(client, prefix=before.prefix, last_used=before.last_used, revoked=before.revoked)
            connection.execute(_UPDATE, (*_values(after), after.id))
            self._record(connection, by, "client-changed", before, after)

    def rotate(self, id: str, prefix: str, hash: str, by: Actor) -> None:
        """Another key in the place of the one before, which ends; a revoked client's stays revoked."""
        with self._database.writing() as connection:
            before = _known(connection, id)
            connection.execute("UPDATE clients SET prefix = ?, hash = ? WHERE id = ?", (prefix, hash, id))
            self._record(connection, by, "client-rotated", before, replace(before, prefix=prefix))

    def revoke(self, id: str, by: Actor) -> None:
        """End its key for good. Nothing where it has ended already."""
        with self._database.writing() as connection:
            before = _known(connection, id)
            if before.revoked is None:
                after = replace(before, revoked=self._clock())
                connection.execute(_UPDATE, (*_values(after), id))
                self._record(connection, by, "client-revoked", before, after)

    def _record(self, connection: Connection, by: Actor, act: str, before: ApiClient | None, after: ApiClient) -> None:
        told = _told(before) if before else {}
        audit.record(connection, by, self._clock(), act, f"client/{after.id}", told, _told(after))


def _find(connection: Connection, id: str) -> ApiClient | None:
    row = connection.execute(f"{_SELECT} WHERE id = ?", (id,)).fetchone()
    return _client(row) if row else None


def _known(connection: Connection, id: str) -> ApiClient:
    """A client that there is: clients are never removed."""
    found = _find(connection, id)
    if found is None:
        raise LookupError(id)
    return found


def _client(row: Any) -> ApiClient:
    id, name, contact, scopes, made, prefix, sites, organisations, per_minute, *ends, names, _hash = row
    expires, last_used, revoked = map(moment, ends)
    return ApiClient(
        id,
        name,
        contact,
        frozenset(map(Scope, json.loads(scopes))),
        datetime.fromisoformat(made),
        prefix,
        frozenset(json.loads(sites)),
        frozenset(json.loads(organisations)),
        per_minute,
        expires,
        last_used,
        revoked,
        names,
    )


def _values(one: ApiClient) -> tuple[object, ...]:
    ends = map(instant_or_none, (one.expires, one.last_used, one.revoked))
    several = (listed(sorted(some)) for some in (one.sites, one.organisations))
    return one.id, one.name, one.contact, listed(sorted(one.scopes)), instant(one.made), one.prefix, *several, \
        one.per_minute, *ends, one.names  # fmt: skip


def _told(client: ApiClient) -> dict[str, Any]:
    """What the audit log keeps of a client: of its key the part that is no secret."""
    return {
        "name": client.name,
        "contact": client.contact,
        "scopes": sorted(client.scopes),
        "sites": sorted(client.sites),
        "organisations": sorted(client.organisations),
        "per_minute": client.per_minute,
        "expires": instant_or_none(client.expires),
        "revoked": instant_or_none(client.revoked),
        "prefix": client.prefix,
        "names": client.names,
    }
