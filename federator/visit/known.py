"""The rows of a list against what is known of their source."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from federator.compare.matching import Matched, match
from federator.model.answer import Answer
from federator.model.row import Row
from federator.model.site import Source
from federator.visit.listing import Standing, place
from federator.visit.means import Means

TRY_AGAIN_AFTER = timedelta(days=1)
"""When a row that was set aside has its page asked again."""


def look_up(source: Source, rows: Mapping[str, Row], means: Means, now: datetime) -> Matched:
    """``rows``, by their places, against what is known."""
    places = list(rows)
    known = means.store.known_rows(source.key, places)
    aside = means.store.set_aside_since(source.key, now - TRY_AGAIN_AFTER)
    return match(source.key, list(rows.values()), known, aside, means.store.purges.barred(source.key, places))


def standing(source: Source, means: Means, now: datetime) -> Standing:
    """Tells which of some rows a walk need not go after: all but those that are to be read."""
    return lambda rows: rows.keys() - {place(row) for row in look_up(source, rows, means, now).to_read}


def keepable(captures: Mapping[str, Answer], barred: Sequence[Row], source: Source) -> Mapping[str, Answer]:
    """What may be kept as evidence: a list that carries whole notices is not, as long as it carries a purged one."""
    return captures if source.pages or not barred else {}
