"""A copy ends equal to its origin, whatever happens on the way: the command, over real HTTP."""

import json
import os
import random
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from federator.model.item import Changes, NewRevision
from federator.model.local_time import LocalTime
from federator.model.notice import Notice
from federator.model.revision import RevisionKind, Selection, State
from federator.model.rhythm import Due
from federator.model.site import Life, Site, Source
from federator.model.visit import Outcome, Visit
from federator.publish.record import record_object
from federator.settings import load_settings
from federator.spec.directory import load_directory
from federator.spec.profile import load_profile
from federator.store import Brought, Store, new_id
from federator.web.app import create_app
from tests.web.over_http import served

KILLS = 20
TARGETS = pytest.mark.parametrize("target", ["copy", "copy.db"])
LOOPBACK = ("--allow", "127.0.0.0/8")
GONE: dict[str, Any] = {"state": State.WITHDRAWN, "shown": False, "hides": True}


class Service:
    """A federator on loopback, whose store is written as visits write it; ``asked`` counts its requests."""

    def __init__(self, desk: Any, port: int = 0) -> None:
        settings = load_settings(desk.config, {})
        self.store = Store(settings.database)
        source = Source("a", "gg", "公告", "http://a.example/", "331121-zrzy", "331121")
        self.store.save_site(Site("a", "青田", "331121-zrzy", "331121", "http://a.example/", Life.ACTIVE, (source,)))
        directory = load_directory(settings.divisions, settings.organisations)
        app = create_app(self.store, settings, load_profile(settings.profile), directory)
        self.asked = threading.Semaphore(0)
        app.before_request(self.asked.release)
        self._serving = ExitStack()
        self.url = self._serving.enter_context(served(app, port)) + "/"
        self.notices: dict[str, Notice] = {}

    def close(self) -> None:
        self._serving.close()
        self.store.close()

    def publish(self, number: int, **fields: Any) -> str:
        day = date(2026, 1, 1) + timedelta(days=number % 40)
        notice = Notice(title=f"第{number}号公告", url=f"http://a.example/{number}.html", published=LocalTime(day),
                        publisher="青田县自然资源和规划局", organisation="331121-zrzy", division="331121", site="a",
                        source="a/gg", category="C05", html="<p>正文</p>" * 20, text="正文" * 20)  # fmt: skip
        id_ = new_id()
        self.notices[id_] = replace(notice, **fields)
        self.record(NewRevision(id_, RevisionKind.CREATED, State.PUBLISHED, True, self.notices[id_]))
        return id_

    def revise(self, id_: str, kind: RevisionKind, **more: Any) -> None:
        said: dict[str, Any] = {"state": State.PUBLISHED, "shown": True}
        self.record(NewRevision(id_, kind, notice=self.notices[id_], **(said | more)))

    def record(self, *revisions: NewRevision) -> None:
        now = datetime.now(UTC)
        changes = Changes((), revisions)
        visit = Visit("a/gg", now, 0.1, Outcome.CHANGED)
        brought = Brought(
            visit=visit, drafts=(), decide=lambda _known: changes, seen=(), set_aside=(), memories=(), captures={},
            next_due=lambda _: Due(now), profile="p@1",
        )  # fmt: skip
        self.store.record_visits([brought])

    def live(self, chance: random.Random) -> None:
        """One thing that happens to some notice."""
        id_ = chance.choice(list(self.notices))
        view = self.store.notice(id_)
        assert view is not None
        if view.shown is None:  # merged, too: two that were made one are parted again
            self.revise(id_, RevisionKind.RESTORED)
        elif (what := chance.random()) < 0.3:
            self.revise(id_, RevisionKind.WITHDRAWN, reason="page-gone", **GONE)
        elif what < 0.4:
            self.revise(id_, RevisionKind.MERGED, merged_into=chance.choice(list(self.notices)), **GONE)
        elif what < 0.5:
            self.revise(id_, RevisionKind.AMENDED, shown=False)
        elif what < 0.7:
            self.publish(len(self.notices))
        else:
            self.notices[id_] = replace(self.notices[id_], title=f"改 {chance.random()}")
            self.revise(id_, RevisionKind.AMENDED)

    def public(self) -> dict[str, tuple[int, Any]]:
        found: dict[str, tuple[int, Any]] = {}
        before: int | None = None
        while page := self.store.page(Selection(), before, 500):
            found |= {one.id: (one.seq, json.loads(json.dumps(record_object(one.notice)))) for one in page}
            before = page[-1].seq
        return found


@pytest.fixture
def service(desk: Any) -> Iterator[Service]:
    made = Service(desk)
    yield made
    made.close()


def held(target: Path) -> dict[str, tuple[int, Any]]:
    """What a copy holds, read without our own code."""
    if target.suffix:
        with closing(sqlite3.connect(target)) as connection:
            rows = connection.execute("SELECT id, seq, notice FROM notices").fetchall()
        return {id_: (seq, json.loads(notice)) for id_, seq, notice in rows}
    files = [json.loads(file.read_bytes()) for file in target.glob("notices/*/*.json")]
    return {one["id"]: (one["seq"], one["notice"]) for one in files}


