"""``federator rewrites``: texts that many notices of one source would have at once, in place of their own."""

from dataclasses import asdict

import click

from federator.commands.named import ANY_SOURCE, Pending, deciding
from federator.house import House
from federator.model.local_time import in_china
from federator.model.words import Words, counted
from federator.store.rewrites import WaitingRewrite
from federator.terminal import language, print_json, say, say_if_none

_PENDING = Pending(
    lambda house, source: [one.key for one in house.store.rewrites.waiting(source)],
    Words("没有这样的改写在等待确认", "no text of that name waits"),
    "rewrites list",
)
_REFUSED = Pending(
    lambda house, source: [one.key for one in house.store.rewrites.refused(source)],
    Words("没有否决过这样的改写", "no text of that name was refused"),
    "rewrites list --refused",
    Words("没有否决过的改写", "nothing was refused"),
)
_GONE = Words("（内容已不再保存）", "(the words are no longer kept)")


@click.group()
def rewrites() -> None:
    """Texts that many notices of one source would take on at once. They wait for a person."""


@rewrites.command("list")
@ANY_SOURCE
@click.option("--refused", is_flag=True, help="List what was refused instead of what waits.")
@click.option(
    "--json", "as_json", is_flag=True, help="One object for each text: source, id, since, text, notices, sample."
)
@click.pass_obj
def list_rewrites(house: House, source: str | None, refused: bool, as_json: bool) -> None:
    """List what waits: how many notices would change to which text, and what some of them say now."""
    its, those = (house.store.rewrites.refused, _REFUSED) if refused else (house.store.rewrites.waiting, _PENDING)
    keys = [source] if source else [one.key for one in house.store.sources(None)]
    found = [(key, one) for key in keys for one in its(key)]
    for key, one in found:
        _show(key, one, as_json)
    say_if_none(found, as_json, those.none)


@rewrites.command("accept")
@click.option("--refused", is_flag=True, help="Accept refused texts instead of waiting ones.")
@deciding("TEXT")
def accept(house: House, source: str, named: tuple[str, ...], everything: bool, why: str, refused: bool) -> None:
    """Accept waiting texts. The pages are read again at once, and their notices amended."""
    those = _REFUSED if refused else _PENDING
    count = those.decided(house.store.rewrites.accept, house, source, named, everything, why)
    done = Words(f"{source}：已接受 {count} 处改写", f"{source}: {counted(count, 'text')} accepted")
    say(done if count else those.none)


@rewrites.command("refuse")
@deciding("TEXT")
def refuse(house: House, source: str, named: tuple[str, ...], everything: bool, why: str) -> None:
    """Keep the notices as they are. No notice of the source is amended to that text any more."""
    count = _PENDING.decided(house.store.rewrites.refuse, house, source, named, everything, why)
    done = Words(f"{source}：已否决 {count} 处改写", f"{source}: {counted(count, 'text')} refused")
    say(done if count else _PENDING.none)


def _show(source: str, one: WaitingRewrite, as_json: bool) -> None:
    if as_json:
        print_json({"source": source, "id": one.key, "since": one.since.isoformat(), "text": one.text,
                    "notices": one.count, "sample": list(map(asdict, one.sample))})  # fmt: skip
        return
    said = Words(f"{one.count} 条信息将同为", f"{counted(one.count, 'notice')} would say")
    click.echo(f"{source}  {one.key}  {in_china(one.since)}  {said.in_(language())}")
    click.echo(f"  + {_line(one.text) or _GONE.in_(language())}")
    for each in one.sample:
        click.echo(f"    {each.id}  {each.title}  {each.url}")
        click.echo(f"  - {_line(each.text)}")


def _line(text: str) -> str:
    return " ".join(text.split())
