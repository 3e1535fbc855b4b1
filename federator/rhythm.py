"""When to visit a source again, and why then. Pure: decides, and explains what was decided.

``every`` of a source is its interval while it publishes once a working day. One that publishes four times as often is
visited twice as often: with intervals that go by the square root of the pace, a number of visits finds all that a
province publishes after the shortest time on average. Time counts as such in office hours only; nights, weekends and
holidays count a fraction, so that nothing is published long before it is seen when offices open again.
"""

import hashlib
from collections.abc import Collection
from datetime import date, datetime, timedelta
from functools import lru_cache
from math import exp, sqrt

from federator.model.local_time import CHINA
from federator.model.rhythm import Due, Reason, Rhythm
from federator.model.site import Source
from federator.model.visit import Outcome, SourceState, Visit
from federator.model.words import Words
from federator.notation.workdays import is_workday
from federator.notation.working_time import after, worked

CEILING = timedelta(days=1)
"""Back-off grows up to this and never ends: a source is not given up. No site is believed that wants to be left alone
for longer, either."""

GO_ON_AFTER = timedelta(minutes=1)
"""When a visit that left notice pages unread is continued."""

_MEMORY = 20.0  # working days in which what is known of the pace fades to a third
_LISTED_DAYS = 90  # how far back the first list of a source tells its pace
_LONGEST = timedelta(days=8)
"""Of the time since the visit before no more than this counts, unless visits are planned to be farther apart. A longer
gap means that nobody looked (no program ran, the source was paused), or that the clock leapt."""
_SELDOM = 1 / 250  # publications a working day: a slower source is treated as if it had this pace
_JITTER = 0.1


def next_visit(
    source: Source, visit: Visit, state: SourceState, rhythm: Rhythm, leave: float = 0.0, listed: Collection[date] = ()
) -> Due:
    """When to come again after ``visit``; ``state`` is where the source stood before it.

    ``leave``: seconds for which the site wants to be left alone, by Retry-After or max-age. ``listed``: the days of
    the notices that the first list of a source showed. A tenth of jitter keeps a thousand sources from falling due in
    the same second.
    """
    pace = _learnt(source, state, visit, rhythm, listed)
    jitter = 1 + _JITTER * (_chance(source, visit) - 0.5)
    at, reason = _usual(source, visit, pace if pace is not None else 1.0, state.failures, rhythm, jitter)
    if leave and (visit.error or reason is not Reason.GOES_ON):
        failed = visit.error is not None
        until = visit.started + timedelta(seconds=min(leave, CEILING.total_seconds() if failed else rhythm.cache))
        if until > at:
            return Due(until, Reason.RETRY_AFTER if failed else Reason.MAX_AGE, pace)
    return Due(at, reason, pace)


def _usual(
    source: Source, visit: Visit, pace: float, failures: int, rhythm: Rhythm, jitter: float
) -> tuple[datetime, Reason]:
    if visit.outcome is Outcome.PARTIAL:
        soon = GO_ON_AFTER if visit.error is None else source.every * jitter
        return visit.started + min(source.every * jitter, soon), Reason.GOES_ON
    seconds = interval(source, pace, rhythm)
    if visit.outcome is Outcome.FAILED:
        longer = min(CEILING, source.every * 2 ** min(failures + 1, 16))
        return visit.started + max(timedelta(seconds=seconds), longer) * jitter, Reason.FAILURES
    if not rhythm.adaptive:
        return visit.started + source.every * jitter, Reason.FIXED
    begin = visit.started.timestamp()
    longest = max(rhythm.longest, source.every.total_seconds()) * jitter
    wait = min(after(begin, seconds * jitter, rhythm) - begin, longest)
    quiet = wait > seconds * jitter + 60
    return visit.started + timedelta(seconds=wait), Reason.QUIET if quiet else Reason.PACE


def interval(source: Source, pace: float, rhythm: Rhythm) -> float:
    """Seconds of working time between two visits to a source of that pace."""
    usual = source.every.total_seconds()
    if not rhythm.adaptive:
        return usual
    wished = usual / sqrt(max(pace, _SELDOM))
    return min(max(wished, min(rhythm.shortest, usual)), max(rhythm.longest, usual))


