"""Work in child processes of their own, measured by the system; tables and JSON of what came out."""

import argparse
import importlib
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from compileall import compile_dir
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.util import find_spec
from operator import attrgetter
from time import perf_counter

from benchmarks.house import ROOT


@dataclass(frozen=True, slots=True)
class Measured:
    """CPU seconds (user and system, interpreter and imports included), wall seconds, peak resident MB; ``found`` is
    what the work itself counted."""

    cpu: float
    wall: float
    peak_mb: float
    found: Mapping[str, object] = field(default_factory=dict)


def measure(work: str, **arguments: object) -> Measured:
    """Run ``module:function`` with ``arguments`` (JSON values) in a fresh interpreter; it returns counts or None.

    :raises subprocess.CalledProcessError: the work failed; its own words are on standard error.
    """
    _compile()
    say(f"{work} {json.dumps(arguments)[:120]}")
    command = [sys.executable, "-m", "benchmarks.measuring", work, json.dumps(arguments)]
    began = perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert child.stdout is not None  # noqa: S101 - a pipe was asked for
    with child.stdout as said:
        output = said.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command)
    found = json.loads(output.splitlines()[-1]) or {}
    return Measured(usage.ru_utime + usage.ru_stime, perf_counter() - began, usage.ru_maxrss / 1024, found)


@cache
def _compile() -> None:
    """The bytecode of our own modules lies ready, as pip has made that of the peers."""
    for package in ("federator", "benchmarks"):
        compile_dir(ROOT / package, quiet=1)


def present(library: str) -> bool:
    """Whether a peer is installed; says so where it is not."""
    if find_spec(library):
        return True
    say(f"{library} is not installed (pip install -e .[bench]); the benchmark goes on without it")
    return False


def say(line: str) -> None:
    """Progress, on standard error."""
    print(line, file=sys.stderr, flush=True)


def arguments(description: str | None, **sizes: int) -> argparse.Namespace:
    """The flags of a benchmark: ``--json`` and its sizes with their defaults."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    for name, size in sizes.items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=int, default=size, help="default: %(default)s")
    return parser.parse_args()


RUNS = 3
MORE = 10
MEASURED = ("way", "sweep", "CPU s", "wall s", "peak MB", "found")
"""The columns of :meth:`Table.measure`."""


@dataclass(slots=True)
class Table:
    """Rows of one benchmark, named by its columns."""

    title: str
    columns: Sequence[str]
    rows: list[Sequence[object]] = field(default_factory=list)

    def add(self, *cells: object) -> None:
        """One row, shown at once on standard error."""
        self.rows.append(cells)
        say("  " + "  ".join(map(_shown, cells)))

    def measure(self, way: str, sweep: str, work: str, **arguments: object) -> None:
        """Run one piece of work (:func:`measure`) and add its row: way, sweep, CPU s, wall s, peak MB, counts.

        An unchanged sweep can be run again: it is the cheapest of :data:`RUNS`, for what a neighbour on the machine
        costs only ever adds.
        """
        runs = RUNS if sweep.endswith("unchanged") else 1
        done = min((measure(work, **arguments) for _ in range(runs)), key=attrgetter("cpu"))
        self.add(way, sweep, done.cpu, done.wall, round(done.peak_mb), _listed(done))

    def measure_more(self, way: str, sweep: str, work: str, **arguments: object) -> None:
        """What a sweep costs in a process that has swept before, as in a service: of :data:`MORE` the mean, and the
        peak and the counts of the last."""
        once, more = (measure(work, sweeps=sweeps, **arguments) for sweeps in (1, 1 + MORE))
        cpu, wall = (more.cpu - once.cpu) / MORE, (more.wall - once.wall) / MORE
        self.add(way, f"{sweep}, once more", cpu, wall, round(more.peak_mb), _listed(more))

    def print(self, as_json: bool) -> None:
        """To standard output: Markdown, or one JSON object."""
        if as_json:
            print(json.dumps(asdict(self), ensure_ascii=False))
            return
        print(f"\n{self.title}\n")
        print(f"| {' | '.join(self.columns)} |\n|{'---|' * len(self.columns)}")
        for row in self.rows:
            print(f"| {' | '.join(map(_shown, row))} |")


def _listed(done: Measured) -> str:
    return ", ".join(f"{name} {count}" for name, count in done.found.items())


def _shown(cell: object) -> str:
    if isinstance(cell, list | tuple):
        return " / ".join(map(_shown, cell))
    return f"{cell:.2f}" if isinstance(cell, float) else str(cell)


def _child() -> None:
    module, _, name = sys.argv[1].partition(":")
    found = getattr(importlib.import_module(module), name)(**json.loads(sys.argv[2]))
    print(json.dumps(found))


if __name__ == "__main__":
    _child()
