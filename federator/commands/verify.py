"""``federator verify``: what captures yield today, and where that differs from what was stored."""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import click

from federator import terminal
from federator.commands.named import expect_scope
from federator.compare.differing import Difference
from federator.examine.rereading import UNREAD, Reread, Rereader, Unread
from federator.house import House
from federator.model.breach import Breach
from federator.model.called import clause_called, field_called
from federator.model.details import in_chinese
from federator.model.errors import EXPLANATIONS, ErrorKind
from federator.model.profile import Profile
from federator.model.scope import Scope
from federator.model.words import Words
from federator.terminal import language, print_json, say

_SHOWN = 120
"""Characters of a value that people are shown."""

_NO_FAULT = frozenset((Unread.NO_CAPTURE, Unread.NO_SOURCE))
"""Nothing can be compared, which says nothing of how captures are read."""


@click.command()
@click.argument("names", nargs=-1, metavar="[SITE|SITE/SOURCE|NOTICE]...")
@click.option("--category", default="", help="Only notices that are now in this category.")
@click.option(
    "--json", "as_json", is_flag=True, help="One object for each notice that differs or cannot be read, then a summary."
)
@click.pass_obj
def verify(house: House, names: Sequence[str], category: str, as_json: bool) -> None:
    """Read the capture behind each notice again, and show where the result differs from the stored record.

    No site is contacted and nothing is changed. Exit code: 0 no differences, 3 some differ or cannot be read now.
    """
    scope = Scope(tuple(names), category=category)
    expect_scope(house, house.existing, scope)
    counts: Counter[str] = Counter(read=0, same=0, differ=0, unread=0)
    faults = 0
    for page in Rereader(house.means).pages(scope):
        for one in page:
            outcome = _outcome(one)
            counts[outcome] += 1
            counts["read"] += outcome != "unread"
            faults += outcome == "differ" or (outcome == "unread" and one.unread not in _NO_FAULT)
            if outcome != "same":
                _show(one, house.profile, as_json)
    _summary(counts, as_json)
    sys.exit(terminal.PARTIAL if faults else terminal.OK)


def _outcome(one: Reread) -> str:
    if one.unread:
        return "unread"
    return "differ" if one.differences or one.gained or one.lost else "same"


def _show(one: Reread, profile: Profile, as_json: bool) -> None:
    if as_json:
        print_json(_as_json(one))
        return
    notice = one.latest.notice
    click.echo(f"{one.latest.id}  {notice.source}  {notice.title}\n    {notice.url}")
    if one.unread:
        click.echo(f"    {UNREAD[one.unread].in_(language())}  {_detail(one)}".rstrip())
    for each in chain.from_iterable(map(apart, one.differences)):
        field = ".".join(field_called(part, profile).in_(language()) for part in each.field.split("."))
        click.echo(f"    {field}: {_short(each.before)}  →  {_short(each.after)}")
    for sign, breaches in (("+", one.gained), ("-", one.lost)):
        for breach in breaches:
            what = clause_called(breach.clause, profile).in_(language())
            click.echo(f"    {sign} {what} ({breach.clause} {breach.field})")


def _detail(one: Reread) -> str:
    """What was seen, in the reader's language: of a capture that cannot be read, first the kind of error."""
    if one.unread is not Unread.UNREADABLE:
        return one.detail
    kind, _colon, seen = one.detail.partition(": ")
    what = EXPLANATIONS[ErrorKind(kind)].what
    return Words(f"{what.zh}（{in_chinese(seen)}）", f"{what.en} ({seen})").in_(language())


def apart(one: Difference) -> Iterator[Difference]:
    """Of what has parts by name, or by number, those that differ (``area_ha.unit``, ``records.2.area_ha``); anything
    else as it is."""
    before, after = _parts(one.before), _parts(one.after)
    if one.before is None or one.after is None:  # all of it is new, or gone: an element whole, a record by its elements
        only = after or before or {}
        before, after = (None, None) if "as_written" in only else (before or {}, after or {})
    if before is None or after is None or not (before or after):
        yield one
        return
    within = "" if one.field == "fields" else f"{one.field}."
    for name in {**before, **after}:
        if before.get(name) != after.get(name):
            yield from apart(Difference(f"{within}{name}", before.get(name), after.get(name)))


def _parts(value: Any) -> Mapping[str, Any] | None:
    """By name; of several things by number, from 1, for people. None of what is one."""
    if isinstance(value, list) and all(isinstance(each, Mapping) for each in value):
        return {str(number): each for number, each in enumerate(value, 1)}
    return value if isinstance(value, Mapping) else None


def _short(value: Any) -> str:
    written = value.get("as_written", value) if isinstance(value, Mapping) else value
    text = "" if written is None else str(written)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}… ({len(text)})"


def _as_json(one: Reread) -> dict[str, Any]:
    return {
        "id": one.latest.id,
        "seq": one.latest.seq,
        "source": one.latest.notice.source,
        "title": one.latest.notice.title,
        "url": one.latest.notice.url,
        "capture": one.latest.capture,
        "stored_by": one.latest.profile,
        "unread": str(one.unread) if one.unread else None,
        "detail": one.detail,
        "differences": [{"field": each.field, "before": each.before, "after": each.after} for each in one.differences],
        "gained": _records(one.gained),
        "lost": _records(one.lost),
    }


def _records(breaches: Sequence[Breach]) -> list[dict[str, Any]]:
    return [breach.as_record() for breach in breaches]


def _summary(counts: Counter[str], as_json: bool) -> None:
    if as_json:
        print_json({"summary": dict(counts)})
        return
    read, differ, unread = counts["read"], counts["differ"], counts["unread"]
    zh = f"重新读取 {read} 条，{differ} 条不一致，{unread} 条无法比较"
    say(Words(zh, f"{read} read again, {differ} differ, {unread} could not be compared"))
