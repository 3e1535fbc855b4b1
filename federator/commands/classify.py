"""The command that explains a category: what spoke for it, and what else was weighed."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from federator.commands.read import saved
from federator.house import House
from federator.model.called import reason_called
from federator.model.profile import Evidence
from federator.model.row import RawNotice
from federator.model.site import unregistered
from federator.model.words import Words
from federator.notice_page import read_notice_page
from federator.spec.categories import Signs, choose, evidence_in
from federator.spec.normalise import normalise
from federator.spec.subtypes import choose_subtype
from federator.terminal import language, print_json, say

_NOWHERE = "http://localhost/"
_FILE_NAME = re.compile(r"\.(?:s?html?|mhtml?|xml|json|txt|jsp|aspx?)\Z", re.I)


@click.command()
@click.argument("title_or_file", metavar="TITLE|FILE")
@click.option("--column", default="", help="The column's name, as a page's ColumnName gives it.")
@click.option("--doc-no", default="", help="The document number, if there is one.")
@click.option("--json", "as_json", is_flag=True, help="One object: category, reason, subtype, evidence.")
@click.pass_obj
def classify(house: House, title_or_file: str, column: str, doc_no: str, as_json: bool) -> None:
    """Explain the category and sub-type of a title or of a saved notice page. No site is contacted."""
    profile = house.profile
    signs, text, day = _read(house, title_or_file)
    signs = replace(signs, column=column or signs.column, doc_no=doc_no or signs.doc_no)
    code, reason = choose(signs, None, profile)
    subtype, subtype_reason = choose_subtype(code, signs.title, text, day, profile)
    found = evidence_in(signs, profile)
    if as_json:
        category = {"category": code, "name": profile.categories[code].name.zh, "reason": reason}
        sort = {"subtype": subtype.id if subtype else "", "subtype_reason": subtype_reason}
        print_json({"title": signs.title, **category, **sort, "evidence": [_object(*one) for one in found]})
        return
    click.echo(signs.title)
    click.echo(f"  {code} {profile.categories[code].name.in_(language())}  ({reason_called(reason).in_(language())})")
    if subtype:
        click.echo(f"  {subtype.name.in_(language())}  ({reason_called(subtype_reason).in_(language())})")
    _tell_evidence(found)


def _read(house: House, title_or_file: str) -> tuple[Signs, str, date | None]:
    """What evidence is looked for in, the body's text and the day of publication."""
    file = Path(title_or_file)
    if len(title_or_file.encode()) > 250 or not file.is_file():  # no file has a longer name
        _expect_title(title_or_file)
        return Signs(title_or_file), "", None
    page = read_notice_page(saved(file, _NOWHERE))
    raw = RawNotice(_NOWHERE, None, page)
    notice = normalise(raw, unregistered(_NOWHERE), house.profile, house.directory)
    genre = f"{notice.genre} {notice.facet} {notice.subject}"
    signs = Signs(notice.title, notice.doc_no, page.metas.get("columnname", ""), genre, notice.text)
    return signs, notice.text, notice.day


def _expect_title(written: str) -> None:
    """Refuse what was meant for a file: no title ends as files do."""
    if _FILE_NAME.search(written):
        what = Words(f"没有文件 {written}", f"there is no file {written}")
        raise click.BadParameter(what.in_(language()), param_hint="TITLE|FILE")


def _object(evidence: Evidence, seen: str) -> dict[str, str | int]:
    return {"category": evidence.category, "where": str(evidence.where), "weight": evidence.weight, "seen": seen}


def _tell_evidence(found: Sequence[tuple[Evidence, str]]) -> None:
    if not found:
        say(Words("  没有依据，取规范的默认类别", "  no evidence for any category: the profile's default"))
    for evidence, seen in found:
        said = reason_called(f"{evidence.where}: {seen}").in_(language())
        click.echo(f"    {evidence.weight:3}  {evidence.category}  {said}")
