"""The command that names the software behind an address, or a saved page, and says what it was known by."""

import sys
from dataclasses import dataclass, field
from typing import Any

import click
import tomli_w

from federator.commands.read import asked_or_saved, elsewhere, row_as_json, show_row
from federator.connectors.catalogue import read_list
from federator.connectors.recognise import PRODUCTS, Recognition, candidates, looked_for
from federator.fetch import expect_good
from federator.house import House
from federator.model.answer import Answer, Ask, Request, Validators
from federator.model.errors import ErrorKind, VisitError
from federator.model.row import ListPage
from federator.model.site import unregistered
from federator.model.words import Words, counted
from federator.terminal import FAILED, OK, PARTIAL, language, print_json, say
from federator.visit.walk import SHELLS

_SHOWN = 3
"""Rows shown to a person, to see that it is the right list."""


@dataclass(slots=True)
class _Found:
    """What was seen on the way from the first page to the rows. ``found``: the likeliest software first."""

    answer: Answer
    found: tuple[Recognition, ...] = ()
    led: list[Request] = field(default_factory=list)
    page: ListPage | None = None
    error: VisitError | None = None

    @property
    def best(self) -> Recognition | None:
        return next((one for one in self.found if one.sure), None)

    @property
    def exit_code(self) -> int:
        return FAILED if self.best is None else PARTIAL if self.error else OK


@click.command()
@click.argument("target", metavar="URL|FILE")
@click.option("--url", help="The address that FILE was saved from; links are resolved against it.")
@click.option("--json", "as_json", is_flag=True, help="One object: connector, evidence, confidence, rows, looked_for …")
@click.pass_obj
def recognise(house: House, target: str, url: str | None, as_json: bool) -> None:
    """Name the software behind a column: the evidence, the connector that reads it, and how certain that is.

    A URL is requested, and what it leads to; for a saved FILE nothing is requested. Exit code: 0 recognised and read, 3
    recognised but not read, 4 not recognised, 2 the page could not be had.
    """
    with house.client as client:
        found = _follow(asked_or_saved(client.ask, target, url), client.ask if target.startswith("http") else None)
    if as_json:
        print_json(_as_json(found))
    else:
        _show(found)
    sys.exit(found.exit_code)


def _follow(answer: Answer, ask: Ask | None) -> _Found:
    """Recognise the page, or the one that it leads to, and read its rows; without ``ask`` the page itself only."""
    seen = _Found(answer, candidates(answer))
    source = unregistered(answer.request.url)
    try:
        seen.page = read_list(answer, source)
        while ask and not seen.page.carries_rows and seen.page.next and len(seen.led) < SHELLS:
            seen.led.append(seen.page.next)
            answer = expect_good(ask(seen.page.next, Validators()))
            if seen.best is None:
                seen.found = candidates(answer)
            seen.page = read_list(answer, source)
    except VisitError as error:
        seen.error = error
    return seen


def _as_json(seen: _Found) -> dict[str, Any]:
    best, page = seen.best, seen.page
    following = page.next if page else None
    return {
        "url": seen.answer.url,
        "connector": best.connector if best else None,
        "software": PRODUCTS[best.connector].in_(language()) if best else None,
        "confidence": best.confidence if best else 0,
        "evidence": [words.in_(language()) for words in best.evidence] if best else [],
        "others": {one.connector: one.confidence for one in seen.found if one is not best},
        "led": [request.url for request in seen.led],
        "rows": [row_as_json(row) for row in page.rows] if page else [],
        "total": page.total if page else None,
        "next": {"method": following.method, "url": following.url} if following else None,
        "error": str(seen.error.kind) if seen.error else None,
        "detail": seen.error.detail if seen.error else "",
        "looked_for": {}
        if best
        else {name: [one.in_(language()) for one in all_] for name, all_ in looked_for().items()},
    }


def _show(seen: _Found) -> None:
    best = seen.best
    if best is None:
        _show_unknown(seen)
        return
    name = PRODUCTS[best.connector]
    say(Words(f"{name.zh}（把握 {best.confidence}%）", f"{name.en} ({best.confidence} % sure)"))
    for words in best.evidence:
        click.echo(f"  - {words.in_(language())}")
    for one in seen.found:
        if one is not best:
            say(Words(f"  也可能是 {one.connector}（{one.confidence}%）", f"  or {one.connector} ({one.confidence} %)"))
    click.echo("\n[[sources]]")
    click.echo(tomli_w.dumps({"url": seen.answer.request.url, "connector": best.connector}))
    _show_list(seen)


def _show_list(seen: _Found) -> None:
    for request in seen.led:
        say(Words(f"列表来自 {request.method} {request.url}", f"rows come from {request.method} {request.url}"))
    if seen.error:
        click.echo(seen.error.sentence(language()), err=True)
    elif seen.page and not seen.page.carries_rows and seen.page.next and not seen.led:
        say(elsewhere(seen.page.next))
    elif seen.page:
        _show_rows(seen.page)


def _show_rows(page: ListPage) -> None:
    total = "?" if page.total is None else page.total
    en = f"{counted(len(page.rows), 'row')} on the page, {total} in all"
    say(Words(f"本页 {len(page.rows)} 条，共 {total} 条", en))
    for row in page.rows[:_SHOWN]:
        show_row(row)
    if page.next:
        following = f"{page.next.method} {page.next.url}"
        say(Words(f"下一页：{following}", f"next page: {following}"))


def _show_unknown(seen: _Found) -> None:
    if seen.error and seen.error.kind is not ErrorKind.UNRECOGNISED:
        click.echo(seen.error.sentence(language()), err=True)
    else:
        say(Words("无法识别网站软件", "the site's software is not recognised"), err=True)
    for one in seen.found:
        said = Words("、", ", ").in_(language()).join(words.in_(language()) for words in one.evidence)
        say(Words(f"不足以认定 {one.connector}：{said}", f"not enough for {one.connector}: {said}"))
    say(Words("查找过的标记：", "looked for:"))
    for connector, marks in looked_for().items():
        said = Words("、", ", ").in_(language()).join(words.in_(language()) for words in marks)
        click.echo(f"  {PRODUCTS[connector].in_(language())}: {said}")
    say(Words("可用 federator induce 推断规则", "federator induce can work out a rule"))
