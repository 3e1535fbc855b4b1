"""A step of the schema, as the statements that are executed for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

Step = Callable[["Database"], None]


def statements(*several: str) -> Step:
    """The step that executes them, one after another."""

    def take(database: Database) -> None:
        for statement in several:
            database.execute(statement)

    return take
