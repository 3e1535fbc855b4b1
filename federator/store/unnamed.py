"""Copies that no notice has any more: their rows go with the notice, and their files after them."""

from collections.abc import Collection, Iterable
from sqlite3 import Connection

from federator.store.columns import listed
from federator.store.database import Connections
from federator.store.files import Files


def forget(connection: Connection, ids: Collection[str]) -> list[str]:
    """Forget what these notices had attached; the hashes of documents that nobody has any more, whose rows are gone.

    The search index must be up to date before.
    """
    values = (listed(ids),)
    held = connection.execute(
        """SELECT DISTINCT hash FROM attached
           WHERE notice_id IN (SELECT value FROM json_each(?)) AND hash IS NOT NULL""",
        values,
    ).fetchall()
    connection.execute("DELETE FROM attached WHERE notice_id IN (SELECT value FROM json_each(?))", values)
    left = [
        hash
        for (hash,) in held
        if not connection.execute("SELECT 1 FROM attached WHERE hash = ? LIMIT 1", (hash,)).fetchone()
    ]
    connection.executemany("DELETE FROM documents WHERE hash = ?", [(hash,) for hash in left])
    return left


def erase_unnamed(database: Connections, files: Files, hashes: Iterable[str]) -> int:
    """Erase these files, but for those that a row names: the same bytes may have come again. How many went."""
    erased = 0
    for hash in hashes:
        with database.writing() as connection:
            if not documents_among(connection, [hash]):
                files.erase([hash])
                erased += 1
    return erased


def documents_among(connection: Connection, hashes: Collection[str]) -> list[str]:
    """Those of ``hashes`` that a document has."""
    found = connection.execute(
        "SELECT hash FROM documents WHERE hash IN (SELECT value FROM json_each(?))", (listed(hashes),)
    )
    return [hash for (hash,) in found]
