"""``federator withdrawals``: notices that are gone and yet public, because too many of one source went at once."""

import click

from federator.commands.named import ANY_SOURCE, Pending, deciding
from federator.house import House
from federator.model.called import CALLED
from federator.model.local_time import in_china
from federator.model.words import Words, counted
from federator.store.leaving import Leaving
from federator.terminal import language, print_json, say, say_if_none

_PENDING = Pending(
    lambda house, source: [one.id for one in house.store.leaving(source)],
    Words("不在等待撤下", "does not wait to be withdrawn"),
    "withdrawals list",
)


@click.group()
def withdrawals() -> None:
    """Notices whose originals are gone. They wait for a person because too many went at once."""


@withdrawals.command("list")
@ANY_SOURCE
@click.option(
    "--json", "as_json", is_flag=True, help="One object for each notice: source, id, proof, since, title, url."
)
@click.pass_obj
def list_withdrawals(house: House, source: str | None, as_json: bool) -> None:
    """List what waits; in each source, the notice known longest comes first."""
    keys = [source] if source else sorted(house.store.attention())
    waiting = [(key, one) for key in keys for one in house.store.leaving(key)]
    for key, one in waiting:
        _show(key, one, as_json)
    say_if_none(waiting, as_json, _PENDING.none)


@withdrawals.command("confirm")
@deciding("NOTICE")
def confirm(house: House, source: str, named: tuple[str, ...], everything: bool, why: str) -> None:
    """Withdraw waiting notices. If they come back, they are the same notices again."""
    count = _PENDING.decided(house.store.decisions.confirm_leaving, house, source, named, everything, why)
    done = Words(f"{source}：已撤下 {count} 条信息", f"{source}: {counted(count, 'notice')} withdrawn")
    say(done if count else _PENDING.none)


@withdrawals.command("refuse")
@deciding("NOTICE")
def refuse(house: House, source: str, named: tuple[str, ...], everything: bool, why: str) -> None:
    """Keep waiting notices public. They wait again only if they were seen again and are gone once more."""
    count = _PENDING.decided(house.store.decisions.refuse_leaving, house, source, named, everything, why)
    stay = counted(count, "notice stays", "notices stay")
    done = Words(f"{source}：{count} 条信息继续公开", f"{source}: {stay} public")
    say(done if count else _PENDING.none)


def _show(source: str, one: Leaving, as_json: bool) -> None:
    if as_json:
        print_json({"source": source, "id": one.id, "proof": str(one.proof), "since": one.since.isoformat(),
                    "title": one.title, "url": one.url})  # fmt: skip
    else:
        click.echo(f"{source}  {one.id}  {in_china(one.since)}  {CALLED[one.proof].in_(language())}")
        click.echo(f"    {one.title}  {one.url}")
