"""Quiet visits, states of sources, memories, rows set aside, leases."""

from datetime import UTC, date, datetime, timedelta

from federator.model.answer import Answer, Request, Validators
from federator.model.backfill import Backfill
from federator.model.errors import ErrorKind
from federator.model.health import Finding, HealthNote, Likeness
from federator.model.item import AsideReason, SetAside
from federator.model.local_time import LocalTime
from federator.model.people import Actor
from federator.model.rhythm import Due
from federator.model.visit import AnswerMemory, Outcome
from federator.store.evidence import MOST_BYTES, Evidence


def quiet(world, outcome=Outcome.UNCHANGED, **values):
    visit = world.visit(outcome=outcome, **values)
    world.store.record_quiet([visit], {visit.source: Due(world.clock.now + timedelta(hours=1))}, {})
    return visit


def test_failures_are_counted_until_a_success(world):
    quiet(world, Outcome.FAILED, error=ErrorKind.TIMEOUT, detail="30 s")
    quiet(world, Outcome.FAILED, error=ErrorKind.TIMEOUT, detail="30 s")
    state = world.store.states()["tonglu/gg"]
    assert (state.failures, state.observed_since, state.last_success) == (2, None, None)
    began = world.clock.ahead(hours=1)
    quiet(world)
    state = world.store.states()["tonglu/gg"]
    assert (state.failures, state.observed_since, state.last_success) == (0, began, began)
    failed = world.clock.ahead(hours=1)
    quiet(world, Outcome.FAILED, error=ErrorKind.DNS, detail="a.example")
    state = world.store.states()["tonglu/gg"]
    assert (state.failures, state.observed_since, state.last_success, state.last_visit) == (1, began, began, failed)
    assert state.next_due == failed + timedelta(hours=1)


def test_only_a_revision_is_a_change(world):
    changed = world.clock.now
    world.record(world.draft())
    world.clock.ahead(hours=1)
    world.record(world.draft())
    assert world.store.states()["tonglu/gg"].last_change == changed


def test_a_visit_comes_back_whole(world):
    world.store.save_site(world.site())
    failed = quiet(world, Outcome.FAILED, error=ErrorKind.HTTP_STATUS, detail="503", asked=2, size=90)
    view = world.store.source_view("tonglu/gg")
    assert view.visits == (failed,)
    assert view.view.last == failed


def test_the_last_bad_answer_of_a_source_is_kept_and_not_all_of_it(world):
    due = {"tonglu/gg": Due(world.clock.now)}
    for content in (b"first", b"x" * (MOST_BYTES + 1)):
        answer = Answer(Request("http://a.example/"), 503, "http://a.example/b", content, world.clock.now,
                        {"content-type": "text/html"})  # fmt: skip
        failed = world.visit(outcome=Outcome.FAILED, error=ErrorKind.HTTP_STATUS, detail="503")
        world.store.record_quiet([failed], due, {}, {"tonglu/gg": Evidence.of(answer)})
    quiet(world, Outcome.FAILED, error=ErrorKind.DNS, detail="a.example")
    (kept,) = world.rows("SELECT count(*) FROM evidence")
    found = world.store.evidence("tonglu/gg")
    assert kept == (1,)
    assert (found.url, found.status, found.content_type) == ("http://a.example/b", 503, "text/html")
    assert (found.size, found.answer.content) == (MOST_BYTES + 1, b"x" * MOST_BYTES)
    assert found.fetched == world.clock.now
    assert world.store.evidence("tonglu/other") is None


def test_memories_are_those_of_the_last_visit(world):
    old = AnswerMemory("GET a", Validators('"1"', None), "d1", "r1")
    world.record(world.draft(), memories=[old, AnswerMemory("POST b", Validators(), "d2", "r2")])
    assert world.store.memories(["tonglu/gg", "other/gg"])["tonglu/gg"]["GET a"] == old
    world.record(world.draft(), memories=())
    assert world.store.memories(["tonglu/gg"]) == {}


def test_a_row_set_aside_waits_a_day_and_leaves_when_it_becomes_an_item(world):
    draft = world.draft()
    row = SetAside("tonglu/gg", draft.row_digest, "无题", "", "3月2日", AsideReason.PAGE_MISSING, "404")
    began = world.clock.now
    world.record(set_aside=[row])
    assert world.store.set_aside_since("tonglu/gg", began) == {draft.row_digest}
    assert world.store.set_aside_since("tonglu/gg", began + timedelta(seconds=1)) == set()
    again = world.clock.ahead(days=1)
    world.record(set_aside=[row])
    world.store.save_site(world.site())
    (aside,) = world.store.source_view("tonglu/gg").aside
    assert (aside.row, aside.first_seen, aside.last_seen) == (row, began, again)
    world.record(draft)
    assert world.store.source_view("tonglu/gg").aside == ()


