"""``federator sources``: when each source is visited next and why; sources visited now, paused, resumed."""

from datetime import datetime
from typing import Any

import click

from federator.commands.named import ANY_SOURCE, NOTHING_REGISTERED, SOURCE, said
from federator.house import House
from federator.model.called import CALLED
from federator.model.local_time import in_china
from federator.model.people import TERMINAL
from federator.model.site import Life
from federator.model.words import Words
from federator.rhythm import because
from federator.store.source_views import SourceView
from federator.terminal import language, print_json, say, say_if_none

NEVER_VISITED = Words("尚未采集，随时可以开始", "never visited: due at once")


@click.group()
def sources() -> None:
    """See when sources are visited; pause and resume them."""


@sources.command("list")
@ANY_SOURCE
@click.option(
    "--json", "as_json", is_flag=True, help="One object for each source: source, next_due, reason, because, paused."
)
@click.pass_obj
def list_sources(house: House, source: str | None, as_json: bool) -> None:
    """Show when each source is visited next, and why then."""
    shown = [view for view in house.store.source_views() if source in (None, view.source.key)]
    for view in shown:
        show = print_json if as_json else click.echo
        show(_as_json(house, view) if as_json else _line(house, view))
    say_if_none(shown, as_json, NOTHING_REGISTERED)


@sources.command("pause")
@SOURCE
@click.option("--why", required=True, callback=said, help="The reason, for whoever asks later.")
@click.pass_obj
def pause(house: House, source: str, why: str) -> None:
    """Stop visiting a source until it is resumed. What is public stays public."""
    done = house.store.pauses.pause(source, why, TERMINAL)
    already = Words(f"{source}：已经暂停", f"{source}: paused already")
    say(Words(f"{source}：已暂停", f"{source}: paused") if done else already)


@sources.command("resume")
@SOURCE
@click.pass_obj
def resume(house: House, source: str) -> None:
    """Visit a source again."""
    done = house.store.pauses.resume(source, TERMINAL)
    not_paused = Words(f"{source}：没有暂停", f"{source}: not paused")
    say(Words(f"{source}：已恢复", f"{source}: resumed") if done else not_paused)


@sources.command("visit")
@SOURCE
@click.pass_obj
def visit(house: House, source: str) -> None:
    """Have the running harvester visit a source in its next round. ("harvest SITE/SOURCE" visits it here and now.)"""
    house.store.registry.visit_now(source.partition("/")[0], [source], TERMINAL)
    say(Words(f"{source}：已排入下一轮采集", f"{source}: will be visited in the next round"))


def _due(view: SourceView) -> datetime | None:
    return view.state.next_due if view.life is Life.ACTIVE else None


def _because(house: House, view: SourceView) -> str:
    if view.life is not Life.ACTIVE:
        life = CALLED[view.life]
        return Words(f"不采集：站点状态为“{life.zh}”", f"not visited: its site is {life.en}").in_(language())
    return (because(view.source, view.state, house.settings.rhythm) or NEVER_VISITED).in_(language())


def _line(house: House, view: SourceView) -> str:
    if view.paused:
        said = Words(f"已暂停：{view.paused.why}", f"paused: {view.paused.why}").in_(language())
        return f"{view.source.key}  {in_china(view.paused.since)}  {said}"
    due = _due(view)
    return f"{view.source.key}  {in_china(due) if due else '-'}  {_because(house, view)}"


def _as_json(house: House, view: SourceView) -> dict[str, Any]:
    due = _due(view)
    return {
        "source": view.source.key,
        "life": str(view.life),
        "next_due": due.isoformat() if due else None,
        "reason": str(view.state.reason) if view.state.reason else None,
        "because": _because(house, view),
        "pace": view.state.pace,
        "paused": {"since": view.paused.since.isoformat(), "why": view.paused.why} if view.paused else None,
    }
