"""A store filled with synthetic notices, by the store's own way of appending revisions."""

import random
import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from benchmarks.house import ROOT
from benchmarks.measuring import say
from federator.model.item import NewRevision
from federator.model.local_time import LocalTime
from federator.model.notice import Notice
from federator.model.place import Organisation
from federator.model.profile import Profile
from federator.model.revision import RevisionKind, State
from federator.model.site import Life, Site
from federator.spec.directory import load_directory
from federator.spec.profile import load_profile
from federator.store import Store, new_id
from federator.store.notices import append

BATCH = 1000
BEGAN = datetime(2023, 1, 1, tzinfo=UTC)
BATCHES_APART = timedelta(hours=1)
BODY = 200
"""Characters of a body, which stands in the record twice, as text and as HTML."""

_BODY = "根据有关法律法规和规划要求，经批准，现将有关事项公告如下，如有异议请在公告期内以书面形式向本机关提出。" * 4


def bureaus() -> list[Organisation]:
    """The organisations of the example configuration: each has a site, and the first publish the most."""
    directory = load_directory(ROOT / "config/divisions/zhejiang.csv", ROOT / "config/organisations/zhejiang.csv")
    return list(directory.organisations.values())


def fill(folder: str, notices: int, body: int = BODY) -> dict[str, int]:
    """Append ``notices`` revisions, a batch a transaction, with bodies of ``body`` characters. Appending what is new
    reads no index: those of notices and revisions are made afterwards, each at once."""
    path = Path(folder) / "federator.db"
    store = Store(path)
    for number, bureau in enumerate(bureaus()):
        store.save_site(Site(f"s{number}", bureau.name, bureau.id, bureau.division, "http://a.example/", Life.ACTIVE))
    store.close()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    indexes = connection.execute(
        """SELECT name, sql FROM sqlite_master
           WHERE type = 'index' AND tbl_name IN ('notices', 'revisions') AND sql IS NOT NULL"""
    ).fetchall()
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    for batch, revisions in enumerate(_batches(notices, body)):
        connection.execute("BEGIN")
        append(connection, revisions, "zj-land@12", BEGAN + batch * BATCHES_APART)
        connection.execute("COMMIT")
        if batch % 100 == 99:
            say(f"  {(batch + 1) * BATCH} notices")
    for _, sql in indexes:
        connection.execute(sql)
    connection.close()
    return {"MB": sum(file.stat().st_size for file in Path(folder).iterdir()) // 1_000_000}


def _batches(notices: int, body: int) -> Iterator[list[NewRevision]]:
    chance = random.Random(20261123)
    profile = load_profile(ROOT / "config/spec/zj-land-12.toml")
    places = bureaus()
    weights = [1 / (rank + 3) for rank in range(len(places))]
    for first in range(0, notices, BATCH):
        chosen = chance.choices(range(len(places)), weights, k=min(BATCH, notices - first))
        yield [
            _revision(_notice(first + n, site, places[site], chance, profile, _BODY[:body]))
            for n, site in enumerate(chosen)
        ]


def _revision(notice: Notice) -> NewRevision:
    return NewRevision(new_id(), RevisionKind.CREATED, State.PUBLISHED, True, notice)


def _notice(number: int, site: int, bureau: Organisation, chance: random.Random, profile: Profile, body: str) -> Notice:
    day = date(2015, 1, 1) + timedelta(days=chance.randrange(4000))
    title = f"关于{bureau.names[0]}第{number}号地块有关事项的公告"
    url = f"http://s{site}.example/art/{day.year}/{day.month}/{day.day}/art_{number}.html"
    category = f"C{min(12, 1 + int(chance.expovariate(0.35))):02d}"
    sorts = [one.id for one in profile.subtypes if one.category in ("", category)]
    return Notice(
        title=title, url=url, published=LocalTime(day), publisher=bureau.names[0], organisation=bureau.id,
        division=bureau.division, site=f"s{site}", source=f"s{site}/{category}", category=category,
        index_no=f"330000-{number}", abstract=body[:100], html=f"<p>{body}</p>", text=body,
        zones=profile.categories[category].zones, editions=profile.categories[category].editions,
        subtype=sorts[number % len(sorts)] if sorts else "",
    )  # fmt: skip
