"""The bytes of attachments: one file each, called by its SHA-256, in a folder beside the database.

Not in the database, as captures are: attachments are a hundred times as large, are sent to readers in ranges, and a
purge must make the database anew as a whole (VACUUM), which is done in seconds only while it is small.
"""

import os
import re
import shutil
import threading
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
        if self.path(sha256).exists():
            return
        part = self._part(sha256)
        part.write_bytes(content)
        self._place(part, sha256)

    def copy(self, sha256: str, other: Self) -> None:
        """That file of ``other``, as :meth:`put` does; one that is missing there, or purged meanwhile, is left out."""
        source = other.path(sha256)
        if source.exists() and not self.path(sha256).exists():
            part = self._part(sha256)
            shutil.copyfile(source, part)
            self._place(part, sha256)

    def _part(self, sha256: str) -> Path:
        """Where it is written before it is whole; the folders are made."""
        path = self.path(sha256)
        for folder in (self._folder, path.parent):
            if not folder.exists():
                folder.mkdir(parents=True, exist_ok=True)
                give_to_owner(folder)
                to_disk(folder.parent)
        return path.with_name(f".{sha256}.{os.getpid()}-{threading.get_ident()}.part")

    def _place(self, part: Path, sha256: str) -> None:
        give_to_owner(part)
        to_disk(part)
        path = part.replace(self.path(sha256))
        to_disk(path.parent)

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
        give_to_owner(path)


def to_disk(path: Path) -> None:
    """A file's content, or the names in a folder."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def give_to_owner(path: Path) -> None:
    """What root makes in somebody's folder is that person's: root restores a backup, the service must open it."""
    if os.geteuid() == 0:
        folder = path.parent.stat()
        os.chown(path, folder.st_uid, folder.st_gid)


def _overwrite(path: Path) -> None:
    with path.open("r+b") as file:
        left = path.stat().st_size
        while left > 0:
            left -= file.write(bytes(min(left, 1 << 20)))
        file.flush()
        os.fsync(file.fileno())
