"""``federator clients``: programs with keys of their own, from the command line."""

from datetime import date
from typing import Any

import click

from federator.commands.users import expect_known, refused
from federator.house import House, now
from federator.model.called import CALLED
from federator.model.client import MOST_PER_MINUTE, USUAL_PER_MINUTE, ApiClient, Scope, end_of
from federator.model.people import TERMINAL
from federator.model.words import Words
from federator.terminal import language, print_json, say, say_if_none


class _Day(click.ParamType[date]):
    """A day, written 2026-12-31."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day that was written."""
        try:
            day = date.fromisoformat(value)
        except ValueError:
            what = Words(f"{value!r} 不是日期，应写作 2026-12-31", f"{value!r} is not a date; write 2026-12-31")
            self.fail(what.in_(language()), param, ctx)
        if end_of(day) <= now():
            self.fail(Words(f"{value} 已经过去", f"{value} is past").in_(language()), param, ctx)
        return day


@click.group()
def clients() -> None:
    """API clients: programs that read, with keys of their own, what is not public."""


@clients.command("add")
@click.argument("name")
@click.option("--contact", required=True, help="The person to ask about it.")
@click.option("--scope", "scopes", multiple=True, required=True, type=click.Choice([str(scope) for scope in Scope]),
              help="What the key may do; repeatable.")  # fmt: skip
@click.option("--site", "sites", multiple=True, help="Id of a site that the key is limited to; repeatable.")
@click.option(
    "--organisation",
    "organisations",
    multiple=True,
    help="Id of an organisation that the key is limited to; repeatable.",
)
@click.option("--per-minute", type=click.IntRange(1, MOST_PER_MINUTE), default=USUAL_PER_MINUTE, show_default=True)
@click.option("--expires", type=_Day(), help="The last day, in China, on which the key is valid.")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def add(
    house: House,
    name: str,
    contact: str,
    scopes: tuple[str, ...],
    sites: tuple[str, ...],
    organisations: tuple[str, ...],
    per_minute: int,
    expires: date | None,
    as_json: bool,
) -> None:
    """Create a client and print its key. The key is shown only this once."""
    from federator.web.api.keys import new_key

    expect_known("--site", sites, {site.id for site in house.store.sites()})
    expect_known("--organisation", organisations, house.directory.organisations)
    key = new_key()
    client = ApiClient("", name, contact, frozenset(map(Scope, scopes)), now(), key.prefix, frozenset(sites),
                       frozenset(organisations), per_minute, end_of(expires) if expires else None)  # fmt: skip
    made = house.store.clients.add(client, key.hash, TERMINAL)
    said = Words(
        f"已建立客户端 {made.id}；密钥只显示这一次：", f"client {made.id} created; its key, shown only this once:"
    )
    _show(made, key.text, said, as_json)


@clients.command("rotate")
@click.argument("id")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def rotate(house: House, id: str, as_json: bool) -> None:
    """Give a client a new key and print it, only this once. The old key ends at once."""
    from federator.web.api.keys import new_key

    client, key = _known(house, id), new_key()
    if client.revoked:
        raise refused(
            "ID",
            Words(
                "密钥已吊销；请用 clients add 另建客户端", "the key is revoked; create another client with clients add"
            ),
        )
    house.store.clients.rotate(id, key.prefix, key.hash, TERMINAL)
    said = Words(
        f"客户端 {id} 的旧密钥已失效；新密钥只显示这一次：", f"client {id} has a new key, shown only this once:"
    )
    _show(client, key.text, said, as_json)


@clients.command("list")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def list_clients(house: House, as_json: bool) -> None:
    """List all clients ever created; of each key only the beginning is shown."""
    known = house.store.clients.all()
    for one in known:
        standing, limits = house.store.clients.standing(one), sorted(one.sites | one.organisations)
        if as_json:
            print_json({
                "id": one.id, "name": one.name, "contact": one.contact, "scopes": sorted(one.scopes),
                "limits": limits, "per_minute": one.per_minute, "standing": str(standing),
                "key_begins": f"fed_{one.prefix}", "expires": one.expires.isoformat() if one.expires else None,
                "last_used": one.last_used.isoformat() if one.last_used else None,
            })  # fmt: skip
        else:
            scopes = ", ".join(CALLED[scope].in_(language()) for scope in sorted(one.scopes))
            click.echo(f"{one.id}  {one.name}  [{CALLED[standing].in_(language())}]  {scopes}  {', '.join(limits)}")
    say_if_none(known, as_json, Words("还没有客户端：federator clients add", "no client yet: federator clients add"))


@clients.command("revoke")
@click.argument("id")
@click.pass_obj
def revoke(house: House, id: str) -> None:
    """End a client's key for good."""
    _known(house, id)
    house.store.clients.revoke(id, TERMINAL)
    say(Words(f"已吊销客户端 {id} 的密钥", f"the key of client {id} is revoked"))


def _known(house: House, id: str) -> ApiClient:
    client = house.store.clients.one(id)
    if client is None:
        raise refused("ID", Words(f"没有客户端 {id}，见 clients list", f"there is no client {id}, see clients list"))
    return client


def _show(client: ApiClient, key: str, said: Words, as_json: bool) -> None:
    """The key alone on standard output, so that it can be piped into where it is kept."""
    if as_json:
        print_json({"id": client.id, "name": client.name, "key": key})
    else:
        say(said, err=True)
        click.echo(key)