def _learnt(source: Source, state: SourceState, visit: Visit, rhythm: Rhythm, listed: Collection[date]) -> float | None:
    """The pace as known after this visit, None while no visit has told one. A failed visit tells nothing."""
    if visit.outcome is Outcome.FAILED:
        return state.pace
    if state.pace is None or state.last_visit is None:
        return _first_pace(listed, visit.started) if listed else state.pace
    since = max(state.last_visit, visit.started - max(_LONGEST, 2 * source.every))
    passed = worked(since.timestamp(), visit.started.timestamp(), rhythm)
    days = passed / ((rhythm.ends - rhythm.begins) * 3600)
    return state.pace * exp(-days / _MEMORY) + (1 / _MEMORY if visit.created else 0.0)


def _first_pace(listed: Collection[date], now: datetime) -> float | None:
    """The pace by the days of the notices on the first list: those of the last quarter, or as far back as the list
    goes. None where all lie in the future, for then the clock is wrong."""
    today = now.astimezone(CHINA).date()
    if min(listed) > today:
        return None
    since = max(min(listed), today - timedelta(days=_LISTED_DAYS))
    days = {day for day in listed if since <= day <= today}
    return len(days) / max(_workdays(since, today), 1)


@lru_cache(maxsize=128)  # most first lists go back further than a quarter
def _workdays(first: date, last: date) -> int:
    return sum(is_workday(first + timedelta(days=n)) for n in range((last - first).days + 1))


def _chance(source: Source, visit: Visit) -> float:
    """0 to 1, different for each source and visit, the same when asked again."""
    digest = hashlib.blake2b(f"{source.key} {visit.started.timestamp()}".encode(), digest_size=4).digest()
    return int.from_bytes(digest) / 2**32


# ── in words ──

_PLAIN = {
    Reason.FIXED: Words("按固定间隔", "at a fixed interval"),
    Reason.GOES_ON: Words("上次没有读完，接着读", "the last visit left something unread"),
    Reason.RETRY_AFTER: Words("网站要求过些时候再来（Retry-After）", "the site asked to come back then (Retry-After)"),
    Reason.MAX_AGE: Words(
        "网站声明在此之前内容不变（Cache-Control）", "the site says that nothing changes before (Cache-Control)"
    ),
    Reason.ASKED: Words("有人要求立即采集", "somebody wants it visited now"),
}


def because(source: Source, state: SourceState, rhythm: Rhythm) -> Words | None:
    """Why the next visit is when it is; None of a source that was never visited: it is due at once."""
    if state.reason is None:
        return None
    pace = state.pace if state.pace is not None else 1.0
    often = _often(pace)
    usual = _span(interval(source, pace, rhythm))
    by_pace = Words(
        f"按发布节奏：{often.zh}，工作时间内约每{usual.zh}采集一次",
        f"by its pace: it publishes {often.en}, so it is visited every {usual.en} of working time",
    )
    quiet = Words(
        f"{by_pace.zh}；夜间、周末和节假日放慢", f"{by_pace.en}; less often at night, on weekends and holidays"
    )
    failures = Words(
        f"连续失败 {state.failures} 次，逐渐放慢，但不会放弃",
        f"it failed {_times(state.failures)}: less and less often, but never given up",
    )
    said = {**_PLAIN, Reason.PACE: by_pace, Reason.QUIET: quiet, Reason.FAILURES: failures}
    return said[state.reason]


def _times(failures: int) -> str:
    return "once" if failures == 1 else f"{failures} times in a row"


def _often(pace: float) -> Words:
    if pace >= 1:
        return Words(f"每个工作日约 {pace:.1f} 次", f"about {pace:.1f} times a working day")
    days = round(1 / max(pace, _SELDOM))
    return Words(f"约每 {days} 个工作日一次", f"about once in {days} working days")


def _span(seconds: float) -> Words:
    if seconds < 5400:
        return Words(f" {seconds / 60:.0f} 分钟", f"{seconds / 60:.0f} min")
    return Words(f" {seconds / 3600:.1f} 小时", f"{seconds / 3600:.1f} h")
