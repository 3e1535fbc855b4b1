"""Induction over the real pages that FEDERATOR_CORPUS names, split by site; and rules whose pages change.

python -m benchmarks.induction [--json]
"""

import json
import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import mean, median
from time import process_time

from benchmarks.measuring import Table, arguments, say
from federator.compare.likeness import likeness_of, misfit
from federator.connectors.catalogue import read_by_rule
from federator.connectors.page import text_of
from federator.house import SHIPPED, House
from federator.induce import MOST, PageKind, Sample, induce_list, learn_paths
from federator.mending import Misread, mend
from federator.model.answer import Answer, Request
from federator.model.errors import VisitError
from federator.model.health import Finding, Health
from federator.model.row import ListPage, NoticePage, RawNotice, Row
from federator.model.site import Rule, Source
from federator.navigation import names_of
from federator.notation.dates import read_time, year_in_address
from federator.notation.folding import title_key
from federator.notice_page import guided, read_notice_page
from federator.spec.normalise import normalise

CORPUS = os.environ.get("FEDERATOR_CORPUS", "")
NOW = datetime(2026, 11, 26, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved page of the corpus: of which site, its folder there, and what a person says that it holds."""

    site: str
    column: str
    answer: Answer
    gold: Mapping[str, object]
    seen: date = date.min
    """The latest day on any list of the site: it was saved then or soon after."""

    @property
    def items(self) -> list[tuple[set[str], str]]:
        """Accepted titles (as keys) and ISO day of each row."""
        items: object = self.gold["items"]
        assert isinstance(items, list)  # noqa: S101 - the corpus' README says so
        return [({title_key(title) for title in titles}, day) for titles, _, day in items]


def saved(kind: str) -> list[Saved]:
    """The pages of ``lists`` or ``details``."""
    root = Path(CORPUS)
    found = []
    for gold in json.loads((root / f"{kind}.gold.json").read_text("utf-8")):
        url = f"http://site.test/{gold['path']}"
        answer = Answer(Request(url), 200, url, (root / kind / gold["fn"]).read_bytes(), NOW)
        found.append(Saved(gold["repo"], gold["path"].rpartition("/")[0].partition("/20")[0], answer, gold))
    latest: dict[str, date] = {}
    for page in found if kind == "lists" else ():
        days = [date.fromisoformat(day) for _, day in page.items]
        latest[page.site] = max(latest.get(page.site, date.min), *days)
    return [replace(page, seen=latest.get(page.site, date.min)) for page in found]


@dataclass(frozen=True, slots=True)
class Score:
    """One list page: precision, recall, share of right dates, milliseconds of CPU."""

    precision: float
    recall: float
    dates: float
    ms: float = 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score(rows: Sequence[Row], page: Saved, ms: float = 0.0) -> Score:
    """Rows against what a person read; each row and each item counts once."""
    left = [(title_key(row.title), row) for row in rows]
    hits, dated = 0, 0
    for titles, day in page.items:
        found = next((one for one in left if one[0] in titles), None)
        if found:
            left.remove(found)
            hits += 1
            dated += str(_day(found[1], day)) == day
    return Score(hits / len(rows) if rows else 0.0, hits / len(page.items), dated / len(page.items), ms)


def _day(row: Row, day: str) -> date | None:
    read = read_time(row.date_written, year_in_address(row.url) or int(day[:4])) if row.date_written else None
    return read.day if read else None


def lists(pages: Sequence[Saved]) -> Table:
    """Lists, a row a site and the mean of the sites."""
    table = Table("Lists by site", ("site", "pages", "F1", "precision", "recall", "perfect", "dates", "median ms"))
    by_site: dict[str, list[Score]] = defaultdict(list)
    for page in pages:
        by_site[page.site].append(induced(page))
    for site, scores in by_site.items():
        table.add(site, len(scores), *_means(scores))
    sites = [_means(scores) for scores in by_site.values()]
    every = [one for scores in by_site.values() for one in scores]
    means = [mean(float(one[column]) for one in sites) for column in (0, 1, 2)]
    dates = mean(float(one[4]) for one in sites)
    table.add("mean of sites", len(every), *means, _perfect(every), dates, median(one.ms for one in every))
    return table


def _means(scores: Sequence[Score]) -> tuple[float, float, float, str, float, float]:
    first = (mean(one.f1 for one in scores), mean(one.precision for one in scores), mean(one.recall for one in scores))
    return (*first, _perfect(scores), mean(one.dates for one in scores), median(one.ms for one in scores))


def _perfect(scores: Sequence[Score]) -> str:
    return f"{sum(one.f1 == 1 for one in scores)}/{len(scores)}"


def induced(page: Saved) -> Score:
    """A page nobody described: the rule worked out for it, and the rows that the rule reads."""
    began = process_time()
    found = induce_list(text_of(page.answer), page.answer.url)
    ms = (process_time() - began) * 1000
    rows = read_by_rule(page.answer, found.rule).rows if found.rule else ()
    return score(rows, page, ms)


def gate(pages: Sequence[Saved], details: Sequence[Saved]) -> Table:
    """Lists and notices, by what they are taken for."""
    table = Table("What pages are taken for", ("pages", *PageKind))
    for name, several in (("lists", pages), ("notices", details)):
        kinds = [induce_list(text_of(one.answer), one.answer.url).kind for one in several]
        table.add(name, *(kinds.count(kind) for kind in PageKind))
    return table


def notices(details: Sequence[Saved]) -> Table:
    """Titles and dates of notice pages, read by themselves, and after four other pages of their site were paired with
    their list."""
    columns = ("way", "pages", "titles", "dates")
    table = Table("Notice pages", columns)
    house = House(SHIPPED)
    for way, read in (("alone", _alone), ("by pairs", _by_pairs)):
        right = [_right(read(one, details), one, house) for one in details]
        table.add(way, len(right), mean(title for title, _ in right), mean(day for _, day in right))
    return table


def _alone(page: Saved, _others: Sequence[Saved]) -> NoticePage:
    return read_notice_page(page.answer)


def _by_pairs(page: Saved, others: Sequence[Saved]) -> NoticePage:
    same = [one for one in others if one.site == page.site and one is not page]
    same.sort(key=lambda one: one.column != page.column)
    paths = learn_paths([_sample(one) for one in same[: MOST - 1]])
    rule = Rule("", notice_title=paths.title, notice_date=paths.date)
    return guided(_alone(page, others), page.answer, rule)


def _sample(page: Saved) -> Sample:
    titles, day = page.gold["titles"], str(page.gold["date"])
    assert isinstance(titles, list)  # noqa: S101 - the corpus' README says so
    return Sample(text_of(page.answer), page.answer.url, titles[0], date.fromisoformat(day))


def _right(read: NoticePage, page: Saved, house: House) -> tuple[bool, bool]:
    url = page.answer.url
    source = Source("-", "-", "", url, "", "", site_name=read.metas.get("sitename", ""))
    notice = normalise(RawNotice(url, None, read), source, house.profile, house.directory)
    titles = page.gold["titles"]
    assert isinstance(titles, list)  # noqa: S101 - the corpus' README says so
    right = title_key(notice.title) in {title_key(title) for title in titles}
    return right, notice.published is not None and str(notice.published.day) == page.gold["date"]


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
    rule = induce_list(text_of(page.answer), page.answer.url).rule
    known = read_by_rule(page.answer, rule).rows if rule else ()
    names = names_of(text_of(page.answer))
    past = likeness_of(known, page.seen, names)
    rows = [Row(f"{row.title}（二）", _DIGIT.sub("7", row.url), str(page.seen + later)) for row in known[kept:]]
    rows += known[:kept]
    finding = misfit(past, likeness_of(rows, page.seen + later, names, past), rows)
    return "unharmed" if finding is None else "doubted" if finding is Finding.SURGE else "noticed"


def _under_its_name(page: Saved, other: Saved) -> str:
    """What another column lists, all of it published the day after, on a page that calls itself as this one did."""
    rules = [(one, induce_list(text_of(one.answer), one.answer.url).rule) for one in (page, other)]
    known, rows = (read_by_rule(one.answer, rule).rows if rule else () for one, rule in rules)
    past = likeness_of(known, page.seen)
    day = page.seen + timedelta(days=1)
    fresh = [Row(row.title, row.url, str(day)) for row in rows]
    finding = misfit(past, likeness_of(fresh, day, past=past), fresh)
    return "wrong" if finding is None else "doubted" if finding is Finding.SURGE else "noticed"


def _box(page: Saved, other: Saved) -> str:
    """What another column lists, as it stands, and one of this one's among it."""
    rules = [(one, induce_list(text_of(one.answer), one.answer.url).rule) for one in (page, other)]
    known, rows = (read_by_rule(one.answer, rule).rows if rule else () for one, rule in rules)
    past, day = likeness_of(known, page.seen), page.seen + timedelta(days=1)
    mixed = (*rows, *known[1:2])
    finding = misfit(past, likeness_of(mixed, day, past=past), mixed)
    return "wrong" if finding is None else "doubted" if finding is Finding.SURGE else "noticed"


def _as_known(rows: Sequence[Row], known: Sequence[Row]) -> bool:
    """The same notices, as far as titles go."""
    now, then = ({title_key(row.title) for row in some} for some in (rows, known))
    return len(now & then) >= 0.95 * max(len(now), len(then))


def tables() -> Iterator[Table]:
    """All of them."""
    pages, details = saved("lists"), saved("details")
    yield lists(pages)
    yield gate(pages, details)
    yield notices(details)
    yield mutations(pages)


if __name__ == "__main__":
    asked = arguments(__doc__)
    if not CORPUS:
        say("FEDERATOR_CORPUS names no folder of saved pages")
    for table in tables() if CORPUS else ():
        table.print(asked.json)
