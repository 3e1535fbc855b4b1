"""Documents 附件副本 as rows: what the bytes are, and their text. The bytes themselves are files."""

import zlib
from collections.abc import Iterable
from datetime import datetime
from sqlite3 import Connection

from federator.model.document import Document, Reading
from federator.store.columns import insert, instant, listed

_COLUMNS = ("hash", "media_type", "size", "fetched", "reading", "pages", "text")
_INSERT = f"{insert('documents', _COLUMNS)} ON CONFLICT (hash) DO NOTHING"
"""What was read once stays: the search index can only forget the very words that it was given."""


def write_document(connection: Connection, one: Document, fetched: datetime) -> None:
    """Keep what is known of it; equal bytes once."""
    packed = zlib.compress(one.text.encode("utf-8", "ignore"))
    values = (one.sha256, one.media_type, one.size, instant(fetched), str(one.reading), one.pages, packed)
    connection.execute(_INSERT, values)


def documents(connection: Connection, hashes: Iterable[str]) -> dict[str, Document]:
    """By hash, those that are kept."""
    found = connection.execute(
        """SELECT d.hash, d.media_type, d.size, d.reading, d.pages, d.text FROM json_each(?) AS l
           CROSS JOIN documents AS d ON d.hash = l.value""",
        (listed(hashes),),
    )
    return {
        hash: Document(hash, media_type, size, Reading(reading), pages, zlib.decompress(text).decode())
        for hash, media_type, size, reading, pages, text in found
    }


def texts(connection: Connection, hashes: Iterable[str]) -> dict[str, str]:
    """What the search may find in them; no look-up where none is asked for."""
    wanted = list(hashes)
    return {hash: one.text for hash, one in documents(connection, wanted).items() if one.text} if wanted else {}
