"""The province on a fixed day, visited as the harvest visits it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from federator.connectors.catalogue import CONNECTORS, PRESETS, first_request, read_list
from federator.connectors.page import text_of
from federator.connectors.recognise import recognise
from federator.demo import LOOPBACK
from federator.fetch import Client
from federator.induce import induce_list
from federator.model.answer import Answer, Request, Validators
from federator.model.row import Row
from federator.model.site import Site, Source
from federator.registry import Accepted, read_site
from federator.sample import Province
from federator.sample.notices import publishers
from federator.visit.walk import answered

TODAY = date(2026, 8, 3)


@pytest.fixture
def province() -> Iterator[Province]:
    with Province(TODAY) as one:
        yield one


@pytest.fixture
def client() -> Iterator[Client]:
    with Client(LOOPBACK) as one:
        yield one


@pytest.fixture
def sites(province: Province, tmp_path: Path) -> dict[str, Site]:
    """The registry that the province writes, as the registry room reads it."""
    province.write_registry(tmp_path)
    categories = [f"C{number:02}" for number in range(1, 13)]
    divisions = {one.division for one in publishers().values()}
    accepted = Accepted(list(CONNECTORS), categories, divisions, list(PRESETS))
    return {path.stem: read_site(path, accepted) for path in sorted(tmp_path.glob("*.toml"))}


@dataclass(frozen=True)
class Visitor:
    """Asks, and walks lists to their end."""

    client: Client
    sites: dict[str, Site]

    def ask(self, url: str, validators: Validators = Validators()) -> Answer:
        return self.client.ask(Request(url), validators)

    def source(self, key: str) -> Source:
        site = self.sites[key.partition("/")[0]]
        return next(source for source in site.sources if source.key == key)

    def rows(self, key: str) -> list[Row]:
        source = self.source(key)
        request: Request | None = first_request(source)
        rows: list[Row] = []
        while request is not None:
            answer = answered(self.client.ask, request)
            if source.connector is None and source.rule is None and recognise(answer) is None:
                source = replace(source, rule=induce_list(text_of(answer), answer.url).rule)
            page = read_list(answer, source)
            rows += page.rows
            request = page.next
        return rows


@pytest.fixture
def visitor(client: Client, sites: dict[str, Site]) -> Visitor:
    return Visitor(client, sites)
