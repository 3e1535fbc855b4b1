"""The command line: the one place that builds the parts and joins them."""

import logging
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

import click

from federator import serving, terminal
from federator.connectors.catalogue import CONNECTORS, read_list
from federator.demo import Demo
from federator.fetch import Client
from federator.means import Means
from federator.model.answer import Answer, Request
from federator.model.errors import ConfigError, Fault, VisitError
from federator.model.place import Directory
from federator.model.profile import Profile
from federator.model.row import RawNotice, Row
from federator.model.site import Rule, Site, Source
from federator.model.visit import Outcome
from federator.model.words import Words
from federator.notation.address import absolute
from federator.notation.dates import read_time, year_in_address
from federator.notice_page import read_notice_page
from federator.recheck import recheck
from federator.registry import Accepted, read_rule, read_site, write_site
from federator.schedule import Lease, due
from federator.settings import Settings, load_settings
from federator.spec import check as check_notice
from federator.spec import load_directory, load_profile, normalise
from federator.store import Store
from federator.sweep import sweep
from federator.terminal import end_with, print_json, say, say_faults

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
        return load_profile(self.settings.profile)

    @cached_property
    def directory(self) -> Directory:
        return load_directory(self.settings.divisions, self.settings.organisations)

    @cached_property
    def store(self) -> Store:
        folder = self.settings.database.parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            what = Words(f"无法建立数据库所在目录：{error}", f"the database's folder cannot be made: {error}")
            remedy = Words(
                "改用 --database 或 FEDERATOR_DATABASE 指定可写的位置", "name a writable place with --database"
            )
            raise ConfigError((Fault(str(folder), what, remedy),)) from error
        return Store(self.settings.database)

    @cached_property
    def accepted(self) -> Accepted:
        return Accepted(CONNECTORS, self.profile.categories, self.directory.divisions, self.directory.organisations)

    @cached_property
    def client(self) -> Client:
        return Client(self.settings.manners)

    @cached_property
    def means(self) -> Means:
        return Means(self.client.ask, self.store, self.profile, self.directory, self.settings)


def now() -> datetime:
    """The clock of the running service; everything below is handed it."""
    return datetime.now(UTC)


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
    terminal.log_to_stderr(logging.WARNING)
    context.obj = House(config, database)


@main.command()
@click.option("--no-harvest", is_flag=True, help="Serve only; another process harvests.")
@click.pass_obj
def serve(house: House, no_harvest: bool) -> None:
    """Serve feeds and pages, and harvest on schedule in the same process."""
    terminal.log_to_stderr(logging.INFO)
    serving.serve(house.means, now, harvesting=not no_harvest)


@main.command()
@click.argument("names", nargs=-1, metavar="[SITE/SOURCE]...")
@click.option("--all", "everything", is_flag=True, help="Visit every active source, due or not.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a visit, then the summary.")
@click.pass_obj
def harvest(house: House, names: Sequence[str], everything: bool, as_json: bool) -> None:
    """Make one pass over what is due (or named, or everything), then end.

    Exit code: 0 all well, 3 some sources failed, 4 all failed, 75 another process is harvesting.
    """
    sources = _chosen(house.store, names, everything, now())
    lease = Lease(house.store, now)
    if not lease.take():
        say(Words("另一个进程正在采集；请稍后再试", "another process is harvesting; try again later"), err=True)
        sys.exit(terminal.BUSY)
    with lease, house.client:
        tally = sweep(sources, house.means, now, terminal.Progress(len(sources), quiet=as_json), lease.lost)
        checked = None if names else recheck(house.means, now(), lease.lost)
    failed = tally.count(Outcome.FAILED)
    summary = terminal.harvest_counts(tally, checked)
    if as_json:
        for visit in tally.visits:
            print_json(terminal.visit_as_json(visit))
        print_json({"summary": summary})
    else:
        click.echo(terminal.summary(summary))
    sys.exit(terminal.OK if not failed else terminal.FAILED if failed == len(tally.visits) else terminal.PARTIAL)


def _chosen(store: Store, names: Sequence[str], everything: bool, moment: datetime) -> list[Source]:
    active = store.sources()
    if not names:
        return list(active) if everything else due(active, store.states(), moment)
    chosen = [source for source in active if source.key in names or source.site in names]
    for name in names:
        if not any(name in (source.key, source.site) for source in chosen):
            what = Words("没有这个启用中的站点或采集源", "no active site or source of that name")
            remedy = Words("用 federator sites list 查看", "see federator sites list")
            raise ConfigError((Fault(name, what, remedy),))
    return chosen


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
            serving.serve(shown.means, now, harvesting=True)


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
            house.store.save_site(read_site(path, house.accepted))
            imported += 1
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
    folder.mkdir(parents=True, exist_ok=True)
    exported = house.store.sites()
    for site in exported:
        (folder / f"{site.id}.toml").write_text(write_site(site), "utf-8")
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
    return faults


_file = click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
_url = click.option("--url", required=True, help="The address the file was saved from; links are resolved against it.")


def _saved(file: Path, url: str) -> Answer:
    if not absolute(url, url):
        raise click.BadParameter("an http or https address is needed", param_hint="--url")
    return Answer(Request(url), 200, url, file.read_bytes(), now())


@main.command()
@_file
@_url
@click.option("--connector", type=click.Choice(sorted(CONNECTORS)), help="Which software; left out: recognised.")
@click.option("--rule", "rule_file", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="TOML with the keys of [sources.rule], for html-list.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="One object a line: title, url, date, date_written.")
def read(file: Path, url: str, connector: str | None, rule_file: Path | None, as_json: bool) -> None:
    """Print the rows found in a saved list page or saved answer. Nothing is asked of any site."""
    rule: Rule | None = read_rule(rule_file) if rule_file else None
    connector = connector or ("html-list" if rule else None)
    page = read_list(_saved(file, url), Source("-", "read", "", url, "", "", connector=connector, rule=rule))
    if not page.carries_rows and page.next:
        leads = f"{page.next.method} {page.next.url}"
        say(
            Words(f"此页不含列表，列表由该请求返回：{leads}", f"this page carries no rows; they come from: {leads}"),
            err=True,
        )
    for row in page.rows:
        day = _day(row)
        if as_json:
            print_json({"title": row.title, "url": row.url, "date": day, "date_written": row.date_written})
        else:
            click.echo(f"{day or '?':10}  {row.title}\n            {row.url}")


def _day(row: Row) -> str | None:
    read_as = read_time(row.date_written, year_in_address(row.url)) if row.date_written else None
    return read_as.day.isoformat() if read_as else None


@main.command("read-notice")
@_file
@_url
@click.option("--json", "as_json", is_flag=True, help="One object with the spec's field names.")
@click.pass_obj
def read_notice(house: House, file: Path, url: str, as_json: bool) -> None:
    """Print the record made of a saved notice page. Nothing is asked of any site."""
    page = read_notice_page(_saved(file, url))
    source = Source("-", "read", "", url, "", "", site_name=page.metas.get("sitename", ""))
    raw = RawNotice(url, None, page)
    notice = normalise(raw, source, house.profile, house.directory)
    breaches = check_notice(notice, raw, house.profile, house.directory, now())
    record = notice.as_record() | {"breaches": [breach.as_record() for breach in breaches]}
    if as_json:
        print_json(record)
        return
    for name, value in record.items():
        if value not in ("", None, [], {}) and name != "html":
            click.echo(f"{name}: {value}")
