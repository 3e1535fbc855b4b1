"""``federator serve``: feeds and pages, and the harvest."""

import logging

import click

from federator import terminal
from federator.house import House, now


@click.command()
@click.option("--no-harvest", is_flag=True, help="Serve only; another process harvests.")
@click.pass_obj
def serve(house: House, no_harvest: bool) -> None:
    """Serve feeds and pages, and harvest on schedule in the same process."""
    from federator.service import serving  # Flask and the scheduler

    terminal.log_to_stderr(logging.INFO, house.settings.log_format)
    serving.serve(house.means, now, house.client.tell, harvesting=not no_harvest)
