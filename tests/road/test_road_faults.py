"""Everything goes wrong at once, and afterwards each notice is what it is in truth. The longer run of the same is
``python -m benchmarks.faults``."""

from pathlib import Path

from benchmarks.faults.chaos import chaos
from benchmarks.faults.rivals import rivals
from benchmarks.faults.stops import stops


def test_killed_at_any_write_or_commit_a_harvest_goes_on_to_the_truth(tmp_path: Path) -> None:
    assert stops(tmp_path, 150)["stops"] >= 3


def test_sites_processes_disk_and_clock_fail_and_the_log_explains_it(tmp_path: Path) -> None:
    told = chaos(tmp_path, 1, 5)
    assert told["explained"] > 0
    assert told["killed"] + told["full"] + told["clock"] > 0


def test_two_harvesters_never_ask_at_a_time_and_lose_nothing_when_killed(tmp_path: Path) -> None:
    done = rivals(tmp_path, 3, 2)
    assert done["turns"] >= 3
