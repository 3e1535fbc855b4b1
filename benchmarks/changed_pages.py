"""What becomes of the rule of a saved list when its page changes."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from benchmarks.measuring import Table
from benchmarks.saved_pages import NOW, Saved
from federator.compare.likeness import likeness_of, misfit
from federator.connectors.catalogue import read_by_rule
from federator.connectors.page import text_of
from federator.induce import induce_list
from federator.model.answer import Answer
from federator.model.errors import VisitError
from federator.model.health import Finding, Health
from federator.model.row import ListPage, Row
from federator.model.site import Source
from federator.navigation import names_of
from federator.notation.folding import title_key
from federator.visit.mending import Misread, mend

_IN_TABLES = re.compile(r"<(/?)(?:ul|ol|li|dl|dt|dd|table|tbody|tr|td)\b", re.I)
_DIGIT = re.compile(r"\d(?=\D*$)")
_NAMED = re.compile(r"\s(?:class|id)\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]+)", re.I)
_CLASSED = re.compile(r"(\sclass\s*=\s*[\"'])([^\"']*)", re.I)
_TITLED = re.compile(r"(<a\b[^<>]{0,300}>)([^<>]{8,200})(</a>)", re.I)
_DATED = re.compile(r"[\[(（]?\s*(?:19|20)\d\d[-/.]\d\d?[-/.]\d\d?(?:\s+\d\d:\d\d)?\s*[\])）]?(?=\s*<)")
BUSY = "<html><head><title>提示</title></head><body>系统繁忙，请稍后再试！</body></html>"
MUTATIONS: Mapping[str, Callable[[str], str]] = {
    "classes renamed": lambda text: _CLASSED.sub(lambda found: found[1] + _renamed(found[2]), text),
    "classes and ids stripped": lambda text: _NAMED.sub("", text),
    "lists turned into divs": lambda text: _IN_TABLES.sub(r"<\1div", text),
    "anchors wrapped": lambda text: re.sub(r"<a\b", '<p class="w"><a', text).replace("</a>", "</a></p>"),
    "dates removed": lambda text: _DATED.sub("", text),
    "titles replaced by a word": lambda text: _TITLED.sub(r"\1详情\3", text),
}
"""Redesigns that keep every notice."""


def _renamed(classes: str) -> str:
    return " ".join(f"x{name[::-1]}" for name in classes.split())


_ENDS = ("unharmed", "noticed", "doubted", "healed", "waits", "wrong")


def mutations(pages: Sequence[Saved]) -> Table:
    """What becomes of a rule when its page changes: it goes on reading all; it is noticed on the first visit that it
    does not, or doubted until a second; the second visit's new rule reads all again. ``wrong``: other rows were read
    and nothing noticed."""
    table = Table("Pages that change under their rule", ("the page", "pages", *_ENDS))
    for name, change in MUTATIONS.items():
        table.add(name, *_counted(pages, [change(text_of(page.answer)) for page in pages]))
    others = [next(one for one in [*pages[n + 1 :], *pages] if one.site != pages[n].site) for n in range(len(pages))]
    table.add("another site's list", *_counted(pages, [text_of(one.answer) for one in others]))
    same = [_sibling(page, pages) for page in pages]
    table.add("another column's list", *_counted(pages, [text_of(one.answer) if one else "" for one in same]))
    table.add("an error page", *_counted(pages, [BUSY] * len(pages)))
    under = [_under_its_name(page, one) for page, one in zip(pages, same, strict=True) if one]
    table.add("another column's under its name", len(under), *map(under.count, _ENDS))
    boxes = [_box(page, one) for page, one in zip(pages, same, strict=True) if one]
    table.add("another column's, one row known", len(boxes), *map(boxes.count, _ENDS))
    goes_on = (("all new after a week", 7, 0), ("all new after a day", 1, 0), ("all but two new after a week", 7, 2))
    for name, days, kept in goes_on:
        ended = [_new(page, timedelta(days=days), kept) for page in pages]
        table.add(name, len(ended), *map(ended.count, _ENDS))
    return table


def _sibling(page: Saved, pages: Sequence[Saved]) -> Saved | None:
    """Another column of the site, with no row in common."""
    mine = {title for titles, _ in page.items for title in titles}
    others = (one for one in pages if one.site == page.site and one is not page)
    return next((one for one in others if not any(titles & mine for titles, _ in one.items)), None)


def _counted(pages: Sequence[Saved], texts: Sequence[str]) -> tuple[int, ...]:
    ended = [_end(page, text) for page, text in zip(pages, texts, strict=True) if text]
    return len(ended), *map(ended.count, _ENDS)


def _end(page: Saved, text: str) -> str:
    """Two visits to the changed page, after one to the page as it was."""
    rule = induce_list(text_of(page.answer), page.answer.url).rule
    if rule is None:
        return "wrong"
    known = read_by_rule(page.answer, rule).rows
    past = likeness_of(known, page.seen, names_of(text_of(page.answer)))
    answer = Answer(page.answer.request, 200, page.answer.url, text.encode(), NOW)
    source = Source("-", "-", "", answer.url, "", "", rule=rule)
    error: VisitError | None = None
    rows: Sequence[Row] = ()
    misread: Misread | None = None
    try:
        read = read_by_rule(answer, rule)
        rows = read.rows
        now = likeness_of(rows, page.seen + timedelta(days=1), names_of(text_of(answer)), past)
        finding = misfit(past, now, rows)
        if finding:
            error, misread = VisitError(finding.kind, ""), Misread(read, finding)
    except VisitError as failed:
        error = failed
    if error is None:
        return "unharmed" if _as_known(rows, known) else "wrong"
    health = Health(past)
    for _ in range(2):
        mended = mend(source, health, answer, error, misread)
        if isinstance(mended.outcome, ListPage):
            return "healed" if _as_known(mended.outcome.rows, known) else "wrong"
        waits = mended.note is not None and mended.note.rule is not None
        health = Health(past, mended.note.finding if mended.note else None)
    doubted = misread is not None and misread.finding is Finding.SURGE and health.finding is Finding.SURGE
    return "waits" if waits else "doubted" if doubted else "noticed"


def _new(page: Saved, later: timedelta, kept: int = 0) -> str:
    """The list goes on: of what it had the first ``kept`` are on it, all else that it has was published since."""
    known, day = _rows_of(page), page.seen + later
    fresh = [Row(f"{row.title}（二）", _DIGIT.sub("7", row.url), str(day)) for row in known[kept:]]
    return _judged(page, [*fresh, *known[:kept]], day, "unharmed", names_of(text_of(page.answer)))


def _under_its_name(page: Saved, other: Saved) -> str:
    """What another column lists, all of it published the day after, on a page that calls itself as this one did."""
    day = page.seen + timedelta(days=1)
    return _judged(page, [Row(row.title, row.url, str(day)) for row in _rows_of(other)], day, "wrong")


def _box(page: Saved, other: Saved) -> str:
    """What another column lists, as it stands, and one of this one's among it."""
    return _judged(page, [*_rows_of(other), *_rows_of(page)[1:2]], page.seen + timedelta(days=1), "wrong")


def _rows_of(page: Saved) -> Sequence[Row]:
    """What the rule worked out for the page reads of it."""
    rule = induce_list(text_of(page.answer), page.answer.url).rule
    return read_by_rule(page.answer, rule).rows if rule else ()


def _judged(page: Saved, rows: Sequence[Row], day: date, unnoticed: str, names: tuple[str, ...] = ()) -> str:
    """What a visit on ``day`` makes of ``rows``, where the page's own were listed before."""
    past = likeness_of(_rows_of(page), page.seen, names)
    finding = misfit(past, likeness_of(rows, day, names, past), rows)
    return unnoticed if finding is None else "doubted" if finding is Finding.SURGE else "noticed"


def _as_known(rows: Sequence[Row], known: Sequence[Row]) -> bool:
    """The same notices, as far as titles go."""
    now, then = ({title_key(row.title) for row in some} for some in (rows, known))
    return len(now & then) >= 0.95 * max(len(now), len(then))
