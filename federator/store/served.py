"""What feeds, calls and pages are made of."""

from datetime import datetime

from federator.model.local_time import CHINA
from federator.model.revision import Gone, Published, Selection
from federator.store import (
    captures,
    changes,
    desk_views,
    digests,
    evidence,
    feed,
    gauges,
    leaving,
    metas,
    search,
    searching,
    source_views,
    tracing,
    views,
)
from federator.store.database import Part, at_one_moment, question
from federator.store.disputes import Disputes
from federator.store.excusing import excused, excused_detail, is_public
from federator.store.probes import Probes
from federator.store.source_views import SourceDetail, SourceView


class Served(Part):
    """The questions of readers and of the desk; none of them changes anything. One that is called as its module stands
    behind the others of that module."""

    disputes: Disputes
    probes: Probes

    gone_ahead = question(feed.gone_ahead)
    public = question(feed.public)
    began = question(feed.began)
    span = question(feed.span_of)
    browse = question(feed.browse)
    stamp = question(feed.stamp)
    by_fitness = at_one_moment(searching.by_fitness)
    by_day = at_one_moment(searching.by_day)
    count = at_one_moment(searching.count)
    searched = question(search.reached)
    history = question(changes.history)
    changes = at_one_moment(changes.log_page)
    digests = at_one_moment(digests.digest_page)
    notice = at_one_moment(views.notice_view)
    revision = question(views.revision)
    counts = at_one_moment(views.counts)
    statistics = at_one_moment(views.statistics)
    capture = question(captures.capture)
    evidence = question(evidence.evidence)
    source_view = at_one_moment(source_views.one_source)
    source_views = at_one_moment(source_views.all_sources)
    waiting_notices = question(desk_views.waiting_notices)
    weeks = at_one_moment(desk_views.weeks)
    leaving = question(leaving.leaving)
    traces = question(tracing.traces)
    traces_aside = question(tracing.traces_aside)
    traces_in = question(tracing.traces_in)
    rows_aside = question(tracing.rows_aside)
    coverage = question(metas.coverage)

    def page(self, selection: Selection, before: int | None, limit: int) -> tuple[Published, ...]:
        """A page of the feed: ``seq`` below ``before``, the latest change first. What only the index of the search
        knows is there some seconds after it was recorded, in the same order."""
        read = searching.page if selection.narrow else feed.page
        return read(self._database.current(), selection, before, limit)

    def gone(self, selection: Selection, before: int | None, limit: int) -> tuple[Gone, ...]:
        """Notices that ceased to be public at a ``seq`` below ``before``, the last first; of a narrow selection as far
        as the index of the search is whole."""
        if selection.narrow:
            reached = self.searched() + 1
            before = reached if before is None else min(before, reached)
        return feed.gone(self._database.current(), selection, before, limit)

    def ahead(self, selection: Selection, span: tuple[int, int], limit: int) -> tuple[Published, ...]:
        """Public notices whose ``seq`` lies above the first and up to the second of ``span``, the oldest change first:
        who goes on behind the last one misses nothing."""
        read = searching.ahead if selection.narrow else feed.ahead
        return read(self._database.current(), selection, span, limit)

    def gauges(self, now: datetime) -> gauges.Gauges:
        """What an operator watches."""
        reach = self.probes.reach(now.astimezone(CHINA).date())
        with self._database.reading() as connection:
            return gauges.gauges(connection, self._database.path, now, reach)

    def public_sources(self) -> tuple[SourceView, ...]:
        """The sources that are anybody's business, as the public is told of them: see :mod:`.excusing`."""
        return tuple(map(excused, filter(is_public, self.source_views())))

    def public_source(self, key: str) -> SourceDetail | None:
        """One of them; None where there is none of that key."""
        detail = self.source_view(key)
        return excused_detail(detail, self.disputes.of(key)) if detail and is_public(detail.view) else None

    def attention(self) -> dict[str, desk_views.Attention]:
        """What waits for a person, by source."""
        with self._database.reading() as connection:
            return desk_views.attention(connection, self._clock())
