"""``federator reconcile``: what sites list now against what the feed serves, each difference explained."""

import sys
from collections.abc import Sequence
from typing import Any

import click

from federator import terminal
from federator.commands.named import look
from federator.examine.reconcile import SERVED_ONLY, Cause, Difference, Reconciled, reconcile
from federator.house import House
from federator.model.called import CALLED, clause_called
from federator.model.details import in_chinese
from federator.model.errors import EXPLANATIONS, ConfigError, ErrorKind, Fault
from federator.model.item import AsideReason
from federator.model.profile import Profile
from federator.model.revision import Withdrawal
from federator.model.site import Life
from federator.model.words import Words, counted
from federator.service.hosts import by_host, each_host
from federator.store.source_views import SourceView
from federator.terminal import language, print_json, say

CAUSES = {
    Cause.NO_ADDRESS: Words("列表行没有网址，无法采集", "its row has no address, so it cannot be harvested"),
    Cause.CHANGED: Words(
        "上次采集后列表行有改动，下次采集时读取",
        "its row changed after the last visit; the next visit reads it",
    ),
    Cause.HELD: Words("有严重不合规项，等待人员处理", "it fails a severe clause and waits for a person"),
    Cause.HELD_BACK: Words(
        "改动有严重不合规项，仍公开改动之前的版本",
        "its amendment fails a severe clause; the version before stays public",
    ),
    Cause.WITHDRAWN: Words("已撤下", "it was withdrawn"),
    Cause.ASIDE: Words("被搁置，一天后再试", "set aside; it is tried again after a day"),
    Cause.NOT_ACTIVE: Words("站点不在采集", "its site is not active"),
    Cause.NOT_VISITED: Words("采集源还没有采集过", "its source was not visited yet"),
    Cause.FAILING: Words("上次采集失败", "the last visit failed"),
    Cause.LEFT: Words("上次采集没有读完，下次继续", "the last visit did not reach it; the next one goes on"),
    Cause.NEW: Words("上次采集之后才列出", "listed since the last visit"),
    Cause.HISTORY: Words(
        "早于采集范围，可用 federator harvest --backfill 回溯",
        "older than visits reach; federator harvest --backfill reads it",
    ),
    Cause.PAGE_GONE: Words(
        "原网页已不存在，再次复查后撤下",
        "its page is gone; it is withdrawn if the next recheck finds the same",
    ),
    Cause.PAGE_THERE: Words(
        "列表不再列出，但原网页仍在，不算撤下",
        "no longer listed, but its page is still there: not a withdrawal",
    ),
    Cause.PAGE_UNREADABLE: Words("列表不再列出，原网页读不出", "no longer listed, and its page cannot be read"),
    Cause.NOT_ASKED: Words(
        "列表不再列出；同类过多，未查原网页",
        "no longer listed; there are too many to ask for its page",
    ),
    Cause.LEAVING: Words(
        "一次消失过多，等待人工确认（federator withdrawals）",
        "too many went at once; it waits for a person (federator withdrawals)",
    ),
    Cause.KEPT: Words("原文已消失，人员决定继续公开", "gone; a person decided to keep it public"),
}

_NOT_APPROVED = Words("站点尚未批准，不予访问", "its site is not approved yet, so it is not asked")
_APPROVE = Words(
    '在管理台批准，或在登记文件中改为 life = "active" 后重新导入',
    'approve it at the desk, or set life = "active" in its registry file and import the file again',
)


