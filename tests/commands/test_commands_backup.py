"""``federator backup`` while the service harvests, and ``restore``: whole, and readers of the log miss nothing."""

import hashlib
import os
import shutil
import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from federator.sample.serving import Asked, Reply
from federator.store import Files, Store
from federator.store.backup import keep_latest
from federator.store.key import key_beside
from federator.store.restoring import LEAP, restore
from tests.waiting import eventually

OK, USAGE = 0, 2
NOTICES = 30


class Bureau:
    def answer(self, asked: Asked) -> Reply:
        if asked.path.endswith("/"):
            rows = "".join(
                f'<li><a href="{n}.html">公告第{n}号</a><span>2026-11-15</span></li>' for n in range(NOTICES)
            )
            return Reply(f'<ul class="list">{rows}</ul>'.encode())
        time.sleep(0.01)
        return Reply(
            f'<h1>公告第{asked.path.rpartition("/")[2][:-5]}号</h1><div id="zoom"><p>正文。</p></div>'.encode()
        )


@pytest.fixture
def bureau(desk: Any, serve: Any) -> Any:
    server = serve(Bureau())
    home = f"{server.origin}/"
    (usual,) = desk.site()["sources"]
    sources = [usual | {"id": f"c{n}", "url": f"{home}c{n}/", "pages": True} for n in range(6)]
    desk.settle("tick = 0.2")
    done = desk.run("sites", "import", desk.write("config/sites/a", desk.site(home=home, sources=sources)))
    assert done.returncode == OK
    return server


