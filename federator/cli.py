"""The command line; ``house.py`` builds the parts that it sets to work."""

import logging
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from federator import terminal
from federator.commands import (
    archive,
    attachments,
    check,
    classify,
    clients,
    columns,
    doctor,
    harvest,
    health,
    induce,
    mirror,
    profile,
    purge,
    read,
    recognise,
    reconcile,
    report,
    reread,
    sites,
    sources,
    users,
    verify,
    withdrawals,
)
from federator.demo import Demo
from federator.house import HERE, SHIPPED, House, now
from federator.model.errors import ConfigError, Fault, VisitError
from federator.model.words import Words
from federator.store import in_trouble
from federator.terminal import end_with, say


class Commands(click.Group):
    """Ends every command whose configuration cannot be used with its faults in the reader's language, exit code 2. In
    that language click speaks, too."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        terminal.teach_click(self)
        return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> None:
        try:
            super().invoke(ctx)
        except (ConfigError, VisitError) as error:
            end_with(error)
        except (sqlite3.Error, OSError) as error:
            if not in_trouble(error):
                raise
            end_with(_trouble(error))


def _trouble(error: Exception) -> ConfigError:
    what = Words(f"数据库读写失败（{error}）", f"the database can be read or written no more ({error})")
    remedy = Words("检查磁盘空间和权限，再试一次", "see to disk space and permissions, and try again")
    return ConfigError((Fault("database", what, remedy),))


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

    terminal.log_to_stderr(logging.INFO, house.settings.log_format)
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

    terminal.log_to_stderr(logging.WARNING, house.settings.log_format)
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


main.add_command(attachments.attachments)
main.add_command(archive.prune)
main.add_command(archive.warc)
main.add_command(sites.sites)
main.add_command(check.check)
main.add_command(columns.columns)
main.add_command(harvest.harvest)
main.add_command(read.read)
main.add_command(read.read_notice)
main.add_command(classify.classify)
main.add_command(induce.induce)
main.add_command(mirror.mirror)
main.add_command(purge.takedown)
main.add_command(purge.purge)
main.add_command(doctor.doctor)
main.add_command(doctor.back_up)
main.add_command(doctor.restore)
main.add_command(recognise.recognise)
main.add_command(sources.sources)
main.add_command(reconcile.reconcile_command)
main.add_command(health.health)
main.add_command(users.users)
main.add_command(verify.verify)
main.add_command(withdrawals.withdrawals)
main.add_command(clients.clients)
main.add_command(profile.profile)
main.add_command(reread.reread)
main.add_command(reread.reclassify)
main.add_command(report.validation_report)
