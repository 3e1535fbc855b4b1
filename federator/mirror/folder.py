"""A copy that is a folder: ``copy.json`` says of what and up to where, ``notices/XX/ID.json`` is one notice."""

import fcntl
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from federator.model.copied import Entry, expect_same_origin, in_use, unusable
from federator.model.errors import ConfigError, Fault
from federator.model.words import Words


class FolderCopy:
    """The copy of ``origin`` in ``folder``, made where there is none; locked until the process ends.

    A stretch is written file by file and the cursor last: killed between, the stretch is written again, and as each
    entry is the whole state of its notice nothing is left over. Raises ConfigError for a folder that holds something
    else or cannot be written, BusyError where another process writes it.
    """

    def __init__(self, folder: Path, origin: str) -> None:
        self._folder, self._origin = folder, origin
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if not self._state.exists() and any(file.name != ".lock" for file in folder.iterdir()):
                raise ConfigError((_not_ours(folder),))
            self._lock = (folder / ".lock").open("w")
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise in_use(folder) from error
        except OSError as error:
            raise unusable(folder, error) from error
        if not self._state.exists() or self._is_empty:
            self.apply((), 0)
        expect_same_origin(folder, self._read()["origin"], origin)

    @property
    def _state(self) -> Path:
        return self._folder / "copy.json"

    @property
    def _is_empty(self) -> bool:
        """Nothing came yet: it is the copy of whoever answers first."""
        return self.cursor() == 0 and not (self._folder / "notices").exists()

    def cursor(self) -> int:
        """Up to where the log is in the copy."""
        cursor: int = self._read()["cursor"]
        return cursor

    def apply(self, entries: Sequence[Entry], cursor: int) -> None:
        """Each notice in one step, the cursor last."""
        for entry in entries:
            file = self._folder / "notices" / entry.id[-2:] / f"{entry.id}.json"
            if entry.notice is None:
                file.unlink(missing_ok=True)
            else:
                self._put(file, entry.as_record())
        self._put(self._state, {"origin": self._origin, "cursor": cursor})

    def entries(self) -> Iterator[Entry]:
        """By their files; one that cannot be read counts as damaged."""
        for file in (self._folder / "notices").glob("*/*.json"):
            try:
                yield Entry(**json.loads(file.read_bytes()))
            except (ValueError, TypeError, RecursionError):
                yield Entry(file.stem, 0, "", "", "unreadable", {})

    def _put(self, file: Path, value: dict[str, Any]) -> None:
        """A reader finds the old file or the new one, never half of one."""
        part = self._folder / ".part"
        part.write_text(json.dumps(value, ensure_ascii=False), "utf-8", "ignore")
        try:
            os.replace(part, file)
        except FileNotFoundError:
            file.parent.mkdir(parents=True, exist_ok=True)
            os.replace(part, file)

    def _read(self) -> dict[str, Any]:
        try:
            found = json.loads(self._state.read_bytes())
        except (ValueError, RecursionError) as error:
            raise unusable(self._state, error) from error
        match found:
            case {"origin": str(), "cursor": int()}:
                return dict(found)
        raise unusable(self._state, "no copy's")


def _not_ours(folder: Path) -> Fault:
    what = Words("目录不是空的，也不是副本", "the folder is not empty and is not a copy")
    return Fault(str(folder), what, Words("另选一个空目录", "choose an empty folder"))
