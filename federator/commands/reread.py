"""``federator reread`` and ``reclassify``: notices understood anew from their captures, shown, and then recorded."""

from collections import Counter
from typing import Any

import click

from federator.commands.named import Command, expect_scope, scoped
from federator.examine.foreseen import Foreseen, Order, carry_out, sort_called
from federator.examine.rereading import Rereader
from federator.house import House
from federator.model.called import reason_called
from federator.model.people import TERMINAL
from federator.model.profile import Profile
from federator.model.scope import Scope
from federator.model.words import Words, counted
from federator.terminal import language, print_json, say

_HEADINGS = {
    "moved": Words("改变类别", "moved"),
    "fields": Words("字段不同", "fields that differ"),
    "lost": Words("不再有的不合规项", "breaches lost"),
    "gained": Words("新增的不合规项", "breaches gained"),
    "unread": Words("无法判断", "nothing can be said"),
}


def selecting(command: Command) -> Command:
    """What both acts may be told: which notices, whether to record it, and why."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="One object: counts, examples, how many recorded."),
        click.option("--why", default="", help="The reason, kept with each version and in the audit log."),
        click.option(
            "--apply", "applied", is_flag=True, help="Record the differences; without this they are only shown."
        ),
        scoped,
    ):
        command = option(command)
    return command


@click.command()
@selecting
@click.pass_obj
def reread(house: House, /, **asked: Any) -> None:
    """Read notices again from their captures, with today's code and profile. No site is contacted.

    Categories stay as they are. Differences are recorded as `reread`, never as amended, because the site said nothing
    new.
    """
    _act(house, False, **asked)


@click.command()
@selecting
@click.pass_obj
def reclassify(house: House, /, **asked: Any) -> None:
    """Choose the categories of notices again, from the evidence and today's profile. What a person chose stays.

    Only notices that move to another category are changed. They are read again as that category requires, and recorded
    as `reclassified`.
    """
    _act(house, True, **asked)


def _act(house: House, reclassifying: bool, scope: Scope, applied: bool, why: str, as_json: bool) -> None:
    expect_scope(house, house.store, scope)
    if applied and not why.strip():
        raise click.UsageError(
            Words("--apply：请用 --why 写明理由", "--apply: give the reason with --why").in_(language())
        )
    foreseen = carry_out(Rereader(house.means, reclassifying), scope, Order(TERMINAL, why) if applied else None)
    if as_json:
        print_json(foreseen.as_record() | {"applied": applied})
        return
    show(foreseen, house.profile)
    if applied:
        say(Words(f"已记录 {foreseen.recorded} 个新版本", f"{counted(foreseen.recorded, 'new version')} recorded"))
    elif foreseen.differ:
        say(Words("这只是预览；加 --apply --why 理由 才会记录", "this is a preview; --apply --why REASON records it"))


def show(foreseen: Foreseen, profile: Profile) -> None:
    """Counts and examples, for people."""
    total, differ, hidden, freed = foreseen.notices, foreseen.differ, foreseen.hidden, foreseen.freed
    zh = f"共 {total} 条，{differ} 条不同；{hidden} 条将暂不发布，{freed} 条将可发布"
    en = f"{counted(total, 'notice')}, {differ} of them different; {hidden} would be held, {freed} freed"
    say(Words(zh, en))
    for name, heading in _HEADINGS.items():
        counts: Counter[str] = getattr(foreseen, name)
        for sort, count in counts.most_common():
            what = sort_called(name, sort, profile).in_(language())
            click.echo(f"{heading.in_(language())}: {what}  {count}")
            for example in foreseen.examples.get(f"{name.removesuffix('s')} {sort}", ()):
                click.echo(f"    {example.id}  {example.title}  {reason_called(example.why).in_(language())}".rstrip())
