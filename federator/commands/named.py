"""What commands are told by name: sites, sources and notices, and which of the things that wait for a person."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import wraps

import click

from federator.house import House
from federator.model.errors import ConfigError, Fault
from federator.model.people import TERMINAL, Actor
from federator.model.scope import Scope
from federator.model.words import Words
from federator.store import Store
from federator.terminal import language

Command = Callable[..., None]

NOTHING_WAITS = Words("没有等待确认的", "nothing waits")
NOTHING_REGISTERED = Words(
    "还没有登记站点：在管理台登记，或用 federator sites import 导入登记文件",
    "no site is registered yet: register one at the desk, or import registry files with federator sites import",
)


def look(command: str) -> Words:
    """Where names are found."""
    return Words(f"用 federator {command} 查看", f"see federator {command}")


def said(_context: click.Context, _option: click.Parameter, why: str) -> str:
    """A reason, which says something. For options."""
    if not why.strip():
        raise click.BadParameter(Words("请写明理由", "say the reason").in_(language()))
    return why.strip()


def _source(context: click.Context, _argument: click.Parameter, source: str | None) -> str | None:
    """Raises ConfigError where the registry has no source of that name; None is any."""
    if source is not None and source not in {one.key for one in context.obj.store.sources(None)}:
        raise ConfigError((Fault(source, Words("没有这个采集源", "no source of that name"), look("sites list")),))
    return source


SOURCE = click.argument("source", metavar="SITE/SOURCE", callback=_source)
ANY_SOURCE = click.argument("source", required=False, metavar="[SITE/SOURCE]", callback=_source)


def expect_named(store: Store, names: Sequence[str]) -> None:
    """Raise ConfigError where one of the names is no site's, no source's and no notice's."""
    known = {one for source in store.sources(None) for one in (source.key, source.site)}
    for name in names:
        if name not in known and store.notice(name) is None:
            what = Words("没有这个站点、采集源或信息", "no site, source or notice has this name")
            raise ConfigError((Fault(name, what, look("sites list")),))


def scoped(command: Command) -> Command:
    """The parameters that say which notices; the command is handed them as ``scope``, for :func:`expect_scope`."""

    @click.argument("names", nargs=-1, metavar="[SITE|SITE/SOURCE|NOTICE]...")
    @click.option("--organisation", default="", help="Only notices of this organisation.")
    @click.option("--category", default="", help="Only notices that are now in this category.")
    @click.option("--division", default="", help="Only notices of this division; a city includes its counties.")
    @wraps(command)
    def told(
        *above: object, names: tuple[str, ...], organisation: str, category: str, division: str, **more: object
    ) -> None:
        command(*above, scope=Scope(names, organisation, category, division), **more)

    return told


def expect_scope(house: House, store: Store, scope: Scope) -> None:
    """Raise ConfigError where a part of it is none that there is: a misspelt one would silently mean no notice. A
    category, an organisation or a division that notices still have, though it is known no more, is one."""
    expect_named(store, scope.names)
    for option, given, known, alone in (
        ("--organisation", scope.organisation, house.directory.organisations, Scope(organisation=scope.organisation)),
        ("--category", scope.category, house.profile.categories, Scope(category=scope.category)),
        ("--division", scope.division, house.directory.divisions, Scope(division=scope.division)),
    ):
        if given and given not in known and not store.latest_page(alone, 0, 1).versions:
            raise ConfigError((Fault(f"{option} {given}", *_NONE_SUCH[option]),))


_NONE_SUCH = {
    "--organisation": (
        Words("没有这个单位", "no organisation of that id"),
        Words("见管理台的单位名录", "see Organisations at the desk"),
    ),
    "--category": (Words("没有这个信息类别", "no category of that code"), look("profile docs")),
    "--division": (
        Words("没有这个行政区划", "no division of that code"),
        Words("使用 GB/T 2260 六位代码", "use the six-digit GB/T 2260 code"),
    ),
}


def deciding(noun: str) -> Callable[[Command], Command]:
    """The parameters of a command that decides about some of a source, each a ``noun``: ``source``, ``named``,
    ``everything`` and ``why``, for :meth:`Pending.decided`."""

    def told(command: Command) -> Command:
        for parameter in (
            click.pass_obj,
            click.option("--why", required=True, callback=said, help="The reason, kept in the audit log."),
            click.option("--all", "everything", is_flag=True, help="Everything in the source that waits."),
            click.argument("named", nargs=-1, metavar=f"[{noun}]..."),
            SOURCE,
        ):
            command = parameter(command)
        return command

    return told


@dataclass(frozen=True, slots=True)
class Pending:
    """What waits at sources for a person. ``waiting``: the names of a source's; ``stranger``: what another name is;
    ``listed`` by which command; ``none`` is said where there are none."""

    waiting: Callable[[House, str], Collection[str]]
    stranger: Words
    listed: str
    none: Words = NOTHING_WAITS

    def decided(
        self,
        decide: Callable[[str, frozenset[str], str, Actor], int],
        house: House,
        source: str,
        named: Collection[str],
        everything: bool,
        why: str,
    ) -> int:
        """How many of those ``named``, or of all, were decided upon; none where one of those named does not wait.

        :raises ConfigError: for such.
        :raises UsageError: where things are named and all are meant, or neither.
        """
        waiting = self.waiting(house, source)
        if bool(named) is everything:
            what = Words("请写明标识，或加 --all", "name which, or say --all")
            raise click.UsageError(what.in_(language()))
        if strangers := [one for one in named if one not in waiting]:
            raise ConfigError(tuple(Fault(one, self.stranger, look(self.listed)) for one in strangers))
        return decide(source, frozenset(waiting if everything else named), why, TERMINAL)
