"""``federator attachments``: fetch what is due of the attachments of public notices, and read it."""

import sys
from dataclasses import asdict

import click

from federator import terminal
from federator.commands.ending import ending
from federator.commands.harvest import leased
from federator.house import House, now
from federator.model.words import Words
from federator.service.attaching import attach, let_files_go
from federator.terminal import print_json, say


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Counts as one object: kept, failed, notices, expired.")
@click.pass_obj
def attachments(house: House, as_json: bool) -> None:
    """Fetch the attachments that are due, once, then end. The service does the same after its visits.

    Exit code: 0 all well, 3 some could not be fetched (they are tried again later), 75 another process is harvesting,
    143 or 130 stopped by a signal.
    """
    with house.client, ending() as told, leased(house, 0, told) as lease:
        done = attach(house.means, now(), lease.ended(told.asked))
        done.expired = let_files_go(house.means, now())
    if as_json:
        print_json(asdict(done))
    else:
        zh = f"收存附件 {done.kept} 个，未取得 {done.failed} 个，到期删除 {done.expired} 个；新版本 {done.notices} 个"
        en = f"{done.kept} kept, {done.failed} could not be had, {done.expired} expired; new versions: {done.notices}"
        say(Words(zh, en))
    if told.asked():
        sys.exit(told.code)
    sys.exit(terminal.PARTIAL if done.failed else terminal.OK)
