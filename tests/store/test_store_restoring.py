"""A restore is killed at each of its steps: under the name always stands the old database or the new one, whole."""

import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from benchmarks.faults.dying import KILLED, in_child
from federator.model.document import Document, Reading
from federator.model.people import Actor
from federator.store import Files, Store
from federator.store.documents import write_document
from federator.store.restoring import LEAP, restore

OLD, NEW = 3, 1
"""How many notices they have."""
HASH = "ab" * 32


@dataclass(frozen=True, slots=True)
class Scene:
    """``left``: the old database and its logs, as a killed service left them."""

    folder: Path
    backup: Path
    left: Path
    now: Any

    @property
    def database(self) -> Path:
        return self.folder / "federator.db"

    def restore(self, later: int = 0) -> Any:
        now = self.now + timedelta(seconds=later)
        return restore(self.backup, self.database, Files.beside(self.database), now)

    def begin(self, damage: Callable[[Path], None] | None = None) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.left, self.folder)
        if damage:
            damage(self.database)

    def killed_at(self, number: int) -> Callable[[], object]:
        """A restore, in a process that kills itself before its step of that number (from 1) in the folder."""

        def die_in_time() -> object:
            steps = 0

            def count(event: str, arguments: tuple[Any, ...]) -> None:
                nonlocal steps
                paths = (one for one in arguments[:2] if isinstance(one, str | os.PathLike))
                if any(os.fspath(one).startswith(str(self.folder)) for one in paths):
                    steps += 1
                    if steps == number:
                        os.kill(os.getpid(), signal.SIGKILL)

            sys.addaudithook(count)
            return self.restore()

        return die_in_time


@pytest.fixture
def scene(world: Any, tmp_path: Path) -> Scene:
    world.record(world.draft(1))
    backup = world.store.back_up(tmp_path / "backups")
    world.record(world.draft(2), world.draft(3))
    return left_by(world, backup, tmp_path)


def left_by(world: Any, backup: Path, tmp_path: Path) -> Scene:
    """As a process that was killed leaves it."""
    left = tmp_path / "left"
    left.mkdir()
    for path in world.path.parent.glob(f"{world.path.name}*"):
        shutil.copyfile(path, left / path.name)
    assert (left / "federator.db-wal").stat().st_size > 0
    world.store.close()
    return Scene(tmp_path / "there", backup, left, world.clock.now)


def notices(database: Path) -> int:
    """How many the database there has, which is whole and takes up its work."""
    store = Store(database)
    try:
        assert store.check() == []
        found: int = store._database.current().execute("SELECT count(*) FROM notices").fetchone()[0]
    finally:
        store.close()
    return found


def killed_at_each(scene: Scene, damage: Callable[[Path], None] | None = None) -> Any:
    """The scene as each step left it, until a restore came through."""
    number, code = 0, KILLED
    while code == KILLED:
        number += 1
        scene.begin(damage)
        code = in_child(scene.killed_at(number))
        yield code
    assert (code, number > 20) == (0, True), "each step was met"


def test_killed_at_any_step_the_old_database_or_the_new_one_is_there(scene: Scene) -> None:
    found = []
    for code in killed_at_each(scene):
        assert scene.database.exists()
        found.append(notices(scene.database))
        assert found[-1] == NEW or code == KILLED
        done = scene.restore(later=1)
        assert notices(scene.database) == NEW
        asides = [path for path in scene.folder.iterdir() if ".replaced-" in path.name]
        assert sorted(notices(path) for path in asides) == sorted({found[-1], OLD})
        assert done.aside in asides
        assert {path.stat().st_nlink for path in (*asides, scene.database)} == {1}
        assert not list(scene.folder.glob(".*"))
    assert found == sorted(found, reverse=True)
    assert set(found) == {OLD, NEW}


def attach(world: Any, id: str) -> None:
    """One file, whichever notices have it."""
    with world.store._database.writing() as connection:
        write_document(connection, Document(HASH, "application/pdf", 3, Reading.WHOLE, 1, ""), world.clock.now)
        connection.execute("INSERT INTO attached (notice_id, key, url, hash) VALUES (?, '1', '', ?)", (id, HASH))
    world.store.attachments.files.put(HASH, b"pdf")


def test_killed_at_any_step_no_file_is_missing_that_the_database_names(world: Any, tmp_path: Path) -> None:
    """The file of a notice that was purged since is also that of one that came since."""
    world.record(world.draft(1))
    purged = world.only().id
    attach(world, purged)
    backup = world.store.back_up(tmp_path / "backups")
    world.store.purges.purge(purged, "误发", Actor("terminal"))
    world.record(world.draft(2))
    attach(world, world.only().id)
    scene = left_by(world, backup, tmp_path)
    files = Files.beside(scene.database)
    Files.beside(scene.left / "federator.db").put(HASH, b"pdf")
    found = []
    for _ in killed_at_each(scene):
        with closing(sqlite3.connect(scene.database)) as connection:
            named = {name for (name,) in connection.execute("SELECT hash FROM documents")}
        found.append((named, set(files.names())))
        assert named <= set(files.names())
    assert found[0] == ({HASH}, {HASH})
    assert found[-1] == (set(), set())


def scrambled(database: Path) -> None:
    """SQLite takes it for no database."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.write_bytes(b"x" * 4096 + database.read_bytes()[4096:])


def gone(database: Path) -> None:
    """And its log is still there."""
    database.unlink()


@pytest.mark.parametrize("damage", [scrambled, gone])
def test_killed_at_any_step_nothing_of_a_damaged_one_gets_into_the_new_one(
    damage: Callable[[Path], None], scene: Scene
) -> None:
    for _ in killed_at_each(scene, damage):
        if damage is gone and not scene.database.exists():
            assert scene.restore(later=1).aside is None
        elif damage is scrambled and scene.database.read_bytes()[:1] == b"x":
            assert scene.restore(later=1).aside.read_bytes()[:1] == b"x"
        assert notices(scene.database) == NEW


def test_a_database_that_cannot_tell_how_far_its_log_went_is_replaced_too(scene: Scene) -> None:
    scene.begin()
    with closing(sqlite3.connect(scene.database)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'sqlite_sequence'").fetchone()
    content = bytearray(scene.database.read_bytes())
    content[4096 * (page - 1) : 4096 * page] = b"x" * 4096
    scene.database.write_bytes(content)
    assert scene.restore().taken is None
    assert notices(scene.database) == NEW
    with closing(sqlite3.connect(scene.database)) as connection:
        assert connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'revisions'").fetchone() == (1 + LEAP,)
