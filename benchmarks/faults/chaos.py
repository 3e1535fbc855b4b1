"""Rounds in which sites fail in every way, processes are killed, the disk is full and the clock jumps."""

import gzip
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from benchmarks.faults.dying import KILLED, in_child, killed_at, settle, with_disk_of
from benchmarks.faults.stage import DOWN, Stage, expect, expect_truth, finish, staged
from federator.model.errors import ErrorKind
from federator.notation.charset import charset_of, decode
from federator.sample.serving import NOT_FOUND, Asked, Reply, Sample
from federator.sample.story import DAYS


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
            expect(code in (0, KILLED), f"exit code {code}")
            self.told["died"] += code == KILLED
        elif incident == "full":
            settle(self.stage.settings.database)  # what is written lies in the log, which begins anew
            code = in_child(with_disk_of(self.chance.choice((60_000, 200_000, 600_000)), self.stage.harvest))
            expect(code in (0, 2), f"exit code {code}")
            self.told["could not write"] += code == 2
        else:
            self._plainly(troubled, self.chance.choice((-400, 3, 1000)) if incident else 0)
        for site in troubled:
            self.stage.province.disturb(site, None)

    def _trouble(self) -> dict[str, Trouble]:
        sites = [site for site in self.stage.province.requests if site not in DOWN]
        chosen: dict[str, Trouble] = {}
        for site in self.chance.sample(sites, 5):
            name = self.chance.choice([one for one in TROUBLES if one != _ONCE or site not in self.was_gone])
            if name == _SLOW and TROUBLES[_SLOW] in chosen.values():
                name = "flaps"  # one at a time: it takes as long as may be
            if name == _ONCE:
                self.was_gone.add(site)
            trouble = chosen[site] = TROUBLES[name]
            self.told[name] += 1
            self.stage.province.disturb(site, partial(Disturbed, trouble=trouble))
        return chosen

    def _plainly(self, troubled: dict[str, Trouble], jump: int) -> None:
        """Undisturbed but by the sites: the log of visits explains what each of them did."""
        self.stage.days += jump
        visits = self.stage.harvest()
        self.stage.days -= jump
        for visit in visits:
            site = visit.source.partition("/")[0]
            expected = troubled[site].kind if site in troubled else DOWN.get(site)
            fine = visit.error is expected or (expected is None and visit.error is ErrorKind.LAYOUT_CHANGED)
            expect(fine, f"{visit.source}: {visit.error} ({visit.detail}), expected {expected}")
            expect(bool(not visit.error or visit.detail), f"{visit.source}: no detail")
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
