"""The floor: what the same requests and rows cost with raw sockets, lxml or one expression, and one transaction.

It knows no failure, no redirect, no paging, no identity, no versions: nothing should be compared with it but cost.
"""

import re
import socket
import sqlite3
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from json import loads
from urllib.parse import quote, urlsplit

from benchmarks.sites import COLUMNS_A_HOST, Column, url_of

_ROW = re.compile(r'<li><a title="([^"]*)" target="_blank" href="([^"]*)">[^<]*</a><span>([^<]*)</span></li>')
_SCHEMA = """
CREATE TABLE IF NOT EXISTS columns (url TEXT PRIMARY KEY, etag TEXT, digest BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS notices (url TEXT PRIMARY KEY, title TEXT, day TEXT, body TEXT) WITHOUT ROWID;
"""
_UNIT = "/api-gateway/jpaas-publish-server/front/page/build/unit?"
_QUERY = re.compile(r'queryData="([^"]*)"')
Notice = tuple[str, ...]


class _Host:
    """One kept connection."""

    def __init__(self, origin: str) -> None:
        parts = urlsplit(origin)
        self._host = parts.netloc
        self._socket = socket.create_connection((parts.hostname or "", parts.port or 80))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def get(self, path: str, etag: str = "") -> tuple[int, str, bytes]:
        """Status, ETag, body."""
        condition = f"If-None-Match: {etag}\r\n" if etag else ""
        self._socket.sendall(f"GET {path} HTTP/1.1\r\nHost: {self._host}\r\n{condition}\r\n".encode())
        data = self._socket.recv(262_144)
        while b"\r\n\r\n" not in data:
            data += self._socket.recv(262_144)
        head, _, body = data.partition(b"\r\n\r\n")
        length = int(head.partition(b"Content-Length: ")[2].partition(b"\r\n")[0])
        pieces = [body]
        while (missing := length - sum(map(len, pieces))) > 0:
            pieces.append(self._socket.recv(missing))
        found = head.partition(b"ETag: ")[2].partition(b"\r\n")[0]
        return int(head[9:12]), found.decode(), b"".join(pieces)

    def close(self) -> None:
        self._socket.close()


def harvest(folder: str, kind: str, port: int, columns: int, rows: int, sweeps: int = 1) -> dict[str, int]:
    """Sweeps, host after host; the counts of the last."""
    return [_sweep(folder, kind, port, columns, rows) for _ in range(sweeps)][-1]


def _sweep(folder: str, kind: str, port: int, columns: int, rows: int) -> dict[str, int]:
    connection = sqlite3.connect(f"{folder}/minimal.db")
    connection.executescript("PRAGMA journal_mode = WAL;" + _SCHEMA)
    known = {url: (etag, digest) for url, etag, digest in connection.execute("SELECT url, etag, digest FROM columns")}
    read = {"feed": _feed, "jpage": _jpage, "jpaas": _jpaas}[kind]
    counts = {"new": 0, "unchanged": 0}
    with connection:
        for column, host in _hosts(columns, rows, port):
            url = url_of(kind, column, port)
            parts = urlsplit(url)
            etag, digest = known.get(url, ("", b""))
            status, new_etag, body = host.get(parts.path + (f"?{parts.query}" if parts.query else ""), etag)
            notices, new_digest = ([], digest) if status == 304 else read(body, host)
            if new_digest == digest:
                counts["unchanged"] += 1
                continue
            counts["new"] += len(notices)
            connection.executemany("INSERT OR REPLACE INTO notices VALUES (?, ?, ?, ?)", notices)
            connection.execute("INSERT OR REPLACE INTO columns VALUES (?, ?, ?)", (url, new_etag, new_digest))
    connection.close()
    return counts


def _hosts(columns: int, rows: int, port: int) -> Iterator[tuple[Column, _Host]]:
    for first in range(0, columns, COLUMNS_A_HOST):
        host = _Host(Column(first, rows).origin(port))
        for number in range(first, min(first + COLUMNS_A_HOST, columns)):
            yield Column(number, rows), host
        host.close()


def _feed(body: bytes, _host: _Host) -> tuple[list[Notice], bytes]:
    from lxml import etree

    fields = ("link", "title", "pubDate", "description")
    notices = [
        tuple(item.findtext(field) or "" for field in fields)
        for item in etree.fromstring(body).iterfind("channel/item")
    ]
    return notices, blake2b(body, digest_size=16).digest()


def _jpage(body: bytes, _host: _Host) -> tuple[list[Notice], bytes]:
    return _rows(_ROW.findall(body.decode()))


def _jpaas(body: bytes, host: _Host) -> tuple[list[Notice], bytes]:
    found = _QUERY.search(body.decode())
    query = loads(found[1].replace("'", '"')) if found else {}
    _, _, unit = host.get(_UNIT + "&".join(f"{name}={quote(value)}" for name, value in query.items()))
    return _rows(_ROW.findall(loads(unit)["data"]["html"]))


def _rows(found: Iterable[tuple[str, str, str]]) -> tuple[list[Notice], bytes]:
    notices: list[Notice] = [(url, title, day, "") for title, url, day in found]
    return notices, blake2b(repr(notices).encode(), digest_size=16).digest()