@click.command("reconcile")
@click.argument("names", nargs=-1, metavar="[SITE|SITE/SOURCE]...")
@click.option("--whole", is_flag=True, help="Read each list to its end, even where a visit would stop earlier.")
@click.option(
    "--json", "as_json", is_flag=True, help="One object for each source: listed, served, differences with causes."
)
@click.pass_obj
def reconcile_command(house: House, names: Sequence[str], whole: bool, as_json: bool) -> None:
    """Compare what the sites list now with what the feed serves, and explain each difference. Nothing is recorded.

    Exit code: 0 no differences, 3 differences, or some lists cannot be read, 4 no list can be read.
    """
    views = _chosen(house, names)
    found: list[Reconciled] = []

    def host(several: Sequence[SourceView]) -> list[Reconciled]:
        return [reconcile(one, house.means, whole=whole) for one in several]

    with house.client:
        hosts = by_host(views, lambda view: view.source.url)
        for one in each_host(hosts, host, house.settings.workers, "reconcile"):
            _show(one, house.profile, as_json)
            found.append(one)
    terminal.say_if_none(views, as_json, Words("没有启用中的采集源", "no source is active"))
    failed = [one for one in found if one.error and not one.pages]
    if found and len(failed) == len(found):
        sys.exit(terminal.FAILED)
    sys.exit(terminal.PARTIAL if any(one.error or one.differences for one in found) else terminal.OK)


def _chosen(house: House, names: Sequence[str]) -> list[SourceView]:
    """The sources named, by site or by source, else those of all active sites. Nobody has let draft sites be asked."""
    views = house.store.source_views()
    if not names:
        return [view for view in views if view.life is Life.ACTIVE]
    chosen = [view for view in views if view.source.key in names or view.source.site in names]
    for name in names:
        lives = [view.life for view in chosen if name in (view.source.key, view.source.site)]
        if not lives:
            what = Words("没有这个站点或采集源", "no site or source of that name")
            raise ConfigError((Fault(name, what, look("sites list")),))
        if lives[0] in (Life.DRAFT, Life.SUBMITTED):
            raise ConfigError((Fault(name, _NOT_APPROVED, _APPROVE),))
    return chosen


def _show(one: Reconciled, profile: Profile, as_json: bool) -> None:
    if as_json:
        print_json(_as_json(one))
        return
    key, name = one.view.source.key, one.view.source.name
    if one.error:
        click.echo(f"{key}  {name}  {one.error.sentence(language())}")
    if one.pages:
        count = len(one.differences)
        zh = f"{key}  {name}  列出 {one.listed} 条，已公开 {one.served} 条，差异 {count} 处"
        differences = counted(count, "difference")
        say(Words(zh, f"{key}  {name}  {one.listed} listed, {one.served} of them served, {differences}"))
    for difference in one.differences:
        _show_one(difference, profile)


def _show_one(one: Difference, profile: Profile) -> None:
    said = detail_called(one, profile).in_(language())
    detail = Words(f"（{said}）", f" ({said})").in_(language()) if said else ""
    click.echo(f"    {'-' if one.cause in SERVED_ONLY else '+'} {one.title}  {one.url}")
    click.echo(f"        {CAUSES[one.cause].in_(language())}{detail}")


def detail_called(one: Difference, profile: Profile) -> Words:
    """What stands beside a cause, as people read it."""
    if not one.detail or one.cause is Cause.PAGE_GONE:
        return Words(one.detail, one.detail)
    if one.cause is Cause.ASIDE:
        reason, _colon, seen = one.detail.partition(": ")
        why = CALLED[AsideReason(reason)]
        return Words(f"{why.zh}：{in_chinese(seen)}", f"{why.en}: {seen}") if seen else why
    if one.detail in set(ErrorKind):
        return EXPLANATIONS[ErrorKind(one.detail)].what
    for known in (Life, Withdrawal):
        if one.detail in set(known):
            return CALLED[known(one.detail)]
    clauses = [clause_called(clause, profile) for clause in one.detail.split(", ")]
    return Words("；".join(one.zh for one in clauses), "; ".join(one.en for one in clauses))


def _as_json(one: Reconciled) -> dict[str, Any]:
    return {
        "source": one.view.source.key,
        "listed": one.listed,
        "served": one.served,
        "pages": one.pages,
        "whole": one.whole,
        "error": str(one.error.kind) if one.error else None,
        "differences": [
            {
                "side": "served" if each.cause in SERVED_ONLY else "listed",
                "cause": str(each.cause),
                "title": each.title,
                "url": each.url,
                "id": each.id or None,
                "detail": each.detail,
                "explanation": CAUSES[each.cause].in_(language()),
            }
            for each in one.differences
        ],
    }
