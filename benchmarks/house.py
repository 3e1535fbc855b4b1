"""federator's own side: its real store, client and sweep, over the invented sites."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from ipaddress import ip_network
from pathlib import Path

from benchmarks.sites import Column, url_of

ROOT = Path(__file__).parent.parent


def register(folder: str, kind: str, port: int, columns: int, rows: int, pages: bool) -> None:
    """Write the registry: a site a host, a source a column."""
    from federator.model.site import Life, Site, Source
    from federator.spec.directory import load_directory
    from federator.store import Store

    directory = load_directory(ROOT / "config/divisions/zhejiang.csv", ROOT / "config/organisations/zhejiang.csv")
    organisations = list(directory.organisations.values())
    by_host: dict[int, list[Source]] = {}
    for number in range(columns):
        column = Column(number, rows)
        bureau = organisations[column.host % len(organisations)]
        source = Source(
            f"s{column.host}", f"c{number}", f"栏目{number}", url_of(kind, column, port), bureau.id, bureau.division,
            site_name=bureau.name, home=f"{column.origin(port)}/", connector=kind,
            category=f"C{number % 12 + 1:02d}", pages=pages,
        )  # fmt: skip
        by_host.setdefault(column.host, []).append(source)
    store = Store(Path(folder) / "federator.db")
    for host, sources in by_host.items():
        first = sources[0]
        store.save_site(
            Site(
                f"s{host}", first.site_name, first.organisation, first.division, first.home, Life.ACTIVE, tuple(sources)
            )
        )
    store.close()


def harvest(folder: str, sweeps: int = 1) -> dict[str, int]:
    """Sweeps over every source, as ``federator harvest --all`` makes them, without pauses; the counts of the last."""
    from federator.fetch import Client
    from federator.model.manners import Manners
    from federator.service.sweep import sweep
    from federator.settings import load_settings
    from federator.spec.directory import load_directory
    from federator.spec.profile import load_profile
    from federator.store import Store
    from federator.visit.means import Means

    settings = load_settings(ROOT / "config", {}, Path(folder) / "federator.db")
    settings = replace(settings, manners=Manners(pause=0, allow_networks=(ip_network("127.0.0.0/8"),)))
    store = Store(settings.database)
    directory = load_directory(settings.divisions, settings.organisations)
    with Client(settings.manners) as client:
        means = Means(client.ask, store, load_profile(settings.profile), directory, settings)
        for _ in range(sweeps):
            tally = sweep(store.sources(), means, lambda: datetime.now(UTC))
    store.close()
    outcomes = Counter(str(one.outcome) for one in tally.visits)
    return {"new": tally.total("created"), "asked": tally.total("asked"), **outcomes}