@TARGETS
def test_killed_twenty_times_while_the_origin_moves_on_it_ends_equal(desk: Any, service: Service, target: str) -> None:
    for number in range(800):
        service.publish(number)
    chance = random.Random(7)  # noqa: S311 - any moments, but the same at each run
    enough = threading.Event()

    def live() -> None:
        while not enough.wait(0.004):
            service.live(chance)
            if chance.random() < 0.05:
                service.store.archive.compact(datetime.now(UTC), 0, 5000)

    living = threading.Thread(target=live)
    living.start()
    try:
        cursors = [_killed(desk, service, target, chance) for _ in range(KILLS)]
    finally:
        enough.set()
        living.join()
    assert len(set(cursors)) > 3, f"the kills fell into the work: {cursors}"
    assert cursors == sorted(cursors)
    done = desk.run("mirror", service.url, target, "--verify", "--json", *LOOPBACK)
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(done.stdout)
    assert told["differences"] == []
    assert told["watermarks"][0]["site"] == "a"
    assert held(desk.folder / target) == service.public()


def _killed(desk: Any, service: Service, target: str, chance: random.Random) -> int:
    """Killed within a few hundredths of a second of one of its first requests; how far the copy had come."""
    while service.asked.acquire(blocking=False):
        pass
    process = desk.start("mirror", service.url, target, *LOOPBACK)
    for _ in range(chance.randint(1, 4)):
        while not service.asked.acquire(timeout=0.02) and process.poll() is None:
            pass
    threading.Event().wait(chance.uniform(0, 0.03))
    process.kill()
    process.communicate()
    return _cursor(desk.folder / target)


def _cursor(target: Path) -> int:
    if target.suffix:
        with closing(sqlite3.connect(target)) as connection:
            found = connection.execute("SELECT cursor FROM copy").fetchone()
        return int(found[0]) if found else 0
    state = target / "copy.json"
    return int(json.loads(state.read_bytes())["cursor"]) if state.exists() else 0


@TARGETS
def test_what_differs_is_named_by_site_and_day(desk: Any, service: Service, target: str) -> None:
    ids = [service.publish(number) for number in range(3)]
    assert desk.run("mirror", service.url, target, *LOOPBACK).returncode == 0
    _spoil(desk.folder / target, ids)
    done = desk.run("mirror", service.url, target, "--verify", "--json", *LOOPBACK)
    assert done.returncode == 3
    assert json.loads(done.stdout)["differences"] == [
        {"day": "2026-01-01", "site": "a", "here": 0, "there": 1, "damaged": 0},
        {"day": "2026-01-02", "site": "a", "here": 1, "there": 1, "damaged": 1},
    ]
    assert (
        "differs: 2026-01-01 a, 0 here, 1 there"
        in desk.run("mirror", service.url, target, "--verify", *LOOPBACK).stdout
    )


def _spoil(target: Path, ids: list[str]) -> None:
    """The first notice is lost, a word of the second is another."""
    if target.suffix:
        with closing(sqlite3.connect(target)) as connection, connection:
            connection.execute("DELETE FROM notices WHERE id = ?", (ids[0],))
            connection.execute("UPDATE notices SET notice = replace(notice, '正文', '反文') WHERE id = ?", (ids[1],))
        return
    files = {file.stem: file for file in target.glob("notices/*/*.json")}
    files[ids[0]].unlink()
    files[ids[1]].write_text(files[ids[1]].read_text("utf-8").replace("正文", "反文"), "utf-8")


@TARGETS
def test_a_copy_that_is_ahead_of_its_service_is_told_to_begin_anew(desk: Any, service: Service, target: str) -> None:
    for number in range(5):
        service.publish(number)
    assert desk.run("mirror", service.url, desk.folder / target, *LOOPBACK).returncode == 0
    with service.store._database.writing() as connection:  # as where a file of last night lies in its place
        connection.execute("UPDATE sqlite_sequence SET seq = 3 WHERE name = 'revisions'")
    done = desk.run("mirror", service.url, desk.folder / target, *LOOPBACK)
    assert (done.returncode, "begin anew in an empty place" in done.stderr) == (4, True)


@TARGETS
def test_after_a_restore_who_is_ahead_of_the_backup_copies_anew_and_who_is_not_goes_on(
    desk: Any, service: Service, target: str
) -> None:
    def mirror(name: str, *more: str) -> Any:
        return desk.run("mirror", service.url, desk.folder / f"{name}-{target}", *LOOPBACK, *more)

    for number in range(3):
        service.publish(number)
    assert desk.run("backup", desk.folder / "backups").returncode == mirror("behind").returncode == 0
    for number in range(3, 6):
        service.publish(number)
        assert mirror(f"ahead{number}").returncode == 0
    url, port = service.url, urlsplit(service.url).port
    service.close()
    (backup,) = (desk.folder / "backups").glob("*.db")
    assert desk.run("restore", backup).returncode == 0
    with closing(Service(desk, port)) as restored:
        assert restored.url == url
        assert [mirror(f"ahead{number}").returncode for number in (3, 4, 5)] == [4] * 3
        assert "begin anew in an empty place" in mirror("ahead5").stderr
        assert mirror("behind", "--verify").returncode == 0
        for number in range(3, 6):
            restored.publish(number)
        assert [mirror(f"ahead{number}").returncode for number in (3, 4, 5)] == [4] * 3
        assert mirror("behind", "--verify").returncode == mirror("anew", "--verify").returncode == 0


