"""Induction over the real pages that FEDERATOR_CORPUS names, split by site; and rules whose pages change.

python -m benchmarks.induction [--json]
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import mean, median
from time import process_time

from benchmarks.changed_pages import mutations
from benchmarks.measuring import Table, arguments, say
from benchmarks.saved_pages import CORPUS, Saved, saved
from federator.connectors.catalogue import read_by_rule
from federator.connectors.page import text_of
from federator.house import SHIPPED, House
from federator.induce import MOST, PageKind, Sample, induce_list, learn_paths
from federator.model.row import NoticePage, RawNotice, Row
from federator.model.site import Rule, Source
from federator.notation.address_dates import year_in_address
from federator.notation.dates import read_time
from federator.notation.folding import title_key
from federator.notice_page import guided, read_notice_page
from federator.spec.normalise import normalise


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
