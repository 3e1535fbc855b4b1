"""Two harvesters on one database, of which one is killed again and again."""

import logging
import math
import os
import random
import signal
import sqlite3
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import structlog

from benchmarks.faults.stage import HURRIED, Stage, expect, expect_truth, finish, staged
from federator.model.document import Keeping
from federator.sample.serving import Asked, Reply, Sample
from federator.sample.story import DAYS
from federator.service.rounds import tick


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
                died[name] = _killed(running.pop(name))
                _all_due(stage.settings.database)
                _wait(lambda: seen[-1][2] != name)  # noqa: B023 - the other one takes over
                running[f"{name[0]}{number}"] = _rival(stage, f"{name[0]}{number}")
            _all_due(stage.settings.database)
            _wait(lambda: _settled(stage.settings.database))
        finally:
            died |= {name: _killed(pid) for name, pid in running.items()}  # the next one may take over from the first
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


def _killed(pid: int) -> float:
    """When it was gone."""
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return time.monotonic()


def _turns(seen: Sequence[tuple[float, float, str]], died: dict[str, float]) -> int:
    """How often the other one took over. Raises WrongError where both asked at a time; what a server still answers to
    one that has ``died`` nobody asks."""
    turns, last, over = 0, "", 0.0
    for began, ended, who in sorted(seen):
        end = died.get(who, math.inf)
        if began >= end:
            continue
        expect(
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
        expect(time.monotonic() < until, "nothing goes on")
        time.sleep(0.005)
