"""What feeds, calls and pages are made of."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from federator.model.local_time import CHINA
from federator.model.proof import DigestPage
from federator.model.revision import Change, Gone, Hits, LogPage, Published, Ranked, Revision, Selection
from federator.store import (
    changes,
    desk_views,
    digests,
    feed,
    gauges,
    leaving,
    search,
    searching,
    tracing,
    views,
)
from federator.store.captures import Capture, capture
from federator.store.database import Part
from federator.store.disputes import Disputes
from federator.store.evidence import Evidence, evidence
from federator.store.excusing import excused, excused_detail, is_public
from federator.store.metas import Coverage, coverage
from federator.store.probes import Probes
from federator.store.source_views import SourceDetail, SourceView, all_sources, one_source


class Served(Part):
    """The questions of readers and of the desk; none of them changes anything."""

    disputes: Disputes
    probes: Probes

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

    def gone_ahead(self, selection: Selection, span: tuple[int, int], limit: int) -> tuple[Gone, ...]:
        """As :meth:`ahead`: those that ceased to be public."""
        return feed.gone_ahead(self._database.current(), selection, span, limit)

    def public(self, id: str) -> Published | Gone | None:
        """A notice as the public sees it, or that it ceased to; None where the public never saw it."""
        return feed.public(self._database.current(), id)

    def began(self) -> datetime | None:
        """The time of the first revision, None before it."""
        return feed.began(self._database.current())

    def span(self, since: datetime | None, before: datetime | None) -> tuple[int, int]:
        """Above and up to which ``seq`` the changes from ``since`` and earlier than ``before`` lie."""
        return feed.span_of(self._database.current(), since, before)

    def browse(self, selection: Selection, before: tuple[str, str] | None, limit: int) -> tuple[Published, ...]:
        """A page for people: newest publication first; ``before`` is the (ISO day, id) of the last one seen."""
        return feed.browse(self._database.current(), selection, before, limit)

    def by_fitness(self, selection: Selection, cursor: int | None, limit: int) -> Ranked:
        """A page of what the words of a selection fit best."""
        with self._database.reading() as connection:
            return searching.by_fitness(connection, selection, cursor, limit)

    def by_day(self, selection: Selection, cursor: int | None, limit: int) -> Ranked:
        """A page of any selection, the latest publication first."""
        with self._database.reading() as connection:
            return searching.by_day(connection, selection, cursor, limit)

    def count(self, selection: Selection) -> Hits:
        """How many notices a selection has, by category, division and year; bounded."""
        with self._database.reading() as connection:
            return searching.count(connection, selection)

    def searched(self) -> int:
        """Up to which ``seq`` the index of the search is whole: what narrow selections are read from."""
        return search.reached(self._database.current())

    def stamp(self) -> tuple[int, datetime | None]:
        """The last ``seq`` and its time, ``(0, None)`` before the first: what ETag and Last-Modified are made of."""
        return feed.stamp(self._database.current())

    def changes(self, after: int, limit: int, latest: bool = False) -> LogPage:
        """The change log behind ``after``, oldest first; ``latest``: each notice once, at its last change."""
        with self._database.reading() as connection:
            return changes.log_page(connection, after, limit, latest)

    def digests(self, first: str, days: int) -> DigestPage:
        """Counts and digests by site for up to ``days`` days of publication, from the ISO day ``first`` on."""
        with self._database.reading() as connection:
            return digests.digest_page(connection, first, days)

    def history(self, id: str) -> tuple[Change, ...]:
        """The public versions of a notice as the change log tells them, oldest first."""
        return changes.history(self._database.current(), id)

    def notice(self, id: str) -> views.NoticeView | None:
        """One notice with provenances and versions, None for an unknown id."""
        with self._database.reading() as connection:
            return views.notice_view(connection, id)

    def revision(self, notice_id: str, seq: int) -> Revision | None:
        """One version of a notice with its full record."""
        return views.revision(self._database.current(), notice_id, seq)

    def capture(self, hash: str) -> Capture | None:
        """The bytes behind a revision; None where they were never kept, or are kept no more."""
        return capture(self._database.current(), hash)

    def evidence(self, source: str) -> Evidence | None:
        """The bad answer that the source's last failed visit met, None where there is none."""
        return evidence(self._database.current(), source)

    def gauges(self, now: datetime) -> gauges.Gauges:
        """What an operator watches."""
        reach = self.probes.reach(now.astimezone(CHINA).date())
        with self._database.reading() as connection:
            return gauges.gauges(connection, self._database.path, now, reach)

    def counts(self) -> views.Counts:
        """Figures of the whole."""
        with self._database.reading() as connection:
            return views.counts(connection)

    def statistics(self) -> dict[str, Any]:
        """Counts of what is public: ``published``, ``by_`` category, site, division and year, and ``seq``."""
        with self._database.reading() as connection:
            return views.statistics(connection)

    def source_views(self) -> tuple[SourceView, ...]:
        """Every source of the registry and how it fares, by key."""
        with self._database.reading() as connection:
            return all_sources(connection)

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

    def waiting_notices(self, source: str) -> tuple[desk_views.WaitingNotice, ...]:
        """The source's notices to decide upon, the longest waiting first."""
        return desk_views.waiting_notices(self._database.current(), source)

    def leaving(self, source: str) -> tuple[leaving.Leaving, ...]:
        """The source's notices that are gone and wait for a person, because too many went at once."""
        return leaving.leaving(self._database.current(), source)

    def traces(self, url: str) -> tuple[tracing.Trace, ...]:
        """Every source that has had a notice at that address."""
        return tracing.traces(self._database.current(), url)

    def traces_aside(self, url: str) -> tuple[tracing.AsideTrace, ...]:
        """Rows with that address that were set aside."""
        return tracing.traces_aside(self._database.current(), url)

    def traces_in(self, source: str, addresses: Sequence[str]) -> dict[str, tracing.Trace]:
        """What became of these addresses in one source; those it never had are left out."""
        return tracing.traces_in(self._database.current(), source, addresses)

    def rows_aside(self, source: str) -> dict[str, tracing.AsideTrace]:
        """All rows of the source that were set aside, by their digest."""
        return tracing.rows_aside(self._database.current(), source)

    def weeks(self, sources: Collection[str], since: date) -> dict[date, desk_views.Week]:
        """What these sources published, and how visits to them fared, by week; ``since`` is a Monday in China."""
        with self._database.reading() as connection:
            return desk_views.weeks(connection, sources, since)

    def coverage(self, site: str, since: datetime) -> dict[str, Coverage]:
        """How many notice pages of each source had the required metas, over the months from ``since`` on."""
        return coverage(self._database.current(), site, since)

    def source_view(self, key: str) -> SourceDetail | None:
        """One source with its last visits, rows set aside and held notices; None where there is none."""
        with self._database.reading() as connection:
            return one_source(connection, key)
