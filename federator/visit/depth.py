"""How far a visit goes through its list: as far as something may be new, and once a week as far as it may."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from zlib import crc32

from federator.model.errors import ErrorKind
from federator.model.local_time import CHINA
from federator.model.site import Source
from federator.model.visit import SourceState
from federator.visit.listing import ENDLESS, Listing, Reach
from federator.visit.means import Means
from federator.visit.rows_read import Reading

_WEEK = 7
"""Days after which a visit walks as far as it may, whatever is known: what is dated back is new in the middle of a
list, and a complete list may lose something behind a first page that stays as it is."""

READ_WHOLE = 1000
"""Notices of a complete source up to which each visit that finds it changed reads its list to the end; a longer list is
read so once a week, and meanwhile as any other."""

_DEEPEST = 10
"""Times ``list_pages``: how deep visits go after what a source published while nobody looked. What lies deeper is for
a backfill."""


@dataclass
class Depth:
    """How far one visit to ``source`` goes, and the next one. ``state``: where the source stood before it."""

    source: Source
    state: SourceState
    means: Means
    now: datetime

    @cached_property
    def of_the_week(self) -> bool:
        """Whether a week of the source's own has begun since it was last read: then it is read as far as may be."""
        last = self.state.last_success
        if last is None:
            return False
        weekday = crc32(self.source.key.encode()) % _WEEK
        this, before = ((when.astimezone(CHINA).toordinal() + weekday) // _WEEK for when in (self.now, last))
        return this > before

    def reach(self) -> Reach:
        """How far the walk goes."""
        usual, blind = self.means.settings.list_pages, self.state.blind
        if self.source.complete and (self.of_the_week or blind > _DEEPEST * usual or not self._is_long):
            return Reach(ENDLESS, whole=True)
        return Reach(max(blind, usual), max(blind, usual if self.of_the_week else 0))

    def leaves_gap(self, listing: Listing) -> bool:
        """Whether more is new than a visit may read, and what is known lies beyond: the next visit goes deeper.

        At first sight nothing is known beyond: what the first visit does not reach is left to a backfill. So is what
        stands behind a page that ended with what is known, unless the visit before left something there (``blind``).
        """
        if not listing.open or (listing.met_known and not self.state.blind):
            return False
        deepest, store = _DEEPEST * self.means.settings.list_pages, self.means.store
        return len(listing.pages) < deepest and store.knows_others(self.source.key, listing.rows.keys())

    def next_blind(self, listing: Listing, reading: Reading, gap: bool) -> int:
        """Over how many list pages the visit after an incomplete one walks: those of now, and those that this one did
        not come to. Of a long list no more than of another one where the site is in trouble, and none where it takes
        longer than a visit may: that is left to the next week."""
        usual = self.means.settings.list_pages
        pages = len(listing.pages) + (usual if gap else 1 if listing.trouble else 0)
        if not self._is_long or not (listing.trouble or reading.trouble):
            return pages
        late = listing.trouble is not None and listing.trouble.kind is ErrorKind.VISIT_TIMEOUT
        return 0 if late else min(pages, _DEEPEST * usual)

    @cached_property
    def _is_long(self) -> bool:
        """Whether the source is complete, and its list too long to be read whole at each visit."""
        standing = self.means.store.standing(self.source.key, self.now) if self.source.complete else None
        return standing is not None and standing.live > READ_WHOLE
