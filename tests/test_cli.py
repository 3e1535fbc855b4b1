"""Every command is there; the registry as files; what check finds. As administrators run it."""

import json
import sqlite3
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import click
import pytest

from federator.cli import main
from federator.model.people import Actor
from federator.model.place import Organisation
from federator.store import Store
from tests.conftest import commands_of

ROOT = Path(__file__).parent.parent
OK, USAGE, PARTIAL, FAILED = 0, 2, 3, 4


def commands(group: click.Group = main, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, command in commands_of(group).items():
        yield (*path, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


# ── the commands as such ──


def test_it_is_run_as_a_module_too() -> None:
    ran = subprocess.run([sys.executable, "-m", "federator", "--help"], capture_output=True, text=True, check=False)
    assert ran.returncode == OK, ran.stderr
    assert set(commands_of(main)) <= set(ran.stdout.split())


@pytest.mark.parametrize(
    "command",
    [
        ("sources", "pause", "a/gg", "--why"),
        ("withdrawals", "refuse", "a/gg", "--all", "--why"),
        ("rewrites", "accept", "a/gg", "--all", "--why"),
        ("takedown", "x", "--reason"),
        ("purge", "x", "--reason"),
    ],
    ids=lambda command: command[0],
)
def test_a_reason_says_something(tell: Any, command: tuple[str, ...]) -> None:
    done = tell(*command, " ")
    assert (done.exit_code, command[-1] in done.stderr) == (USAGE, True)


@pytest.mark.parametrize("what", ["withdrawals", "rewrites"])
def test_where_nothing_waits_it_says_so(tell: Any, what: str) -> None:
    assert "nothing waits" in tell(what, "list").stderr
    assert tell(what, "list", "--json").output == ""


@pytest.mark.parametrize("command", ["reread", "verify", "harvest"])
def test_what_is_no_text_names_nothing(tell: Any, command: str) -> None:
    done = tell(command, "a\udcff")  # as Python hands on the byte FF
    assert (done.exit_code, "a\\udcff" in done.stderr) == (USAGE, True)


def test_what_is_no_text_and_too_long_for_a_file_is_refused_as_well(tell: Any) -> None:
    assert tell("verify", "\udcff" * 300).exit_code == USAGE


@pytest.mark.parametrize("path", [(), *commands()], ids=" ".join)
def test_every_command_helps(tell: Any, path: tuple[str, ...]) -> None:
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


def test_a_broken_registry_file_stops_none_of_the_others(desk: Any, tell: Any) -> None:
    folder = desk.config / "sites"
    for id_ in ("a", "c"):
        desk.write(f"config/sites/{id_}", desk.site(id=id_))
    desk.write("config/sites/b", desk.site(id="b", home="ftp://b.example/", division="999999"))
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


def test_a_file_alone_that_is_broken_fails(desk: Any, tell: Any) -> None:
    assert tell("sites", "import", desk.write("x", desk.site(id="Ä"))).exit_code == FAILED
    assert tell("sites", "import", desk.folder / "nowhere.toml").exit_code == USAGE


def test_an_unknown_organisation_is_named(desk: Any, tell: Any) -> None:
    done = tell("sites", "import", desk.write("x", desk.site(organisation="330000-nobody")))
    assert done.exit_code == OK
    assert "330000-nobody: not in the directory" in done.stderr


def test_sites_are_listed_with_their_sources(desk: Any, tell: Any) -> None:
    tell("sites", "import", desk.write("a", desk.site()))
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


def test_an_export_of_an_import_of_an_export_is_the_same_bytes(desk: Any, tell: Any) -> None:
    assert tell("sites", "import", ROOT / "config" / "sites").exit_code == OK
    desk.write("a", desk.site())
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
    assert tomllib.loads(once["a.toml"].decode()) == desk.site()


# ── check ──


def test_an_export_into_a_folder_that_cannot_be_made_is_a_fault(desk: Any, tell: Any) -> None:
    (desk.folder / "file").write_text("in the way", "utf-8")
    done = tell("sites", "export", desk.folder / "file" / "sites")
    assert done.exit_code == USAGE
    assert "cannot be written to" in done.stderr


def test_check_finds_the_shipped_configuration_in_order(desk: Any, tell: Any) -> None:
    done = tell("--config", ROOT / "config", "--database", desk.database, "check")
    assert (done.exit_code, done.stderr) == (OK, "")


def test_check_names_a_database_that_cannot_be_written(desk: Any, tell: Any) -> None:
    (desk.folder / "file").write_text("in the way", "utf-8")
    done = tell("--config", ROOT / "config", "--database", desk.folder / "file" / "federator.db", "check")
    assert (done.exit_code, "the database cannot be written" in done.stderr) == (USAGE, True)


def test_check_names_each_fault_of_the_settings(desk: Any, tell: Any) -> None:
    desk.settle(
        'port = "80"',
        "speed = 3",
        'public_url = "here"',
        'tag_authority = "a.example,2026-13"',
        fetch=("pause = -1", 'allow_networks = ["10.0.0.1/8"]'),
    )
    done = tell("check")
    assert done.exit_code == USAGE
    named = [
        line.removeprefix(f"{desk.config / 'federator.toml'}: ").split(":")[0] for line in done.stderr.splitlines()
    ]
    assert sorted(named) == ["fetch.allow_networks", "fetch.pause", "port", "public_url", "speed", "tag_authority"]


def test_check_gives_the_line_of_a_syntax_error(desk: Any, tell: Any) -> None:
    (desk.config / "federator.toml").write_text('port = 8000\nhost = "a\n', "utf-8")
    done = tell("check")
    assert done.exit_code == USAGE
    assert "federator.toml" in done.stderr
    assert "line 2" in done.stderr


def test_check_names_what_is_wrong_in_the_profile(desk: Any, tell: Any) -> None:
    text = (ROOT / "config/spec/zj-land-12.toml").read_text("utf-8")
    (desk.config / "profile.toml").write_text(text.replace('severity = "severe"', 'severity = "awful"', 1), "utf-8")
    settings = (desk.config / "federator.toml").read_text("utf-8")
    settings = settings.replace(f"{ROOT}/config/spec/zj-land-12.toml", "profile.toml")
    (desk.config / "federator.toml").write_text(settings, "utf-8")
    done = tell("check")
    assert done.exit_code == USAGE
    assert "profile.toml" in done.stderr
    assert "awful" in done.stderr


def test_check_names_the_line_of_an_organisation_in_no_division(desk: Any, tell: Any) -> None:
    with (desk.config / "organisations.csv").open("a", encoding="utf-8") as file:
        file.write("999999-x,某局,,999999,,,\n")
    done = tell("check")
    assert done.exit_code == USAGE
    lines = (desk.config / "organisations.csv").read_text("utf-8").count("\n")
    assert f"organisations.csv: line {lines}: division" in done.stderr


def test_an_import_is_in_the_audit_log_and_a_second_one_changes_nothing(desk: Any, tell: Any) -> None:
    path = desk.write("config/sites/a", desk.site())
    for _ in range(2):
        assert tell("sites", "import", path).exit_code == OK
    desk.write("config/sites/a", desk.site(name="另一个名称"))
    tell("sites", "import", path)
    store = Store(desk.database)
    changed, added = store.people.acts(None, 9)
    store.close()
    assert (added.act, added.about, added.by.person) == ("site-added", "site/a", "terminal")
    assert (changed.act, changed.after) == ("site-changed", {"name": "另一个名称"})


def test_a_command_closes_the_database_that_it_opened(desk: Any, tell: Any) -> None:
    tell("sites", "import", desk.write("config/sites/a", desk.site()))
    assert [path.name for path in desk.folder.glob("federator.db-*")] == []


def test_nothing_to_import_or_to_harvest_is_said(desk: Any, tell: Any) -> None:
    (desk.folder / "empty").mkdir()
    told = tell("sites", "import", desk.folder / "empty")
    assert (told.exit_code, "no registry files" in told.stderr) == (USAGE, True)
    told = tell("harvest")
    assert (told.exit_code, "no site is registered yet" in told.stderr) == (OK, True)
    tell("sites", "import", desk.write("config/sites/a", desk.site(life="suspended")))
    assert "no site is registered" not in tell("harvest").stderr


def test_check_covers_what_the_desk_wrote_of_organisations(desk: Any, tell: Any) -> None:
    store = Store(desk.database)
    store.organisations.save(Organisation("a-b", ("某局",), "999999"), None, Actor("terminal"))
    store.close()
    told = tell("check")
    assert (told.exit_code, "organisation a-b: division" in told.output) == (2, True), told.output


def test_check_reads_the_registry_files_and_finds_an_id_taken_twice(desk: Any, tell: Any) -> None:
    desk.write("config/sites/a", desk.site())
    desk.write("config/sites/b", desk.site())
    desk.write("config/sites/c", desk.site(id="c", sources=[{"id": "gg", "name": "公告", "url": "news.html"}]))
    done = tell("check")
    assert done.exit_code == USAGE
    assert [line.split(": ")[:2] for line in done.stderr.splitlines()] == [
        [str(desk.config / "sites" / "b.toml"), "id"],
        [str(desk.config / "sites" / "c.toml"), "sources.gg.url"],
    ]


def test_of_two_files_that_name_one_site_the_second_is_not_imported(desk: Any, tell: Any) -> None:
    desk.write("config/sites/a", desk.site())
    desk.write("config/sites/b", desk.site(name="另一个站"))
    done = tell("sites", "import", desk.config / "sites")
    assert (done.exit_code, f"{desk.config / 'sites' / 'b.toml'}: id" in done.stderr) == (PARTIAL, True)
    assert "青田县自然资源和规划局" in tell("sites", "list").stdout


def test_a_file_that_windows_marked_as_utf_8_is_read(desk: Any, tell: Any) -> None:
    path = desk.write("config/sites/a", desk.site())
    path.write_text(path.read_text("utf-8"), "utf-8-sig")
    assert tell("sites", "import", path).exit_code == OK


def test_a_folder_that_cannot_be_looked_into_is_a_fault(desk: Any, tell: Any) -> None:
    (desk.config / "sites").mkdir(exist_ok=True)
    loop = desk.config / "sites" / "loop.toml"
    loop.symlink_to(loop)
    done = tell("check")
    assert (done.exit_code, str(loop) in done.stderr) == (USAGE, True)


def test_check_tells_the_database_of_another_program(desk: Any, tell: Any) -> None:
    with closing(sqlite3.connect(desk.database)) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
    for command in ("check", "harvest"):
        done = tell(command)
        assert (done.exit_code, "of another program" in done.stderr) == (USAGE, True)
    with closing(sqlite3.connect(desk.database)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("bookmarks",)]


def test_check_tells_a_database_that_is_none(desk: Any, tell: Any) -> None:
    desk.database.write_bytes(b"Sehr geehrte Damen und Herren, " * 100)
    done = tell("check")
    assert done.exit_code == USAGE
    assert done.stderr.startswith(str(desk.database))
    assert "--database" in done.stderr, "the remedy"
    assert tell("harvest").exit_code == USAGE


def test_check_tells_a_damaged_database(desk: Any, tell: Any) -> None:
    desk.run("sites", "import", desk.write("a", desk.site()))
    content = bytearray(desk.database.read_bytes())
    content[4096 * 3 : 4096 * 30] = b"\x5a" * 4096 * 27
    desk.database.write_bytes(content)
    done = tell("check")
    assert done.exit_code == USAGE
    assert str(desk.database) in done.stderr


def test_without_a_configuration_the_remedy_is_named(tell: Any, tmp_path: Path) -> None:
    done = tell("--config", tmp_path / "nowhere", "check")
    assert done.exit_code == USAGE
    assert "--config" in done.stderr


def test_messages_follow_the_language(desk: Any, tell: Any) -> None:
    assert "配置、规范、登记文件和数据库均无问题" in tell("check", FEDERATOR_LANG="zh").stdout
    assert "in order" in tell("check", FEDERATOR_LANG="", LC_ALL="en_GB.UTF-8").stdout
    desk.settle("speed = 3")
    assert "不认识的键；可用：" in tell("check", FEDERATOR_LANG="zh_CN").stderr


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("columns", "nowhere"), "需要 http 或 https 地址"),
        (("mirror", "nowhere", "copy"), "需要 http 或 https 地址"),
        (("read", __file__, "--url", "nowhere"), "需要 http 或 https 地址"),
        (("recognise", "nowhere"), "没有这个文件"),
        (("induce", __file__), "原网址"),
        (("harvest", "--backfill"), "请指明采集源"),
        (("health", "list", "nowhere/gg"), "没有这个采集源"),
    ],
)
def test_a_command_that_cannot_begin_says_why_in_chinese(tell: Any, args: tuple[str, ...], said: str) -> None:
    done = tell(*args, FEDERATOR_LANG="zh")
    assert done.exit_code == USAGE
    assert said in done.stderr


