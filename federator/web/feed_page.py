"""What a page of the merged feed holds, what it says of itself, and which pages come before it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from federator.model.revision import Gone, Published, Selection
from federator.publish.feed import Feed, Tombstone, notice_tag
from federator.web.address import address
from federator.web.display import chosen, service_title
from federator.web.labels import why_gone
from federator.web.parts import Parts
from federator.web.query import SELECTING

_TOMBSTONES = 500
_ARCHIVED = 50
"""An archive holds so many ``seq``: as many as the feed has entries, so that what is not in the feed any more is in an
archive that gains nothing."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to the feed, read and checked. ``values`` are its parameters as they were written."""

    format: str
    values: dict[str, str]
    selection: Selection
    limit: int
    before: int | None
    archive: int | None
    home: str
    language: str

    @property
    def path(self) -> str:
        """The feed in that format, without parameters."""
        return f"{self.home}feeds/notices.{self.format}"

    @property
    def address(self) -> str:
        """Where this page is."""
        return address(self.path, self.values)


@dataclass(frozen=True, slots=True)
class Page:
    """The entries and the tombstones among them; ``floor``: the lowest ``seq`` that was looked at, None at the end."""

    entries: Sequence[Published]
    gone: Sequence[Gone]
    floor: int | None


def is_full(archive: int, seq: int) -> bool:
    """Whether nothing can be added to it any more; ``seq``: the last in the log."""
    return (archive + 1) * _ARCHIVED <= seq + 1


def page_of(asked: Asked, here: Parts) -> Page:
    """What it holds, read from the store."""
    before, limit = asked.before, asked.limit
    if asked.archive is not None:
        before, limit = (asked.archive + 1) * _ARCHIVED, _ARCHIVED
    with here.store.one_moment():  # else what went after what came would be seen before it
        entries = here.store.page(asked.selection, before, limit + 1)
        gone = here.store.gone(asked.selection, before, _TOMBSTONES + 1)
    floor = _last_of(entries, limit)
    if not asked.selection.narrow:  # else most of them concern others, and would part the entries
        floor = max(floor, _last_of(gone, _TOMBSTONES))
    if asked.archive is not None:
        floor = asked.archive * _ARCHIVED
    return Page(
        [one for one in entries if one.seq >= floor][:limit],
        [one for one in gone if one.seq >= floor][:_TOMBSTONES],
        floor or None,
    )


def _last_of(found: Sequence[Published] | Sequence[Gone], limit: int) -> int:
    """The lowest ``seq`` of the first ``limit``, 0 where there are no more."""
    return found[limit - 1].seq if len(found) > limit else 0


def feed_of(asked: Asked, updated: datetime, page: Page, here: Parts) -> Feed:
    """What it says of itself."""
    lasting = {name: asked.values[name] for name in SELECTING if name in asked.values}
    paged = page.floor is not None and asked.archive is None
    return Feed(
        name=address("notices", lasting),
        title=" · ".join((service_title(), *chosen(asked.selection).values())),
        language=asked.language,
        self_url=asked.address,
        home_url=asked.home,
        next_url=address(asked.path, asked.values, cursor=str(page.floor)) if paged else None,
        updated=updated,
        authority=here.settings.tag_authority,
        gone=tuple(_tombstone(one, here) for one in page.gone),
        archive_url=_archive_before(asked, page, here),
        current_url=address(asked.path, asked.values, archive=None) if asked.archive is not None else None,
        hub_url=here.settings.hub,
    )


def _archive_before(asked: Asked, page: Page, here: Parts) -> str | None:
    """The archive with what comes next below the page, if anything does: archives without a word are passed over.

    A page that holds fewer entries than an archive could leave something between itself and an archive that is full.
    """
    if page.floor is None or asked.before is not None or asked.selection.since or asked.limit < _ARCHIVED:
        return None
    older = [one.seq for one in here.store.page(asked.selection, page.floor, 1)]
    older += [one.seq for one in here.store.gone(asked.selection, page.floor, 1)]
    if not older:
        return None
    return address(asked.path, asked.values, limit=None, archive=str(max(older) // _ARCHIVED))


def _tombstone(gone: Gone, here: Parts) -> Tombstone:
    authority = here.settings.tag_authority
    merged = notice_tag(authority, gone.merged_into) if gone.merged_into else ""
    return Tombstone(notice_tag(authority, gone.id), gone.seq, gone.at, why_gone(gone), merged)
