"""Killed anywhere, or written by several at once: the world stays whole, and ``seq`` follows the commits."""

import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from federator.model.revision import Selection
from federator.store import Store

SCRIPT = Path(__file__).with_name("writing_process.py")


def write(path, writer, visits, *more):
    command = [sys.executable, str(SCRIPT), str(path), writer, str(visits), *more]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def assert_whole(world, visits):
    """Every notice of every visit is there with its revision, its item and its address, and nothing else."""
    assert world.store.check() == []
    tables = ("notices", "revisions", "items", "item_addresses")
    assert {table: world.count(table) for table in tables} == dict.fromkeys(tables, visits * 5)
    assert world.rows("SELECT sum(created) FROM visits") == [(visits * 5,)]
    assert world.rows("SELECT sum(last) FROM assigned_numbers") == [(visits * 5,)]
    assert world.rows("SELECT count(*) FROM notices WHERE id NOT IN (SELECT notice_id FROM items)") == [(0,)]


def test_killed_in_the_middle_of_a_visit_nothing_of_it_remains(world):
    with write(world.path, "a", 3, "die") as process:
        assert process.stdout.read().split() == ["0", "1"]
    assert process.returncode == -signal.SIGKILL
    assert_whole(world, 2)
    with write(world.path, "b", 1) as process:
        assert process.wait() == 0
    assert_whole(world, 3)


@pytest.mark.parametrize("after", [1, 7])
def test_killed_at_any_moment_what_was_recorded_is_there(world, after):
    with write(world.path, "a", 10_000) as process:
        for _ in range(after):
            process.stdout.readline()
        process.kill()
        told = after + len(process.stdout.read().splitlines())
    recorded = world.count("visits")
    assert recorded >= told
    assert_whole(world, recorded)


def test_two_processes_and_two_threads_write_at_once(world):
    stores = [Store(world.path, world.clock) for _ in range(2)]
    worlds = [type(world)(store, world.clock, world.path) for store in stores]
    processes = [write(world.path, writer, 12) for writer in ("a", "b")]
    threads = [threading.Thread(target=_record_many, args=(one, f"t{n}")) for n, one in enumerate([*worlds, *worlds])]
    for thread in threads:
        thread.start()
    order = _watch(world, processes, threads)
    for store in stores:
        store.close()
    assert order == sorted(order)
    assert len(order) == (2 * 12 + 4 * 6) * 5
    assert_whole(world, 2 * 12 + 4 * 6)


def _record_many(world, writer):
    for number in range(6):
        site = {"source": f"{writer}/gg", "site": writer}
        world.record(*(world.draft(k, url=f"https://{writer}.example/{number}/{k}.html", **site) for k in range(5)))


def _watch(world, processes, threads):
    """Every ``seq`` in the order in which a reader first met it."""
    met, running = [], True
    while running:
        running = any(process.poll() is None for process in processes) or any(thread.is_alive() for thread in threads)
        fresh = {one.seq for one in world.store.page(Selection(), None, 500)} - set(met)
        met += sorted(fresh)
    for process in processes:
        process.communicate()
        assert process.returncode == 0
    return met
