"""The schema, made by the steps of :mod:`federator.store.steps`.

The columns of ``notices`` from ``source`` to ``published_day`` describe the public record where there is one, else
the latest; they exist for selecting and ordering alone: see :mod:`federator.store.indexes`.
"""

from __future__ import annotations

from collections.abc import Sequence
from sqlite3 import Connection

from federator.store.steps import STEPS, step


def steps_taken(connection: Connection) -> Sequence[str]:
    """Names of the steps that made this file what it is, in their order; none in a new file."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'").fetchone():
        return ()
    found = connection.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = 'federator' ORDER BY id")
    return tuple(name for (name,) in found)


def migrate(connection: Connection) -> None:
    """Take the steps that were not yet taken."""
    from sqlite_utils import Database  # a tenth of a start, and needed once in the life of a file
    from sqlite_utils.migrations import Migrations

    migrations = Migrations("federator")
    for name in STEPS:
        migrations(name=name)(step(name))
    migrations.apply(Database(connection, execute_plugins=False))