def test_a_lease_has_one_holder_until_it_runs_out(world):
    now, store = world.clock.now, world.store
    assert store.take_lease("harvest", "a", now, 60)
    assert not store.take_lease("harvest", "b", now, 60)
    assert store.take_lease("harvest", "a", now + timedelta(seconds=50), 60)
    assert not store.take_lease("harvest", "b", now + timedelta(seconds=100), 60)
    assert store.take_lease("harvest", "b", now + timedelta(seconds=110), 60)
    store.drop_lease("harvest", "a")
    assert store.lease_holder("harvest") == "b"
    store.drop_lease("harvest", "b")
    assert store.lease_holder("harvest") is None


def test_visits_of_long_ago_are_kept_as_counts_but_for_each_sources_last(world):
    started = world.clock.now
    for source, outcomes in {"tonglu/gg": "ufu", "tonglu/td": "f"}.items():
        for letter in outcomes:
            outcome = {"u": Outcome.UNCHANGED, "f": Outcome.FAILED}[letter]
            world.clock.now += timedelta(hours=6)
            visit = world.visit(source, outcome)
            world.store.record_quiet([visit], {source: Due(world.clock.now)}, {})
    everything = world.clock.now + timedelta(days=1)
    assert world.store.forget_visits(started, 0, 500) == (0, None), "nothing is older"
    weeks = world.store.weeks(["tonglu/gg"], date(2026, 1, 5))
    count, after = world.store.forget_visits(everything, 0, 2)
    assert (count, after) == (2, 2)
    assert world.store.forget_visits(everything, after, 500) == (0, None), "what is left is each source's last"
    assert world.rows("SELECT source, sum(visits), sum(failed) FROM visit_days GROUP BY 1") == [("tonglu/gg", 2, 1)]
    assert world.rows("SELECT source, count(*) FROM visits GROUP BY 1") == [("tonglu/gg", 1), ("tonglu/td", 1)]
    assert world.store.weeks(["tonglu/gg"], date(2026, 1, 5)) == weeks, "charts show what they showed"


def test_the_place_where_a_backfill_goes_on_is_the_request_that_it_was(world):
    smaller = Request("http://a.test/p?page=1")
    headers = (("X-Requested-With", "XMLHttpRequest"),)
    asked = Request("http://a.test/p", "POST", (("page", "2"),), instead=smaller, headers=headers)
    begun = Backfill("tonglu/gg", "reads", world.clock.now, world.clock.now, next=asked)
    world.store.save_backfills([begun])
    assert world.store.backfills(["tonglu/gg"]) == {"tonglu/gg": begun}


def test_a_finding_stands_since_it_was_first_met_and_leaves_the_past_as_it_was(world):
    began, past = world.clock.now, Likeness(30, 1.0, 20, 1.0, titles=("征地公告",))
    world.store.take_note("tonglu/gg", HealthNote(past=past))
    for _ in range(2):
        world.store.take_note("tonglu/gg", HealthNote(finding=Finding.LAYOUT, detail="30 rows"))
        world.clock.ahead(hours=1)
    health = world.store.health("tonglu/gg")
    assert (health.past, health.finding, health.since, health.times) == (past, Finding.LAYOUT, began, 2)
    world.store.take_note("tonglu/gg", HealthNote(finding=Finding.SURGE))
    health = world.store.health("tonglu/gg")
    assert (health.finding, health.since, health.times) == (Finding.SURGE, world.clock.now, 1)
    world.store.take_note("tonglu/gg", HealthNote())
    health = world.store.health("tonglu/gg")
    assert (health.past, health.finding, health.since, health.times, health.detail) == (past, None, None, 0, "")


def test_a_past_kept_by_another_release_is_read_as_far_as_this_one_knows_it():
    past = Likeness(30, 1.0, 20, 1.0, titles=("征地公告",))
    record = past.as_record() | {"shapes": ["a.test/#.htm"]}
    del record["names"], record["busiest"]
    assert Likeness.from_record(record) == past


def test_what_is_released_after_midnight_in_china_was_published_that_day(world):
    """The clock of the database is UTC, where it is still the day before."""
    world.store.save_site(world.site())
    draft = world.draft(1, published=LocalTime(date(2026, 3, 3)))
    world.clock.now = datetime(2026, 3, 2, 16, 30, tzinfo=UTC)
    world.record(draft, decide=lambda known: world.decide_plainly(known, [draft], held=True))
    ((notice,),) = world.rows("SELECT id FROM notices")
    world.store.decisions.release(notice, world.store.stamp()[0], "无误", Actor("me"))
    assert world.store.attention()["tonglu/gg"].newest == date(2026, 3, 3)
