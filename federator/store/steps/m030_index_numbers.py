"""Index numbers by which notices are found, in half-width signs without spaces; versions keep theirs as written."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def take(database: Database) -> None:
    from federator.notation.numbers import index_key  # once in the life of a file

    odd = database.execute("SELECT DISTINCT index_no FROM notices WHERE index_no <> '' AND index_no GLOB '*[^!-~]*'")
    database.conn.executemany(
        "UPDATE notices SET index_no = ? WHERE index_no = ? AND index_no <> ''",
        [(index_key(written), written) for (written,) in odd.fetchall()],
    )
