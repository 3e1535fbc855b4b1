"""The command line; ``house.py`` builds the parts that it sets to work."""

import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from federator import (
    cli_archive,
    cli_attachments,
    cli_check,
    cli_classify,
    cli_clients,
    cli_columns,
    cli_doctor,
    cli_harvest,
    cli_health,
    cli_induce,
    cli_mirror,
    cli_profile,
    cli_purge,
    cli_read,
    cli_recognise,
    cli_reconcile,
    cli_report,
    cli_reread,
    cli_sites,
    cli_sources,
    cli_users,
    cli_verify,
    cli_withdrawals,
    terminal,
)
from federator.demo import Demo
from federator.house import HERE, SHIPPED, House, now
from federator.model.errors import ConfigError, VisitError
from federator.model.words import Words
from federator.terminal import end_with, say


class Commands(click.Group):
    """Ends every command whose configuration cannot be used with its faults in the reader's language, exit code 2. In
    that language click speaks, too."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        terminal.teach_click()
        return super().main(*args, **kwargs)

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


main.add_command(cli_attachments.attachments)
main.add_command(cli_archive.prune)
main.add_command(cli_archive.warc)
main.add_command(cli_sites.sites)
main.add_command(cli_check.check)
main.add_command(cli_columns.columns)
main.add_command(cli_harvest.harvest)
main.add_command(cli_read.read)
main.add_command(cli_read.read_notice)
main.add_command(cli_classify.classify)
main.add_command(cli_induce.induce)
main.add_command(cli_mirror.mirror)
main.add_command(cli_purge.takedown)
main.add_command(cli_purge.purge)
main.add_command(cli_doctor.doctor)
main.add_command(cli_doctor.back_up)
main.add_command(cli_doctor.restore)
main.add_command(cli_recognise.recognise)
main.add_command(cli_sources.sources)
main.add_command(cli_reconcile.reconcile_command)
main.add_command(cli_health.health)
main.add_command(cli_users.users)
main.add_command(cli_verify.verify)
main.add_command(cli_withdrawals.withdrawals)
main.add_command(cli_clients.clients)
main.add_command(cli_profile.profile)
main.add_command(cli_reread.reread)
main.add_command(cli_reread.reclassify)
main.add_command(cli_report.validation_report)
