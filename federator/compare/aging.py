"""How soon a notice's own page is asked again: young notices are corrected, old ones hardly."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from federator.compare.astray import contradicts
from federator.model.item import Item
from federator.model.local_time import CHINA
from federator.model.row import Row
from federator.notation.address_dates import read_time_on

_BY_AGE = (
    (timedelta(days=14), timedelta(days=1)),
    (timedelta(days=90), timedelta(days=7)),
    (timedelta(days=3 * 365), timedelta(days=90)),
)
_OLDEST = timedelta(days=365)
_EVER = date(1, 1, 1)


def next_recheck(published: date | None, now: datetime) -> datetime:
    """Daily in its first fortnight, weekly in its first quarter, quarterly for three years, then yearly."""
    return next(at for since, at in latest_rechecks(now) if published is None or published >= since)


def look_again(item: Item, now: datetime) -> datetime:
    """When the page of ``item`` is asked again: :func:`recheck_of` all that counts."""
    return recheck_of(item.row, item.title_key, item.day, item.first_seen, now)


def recheck_of(row: Row | None, title_key: str, day: date | None, first_seen: datetime, now: datetime) -> datetime:
    """When the page of an item is asked again: :func:`next_recheck`. Where the list (``row``) gives another title and
    another day, what stands there may be another notice's, and is not as old as that until the item is."""
    listed = read_time_on(row.url, row.told or row.date_written or "") if row else None
    if row and listed and listed.day != day and contradicts(row.title, title_key):
        seen = first_seen.astimezone(CHINA).date()
        return next_recheck(max(day or seen, seen), now)
    return next_recheck(day, now)


@lru_cache(maxsize=16)  # a visit asks for many days, at one moment
def latest_rechecks(now: datetime) -> tuple[tuple[date, datetime], ...]:
    """(published on or after, when the page is asked again at the latest), the youngest first: what waits longer was
    judged by another clock."""
    today = now.astimezone(CHINA).date()
    return (*((today - limit, now + pause) for limit, pause in _BY_AGE), (_EVER, now + _OLDEST))
