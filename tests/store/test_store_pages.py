"""Pages of the merged notices: every selection, every depth, nothing missed, nothing doubled, always by an index."""

from datetime import timedelta
from itertools import combinations, cycle, product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from federator.model.revision import Selection
from federator.store import feed

DIVISIONS = ("330122", "330100", "330203", "330000")


@pytest.fixture
def filled(world):
    """48 notices of four divisions, three categories, two organisations a division, two sites; some amended."""
    mixed = list(product(DIVISIONS, ("C01", "C05", "C09"), ("zrzy", "fj"), ("one", "two")))
    drafts = [
        world.draft(n, division=division, category=category, organisation=f"{division}-{unit}", site=site)
        for n, (division, category, unit, site) in enumerate(mixed)
    ]
    world.record(*drafts[:30])
    world.clock.ahead(hours=1)
    world.record(*drafts[30:])
    world.clock.ahead(hours=1)
    world.record(*(world.draft(n, text="更正", **_where(drafts[n])) for n in (3, 17, 40)))
    return world


def _where(draft):
    notice = draft.notice
    return {name: getattr(notice, name) for name in ("division", "category", "organisation", "site")}


def fits(one, selection):
    notice, division = one.notice, selection.division
    covered = notice.division == division or division.endswith("0000") or notice.division[:4] + "00" == division
    return (
        (not division or covered)
        and selection.category in ("", notice.category)
        and selection.organisation in ("", notice.organisation)
        and selection.site in ("", notice.site)
        and (selection.since is None or one.updated >= selection.since)
    )


def walk_feed(world, selection, limit):
    before, walked = None, []
    while page := world.store.page(selection, before, limit):
        walked += page
        before = page[-1].seq
    return walked


def walk_browse(world, selection, limit):
    before, walked = None, []
    while page := world.store.browse(selection, before, limit):
        walked += page
        before = (page[-1].notice.published.day.isoformat(), page[-1].id)
    return walked


@pytest.mark.parametrize("division", ["", "330000", "330100", "330122", "331199"])
@pytest.mark.parametrize("category", ["", "C05", "C12"])
def test_each_selection_is_what_its_words_say(filled, division, category):
    everything = filled.store.page(Selection(), None, 500)
    assert [one.seq for one in everything] == sorted((one.seq for one in everything), reverse=True)
    assert len(everything) == 48
    noon = filled.clock.now
    for organisation, site, since in product(("", "330122-fj"), ("", "two"), (None, noon, noon - timedelta(hours=1))):
        selection = Selection(category, division, organisation, site, since)
        wanted = [one for one in everything if fits(one, selection)]
        assert walk_feed(filled, selection, 7) == wanted
        browsed = walk_browse(filled, selection, 7)
        assert sorted(one.id for one in browsed) == sorted(one.id for one in wanted)
        days = [one.notice.published.day for one in browsed]
        assert days == sorted(days, reverse=True)


@pytest.mark.parametrize("rare", [-1, 500])
def test_for_people_rare_and_common_selections_are_one(filled, monkeypatch, rare):
    monkeypatch.setattr(feed, "_RARE", rare)
    selection = Selection(category="C05", division="330122")
    everything = walk_browse(filled, Selection(), 5)
    assert [one.id for one in walk_browse(filled, selection, 2)] == [o.id for o in everything if fits(o, selection)]
    assert filled.store.browse(Selection(site="two", organisation="330122-none"), None, 5) == ()


def test_a_later_since_than_the_last_change_finds_nothing(filled):
    assert filled.store.page(Selection(since=filled.clock.now + timedelta(seconds=1)), None, 9) == ()


def test_every_selection_is_read_by_its_index_without_sorting(world, monkeypatch):
    monkeypatch.setattr(feed, "_RARE", -1)  # as for a common selection: of a rare one all is put in order
    plans = []
    connection = world.store._database.current()
    connection.set_trace_callback(plans.append)
    names = ("category", "division", "organisation", "site")
    for size in range(5):
        for chosen in combinations(names, size):
            for division in ("330122", "330100"):
                selection = Selection(**{name: division if name == "division" else "x" for name in chosen})
                feed.page(connection, selection, None, 10)
                feed.browse(connection, selection, None, 10)
    connection.set_trace_callback(None)
    for statement in {plan for plan in plans if "FROM notices AS n" in plan}:
        steps = " / ".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}"))
        assert "TEMP B-TREE" not in steps, (statement, steps)
        assert "SCAN" not in steps, (statement, steps)


STEP = st.tuples(st.integers(1, 5), st.lists(st.integers(0, 8), max_size=2, unique=True))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEP, min_size=1, max_size=9))
def test_a_walk_misses_nothing_and_doubles_nothing_while_others_write(world, steps):
    began = world.store.stamp()[0]
    own = Selection(site=f"site-{began}")

    def record(numbers, text):
        world.record(
            *(world.draft(n, url=f"https://a.example/{began}/{n}.html", text=text, site=own.site) for n in numbers)
        )

    record(range(9), "初")
    newest, before, walked = world.store.stamp()[0], None, []
    for limit, changed in cycle(steps):
        page = world.store.page(own, before, limit)
        if not page:
            break
        walked += [one.id for one in page]
        before = page[-1].seq
        record(changed, f"更正{before}")
    now = world.store.page(own, None, 500)
    amended = {one.id for one in now if one.seq > newest}
    assert len(walked) == len(set(walked))
    assert set(walked) | amended == {one.id for one in now}
    assert len(now) == 9
