"""What else tells of a notice that is purged: captures of its site's other pages, rows set aside, findings."""

import json
import zlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Self

from federator.model.item import Item
from federator.model.notice import Notice
from federator.notation.address_key import address_key
from federator.notation.address_parts import host_of
from federator.notation.date_shapes import DATE, IN_CHINESE
from federator.notation.erasing import names_any, place_of, without
from federator.notation.folding import title_key
from federator.store.captures import unpacked
from federator.store.columns import listed

_BLANK = "■"
_LINES = 20
_SHORTEST_LINE = 10
_AT_SOURCES = {
    "rules": ("reasons", "preview"),
    "health": ("past", "detail"),
    "visits": ("detail",),
    "backfills": ("detail",),
    "incidents": ("detail",),
    "rewrites": ("text",),
}
"""Words about sources that may name a notice."""


@dataclass(frozen=True, slots=True)
class Content:
    """What is looked for: titles and addresses as written, the longest lines of the text, the sites that had it, and
    the keys that titles and addresses are compared by."""

    titles: frozenset[str]
    urls: frozenset[str]
    lines: tuple[str, ...]
    sites: frozenset[str]
    keys: frozenset[str]

    @classmethod
    def of(cls, records: Sequence[Notice], items: Sequence[Item]) -> Self:
        """Of notices in all their versions: titles as ever written, addresses, and the longest lines of their texts."""
        titles = {notice.title for notice in records} | {item.row.title for item in items if item.row}
        urls = {notice.url for notice in records} | {item.url for item in items}
        lines = {line.strip() for notice in records for line in notice.text.split("\n")}
        publishers = {notice.publisher for notice in records} - {""}
        telling = (line for line in lines if len(line) >= _SHORTEST_LINE and not _is_signature(line, publishers))
        longest = sorted(telling, key=len, reverse=True)[:_LINES]
        sites = {notice.site for notice in records} | {item.source.partition("/")[0] for item in items}
        names = {title for title in titles if title}
        keys = {item.title_key for item in items} | {item.address for item in items} | set(map(title_key, names))
        return cls(frozenset(names), frozenset(urls - {""}), tuple(longest), frozenset(sites), frozenset(keys - {""}))


def _is_signature(line: str, publishers: Collection[str]) -> bool:
    """Whether it holds nothing but publisher and day, as the foot of many notices of one office does."""
    for name in publishers:
        line = line.replace(name, "")
    return not any(char.isalnum() for char in IN_CHINESE.sub("", DATE.sub("", line)).strip("日"))


def erase_captures(connection: Connection, content: Content, own: Collection[str]) -> tuple[int, int]:
    """Erase the captures in ``own``, whoever else they are evidence for, and those of the same hosts that hold lines of
    the text, or are damaged so that nobody can tell; take title and address out of the others. How many went, and how
    many were changed."""
    gone = connection.execute(
        "DELETE FROM captures WHERE hash IN (SELECT value FROM json_each(?))", (listed(own),)
    ).rowcount
    changed = 0
    for hash in _of_hosts(connection, {host_of(url) for url in content.urls} - {""}):
        (packed,) = connection.execute("SELECT content FROM captures WHERE hash = ?", (hash,)).fetchone()
        page = unpacked(packed)
        if page is None or names_any(page, content.lines):
            gone += connection.execute("DELETE FROM captures WHERE hash = ?", (hash,)).rowcount
        elif (left := without(page, content.titles, content.urls)) != page:
            connection.execute("UPDATE captures SET content = ? WHERE hash = ?", (zlib.compress(left), hash))
            changed += 1
    return gone, changed


def _of_hosts(connection: Connection, hosts: Collection[str]) -> list[str]:
    found = connection.execute(
        "SELECT c.hash FROM captures AS c WHERE EXISTS (SELECT 1 FROM json_each(?) AS l WHERE instr(c.url, l.value))",
        (listed(f"//{host}" for host in hosts),),
    )
    return [hash for (hash,) in found]


def erase_mentions(connection: Connection, content: Content) -> None:
    """Take it out of what is kept of its sites beside notices."""
    sources = [
        key
        for site in content.sites
        for (key,) in connection.execute("SELECT key FROM sources WHERE site = ?", (site,))
    ]
    _erase_evidence(connection, content, sources)
    _erase_aside(connection, content, sources)
    connection.execute("DELETE FROM errands WHERE ended IS NOT NULL")
    words = sorted(_words(content), key=len, reverse=True)
    for table, columns in _AT_SOURCES.items():
        for column in columns:
            _blank(connection, table, column, words, sources)


def _words(content: Content) -> set[str]:
    """As they stand in columns: plain, and within JSON."""
    plain = {*content.titles, *content.urls, *content.keys, *filter(None, map(place_of, content.urls))}
    return plain | {json.dumps(word, ensure_ascii=ascii)[1:-1] for word in plain for ascii in (False, True)}


def _blank(connection: Connection, table: str, column: str, words: Collection[str], sources: Collection[str]) -> None:
    for word in words:
        connection.execute(
            f"""UPDATE {table} SET {column} = replace({column}, ?, ?)
                WHERE source IN (SELECT value FROM json_each(?)) AND instr({column}, ?)""",
            (word, _BLANK, listed(sources), word),
        )


def _erase_evidence(connection: Connection, content: Content, sources: Collection[str]) -> None:
    """A bad answer that tells of it is no loss: the next one takes its place."""
    sought = (*content.titles, *content.lines)
    for source in sources:
        row = connection.execute("SELECT content FROM evidence WHERE source = ?", (source,)).fetchone()
        if row and ((answer := unpacked(row[0])) is None or names_any(answer, sought)):
            connection.execute("DELETE FROM evidence WHERE source = ?", (source,))


def _erase_aside(connection: Connection, content: Content, sources: Collection[str]) -> None:
    for source in sources:
        for digest, title, url in connection.execute(
            "SELECT row_digest, title, url FROM set_aside WHERE source = ?", (source,)
        ).fetchall():
            if title_key(title) in content.keys or (url and address_key(url) in content.keys):
                connection.execute("DELETE FROM set_aside WHERE source = ? AND row_digest = ?", (source, digest))
