"""The command as people run it: a configuration folder of the test's own, and ``federator`` as a process in it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
QUIET = {name: value for name, value in os.environ.items() if not name.startswith("FEDERATOR_")}


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
