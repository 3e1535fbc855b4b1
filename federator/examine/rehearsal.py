"""A dry run: the whole road of one visit, and nothing recorded.

source ─▶ walk one list page ─▶ read some notices ─▶ normalise, check ─▶ Rehearsal
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from federator.model.breach import Severity
from federator.model.errors import VisitError
from federator.model.item import AsideReason, Draft, SetAside
from federator.model.row import Row
from federator.model.site import Source
from federator.visit.listing import Reach
from federator.visit.means import Means, Meter
from federator.visit.reading import read_notices
from federator.visit.rows_read import Reading
from federator.visit.upkeep import Upkeep, in_force
from federator.visit.walk import walk

NOTICES = 5
"""Notices read of each source."""


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What would become of one row: a draft with its breaches, set aside with a reason, or a page that failed."""

    row: Row
    draft: Draft | None
    aside: SetAside | None
    error: VisitError | None


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a visit to ``source`` would find now: how many ``rows`` on its first page, and what would become of some of
    them; or the ``error`` by which it would fail."""

    source: Source
    rows: int = 0
    notices: tuple[Rehearsed, ...] = ()
    error: VisitError | None = None

    @property
    def severe(self) -> int:
        """How many would be held, or could not be taken at all."""
        return sum(
            one.draft is None or any(each.severity is Severity.SEVERE for each in one.draft.breaches)
            for one in self.notices
        )


def rehearse(source: Source, means: Means, now: datetime) -> Rehearsal:
    """Do as a visit does with one list page and its first :data:`NOTICES`. Nothing is recorded."""
    source = in_force(source, means.store)
    ask = Meter(means.ask)
    upkeep = Upkeep(source, {}, means.store)
    try:
        listing = walk(source, ask, {}, lambda _rows: (), Reach(most=1), upkeep.read)
    except VisitError as error:
        return Rehearsal(source, error=error)
    if upkeep.note and upkeep.note.rule:
        source = replace(source, rule=upkeep.note.rule.rule)
    rows = list(listing.by_place().values())
    with_address = [row for row in rows if row.url]
    tried = with_address[:NOTICES]
    shown = rows[: rows.index(tried[-1]) + 1] if len(with_address) > NOTICES else rows
    reading = read_notices(tried, listing, source, ask, means, now, lambda: False)
    return Rehearsal(source, len(rows), tuple(_in_order(shown, reading, source.key)))


def _in_order(rows: list[Row], reading: Reading, source: str) -> Iterator[Rehearsed]:
    drafts = {draft.row_digest: draft for draft in reading.drafts}
    aside = {one.row_digest: one for one in reading.set_aside}
    failed = {row.digest: error for row, error in reading.left}
    for row in rows:
        if not row.url:
            aside[row.digest] = SetAside.of(source, row, AsideReason.NO_ADDRESS)
        yield Rehearsed(row, drafts.get(row.digest), aside.get(row.digest), failed.get(row.digest))
