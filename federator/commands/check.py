"""``federator check``: what is wrong with configuration, directory, registry files and database."""

import sys
from pathlib import Path

import click

from federator.commands.sites import toml_files
from federator.house import House
from federator.model.errors import ConfigError, Fault
from federator.model.site import Site
from federator.model.words import Words
from federator.registry import read_site, strangers
from federator.registry.namings import load_namings
from federator.spec.directory import organisation_faults
from federator.terminal import say, say_faults


@click.command()
@click.pass_obj
def check(house: House) -> None:
    """Check configuration, profile, directory, registry files and database: each fault with its place and remedy.

    Exit code: 0 nothing found, 2 faults.
    """
    faults: list[Fault] = []
    for part in ("settings", "profile", "configured"):
        try:
            getattr(house, part)
        except ConfigError as error:
            faults.extend(error.faults)
    if not faults and house.settings.database.exists():
        faults.extend(house.store.check())
        faults.extend(organisation_faults(house.store.organisations.all(), house.directory))
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


def _naming_faults(house: House) -> tuple[Fault, ...]:
    try:
        load_namings(house.config / "names", house.profile)
    except ConfigError as error:
        return error.faults
    return ()


def _registry_faults(house: House) -> list[Fault]:
    faults: list[Fault] = []
    seen: dict[str, Path] = {}
    for path in toml_files([house.config / "sites"]):
        try:
            site: Site = read_site(path, house.accepted)
        except ConfigError as error:
            faults.extend(error.faults)
            continue
        if site.id in seen:
            what = Words(f"id {site.id!r} 已用于 {seen[site.id]}", f"id {site.id!r} is taken by {seen[site.id]}")
            faults.append(Fault(f"{path}: id", what, Words("换一个 id", "choose another id")))
        seen[site.id] = path
        faults.extend(strangers(site, house.directory.organisations))
    return faults
