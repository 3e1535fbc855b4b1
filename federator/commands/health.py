"""The commands that show how lists fare against their own past, and by which worked out rules they are read."""

from typing import Any

import click

from federator.commands.named import ANY_SOURCE, SOURCE, look
from federator.house import House
from federator.model.called import CALLED
from federator.model.errors import ConfigError, Fault
from federator.model.health import Health, WorkedOutRule
from federator.model.local_time import in_china
from federator.model.people import TERMINAL
from federator.model.words import Words
from federator.registry import written_rule
from federator.terminal import language, print_json, say, say_if_none

_ALL_WELL = Words("没有异常的列表，也没有推断的规则", "no list changed, and no rule was worked out")


@click.group()
def health() -> None:
    """Lists that changed, and the rules that were worked out for them."""


@health.command("list")
@ANY_SOURCE
@click.option(
    "--json", "as_json", is_flag=True, help="One object for each source: source, finding, since, times, rules."
)
@click.pass_obj
def list_health(house: House, source: str | None, as_json: bool) -> None:
    """List each source with a finding or a worked out rule: what is wrong, since when, and which rule reads it."""
    findings = house.store.findings()
    rules: dict[str, list[WorkedOutRule]] = {}
    for rule in house.store.rules(source):
        rules.setdefault(rule.source, []).append(rule)
    shown = sorted({*findings, *rules} if source is None else {source} & {*findings, *rules})
    for key in shown:
        found, own = findings.get(key, Health()), rules.get(key, [])
        if as_json:
            print_json(_as_json(key, found, own))
        else:
            _show(key, found, own)
    say_if_none(shown, as_json, _ALL_WELL)


@health.command("accept")
@SOURCE
@click.option("--rule", "number", type=int, help="Use this rule, a waiting or a replaced one.")
@click.pass_obj
def accept(house: House, source: str, number: int | None) -> None:
    """Accept a list as it is now. The next visit takes what it finds as the new baseline."""
    decisions = house.store.decisions
    if number is None:
        decisions.take_list(source, TERMINAL)
    elif not decisions.take_rule(source, number, TERMINAL):
        what = Words(f"没有第 {number} 号规则", f"there is no rule {number}")
        raise ConfigError((Fault(source, what, look("health list")),))
    say(Words(f"{source}：下次采集重新建立基准", f"{source}: the next visit sets a new baseline"))


def _as_json(key: str, found: Health, rules: list[WorkedOutRule]) -> dict[str, Any]:
    return {
        "source": key,
        "finding": str(found.finding) if found.finding else None,
        "since": found.since.isoformat() if found.since else None,
        "times": found.times,
        "detail": found.detail,
        "rules": [
            {
                "number": rule.number,
                "state": str(rule.state),
                "made": rule.made.isoformat() if rule.made else None,
                "rule": written_rule(rule.rule),
                "reasons": [reason.in_(language()) for reason in rule.reasons],
                "preview": [shown._asdict() for shown in rule.preview],
            }
            for rule in rules
        ],
    }


def _show(key: str, found: Health, rules: list[WorkedOutRule]) -> None:
    what = CALLED[found.finding].in_(language()) if found.finding else Words("正常", "well").in_(language())
    since = f"  {in_china(found.since)} ×{found.times}  {found.detail}" if found.since else ""
    click.echo(f"{key}  {what}{since}")
    for rule in rules:
        made = in_china(rule.made) if rule.made else ""
        selectors = "  ".join(f"{name}={selector!r}" for name, selector in written_rule(rule.rule).items())
        click.echo(f"    {rule.number}  {CALLED[rule.state].in_(language())}  {made}  {selectors}")
