"""``federator harvest``: one pass over the sources, and on wish back through their whole history."""

import logging
import signal
import sys
import threading
import time
from collections.abc import Callable, Collection, Sequence
from datetime import datetime

import click

from federator import telling, terminal
from federator.commands.ending import Ending, ending
from federator.commands.named import NOTHING_REGISTERED, look
from federator.compare.aging import latest_rechecks
from federator.house import House, now
from federator.model.backfill import Backfill
from federator.model.errors import ConfigError, Fault
from federator.model.site import Source
from federator.model.visit import Outcome
from federator.model.words import Words
from federator.schedule import WRITTEN, Lease, due
from federator.service import backfill
from federator.service.gathering import Tally
from federator.service.pairing import pair_up
from federator.service.recheck import recheck
from federator.service.sweep import sweep
from federator.store import Store
from federator.terminal import language, print_json, say, unheard

STAND_ASIDE = 0.5
"""Seconds for which a backfill gives the lease away between two steps, so that another process makes its visits."""

OTHERS_TURN = 3600.0
"""Seconds that a backfill waits for the lease, at its beginning and each time it gave it away."""

_SET_BACK = Words(
    "上次采集的时间晚于现在：系统时钟被调回过，相关采集源全部重新到期",
    "some visits are in the future: the clock was set back; their sources are due now",
)
_TOO_EARLY = Words("系统时钟的时间早得不可能", "it shows an impossibly early time")
_SET_IT = Words("校准时钟（NTP）后再采集", "set the clock (NTP), then harvest")
_NOTHING_DUE = Words("没有到期的采集源；--all 不论是否到期都采集", "nothing is due; --all visits every source")


@click.command()
@click.argument("names", nargs=-1, metavar="[SITE/SOURCE]...")
@click.option("--all", "everything", is_flag=True, help="Visit every active source, due or not.")
@click.option("--backfill", "back", is_flag=True, help="Then go back through the whole history of the named sources.")
@click.option("--forever", is_flag=True, help="Keep harvesting what falls due, until SIGTERM or SIGINT.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each visit (and backfill), then a summary.")
@click.pass_obj
def harvest(house: House, names: Sequence[str], everything: bool, back: bool, forever: bool, as_json: bool) -> None:
    """Visit the sources that are due (or named, or all of them) once, then end.

    With --forever, go on, and log each visit and each round on standard error; run "serve --no-harvest" beside it to
    serve the result.

    On SIGTERM or SIGINT, finish the notice that is being read, keep what was read, and end.

    Exit code: 0 all well, 3 some sources failed, 4 all failed, 75 another process is harvesting, 143 or 130 stopped by
    a signal.
    """
    if forever:
        if names or everything or back or as_json:
            what = Words(
                "--forever 不能与其他选项或名称同用", "--forever cannot be combined with names or other options"
            )
            raise click.UsageError(what.in_(language()))
        return _for_ever(house)
    if back and not names and not everything:
        what = Words("--backfill：请指明采集源，或加 --all", "--backfill: name the sources, or add --all")
        raise click.UsageError(what.in_(language()))
    terminal.log_to_stderr(logging.WARNING, house.settings.log_format)
    if now() < WRITTEN:
        raise ConfigError((Fault("clock", _TOO_EARLY, _SET_IT),))
    if house.store.set_back(now(), latest_rechecks(now())):
        say(_SET_BACK, err=True)
    sources = chosen(house.store, names, everything, now())
    if not sources and not house.store.sites():
        say(NOTHING_REGISTERED, err=True)
    elif not sources and not everything:
        say(_NOTHING_DUE, err=True)
    seen = unheard if as_json else telling.Progress(len(sources))
    with house.client, ending() as told:
        with leased(house, OTHERS_TURN if back else 0, told) as lease:
            stopped = lease.ended(told.asked)
            tally = sweep(sources, house.means, now, seen, stopped)
            checked = None if names else recheck(house.means, now(), stopped)
            pair_up(house.store, stopped)
        failed = {visit.source for visit in tally.visits if visit.outcome is Outcome.FAILED}
        reached = [source for source in sources if source.key not in failed]
        stepped = unheard if as_json else telling.show_step
        histories = _go_back(house, reached, stepped, told) if back else []
    _report(tally, telling.harvest_counts(tally, checked), histories if back else None, as_json)
    failed |= {one.source for one in histories if one.error}
    sys.exit(told.code if told.asked() else _exit_code(failed, sources))


