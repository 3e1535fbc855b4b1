"""What commands are told by name: a source, and which of the things that wait there."""

from collections.abc import Collection

import click

from federator.house import House
from federator.model.errors import ConfigError, Fault
from federator.model.words import Words
from federator.terminal import language

SOURCE = click.argument("source", metavar="SITE/SOURCE")
ALL = click.option("--all", "everything", is_flag=True, help="All of the source that wait.")


def said(_context: click.Context, _option: click.Parameter, why: str) -> str:
    """A reason, which says something. For options."""
    if not why.strip():
        raise click.BadParameter(Words("请写明理由", "say the reason").in_(language()))
    return why.strip()


WHY = click.option("--why", required=True, callback=said, help="The reason, kept in the audit log.")


def expect_source(house: House, source: str) -> None:
    """Raise ConfigError where the registry has no source of that name."""
    if source not in {one.key for one in house.store.sources(None)}:
        raise ConfigError((Fault(source, Words("没有这个采集源", "no source of that name"), look("sites list")),))


def those_that_wait(
    named: Collection[str], everything: bool, waiting: Collection[str], stranger: Words, remedy: Words
) -> frozenset[str]:
    """What was ``named`` of what waits, or all of it; nothing is decided where one of those named does not wait.

    :raises ConfigError: for such, with what a ``stranger`` is and the ``remedy``.
    :raises UsageError: where things are named and all are meant, or neither.
    """
    if bool(named) is everything:
        what = Words("请写明标识，或加 --all", "name which, or say --all")
        raise click.UsageError(what.in_(language()))
    if strangers := [one for one in named if one not in waiting]:
        raise ConfigError(tuple(Fault(one, stranger, remedy) for one in strangers))
    return frozenset(waiting if everything else named)


def look(command: str) -> Words:
    """Where names are found."""
    return Words(f"用 federator {command} 查看", f"see federator {command}")
