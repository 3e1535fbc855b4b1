"""A harvest killed at a write or a commit, begun again, and compared with the truth."""

from pathlib import Path
from shutil import copyfile

from benchmarks.faults.dying import KILLED, in_child, killed_at, settle
from benchmarks.faults.stage import expect, expect_truth, finish, revisions, staged
from benchmarks.measuring import say
from federator.sample.story import DAYS


def stops(folder: Path, stride: int) -> dict[str, int]:
    """Kill the second harvest of the province (its story has ended meanwhile) at every ``stride``-th write or commit,
    each time from the same beginning; go on, and compare. Raises WrongError where anything is not as it should."""
    with staged(folder / "stage") as stage:
        stage.harvest()
        while stage.province.story.day < DAYS:
            stage.province.advance()
            stage.days += 1
        before, database = folder / "before.db", stage.settings.database
        settle(database)
        copyfile(database, before)
        number = done = 0
        while True:
            number += stride
            _put_back(before, database)
            code = in_child(killed_at(number, stage.harvest))
            if code == 0:
                return {"stops": done, "writes": number}
            expect(code == KILLED, f"at write {number}: exit code {code}")
            kept = revisions(before)
            expect(revisions(database)[: len(kept)] == kept, f"at write {number}: what was there changed")
            finish(stage)
            expect_truth(stage, f"at write {number}")
            stage.days = 0
            done += 1
            if done % 100 == 0:
                say(f"stopped {done} times")


def _put_back(before: Path, database: Path) -> None:
    for name in (database.name, f"{database.name}-wal", f"{database.name}-shm"):
        database.with_name(name).unlink(missing_ok=True)
    copyfile(before, database)
