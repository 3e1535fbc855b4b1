"""``federator check``: what is wrong with configuration, directory, registry files and database."""

import os
import sys
from pathlib import Path

import click

from federator.house import House
from federator.model.errors import ConfigError, Fault
from federator.model.words import Words
from federator.registry import read_sites, strangers, toml_files
from federator.registry.namings import load_namings
from federator.spec.directory import organisation_faults
from federator.terminal import say, say_faults


@click.command()
@click.pass_obj
def check(house: House) -> None:
    """Check configuration, profile, directory, registry files and database. Each fault is shown with its place and
    remedy.

    Exit code: 0 no faults, 2 faults.
    """
    faults: list[Fault] = []
    for part in ("settings", "profile", "configured"):
        try:
            getattr(house, part)
        except ConfigError as error:
            faults.extend(error.faults)
    if not faults:
        faults.extend(_place_faults(house.settings.database))
    if not faults and house.settings.database.exists():
        known = house.store.organisations
        faults.extend(house.store.check() or organisation_faults(known.all(), house.directory))
    if not faults:
        faults.extend(_registry_faults(house))
        faults.extend(_naming_faults(house))
    say_faults(dict.fromkeys(faults))  # the profile cannot be found either where the settings are broken
    if faults:
        sys.exit(2)
    say(
        Words(
            "配置、规范、登记文件和数据库均无问题", "configuration, profile, registry files and database are in order"
        )
    )


def _place_faults(database: Path) -> list[Fault]:
    """A database that could be neither written nor made; what one may not look into counts as missing."""
    there = next(path for path in (database, *database.absolute().parents) if os.path.exists(path))
    good = os.access(there, os.W_OK) and (there == database or there.is_dir())
    what = Words("数据库无法写入", "the database cannot be written")
    remedy = Words(
        "改用 --database 或 FEDERATOR_DATABASE 指定可写的位置",
        "name a writable place with --database or FEDERATOR_DATABASE",
    )
    return [] if good else [Fault(str(database), what, remedy)]


def _naming_faults(house: House) -> tuple[Fault, ...]:
    try:
        load_namings(house.config / "names", house.profile)
    except ConfigError as error:
        return error.faults
    return ()


def _registry_faults(house: House) -> list[Fault]:
    faults: list[Fault] = []
    try:
        files = toml_files([house.config / "sites"])
    except ConfigError as error:
        return list(error.faults)
    for site in read_sites(files, house.accepted):
        faults.extend(site.faults if isinstance(site, ConfigError) else strangers(site, house.directory.organisations))
    return faults
