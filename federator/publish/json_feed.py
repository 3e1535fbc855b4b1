"""JSON Feed 1.1; the extension fields stand in each item's ``_federator`` object."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from federator.model.attachment import Attachment
from federator.model.notice import Notice
from federator.model.place import Directory
from federator.model.profile import Profile
from federator.model.revision import Published
from federator.model.value import Fields
from federator.publish.feed import Feed, Tombstone
from federator.publish.fields import (
    NAMESPACE,
    Enclosure,
    Place,
    Value,
    author,
    extension,
    instant,
    media_type,
    tombstone_extension,
)

MEDIA_TYPE = "application/feed+json"


def json_feed(feed: Feed, entries: Sequence[Published], profile: Profile, directory: Directory) -> bytes:
    """The feed as a JSON Feed document in UTF-8, items in the order given."""
    place = Place(profile, directory)
    document: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home_url,
        "feed_url": feed.self_url,
        "language": feed.language,
        "items": [_item(feed, published, place) for published in entries],
    }
    if feed.hub_url:
        document["hubs"] = [{"type": "WebSub", "url": feed.hub_url}]
    if feed.next_url:
        document["next_url"] = feed.next_url
    if feed.gone:
        document["_federator"] = {"about": NAMESPACE, "deleted": [_tombstone(gone) for gone in feed.gone]}
    # a lone surrogate has no UTF-8 form: it is dropped, as the XML feeds drop it
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "ignore")


def _tombstone(gone: Tombstone) -> dict[str, Any]:
    """JSON Feed has no word for it: ours, with the attributes of RFC 6721."""
    said = {"ref": gone.ref, "when": instant(gone.when), "comment": gone.comment}
    return said | dict(tombstone_extension(gone))


def _item(feed: Feed, published: Published, place: Place) -> dict[str, Any]:
    notice = published.notice
    ours = {name: _plain(value) for name, value in extension(published, feed, place)}
    item: dict[str, Any] = {
        "id": feed.notice_id(published),
        "url": notice.url,
        "title": notice.title,
        **_content(notice),
        "date_modified": instant(published.updated),
        "authors": [{"name": author(notice, place.directory)}],
        "tags": [place.category_name(notice.category)],
        "language": notice.language,
        "_federator": {"about": NAMESPACE, **ours},
    }
    if notice.published:
        item["date_published"] = notice.published.instant().isoformat()
    if notice.attachments:
        item["attachments"] = [_attachment(attachment) for attachment in notice.attachments]
    return item


def _content(notice: Notice) -> dict[str, str]:
    """JSON Feed wants one of the two contents; a notice without a body has an empty text."""
    content = {"content_html": notice.html} if notice.html else {"content_text": notice.text}
    return {**content, "summary": notice.abstract} if notice.abstract else content


def _attachment(attachment: Attachment) -> dict[str, Any]:
    record: dict[str, Any] = {"url": attachment.url, "mime_type": media_type(attachment), "title": attachment.name}
    return record if attachment.size is None else {**record, "size_in_bytes": attachment.size}


def _plain(value: Value) -> Any:
    if isinstance(value, tuple):
        return [_plain_one(one) for one in value]
    return _plain_one(value) if isinstance(value, Mapping) else value


def _plain_one(value: str | Enclosure | Fields) -> Any:
    """An attachment as ``fed:attachment`` has it: one shape in all three formats."""
    if isinstance(value, Mapping):
        return {name: field.as_record() for name, field in value.items()}
    return value if isinstance(value, str) else value.said()
