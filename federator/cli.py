"""The command line; ``house.py`` builds the parts that it sets to work."""

import logging
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import click

from federator import (
    cli_archive,
    cli_attachments,
    cli_classify,
    cli_clients,
    cli_columns,
    cli_harvest,
    cli_health,
    cli_induce,
    cli_mirror,
    cli_read,
    cli_recognise,
    cli_reconcile,
    cli_sources,
    cli_users,
    cli_verify,
    cli_withdrawals,
    terminal,
)
from federator.demo import Demo
from federator.house import HERE, SHIPPED, House, now
from federator.model.errors import ConfigError, Fault, VisitError
from federator.model.site import Site
from federator.model.words import Words
from federator.registry import read_site, strangers, write_site
from federator.terminal import end_with, print_json, say, say_faults


class Commands(click.Group):
    """Ends every command whose configuration cannot be used with its faults in the reader's language, exit code 2."""

    def invoke(self, ctx: click.Context) -> None:
        try:
            super().invoke(ctx)
        except (ConfigError, VisitError) as error:
            end_with(error)


@click.group(cls=Commands)
@click.option(
    "--config",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="FEDERATOR_CONFIG",
    default=lambda: HERE if HERE.is_dir() else SHIPPED,
    help="Folder of federator.toml, the profile and the registry files; usually ./config, else the project's own.",
)
@click.option(
    "--database", type=click.Path(path_type=Path, dir_okay=False), help="The database; beats the configuration."
)
@click.pass_context
def main(context: click.Context, config: Path, database: Path | None) -> None:
    """federator: one merged feed out of many land-resource sites."""
    terminal.quieten_libraries()
    context.obj = House(config, database)


@main.command()
@click.option("--no-harvest", is_flag=True, help="Serve only; another process harvests.")
@click.pass_obj
def serve(house: House, no_harvest: bool) -> None:
    """Serve feeds and pages, and harvest on schedule in the same process."""
    from federator import serving  # Flask and the scheduler

    terminal.log_to_stderr(logging.INFO)
    serving.serve(house.means, now, house.client.tell, harvesting=not no_harvest)


@main.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(".demo"),
    show_default=True,
    help="Where the demo keeps its database; it is emptied first.",
)
@click.option("--no-serve", is_flag=True, help="End when the story has been harvested.")
@click.pass_obj
def demo(house: House, port: int, folder: Path, no_serve: bool) -> None:
    """An invented province on loopback: three days of its life harvested, then served."""
    from federator import serving

    terminal.log_to_stderr(logging.WARNING)
    settings = replace(house.settings, port=port)
    if not no_serve:
        serving.expect_free(settings)
    shown = Demo(settings, folder, now)
    address = f"http://127.0.0.1:{port}/"
    with shown.province:
        count = shown.register()
        say(Words(f"示例省：{count} 个站点已登记", f"sample province: {count} sites registered"))
        shown.live()
        shown.report(address)
        if no_serve:
            shown.close()
        else:
            serving.serve(shown.means, now, shown.tell, harvesting=True)


@main.group()
def sites() -> None:
    """The registry of member sites."""


@sites.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.pass_obj
def import_sites(house: House, paths: Sequence[Path]) -> None:
    """Read registry files (or folders of them) into the database. A broken file stops none of the others."""
    faults: list[Fault] = []
    imported = 0
    for path in _toml_files(paths):
        try:
            site = read_site(path, house.accepted)
            house.store.save_site(site)
            imported += 1
            say_faults(strangers(site, house.directory.organisations))
        except ConfigError as error:
            faults.extend(error.faults)
    say(Words(f"已导入 {imported} 个站点", f"{imported} sites imported"))
    say_faults(faults)
    sys.exit(terminal.OK if not faults else terminal.PARTIAL if imported else terminal.FAILED)


def _toml_files(paths: Iterable[Path]) -> list[Path]:
    return [file for path in paths for file in (sorted(path.glob("*.toml")) if path.is_dir() else [path])]


@sites.command("list")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def list_sites(house: House, as_json: bool) -> None:
    """Sites with their sources."""
    for site in house.store.sites():
        if as_json:
            print_json({"id": site.id, "name": site.name, "life": str(site.life), "home": site.home,
                        "sources": [source.key for source in site.sources]})  # fmt: skip
        else:
            click.echo(f"{site.id}  {site.name}  [{site.life}]  {site.home}")
            for source in site.sources:
                click.echo(f"    {source.key}  {source.name}  {source.connector or '-'}  {source.url}")


@sites.command("export")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.pass_obj
def export_sites(house: House, folder: Path) -> None:
    """Write the registry as files, one a site; importing them gives the same registry."""
    exported = house.store.sites()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for site in exported:
            (folder / f"{site.id}.toml").write_text(write_site(site), "utf-8")
    except OSError as error:
        what = Words(f"无法写入（{error.strerror}）", f"cannot be written to ({error.strerror})")
        remedy = Words(
            "检查路径、权限和磁盘空间，或另选文件夹", "see to path, permissions and disk space, or name another folder"
        )
        raise ConfigError((Fault(str(folder), what, remedy),)) from error
    say(Words(f"已导出 {len(exported)} 个站点", f"{len(exported)} sites exported"))


@main.command()
@click.pass_obj
def check(house: House) -> None:
    """Check configuration, profile, registry files and database: each fault with its place and remedy.

    Exit code: 0 nothing found, 2 faults.
    """
    faults: list[Fault] = []
    for part in ("settings", "profile", "directory"):
        try:
            getattr(house, part)
        except ConfigError as error:
            faults.extend(error.faults)
    if not faults:
        faults.extend(_registry_faults(house))
        if house.settings.database.exists():
            faults.extend(house.store.check())
    say_faults(dict.fromkeys(faults))  # the profile cannot be found either where the settings are broken
    if faults:
        sys.exit(2)
    say(
        Words(
            "配置、规范、登记文件和数据库均无问题", "configuration, profile, registry files and database are in order"
        )
    )


def _registry_faults(house: House) -> list[Fault]:
    faults: list[Fault] = []
    seen: dict[str, Path] = {}
    for path in _toml_files([house.config / "sites"]):
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


main.add_command(cli_attachments.attachments)
main.add_command(cli_archive.prune)
main.add_command(cli_archive.warc)
main.add_command(cli_columns.columns)
main.add_command(cli_harvest.harvest)
main.add_command(cli_read.read)
main.add_command(cli_read.read_notice)
main.add_command(cli_classify.classify)
main.add_command(cli_induce.induce)
main.add_command(cli_mirror.mirror)
main.add_command(cli_recognise.recognise)
main.add_command(cli_sources.sources)
main.add_command(cli_reconcile.reconcile_command)
main.add_command(cli_health.health)
main.add_command(cli_users.users)
main.add_command(cli_verify.verify)
main.add_command(cli_withdrawals.withdrawals)
main.add_command(cli_clients.clients)
