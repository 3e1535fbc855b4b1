"""When a source is visited again, and what is said about it. All times in the text are China's."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from federator.model.errors import ErrorKind
from federator.model.local_time import CHINA
from federator.model.rhythm import Due, Reason, Rhythm
from federator.model.site import Source
from federator.model.visit import Outcome, SourceState, Visit
from federator.notation.workdays import is_workday, known_until
from federator.rhythm import CEILING, GO_ON_AFTER, because, interval, next_visit

NOW = datetime(2026, 11, 16, 9, tzinfo=CHINA).astimezone(UTC)  # a Monday
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
JITTER = 0.05  # to either side


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA).astimezone(UTC)


def source(id_: str = "gg", every: timedelta = HOUR) -> Source:
    return Source("a", id_, "公告", "http://a.example/list/", "331121-zrzy", "331121", every=every)


def ended(outcome: Outcome, error: ErrorKind | None = None, started: datetime = NOW, created: int = 0) -> Visit:
    return Visit("a/gg", started, 1.0, outcome, created=created, error=error)


def stood(pace: float | None = None, failures: int = 0, last: datetime | None = NOW - HOUR) -> SourceState:
    return SourceState("a/gg", last_visit=last, failures=failures, pace=pace)


def due_after(outcome: Outcome = Outcome.UNCHANGED, started: datetime = NOW, rhythm: Rhythm = Rhythm(),  # noqa: B008
              pace: float | None = 1.0, **more: Any) -> Due:  # fmt: skip
    state = stood(pace, last=started - MINUTE)
    return next_visit(source(), ended(outcome, started=started), state, rhythm, **more)


def wait_after(outcome: Outcome, failures_before: int = 0, every: timedelta = HOUR) -> timedelta:
    state = stood(failures=failures_before)
    return next_visit(source(every=every), ended(outcome), state, Rhythm()).at - NOW


def near(span: timedelta) -> Any:
    return pytest.approx(span.total_seconds(), rel=JITTER)


def near_time(text: str, within: timedelta) -> Any:
    return pytest.approx(at(text).timestamp(), abs=within.total_seconds())


# ── success, failure ──


@pytest.mark.parametrize("outcome", [Outcome.CHANGED, Outcome.UNCHANGED])
def test_a_good_visit_comes_again_after_the_interval_of_its_source(outcome: Outcome) -> None:
    assert wait_after(outcome, failures_before=5).total_seconds() == near(HOUR)
    assert wait_after(outcome, every=timedelta(minutes=30)).total_seconds() == near(timedelta(minutes=30))


def test_each_failure_doubles_the_wait_up_to_a_day_and_no_source_is_given_up() -> None:
    waits = [wait_after(Outcome.FAILED, before).total_seconds() for before in range(8)]
    assert waits == [near(min(CEILING, HOUR * 2**n)) for n in range(1, 9)]
    assert wait_after(Outcome.FAILED, 10_000).total_seconds() == near(CEILING)


def test_a_source_that_is_seldom_visited_is_not_visited_more_often_for_failing() -> None:
    assert wait_after(Outcome.FAILED, 3, every=timedelta(days=7)).total_seconds() == near(timedelta(days=7))


def test_what_was_left_unread_is_gone_on_with_soon_unless_the_site_is_in_trouble() -> None:
    assert wait_after(Outcome.PARTIAL) == GO_ON_AFTER
    assert wait_after(Outcome.PARTIAL, every=timedelta(seconds=20)).total_seconds() == near(timedelta(seconds=20))
    troubled = next_visit(source(), ended(Outcome.PARTIAL, ErrorKind.TIMEOUT), stood(), Rhythm())
    assert (troubled.at - NOW).total_seconds() == near(HOUR)


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from(Outcome),
    st.integers(0, 50),
    st.one_of(st.none(), st.floats(0, 100)),
    st.floats(0, 1e9),
)
def test_whatever_happens_it_is_visited_again_within_a_day_or_so(
    started: datetime, outcome: Outcome, failures: int, pace: float | None, leave: float
) -> None:
    visit, state = ended(outcome, started=started), stood(pace, failures, started - HOUR)
    first = next_visit(source(), visit, state, Rhythm(), leave)
    assert first == next_visit(source(), visit, state, Rhythm(), leave), "the same when asked again"
    assert started < first.at <= started + CEILING * (1 + JITTER)


def test_a_thousand_sources_do_not_fall_due_in_the_same_second() -> None:
    times = {
        next_visit(source(f"s{n}"), ended(Outcome.UNCHANGED), stood(), Rhythm()).at.replace(microsecond=0)
        for n in range(1000)
    }
    assert len(times) > 200


# ── the pace ──


def test_what_publishes_four_times_as_often_is_visited_twice_as_often_within_bounds() -> None:
    seconds = [interval(source(), pace, Rhythm()) for pace in (4, 1, 0.25, 100, 0)]
    assert seconds == [1800, 3600, 7200, 900, 43_200]


def test_an_interval_that_a_person_sets_beyond_the_bounds_counts() -> None:
    assert interval(source(every=timedelta(minutes=5)), 1, Rhythm()) == 300
    assert interval(source(every=timedelta(days=3)), 0.01, Rhythm()) == 259_200


def test_the_first_list_tells_the_pace_to_begin_with() -> None:
    daily = [date(2026, 11, day) for day in (16, 13, 12, 11, 10, 9)]
    assert due_after(Outcome.CHANGED, pace=None, listed=daily).pace == pytest.approx(1)
    weekly = [date(2026, 11, 16) - timedelta(weeks=n) for n in range(20)]
    assert due_after(Outcome.CHANGED, pace=None, listed=weekly).pace == pytest.approx(0.2, abs=0.03)
    old = [date(2019, 3, 4), date(2020, 3, 4)]
    assert due_after(Outcome.CHANGED, pace=None, listed=old).pace == 0
    assert due_after(Outcome.CHANGED, pace=None).pace is None, "a list without dates tells nothing"
    to_come = [one + timedelta(days=400) for one in daily]
    assert due_after(Outcome.CHANGED, pace=None, listed=to_come).pace is None, "nor does one to a clock that lags"


def learnt(every: timedelta, published: timedelta, days: int = 120, pace: float = 1.0) -> float:
    """The pace after so many days of visits in office hours to a source that publishes every ``published`` of these."""
    rhythm = Rhythm(days_on=tuple(date(2026, 11, 16) + timedelta(days=n) for n in range(days + 1)))
    state = stood(pace, last=NOW - HOUR)
    passed = timedelta()
    for n in range(1, int(days * timedelta(hours=10) / every)):
        passed += every
        day, rest = divmod(n * every, timedelta(hours=10))
        started = NOW - HOUR + timedelta(days=day) + rest
        new = passed >= published
        passed -= published if new else timedelta()
        found = next_visit(source(), ended(Outcome.UNCHANGED, started=started, created=new), state, rhythm)
        state = replace(state, pace=found.pace, last_visit=started)
    assert state.pace is not None
    return state.pace


def test_visits_teach_the_pace() -> None:
    daily = timedelta(hours=10)  # of the hours in which it is visited
    assert learnt(HOUR, daily, pace=5) == pytest.approx(1, rel=0.15)
    assert learnt(HOUR, daily * 5) == pytest.approx(0.2, rel=0.25)
    assert learnt(HOUR, daily / 4) == pytest.approx(4, rel=0.15)


@pytest.mark.parametrize("away", [timedelta(days=60), timedelta(days=366)], ids=["paused", "a clock that leapt"])
def test_time_in_which_nobody_looked_says_little_of_the_pace(away: timedelta) -> None:
    found = next_visit(source(), ended(Outcome.CHANGED, created=9), stood(1.0, last=NOW - away), Rhythm())
    assert found.pace is not None
    assert found.pace > 0.7


def test_a_source_that_is_to_be_visited_once_a_month_is_learnt_by_the_month() -> None:
    monthly = source(every=timedelta(days=30))
    found = next_visit(monthly, ended(Outcome.UNCHANGED), stood(1.0, last=NOW - timedelta(days=30)), Rhythm())
    assert found.pace is not None
    assert found.pace < 0.4


def test_a_failed_visit_says_nothing_of_the_pace() -> None:
    assert due_after(Outcome.FAILED, pace=3).pace == 3


def test_nights_and_weekends_without_news_do_not_count_against_a_source() -> None:
    friday, monday = at("2026-11-13T18:00"), at("2026-11-16T08:00")
    found = next_visit(source(), ended(Outcome.UNCHANGED, started=monday), stood(2, last=friday), Rhythm())
    assert found.pace == 2


# ── quiet times ──


def test_a_night_counts_a_quarter_and_offices_find_a_visit_when_they_open() -> None:
    evening = due_after(started=at("2026-11-16T17:30"))
    assert (evening.at.timestamp(), evening.reason) == (near_time("2026-11-16T20:00", MINUTE * 20), Reason.QUIET)
    morning = due_after(started=at("2026-11-17T07:30"))
    assert morning.at.timestamp() == near_time("2026-11-17T08:52", MINUTE * 5)
    assert due_after(started=at("2026-11-17T10:00")).reason is Reason.PACE


@pytest.mark.parametrize(
    "day", ["2026-11-14", "2026-10-01", "2026-02-17"], ids=["Saturday", "national day", "spring festival"]
)
def test_weekends_and_public_holidays_are_quiet(day: str) -> None:
    assert (due_after(started=at(f"{day}T10:00")).at - at(f"{day}T10:00")).total_seconds() == near(HOUR * 4)


def test_a_weekend_that_is_worked_in_place_of_a_holiday_is_not() -> None:
    assert is_workday(date(2026, 10, 10)), "a Saturday"
    assert due_after(started=at("2026-10-10T10:00")).reason is Reason.PACE


def test_beyond_the_calendar_weekends_remain_and_what_people_decided() -> None:
    later = known_until() + timedelta(days=400)
    monday = later - timedelta(days=later.weekday())
    assert is_workday(monday)
    assert not is_workday(monday + timedelta(days=5))
    ten = datetime.combine(monday, datetime.min.time(), CHINA).astimezone(UTC) + HOUR * 10
    assert due_after(started=ten).reason is Reason.PACE
    assert due_after(started=ten, rhythm=Rhythm(days_off=(monday,))).reason is Reason.QUIET
    saturday = Rhythm(days_on=(monday + timedelta(days=5),))
    assert due_after(started=ten + timedelta(days=5), rhythm=saturday).reason is Reason.PACE


def test_a_rhythm_that_does_not_adapt_is_every_hour_day_and_night() -> None:
    fixed = due_after(started=at("2026-11-14T23:00"), pace=50, rhythm=Rhythm(adaptive=False))
    assert ((fixed.at - at("2026-11-14T23:00")).total_seconds(), fixed.reason) == (near(HOUR), Reason.FIXED)


# ── what the site says ──


def test_a_site_that_says_when_to_come_again_is_left_alone_till_then_but_no_longer_than_a_day() -> None:
    def after(leave: float) -> Due:
        return next_visit(source(), ended(Outcome.FAILED, ErrorKind.REFUSED), stood(), Rhythm(), leave)

    assert after(6 * 3600) == Due(NOW + HOUR * 6, Reason.RETRY_AFTER, None)
    assert after(600).reason is Reason.FAILURES, "later than it wants anyway"
    assert after(1e9).at == NOW + CEILING


def test_a_page_in_trouble_that_says_when_to_come_again_is_left_alone_till_then() -> None:
    partial = ended(Outcome.PARTIAL, ErrorKind.REFUSED)
    assert next_visit(source(), partial, stood(), Rhythm(), 7200).at == NOW + HOUR * 2


def test_an_answer_that_stays_as_it_is_for_a_while_is_not_asked_for_sooner_within_bounds() -> None:
    quick = source(every=MINUTE * 10)
    good = ended(Outcome.UNCHANGED)
    assert next_visit(quick, good, stood(), Rhythm(), 1800) == Due(NOW + MINUTE * 30, Reason.MAX_AGE, None)
    assert next_visit(quick, good, stood(), Rhythm(), 31_536_000).at == NOW + HOUR, "a year is not believed"
    assert next_visit(quick, good, stood(), Rhythm(), 60).reason is Reason.PACE
    left = next_visit(quick, ended(Outcome.PARTIAL), stood(), Rhythm(), 1800)
    assert left.at == NOW + GO_ON_AFTER, "what was left unread is other pages"


# ── in words ──


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_said_in_both_languages(reason: Reason) -> None:
    words = because(source(), replace(stood(0.2, 3), reason=reason), Rhythm())
    assert words
    assert words.zh
    assert words.en


def test_what_is_said_is_what_was_decided() -> None:
    words = because(source(), replace(stood(0.25), reason=Reason.PACE), Rhythm())
    assert words
    assert (
        words.en
        == "by its pace: it publishes about once in 4 working days, so it is visited every 2.0 h of working time"
    )
    assert words.zh == "按发布节奏：约每 4 个工作日一次，工作时间内约每 2.0 小时采集一次"
    assert because(source(), stood(), Rhythm()) is None
