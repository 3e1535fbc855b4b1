"""Each benchmark runs to its end, on sizes that say nothing about speed. Peers may be absent, federator may not."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SMALL = {
    "feeds": "--columns 2 --entries 3",
    "hanweb": "--columns 2 --rows 3",
    "notice_pages": "--lists 1 --rows 3",
    "growth": "--columns 20 --entries 1",
    "month": "--sources 2 --days 1 --step 3600",
    "year": "--sources 2 --days 30 --step 86400",
    "rhythms": "--sources 2 --days 2",
    "parsing": "--rows 3 --rounds 1",
    "fields": "--repeats 1",
    "personal": "--rounds 1",
    "faults": "--stride 400 --rounds 1 --stories 1 --kills 1",
    "purging": "--notices 200",
    "copying": "--notices 200",
    "merged_feed": "--notices 200 --repeats 2 --feeds 1",
}
Running = dict[str, subprocess.Popen[str]]


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    """All of them at once: most of their time is starting processes."""
    started = {
        name: subprocess.Popen(
            [sys.executable, "-m", f"benchmarks.{name}", "--json", *sizes.split()],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for name, sizes in SMALL.items()
    }  # fmt: skip
    yield started
    for one in started.values():
        one.kill()
        one.wait()
        for pipe in (one.stdout, one.stderr):  # not read to their end: a server that it started may hold them open
            assert pipe
            pipe.close()


FEDERATOR_FOUND = {
    "feeds": ["new 6, asked 2, changed 2", *["new 0, asked 2, unchanged 2"] * 2],
    "hanweb": ["new 6, asked 2, changed 2", *["new 0, asked 2, unchanged 2"] * 2,
               "new 6, asked 4, changed 2", *["new 0, asked 4, unchanged 2"] * 2],
    "notice_pages": ["new 3, asked 4, changed 1"],
}  # fmt: skip
"""What the real sweep must come to: a benchmark that measures failed visits measures nothing."""


@pytest.mark.parametrize("name", SMALL)
def test_a_benchmark_prints_its_table(running: Running, name: str) -> None:
    output, said = running[name].communicate(timeout=120)
    assert running[name].returncode == 0, said
    table = json.loads(output)
    assert table["rows"]
    assert {len(row) for row in table["rows"]} == {len(table["columns"])}
    found = [row[-1] for row in table["rows"] if row[0] == "federator"]
    assert found == FEDERATOR_FOUND.get(name, [])