def _for_ever(house: House) -> None:
    """Harvest until told to end; the visit under way ends with the notice it is reading."""
    from federator.service import rounds  # keeps a log and sends mail, which a single pass does not
    from federator.service.delivering import sender

    stop = threading.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda _signal, _frame: stop.set())
    form = house.settings.log_format
    terminal.log_to_stderr(logging.INFO, form)
    terminal.announce(Words("正在采集（Ctrl+C 结束）", "harvesting (Ctrl+C ends)"), form)
    with house.client:
        rounds.for_ever(house.means, now, stop, sender(house.settings.mail, house.client.tell))
    terminal.announce(Words("已停止", "stopped"), form)


def chosen(store: Store, names: Sequence[str], everything: bool, moment: datetime) -> list[Source]:
    """The sources a command line means: those named (by source or by site), all active ones, or what is due. One that
    is paused has to be named."""
    active, paused = store.sources(), store.pauses.standing()
    if not names:
        unpaused = [source for source in active if source.key not in paused]
        return unpaused if everything else due(unpaused, store.states(), moment)
    found = [source for source in active if source.key in names or source.site in names]
    for name in names:
        if not any(name in (source.key, source.site) for source in found):
            what = Words("没有这个启用中的站点或采集源", "no active site or source has this name")
            raise ConfigError((Fault(name, what, look("sites list")),))
    return found


def leased(house: House, patience: float, told: Ending) -> Lease:
    """The lease, taken within ``patience`` seconds; else the command ends: another process has it, or it was told
    to."""
    lease = Lease(house.store, now)
    if not lease.wait(patience, told.asked):
        if told.asked():
            sys.exit(told.code)
        say(Words("另一个进程正在采集；请稍后再试", "another process is harvesting; try again later"), err=True)
        sys.exit(terminal.BUSY)
    return lease


def _go_back(house: House, sources: Sequence[Source], seen: Callable[[Backfill], None], told: Ending) -> list[Backfill]:
    """Step by step until each history is read or cannot be read on for now, or it is told to end; how each stands
    then."""
    going = backfill.begin(sources, house.means, now())
    stand = dict(going)
    while going and not told.asked():
        with leased(house, OTHERS_TURN, told) as lease:
            moved = backfill.go_on(going, sources, house.means, now, lease.ended(told.asked))
        for one in moved:
            seen(one)
        stand |= {one.source: one for one in moved}
        going = {key: stand[key] for key in going if not stand[key].finished and not stand[key].error}
        time.sleep(STAND_ASIDE if going else 0)
    return list(stand.values())


def _report(tally: Tally, counts: dict[str, int], histories: Sequence[Backfill] | None, as_json: bool) -> None:
    if histories is not None:
        counts["histories"] = len(histories)
        counts["histories_unfinished"] = sum(one.finished is None for one in histories)
        counts["history_created"] = sum(one.created for one in histories)
    if not as_json:
        click.echo(telling.summary(counts))
        return
    for visit in tally.visits:
        print_json(telling.visit_as_json(visit))
    for one in histories or ():
        print_json(telling.backfill_as_json(one))
    print_json({"summary": counts})


def _exit_code(failed: Collection[str], sources: Sequence[Source]) -> int:
    if not failed:
        return terminal.OK
    return terminal.FAILED if len(failed) == len(sources) else terminal.PARTIAL
