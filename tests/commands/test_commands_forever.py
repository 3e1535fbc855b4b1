"""``federator harvest --forever``: alone, beside ``serve --no-harvest``, and two of them on one database."""

import json
import logging
import re
import signal
import sqlite3
import threading
import time
from contextlib import closing
from itertools import groupby
from typing import Any

import pytest
import structlog

from federator import terminal
from federator.model.log_format import LogFormat
from federator.sample.serving import Asked, Reply
from tests.waiting import eventually

OK, USAGE = 0, 2
NOTICES = 12
SLOW = 0.1  # seconds that a notice's page takes


class Bureau:
    """A column of some notices, read slowly. ``asked`` holds who asked for what, from when to when."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, float, float]] = []
        self._lock = threading.Lock()

    def answer(self, asked: Asked) -> Reply:
        began = time.monotonic()
        if asked.path.endswith("/"):
            rows = "".join(
                f'<li><a href="{n}.html">公告第{n}号</a><span>2026-11-15</span></li>' for n in range(NOTICES)
            )
            reply = Reply(f'<ul class="list">{rows}</ul>'.encode())
        else:
            time.sleep(SLOW)
            title = f"公告第{asked.path.rpartition('/')[2][:-5]}号"
            reply = Reply(f'<h1>{title}</h1><div id="zoom"><p>{asked.path} 的正文。</p></div>'.encode())
        with self._lock:
            self.asked.append((asked.headers["user-agent"], began, time.monotonic()))
        return reply

    def askers(self) -> set[str]:
        return {who for who, _, _ in self.asked}


@pytest.fixture
def bureau(serve: Any) -> tuple[Bureau, str]:
    """The site, and its address."""
    sample = Bureau()
    return sample, f"{serve(sample).origin}/"


def registered(desk: Any, home: str, columns: int) -> None:
    (usual,) = desk.site()["sources"]
    sources = [usual | {"id": f"c{n}", "url": f"{home}c{n}/", "pages": True} for n in range(columns)]
    table = desk.site(id="slow", home=home, sources=sources)
    assert desk.run("sites", "import", desk.write("config/sites/slow", table)).returncode == OK


def named(desk: Any, name: str, database: object) -> Any:
    desk.settle(
        "tick = 0.5",
        "probe_every = 0",
        fetch=("pause = 0", 'allow_networks = ["127.0.0.0/8"]', f'user_agent = "{name}/1"'),
    )
    path = desk.config / "federator.toml"
    path.write_text(re.sub(r'database = "[^"]*"', f'database = "{database}"', path.read_text("utf-8")), "utf-8")
    return desk


def rounds_until_idle(process: Any) -> list[str]:
    """What it tells of its rounds, up to the first in which nothing was due."""
    too_late = threading.Timer(30, process.kill)
    too_late.start()
    told = []
    for line in process.stderr:
        if re.search(r"\bround\b", line):
            told.append(line)
            if "visits=0" in line:
                break
    too_late.cancel()
    return told


def ended(process: Any) -> tuple[str, str]:
    """What a harvester that was told to end had said."""
    process.send_signal(signal.SIGTERM)
    out, log = process.communicate(timeout=20)
    assert process.returncode == OK
    return out, log


def test_it_goes_on_tells_each_round_and_ends_when_asked(desk: Any, bureau: Any) -> None:
    sample, home = bureau
    registered(named(desk, "alone", desk.database), home, 1)
    process = desk.start("harvest", "--forever")
    rounds = rounds_until_idle(process)
    out, _ = ended(process)
    assert out.splitlines() == ["harvesting (Ctrl+C ends)", "stopped"]
    assert re.search(rf"visits=1\b.*created={NOTICES}\b|created={NOTICES}\b.*visits=1\b", rounds[0])
    assert "visits=0" in rounds[-1]
    assert len(sample.asked) == NOTICES + 1


def test_it_ends_soon_though_much_is_left_and_what_was_read_is_kept(desk: Any, bureau: Any) -> None:
    sample, home = bureau
    registered(named(desk, "alone", desk.database), home, 10)
    process = desk.start("harvest", "--forever")
    assert eventually(lambda: len(sample.asked) >= 4)
    began = time.monotonic()
    _, log = ended(process)
    assert time.monotonic() - began < 5, f"{10 * NOTICES * SLOW} s are left"
    assert "outcome=partial" in log


def test_two_never_harvest_at_once_and_one_that_is_killed_is_taken_over(make_desk: Any, bureau: Any) -> None:
    sample, home = bureau
    desks = {name: make_desk(name) for name in ("one", "two")}
    for name, desk in desks.items():
        named(desk, name, desks["one"].database)
    registered(desks["one"], home, 4)
    processes = {f"{name}/1": desk.start("harvest", "--forever") for name, desk in desks.items()}
    assert eventually(lambda: len(sample.asked) > NOTICES)
    (first,) = sample.askers()
    (second,) = processes.keys() - {first}
    processes[first].kill()
    processes[first].wait()
    killed = time.monotonic()
    assert eventually(lambda: second in sample.askers(), 60), "the other one goes on"
    assert time.monotonic() - killed < 60
    with closing(sqlite3.connect(desks["one"].database)) as database:
        count = "SELECT count(*), count(DISTINCT url) FROM items"
        whole = (4 * NOTICES, 4 * NOTICES)
        assert eventually(lambda: database.execute(count).fetchone() == whole), database.execute(count).fetchone()
    ended(processes[second])
    turns = [who for who, _ in groupby(sorted(sample.asked, key=lambda one: one[1]), key=lambda one: one[0])]
    assert turns == [first, second], "one after the other, and never between each other's questions"


@pytest.mark.parametrize("more", [["--all"], ["slow"], ["--json"], ["--backfill", "--all"]])
def test_it_goes_with_nothing_else(tell: Any, more: list[str]) -> None:
    assert tell("harvest", "--forever", *more).exit_code == USAGE


def test_its_log_has_a_line_a_visit_that_programs_read(desk: Any, bureau: Any) -> None:
    sample, home = bureau
    registered(named(desk, "alone", desk.database), home, 1)
    path = desk.config / "federator.toml"
    path.write_text('log_format = "json"\n' + path.read_text("utf-8"), "utf-8")
    process = desk.start("harvest", "--forever")
    assert eventually(lambda: len(sample.asked) > 2)
    out, log = ended(process)
    events = [json.loads(line) for line in log.splitlines()]
    (visit,) = [one for one in events if one["event"] == "visit"]
    assert (visit["source"], visit["outcome"], visit["level"]) == ("slow/c0", "partial", "info")
    assert visit["created"] + visit["unread"] == NOTICES
    assert visit["timestamp"].endswith("Z")
    assert (out, events[0]["event"], events[-1]["event"]) == ("", "harvesting (Ctrl+C ends)", "stopped")


def test_a_failure_and_a_bug_stay_on_their_lines(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.log_to_stderr(logging.INFO, LogFormat.LOGFMT)
    try:
        int("two\nlines")
    except ValueError:
        structlog.get_logger().exception("tick failed", detail='a "quoted" 网站\n')
    structlog.reset_defaults()
    (line,) = capsys.readouterr().err.splitlines()
    assert re.match(r'timestamp=\S+Z level=error event="tick failed"', line)
    assert "ValueError" in line
