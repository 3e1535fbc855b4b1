"""The province as a whole: its sites, a port each, and the registry that names them."""

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import tomli_w

from federator.model.local_time import CHINA
from federator.sample.broken_sites import DownServer
from federator.sample.column import Column
from federator.sample.home import WithHome
from federator.sample.notices import publishers
from federator.sample.serving import Sample, Server
from federator.sample.sites import MEMBERS, Member
from federator.sample.story import Story, Truth


class Province:
    """Serves the story on 127.0.0.1 while entered, a free port a site. ``today`` is the story's last day."""

    def __init__(self, today: date | None = None) -> None:
        self.story = Story(today or datetime.now(CHINA).date())
        self._sites = {
            one.id: _with_home(one, one.software(one.id, one.name, one.columns, self.story))
            for one in MEMBERS
            if one.software
        }
        self._servers: dict[str, Server | DownServer] = {}

    def __enter__(self) -> Self:
        for one in MEMBERS:
            self._servers[one.id] = Server(self._sites[one.id]) if one.software else DownServer()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Take all sites off the network."""
        for server in self._servers.values():
            server.close()

    @contextmanager
    def instead(self, site: str, other: Sample) -> Iterator[None]:
        """``other`` answers in the place of a site while entered."""
        self.disturb(site, lambda _usual: other)
        try:
            yield
        finally:
            self.disturb(site, None)

    def advance(self) -> None:
        """One day on: notices come, change or go."""
        self.story.advance()

    def truth(self) -> list[Truth]:
        """What a perfect harvest holds now."""
        return self.story.truth()

    @property
    def requests(self) -> dict[str, int]:
        """How often each site was asked so far, robots.txt aside."""
        return {id_: server.requests for id_, server in self._servers.items()}

    def disturb(self, site: str, disturbed: Callable[[Sample], Sample] | None) -> None:
        """Let a site answer otherwise from now on; None: as it always did. One that is down stays down."""
        server = self._servers[site]
        if isinstance(server, Server):
            sound = self._sites[site]
            server.sample = disturbed(sound) if disturbed else sound

    def url(self, site: str, path: str = "/") -> str:
        """An address on ``site``."""
        return f"{self._servers[site].origin}{path}"

    def write_registry(self, folder: Path) -> None:
        """One TOML file a site, as config/sites has them, with the ports of now; older samples are replaced."""
        folder.mkdir(parents=True, exist_ok=True)
        for member in MEMBERS:
            (folder / f"{member.id}.toml").write_text(tomli_w.dumps(self._site_table(member)), "utf-8")

    def write_organisations(self, path: Path) -> None:
        """The organisations' CSV; ``other_names`` joined by ``;``, numbers and codes nobody has given are empty."""
        with path.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file, lineterminator="\n")
            table.writerow(("id", "name", "other_names", "division", "parent", "department_no", "credit_code"))
            for one in publishers().values():
                table.writerow((one.id, one.name, one.other_names, one.division, one.parent, "", ""))

    def _site_table(self, member: Member) -> dict[str, Any]:
        return {
            "id": member.id,
            "name": member.name,
            "organisation": member.organisation,
            "division": publishers()[member.organisation].division,
            "home": self.url(member.id),
            "life": "active",
            "sources": [self._source_table(member, column) for column in member.columns],
        }

    def _source_table(self, member: Member, column: Column) -> dict[str, Any]:
        connector = {"connector": member.connector} if member.connector else {}
        return {
            "id": column.id,
            "name": column.name,
            "url": self.url(member.id, column.path),
            "category": column.category,
            "every": "1m",
            **connector,
            **column.more,
        }


def _with_home(member: Member, sample: Sample) -> Sample:
    return WithHome(sample, member.name, publishers()[member.organisation].division, member.columns)
