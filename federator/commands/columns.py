"""``federator columns``: the columns of a site from its home page, to be registered at once."""

import sys
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from federator import terminal
from federator.commands.read import no_address, row_as_json
from federator.examine.columns import LIMIT, Column, Survey, survey, taking
from federator.examine.drafting import as_site
from federator.house import House
from federator.induce import Offer
from federator.model.words import Words, counted
from federator.navigation import LeftOut, Link, page_key
from federator.navigation.leaving import REASONS, Reason
from federator.notation.address import absolute
from federator.registry import write_site, written_rule
from federator.spec.proposing import Proposal
from federator.terminal import language, print_json, say, unheard

_EXAMPLES = 3


@click.command()
@click.argument("url")
@click.option(
    "--limit", type=click.IntRange(min=2), default=LIMIT, show_default=True, help="Maximum number of requests."
)
@click.option("--write", "file", type=click.Path(path_type=Path, dir_okay=False),
              help="Write a registry file (life = draft) for federator sites import.")  # fmt: skip
@click.option("--candidate", "choices", type=(click.IntRange(min=1), str), multiple=True, metavar="N URL",
              help="Read the column at URL by its Nth candidate; repeatable.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="One object: the site, its columns, what is left out and why.")
@click.pass_obj
def columns(
    house: House, url: str, limit: int, file: Path | None, choices: tuple[tuple[int, str], ...], as_json: bool
) -> None:
    """Find the columns of a site that hold notices, starting from its home page. Nothing is recorded.

    Exit code: 0 columns were found, 4 none were found.
    """
    if not absolute(url, url):
        raise no_address("URL")
    if file and (file.exists() or not file.parent.is_dir()):
        what = Words(f"{file} 已存在，或其所在文件夹不存在", f"{file} exists already, or its folder does not exist")
        raise click.BadParameter(what.in_(language()), param_hint="--write")
    with house.client:
        ask, told = house.client.ask, unheard if as_json else _progress
        found = survey(url, ask, house.profile, house.directory, limit, told)
    for number, chosen in choices:
        found = _taking(found, number, chosen, house)
    if as_json:
        print_json(_as_json(found))
    else:
        _show(found, house)
    if file:
        file.write_text(registry_file(found, house), "utf-8")
        say(Words(f"已写入 {file}；核对后用 federator sites import {file} 导入",
                  f"written to {file}; check it, then run: federator sites import {file}"), err=True)  # fmt: skip
    sys.exit(terminal.OK if found.columns else terminal.FAILED)


def _taking(found: Survey, number: int, url: str, house: House) -> Survey:
    """The column at ``url`` read by another of its candidates."""
    at = next((place for place, one in enumerate(found.columns) if page_key(one.url) == page_key(url)), None)
    if at is None or number > len(found.columns[at].candidates):
        what = Words(f"{url} 没有第 {number} 个候选列表", f"{url} has no candidate {number}")
        raise click.BadParameter(what.in_(language()), param_hint="--candidate")
    taken = taking(found.columns[at], number, house.profile)
    return replace(found, columns=(*found.columns[:at], taken, *found.columns[at + 1 :]))


def _progress(link: Link) -> None:
    click.echo(f"  {link.name or '-'}  {link.url}", err=True)


def registry_file(found: Survey, house: House) -> str:
    """The site as a registry file, headed by what a person has to look at."""
    draft = Words(
        "由 federator columns 生成的草稿：核对后将 life 改为 active",
        "a draft made by federator columns: check it, then set life = active",
    )
    notes = [
        draft,
        _noted(Words("单位", "organisation"), found.organisation),
        _noted(Words("行政区划", "division"), found.division),
    ]
    lines = [f"# {note.in_(language())}\n" for note in notes]
    for one in found.columns:
        proposed = f"{one.category.value or '?'} ({one.category.reason.in_(language())})"
        lines.append(f"# {one.name}: {proposed}\n")
    return "".join(lines) + write_site(as_site(found, house.directory))


def _noted(what: Words, proposal: Proposal) -> Words:
    value = Words(proposal.value or "未知，请填写", proposal.value or "not known, to be filled in")
    return Words(f"{what.zh}：{value.zh}（{proposal.reason.zh}）", f"{what.en}: {value.en} ({proposal.reason.en})")


def _show(found: Survey, house: House) -> None:
    named = house.directory.organisation_name(found.organisation.value) if found.organisation.value else "?"
    click.echo(f"{found.name}  {found.home}")
    for what, proposal, value in (
        (Words("行政区划", "division"), found.division, found.division.value or "?"),
        (Words("单位", "organisation"), found.organisation, named),
    ):
        click.echo(f"  {what.in_(language())}: {value} ({proposal.reason.in_(language())})")
    for one in found.columns:
        _show_column(one, found, house)
    summary = Words(
        f"{len(found.columns)} 个栏目，请求 {found.asked} 次",
        f"{counted(len(found.columns), 'column')}, {counted(found.asked, 'request')}",
    )
    click.echo("\n" + summary.in_(language()))
    for reason, several in _by_reason(found).items():
        names = "、".join([name for name in dict.fromkeys(one.name for one in several) if name][:_EXAMPLES])
        click.echo(f"  {REASONS[reason].in_(language())}: {len(several)}  {names}")


def _show_column(one: Column, found: Survey, house: House) -> None:
    above = " > ".join(one.trail)
    click.echo(f"\n{one.name}" + (f"  ({above})" if above else ""))
    click.echo(f"  {one.url}")
    rows = Words(f"{one.rows} 条", counted(one.rows, "row")).in_(language())
    click.echo(f"  {one.connector or '?'}; {rows}; {one.newest_day or '?'} {one.newest.title}")
    category = house.profile.categories.get(one.category.value)
    named = f"{category.code} {category.name.in_(language())}" if category else "?"
    click.echo(f"  {named} ({one.category.reason.in_(language())})")
    if one.organisation != found.organisation:
        who = house.directory.organisation_name(one.organisation.value)
        click.echo(f"  {who} ({one.organisation.reason.in_(language())})")
    others = [(number, other) for number, other in enumerate(one.candidates, 1) if other.rule != one.rule]
    for number, other in others:
        count, title = len(other.rows), other.rows[0].title
        say(Words(f"  候选 {number}：{count} 条，{title}", f"  candidate {number}: {counted(count, 'row')}, {title}"))
    if others:
        how = f"--candidate {others[0][0]} {one.url}"
        say(Words(f"  页面上还有别的列表；选用：{how}", f"  the page has other lists; to use one: {how}"))


def _by_reason(found: Survey) -> dict[Reason, list[LeftOut]]:
    by_reason: dict[Reason, list[LeftOut]] = defaultdict(list)
    for one in found.left_out:
        by_reason[one.reason].append(one)
    return dict(sorted(by_reason.items(), key=lambda pair: -len(pair[1])))


def _as_json(found: Survey) -> dict[str, Any]:
    return {
        "home": found.home,
        "name": found.name,
        "division": _proposal_as_json(found.division),
        "organisation": _proposal_as_json(found.organisation),
        "asked": found.asked,
        "columns": [_column_as_json(one) for one in found.columns],
        "left_out": [
            {
                "reason": str(reason),
                "count": len(several),
                "what": REASONS[reason].in_(language()),
                "examples": [{"name": one.name, "url": one.url, "detail": one.detail} for one in several[:_EXAMPLES]],
            }
            for reason, several in _by_reason(found).items()
        ],
    }


def _proposal_as_json(proposal: Proposal) -> dict[str, Any]:
    return {"value": proposal.value or None, "reason": proposal.reason.in_(language())}


def _column_as_json(one: Column) -> dict[str, Any]:
    return {
        "url": one.url,
        "name": one.name,
        "under": list(one.trail),
        "connector": one.connector,
        "confidence": one.recognition.confidence if one.recognition else None,
        "reasons": [reason.in_(language()) for reason in one.reasons],
        "rows": one.rows,
        "newest": {
            "title": one.newest.title,
            "url": one.newest.url,
            "date": one.newest_day.isoformat() if one.newest_day else None,
        },
        "category": _proposal_as_json(one.category),
        "organisation": _proposal_as_json(one.organisation),
        "candidates": [_candidate_as_json(other) | {"taken": other.rule == one.rule} for other in one.candidates],
    }


def _candidate_as_json(one: Offer) -> dict[str, Any]:
    return {
        "rule": written_rule(one.rule),
        "rows": len(one.rows),
        "reasons": [reason.in_(language()) for reason in one.reasons],
        "examples": [row_as_json(row) for row in one.rows[:_EXAMPLES]],
    }
