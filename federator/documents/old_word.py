"""doc, the binary format of Word 97 to 2003, which no library that is kept reads: its text, by MS-DOC 2.4.1."""

import io
import re
import struct
from collections.abc import Iterator

import olefile

from federator.documents.found import EncryptedError, Found, UnreadableError, gathered, written_in

_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_FLAGS, _CLX = 0x000A, 0x01A2
"""Where the file information block has its flags, and place and size of the piece table (MS-DOC 2.5.2, 2.5.8)."""
_COMPRESSED = 0x40000000
_PACKED = (b"PK\x03\x04", b"%PDF-", b"Rar!\x1a\x07")
_PIECES, _PROPERTIES = 2, 1
_FIELD_CODE = re.compile("\x13[^\x13-\x15]{0,2000}\x14|[\x13\x15]")
_MARKS = str.maketrans({"\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x07": "\t", "\x1e": "-", "\xa0": " "})


def read_doc(content: bytes) -> Found:
    """The body in the order of its pieces. Raises EncryptedError and UnreadableError."""
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as file:
            document = file.openstream("WordDocument").read()
            (flags,) = struct.unpack_from("<H", document, _FLAGS)
            if flags & _ENCRYPTED:
                raise EncryptedError
            table = file.openstream("1Table" if flags & _SECOND_TABLE else "0Table").read()
        place, size = struct.unpack_from("<II", document, _CLX)
        text = "".join(_text(document, table[place : place + size]))
    except (OSError, struct.error, IndexError) as error:
        raise UnreadableError from error
    return gathered([_FIELD_CODE.sub("", text).translate(_MARKS)], beside_streams(content))


def beside_streams(content: bytes) -> Iterator[str | None]:
    """Words of all streams of a compound file (MS-CFB): comments, properties, what is embedded; None: one packed in."""
    with olefile.OleFileIO(io.BytesIO(content)) as file:
        for name in file.listdir():
            stream = file.openstream(name).read()
            yield from written_in(stream)
            if any(packed in stream for packed in _PACKED):
                yield None


def _text(document: bytes, clx: bytes) -> Iterator[str]:
    """The pieces: characters of Windows-1252 or of UTF-16 at a place in the stream (MS-DOC 2.9.38, 2.9.73)."""
    pieces = _piece_table(clx)
    count = (len(pieces) - 4) // 12
    begins = struct.unpack_from(f"<{count + 1}I", pieces)
    for number in range(count):
        _, place, _ = struct.unpack_from("<HIH", pieces, 4 * (count + 1) + 8 * number)
        length = begins[number + 1] - begins[number]
        if length < 0:
            raise UnreadableError
        if place & _COMPRESSED:
            start = (place & ~_COMPRESSED) // 2
            yield document[start : start + length].decode("cp1252", "replace")
        else:
            yield document[place : place + 2 * length].decode("utf-16-le", "replace")


def _piece_table(clx: bytes) -> bytes:
    """What stands before it are properties, each with its size (MS-DOC 2.9.38)."""
    at = 0
    while clx[at] == _PROPERTIES:
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if clx[at] != _PIECES:
        raise UnreadableError
    return clx[at + 5 :]
