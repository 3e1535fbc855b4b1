"""Sources that people take out of the rhythm for a while. Each act is in the audit log."""

from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection

from federator.model.people import Actor
from federator.store import audit
from federator.store.columns import insert, instant
from federator.store.database import Part

_INSERT = insert("pauses", ("source", "since", "person", "why")) + " ON CONFLICT (source) DO NOTHING"


@dataclass(frozen=True, slots=True)
class Pause:
    """Since when a source is not visited, who wants it so, and why."""

    since: datetime
    person: str
    why: str


class Pauses(Part):
    """A paused source is not visited by itself and its notices are not asked again; what is public stays so."""

    def standing(self) -> dict[str, Pause]:
        """All pauses, by source."""
        return pauses(self._database.current())

    def pause(self, source: str, why: str, by: Actor) -> bool:
        """Visit the source no more until :meth:`resume`. False where it is paused already."""
        with self._database.writing() as connection:
            now = self._clock()
            made = connection.execute(_INSERT, (source, instant(now), by.person, why)).rowcount == 1
            if made:
                audit.record(connection, by, now, "source-paused", f"source/{source}", {}, {"why": why})
            return made

    def resume(self, source: str, by: Actor) -> bool:
        """Visit the source again, at once if it would have been due meanwhile. False where it is not paused."""
        with self._database.writing() as connection:
            found = pauses(connection).get(source)
            if found is None:
                return False
            connection.execute("DELETE FROM pauses WHERE source = ?", (source,))
            told = {"since": instant(found.since), "why": found.why}
            audit.record(connection, by, self._clock(), "source-resumed", f"source/{source}", told, {})
            return True


def pauses(connection: Connection) -> dict[str, Pause]:
    """The pauses that stand, by source."""
    found = connection.execute("SELECT source, since, person, why FROM pauses")
    return {source: Pause(datetime.fromisoformat(since), *rest) for source, since, *rest in found}
