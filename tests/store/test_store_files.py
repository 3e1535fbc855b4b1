"""Equal bytes of several notices are one file: it stays as long as a row names it, whoever comes between."""

import hashlib
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection
from typing import Any

import pytest

from federator.model.attachment import Attachment
from federator.model.document import Document, Fetched, Reading
from federator.model.people import Actor
from federator.store.backup import back_up
from federator.store.database import Connections
from federator.store.files import Files
from federator.store.purging import Purges

CONTENT = b"%PDF-1.4 equal bytes" * 100
HASH = hashlib.sha256(CONTENT).hexdigest()
ME = Actor("me")
Deed = Callable[[], object]


def elsewhere(deed: Deed) -> None:
    """In another thread, and so with another connection; to its end."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(deed).result()


class Between(Connections):
    """After its first write something else happens."""

    def __init__(self, path: Path, then: Deed) -> None:
        super().__init__(path)
        self._then: Deed | None = then

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        with super().writing() as connection:
            yield connection
        then, self._then = self._then, None
        if then:
            elsewhere(then)


class FilesBetween(Files):
    """After the first file was put something else happens."""

    then: Deed | None = None

    def put(self, sha256: str, content: bytes) -> None:
        super().put(sha256, content)
        then, self.then = self.then, None
        if then:
            elsewhere(then)


@pytest.fixture
def two(world: Any) -> tuple[str, str]:
    """Two notices with the same file, which is kept of the first."""
    world.store.save_site(world.site())
    for number in (1, 2):
        file = Attachment("图", f"https://a.example/{number}.pdf", "pdf", f"{number}.pdf")
        world.record(world.draft(number, attachments=(file,)))
    world.store.attachments.follow(world.clock.now, 9, lambda _: None, "p")
    first, second = (id for (id,) in world.rows("SELECT id FROM notices ORDER BY number"))
    fetch(world, first)
    return first, second


def fetch(world: Any, id: str) -> None:
    store, document = world.store.attachments, Document(HASH, "application/pdf", len(CONTENT), Reading.WHOLE, 1, "")
    (wanted,) = (one for one in store.due(world.clock.now, 9) if one.notice_id == id)
    store.settle([Fetched(wanted, world.clock.now, document, CONTENT)], lambda _: None, "p")


def kept(world: Any) -> bool:
    assert world.count("documents") == 1
    return world.store.attachments.files.path(HASH).read_bytes() == CONTENT


def test_a_file_that_comes_again_while_its_notice_is_purged_stays(world: Any, two: tuple[str, str]) -> None:
    database = Between(world.path, lambda: fetch(world, two[1]))
    Purges(database, world.clock, world.store.attachments.files).erase(two[0], "误发", ME)
    database.close()
    assert kept(world)


def test_a_file_whose_notice_is_purged_while_it_comes_again_is_there(world: Any, two: tuple[str, str]) -> None:
    files = world.store.attachments.files = FilesBetween.beside(world.path)
    files.then = lambda: world.store.purges.erase(two[0], "误发", ME)
    fetch(world, two[1])
    assert kept(world)


def test_a_file_that_nobody_has_any_more_goes(world: Any, two: tuple[str, str]) -> None:
    world.store.purges.erase(two[0], "误发", ME)
    assert list(world.store.attachments.files.names()) == []


def test_two_threads_put_the_same_file(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    files, really = world.store.attachments.files, os.fsync

    def synced(file: int) -> None:
        monkeypatch.undo()
        elsewhere(lambda: files.put(HASH, CONTENT))
        really(file)

    monkeypatch.setattr(os, "fsync", synced)
    files.put(HASH, CONTENT)
    assert files.path(HASH).read_bytes() == CONTENT
    assert list(files.path(HASH).parent.iterdir()) == [files.path(HASH)]


def test_a_backup_and_the_files_beside_it_are_on_the_disk_when_it_is_told_of(
    world: Any, two: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file's bytes before it has its name, and then the name, and that of each folder."""
    synced, really = [], os.fsync

    def noted(file: int) -> None:
        synced.append(Path(os.readlink(f"/proc/self/fd/{file}")).relative_to(tmp_path))
        really(file)

    monkeypatch.setattr(os, "fsync", noted)
    backup = back_up(world.path, world.store.attachments.files, tmp_path / "safe", world.clock.now)
    assert backup.parent == tmp_path / "safe"
    folder = Path("safe/attachments")
    kinds = ["part" if path.name.endswith(".part") else str(path) for path in synced]
    assert kinds == ["safe", str(folder), "part", str(folder / HASH[:2]), "part", "safe"]
