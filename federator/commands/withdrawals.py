"""``federator withdrawals``: notices that are gone and yet public, because too many of one source went at once."""

from collections.abc import Callable

import click

from federator.house import House
from federator.model.errors import ConfigError, Fault
from federator.model.people import TERMINAL, Actor
from federator.model.revision import Withdrawal
from federator.model.words import Words
from federator.store.desk_views import Leaving
from federator.terminal import language, print_json, say

_PROOFS = {
    Withdrawal.PAGE_GONE: Words("原文页面已不存在", "its page is gone"),
    Withdrawal.ABSENT: Words("栏目已不再列出", "its list lacks it"),
}

_source = click.argument("source", metavar="SITE/SOURCE")
_ids = click.argument("ids", nargs=-1, metavar="[NOTICE]...")
_all = click.option("--all", "everything", is_flag=True, help="All of the source that wait.")
_why = click.option("--why", required=True, help="The reason, kept in the audit log.")


@click.group()
def withdrawals() -> None:
    """Notices whose originals are gone, and which wait for a person because too many went at once."""


@withdrawals.command("list")
@click.argument("source", required=False, metavar="[SITE/SOURCE]")
@click.option("--json", "as_json", is_flag=True, help="One object a notice: source, id, proof, since, title, url.")
@click.pass_obj
def list_withdrawals(house: House, source: str | None, as_json: bool) -> None:
    """What waits, the longest known notice of each source first."""
    if source is not None:
        _expect(house, source)
    for key in [source] if source else sorted(house.store.attention()):
        for one in house.store.leaving(key):
            _show(key, one, as_json)


@withdrawals.command("confirm")
@_source
@_ids
@_all
@_why
@click.pass_obj
def confirm(house: House, source: str, ids: tuple[str, ...], everything: bool, why: str) -> None:
    """Withdraw notices that wait. They are the same notices again should they come back."""
    count = _decided(house, source, ids, everything, why, house.store.decisions.confirm_leaving)
    say(Words(f"{source}：已撤下 {count} 条信息", f"{source}: {count} notices withdrawn"))


@withdrawals.command("refuse")
@_source
@_ids
@_all
@_why
@click.pass_obj
def refuse(house: House, source: str, ids: tuple[str, ...], everything: bool, why: str) -> None:
    """Let notices that wait stay public, until they were seen again and are gone anew."""
    count = _decided(house, source, ids, everything, why, house.store.decisions.refuse_leaving)
    say(Words(f"{source}：{count} 条信息继续公开", f"{source}: {count} notices stay public"))


def _decided(
    house: House,
    source: str,
    ids: tuple[str, ...],
    everything: bool,
    why: str,
    decide: Callable[[str, frozenset[str], str, Actor], int],
) -> int:
    """How many were decided upon: those named, or all; nothing is where one of those named does not wait."""
    _expect(house, source)
    if bool(ids) is everything:
        what = Words("请写明信息标识，或加 --all", "name the notices, or say --all")
        raise click.UsageError(what.in_(language()))
    waiting = frozenset(one.id for one in house.store.leaving(source))
    what, remedy = Words("不在等待撤下", "does not wait to be withdrawn"), _look("withdrawals list")
    if strangers := [one for one in ids if one not in waiting]:
        raise ConfigError(tuple(Fault(one, what, remedy) for one in strangers))
    return decide(source, waiting if everything else frozenset(ids), why, TERMINAL)


def _expect(house: House, source: str) -> None:
    if source not in {one.key for one in house.store.sources(None)}:
        raise ConfigError((Fault(source, Words("没有这个采集源", "no source of that name"), _look("sites list")),))


def _look(command: str) -> Words:
    return Words(f"用 federator {command} 查看", f"see federator {command}")


def _show(source: str, one: Leaving, as_json: bool) -> None:
    if as_json:
        print_json({"source": source, "id": one.id, "proof": str(one.proof), "since": one.since.isoformat(),
                    "title": one.title, "url": one.url})  # fmt: skip
    else:
        click.echo(f"{source}  {one.id}  {one.since:%Y-%m-%d %H:%M}Z  {_PROOFS[one.proof].in_(language())}")
        click.echo(f"    {one.title}  {one.url}")
