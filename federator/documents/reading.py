"""Read the text of a document in a process of its own, which is ended where it takes too long."""

import hashlib
import json
import os
import subprocess
import sys
import threading

from federator.documents.kinds import Kind
from federator.model.document import Document, Reading

SECONDS = 60.0
"""Time for one document; the process has its own limits of processor time and memory beside."""

_TURNS = threading.BoundedSemaphore(2)
"""Two at a time: each may take a gigabyte and a half."""

_WORKER = (sys.executable, "-m", "federator.documents.worker")


def read_document(content: bytes, kind: Kind, seconds: float = SECONDS) -> Document:
    """What can be known of it. Never raises on what a stranger put into a file."""
    sha256 = hashlib.sha256(content).hexdigest()
    reading, pages, text = _read(content, kind, seconds) if kind.worded else (Reading.NO_TEXT, 0, "")
    return Document(sha256, kind.media_type, len(content), reading, pages, text)


def _read(content: bytes, kind: Kind, seconds: float) -> tuple[Reading, int, str]:
    """A process that is killed took more memory or processor time than it may; one that fails met what its library
    cannot bear, in whatever way."""
    command, environment = (*_WORKER, kind.name), {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        with _TURNS:
            done = subprocess.run(  # noqa: S603 - our own program, its one argument out of KINDS
                command, input=content, capture_output=True, timeout=seconds, env=environment, check=False
            )
    except subprocess.TimeoutExpired:
        return Reading.TOO_MUCH, 0, ""
    if done.returncode:
        return Reading.TOO_MUCH if done.returncode < 0 else Reading.DAMAGED, 0, ""
    told = json.loads(done.stdout)
    return Reading(told["reading"]), told["pages"], told["text"]
