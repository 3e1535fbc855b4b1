"""RSS 2.0 with Dublin Core, content and Atom link elements."""

from collections.abc import Sequence
from email.utils import format_datetime
from html import escape

from lxml import etree

from federator.model.notice import Notice
from federator.model.place import Directory
from federator.model.profile import Profile
from federator.model.revision import Published
from federator.publish.feed import GENERATOR, Feed, Tombstone
from federator.publish.fields import NAMESPACE, Place, author, extension, instant, media_type, tombstone_extension
from federator.publish.markup import HISTORY, mark, put, put_extension, put_neighbours, serialised

MEDIA_TYPE = "application/rss+xml"

_ATOM_LINK = "{http://www.w3.org/2005/Atom}link"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_NSMAP = {
    "atom": "http://www.w3.org/2005/Atom",
    "dc": "http://purl.org/dc/elements/1.1/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "fed": NAMESPACE,
    "fh": HISTORY[1:-1],
}


def rss(feed: Feed, entries: Sequence[Published], profile: Profile, directory: Directory) -> bytes:
    """The feed as an RSS document, items in the order given."""
    root = etree.Element("rss", {"version": "2.0"}, nsmap=_NSMAP)
    channel = etree.SubElement(root, "channel")
    _put_head(channel, feed)
    place = Place(profile, directory)
    for tombstone in feed.gone:
        _put_tombstone(channel, tombstone)
    for published in entries:
        _put_item(channel, feed, published, place)
    return serialised(root)


def _put_head(channel: etree._Element, feed: Feed) -> None:
    put(channel, "title", feed.title)
    put(channel, "link", feed.home_url)
    put(channel, "description", feed.title)
    put(channel, "language", feed.language)
    put(channel, "lastBuildDate", format_datetime(feed.updated))
    put(channel, "generator", GENERATOR)
    mark(channel, _ATOM_LINK, {"rel": "self", "href": feed.self_url, "type": MEDIA_TYPE})
    put_neighbours(channel, _ATOM_LINK, feed, MEDIA_TYPE)


def _put_tombstone(channel: etree._Element, gone: Tombstone) -> None:
    """RSS has no word for it: ours, with the attributes of RFC 6721."""
    deleted = mark(channel, f"{{{NAMESPACE}}}deleted", {"ref": gone.ref, "when": instant(gone.when)})
    put(deleted, f"{{{NAMESPACE}}}comment", gone.comment)
    put_extension(deleted, tombstone_extension(gone))


def _put_item(channel: etree._Element, feed: Feed, published: Published, place: Place) -> None:
    notice = published.notice
    item = etree.SubElement(channel, "item")
    put(item, "title", notice.title)
    put(item, "link", notice.url)
    put(item, "guid", feed.notice_id(published)).set("isPermaLink", "false")
    if notice.published:
        put(item, "pubDate", format_datetime(notice.published.instant()))
    put(item, _CREATOR, author(notice, place.directory))
    category = put(item, "category", place.category_name(notice.category))
    category.set("domain", f"{NAMESPACE}:{place.profile.id}")
    _put_text(item, notice)
    _put_enclosure(item, notice)
    put_extension(item, extension(published, feed, place))


def _put_text(item: etree._Element, notice: Notice) -> None:
    if notice.abstract:
        put(item, "description", escape(notice.abstract, quote=False))  # readers take it for HTML
    if notice.html:
        put(item, _CONTENT, notice.html)


def _put_enclosure(item: etree._Element, notice: Notice) -> None:
    """RSS wants a length, and readers take one enclosure: the first attachment whose size is known."""
    for attachment in notice.attachments:
        if attachment.size is not None:
            kind = media_type(attachment)
            mark(item, "enclosure", {"url": attachment.url, "length": str(attachment.size), "type": kind})
            return
