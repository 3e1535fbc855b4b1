"""The whole road over real HTTP: the sample province, day by day, against what is true there."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from federator.demo import Demo
from federator.model.errors import ErrorKind
from federator.model.health import RuleState
from federator.model.revision import Selection, State
from federator.service import backfill
from federator.service.sweep import sweep
from federator.settings import load_settings

IN_TROUBLE = ("sample-songyang", "sample-qingyuan")
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    made = Demo(load_settings(ROOT / "config", {}), tmp_path / "demo", lambda: datetime.now(UTC))
    with made.province:
        made.register()
        yield made
        made.close()


def held_and_shown(demo: Demo) -> Counter[tuple[str, str, str]]:
    """(title, published day, organisation) of what the public sees."""
    found = demo.means.store.page(Selection(), None, 500)
    return Counter(
        (one.notice.title, str(one.notice.published.day if one.notice.published else None), one.notice.organisation)
        for one in found
    )


def truly_shown(demo: Demo) -> Counter[tuple[str, str, str]]:
    return Counter(
        (one.title, str(one.published), one.organisation)
        for one in demo.province.truth()
        if one.state is State.PUBLISHED
    )


def test_the_story_harvested_day_by_day_is_the_truth(demo: Demo) -> None:
    demo.live()
    assert held_and_shown(demo) == truly_shown(demo)
    counts = demo.means.store.counts()
    states = Counter(one.state for one in demo.province.truth())
    assert (counts.held, counts.withdrawn) == (states[State.HELD], states[State.WITHDRAWN])


def test_a_column_that_nobody_described_is_redesigned_and_read_again(demo: Demo) -> None:
    demo.live()
    visits = demo.means.store.source_view("sample-yunhe/gzdt").visits  # type: ignore[union-attr]
    assert [visit.error for visit in reversed(visits)] == [None, None, ErrorKind.LAYOUT_CHANGED, None]
    rules = demo.means.store.rules("sample-yunhe/gzdt")
    assert [(one.state, one.rule.rows) for one in rules] == [
        (RuleState.IN_FORCE, "div.items > div"),
        (RuleState.REPLACED, "ul.xw > li"),
    ]


def test_harvesting_twice_adds_no_revision(demo: Demo) -> None:
    sources = demo.means.store.sources()
    sweep(sources, demo.means, demo.clock)
    seq = demo.means.store.stamp()[0]
    assert seq > 0
    again = sweep(sources, demo.means, demo.clock)
    assert demo.means.store.stamp()[0] == seq
    assert (again.total("created"), again.total("amended")) == (0, 0)


def test_a_body_amended_in_silence_adds_exactly_one_revision(demo: Demo) -> None:
    demo.live()
    store = demo.means.store
    (amended,) = (one for one in demo.province.truth() if one.key == "lishui-bihu")
    (found,) = (one for one in store.page(Selection(), None, 500) if one.notice.title == amended.title)
    assert [version.kind for version in store.notice(found.id).versions] == ["amended", "created"]  # type: ignore[union-attr]


def test_histories_are_read_back_a_list_page_at_a_time(demo: Demo) -> None:
    means = replace(demo.means, settings=replace(demo.means.settings, list_pages=1))
    sources = [source for source in means.store.sources() if source.site not in IN_TROUBLE]
    keys = [source.key for source in sources]
    backfill.begin(sources, means, demo.clock())
    for _ in range(30):
        several = {key: one for key, one in means.store.backfills(keys).items() if one.finished is None}
        backfill.go_on(several, sources, means, demo.clock, lambda: False)
    assert not several
    assert held_and_shown(demo) == truly_shown(demo)


def test_sites_in_trouble_are_named_and_stop_nobody(demo: Demo) -> None:
    tally = sweep(demo.means.store.sources(), demo.means, demo.clock)
    errors = {visit.source: visit.error for visit in tally.visits if visit.error}
    assert errors == {
        "sample-songyang/gsgg": ErrorKind.CONNECT,
        "sample-qingyuan/gsgg": ErrorKind.ERROR_TEXT,
    }


def test_one_notice_on_three_sites_is_one_notice(demo: Demo) -> None:
    demo.live()
    store = demo.means.store
    provenances = [store.notice(one.id).provenances for one in store.page(Selection(), None, 500)]  # type: ignore[union-attr]
    shared = [
        {provenance.source.split("/")[0] for provenance in several} for several in provenances if len(several) > 1
    ]
    assert {"sample-zhejiang", "sample-lishui"} <= set.union(*shared)


def test_an_unchanged_province_costs_a_request_or_two_a_source(demo: Demo) -> None:
    sources = demo.means.store.sources()
    sweep(sources, demo.means, demo.clock)
    before = sum(demo.province.requests.values())
    sweep(sources, demo.means, demo.clock)
    assert sum(demo.province.requests.values()) - before <= 2 * len(sources)
