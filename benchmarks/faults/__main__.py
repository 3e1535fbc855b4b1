"""Everything of it, once; prints a table."""

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import faults
from benchmarks.faults.chaos import chaos
from benchmarks.faults.rivals import rivals
from benchmarks.faults.stops import stops
from benchmarks.measuring import Table, arguments, say


def main() -> None:
    given = arguments(faults.__doc__, stride=1, rounds=12, stories=3, kills=20)
    table = Table("faults", ("what", "times", "found"))
    with TemporaryDirectory() as folder:
        done = stops(Path(folder) / "stops", given.stride)
        table.add("stopped at a write or commit", done["stops"], f"of {done['writes']} writes: the truth each time")
        for seed in range(given.stories):
            say(f"story {seed}")
            told = chaos(Path(folder) / f"story-{seed}", given.rounds, seed)
            table.add(f"story {seed}", sum(told.values()), ", ".join(f"{name} {n}" for name, n in sorted(told.items())))
        rivalry = rivals(Path(folder) / "rivals", given.kills, 1)
        table.add(
            "rivals", rivalry["kills"], f"{rivalry['requests']} requests in {rivalry['turns']} turns, none at once"
        )
    table.print(given.json)


if __name__ == "__main__":
    main()
