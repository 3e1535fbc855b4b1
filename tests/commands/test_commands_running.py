"""``harvest``, ``serve`` and ``demo``: what they say, and with which code they end."""

import json
import signal
import socket
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from threading import Event
from typing import Any

import pytest

from federator.sample.broken_sites import DownServer
from federator.sample.serving import Asked, Reply
from federator.store import Store
from tests.waiting import eventually, free_port

OK, USAGE, PARTIAL, FAILED = 0, 2, 3, 4


class Bureau:
    """A list of two notices."""

    def answer(self, asked: Asked) -> Reply:
        rows = "".join(
            f'<li><a href="/{n}.html">征地补偿安置公告第{n}号</a><span>2026-11-1{n}</span></li>' for n in (1, 2)
        )
        return Reply(f'<html><body><ul class="list">{rows}</ul></body></html>'.encode())


@pytest.fixture
def bureau(serve: Any) -> Any:
    return serve(Bureau())


@pytest.fixture
def down() -> Iterator[DownServer]:
    with closing(DownServer()) as server:
        yield server


# ── harvest ──


def test_harvest_ends_with_a_code_that_tells_how_it_went(desk: Any, tell: Any, bureau: Any, down: DownServer) -> None:
    desk.write("config/sites/good", desk.site_on(bureau, "good"))
    desk.write("config/sites/down", desk.site_on(down, "down"))
    desk.write("config/sites/draft", desk.site_on(bureau, "draft") | {"life": "draft"})
    assert tell("sites", "import", desk.config / "sites").exit_code == OK

    done = tell("harvest", "--json")
    assert done.exit_code == PARTIAL
    *visits, last = (json.loads(line) for line in done.stdout.splitlines())
    assert {visit["source"]: (visit["outcome"], visit["created"], visit["error"]) for visit in visits} == {
        "good/gg": ("changed", 2, None),
        "down/gg": ("failed", 0, "connect"),
    }
    assert (last["summary"]["visits"], last["summary"]["failed"], last["summary"]["created"]) == (2, 1, 2)

    assert tell("harvest", "down").exit_code == FAILED
    again = tell("harvest", "good/gg")
    assert again.exit_code == OK
    assert "[1/1] = good/gg  unchanged" in again.stderr
    assert again.stdout.startswith("visits 1")
    nothing_due = tell("harvest", "--json")
    assert nothing_due.exit_code == OK
    assert json.loads(nothing_due.stdout)["summary"]["visits"] == 0
    assert tell("harvest", "--all", "--json").stdout.count('"outcome"') == 2


@pytest.mark.parametrize("name", ["nobody", "good/nothing", "draft"])
def test_harvest_names_what_is_not_there(desk: Any, tell: Any, bureau: Any, name: str) -> None:
    desk.write("config/sites/good", desk.site_on(bureau, "good"))
    desk.write("config/sites/draft", desk.site_on(bureau, "draft") | {"life": "draft"})
    tell("sites", "import", desk.config / "sites")
    done = tell("harvest", "good", name)
    assert done.exit_code == USAGE
    assert done.stderr.startswith(f"{name}: ")
    assert bureau.requests == 0


# ── serve, demo ──


def text_at(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:
        text: str = answer.read().decode()
    return text


@pytest.fixture
def served(desk: Any, tell: Any, bureau: Any) -> Any:
    """A desk with one good site, and a tick that does not keep a test waiting."""
    desk.settle("tick = 0.2")
    tell("sites", "import", desk.write("config/sites/good", desk.site_on(bureau, "good")))
    return desk


def test_serve_harvests_answers_and_ends_when_asked(served: Any) -> None:
    port = free_port()
    process = served.start("serve", FEDERATOR_PORT=str(port))
    address = f"http://127.0.0.1:{port}/"
    assert eventually(lambda: "征地补偿安置公告第2号" in text_at(f"{address}feeds/notices.atom"))
    assert "征地补偿安置公告第1号" in text_at(address)
    assert "good/gg" in text_at(f"{address}sources")
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    out, _ = process.communicate(timeout=20)
    assert process.returncode == OK
    assert time.monotonic() - began < 10
    said = out.splitlines()
    assert (said[0], said[-1]) == (f"serving at {address} (Ctrl+C ends)", "stopped")


class LongColumn:
    """Many notices, each of which takes a while; ``reading`` is set with the first."""

    def __init__(self) -> None:
        self.reading = Event()

    def answer(self, asked: Asked) -> Reply:
        if asked.path == "/":
            rows = "".join(f'<li><a href="/{n}.html">公告{n}</a><span>2026-11-15</span></li>' for n in range(100))
            return Reply(f'<ul class="list">{rows}</ul>'.encode())
        self.reading.set()
        time.sleep(0.2)
        return Reply(f'<h1>公告{asked.path[1:-5]}</h1><div id="zoom"><p>正文。</p></div>'.encode())


def test_serve_does_not_wait_for_the_end_of_a_long_column(desk: Any, serve: Any) -> None:
    column = LongColumn()
    table = desk.site_on(serve(column), "long", pages=True)
    assert desk.run("sites", "import", desk.write("config/sites/long", table)).returncode == OK
    process = desk.start("serve", FEDERATOR_PORT=str(free_port()))
    assert column.reading.wait(30)
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)  # once more is no other wish
    _, log = process.communicate(timeout=30)
    assert process.returncode == OK
    assert time.monotonic() - began < 10, "100 pages take 20 s"
    assert "outcome=partial" in log, "what was read is kept"
    assert "event=bug" not in log


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_a_pass_that_is_told_to_end_keeps_what_it_read(
    desk: Any, tell: Any, serve: Any, ending: signal.Signals
) -> None:
    column = LongColumn()
    table = desk.site_on(serve(column), "long", pages=True)
    tell("sites", "import", desk.write("config/sites/long", table))
    process = desk.start("harvest", "--json")
    assert column.reading.wait(30)
    process.send_signal(ending)
    time.sleep(0.1)
    process.send_signal(ending)  # as timeout sends it
    began = time.monotonic()
    out, _ = process.communicate(timeout=30)
    assert process.returncode == 128 + ending
    assert time.monotonic() - began < 10, "100 pages take 20 s"
    visit, _ = map(json.loads, out.splitlines())
    assert visit["outcome"] == "partial"
    assert 0 < visit["created"] < 100
    assert visit["created"] + visit["unread"] == 100


