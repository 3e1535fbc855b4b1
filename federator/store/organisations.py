"""Organisations as people of the desk wrote them: laid over those of the configuration."""

import json
import time
from collections.abc import Callable
from datetime import datetime
from sqlite3 import Connection
from typing import Any

from federator.model.people import Actor
from federator.model.place import Directory, Organisation
from federator.store import audit
from federator.store.columns import listed, upsert
from federator.store.database import Connections, Part

_COLUMNS = ("id", "names", "division", "parent", "department_no", "credit_code")
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM organisations ORDER BY id"
_UPSERT = upsert("organisations", _COLUMNS, ("id",))

LOOK_AGAIN = 1.0
"""Seconds after which it is looked for what another process wrote."""


class Organisations(Part):
    """Organisations as they were written at the desk; each act is in the audit log."""

    def __init__(self, database: Connections, clock: Callable[[], datetime]) -> None:
        super().__init__(database, clock)
        self._over: tuple[float, Directory, tuple[Organisation, ...], Directory] | None = None

    def all(self) -> tuple[Organisation, ...]:
        """Those written at the desk, by id."""
        return tuple(map(_organisation, self._database.current().execute(_SELECT)))

    def over(self, configured: Directory) -> Directory:
        """The directory in force: ``configured`` with what was written at the desk; the same object until that
        changes."""
        held, now = self._over, time.monotonic()
        if held and held[1] is configured and now < held[0]:
            return held[3]
        written = self.all()
        same = held and held[1] is configured and held[2] == written
        merged = held[3] if held and same else configured.with_organisations(written)
        self._over = (now + LOOK_AGAIN, configured, written, merged)
        return merged

    def save(self, one: Organisation, before: Organisation | None, by: Actor) -> None:
        """Write an organisation; ``before`` is what stood in its place, in the configuration or here."""
        with self._database.writing() as connection:
            connection.execute(_UPSERT, (one.id, listed(one.names), *_rest(one)))
            act = "organisation-changed" if before else "organisation-added"
            self._record(connection, by, act, before, one)
        self._over = None

    def drop(self, id: str, configured: Organisation | None, by: Actor) -> bool:
        """Forget what was written at the desk; ``configured`` is what stands there then. False where nothing was."""
        with self._database.writing() as connection:
            before = next((one for one in map(_organisation, connection.execute(_SELECT)) if one.id == id), None)
            connection.execute("DELETE FROM organisations WHERE id = ?", (id,))
            if before:
                self._record(connection, by, "organisation-dropped", before, configured)
        self._over = None
        return before is not None

    def _record(
        self, connection: Connection, by: Actor, act: str, before: Organisation | None, after: Organisation | None
    ) -> None:
        about = (after or before or _NOBODY).id
        audit.record(connection, by, self._clock(), act, f"organisation/{about}", _told(before), _told(after))


_NOBODY = Organisation("", ("",), "")


def _organisation(row: Any) -> Organisation:
    id, names, *rest = row
    return Organisation(id, tuple(json.loads(names)), *rest)


def _rest(one: Organisation) -> tuple[str, ...]:
    return one.division, one.parent, one.department_no, one.credit_code


def _told(one: Organisation | None) -> dict[str, Any]:
    """What the audit log keeps of an organisation."""
    if one is None:
        return {}
    return {"names": list(one.names), **dict(zip(_COLUMNS[2:], _rest(one), strict=True))}
