"""The bytes of attachments: one file each, called by its SHA-256, in a folder beside the database.

Not in the database, as captures are: attachments are a hundred times as large, are sent to readers in ranges, and a
purge must make the database anew as a whole (VACUUM), which is done in seconds only while it is small.
"""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Self

_NAME = re.compile(r"[0-9a-f]{64}\Z")


class Files:
    """The folder is made when the first file comes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @classmethod
    def beside(cls, database: Path) -> Self:
        """Those that belong to a database."""
        return cls(database.with_name(f"{database.stem}-attachments"))

    def path(self, sha256: str) -> Path:
        """Where the file of that hash lies, if it does. Raises ValueError for what is no hash."""
        if not _NAME.match(sha256):
            raise ValueError(sha256)
        return self._folder / sha256[:2] / sha256

    def put(self, sha256: str, content: bytes) -> None:
        """Whole and on the disk before this returns; equal bytes once."""
        path = self.path(sha256)
        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{sha256}.{os.getpid()}.part")
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)

    def erase(self, hashes: Iterable[str]) -> None:
        """They are overwritten before they are unlinked: a disk keeps what is only forgotten."""
        for sha256 in hashes:
            path = self.path(sha256)
            if path.exists():
                _overwrite(path)
                path.unlink()

    def names(self) -> Iterator[str]:
        """The hashes of all files that lie here. What a killed process left half written is taken away."""
        for path in self._folder.glob("??/*"):
            if _NAME.match(path.name):
                yield path.name
        for part in self._folder.glob("??/.*.part"):
            part.unlink(missing_ok=True)


def make_private(path: Path) -> None:
    """Make a file, if there is none, that its owner alone may read: a database holds contacts' secrets, hashes of
    passwords, and what the public is not shown. SQLite gives the files beside it the same mode."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _overwrite(path: Path) -> None:
    with path.open("r+b") as file:
        left = path.stat().st_size
        while left > 0:
            left -= file.write(bytes(min(left, 1 << 20)))
        file.flush()
        os.fsync(file.fileno())
