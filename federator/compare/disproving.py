"""A publication date that captures disprove (国办秘函〔2019〕19号: 伪造发稿日期)."""

from datetime import datetime, timedelta

from federator.model.breach import Breach, Severity
from federator.model.decision import DISPROVED
from federator.model.local_time import CHINA
from federator.model.notice import Notice

_TOLERANCE = timedelta(days=1)
"""Sites that are a day ahead are told of by a clause of their own."""


def disproved(before: Notice, told: Breach | None, now: Notice, first_seen: datetime) -> Breach | None:
    """What disproves the date of ``now``: the notice was seen before that day, or a capture of it named another one.

    ``told``: what was said of the version ``before``, which stands for as long as the site names the same day.
    """
    if now.published is None:
        return None
    day, seen = now.published.day, first_seen.astimezone(CHINA).date()
    if day > seen + _TOLERANCE:
        return Breach(DISPROVED, "published", Severity.MINOR, f"{day} / {seen}")
    if before.published is None or before.published.day == day:
        return told
    return Breach(DISPROVED, "published", Severity.MINOR, f"{before.published.day} → {day}")
