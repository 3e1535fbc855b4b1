"""The process that reads one document: its bytes come on standard input, what was found goes out as JSON.

    python -m federator.documents.worker KIND < FILE

It takes its limits before it looks at a single byte: memory, processor time, and no file may be written.
"""

import importlib
import json
import logging
import resource
import sys
import zipfile
from collections.abc import Callable

from federator.documents.found import EncryptedError, Found, UnreadableError
from federator.model.document import Reading

MEMORY = 1_500_000_000
PROCESSOR_SECONDS = 50
_READERS = {
    "pdf": "pdf.read_pdf",
    "docx": "packed.read_docx",
    "pptx": "packed.read_pptx",
    "ofd": "packed.read_ofd",
    "xlsx": "sheets.read_xlsx",
    "xls": "sheets.read_xls",
    "doc": "old_word.read_doc",
}


def main() -> None:
    """Read and tell."""
    _limit()
    logging.disable()
    reading, found = _outcome(sys.argv[1], sys.stdin.buffer.read())
    told = {"reading": str(reading), "pages": found.pages, "text": found.text}
    sys.stdout.buffer.write(json.dumps(told).encode())


def _limit() -> None:
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, PROCESSOR_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def _outcome(kind: str, content: bytes) -> tuple[Reading, Found]:
    nothing = Found("", 0)
    if kind not in _READERS:
        return Reading.UNSUPPORTED, nothing
    try:
        found = _reader(kind)(content)
    except ImportError:
        return Reading.UNSUPPORTED, nothing
    except EncryptedError:
        return Reading.ENCRYPTED, nothing
    except (MemoryError, RecursionError):
        return Reading.TOO_MUCH, nothing
    except (UnreadableError, zipfile.BadZipFile):
        return Reading.DAMAGED, nothing
    if not found.whole:
        return Reading.TRUNCATED, found
    return Reading.WHOLE if found.text else Reading.NO_TEXT, found


def _reader(kind: str) -> Callable[[bytes], Found]:
    module, name = _READERS[kind].split(".")
    reader: Callable[[bytes], Found] = getattr(importlib.import_module(f"federator.documents.{module}"), name)
    return reader


if __name__ == "__main__":
    main()