def test_serve_alone_asks_no_site(served: Any, bureau: Any) -> None:
    port = free_port()
    process = served.start("serve", "--no-harvest", FEDERATOR_PORT=str(port))
    assert eventually(lambda: "</html>" in text_at(f"http://127.0.0.1:{port}/"))
    time.sleep(0.6)  # several ticks, if there were any
    assert bureau.requests == 0
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)
    assert process.returncode == OK


def test_a_harvest_beside_a_server_that_does_none_reaches_its_feed(served: Any, tell: Any) -> None:
    port = free_port()
    served.start("serve", "--no-harvest", FEDERATOR_PORT=str(port))
    feed = f"http://127.0.0.1:{port}/feeds/notices.json"
    assert eventually(lambda: json.loads(text_at(feed))["items"] == [])
    assert tell("harvest").exit_code == OK
    assert len(json.loads(text_at(feed))["items"]) == 2


def test_serve_on_a_port_that_is_taken_says_so(served: Any, bureau: Any) -> None:
    done = served.run("serve", "--no-harvest", FEDERATOR_PORT=str(bureau.server_port))
    assert done.returncode != OK
    assert "Traceback" not in done.stderr
    assert str(bureau.server_port) in done.stderr


def test_a_demo_on_a_port_that_is_taken_says_how_to_choose_another(desk: Any, tell: Any, bureau: Any) -> None:
    done = tell("demo", "--port", bureau.server_port, "--folder", desk.folder / "demo")
    assert (done.exit_code, "for the demo --port" in done.stderr) == (USAGE, True)
    assert not (desk.folder / "demo").exists()


def test_a_demo_that_somebody_serves_is_not_emptied(desk: Any, tell: Any) -> None:
    folder = desk.folder / "demo"
    folder.mkdir()
    store = Store(folder / "federator.db")
    try:
        store.counts()
        done = tell("demo", "--no-serve", "--folder", folder)
    finally:
        store.close()
    assert (done.exit_code, "the database is in use" in done.stderr) == (USAGE, True)
    assert (folder / "federator.db").exists()


def test_the_demo_tells_its_story_and_ends(desk: Any) -> None:
    done = desk.run("demo", "--no-serve", "--folder", desk.folder / "demo")
    assert done.returncode == OK, done.stderr
    assert " sites registered" in done.stdout
    assert "day 4" in done.stdout
    assert "127.0.0.1" not in done.stdout, "nobody serves there"
    assert f"federator --config {desk.folder / 'demo'} serve --no-harvest" in done.stdout
    assert (desk.folder / "demo" / "federator.db").exists()


def test_a_demo_says_the_address_at_which_it_serves(desk: Any) -> None:
    address = f"http://127.0.0.2:{(port := free_port())}/"
    process = desk.start("demo", "--port", port, "--folder", desk.folder / "demo", FEDERATOR_HOST="127.0.0.2")
    assert eventually(lambda: process.poll() is not None or "</html>" in text_at(address))
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=20)
    assert f"Atom            {address}feeds/notices.atom" in said
    assert "127.0.0.1" not in said


@pytest.mark.parametrize(
    ("host", "taken", "says", "zh"),
    [
        ("127.0.0.1", True, "choose another port", "已被其他程序占用；换一个端口"),
        ("192.0.2.1", False, "must be an address of this machine", "本机没有这个地址；host"),
        ("no..host", False, "must be an address of this machine", "不是有效的地址；host"),
    ],
)
def test_why_it_cannot_listen_is_told_with_what_helps(served: Any, host: str, taken: bool, says: str, zh: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        where = {"FEDERATOR_HOST": host, "FEDERATOR_PORT": str(other.getsockname()[1] if taken else free_port())}
        done = served.run("serve", "--no-harvest", **where)
        assert (done.returncode, says in done.stderr) == (2, True), done.stderr
        assert zh in served.run("serve", "--no-harvest", FEDERATOR_LANG="zh", **where).stderr
