"""The demonstration: an invented province on loopback, four days of its life harvested, then served."""

import shlex
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from ipaddress import ip_network
from pathlib import Path

import click
import tomli_w

from federator import telling
from federator.connectors.catalogue import CONNECTORS, PRESETS
from federator.fetch import Client
from federator.model.answer import Ask
from federator.model.manners import Manners
from federator.model.words import Words, counted
from federator.registry import Accepted, read_site, toml_files
from federator.sample.province import Province
from federator.sample.story import DAYS
from federator.service.recheck import recheck
from federator.service.sweep import sweep
from federator.settings import Settings
from federator.spec.directory import load_directory
from federator.spec.profile import load_profile
from federator.store import Store
from federator.store.restoring import expect_unused
from federator.terminal import say
from federator.visit.means import Means

LOOPBACK = Manners(user_agent="federator-demo/0.1", pause=0, allow_networks=(ip_network("127.0.0.0/8"),))

_DATABASE = "federator.db"


class Demo:
    """The province and a fresh database for it under ``folder``, which is emptied first. Raises BusyError where another
    demo serves it."""

    def __init__(self, usual: Settings, folder: Path, clock: Callable[[], datetime]) -> None:
        expect_unused(folder / _DATABASE)
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "sites").mkdir(parents=True)
        self._folder = folder
        self._real_clock = clock
        self._days_ago = DAYS
        organisations = folder / "organisations.csv"
        self._settings = replace(
            usual,
            config=folder,
            database=folder / _DATABASE,
            organisations=organisations,
            title=Words(f"{usual.title.zh}（演示）", f"{usual.title.en} (demo)"),
            manners=LOOPBACK,
        )
        _write_settings(self._settings)
        self.province = Province()
        self.province.write_organisations(organisations)
        self._client = Client(LOOPBACK)
        store = Store(self._settings.database, self.clock)
        directory = load_directory(self._settings.divisions, organisations)
        self.means = Means(self._client.ask, store, load_profile(self._settings.profile), directory, self._settings)

    def clock(self) -> datetime:
        """The time of the story: some days ago, until it has reached today."""
        return self._real_clock() - timedelta(days=self._days_ago)

    @property
    def tell(self) -> Ask:
        """How messages are posted."""
        return self._client.tell

    def close(self) -> None:
        """Let go of what the demo holds open."""
        self._client.close()
        self.means.store.close()

    def register(self) -> int:
        """Import the province's registry files; how many sites it has."""
        folder = self._folder / "sites"
        self.province.write_registry(folder)
        accepted = Accepted(CONNECTORS, self.means.profile.categories, self.means.directory.divisions, PRESETS)
        sites = [read_site(path, accepted) for path in toml_files([folder])]
        for site in sites:
            self.means.store.save_site(site)
        return len(sites)

    def live(self) -> None:
        """Harvest and recheck each day of the story, and say what came of it."""
        for day in range(DAYS + 1):
            self._days_ago = DAYS - day
            sources = self.means.store.sources()
            when = self.clock().date()
            zh = f"\n第 {day + 1} 天（{when}）：采集 {len(sources)} 个采集源"
            say(Words(zh, f"\nday {day + 1} ({when}): harvesting {counted(len(sources), 'source')}"))
            tally = sweep(sources, self.means, self.clock, telling.Progress(len(sources)))
            checked = recheck(self.means, self.clock())
            click.echo("  " + telling.summary(telling.harvest_counts(tally, checked)))
            if day < DAYS:
                self.province.advance()

    def report(self) -> None:
        """What there is now."""
        counts = self.means.store.counts()
        zh = f"\n现有信息：公开 {counts.published}，暂不发布 {counts.held}，已撤下 {counts.withdrawn}"
        en = f"\nnotices now: {counts.published} published, {counts.held} held, {counts.withdrawn} withdrawn"
        say(Words(zh, en))

    def say_how_to_serve(self) -> None:
        """What to say once the province has ended: nobody can visit its sites any more."""
        command = f"federator --config {shlex.quote(str(self._folder))} serve --no-harvest"
        say(Words(f"查看：{command}", f"to look at them: {command}"))

    def say_where(self, address: str) -> None:
        """Where to look while it is served."""
        say(
            Words(
                f"  联合发布   {address}\n  采集源     {address}sources\n  Atom       {address}feeds/notices.atom\n"
                f"  RSS        {address}feeds/notices.rss\n  JSON Feed  {address}feeds/notices.json\n"
                f"  程序接口   {address}api/v1/openapi.json",
                f"  merged notices  {address}?lang=en\n  sources         {address}sources?lang=en\n"
                f"  Atom            {address}feeds/notices.atom\n  RSS             {address}feeds/notices.rss\n"
                f"  JSON Feed       {address}feeds/notices.json\n  for programs    {address}api/v1/openapi.json",
            )
        )


def _write_settings(settings: Settings) -> None:
    """federator.toml, by which other commands see what the demo sees (``--config .demo``)."""
    table = {
        name: str(getattr(settings, name).resolve()) for name in ("database", "profile", "divisions", "organisations")
    }
    titles = {"title": settings.title.zh, "title_en": settings.title.en}
    manners = settings.manners
    networks = [str(network) for network in manners.allow_networks]
    fetch = {"user_agent": manners.user_agent, "pause": manners.pause, "allow_networks": networks}
    (settings.config / "federator.toml").write_text(tomli_w.dumps(table | titles | {"fetch": fetch}), "utf-8")
