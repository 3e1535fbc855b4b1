"""What a complete list no longer has, and whether the list is to be believed."""

from collections.abc import Sequence
from datetime import datetime

from federator.model.answer import Ask
from federator.model.item import Item
from federator.model.visit import SourceState
from federator.visit.deciding import waits_for_person
from federator.visit.listing import Listing
from federator.visit.means import Means
from federator.visit.upkeep import Upkeep
from federator.visit.walk import stood_still


def believed_absent(
    listing: Listing, upkeep: Upkeep, ask: Ask, means: Means, state: SourceState, now: datetime
) -> Sequence[Item]:
    """The published notices that a complete list, read to its end, no longer has.

    None where that is not certain yet: the list moved while it was read, was doubted until now, or may be an old copy.
    The answer is forgotten then, so that the next visit looks again.
    """
    source = upkeep.source
    absent = means.store.absent(source.key, listing.rows.keys()) if source.complete and listing.whole else ()
    if absent and (
        upkeep.recovers
        or _may_be_old_copy(absent, listing, upkeep, means, state, now)
        or not stood_still(listing, source, ask, upkeep.read)
    ):
        listing.memory = None
        return ()
    return absent


def _may_be_old_copy(
    absent: Sequence[Item], listing: Listing, upkeep: Upkeep, means: Means, state: SourceState, now: datetime
) -> bool:
    """Whether just what came last is missing, and was there at the visit before. An old copy of the list (a cache's, or
    one of several servers') looks like that; so does a newest notice that was taken away, which the next visit finds
    missing again. What a person will be asked about anyway need not be doubted first."""
    source, last = upkeep.source, state.last_success
    if waits_for_person(source, absent, means, now):
        return False
    if last and not upkeep.memory and all(one.last_seen < last for one in absent):
        return False  # the visit before missed it, too
    return means.store.all_older(source.key, listing.rows.keys(), absent)
