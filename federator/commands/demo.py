"""``federator demo``: an invented province to look at."""

import logging
from dataclasses import replace
from pathlib import Path

import click

from federator import terminal
from federator.demo import Demo
from federator.house import House, now
from federator.model.words import Words, counted
from federator.terminal import say


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(".demo"),
    show_default=True,
    help="The demo's folder; it is emptied first.",
)
@click.option("--no-serve", is_flag=True, help="End after the harvest instead of serving.")
@click.pass_obj
def demo(house: House, port: int, folder: Path, no_serve: bool) -> None:
    """Harvest four days of an invented province on loopback, then serve it."""
    from federator.service import serving  # Flask and the scheduler

    terminal.log_to_stderr(logging.WARNING, house.settings.log_format)
    settings = replace(house.settings, port=port)
    if not no_serve:
        serving.expect_free(settings)
    shown = Demo(settings, folder, now)
    with shown.province:
        count = shown.register()
        say(Words(f"示例省：{count} 个站点已登记", f"sample province: {counted(count, 'site')} registered"))
        shown.live()
        shown.report()
        if no_serve:
            shown.close()
            shown.say_how_to_serve()
        else:
            shown.say_where(serving.address_of(settings))
            serving.serve(shown.means, now, shown.tell, harvesting=True)
