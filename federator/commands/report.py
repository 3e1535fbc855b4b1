"""``federator report``: what notices lack and what is wrong in them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

import click

from federator.commands.named import expect_scope, scoped
from federator.examine.reporting import COLUMNS, as_rows, report, usual
from federator.house import House
from federator.model.called import CALLED, clause_called, field_called
from federator.model.profile import Profile
from federator.model.report import By, FaultFound, Section
from federator.model.scope import Scope
from federator.model.words import Words, counted
from federator.publish.export import table_of
from federator.supervise import in_all
from federator.terminal import language, print_json, say, say_if_none


@click.command("report")
@scoped
@click.option("--by", type=click.Choice([str(by) for by in By]), help="What the report is divided by.")
@click.option("--json", "as_json", is_flag=True, help="One object for each section, the total last.")
@click.option("--csv", "as_csv", is_flag=True, help="A table with one line for each fault and example.")
@click.pass_obj
def validation_report(house: House, scope: Scope, by: str | None, as_json: bool, as_csv: bool) -> None:
    """Report what notices lack and what is wrong in them: by site; for one site by source; for one source by notice."""
    if as_json and as_csv:
        raise click.UsageError(Words("--json 和 --csv 只能选一个", "either --json or --csv").in_(language()))
    expect_scope(house, house.store, scope)
    divided = By(by) if by else usual(scope.names, {site.id for site in house.store.sites()})
    sections = report(house.store, scope, divided)
    if as_csv:
        for line in table_of(COLUMNS, as_rows(sections)):
            click.echo(line, nl=False)
    elif as_json:
        for one in sections:
            print_json(asdict(one))
        print_json({"total": asdict(in_all(sections))})
    else:
        _show(sections, house.profile, _names(house))


def _names(house: House) -> dict[str, str]:
    """What people call the sites, sources and organisations that sections are headed by."""
    sites = house.store.sites()
    columns = {source.key: f"{site.name} · {source.name}" for site in sites for source in site.sources}
    organisations = {one.id: one.name for one in house.directory.organisations.values()}
    return organisations | columns | {site.id: site.name for site in sites}


def _show(sections: Sequence[Section], profile: Profile, names: Mapping[str, str]) -> None:
    say_if_none(sections, False, Words("没有信息", "there are no notices"))
    if sections and not any(one.faults or one.by is not By.NOTICE for one in sections):
        say(Words("没有不合规项", "nothing is missing or wrong"))
    for one in sections:
        if one.by is By.NOTICE and not one.faults:
            continue
        called = one.faults[0].examples[0].title if one.by is By.NOTICE else names.get(one.name, "")
        click.echo(f"{one.name}  {called}".rstrip())
        if one.by is not By.NOTICE:
            zh = f"    {one.notices} 条：完整 {one.complete}，无不合规项 {one.faultless}，暂不发布 {one.held}"
            en = f"{one.complete} complete, {one.faultless} without fault, {one.held} held"
            say(Words(zh, f"    {counted(one.notices, 'notice')}: {en}"))
        for fault in one.faults:
            _show_fault(fault, one.by, profile)


def _show_fault(fault: FaultFound, by: By, profile: Profile) -> None:
    what = clause_called(fault.clause, profile).in_(language())
    sort = (Words("缺少", "missing") if fault.missing else Words("有误", "wrong")).in_(language())
    shown = [one for one in fault.examples if by is not By.NOTICE]
    seen = f"  {fault.examples[0].seen}" if by is By.NOTICE and fault.examples and fault.examples[0].seen else ""
    count = f"  × {fault.notices}" if by is not By.NOTICE else ""
    how_bad = CALLED[fault.severity].in_(language())
    field = field_called(fault.field, profile).in_(language())
    click.echo(f"    [{how_bad}] {sort} · {field} · {what} ({fault.clause}){count}{seen}")
    for one in shown:
        click.echo(f"        {one.id}  {one.title}  {one.seen}".rstrip())
