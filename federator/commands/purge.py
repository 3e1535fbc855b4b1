"""``federator takedown`` and ``federator purge``: a notice withdrawn at once, or erased for good."""

from dataclasses import asdict

import click

from federator.commands.named import said
from federator.house import House
from federator.model.errors import ConfigError, Fault
from federator.model.people import TERMINAL
from federator.model.words import Words, counted
from federator.store.decisions import StaleError
from federator.store.purging import TellingError
from federator.terminal import language, print_json, say

_id = click.argument("id", metavar="ID")
_reason = click.option(
    "--reason",
    required=True,
    callback=said,
    help="The reason. The audit log keeps it, so do not repeat what is to be removed.",
)
_json = click.option("--json", "as_json", is_flag=True, help="One object: what was done.")


@click.command()
@_id
@_reason
@_json
@click.pass_obj
def takedown(house: House, id: str, reason: str, as_json: bool) -> None:
    """Withdraw a notice at once, in every version. Visits do not bring it back."""
    view = house.store.notice(id)
    if view is None or view.shown is None:
        raise _not_so(id, Words("没有这条公开的信息", "no public notice has this id"))
    try:
        house.store.decisions.take_down(id, view.versions[0].seq, reason, TERMINAL)
    except StaleError as error:
        raise _not_so(id, Words("这条信息刚刚有了新版本", "the notice has just got a new version")) from error
    if as_json:
        print_json({"id": id, "state": "withdrawn"})
    else:
        say(Words(f"已撤下：{id}", f"withdrawn: {id}"))


_NO_SUCH = Words("没有这条信息，或它已合并、已删除", "no notice has this id, or it was merged or purged")


def _ask_whether(house: House, id: str) -> None:
    """Show which notice it is, and end the command unless that is the one."""
    notice = house.store.titled((id,)).get(id)
    if notice is None:
        raise _not_so(id, _NO_SUCH)
    click.echo(f"{notice.title}\n    {notice.url}", err=True)
    question = Words("彻底删除后无法恢复。继续？", "What is purged cannot be restored. Continue?")
    click.confirm(question.in_(language()), abort=True)


@click.command()
@_id
@_reason
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
@click.option(
    "--allow-again", is_flag=True, help="Undo one effect of a purge: let the notice be harvested again, as a new one."
)
@_json
@click.pass_obj
def purge(house: House, id: str, reason: str, yes: bool, allow_again: bool, as_json: bool) -> None:
    """Erase everything that a notice said, for good: records, versions, captures, attachments, search.

    The audit log keeps that there was such a notice and why it went. Visits do not bring it back, even if its site
    still lists it.
    """
    if allow_again:
        _allow_again(house, id, reason, as_json)
        return
    if not yes:
        _ask_whether(house, id)
    try:
        done = house.store.purges.purge(id, reason, TERMINAL)
    except StaleError as error:
        raise _not_so(id, _NO_SUCH) from error
    except TellingError as error:
        raise _not_so(
            "--reason", Words("理由中含有要删除的标题", "the reason repeats the title that is to be erased")
        ) from error
    if as_json:
        print_json({"id": id, **asdict(done)})
    else:
        zh = f"已删除：信息 {done.notices} 条，快照 {done.captures} 个，提及 {done.mentions} 处，附件 {done.files} 个"
        notices, captures = counted(done.notices, "notice"), counted(done.captures, "capture")
        en = f"erased: {notices}, {captures}, {counted(done.files, 'file')}; {counted(done.mentions, 'mention')}"
        say(Words(zh, en))


def _allow_again(house: House, id: str, reason: str, as_json: bool) -> None:
    if not house.store.purges.allow_again(id, reason, TERMINAL):
        raise _not_so(id, Words("没有删除过这条信息", "no notice of this id was purged"))
    if as_json:
        print_json({"id": id, "allowed": True})
    else:
        say(Words(f"以后的采集可重新收录：{id}", f"later visits may harvest it again: {id}"))


def _not_so(place: str, what: Words) -> ConfigError:
    remedy = Words("核对标识或改写理由后重试", "check the id or change the reason, and try again")
    return ConfigError((Fault(place, what, remedy),))
