"""The sample province with a database and a clock of its own, and the truth that the one is compared with."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from pathlib import Path

from benchmarks.house import ROOT
from federator.compare.aging import latest_rechecks
from federator.connectors.catalogue import CONNECTORS, PRESETS
from federator.fetch import Client
from federator.model.errors import ErrorKind
from federator.model.manners import Manners
from federator.model.revision import RevisionKind, Selection, State
from federator.model.visit import Visit
from federator.registry import Accepted, read_site
from federator.sample.province import Province
from federator.sample.story import DAYS
from federator.service.recheck import recheck
from federator.service.sweep import sweep
from federator.settings import Settings, load_settings
from federator.spec.directory import load_directory
from federator.spec.profile import load_profile
from federator.store import Store
from federator.visit.means import Means

DOWN = {"sample-songyang": ErrorKind.CONNECT, "sample-qingyuan": ErrorKind.ERROR_TEXT}
"""Sites of the province that are in trouble all the time."""
HURRIED = Manners(pause=0, connect=2, read=2, total=0.8, max_bytes=1_000_000,
                  allow_networks=(ip_network("127.0.0.0/8"),))  # fmt: skip


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
            done = sweep(means.store.sources(), means, self.clock).visits
            recheck(means, self.clock())
        return done


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
    expect(not wrong, f"{when}: {wrong}")


def expect(fine: bool, what: str) -> None:
    if not fine:
        raise WrongError(what)


def revisions(database: Path) -> list[tuple[int, str, str]]:
    """All of them: seq, notice, kind."""
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute("SELECT seq, notice_id, kind FROM revisions ORDER BY seq").fetchall()


def finish(stage: Stage, days: int = 2) -> None:
    """Harvest undisturbed for some days more: a redesign is confirmed, what is gone is found gone twice."""
    for _ in range(days):
        stage.harvest()
        stage.days += 1.05
