"""``/feeds/notices.{atom,rss,json}``: the merged feed; docs/feeds.md is its contract."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from flask import Blueprint, Response, abort, request
from flask_babel import gettext as _

from federator.model.place import Directory
from federator.model.profile import Profile
from federator.model.revision import Gone, Published, Selection
from federator.publish import atom, json_feed, rss
from federator.publish.feed import Feed, Tombstone, notice_tag
from federator.web.address import address
from federator.web.display import chosen
from federator.web.labels import why_gone
from federator.web.language import language
from federator.web.parts import Parts, home_url, parts
from federator.web.query import SELECTING, BadParameter, given, number, selection_of

Build = Callable[[Feed, Sequence[Published], Profile, Directory], bytes]

PARAMETERS = (*SELECTING, "limit", "cursor", "archive", "lang")

_FORMATS: Mapping[str, tuple[Build, str]] = MappingProxyType(
    {
        "atom": (atom.atom, atom.MEDIA_TYPE),
        "rss": (rss.rss, rss.MEDIA_TYPE),
        "json": (json_feed.json_feed, json_feed.MEDIA_TYPE),
    }
)
_LANGUAGES = {"zh": "zh-CN", "en": "en"}
_USUAL, _MOST = 50, 500
_TOMBSTONES = 500
_ARCHIVED = 50
"""An archive holds so many ``seq``: as many as the feed has entries, so that what is not in the feed any more is in an
archive that gains nothing."""
_SETTLED = timedelta(seconds=5)
_NEVER = datetime.fromtimestamp(0, UTC)

feeds = Blueprint("feeds", __name__)


@dataclass(frozen=True, slots=True)
class _Asked:
    """One question to the feed, read and checked. ``values`` are its parameters as they were written."""

    format: str
    values: dict[str, str]
    selection: Selection
    limit: int
    before: int | None
    archive: int | None
    home: str
    language: str


@feeds.get("/feeds/notices.<format_>")
def notices(format_: str) -> Response:
    """The feed; 304 before any query but the store's stamp."""
    if format_ not in _FORMATS:
        abort(404)
    asked = _read(format_)
    seq, changed = parts().store.stamp()
    searched = parts().store.searched() if asked.selection.narrow else seq
    response = Response(content_type=f"{_FORMATS[format_][1]}; charset=utf-8")
    _advertise(response, asked)
    _mark(response, _etag(asked, seq, searched), changed if searched >= seq else None)
    if _unchanged(response):
        response.status_code = 304
        return response
    response.set_data(_content(asked, changed or _NEVER, response.get_etag()[0] or ""))
    return response


def _advertise(response: Response, asked: _Asked) -> None:
    """A WebSub hub and the address to subscribe to, as HTTP says it (WebSub, section 4)."""
    hub = parts().settings.hub
    if hub:
        response.headers["Link"] = f'<{hub}>; rel="hub", <{_self(asked)}>; rel="self"'


def _self(asked: _Asked) -> str:
    return address(f"{asked.home}feeds/notices.{asked.format}", asked.values)


def _read(format_: str) -> _Asked:
    values = given(PARAMETERS)
    archive = number("archive", values, 10**16, least=0)
    if archive is not None and values.keys() & {"cursor", "limit", "since"}:
        raise BadParameter(_("参数“archive”不能与“cursor”“limit”“since”同时使用。"))
    return _Asked(
        format_,
        values,
        selection_of(values),
        number("limit", values, _MOST) or _USUAL,
        number("cursor", values, 10**18 - 1),
        archive,
        home_url(),
        _LANGUAGES[language()],
    )


def _etag(asked: _Asked, seq: int, searched: int) -> str:
    """Changes with any revision, with what the index of the search knows of it, and with all else that the bytes are
    made of."""
    made_of = repr((parts().fingerprint, asked, searched))
    return f"{seq}-{hashlib.blake2b(made_of.encode('utf-8', 'replace'), digest_size=8).hexdigest()}"


def _mark(response: Response, etag: str, changed: datetime | None) -> None:
    """The validators. A second that just passed may still see another change: no Last-Modified from it, nor while the
    index of the search has not caught up."""
    response.set_etag(etag)
    if changed and datetime.now(UTC) - changed > _SETTLED:
        response.last_modified = changed


def _unchanged(response: Response) -> bool:
    """RFC 9110, section 13.2.2; the date by equality, for a database put back from a copy runs back in time."""
    if request.if_none_match:
        return request.if_none_match.contains_weak(response.get_etag()[0] or "")
    return response.last_modified is not None and request.if_modified_since == response.last_modified


