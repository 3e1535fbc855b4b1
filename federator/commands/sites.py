"""``federator sites``: the registry as files."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from federator import terminal
from federator.commands.named import NOTHING_REGISTERED
from federator.house import House
from federator.model.called import CALLED
from federator.model.details import in_chinese
from federator.model.errors import ConfigError, Fault
from federator.model.health import RuleState
from federator.model.people import TERMINAL
from federator.model.words import Words, counted
from federator.registry import read_sites, strangers, toml_files, write_site
from federator.terminal import language, print_json, say, say_faults, say_if_none


@click.group()
def sites() -> None:
    """The registry of member sites."""


@sites.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.pass_obj
def import_sites(house: House, paths: Sequence[Path]) -> None:
    """Read registry files, or folders of them, into the database. A broken file does not stop the others.

    Exit code: 0 all well, 3 some files have faults, 4 none could be imported.
    """
    faults: list[Fault] = []
    imported = 0
    files = toml_files(paths)
    if not files:
        raise ConfigError((_no_files(paths),))
    for site in read_sites(files, house.accepted):
        if isinstance(site, ConfigError):
            faults.extend(site.faults)
            continue
        house.store.registry.put(site, TERMINAL)
        imported += 1
        say_faults(strangers(site, house.directory.organisations))
    say(Words(f"已导入 {imported} 个站点", f"{counted(imported, 'site')} imported"))
    say_faults(faults)
    sys.exit(terminal.OK if not faults else terminal.PARTIAL if imported else terminal.FAILED)


def _no_files(paths: Sequence[Path]) -> Fault:
    what = Words("没有登记文件（*.toml）", "there are no registry files (*.toml)")
    remedy = Words(
        "指定文件，或放有这些文件的文件夹；federator columns URL --write FILE 可生成",
        "name files or a folder of them; federator columns URL --write FILE makes one",
    )
    return Fault(", ".join(map(str, paths)), what, remedy)


@sites.command("list")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def list_sites(house: House, as_json: bool) -> None:
    """List the sites with their sources."""
    registered = house.store.sites()
    for site in registered:
        if as_json:
            print_json({"id": site.id, "name": site.name, "life": str(site.life), "home": site.home,
                        "sources": [source.key for source in site.sources]})  # fmt: skip
        else:
            click.echo(f"{site.id}  {site.name}  [{CALLED[site.life].in_(language())}]  {site.home}")
            for source in site.sources:
                click.echo(f"    {source.key}  {source.name}  {source.connector or '-'}  {source.url}")
    say_if_none(registered, as_json, NOTHING_REGISTERED)


@sites.command("export")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.pass_obj
def export_sites(house: House, folder: Path) -> None:
    """Write the registry as one file a site; importing the files gives the same registry."""
    exported = house.store.sites()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for site in exported:
            (folder / f"{site.id}.toml").write_text(write_site(site), "utf-8")
    except OSError as error:
        what = Words(f"无法写入（{in_chinese(str(error.strerror))}）", f"cannot be written to ({error.strerror})")
        remedy = Words(
            "检查路径、权限和磁盘空间，或另选文件夹", "check path, permissions and disk space, or name another folder"
        )
        raise ConfigError((Fault(str(folder), what, remedy),)) from error
    say(Words(f"已导出 {len(exported)} 个站点", f"{counted(len(exported), 'site')} exported"))
    registered = {source.key: source.rule for site in exported for source in site.sources}
    for used in house.store.rules(None):
        if used.state is RuleState.IN_FORCE and used.source in registered and used.differs(registered[used.source]):
            zh = f"{used.source} 现用第 {used.number} 号规则，不是文件里写的；见 federator health list"
            en = f"{used.source} is read by rule {used.number}, not by what its file says: see federator health list"
            say(Words(zh, en), err=True)
