"""The commands that show what federator sees in a saved page, and what all such commands share."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from federator.commands.instead import expect_saved_notice, no_notice_said
from federator.commands.record import tell_record
from federator.connectors.catalogue import CONNECTORS, PRESETS, first_request, read_list
from federator.fetch import expect_good
from federator.house import House, now
from federator.model.answer import Answer, Ask, Request, Validators
from federator.model.errors import VisitError
from federator.model.health import Health
from federator.model.row import ListPage, RawNotice, Row
from federator.model.site import Rule, Source, unregistered
from federator.model.words import Words
from federator.notation.address import absolute
from federator.notation.unsure import listed_day
from federator.notice_page import read_notice_page
from federator.registry import read_rule
from federator.spec.check import check
from federator.spec.deadlines import deadline_of
from federator.spec.normalise import normalise
from federator.terminal import language, print_json, say
from federator.visit.upkeep import MISFITS

_file = click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
_url = click.option(
    "--url", required=True, help="The address that the file was saved from; links are resolved against it."
)


def saved(file: Path, url: str) -> Answer:
    """A file as the answer it was saved from."""
    if not absolute(url, url):
        raise no_address("--url")
    return Answer(Request(url), 200, url, file.read_bytes(), now())


def no_address(hint: str) -> click.BadParameter:
    """What is said where ``hint`` is no address of the web."""
    what = Words("需要 http 或 https 地址", "an http or https address is needed")
    return click.BadParameter(what.in_(language()), param_hint=hint)


def asked_or_saved(ask: Ask, target: str, url: str | None) -> Answer:
    """What is at the address ``target``, or in the file of that name, which was saved from ``url``."""
    if target.startswith(("http://", "https://")):
        return expect_good(ask(first_request(unregistered(target)), Validators()))
    if not Path(target).is_file():
        what = Words(f"{target}：没有这个文件，也不是 http 地址", f"{target}: not a file, and not an http address")
        raise click.BadParameter(what.in_(language()), param_hint="URL|FILE")
    if url is None:
        what = Words("已保存的文件需注明其原网址", "a saved file needs the address it was saved from")
        raise click.BadParameter(what.in_(language()), param_hint="--url")
    return saved(Path(target), url)


@click.command()
@_file
@_url
@click.option(
    "--connector",
    type=click.Choice(sorted(CONNECTORS)),
    help="The connector to read it by; by default the software is recognised.",
)
@click.option("--rule", "rule_file", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="TOML with the keys of [sources.rule], for html-list or json-list.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="One object a line: title, url, date, date_written.")
def read(file: Path, url: str, connector: str | None, rule_file: Path | None, as_json: bool) -> None:
    """Print the rows read from a saved list page or saved answer. No site is contacted."""
    rule = read_rule(rule_file, PRESETS) if rule_file else None
    connector = connector or ("html-list" if isinstance(rule, Rule) else None)
    page = _listed(saved(file, url), replace(unregistered(url), connector=connector, rule=rule))
    if not page.carries_rows and page.next:
        say(elsewhere(page.next), err=True)
    for row in page.rows:
        if as_json:
            print_json(row_as_json(row))
        else:
            show_row(row)


def _listed(answer: Answer, source: Source) -> ListPage:
    """The page as the first visit of such a source reads it: where nobody says how, and no software is known, by the
    rule that is worked out."""
    try:
        return read_list(answer, source)
    except VisitError as error:
        if source.connector or error.kind not in MISFITS:
            raise
        from federator.visit.mending import mend  # induction is imported by who needs it

        page = mend(source, Health(), answer, error).outcome
        if isinstance(page, VisitError):
            raise page from error
        en = "unknown software, read by the rule worked out (see induce)"
        say(Words("软件未识别，按推断的规则读取（见 induce）", en), err=True)
        return page


def elsewhere(asked: Request) -> Words:
    """What is said of a page without rows, which come with the answer to another request."""
    leads = f"{asked.method} {asked.url}"
    return Words(f"此页不含列表，列表由该请求返回：{leads}", f"this page carries no rows; they come from: {leads}")


def row_as_json(row: Row) -> dict[str, str | None]:
    """A row for programs; ``date`` ISO where it could be read."""
    day = listed_day(row)
    return {"title": row.title, "url": row.url, "date": str(day) if day else None, "date_written": row.date_written}


def show_row(row: Row) -> None:
    """A row for people."""
    click.echo(f"{listed_day(row) or '?'!s:10}  {row.title}\n            {row.url}")


@click.command("read-notice")
@_file
@_url
@click.option("--json", "as_json", is_flag=True, help="One object with the spec's field names.")
@click.pass_obj
def read_notice(house: House, file: Path, url: str, as_json: bool) -> None:
    """Print the record made from a saved notice page, or why it is not a notice. No site is contacted."""
    answer = saved(file, url)
    try:
        page = read_notice_page(answer)
        expect_saved_notice(answer, page)
    except VisitError as error:
        _no_notice(error, url, as_json)
        return
    source = replace(unregistered(url), site_name=page.metas.get("sitename", ""))
    raw = RawNotice(url, None, page)
    notice = normalise(raw, source, house.profile, house.directory)
    breaches = check(notice, raw, house.profile, house.directory, now())
    if not as_json:
        tell_record(notice, breaches, house.profile, house.directory)
        return
    deadline = deadline_of(notice, house.profile)
    record: dict[str, Any] = {"is_notice": True} | notice.as_record()
    record |= {"deadline": deadline.as_record() if deadline else None}
    print_json(record | {"breaches": [breach.as_record() for breach in breaches]})


def _no_notice(error: VisitError, url: str, as_json: bool) -> None:
    if as_json:
        print_json({"is_notice": False, "url": url, "reason": str(error.kind), "detail": error.detail})
    else:
        click.echo(no_notice_said(error, language()))