@TARGETS
def test_a_copy_belongs_to_one_service(desk: Any, service: Service, target: str) -> None:
    service.publish(1)
    assert desk.run("mirror", service.url, target, *LOOPBACK).returncode == 0
    other = desk.run("mirror", "http://127.0.0.1:9/", target, *LOOPBACK)
    assert other.returncode == 2
    assert service.url in other.stderr


@TARGETS
def test_a_copy_in_which_nothing_came_yet_is_of_whoever_answers_first(desk: Any, service: Service, target: str) -> None:
    service.publish(1)
    assert desk.run("mirror", "http://127.0.0.1:9/", target, *LOOPBACK).returncode == 4
    assert desk.run("mirror", service.url, target, *LOOPBACK).returncode == 0
    assert held(desk.folder / target) == service.public()


def test_a_private_network_is_refused_with_the_way_to_allow_it(desk: Any) -> None:
    refused = desk.run("mirror", "http://10.1.2.3/", "copy")
    assert (refused.returncode, "--allow" in refused.stderr) == (4, True)
    port = desk.run("mirror", "http://127.0.0.1:6379/", "other", *LOOPBACK)
    assert (port.returncode, "a port of another service" in port.stderr) == (4, True)
    assert "--allow" not in port.stderr
    assert "allow_networks" not in port.stderr


@TARGETS
def test_a_service_that_is_down_is_said_so_and_nothing_is_lost(desk: Any, service: Service, target: str) -> None:
    service.publish(1)
    assert desk.run("mirror", service.url, target, *LOOPBACK).returncode == 0
    before = held(desk.folder / target)
    service.close()
    down = desk.run("mirror", service.url, target, *LOOPBACK)
    assert down.returncode == 4
    assert "cannot connect" in down.stderr
    assert held(desk.folder / target) == before


def test_a_folder_that_is_written_or_holds_something_else_is_refused(
    desk: Any, service: Service, hold: Callable[[Path], None]
) -> None:
    other = desk.folder / "other"
    other.mkdir()
    (other / "diary.txt").write_text("mine", "utf-8")
    assert desk.run("mirror", service.url, other, *LOOPBACK).returncode == 2
    assert os.listdir(other) == ["diary.txt"]
    assert desk.run("mirror", service.url, "copy", *LOOPBACK).returncode == 0
    hold(desk.folder / "copy" / ".lock")
    busy = desk.run("mirror", service.url, "copy", *LOOPBACK)
    assert busy.returncode == 75
    assert "another process is writing this copy" in busy.stderr


@pytest.mark.parametrize("suffix", ["db", "sqlite"])
def test_a_database_of_another_program_is_left_as_it_is(desk: Any, service: Service, suffix: str) -> None:
    other = desk.folder / f"other.{suffix}"
    with sqlite3.connect(other) as database:
        database.execute("CREATE TABLE diary (day TEXT)")
    database.close()
    before = other.read_bytes()
    done = desk.run("mirror", service.url, other, *LOOPBACK)
    assert done.returncode == 2
    assert "the database of another program" in done.stderr
    assert other.read_bytes() == before


def test_what_is_no_federator_is_told_so(desk: Any, service: Service) -> None:
    done = desk.run("mirror", f"{service.url}elsewhere/", "copy", *LOOPBACK)
    assert done.returncode == 4
    assert "does not answer like a federator" in done.stderr
    assert "column" not in done.stderr


@pytest.mark.parametrize("state", ["[]", '{"copies": 3}', '{"origin": "http://a.example/", "cursor": "3"}', "[" * 9000])
def test_a_folder_whose_state_is_another_program_s_is_refused(desk: Any, service: Service, state: str) -> None:
    other = desk.folder / "other"
    other.mkdir()
    (other / "copy.json").write_text(state, "utf-8")
    done = desk.run("mirror", service.url, other, *LOOPBACK)
    assert done.returncode == 2
    assert "the copy cannot be used" in done.stderr
    assert (other / "copy.json").read_text("utf-8") == state


@pytest.fixture
def hold() -> Iterator[Callable[[Path], None]]:
    """Locks a file as another mirror would."""
    import fcntl

    locked = []

    def lock(path: Path) -> None:
        file = path.open("w")
        fcntl.flock(file, fcntl.LOCK_EX)
        locked.append(file)

    yield lock
    for file in locked:
        file.close()
