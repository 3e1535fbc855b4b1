"""The one list of what a feed says of a notice beyond what its format has a word for.

Atom and RSS write these in the namespace ``urn:federator:notice:1``, JSON Feed in its ``_federator`` object; the
names are those of :class:`~federator.model.notice.Notice`. docs/feeds.md explains each; a test holds the two equal.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from federator.model.attachment import Attachment
from federator.model.notice import Notice
from federator.model.place import Directory
from federator.model.profile import Profile
from federator.model.revision import Published
from federator.model.value import Fields
from federator.publish.feed import Feed, Tombstone

NAMESPACE = "urn:federator:notice:1"

Scalar = str | int | bool


@dataclass(frozen=True, slots=True)
class Enclosure:
    """An attachment as feeds tell of it; ``copy`` is the address of the copy that this service gives to everybody."""

    name: str
    url: str
    type: str
    size: int | None
    sha256: str
    copy: str | None

    def said(self) -> dict[str, str | int]:
        """What there is to say, by the names of docs/feeds.md."""
        said: dict[str, str | int] = {"name": self.name, "url": self.url, "type": self.type}
        more = {"size": self.size, "sha256": self.sha256, "copy": self.copy}
        return said | {name: value for name, value in more.items() if value not in (None, "")}


Value = Scalar | tuple[str, ...] | tuple[Enclosure, ...] | Fields | tuple[Fields, ...]

SINGULAR = {
    "zones": "zone", "editions": "edition", "attachments": "attachment", "fields": "field", "records": "record",
}  # fmt: skip
"""Of a field with several values XML writes one element a value, under this name; JSON writes one array."""

_MEDIA_TYPES = {
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "wps": "application/wps-office.wps",
    "ofd": "application/ofd",
    "txt": "text/plain",
    "zip": "application/zip",
    "rar": "application/vnd.rar",
    "7z": "application/x-7z-compressed",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
}


@dataclass(frozen=True, slots=True)
class Place:
    """What codes and ids mean: needed beside a notice to say its names."""

    profile: Profile
    directory: Directory

    def category_name(self, code: str) -> str:
        """The category's Chinese name; the code itself where this profile no longer knows it."""
        category = self.profile.categories.get(code)
        return category.name.zh if category else code


def media_type(attachment: Attachment) -> str:
    """What the bytes of our copy say, else what the suffix does; ``application/octet-stream`` where it says nothing."""
    return attachment.media_type or _MEDIA_TYPES.get(attachment.type, "application/octet-stream")


def enclosure(attachment: Attachment, home_url: str) -> Enclosure:
    """The attachment for readers of a service at ``home_url``; the hash only of what they are given."""
    copy, kind = copy_address(attachment, home_url), media_type(attachment)
    sha256 = attachment.sha256 if copy else ""
    return Enclosure(attachment.name, attachment.url, kind, attachment.size, sha256, copy)


def copy_address(attachment: Attachment, home_url: str) -> str | None:
    """Where this service, reached at ``home_url``, gives its copy; None where it has none for everybody."""
    return f"{home_url}attachments/{attachment.sha256}" if attachment.offered else None


def instant(moment: datetime) -> str:
    """``2026-03-02T01:30:00Z`` (RFC 3339)."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def author(notice: Notice, directory: Directory) -> str:
    """Who published it, in the site's words; the organisation's name where the site gave none."""
    return notice.publisher or directory.organisation_name(notice.organisation)


def extension(published: Published, feed: Feed, place: Place) -> list[tuple[str, Value]]:
    """Name and value of every extension field that has one, in the order of docs/feeds.md."""
    return [(name, value) for name, value in _values(published, feed, place) if value not in ("", (), {})]


def tombstone_extension(gone: Tombstone) -> list[tuple[str, Value]]:
    """What a tombstone has beside reference, time and comment."""
    merged: list[tuple[str, Value]] = [("merged_into", gone.merged_into)] if gone.merged_into else []
    return [("seq", gone.seq), *merged]


def _values(published: Published, feed: Feed, place: Place) -> tuple[tuple[str, Value], ...]:
    notice = published.notice
    return (
        ("id", published.id),
        ("seq", published.seq),
        ("updated", instant(published.updated)),
        ("page", feed.notice_page(published)),
        ("category", notice.category),
        ("category_name", place.category_name(notice.category)),
        ("division", notice.division),
        ("division_name", place.directory.division_name(notice.division)),
        ("organisation", notice.organisation),
        ("organisation_name", place.directory.organisation_name(notice.organisation)),
        ("publisher", notice.publisher),
        ("site", notice.site),
        ("source", notice.source),
        ("published", notice.published.isoformat() if notice.published else ""),
        ("index_no", notice.index_no),
        ("assigned_index_no", notice.assigned_index_no),
        ("doc_no", notice.doc_no),
        ("written", notice.written.isoformat() if notice.written else ""),
        ("effective", notice.effective.isoformat() if notice.effective else ""),
        ("repealed", notice.repealed.isoformat() if notice.repealed else ""),
        ("validity", notice.validity),
        ("subject", notice.subject),
        ("genre", notice.genre),
        ("facet", notice.facet),
        ("audience", notice.audience),
        ("abstract", notice.abstract),
        ("abstract_derived", notice.abstract_derived if notice.abstract else ""),
        ("disclosure", notice.disclosure),
        ("language", notice.language),
        ("zones", notice.zones),
        ("editions", notice.editions),
        ("attachments", tuple(enclosure(one, feed.home_url) for one in notice.attachments)),
        ("subtype", notice.subtype),
        ("fields", notice.fields),
        ("records", notice.records),
    )
