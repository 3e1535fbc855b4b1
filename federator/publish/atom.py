"""Atom (RFC 4287), paged and archived by RFC 5005 sections 3 and 4, with the tombstones of RFC 6721."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from lxml import etree

from federator.model.notice import Notice
from federator.model.place import Directory
from federator.model.profile import Profile
from federator.model.revision import Published
from federator.publish.feed import GENERATOR, Feed, Tombstone
from federator.publish.fields import NAMESPACE, Place, author, extension, instant, media_type, tombstone_extension
from federator.publish.markup import HISTORY, mark, put, put_extension, put_neighbours, serialised

MEDIA_TYPE = "application/atom+xml"

_ATOM = "http://www.w3.org/2005/Atom"
_TOMB = "{http://purl.org/atompub/tombstones/1.0}"
_NSMAP: Any = {
    None: _ATOM,
    "fed": NAMESPACE,
    "at": _TOMB[1:-1],
    "fh": HISTORY[1:-1],
}  # the stubs do not know the default namespace
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def atom(feed: Feed, entries: Sequence[Published], profile: Profile, directory: Directory) -> bytes:
    """The feed as an Atom document, entries in the order given."""
    root = etree.Element(_tag("feed"), {_LANG: feed.language}, nsmap=_NSMAP)
    _put_head(root, feed)
    place = Place(profile, directory)
    for tombstone in feed.gone:
        _put_tombstone(root, tombstone)
    for published in entries:
        _put_entry(root, feed, published, place)
    return serialised(root)


@cache
def _tag(name: str) -> str:
    return f"{{{_ATOM}}}{name}"


def _put_head(root: etree._Element, feed: Feed) -> None:
    put(root, _tag("id"), feed.id)
    put(root, _tag("title"), feed.title)
    put(root, _tag("updated"), instant(feed.updated))
    _link(root, "self", feed.self_url, type=MEDIA_TYPE)
    _link(root, "alternate", feed.home_url, type="text/html")
    put_neighbours(root, _tag("link"), feed, MEDIA_TYPE)
    put(root, _tag("generator"), GENERATOR)


def _put_tombstone(root: etree._Element, gone: Tombstone) -> None:
    entry = mark(root, f"{_TOMB}deleted-entry", {"ref": gone.ref, "when": instant(gone.when)})
    put(entry, f"{_TOMB}comment", gone.comment)
    put_extension(entry, tombstone_extension(gone))


def _put_entry(root: etree._Element, feed: Feed, published: Published, place: Place) -> None:
    notice = published.notice
    entry = etree.SubElement(root, _tag("entry"))
    put(entry, _tag("id"), feed.notice_id(published))
    put(entry, _tag("title"), notice.title)
    put(entry, _tag("updated"), instant(published.updated))
    if notice.published:
        put(entry, _tag("published"), notice.published.instant().isoformat())
    put(etree.SubElement(entry, _tag("author")), _tag("name"), author(notice, place.directory))
    _put_category(entry, notice, place)
    _link(entry, "alternate", notice.url, type="text/html")
    _link(entry, "related", feed.notice_page(published), type="text/html")
    _put_enclosures(entry, notice)
    _put_text(entry, notice)
    put_extension(entry, extension(published, feed, place))


def _put_category(entry: etree._Element, notice: Notice, place: Place) -> None:
    scheme = f"{NAMESPACE}:{place.profile.id}"
    label = place.category_name(notice.category)
    mark(entry, _tag("category"), {"term": notice.category, "scheme": scheme, "label": label})


def _put_enclosures(entry: etree._Element, notice: Notice) -> None:
    for attachment in notice.attachments:
        size = {} if attachment.size is None else {"length": str(attachment.size)}
        _link(entry, "enclosure", attachment.url, type=media_type(attachment), title=attachment.name, **size)


def _put_text(entry: etree._Element, notice: Notice) -> None:
    if notice.abstract:
        put(entry, _tag("summary"), notice.abstract)
    if notice.html:
        put(entry, _tag("content"), notice.html).set("type", "html")


def _link(parent: etree._Element, rel: str, href: str, **attributes: str) -> None:
    mark(parent, _tag("link"), {"rel": rel, "href": href, **attributes})
