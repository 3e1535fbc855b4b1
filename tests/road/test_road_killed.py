"""Killed anywhere, the next harvest finds a whole world: nothing lost, nothing doubled, no ``seq`` that runs back."""

import json
import random
import shutil
import signal
import sqlite3
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from federator.model.revision import Selection
from federator.model.site import Life, Rule, Site, Source
from federator.registry import write_site
from federator.sample.province import Province
from federator.sample.serving import Asked, Reply
from federator.sample.story import DAYS
from federator.schedule import LEASE_SECONDS
from federator.store import Store

PARTIAL, BUSY = 3, 75
KILLS = 5  # on the first day of the story, and again on its last
SPAN = {0: 60, DAYS: 12}  # one of the first so many requests of a sweep on that day is its last

Revision = tuple[int, str, str, str]


@pytest.fixture
def province() -> Iterator[Province]:
    with Province() as one:
        yield one


def registered(desk: Any, province: Province) -> Any:
    province.write_organisations(desk.config / "organisations.csv")
    province.write_registry(desk.config / "sites")
    assert desk.run("sites", "import", desk.config / "sites").returncode == 0
    return desk


def harvest(desk: Any) -> None:
    """Undisturbed: two sites of the province are down or in trouble. A column that was redesigned fails once, for a
    second visit confirms what it is now."""
    failed = 0
    for _ in range(2):
        done = desk.run("harvest", "--all", "--json")
        assert done.returncode == PARTIAL, done.stderr
        failed = json.loads(done.stdout.splitlines()[-1])["summary"]["failed"]
        if failed == 2:
            return
    assert failed == 2


def killed_harvest(desk: Any, province: Province, moment: random.Random) -> None:
    """Killed after so many requests of this sweep, or at the first byte that is written after them; begun again
    where it was faster than its killer."""
    wal = desk.database.with_name(desk.database.name + "-wal")
    while True:
        after = sum(province.requests.values()) + moment.randint(1, SPAN[province.story.day])
        process = desk.start("harvest", "--all", "--json")
        _until(lambda: sum(province.requests.values()) >= after, process)  # noqa: B023 - called here and now
        if moment.random() < 0.5:
            written = _stamp(wal)
            _until(lambda: _stamp(wal) != written, process)  # noqa: B023
        else:
            time.sleep(moment.uniform(0, 0.03))
        process.kill()
        process.communicate()
        if process.returncode == -signal.SIGKILL:
            return


