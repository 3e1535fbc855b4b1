"""The command that works out a rule for a list page nobody described, and shows what the rule reads."""

from typing import Any

import click
import tomli_w

from federator.commands.read import asked_or_saved, row_as_json, show_row
from federator.connectors.catalogue import read_by_rule
from federator.connectors.page import text_of
from federator.connectors.recognise import recognise
from federator.house import House
from federator.induce import Induction, PageKind, Proposal, induce_list
from federator.model.answer import Answer
from federator.model.errors import EXPLANATIONS, VisitError
from federator.model.row import Row
from federator.model.words import Words, counted
from federator.registry import written_rule
from federator.terminal import language, print_json, say

_KINDS = {
    PageKind.LIST: Words("列表页", "a list"),
    PageKind.NOTICE: Words("一条信息的正文页，不是列表", "a notice's own page, no list"),
    PageKind.PORTAL: Words("门户或频道页，含多个栏目", "a portal of several columns"),
    PageKind.EMPTY: Words("没有条目的页面", "a page without rows"),
    PageKind.SCRIPT: Words("列表由脚本生成的空壳", "a shell that a script fills"),
}


@click.command()
@click.argument("target", metavar="URL|FILE")
@click.option("--url", help="The address that FILE was saved from; links are resolved against it.")
@click.option("--candidate", type=click.IntRange(min=1), default=1, show_default=True,
              help="Show the rule and the rows of this candidate.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="One object: kind, rule, reasons, rows, candidates.")
@click.pass_obj
def induce(house: House, target: str, url: str | None, candidate: int, as_json: bool) -> None:
    """Work out a rule for a list page of unknown software; print the rule, its reasons and its rows.

    A URL is requested once; for a saved FILE nothing is requested.
    """
    with house.client as client:
        answer = asked_or_saved(client.ask, target, url)
    try:
        found, software = induce_list(text_of(answer), answer.url), _software(answer)
    except VisitError as error:  # what cannot be read is no list either
        found, software = Induction(PageKind.EMPTY, (EXPLANATIONS[error.kind].what,), 0, False), []
    if found.rule and candidate > len(found.proposals):
        there = len(found.proposals)
        what = Words(f"只有 {there} 个候选", f"it has {counted(there, 'candidate')} only")
        raise click.BadParameter(what.in_(language()), param_hint="--candidate")
    chosen = found.proposals[candidate - 1] if found.rule else None
    rows = read_by_rule(answer, chosen.rule).rows if chosen else ()
    reasons = [*software, _KINDS[found.kind], *found.reasons]
    if chosen:
        reasons += chosen.reasons
    if as_json:
        print_json(_as_json(found, chosen, reasons, rows))
    else:
        _show(found, chosen, reasons, rows)


def _software(answer: Answer) -> list[Words]:
    known = recognise(answer)
    if known is None:
        return []
    name = known.connector
    return [Words(f"识别为 {name}，由该连接器读取更可靠", f"recognised as {name}, whose connector reads it better")]


def _as_json(found: Induction, chosen: Proposal | None, reasons: list[Words], rows: tuple[Row, ...]) -> dict[str, Any]:
    return {
        "kind": str(found.kind),
        "rule": written_rule(chosen.rule) if chosen else None,
        "reasons": [reason.in_(language()) for reason in reasons],
        "rows": [row_as_json(row) for row in rows],
        "candidates": [_proposal(one) for one in found.proposals],
    }


def _proposal(proposal: Proposal) -> dict[str, Any]:
    reasons = [reason.in_(language()) for reason in proposal.reasons]
    return {"rule": written_rule(proposal.rule), "weight": proposal.weight, "rows": proposal.rows, "reasons": reasons}


def _show(found: Induction, chosen: Proposal | None, reasons: list[Words], rows: tuple[Row, ...]) -> None:
    """A rule as it stands in a registry file, the reasons as comments; then the rows, then the other candidates."""
    for reason in reasons:
        click.echo(f"# {reason.in_(language())}")
    if chosen:
        click.echo("[sources.rule]")
        click.echo(tomli_w.dumps(written_rule(chosen.rule)))
    for row in rows:
        show_row(row)
    for number, other in enumerate(found.proposals, 1):
        if other is chosen:
            continue
        why = Words("；", "; ").in_(language()).join(reason.in_(language()) for reason in other.reasons)
        told = f"{other.rule.rows} ({why})"
        say(Words(f"\n# 候选 {number}：{other.rule.rows}（{why}）", f"\n# candidate {number}: {told}"))
