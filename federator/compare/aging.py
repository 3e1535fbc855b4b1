"""How soon a notice's own page is asked again: young notices are corrected, old ones hardly."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from federator.model.notice import CHINA

_BY_AGE = (
    (timedelta(days=14), timedelta(days=1)),
    (timedelta(days=90), timedelta(days=7)),
    (timedelta(days=3 * 365), timedelta(days=90)),
)
_OLDEST = timedelta(days=365)
_EVER = date(1, 1, 1)


@lru_cache(maxsize=1024)  # a visit asks for few days, at one moment
def next_recheck(published: date | None, now: datetime) -> datetime:
    """Daily in its first fortnight, weekly in its first quarter, quarterly for three years, then yearly."""
    age = now.astimezone(CHINA).date() - published if published else timedelta()
    return now + next((pause for limit, pause in _BY_AGE if age <= limit), _OLDEST)


def latest_rechecks(now: datetime) -> tuple[tuple[date, datetime], ...]:
    """(published on or after, when the page is asked again at the latest), the youngest first: what waits longer was
    judged by another clock."""
    today = now.astimezone(CHINA).date()
    return (*((today - limit, now + pause) for limit, pause in _BY_AGE), (_EVER, now + _OLDEST))
