"""The sample province harvested while everything goes wrong; afterwards each notice is what it is in truth.

    stops    a sweep and its rechecks are killed at a write or a commit, begun again, and compared with the truth
    chaos    rounds in which sites fail in every way, processes are killed, the disk is full and the clock jumps
    rivals   two harvesters on one database, one of which is killed again and again

Sites are real servers on loopback, the database is a real file, what is killed is a real process.
"""

import gzip
import logging
import math
import os
import random
import resource
import signal
import sqlite3
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from ipaddress import ip_network
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

import structlog

from benchmarks.house import ROOT
from benchmarks.measuring import Table, arguments, say
from federator.compare.aging import latest_rechecks
from federator.connectors.catalogue import CONNECTORS, PRESETS
from federator.fetch import Client
from federator.means import Means
from federator.model.document import Keeping
from federator.model.errors import ErrorKind
from federator.model.manners import Manners
from federator.model.revision import RevisionKind, Selection, State
from federator.model.site import Source
from federator.model.visit import Visit
from federator.notation.charset import charset_of, decode
from federator.recheck import recheck
from federator.registry import Accepted, read_site
from federator.rounds import tick
from federator.sample.province import Province
from federator.sample.serving import NOT_FOUND, Asked, Reply, Sample
from federator.sample.story import DAYS
from federator.settings import Settings, load_settings
from federator.spec.directory import load_directory
from federator.spec.profile import load_profile
from federator.store import Store
from federator.sweep import sweep

DOWN = {"sample-songyang": ErrorKind.CONNECT, "sample-qingyuan": ErrorKind.ERROR_TEXT}
"""Sites of the province that are in trouble all the time."""
HURRIED = Manners(pause=0, connect=2, read=2, total=0.8, max_bytes=1_000_000,
                  allow_networks=(ip_network("127.0.0.0/8"),))  # fmt: skip
KILLED = -signal.SIGKILL


@dataclass
class Stage:
    """The province, a database for it, and a clock that is set by hand. No connection is open between two acts."""

    province: Province
    settings: Settings
    days: float = -DAYS
    """How far from now the clock is."""

    def clock(self) -> datetime:
        return datetime.now(UTC) + timedelta(days=self.days)

    @contextmanager
    def means(self, manners: Manners = HURRIED) -> Iterator[Means]:
        """What a harvest works with, opened and closed."""
        directory = load_directory(self.settings.divisions, self.settings.organisations)
        store = Store(self.settings.database, self.clock)
        with Client(manners) as client:
            yield Means(client.ask, store, load_profile(self.settings.profile), directory, self.settings)
        store.close()

    def register(self) -> None:
        folder = self.settings.config / "sites"
        self.province.write_registry(folder)
        with self.means() as means:
            categories, divisions = means.profile.categories, means.directory.divisions
            for path in sorted(folder.glob("*.toml")):
                means.store.save_site(read_site(path, Accepted(CONNECTORS, categories, divisions, PRESETS)))

    def harvest(self) -> list[Visit]:
        """Every source once, and the pages that are due."""
        with self.means() as means:
            means.store.set_back(self.clock(), latest_rechecks(self.clock()))
            done = sweep(_active(means.store), means, self.clock).visits
            recheck(means, self.clock())
        return done


def _active(store: Store) -> Sequence[Source]:
    return store.sources()


@contextmanager
def staged(folder: Path) -> Iterator[Stage]:
    """A province that was just registered, on the first day of its story."""
    folder.mkdir(parents=True, exist_ok=True)
    usual = load_settings(ROOT / "config", {})
    organisations = folder / "organisations.csv"
    settings = replace(usual, config=folder, database=folder / "federator.db", organisations=organisations, workers=4)
    with Province() as province:
        province.write_organisations(organisations)
        stage = Stage(province, settings)
        stage.register()
        yield stage


# ── the truth ──


def differences(stage: Stage) -> list[str]:
    """In what the database differs from the truth of the province today; empty where in nothing."""
    with stage.means() as means:
        store = means.store
        found = [f"file: {fault.what.en}" for fault in store.check()]
        shown = Counter(
            (one.notice.title, str(one.notice.published.day if one.notice.published else None), one.notice.organisation)
            for one in store.page(Selection(), None, 1000)
        )
        counts = store.counts()
    truth = stage.province.truth()
    true = Counter((one.title, str(one.published), one.organisation) for one in truth if one.state is State.PUBLISHED)
    states = Counter(one.state for one in truth)
    found += [f"lost: {one}" for one in (true - shown)] + [f"invented: {one}" for one in (shown - true)]
    if (counts.held, counts.withdrawn) != (states[State.HELD], states[State.WITHDRAWN]):
        found.append(f"held {counts.held}, withdrawn {counts.withdrawn}, in truth {states}")
    kinds = Counter(kind for _, _, kind in revisions(stage.settings.database))
    if kinds[RevisionKind.WITHDRAWN] != states[State.WITHDRAWN] or kinds[RevisionKind.RESTORED]:
        found.append(f"withdrawals that were none: {kinds}")
    return found


