"""Every command, as administrators and timers run it: what it says, what it writes, with which code it ends."""

import json
import logging
import signal
import socket
import subprocess
import sys
import time
import tomllib
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import pytest
import structlog
import tomli_w
from click.testing import CliRunner, Result

from federator.cli import main
from federator.sample.broken_sites import DownServer
from federator.sample.serving import Asked, Reply, Server

ROOT = Path(__file__).parent.parent
DATA = Path(__file__).parent / "data"
CONNECTOR_PAGES = sorted(path.name.removesuffix(".expected.json") for path in (DATA / "connectors").glob("*.json"))
OK, USAGE, PARTIAL, FAILED = 0, 2, 3, 4

Tell = Callable[..., Result]


@pytest.fixture
def tell(desk: Any) -> Iterator[Tell]:
    """Runs a command in this process; keywords are environment variables."""
    handlers = logging.root.handlers[:]

    def run(*args: object, **environment: str) -> Result:
        env = {"FEDERATOR_LANG": "en", "FEDERATOR_DATABASE": None, "FEDERATOR_CONFIG": str(desk.config)} | environment
        return CliRunner().invoke(main, [str(arg) for arg in args], env=env)

    yield run
    structlog.reset_defaults()  # the command's log goes to a stream that is no more
    logging.root.handlers[:] = handlers


