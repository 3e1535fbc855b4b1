"""The command as people run it: a configuration folder of the test's own, and ``federator`` as a process in it."""

import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click
import pytest
import structlog
import tomli_w
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, settings

from federator.sample.broken_sites import DownServer
from federator.sample.serving import Sample, Server
from federator.visit import boundary

ROOT = Path(__file__).parent.parent
QUIET = {name: value for name, value in os.environ.items() if not name.startswith("FEDERATOR_")}

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")  # a busy machine may stop a test for a moment at any example


@pytest.fixture
def serve() -> Iterator[Callable[[Sample], Server]]:
    """Serves sites until the test ends."""
    with ExitStack() as stack:
        yield lambda site: stack.enter_context(closing(Server(site)))


@pytest.fixture(autouse=True)
def bugs() -> Iterator[list[str]]:
    """A bug that a visit contained fails the test all the same, unless the test itself takes it out of here."""
    met: list[str] = []
    tell = boundary.tell_bug

    def told(what: str) -> None:
        met.append(f"{what}: {sys.exception()!r}")
        tell(what)

    with pytest.MonkeyPatch.context() as instead:
        instead.setattr(boundary, "tell_bug", told)
        yield met
    assert not met


@dataclass
class Desk:
    """A configuration folder with the project's own profile and divisions, and a database beside it."""

    folder: Path
    started: list[subprocess.Popen[str]] = field(default_factory=list)

    @property
    def config(self) -> Path:
        return self.folder / "config"

    @property
    def database(self) -> Path:
        return self.folder / "federator.db"

    def settle(self, *more: str, fetch: tuple[str, ...] = ("pause = 0", 'allow_networks = ["127.0.0.0/8"]')) -> None:
        """Write federator.toml anew, with these lines too."""
        usual = (f'database = "{self.database}"', f'profile = "{ROOT}/config/spec/zj-land-12.toml"',
                 f'divisions = "{ROOT}/config/divisions/zhejiang.csv"')  # fmt: skip
        lines = (*usual, 'organisations = "organisations.csv"', *more, "[fetch]", *fetch)
        (self.config / "federator.toml").write_text("\n".join(lines), "utf-8")

    def site(self, **more: Any) -> dict[str, Any]:
        """A registry file as a table: an active site with one list, ``more`` in place of what is usual."""
        rule = {"rows": "ul.list li", "date": "span"}
        source = {"id": "gg", "name": "公告", "url": "http://a.example/gg/", "connector": "html-list",
                  "category": "C05", "every": "30m", "complete": False, "pages": False, "rule": rule}  # fmt: skip
        usual = {"id": "a", "name": "青田县自然资源和规划局", "organisation": "331121-zrzy", "division": "331121",
                 "home": "http://a.example/", "life": "active", "sources": [source]}  # fmt: skip
        return usual | more

    def site_on(self, server: Server | DownServer, id_: str = "a", **source: Any) -> dict[str, Any]:
        """The same of a site that ``server`` serves, ``source`` in place of what is usual of its list."""
        home = f"{server.origin}/"
        (usual,) = self.site()["sources"]
        return self.site(id=id_, home=home, sources=[usual | {"url": home} | source])

    def write(self, place: str, table: dict[str, Any]) -> Path:
        """Write a table as ``place``.toml of this desk's folder."""
        path = self.folder / f"{place}.toml"
        path.write_text(tomli_w.dumps(table), "utf-8")
        return path

    def command(self, *args: object) -> list[str]:
        """The command line."""
        return [sys.executable, str(ROOT / "run.py"), "--config", str(self.config), *map(str, args)]

    def start(self, *args: object, **environment: str) -> subprocess.Popen[str]:
        """A process that is ended with the test at the latest."""
        process = subprocess.Popen(
            self.command(*args),
            cwd=self.folder,
            env=QUIET | {"FEDERATOR_LANG": "en"} | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        self.started.append(process)
        return process

    def run(self, *args: object, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run the command to its end."""
        process = self.start(*args, **environment)
        out, err = process.communicate(timeout=60)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def close(self) -> None:
        for process in self.started:
            process.kill()
            process.communicate()


@pytest.fixture
def make_desk(tmp_path: Path) -> Iterator[Callable[[str], Desk]]:
    """Makes desks by name, each in a folder of its own."""
    desks: list[Desk] = []

    def make(name: str = "desk") -> Desk:
        desk = Desk(tmp_path / name)
        (desk.config / "sites").mkdir(parents=True)
        shutil.copy(ROOT / "config/organisations/zhejiang.csv", desk.config / "organisations.csv")
        desk.settle()
        desks.append(desk)
        return desk

    yield make
    for desk in desks:
        desk.close()


@pytest.fixture
def desk(make_desk: Any) -> Desk:
    """One desk."""
    made: Desk = make_desk()
    return made


def commands_of(group: click.Group) -> dict[str, click.Command]:
    """The commands below ``group`` by name."""
    context = click.Context(group)
    found = {name: group.get_command(context, name) for name in group.list_commands(context)}
    return {name: command for name, command in found.items() if command}


Tell = Callable[..., Result]


@pytest.fixture
def tell(desk: Any) -> Iterator[Tell]:
    """Runs a command in this process; keywords are environment variables."""
    from federator.cli import main  # all of federator: only these tests pay for it

    handlers = logging.root.handlers[:]

    def run(*args: object, **environment: str) -> Result:
        env = {"FEDERATOR_LANG": "en", "FEDERATOR_DATABASE": None, "FEDERATOR_CONFIG": str(desk.config)} | environment
        return CliRunner().invoke(main, [str(arg) for arg in args], env=env)

    yield run
    structlog.reset_defaults()  # the command's log goes to a stream that is no more
    logging.root.handlers[:] = handlers
