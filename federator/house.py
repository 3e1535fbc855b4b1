"""Builds the parts from the configuration and joins them; each when it is first needed."""

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from federator.connectors.catalogue import CONNECTORS, PRESETS
from federator.fetch import Client
from federator.model.details import in_chinese
from federator.model.errors import ConfigError, Fault
from federator.model.place import Directory
from federator.model.profile import Profile
from federator.model.words import Words
from federator.registry import Accepted
from federator.settings import Settings, load_settings
from federator.spec.directory import load_directory
from federator.store import Store
from federator.visit.means import Means

HERE = Path("config")
SHIPPED = Path(__file__).parent.parent / "config"


@dataclass(frozen=True)
class House:
    """The parts, each built when it is first needed."""

    config: Path
    database: Path | None = None

    @cached_property
    def settings(self) -> Settings:
        return load_settings(self.config, os.environ, self.database)

    @cached_property
    def profile(self) -> Profile:
        from federator.spec.profile import load_profile  # many commands need none

        return load_profile(self.settings.profile)

    @cached_property
    def configured(self) -> Directory:
        """The directory of the configuration files."""
        return load_directory(self.settings.divisions, self.settings.organisations)

    @cached_property
    def directory(self) -> Directory:
        """The directory in force: with what was written at the desk, where there is a database."""
        there = self.settings.database.exists()
        return self.store.organisations.over(self.configured) if there else self.configured

    @cached_property
    def store(self) -> Store:
        folder = self.settings.database.parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            what = Words(
                f"无法建立数据库所在目录：{in_chinese(str(error))}", f"the database's folder cannot be created: {error}"
            )
            remedy = Words(
                "改用 --database 或 FEDERATOR_DATABASE 指定可写的位置",
                "name a writable place with --database or FEDERATOR_DATABASE",
            )
            raise ConfigError((Fault(str(folder), what, remedy),)) from error
        return Store(self.settings.database)

    @property
    def existing(self) -> Store:
        """The store, of a database that is there: who examines or copies one makes none. Raises ConfigError."""
        with suppress(PermissionError):  # the store says so better
            if not self.settings.database.exists():
                raise ConfigError((_missing(self.settings.database),))
        return self.store

    @cached_property
    def accepted(self) -> Accepted:
        return Accepted(CONNECTORS, self.profile.categories, self.configured.divisions, PRESETS)

    @cached_property
    def client(self) -> Client:
        return Client(self.settings.manners)

    @cached_property
    def means(self) -> Means:
        return Means(self.client.ask, self.store, self.profile, self.configured, self.settings)

    def close(self) -> None:
        """Close the store, where it was opened."""
        if "store" in vars(self):
            self.store.close()


def _missing(database: Path) -> Fault:
    remedy = Words(
        "检查 database 设置和磁盘挂载；首次启动服务时自动建立",
        "check the setting database and that its disk is mounted; the first start of the service creates it",
    )
    return Fault(str(database), Words("没有数据库", "there is no database"), remedy)


def now() -> datetime:
    """The clock of the running service; everything below is handed it."""
    return datetime.now(UTC)