def commands(group: click.Group = main, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, command in group.commands.items():
        yield (*path, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


def site(**more: Any) -> dict[str, Any]:
    """A registry file as a table."""
    rule = {"rows": "ul.list li", "date": "span"}
    source = {"id": "gg", "name": "公告", "url": "http://a.example/gg/", "connector": "html-list", "category": "C05",
              "every": "30m", "complete": False, "pages": False, "rule": rule}  # fmt: skip
    usual = {"id": "a", "name": "青田县自然资源和规划局", "organisation": "331121-zrzy", "division": "331121",
             "home": "http://a.example/", "life": "active", "sources": [source]}  # fmt: skip
    return usual | more


def write(folder: Path, name: str, table: dict[str, Any]) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.toml"
    path.write_text(tomli_w.dumps(table), "utf-8")
    return path


@dataclass
class Bureau:
    """A list of two notices."""

    def answer(self, asked: Asked) -> Reply:
        rows = "".join(
            f'<li><a href="/{n}.html">征地补偿安置公告第{n}号</a><span>2026-11-1{n}</span></li>' for n in (1, 2)
        )
        return Reply(f'<html><body><ul class="list">{rows}</ul></body></html>'.encode())


@pytest.fixture
def bureau() -> Iterator[Server]:
    server = Server(Bureau(), 0)
    yield server
    server.close()


@pytest.fixture
def down() -> Iterator[DownServer]:
    with closing(DownServer(0)) as server:
        yield server


def at(server: Server | DownServer, id_: str) -> dict[str, Any]:
    """The registry table of a site on ``server``."""
    home = f"http://127.0.0.1:{server.port}/"
    (source,) = site()["sources"]
    return site(id=id_, home=home, sources=[source | {"url": home}])


# ── the commands as such ──


@pytest.mark.parametrize("path", [(), *commands()], ids=" ".join)
def test_every_command_helps(tell: Tell, path: tuple[str, ...]) -> None:
    done = tell(*path, "--help")
    assert done.exit_code == OK
    assert "Usage:" in done.output


def test_run_py_is_the_command(desk: Any) -> None:
    done = desk.run("--help")
    assert done.returncode == OK
    assert "harvest" in done.stdout
    bare = subprocess.run([sys.executable, ROOT / "run.py", "--help"], capture_output=True, text=True, check=True)
    assert bare.stdout == done.stdout


# ── sites ──


def test_a_broken_registry_file_stops_none_of_the_others(desk: Any, tell: Tell) -> None:
    folder = desk.config / "sites"
    for id_ in ("a", "c"):
        write(folder, id_, site(id=id_))
    write(folder, "b", site(id="b", home="ftp://b.example/", division="999999"))
    (folder / "d.toml").write_text("id = \n", "utf-8")
    done = tell("sites", "import", folder)
    assert (done.exit_code, done.stdout) == (PARTIAL, "2 sites imported\n")
    assert [line.split(": ")[:2] for line in done.stderr.splitlines()] == [
        [str(folder / "b.toml"), "division"],
        [str(folder / "b.toml"), "home"],
        [str(folder / "d.toml"), "cannot be read"],
    ]
    assert "line 1" in done.stderr
    listed = [json.loads(line) for line in tell("sites", "list", "--json").stdout.splitlines()]
    assert [one["id"] for one in listed] == ["a", "c"]


def test_a_file_alone_that_is_broken_fails(desk: Any, tell: Tell) -> None:
    assert tell("sites", "import", write(desk.folder, "x", site(id="Ä"))).exit_code == FAILED
    assert tell("sites", "import", desk.folder / "nowhere.toml").exit_code == USAGE


def test_an_unknown_organisation_is_named(desk: Any, tell: Tell) -> None:
    done = tell("sites", "import", write(desk.folder, "x", site(organisation="330000-nobody")))
    assert done.exit_code == FAILED
    assert "x.toml: organisation: '330000-nobody' is unknown" in done.stderr


def test_sites_are_listed_with_their_sources(desk: Any, tell: Tell) -> None:
    tell("sites", "import", write(desk.folder, "a", site()))
    assert json.loads(tell("sites", "list", "--json").stdout) == {
        "id": "a",
        "name": "青田县自然资源和规划局",
        "life": "active",
        "home": "http://a.example/",
        "sources": ["a/gg"],
    }
    assert tell("sites", "list").stdout.splitlines() == [
        "a  青田县自然资源和规划局  [active]  http://a.example/",
        "    a/gg  公告  html-list  http://a.example/gg/",
    ]


def test_an_export_of_an_import_of_an_export_is_the_same_bytes(desk: Any, tell: Tell) -> None:
    assert tell("sites", "import", ROOT / "config" / "sites").exit_code == OK
    write(desk.folder, "a", site())
    assert tell("sites", "import", desk.folder / "a.toml").exit_code == OK
    assert tell("sites", "export", desk.folder / "once").exit_code == OK
    other = {"FEDERATOR_DATABASE": str(desk.folder / "other.db")}
    assert tell("sites", "import", desk.folder / "once", **other).exit_code == OK
    assert tell("sites", "export", desk.folder / "twice", **other).exit_code == OK
    once, twice = (
        {file.name: file.read_bytes() for file in (desk.folder / name).iterdir()} for name in ("once", "twice")
    )
    assert once == twice
    assert len(once) == 1 + len(list((ROOT / "config" / "sites").glob("*.toml")))
    assert tomllib.loads(once["a.toml"].decode()) == site()


# ── check ──


def test_check_finds_the_shipped_configuration_in_order(desk: Any, tell: Tell) -> None:
    done = tell("--config", ROOT / "config", "--database", desk.database, "check")
    assert (done.exit_code, done.stderr) == (OK, "")


def test_check_names_each_fault_of_the_settings(desk: Any, tell: Tell) -> None:
    desk.settle('port = "80"', "speed = 3", fetch=("pause = -1", 'allow_networks = ["10.0.0.1/8"]'))
    done = tell("check")
    assert done.exit_code == USAGE
    named = [
        line.removeprefix(f"{desk.config / 'federator.toml'}: ").split(":")[0] for line in done.stderr.splitlines()
    ]
    assert named == ["port", "speed", "fetch.pause", "fetch.allow_networks"]


def test_check_gives_the_line_of_a_syntax_error(desk: Any, tell: Tell) -> None:
    (desk.config / "federator.toml").write_text('port = 8000\nhost = "a\n', "utf-8")
    done = tell("check")
    assert done.exit_code == USAGE
    assert "federator.toml" in done.stderr
    assert "line 2" in done.stderr


def test_check_names_what_is_wrong_in_the_profile(desk: Any, tell: Tell) -> None:
    text = (ROOT / "config/spec/zj-land-12.toml").read_text("utf-8")
    (desk.config / "profile.toml").write_text(text.replace('severity = "severe"', 'severity = "awful"', 1), "utf-8")
    settings = (desk.config / "federator.toml").read_text("utf-8")
    settings = settings.replace(f"{ROOT}/config/spec/zj-land-12.toml", "profile.toml")
    (desk.config / "federator.toml").write_text(settings, "utf-8")
    done = tell("check")
    assert done.exit_code == USAGE
    assert "profile.toml" in done.stderr
    assert "awful" in done.stderr


def test_check_names_the_line_of_an_organisation_in_no_division(desk: Any, tell: Tell) -> None:
    with (desk.config / "organisations.csv").open("a", encoding="utf-8") as file:
        file.write("999999-x,某局,,999999,,,\n")
    done = tell("check")
    assert done.exit_code == USAGE
    lines = (desk.config / "organisations.csv").read_text("utf-8").count("\n")
    assert f"organisations.csv: line {lines}: division" in done.stderr


def test_check_reads_the_registry_files_and_finds_an_id_taken_twice(desk: Any, tell: Tell) -> None:
    write(desk.config / "sites", "a", site())
    write(desk.config / "sites", "b", site())
    write(desk.config / "sites", "c", site(id="c", sources=[{"id": "gg", "name": "公告", "url": "news.html"}]))
    done = tell("check")
    assert done.exit_code == USAGE
    assert [line.split(": ")[:2] for line in done.stderr.splitlines()] == [
        [str(desk.config / "sites" / "b.toml"), "id"],
        [str(desk.config / "sites" / "c.toml"), "sources.gg.url"],
    ]


def test_check_tells_a_database_that_is_none(desk: Any, tell: Tell) -> None:
    desk.database.write_bytes(b"Sehr geehrte Damen und Herren, " * 100)
    done = tell("check")
    assert done.exit_code == USAGE
    assert done.stderr.startswith(str(desk.database))
    assert "--database" in done.stderr, "the remedy"
    assert tell("harvest").exit_code == USAGE


def test_check_tells_a_damaged_database(desk: Any, tell: Tell) -> None:
    desk.run("sites", "import", write(desk.folder, "a", site()))
    content = bytearray(desk.database.read_bytes())
    content[4096 * 3 : 4096 * 30] = b"\x5a" * 4096 * 27
    desk.database.write_bytes(content)
    done = tell("check")
    assert done.exit_code == USAGE
    assert str(desk.database) in done.stderr


def test_without_a_configuration_the_remedy_is_named(tell: Tell, tmp_path: Path) -> None:
    done = tell("--config", tmp_path / "nowhere", "check")
    assert done.exit_code == USAGE
    assert "--config" in done.stderr


def test_messages_follow_the_language(desk: Any, tell: Tell) -> None:
    assert "配置、规范、登记文件和数据库均无问题" in tell("check", FEDERATOR_LANG="zh").stdout
    assert "in order" in tell("check", FEDERATOR_LANG="", LC_ALL="en_GB.UTF-8").stdout
    desk.settle("speed = 3")
    assert "不认识的配置项；可用：" in tell("check", FEDERATOR_LANG="zh_CN").stderr


def test_the_environment_names_the_database_and_the_option_beats_it(desk: Any, tell: Tell) -> None:
    by_environment, by_option = desk.folder / "environment.db", desk.folder / "option.db"
    tell("sites", "list", FEDERATOR_DATABASE=str(by_environment))
    assert by_environment.exists()
    tell("--database", by_option, "sites", "list", FEDERATOR_DATABASE=str(desk.folder / "unused.db"))
    assert sorted(path.name for path in desk.folder.glob("*.db")) == ["environment.db", "option.db"]


# ── read, read-notice ──


@pytest.mark.parametrize("recognised", [False, True], ids=["named", "recognised"])
@pytest.mark.parametrize("name", CONNECTOR_PAGES)
def test_read_prints_the_rows_of_a_saved_list(tell: Tell, tmp_path: Path, name: str, recognised: bool) -> None:
    expected = json.loads((DATA / "connectors" / f"{name}.expected.json").read_text("utf-8"))
    page = tmp_path / "saved.html"
    text = (DATA / "connectors" / f"{name}.html").read_text("utf-8")
    page.write_bytes(text.encode(expected.get("charset", "utf-8")))
    more: list[object] = [] if recognised else ["--connector", expected["connector"]]
    if "rule" in expected:
        more += ["--rule", write(tmp_path, "rule", expected["rule"])]
    done = tell("read", page, "--url", expected["url"], "--json", *more)
    assert done.exit_code == OK, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [[row["title"], row["url"], row["date_written"]] for row in rows] == expected["rows"]
    assert all(list(row) == ["title", "url", "date", "date_written"] for row in rows)
    assert all(row["date"] is None or len(row["date"]) == len("2026-11-16") for row in rows)
    if not expected.get("carries_rows", True):
        assert expected["next"]["url"] in done.stderr


@pytest.mark.parametrize("kind", ["atom", "rss"])
def test_read_reads_feeds(tell: Tell, kind: str) -> None:
    done = tell("read", DATA / "publish" / f"notices.{kind}", "--url", f"http://a.example/notices.{kind}", "--json")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert rows
    assert all(row["title"] and row["url"].startswith("http") and row["date"] for row in rows)


def test_read_for_people_shows_day_title_and_address(tell: Tell, tmp_path: Path) -> None:
    page = tmp_path / "list.html"
    page.write_text(
        '<ul><li><a href="1.htm">公告一</a> 2026年7月2日</li><li><a href="2.htm">公告二</a></li></ul>', "utf-8"
    )
    done = tell("read", page, "--url", "http://a.example/gg/", "--rule", write(tmp_path, "rule", {"rows": "li"}))
    assert done.stdout.splitlines() == [
        "2026-07-02  公告一",
        "            http://a.example/gg/1.htm",
        "?           公告二",
        "            http://a.example/gg/2.htm",
    ]


@pytest.mark.parametrize(
    ("content", "more", "said"),
    [
        ("<html><body>系统繁忙，请稍后再试</body></html>", (), "error text"),
        ("<html><body><p>欢迎光临</p></body></html>", (), "not recognised"),
        ("<ul></ul>", ("--connector", "html-list"), "rule"),
        ("<ul></ul>", ("--rule", "no-such-file.toml"), "no-such-file.toml"),
        ("<ul></ul>", ("--connector", "gopher"), "gopher"),
    ],
)
def test_read_names_what_it_cannot_read(
    tell: Tell, tmp_path: Path, content: str, more: tuple[str, ...], said: str
) -> None:
    page = tmp_path / "page.html"
    page.write_text(content, "utf-8")
    done = tell("read", page, "--url", "http://a.example/gg/", "--json", *more)
    assert (done.exit_code, done.stdout) == (USAGE, "")
    assert said in done.stderr


def test_read_names_the_faulty_key_of_a_rule(tell: Tell, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<ul><li>1</li></ul>", "utf-8")
    rule = write(tmp_path, "rule", {"row": "li"})
    done = tell("read", page, "--url", "http://a.example/", "--rule", rule)
    assert done.exit_code == USAGE
    assert f"{rule}: row" in done.stderr
    assert f"{rule}: rows" in done.stderr


@pytest.mark.parametrize("command", ["read", "read-notice"])
def test_an_address_that_is_none_is_refused(tell: Tell, tmp_path: Path, command: str) -> None:
    (tmp_path / "page.html").write_text("<p>x</p>", "utf-8")
    done = tell(command, tmp_path / "page.html", "--url", "gg/index.html")
    assert done.exit_code == USAGE
    assert "--url" in done.stderr


def test_read_notice_has_the_fields_of_the_spec(tell: Tell) -> None:
    expected = json.loads((DATA / "notice_page" / "trs.json").read_text("utf-8"))
    done = tell("read-notice", DATA / "notice_page" / "trs.html", "--url", expected["url"], "--json")
    assert done.exit_code == OK, done.stderr
    record = json.loads(done.stdout)
    named = {"title", "url", "published", "written", "publisher", "doc_no", "index_no", "category", "abstract",
             "validity", "attachments", "html", "text", "disclosure", "language", "breaches"}  # fmt: skip
    assert named <= record.keys()
    assert record["title"] == expected["title"]
    assert record["published"].startswith("2026-08-27")
    assert record["doc_no"] == "云规函〔2026〕12号"
    assert [one["name"] for one in record["attachments"]] == [name for name, *_ in expected["attachments"]]
    assert "请于9月10日前反馈。" in record["text"]
    assert all(breach.keys() >= {"clause", "field", "severity", "seen"} for breach in record["breaches"])


def test_read_notice_for_people_leaves_out_what_is_empty(tell: Tell) -> None:
    done = tell("read-notice", DATA / "notice_page" / "trs.html", "--url", "http://zrzy.yunling.example/tz/1.html")
    assert "doc_no: 云规函〔2026〕12号" in done.stdout
    assert "effective:" not in done.stdout


# ── harvest ──


def test_harvest_ends_with_a_code_that_tells_how_it_went(
    desk: Any, tell: Tell, bureau: Server, down: DownServer
) -> None:
    write(desk.config / "sites", "good", at(bureau, "good"))
    write(desk.config / "sites", "down", at(down, "down"))
    write(desk.config / "sites", "draft", at(bureau, "draft") | {"life": "draft"})
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
def test_harvest_names_what_is_not_there(desk: Any, tell: Tell, bureau: Server, name: str) -> None:
    write(desk.config / "sites", "good", at(bureau, "good"))
    write(desk.config / "sites", "draft", at(bureau, "draft") | {"life": "draft"})
    tell("sites", "import", desk.config / "sites")
    done = tell("harvest", "good", name)
    assert done.exit_code == USAGE
    assert done.stderr.startswith(f"{name}: ")
    assert bureau.requests == 0


# ── serve, demo ──


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def text_at(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:
        text: str = answer.read().decode()
    return text


def eventually(found: Callable[[], bool], seconds: float = 30) -> bool:
    """Whether it came true in time; a server that does not answer yet has not."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if found():
                return True
        except OSError:
            pass
        time.sleep(0.05)
    return False


@pytest.fixture
def served(desk: Any, tell: Tell, bureau: Server) -> Any:
    """A desk with one good site, and a tick that does not keep a test waiting."""
    desk.settle("tick = 0.2")
    tell("sites", "import", write(desk.config / "sites", "good", at(bureau, "good")))
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
    assert out.splitlines() == [f"serving at {address} (Ctrl+C ends)", "stopped"]


def test_serve_alone_asks_no_site(served: Any, bureau: Server) -> None:
    port = free_port()
    process = served.start("serve", "--no-harvest", FEDERATOR_PORT=str(port))
    assert eventually(lambda: "</html>" in text_at(f"http://127.0.0.1:{port}/"))
    time.sleep(0.6)  # several ticks, if there were any
    assert bureau.requests == 0
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)
    assert process.returncode == OK


def test_a_harvest_beside_a_server_that_does_none_reaches_its_feed(served: Any, tell: Tell) -> None:
    port = free_port()
    served.start("serve", "--no-harvest", FEDERATOR_PORT=str(port))
    feed = f"http://127.0.0.1:{port}/feeds/notices.json"
    assert eventually(lambda: json.loads(text_at(feed))["items"] == [])
    assert tell("harvest").exit_code == OK
    assert len(json.loads(text_at(feed))["items"]) == 2


def test_serve_on_a_port_that_is_taken_says_so(served: Any, bureau: Server) -> None:
    done = served.run("serve", "--no-harvest", FEDERATOR_PORT=str(bureau.port))
    assert done.returncode != OK
    assert "Traceback" not in done.stderr
    assert str(bureau.port) in done.stderr


def test_the_demo_tells_its_story_and_ends(desk: Any) -> None:
    done = desk.run("demo", "--no-serve", "--folder", desk.folder / "demo")
    assert done.returncode == OK, done.stderr
    assert "9 sites registered" in done.stdout
    assert "day 4" in done.stdout
    assert "/feeds/notices.atom" in done.stdout
    assert (desk.folder / "demo" / "federator.db").exists()