def _content(asked: _Asked, updated: datetime, etag: str) -> bytes:
    held = parts().built.get(etag)
    if held is None:
        held = _built(asked, updated)
        parts().built.keep(etag, held)
    return held


def _built(asked: _Asked, updated: datetime) -> bytes:
    here = parts()
    page = _page(asked, here)
    if not page.entries:
        _complain_of_strangers(asked.selection, here)
    build, _media_type = _FORMATS[asked.format]
    return build(_feed(asked, updated, page, here), page.entries, here.profile, here.directory)


@dataclass(frozen=True, slots=True)
class _Page:
    """The entries and the tombstones among them; ``floor``: the lowest ``seq`` that was looked at, None at the end."""

    entries: Sequence[Published]
    gone: Sequence[Gone]
    floor: int | None


def _page(asked: _Asked, here: Parts) -> _Page:
    before, limit = asked.before, asked.limit
    if asked.archive is not None:
        before, limit = (asked.archive + 1) * _ARCHIVED, _ARCHIVED
    entries = here.store.page(asked.selection, before, limit + 1)
    gone = here.store.gone(asked.selection, before, _TOMBSTONES + 1)
    floor = _last_of(entries, limit)
    if not asked.selection.narrow:  # else most of them concern others, and would part the entries
        floor = max(floor, _last_of(gone, _TOMBSTONES))
    if asked.archive is not None:
        floor = asked.archive * _ARCHIVED
    return _Page(
        [one for one in entries if one.seq >= floor][:limit],
        [one for one in gone if one.seq >= floor][:_TOMBSTONES],
        floor or None,
    )


def _last_of(found: Sequence[Published] | Sequence[Gone], limit: int) -> int:
    """The lowest ``seq`` of the first ``limit``, 0 where there are no more."""
    return found[limit - 1].seq if len(found) > limit else 0


def _feed(asked: _Asked, updated: datetime, page: _Page, here: Parts) -> Feed:
    path = f"{asked.home}feeds/notices.{asked.format}"
    lasting = {name: asked.values[name] for name in SELECTING if name in asked.values}
    paged = page.floor is not None and asked.archive is None
    return Feed(
        name=address("notices", lasting),
        title=" · ".join((here.settings.title.in_(language()), *chosen(asked.selection).values())),
        language=asked.language,
        self_url=_self(asked),
        home_url=asked.home,
        next_url=address(path, asked.values, cursor=str(page.floor)) if paged else None,
        updated=updated,
        authority=here.settings.tag_authority,
        gone=tuple(_tombstone(one, here) for one in page.gone),
        archive_url=_archive_before(asked, page, path, here),
        current_url=address(path, asked.values, archive=None) if asked.archive is not None else None,
        hub_url=here.settings.hub,
    )


def _archive_before(asked: _Asked, page: _Page, path: str, here: Parts) -> str | None:
    """The archive with what comes next below the page, if anything does: archives without a word are passed over.

    A page that holds fewer entries than an archive could leave something between itself and an archive that is full.
    """
    if page.floor is None or asked.before is not None or asked.selection.since or asked.limit < _ARCHIVED:
        return None
    older = [one.seq for one in here.store.page(asked.selection, page.floor, 1)]
    older += [one.seq for one in here.store.gone(asked.selection, page.floor, 1)]
    if not older:
        return None
    return address(path, asked.values, limit=None, archive=str(max(older) // _ARCHIVED))


def _tombstone(gone: Gone, here: Parts) -> Tombstone:
    authority = here.settings.tag_authority
    merged = notice_tag(authority, gone.merged_into) if gone.merged_into else ""
    return Tombstone(notice_tag(authority, gone.id), gone.seq, gone.at, why_gone(gone), merged)


def _complain_of_strangers(selection: Selection, here: Parts) -> None:
    """An empty page is the one time when it is worth asking whether the named site or organisation exists at all."""
    sites = here.store.sites()
    known = {site.organisation for site in sites} | {source.organisation for site in sites for source in site.sources}
    if selection.site and selection.site not in {site.id for site in sites}:
        raise BadParameter(_("没有名为“%(seen)s”的成员站点（参数“site”）。", seen=selection.site))
    if selection.organisation and selection.organisation not in known | here.directory.organisations.keys():
        raise BadParameter(_("没有标识为“%(seen)s”的单位（参数“organisation”）。", seen=selection.organisation))
