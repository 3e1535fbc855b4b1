"""A compound file (MS-CFB), as Word and Excel wrote until 2003: a small file system of its own."""

import struct
from collections.abc import Mapping

_SECTOR, _SMALL = 512, 4096
_END, _TABLE, _FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_MOST = _SECTOR // 4
_NONE = 0xFFFFFFFF


def compound(streams: Mapping[str, bytes]) -> bytes:
    """The streams, at most three, by their names; each is filled up to 4,096 bytes, for smaller ones lie elsewhere."""
    table = [_TABLE, _END]  # the table itself, then the directory
    entries = []
    content = b""
    for number, (name, stream) in enumerate(streams.items(), 1):
        size = max(_SMALL, -(-len(stream) // _SECTOR) * _SECTOR)
        first, count = len(table), size // _SECTOR
        table += [*range(first + 1, first + count), _END]
        right = number + 1 if number < len(streams) else _NONE
        entries.append(_entry(name, 2, _NONE, first, size, right))
        content += stream.ljust(size, b"\0")
    root = _entry("Root Entry", 5, 1, _END, 0, _NONE)
    directory = b"".join([root, *entries]).ljust(_SECTOR, b"\0")
    fat = struct.pack(f"<{_MOST}I", *table, *[_FREE] * (_MOST - len(table)))
    return _header() + fat + directory + content


def _header() -> bytes:
    begin = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    version = struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    places = struct.pack("<IIIIIIIII", 0, 1, 1, 0, _SMALL, _END, 0, _END, 0)
    return begin + version + places + struct.pack("<I", 0) + struct.pack("<I", _FREE) * 108


def _entry(name: str, kind: int, child: int, first: int, size: int, right: int) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<HBBIII", len(written), kind, 1, _NONE, right, child)
    return written.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", first, size)
