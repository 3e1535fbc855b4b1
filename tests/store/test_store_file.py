"""The file itself: made, migrated, refused with a reason, watched over."""

import sqlite3
import threading

import pytest
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from federator.model.errors import ConfigError
from federator.store import Store
from federator.store.steps import STEPS, step


def test_a_new_file_is_migrated_once(world):
    names = world.rows("SELECT name FROM _sqlite_migrations ORDER BY id")
    assert [name for (name,) in names] == list(STEPS)
    world.store.close()
    again = Store(world.path)
    assert list(again._database.current().execute("SELECT name FROM _sqlite_migrations ORDER BY id")) == names
    again.close()


def test_a_file_of_the_first_schema_is_brought_up_to_date(tmp_path):
    path = tmp_path / "old.db"
    old = sqlite3.connect(path, isolation_level=None)
    first = Migrations("federator")
    first(name=STEPS[0])(step(STEPS[0]))
    first.apply(Database(old, execute_plugins=False))
    visit = "INSERT INTO visits VALUES (?, 'a/gg', ?, 0, ?, 1, 1, 1, 0, 0, 0, 0, 0, 0, NULL, '')"
    old.execute(visit, (1, "2026-03-01T00:00:00.000000+00:00", "changed"))
    old.execute(visit, (2, "2026-03-02T00:00:00.000000+00:00", "failed"))
    old.execute("INSERT INTO source_state VALUES ('a/gg', NULL, NULL, NULL, NULL, 1, NULL, 2)")
    old.close()
    store = Store(path)
    found = store._database.current().execute("SELECT last_complete FROM source_state").fetchall()
    assert found == [("2026-03-01T00:00:00.000000+00:00",)]
    assert store.check() == []
    store.close()


def test_what_had_ceased_to_be_public_is_known_when_a_file_is_brought_up_to_date(world):
    shown, gone, held = world.draft(1), world.draft(2), world.draft(3)
    world.record(shown, gone)
    world.record(held, decide=lambda known: world.decide_plainly(known, [held], held=True))
    (seq,) = world.rows("SELECT max(seq) FROM revisions")[0]
    raw = sqlite3.connect(world.path, isolation_level=None)
    for at in (seq + 1, seq + 2):
        raw.execute(
            """INSERT INTO revisions (seq, notice_id, kind, state, shown, record, breaches, profile, capture, at,
                   reason, merged_into)
               SELECT ?, notice_id, 'withdrawn', 'withdrawn', 0, record, breaches, profile, capture, at, 'page-gone', ''
               FROM revisions WHERE seq = 2""",
            (at,),
        )
    raw.execute("UPDATE notices SET shown_seq = NULL WHERE latest_seq = 2")
    raw.execute("DROP INDEX notices_gone")
    raw.execute("ALTER TABLE notices DROP COLUMN gone_seq")
    step("m009_gone")(Database(raw, execute_plugins=False))
    assert raw.execute("SELECT latest_seq, gone_seq FROM notices ORDER BY latest_seq").fetchall() == [
        (1, None), (2, seq + 1), (3, None),
    ]  # fmt: skip
    raw.close()


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
    world.rows("UPDATE _sqlite_migrations SET name = 'm999_later' WHERE id = 1")
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
    world.store.stamp()
    for _ in range(5):
        thread = threading.Thread(target=world.store.stamp)
        thread.start()
        thread.join()
    assert len(world.store._database._open) == 1


def test_threads_write_in_turn_through_one_connection(world):
    used = []

    def write():
        with world.store._database.writing() as connection:
            used.append(connection)

    threads = [threading.Thread(target=write) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(connection) for connection in used}) == 1
    assert len(used) == 5