def count(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        found: int = connection.execute("SELECT count(*) FROM notices").fetchone()[0]
        return found


def last_seq(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        found: int = connection.execute("SELECT max(seq) FROM revisions").fetchone()[0]
        return found


def test_a_backup_made_while_harvesting_is_whole_and_the_harvest_goes_on(desk: Any, bureau: Any) -> None:
    process = desk.start("harvest", "--forever")
    assert eventually(lambda: count(desk.database) >= NOTICES)
    folder = desk.folder / "backups"
    assert desk.run("backup", folder).returncode == OK
    assert process.poll() is None
    assert eventually(lambda: count(desk.database) == 6 * NOTICES)
    refused = desk.run("restore", next(folder.glob("*.db")))
    assert (refused.returncode, "in use" in refused.stderr) == (USAGE, True), "not under a service that runs"
    process.terminate()
    process.communicate(timeout=20)

    (backup,) = folder.glob("*.db")
    had, published = count(backup), last_seq(desk.database)
    assert NOTICES <= had <= 6 * NOTICES
    assert {path.name for path in folder.iterdir()} == {backup.name, ".lock"}, "one backup, nothing half-made"

    done = desk.run("restore", backup)
    assert done.returncode == OK, done.stderr
    assert count(desk.database) == had
    (aside,) = desk.folder.glob("federator.db.replaced-*")
    assert count(aside) == 6 * NOTICES
    assert desk.run("check").returncode == OK
    assert desk.run("harvest", "--all", "--json").returncode == OK
    assert count(desk.database) == 6 * NOTICES
    if had < 6 * NOTICES:
        assert last_seq(desk.database) > published + LEAP - 1, "a reader at the lost end of the log sees all of it"


DOCUMENT = "INSERT INTO documents VALUES (?, 'application/pdf', 19, '', 'read', 1, x'00')"


def test_sessions_and_lease_end_attachments_come_back(tmp_path: Path) -> None:
    path = tmp_path / "here" / "federator.db"
    store = Store(path)
    content = b"%PDF-1.7 of nothing"
    sha256 = hashlib.sha256(content).hexdigest()
    Files.beside(path).put(sha256, content)
    with store._database.writing() as connection:
        connection.execute(DOCUMENT, (sha256,))
        connection.execute("INSERT INTO people VALUES ('p', 'l', 'n', 'province', '', '', '[]', '[]', 1, '')")
        connection.execute("INSERT INTO sessions VALUES ('h', 'p', '', '')")
        connection.execute("INSERT INTO leases VALUES ('harvest', 'somebody', '2999')")
    made = store.back_up(tmp_path / "backups")
    store.close()
    shutil.rmtree(path.parent)
    assert restore(made, path, Files.beside(path), store._clock()).aside is None
    assert Files.beside(path).path(sha256).read_bytes() == content
    with closing(sqlite3.connect(path)) as connection:
        for table, rows in {"documents": 1, "people": 1, "sessions": 0, "leases": 0}.items():
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (rows,), table


def test_only_the_latest_backups_are_kept(desk: Any, tell: Any) -> None:
    Store(desk.database).close()
    folder = desk.folder / "backups"
    folder.mkdir()
    for day in range(1, 4):
        (folder / f"federator-2026010{day}T020000Z.db").touch()
    (folder / "mine.db").touch()
    done = tell("backup", folder, "--keep", 2)
    assert done.exit_code == OK
    kept = sorted(path.name for path in folder.glob("*.db"))
    assert kept[0] == "federator-20260103T020000Z.db"
    assert (len(kept), kept[-1]) == (3, "mine.db")


def test_attachments_that_no_backup_names_any_more_go_with_the_last_that_did(tmp_path: Path) -> None:
    path, folder = tmp_path / "federator.db", tmp_path / "backups"
    store = Store(path)
    contents = [b"%PDF-1.7 of one", b"%PDF-1.7 of another"]
    hashes = [hashlib.sha256(content).hexdigest() for content in contents]
    for sha256, content in zip(hashes, contents, strict=True):
        Files.beside(path).put(sha256, content)
        with store._database.writing() as connection:
            connection.execute(DOCUMENT, (sha256,))
    first = store.back_up(folder)
    first.rename(folder / "federator-20260101T020000Z.db")
    with store._database.writing() as connection:
        connection.execute("DELETE FROM documents WHERE hash = ?", (hashes[0],))
    store.back_up(folder)
    store.close()
    kept = Files(folder / "attachments")
    keep_latest(folder, 2)
    assert set(kept.names()) == set(hashes)
    keep_latest(folder, 1)
    assert list(kept.names()) == [hashes[1]]


def with_a_document(path: Path, content: bytes) -> tuple[Store, str]:
    store, sha256 = Store(path), hashlib.sha256(content).hexdigest()
    Files.beside(path).put(sha256, content)
    with store._database.writing() as connection:
        connection.execute(DOCUMENT, (sha256,))
    return store, sha256


def test_what_a_backup_under_way_has_written_is_not_let_go_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, sha256 = with_a_document(tmp_path / "federator.db", b"one")
    folder, copy = tmp_path / "backups", Files.copy
    another = threading.Thread(target=keep_latest, args=(folder, 1))

    def meanwhile(self: Files, name: str, other: Files) -> None:
        copy(self, name, other)
        another.start()
        another.join(0.3)

    monkeypatch.setattr(Files, "copy", meanwhile)
    store.back_up(folder)
    another.join()
    store.close()
    assert list(Files(folder / "attachments").names()) == [sha256]


def test_what_a_killed_backup_left_goes_with_the_next(tmp_path: Path) -> None:
    store, folder = Store(tmp_path / "federator.db"), tmp_path / "backups"
    folder.mkdir()
    for end in ("", "-journal"):
        (folder / f".federator-20260101T020000Z.db.part{end}").write_bytes(b"half")
    made = store.back_up(folder)
    store.close()
    assert {path.name for path in folder.iterdir()} == {made.name, ".lock"}


def test_what_holds_secrets_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "federator.db"
    store = Store(path)
    made = store.back_up(tmp_path / "backups")
    store.close()
    restored = tmp_path / "other" / "federator.db"
    restore(made, restored, Files.beside(restored), store._clock())
    assert [oct(one.stat().st_mode & 0o777) for one in (path, made, restored)] == ["0o600"] * 3


@pytest.mark.skipif(os.geteuid() != 0, reason="only root makes what is another's")
def test_what_root_makes_the_service_can_open(tmp_path: Path) -> None:
    folder, theirs = tmp_path / "theirs", 12345
    store = Store(tmp_path / "federator.db")
    sha256 = hashlib.sha256(b"one").hexdigest()
    Files.beside(tmp_path / "federator.db").put(sha256, b"one")
    with store._database.writing() as connection:
        connection.execute(DOCUMENT, (sha256,))
    made = store.back_up(tmp_path / "backups")
    store.close()
    folder.mkdir()
    os.chown(folder, theirs, theirs)
    path = folder / "federator.db"
    restore(made, path, Files.beside(path), store._clock())
    key_beside(path)
    assert {one.stat().st_uid for one in folder.rglob("*")} == {theirs}
    assert Files.beside(path).path(sha256).exists()


def damaged(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 20] = b"\0" * (4096 * 17)
    path.write_bytes(bytes(content))


def later(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE _sqlite_migrations SET name = 'm999_later' WHERE id = 1")
        connection.commit()


def other(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE things (a)")


def letter(path: Path) -> None:
    path.write_text("这不是数据库 " * 100)


@pytest.mark.parametrize("spoil", [damaged, later, other, letter])
def test_what_is_no_sound_backup_is_refused_and_all_stays(desk: Any, spoil: Any) -> None:
    assert desk.run("sites", "import", desk.write("config/sites/a", desk.site())).returncode == OK
    folder = desk.folder / "backups"
    assert desk.run("backup", folder).returncode == OK
    (backup,) = folder.glob("*.db")
    spoil(backup)
    before = desk.database.read_bytes()
    done = desk.run("restore", backup)
    assert done.returncode == USAGE, done.stderr
    assert done.stderr.startswith(str(backup))
    assert "Traceback" not in done.stderr
    assert desk.database.read_bytes() == before
    assert "a  青田县" in desk.run("sites", "list").stdout


def test_a_folder_that_cannot_be_written_is_named(desk: Any, tell: Any) -> None:
    (desk.folder / "file").write_text("")
    Store(desk.database).close()
    done = tell("backup", desk.folder / "file" / "backups")
    assert (done.exit_code, "cannot be written" in done.stderr) == (USAGE, True)