def _until(true: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    while not true() and process.poll() is None:
        time.sleep(0.0005)


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except FileNotFoundError:
        return 0, 0
    return found.st_size, found.st_mtime_ns


def as_left(desk: Any, folder: Path) -> list[Revision]:
    """The revisions in a copy of the files as the killed process left them, which must be whole."""
    copy = folder / "copy"
    copy.mkdir()
    files = [file for file in desk.folder.glob("federator.db*") if not file.name.endswith("-shm")]
    subprocess.run(["cp", *files, copy], check=True)  # to close the file here would drop the locks of who watches here
    store = Store(copy / "federator.db")
    try:
        assert store.check() == []
        revisions = all_revisions(store)
        assert store.stamp()[0] == max((seq for seq, *_ in revisions), default=0)
    finally:
        store.close()
        shutil.rmtree(copy)
    return revisions


def all_revisions(store: Store) -> list[Revision]:
    found = store._database.current().execute("SELECT seq, notice_id, kind, at FROM revisions ORDER BY seq")
    return found.fetchall()


def world(desk: Any) -> Counter[str]:
    """Each notice with its state and its record, without what no two harvests have in common: numbers assigned in
    the order of the visits, and JPAAS' addresses of attachments, which are new at each look."""
    found: Counter[str] = Counter()
    with closing(sqlite3.connect(desk.database)) as connection:
        for state, merged, record in connection.execute(
            """SELECT n.state, n.merged_into IS NOT NULL, r.record FROM notices AS n
               JOIN revisions AS r ON r.seq = coalesce(n.shown_seq, n.latest_seq)"""
        ):
            fields = json.loads(record)
            assert fields["index_no"] or fields.pop("assigned_index_no")
            for attachment in fields["attachments"]:
                assert attachment.pop("url")
            found[json.dumps([state, merged, fields], ensure_ascii=False, sort_keys=True)] += 1
    return found


def feed(store: Store) -> list[tuple[int, str]]:
    return [(one.seq, one.id) for one in store.page(Selection(), None, 500)]


def test_killed_ten_times_and_run_again_it_is_the_undisturbed_world(
    make_desk: Any, province: Province, tmp_path: Path
) -> None:
    """After each kill the log begins with all that was committed before it.

    What is committed depends on who looks. SQLite (3.40, walformat.html) commits in two steps: frames go to the log,
    the last one marked as a commit, then the log's new end goes to the wal-index, which is memory that processes share
    (``-shm``). Killed between the two (tried: strace held a writer at the return of its last ``pwrite64``) the
    transaction is there for nobody while any process has the files open, for all go by the wal-index, and the next
    one is written over it; but in a copy, with ``-shm`` or without, the wal-index is made anew from the log, and the
    transaction is there. Where no process has the files open the same happens in their place, and it stays. So
    without a reader the copy is the truth, with one what that reader sees; the copy may have one transaction more.
    """
    undisturbed, killed = (registered(make_desk(name), province) for name in ("undisturbed", "killed"))
    moment = random.Random(4)  # noqa: S311 - any moments, but the same at each run
    before: list[Revision] = []
    sizes = []
    watching: Store | None = None
    for day in (0, DAYS):
        for _ in range(day - province.story.day):
            province.advance()
        for _ in range(KILLS):
            served = feed(watching) if watching else []
            killed_harvest(killed, province, moment)
            left = as_left(killed, tmp_path)
            now = all_revisions(watching) if watching else left
            assert left[: len(now)] == now
            assert len({at for *_, at in left[len(now) :]}) <= 1, "more than one transaction was lost"
            assert now[: len(before)] == before, "what was committed stays as it was"
            assert all(seq > before[-1][0] for seq, *_ in now[len(before) :] if before), "a seq came late"
            if watching and served:
                assert feed(watching)[0][0] >= served[0][0]
            before = now
            sizes.append(len(now))
        harvest(killed)
        harvest(undisturbed)
        assert world(killed) == world(undisturbed), f"day {day}"
        watching = watching or Store(killed.database)  # from now on another process reads, as the web does
    assert watching
    watching.close()
    assert len(set(sizes)) > 2, f"the kills fell into the work: {sizes}"
    assert as_left(killed, tmp_path)[: len(before)] == before


@dataclass
class Gate:
    """A site that says nothing until it is let."""

    asked: threading.Event = field(default_factory=threading.Event)
    open: threading.Event = field(default_factory=threading.Event)

    def answer(self, asked: Asked) -> Reply:
        self.asked.set()
        self.open.wait(30)
        return Reply('<ul class="list"><li><a href="/1.html">公告一</a><span>2026-11-15</span></li></ul>'.encode())


@pytest.fixture
def gate(desk: Any, serve: Any) -> Iterator[Gate]:
    """A registered site whose visit lasts until the gate is opened."""
    held = Gate()
    home = f"{serve(held).origin}/"
    place = {"organisation": "331121-zrzy", "division": "331121"}
    source = Source("slow", "gg", "公告", home, **place, connector="html-list", pages=False, rule=Rule("ul.list li"))
    site = Site("slow", "慢站", **place, home=home, life=Life.ACTIVE, sources=(source,))
    (desk.config / "sites" / "slow.toml").write_text(write_site(site), "utf-8")
    assert desk.run("sites", "import", desk.config / "sites").returncode == 0
    yield held
    held.open.set()


def test_of_two_harvests_at_once_the_second_says_so_and_ends(desk: Any, gate: Gate) -> None:
    first = desk.start("harvest", "--all")
    assert gate.asked.wait(30)
    second = desk.run("harvest", "--all", "--json")
    assert (second.returncode, second.stdout) == (BUSY, "")
    assert "another process is harvesting" in second.stderr
    gate.open.set()
    first.communicate(timeout=30)
    assert first.returncode == 0
    assert desk.run("harvest", "--all").returncode == 0, "the lease was given back"


def test_the_lease_of_a_killed_harvest_is_taken_over_at_once(desk: Any, gate: Gate) -> None:
    first = desk.start("harvest", "--all")
    assert gate.asked.wait(30)
    first.kill()
    first.communicate()
    gate.open.set()
    with closing(sqlite3.connect(desk.database)) as connection:
        ((holder,),) = connection.execute("SELECT holder FROM leases").fetchall()
    assert f":{first.pid}:" in holder, "the dead still hold it"
    began = time.monotonic()
    assert desk.run("harvest", "--all").returncode == 0
    assert time.monotonic() - began < LEASE_SECONDS / 2