class WrongError(Exception):
    """Something is not as it should be."""


def expect_truth(stage: Stage, when: str) -> None:
    """Raise WrongError where the database is not what the province is in truth."""
    wrong = differences(stage)
    _expect(not wrong, f"{when}: {wrong}")


def _expect(fine: bool, what: str) -> None:
    if not fine:
        raise WrongError(what)


def revisions(database: Path) -> list[tuple[int, str, str]]:
    """All of them: seq, notice, kind."""
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute("SELECT seq, notice_id, kind FROM revisions ORDER BY seq").fetchall()


# ── processes that end badly ──


def in_child(work: Callable[[], object]) -> int:
    """Do it in a process of its own; its exit code, or minus the signal that ended it."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            code = _ended(work)
        finally:  # the child must not go on as the parent
            if code == 1:
                traceback.print_exc()
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _ended(work: Callable[[], object]) -> int:
    """0, or 2 where nothing but the database was in trouble; what else goes wrong is raised."""
    try:
        work()
    except* sqlite3.Error:
        code = 2
    else:
        code = 0
    return code


_WRITES = ("INSERT", "UPDATE", "DELETE", "COMMIT", "BEGIN IMMEDIATE")


def killed_at(number: int, work: Callable[[], object]) -> Callable[[], object]:
    """The same work, in a process that kills itself before its write or commit of that number (from 1)."""

    def die_in_time() -> object:
        counted = 0
        counting = threading.Lock()

        def count(statement: str) -> None:
            nonlocal counted
            if statement.lstrip().upper().startswith(_WRITES):
                with counting:
                    counted += 1
                    if counted == number:
                        os.kill(os.getpid(), signal.SIGKILL)

        class Counted(sqlite3.Connection):
            def __init__(self, *args: object, **options: object) -> None:
                super().__init__(*args, **options)  # type: ignore[arg-type]
                self.set_trace_callback(count)

        sqlite3.connect = partial(sqlite3.connect, factory=Counted)  # type: ignore[assignment]
        return work()

    return die_in_time


def with_disk_of(size: int, work: Callable[[], object]) -> Callable[[], object]:
    """The same work, in a process whose files may grow to ``size`` bytes only."""

    def fill() -> object:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
        return work()

    return fill


# ── stops ──


def stops(folder: Path, stride: int) -> dict[str, int]:
    """Kill the second harvest of the province (its story has ended meanwhile) at every ``stride``-th write or commit,
    each time from the same beginning; go on, and compare. Raises WrongError where anything is not as it should."""
    with staged(folder / "stage") as stage:
        stage.harvest()
        while stage.province.story.day < DAYS:
            stage.province.advance()
            stage.days += 1
        before, database = folder / "before.db", stage.settings.database
        _settle(database)
        copyfile(database, before)
        number = done = 0
        while True:
            number += stride
            _put_back(before, database)
            code = in_child(killed_at(number, stage.harvest))
            if code == 0:
                return {"stops": done, "writes": number}
            _expect(code == KILLED, f"at write {number}: exit code {code}")
            kept = revisions(before)
            _expect(revisions(database)[: len(kept)] == kept, f"at write {number}: what was there changed")
            finish(stage)
            expect_truth(stage, f"at write {number}")
            stage.days = 0
            done += 1
            if done % 100 == 0:
                say(f"stopped {done} times")


def finish(stage: Stage, days: int = 2) -> None:
    """Harvest undisturbed for some days more: a redesign is confirmed, what is gone is found gone twice."""
    for _ in range(days):
        stage.harvest()
        stage.days += 1.05


def _settle(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _put_back(before: Path, database: Path) -> None:
    for name in (database.name, f"{database.name}-wal", f"{database.name}-shm"):
        database.with_name(name).unlink(missing_ok=True)
    copyfile(before, database)


# ── chaos ──


@dataclass(frozen=True, slots=True)
class Trouble:
    """What a site answers in place of the truth, and what a visit is to call it (None: nothing is wrong with it)."""

    kind: ErrorKind | None
    answer: Callable[[Reply], Reply]


def _other_charset(true: Reply) -> Reply:
    """UTF-8 in place of GB 18030 and the other way round, whatever the page says of itself."""
    if not true.type.startswith("text/html"):
        return true
    html = decode(true.content, charset_of(true.type))
    other = html.encode("gb18030") if true.content == html.encode() else html.encode()
    return replace(true, content=other, type="text/html")


TROUBLES: dict[str, Trouble] = {
    "flaps": Trouble(ErrorKind.HTTP_STATUS, lambda true: Reply(b"", status=503)),
    "gone for a while": Trouble(ErrorKind.HTTP_STATUS, lambda true: NOT_FOUND),
    "inward": Trouble(
        ErrorKind.FORBIDDEN_ADDRESS, lambda true: Reply(b"", status=302, headers={"Location": "http://10.0.0.1/a"})
    ),
    "metadata": Trouble(
        ErrorKind.FORBIDDEN_ADDRESS,
        lambda true: Reply(b"", status=302, headers={"Location": "http://169.254.169.254/latest"}),
    ),
    "bomb": Trouble(
        ErrorKind.TOO_LARGE,
        lambda true: Reply(gzip.compress(bytes(20_000_000), 1), headers={"Content-Encoding": "gzip"}),
    ),
    "streams": Trouble(
        ErrorKind.TOTAL_TIMEOUT,
        lambda true: replace(true, status=200, content=true.content * 9 or b" " * 999, drip=0.05),
    ),
    "cut": Trouble(ErrorKind.CUT_SHORT, lambda true: replace(true, status=200, declared=len(true.content) + 99)),
    "charset": Trouble(None, _other_charset),
}
_SLOW = "streams"
_ONCE = "gone for a while"
"""A page that is gone on two days is gone."""


@dataclass
class Disturbed:
    """A site in trouble."""

    sound: Sample
    trouble: Trouble

    def answer(self, asked: Asked) -> Reply:
        return self.trouble.answer(self.sound.answer(asked))


@dataclass
class Chaos:
    """One story lived through. ``told``: how often each kind of thing was done, and seen."""

    stage: Stage
    chance: random.Random
    told: Counter[str] = field(default_factory=Counter)
    was_gone: set[str] = field(default_factory=set)

    def day(self, rounds: int) -> None:
        for _ in range(rounds):
            self.round()
            self.stage.days += 0.1
        self.stage.harvest()

    def round(self) -> None:
        """Some sites in trouble, and perhaps the process, the disk or the clock too."""
        troubled = self._trouble()
        incident = self.chance.choice(("killed", "full", "clock", "", ""))
        self.told[incident or "quiet"] += 1
        if incident == "killed":
            code = in_child(killed_at(self.chance.randint(1, 400), self.stage.harvest))
            _expect(code in (0, KILLED), f"exit code {code}")
            self.told["died"] += code == KILLED
        elif incident == "full":
            _settle(self.stage.settings.database)  # what is written lies in the log, which begins anew
            code = in_child(with_disk_of(self.chance.choice((60_000, 200_000, 600_000)), self.stage.harvest))
            _expect(code in (0, 2), f"exit code {code}")
            self.told["could not write"] += code == 2
        else:
            self._plainly(troubled, self.chance.choice((-400, 3, 1000)) if incident else 0)
        for site in troubled:
            self.stage.province.disturb(site, None)

    def _trouble(self) -> dict[str, Trouble]:
        sites = [site for site in self.stage.province.requests if site not in DOWN]
        chosen = {}
        for site in self.chance.sample(sites, 5):
            name = self.chance.choice([one for one in TROUBLES if one != _ONCE or site not in self.was_gone])
            if name == _SLOW and _SLOW in {self._name(one) for one in chosen.values()}:
                name = "flaps"  # one at a time: it takes as long as may be
            if name == _ONCE:
                self.was_gone.add(site)
            trouble = chosen[site] = TROUBLES[name]
            self.told[name] += 1
            self.stage.province.disturb(site, partial(Disturbed, trouble=trouble))
        return chosen

    def _name(self, trouble: Trouble) -> str:
        return next(name for name, one in TROUBLES.items() if one is trouble)

    def _plainly(self, troubled: dict[str, Trouble], jump: int) -> None:
        """Undisturbed but by the sites: the log of visits explains what each of them did."""
        self.stage.days += jump
        visits = self.stage.harvest()
        self.stage.days -= jump
        for visit in visits:
            site = visit.source.partition("/")[0]
            expected = troubled[site].kind if site in troubled else DOWN.get(site)
            fine = visit.error is expected or (expected is None and visit.error is ErrorKind.LAYOUT_CHANGED)
            _expect(fine, f"{visit.source}: {visit.error} ({visit.detail}), expected {expected}")
            _expect(bool(not visit.error or visit.detail), f"{visit.source}: no detail")
            self.told["explained"] += expected is not None


def chaos(folder: Path, rounds: int, seed: int) -> Counter[str]:
    """Live through the story with so many rounds a day; then two quiet days, and compare with the truth."""
    with staged(folder / "chaos") as stage:
        one = Chaos(stage, random.Random(seed))
        one.day(rounds)
        while stage.province.story.day < DAYS:
            stage.province.advance()
            stage.days = stage.province.story.day - DAYS
            one.day(rounds)
        finish(stage, 3)
        expect_truth(stage, f"seed {seed}")
    return one.told


# ── rivals ──


@dataclass
class Watched:
    """A site that notes who asks it, from when to when."""

    sound: Sample
    seen: list[tuple[float, float, str]]

    def answer(self, asked: Asked) -> Reply:
        began = time.monotonic()
        time.sleep(0.004)
        reply = self.sound.answer(asked)
        self.seen.append((began, time.monotonic(), asked.headers["user-agent"]))
        return reply


def rivals(folder: Path, kills: int, seed: int) -> dict[str, int]:
    """Two harvesters tick on one database, and the one at work is killed again and again: the other one takes over, no
    site is ever asked by both at a time, and nothing is lost."""
    chance = random.Random(seed)
    with staged(folder / "rivals") as stage:
        stage.settings = replace(stage.settings, tick=0.3, keeping=Keeping(keep=False))
        stage.harvest()
        while stage.province.story.day < DAYS:
            stage.province.advance()
        stage.days = 0
        seen: list[tuple[float, float, str]] = []
        for site in stage.province.requests:
            stage.province.disturb(site, partial(Watched, seen=seen))
        running = {name: _rival(stage, name) for name in ("A", "B")}
        died: dict[str, float] = {}
        try:
            for number in range(kills):
                _all_due(stage.settings.database)
                until = len(seen) + chance.randint(5, 60)
                _wait(lambda: len(seen) >= until)  # noqa: B023 - called here and now
                name = seen[-1][2]
                os.kill(running[name], signal.SIGKILL)
                os.waitpid(running.pop(name), 0)
                died[name] = time.monotonic()
                _all_due(stage.settings.database)
                _wait(lambda: seen[-1][2] != name)  # noqa: B023 - the other one takes over
                running[f"{name[0]}{number}"] = _rival(stage, f"{name[0]}{number}")
            _all_due(stage.settings.database)
            _wait(lambda: _settled(stage.settings.database))
        finally:
            for pid in running.values():
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
        turns = _turns(seen, died)
        finish(stage)
        expect_truth(stage, f"seed {seed}")
    return {"kills": kills, "requests": len(seen), "turns": turns}


def _rival(stage: Stage, name: str) -> int:
    """A harvester of that name, in a process of its own."""
    pid = os.fork()
    if pid:
        return pid
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    try:
        with stage.means(replace(HURRIED, user_agent=name)) as means:
            while True:
                tick(means, stage.clock, threading.Event(), lambda *_letter: None)
                time.sleep(0.01)
    finally:  # by what went wrong: it is killed otherwise
        traceback.print_exc()
        os._exit(1)


def _turns(seen: Sequence[tuple[float, float, str]], died: dict[str, float]) -> int:
    """How often the other one took over. Raises WrongError where both asked at a time; what a server still answers to
    one that has ``died`` nobody asks."""
    turns, last, over = 0, "", 0.0
    for began, ended, who in sorted(seen):
        end = died.get(who, math.inf)
        if began >= end:
            continue
        _expect(
            who == last or began >= over,
            f"two harvesters at once: {who} began {over - began:.3f} s before {last} ended",
        )
        turns += who != last
        last, over = who, max(over, min(ended, end))
    return turns


def _all_due(database: Path) -> None:
    with closing(sqlite3.connect(database, timeout=10)) as connection, connection:
        connection.execute("UPDATE source_state SET next_due = '2000-01-01T00:00:00.000000+00:00'")


def _settled(database: Path) -> bool:
    """Nothing is due."""
    with closing(sqlite3.connect(database, timeout=10)) as connection:
        (waiting,) = connection.execute(
            """SELECT count(*) FROM sources AS s LEFT JOIN source_state AS t ON t.source = s.key
               WHERE t.next_due IS NULL OR t.next_due < '2001'"""
        ).fetchone()
    return waiting == 0


def _wait(true: Callable[[], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not true():
        _expect(time.monotonic() < until, "nothing goes on")
        time.sleep(0.005)


def main() -> None:
    given = arguments(__doc__, stride=1, rounds=12, stories=3, kills=20)
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