def test_the_environment_names_the_database_and_the_option_beats_it(desk: Any, tell: Any) -> None:
    by_environment, by_option = desk.folder / "environment.db", desk.folder / "option.db"
    tell("sites", "list", FEDERATOR_DATABASE=str(by_environment))
    assert by_environment.exists()
    tell("--database", by_option, "sites", "list", FEDERATOR_DATABASE=str(desk.folder / "unused.db"))
    assert sorted(path.name for path in desk.folder.glob("*.db")) == ["environment.db", "option.db"]


def test_a_fault_of_the_environment_names_the_variable(desk: Any, tell: Any) -> None:
    done = tell("check", FEDERATOR_PORT="99999")
    assert done.exit_code == 2
    assert done.stderr.startswith("FEDERATOR_PORT: 99999 will not do")


def test_a_folder_that_cannot_be_made_is_a_fault(desk: Any, tell: Any) -> None:
    (desk.folder / "file").write_text("in the way", "utf-8")
    done = tell("sites", "list", FEDERATOR_DATABASE=str(desk.folder / "file" / "x.db"))
    assert done.exit_code == 2
    assert "cannot be created" in done.stderr


def test_a_user_agent_that_no_header_can_carry_is_a_fault(desk: Any, tell: Any) -> None:
    desk.settle(fetch=('user_agent = "采集"',))
    assert "fetch.user_agent: '采集' will not do; it must be printable ASCII" in tell("check").stderr


def test_times_that_no_calendar_holds_are_refused(desk: Any, tell: Any) -> None:
    many = 10**12
    times = (f"{name} = {many}" for name in ("captures_days", "tick", "visit_seconds"))
    desk.settle(*times, fetch=("[attachments]", f"years = {many}"))
    said = tell("check").stderr
    for key, most in (
        ("captures_days", "a whole number from 0 to 36500"),
        ("tick", "seconds from 0 to 1000000000"),
        ("visit_seconds", "whole seconds from 1 to 1000000000"),
        ("attachments.years", "years from 0 to 100"),
    ):
        assert f"{key}: {many} will not do; it must be {most}" in said
