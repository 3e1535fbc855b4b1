"""The file itself: made, migrated, refused with a reason, watched over."""

import sqlite3
import threading

import pytest

from federator.model.errors import ConfigError
from federator.store import Store


def test_a_new_file_is_migrated_once(world):
    (name,) = [row[0] for row in world.rows("SELECT name FROM _sqlite_migrations")]
    world.store.close()
    again = Store(world.path)
    assert [row[0] for row in again._database.current().execute("SELECT name FROM _sqlite_migrations")] == [name]
    again.close()


def test_a_sound_file_has_no_faults(world):
    world.record(*(world.draft(number) for number in range(5)))
    assert world.store.check() == []


def test_an_item_without_its_notice_is_a_fault(world):
    world.record(world.draft())
    raw = sqlite3.connect(world.path)
    raw.execute("UPDATE items SET notice_id = 'nowhere'")
    raw.commit()
    raw.close()
    (fault,) = world.store.check()
    assert fault.place == str(world.path)
    assert "items" in fault.what.en


def test_a_file_that_is_no_database_is_refused(tmp_path):
    path = tmp_path / "letter.db"
    path.write_text("这不是数据库 " * 100)
    with pytest.raises(ConfigError) as refused:
        Store(path)
    (fault,) = refused.value.faults
    assert fault.place == str(path)
    assert "not a database" in fault.what.en


def test_a_path_that_cannot_be_made_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError) as refused:
        Store(tmp_path / "file" / "federator.db")
    assert refused.value.faults[0].place.endswith("federator.db")


def test_a_database_of_a_later_release_is_refused_and_left_alone(world):
    world.rows("UPDATE _sqlite_migrations SET name = 'm999_later'")
    world.store.close()
    with pytest.raises(ConfigError) as refused:
        Store(world.path)
    assert "m999_later" in refused.value.faults[0].what.en


def test_revisions_are_append_only(world):
    world.record(world.draft())
    for statement in ("UPDATE revisions SET record = '{}'", "DELETE FROM revisions"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            world.rows(statement)


def test_connections_do_not_outlive_their_threads(world):
    for _ in range(5):
        thread = threading.Thread(target=world.store.stamp)
        thread.start()
        thread.join()
    assert len(world.store._database._open) == 1
