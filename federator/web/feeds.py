"""``/feeds/notices.{atom,rss,json}``: the merged feed; docs/feeds.md is its contract."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from flask import Blueprint, Response, abort, request
from flask_babel import gettext as _

from federator.model.place import Directory
from federator.model.profile import Profile
from federator.model.revision import Published, Selection
from federator.publish import atom, json_feed, rss
from federator.publish.feed import Feed
from federator.web.feed_page import Asked, feed_of, is_full, page_of
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
_SETTLED = timedelta(seconds=5)
_NEVER = datetime.fromtimestamp(0, UTC)

feeds = Blueprint("feeds", __name__)


@feeds.get("/feeds/notices.<format_>")
def notices(format_: str) -> Response:
    """The feed; 304 before any query but the store's stamp."""
    if format_ not in _FORMATS:
        abort(404)
    asked = _read(format_)
    seq, changed = parts().store.stamp()
    if asked.archive is not None and not is_full(asked.archive, seq):
        raise BadParameter(_("还没有这一期存档。请使用订阅源中 prev-archive 链接的地址。"))
    searched = parts().store.searched() if asked.selection.narrow else seq
    response = Response(content_type=f"{_FORMATS[format_][1]}; charset=utf-8")
    _advertise(response, asked)
    _mark(response, _etag(asked, seq, searched), changed if searched >= seq else None)
    if _unchanged(response):
        response.status_code = 304
        return response
    response.set_data(_content(asked, changed or _NEVER, response.get_etag()[0] or ""))
    return response


def _advertise(response: Response, asked: Asked) -> None:
    """A WebSub hub and the address to subscribe to, as HTTP says it (WebSub, section 4)."""
    hub = parts().settings.hub
    if hub:
        response.headers["Link"] = f'<{hub}>; rel="hub", <{asked.address}>; rel="self"'


def _read(format_: str) -> Asked:
    values = given(PARAMETERS)
    archive = number("archive", values, 10**16, least=0)
    if archive is not None and values.keys() & {"cursor", "limit", "since"}:
        raise BadParameter(_("参数“archive”不能与“cursor”“limit”“since”同时使用。"))
    return Asked(
        format_,
        values,
        selection_of(values),
        number("limit", values, _MOST) or _USUAL,
        number("cursor", values, 10**18 - 1),
        archive,
        home_url(),
        _LANGUAGES[language()],
    )


def _etag(asked: Asked, seq: int, searched: int) -> str:
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


def _content(asked: Asked, updated: datetime, etag: str) -> bytes:
    held = parts().built.get(etag)
    if held is None:
        held = _built(asked, updated)
        parts().built.keep(etag, held)
    return held


def _built(asked: Asked, updated: datetime) -> bytes:
    here = parts()
    page = page_of(asked, here)
    if not page.entries:
        _complain_of_strangers(asked.selection, here)
    build, _media_type = _FORMATS[asked.format]
    return build(feed_of(asked, updated, page, here), page.entries, here.profile, here.directory)


def _complain_of_strangers(selection: Selection, here: Parts) -> None:
    """An empty page is the one time when it is worth asking whether the named site or organisation exists at all."""
    sites = here.store.sites()
    known = {site.organisation for site in sites} | {source.organisation for site in sites for source in site.sources}
    if selection.site and selection.site not in {site.id for site in sites}:
        raise BadParameter(_("没有名为“%(seen)s”的成员站点（参数“site”）。", seen=selection.site))
    if selection.organisation and selection.organisation not in known | here.directory.organisations.keys():
        raise BadParameter(_("没有标识为“%(seen)s”的单位（参数“organisation”）。", seen=selection.organisation))
