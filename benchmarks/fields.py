"""What is read out of invented notices of every category: fields right, wrong and missing, categories, sub-types.

The notices (benchmarks/notices/*.toml) name every field that a reader finds in them; one that is found beside those is
wrong. Both of a category's field sets count, what it requires and what it looks for. What all records of a table say
alike, the notice says, too, and the total of their areas is its area: they need not be named a second time.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time
from typing import Any

from benchmarks.house import ROOT
from benchmarks.measuring import Table, arguments, say
from federator.model.notice import Notice
from federator.model.row import NoticePage, RawNotice
from federator.model.site import Source
from federator.model.value import Fields, FieldValue
from federator.notation.folding import fold, half_width
from federator.notation.markup import plain_text, sanitise
from federator.spec.directory import load_directory
from federator.spec.normalise import normalise
from federator.spec.profile import load_profile

NOTICES = Path(__file__).parent / "notices"
URL = "http://a.example/notice/1.html"
PROFILE = load_profile(ROOT / "config/spec/zj-land-12.toml")
DIRECTORY = load_directory(ROOT / "config/divisions/zhejiang.csv", ROOT / "config/organisations/zhejiang.csv")
SOURCE = Source("s", "c", "c", URL, "", "")
_OF_THE_PAGE = ("area_code", "content_source")
"""Fields that no body tells."""
_AREAS = ("area_m2", "area_ha", "area_km2")
_SECTION = 15
"""Sections of text are the same where the greater part is."""
_PUNCTUATION = dict.fromkeys(map(ord, " \n；;，,。.、()（）:："))


@dataclass
class Score:
    """Of one category: its notices, how many found their category and sub-type, fields, seconds of CPU. ``told`` lists
    what went wrong, for who looks into it."""

    notices: int = 0
    categories: int = 0
    subtypes: int = 0
    right: int = 0
    wrong: int = 0
    missing: int = 0
    seconds: float = 0.0
    told: list[str] = field(default_factory=list)

    def row(self) -> tuple[object, ...]:
        """Counts, the share of wrong among what was found in percent, milliseconds a notice."""
        share = 100 * self.wrong / max(1, self.right + self.wrong)
        counts = (self.notices, self.categories, self.subtypes, self.right, self.wrong, self.missing)
        return (*counts, round(share, 2), round(1000 * self.seconds / self.notices, 2))


def run(folder: Path, repeats: int, verbose: bool) -> Table:
    """One row a category, and one of all."""
    scores: dict[str, Score] = defaultdict(Score)
    for one in notices(folder):
        began = process_time()
        for _ in range(repeats):
            notice = read(one["title"], one["html"])
        spent = (process_time() - began) / repeats
        for score in (scores[one["category"]], scores["all"]):
            score.seconds += spent
            judge(one, notice, score)
    columns = ("category", "notices", "category right", "sub-type right", "right", "wrong", "missing", "wrong, %", "ms")
    table = Table("fields of invented notices, as read", columns)
    for code in sorted(scores):
        table.add(code, *scores[code].row())
    for line in scores["all"].told if verbose else ():
        say(line)
    return table


def notices(folder: Path) -> Iterator[Mapping[str, Any]]:
    """Those of a folder, with title, html, category and what a reader finds in them."""
    for path in sorted(folder.glob("*.toml")):
        yield from tomllib.loads(path.read_text("utf-8"))["notice"]


def read(title: str, markup: str) -> Notice:
    """The record that a body makes."""
    html = sanitise(markup, URL)
    page = NoticePage(URL, title, {}, {}, html, plain_text(html), (), "#zoom")
    return normalise(RawNotice(URL, None, page), SOURCE, PROFILE, DIRECTORY)


def judge(one: Mapping[str, Any], notice: Notice, score: Score) -> None:
    """Count into ``score`` what was read of ``one``."""
    sorted_right, sort = notice.category == one["category"], one.get("subtype", notice.subtype)
    score.notices += 1
    score.categories += sorted_right
    score.subtypes += sorted_right and notice.subtype == sort
    if not sorted_right or notice.subtype != sort:
        score.told.append(f"sort {notice.category} {notice.subtype} for {one['category']} {sort} · {one['title']}")
    if not sorted_right:
        return
    records = one.get("records", [])
    implied = {name: value for name, value in _told_by_all(records) if name in notice.fields}
    wanted = implied | one.get("fields", {})
    _compare(wanted, notice.fields, {*wanted, *_OF_THE_PAGE}, score, one["title"])
    for number in range(max(len(records), len(notice.records))):
        told = notice.records[number] if number < len(notice.records) else {}
        wanted = records[number] if number < len(records) else {}
        _compare(wanted, told, set(wanted), score, f"{one['title']} [{number + 1}]")


def _told_by_all(records: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Any]]:
    """What several records say alike, and the totals of their areas."""
    for name, value in records[0].items() if len(records) > 1 else ():
        if all(one.get(name) == value for one in records):
            yield name, value
        elif name in _AREAS and all(name in one for one in records):
            yield name, sum(one[name] for one in records)


def _compare(wanted: Mapping[str, Any], told: Fields, expected: set[str], score: Score, title: str) -> None:
    for name, value in wanted.items():
        if name not in told:
            score.missing += 1
            score.told.append(f"missing {name} = {value} · {title}")
        elif _same(value, told[name]):
            score.right += 1
        else:
            score.wrong += 1
            score.told.append(f"wrong {name}: {told[name].value!r} for {value!r} · {title}")
    for name in told.keys() - expected:
        score.wrong += 1
        score.told.append(f"invented {name}: {told[name].value!r} · {title}")


def _same(wanted: Any, told: FieldValue) -> bool:
    value = told.value
    if isinstance(wanted, list):
        return isinstance(value, tuple) and list(value) == wanted
    if isinstance(wanted, int | float):
        return isinstance(value, int | float) and abs(value - wanted) <= 1e-6 * max(1, abs(wanted))
    if not isinstance(value, str):
        return False
    one, other = sorted((fold(half_width(words)).translate(_PUNCTUATION) for words in (value, wanted)), key=len)
    return one == other or (len(one) > _SECTION and one in other and 2 * len(one) > len(other))


if __name__ == "__main__":
    asked = arguments(__doc__, repeats=3, verbose=0)
    run(NOTICES, asked.repeats, bool(asked.verbose)).print(asked.json)
