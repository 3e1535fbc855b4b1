"""The record of the publishing spec: one Notice, an immutable value."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Any, Self

from federator.model.attachment import Attachment
from federator.model.local_time import LocalTime, iso_day
from federator.model.making import Remembering, made_quickly
from federator.model.value import Fields, FieldValue, PersonalFound


@made_quickly
@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(Remembering):
    """信息: the fields of facts' 14-element record (国办秘书局 2009), plus where it belongs.

    ``published`` is None only in a held notice. ``index_no`` is what the site gave, ``assigned_index_no`` what the
    service minted because the site gave none. ``abstract_derived`` marks an abstract taken from the body.
    ``html`` is sanitised, ``text`` the same in plain words. ``category_reason`` says which evidence chose.
    ``dates_written`` keeps each date as the site wrote it, by field.
    ``fields`` are those that only some categories have; ``records`` the rows of a notice that lists many things;
    ``personal`` what was found of natural persons.
    """

    title: str
    url: str
    published: LocalTime | None
    publisher: str
    organisation: str
    division: str
    site: str
    source: str
    category: str
    category_reason: str = ""
    index_no: str = ""
    assigned_index_no: str = ""
    doc_no: str = ""
    written: date | None = None
    effective: date | None = None
    repealed: date | None = None
    validity: str = ""
    subject: str = ""
    genre: str = ""
    facet: str = ""
    audience: str = ""
    abstract: str = ""
    abstract_derived: bool = False
    html: str = ""
    text: str = ""
    attachments: tuple[Attachment, ...] = ()
    disclosure: str = "主动公开"
    language: str = "zh-CN"
    zones: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    dates_written: Mapping[str, str] | None = None
    subtype: str = ""
    fields: Fields = field(default_factory=dict)
    records: tuple[Fields, ...] = ()
    personal: tuple[PersonalFound, ...] = ()

    @property
    def day(self) -> date | None:
        """The day of publication, where it is known."""
        return self.published.day if self.published else None

    def as_record(self) -> dict[str, Any]:
        """A JSON object with the spec's field names; dates as ISO 8601."""
        return {
            "title": self.title,
            "url": self.url,
            "published": self.published.isoformat() if self.published else None,
            "publisher": self.publisher,
            "organisation": self.organisation,
            "division": self.division,
            "site": self.site,
            "source": self.source,
            "category": self.category,
            "category_reason": self.category_reason,
            "index_no": self.index_no,
            "assigned_index_no": self.assigned_index_no,
            "doc_no": self.doc_no,
            "written": iso_day(self.written),
            "effective": iso_day(self.effective),
            "repealed": iso_day(self.repealed),
            "validity": self.validity,
            "subject": self.subject,
            "genre": self.genre,
            "facet": self.facet,
            "audience": self.audience,
            "abstract": self.abstract,
            "abstract_derived": self.abstract_derived,
            "html": self.html,
            "text": self.text,
            "attachments": [attachment.as_record() for attachment in self.attachments],
            "disclosure": self.disclosure,
            "language": self.language,
            "zones": list(self.zones),
            "editions": list(self.editions),
            "dates_written": dict(self.dates_written or {}),
            "subtype": self.subtype,
            "fields": _recorded(self.fields),
            "records": [_recorded(record) for record in self.records],
            "personal_data": [found.as_record() for found in self.personal],
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        """Read what :meth:`as_record` wrote, of this version or an older one that lacks later fields."""
        values = dict(record)
        values["published"] = LocalTime.fromisoformat(values["published"]) if values["published"] else None
        for name in ("written", "effective", "repealed"):
            values[name] = date.fromisoformat(values[name]) if values.get(name) else None
        values["attachments"] = tuple(Attachment(**one) for one in values.get("attachments", ()))
        values["zones"] = tuple(values.get("zones", ()))
        values["editions"] = tuple(values.get("editions", ()))
        values["fields"] = _recalled(values.get("fields", {}))
        values["records"] = tuple(_recalled(one) for one in values.get("records", ()))
        values["personal"] = tuple(PersonalFound(**one) for one in values.pop("personal_data", ()))
        return cls(**values)

    @cached_property
    def digest(self) -> str:
        """What makes a new revision: the record without assigned values and expiring addresses.

        The scheme of the address does not count: a site that moves to https amends nothing. Nor does the category,
        which evidence sets once and only an explicit act changes, nor what is read out of what counts already
        (sub-type, fields, records): reading it better amends nothing.
        """
        return hashlib.blake2b("\x1f".join(self.said).encode("utf-8", "replace"), digest_size=16).hexdigest()

    @property
    def said(self) -> list[str]:
        """All that counts for the digest, each with the name of its field."""
        parts = [f"{name}={value!s}" for name, value in zip(_WEIGHED, _weighed(self), strict=True) if value]
        parts.append("url=" + self.url.partition("://")[2])
        return parts + ["attachment=" + attachment.identity for attachment in self.attachments]


# fmt: off
_WEIGHED = (
    "title", "published", "publisher", "organisation", "division", "site", "index_no", "doc_no", "written",
    "effective", "repealed", "validity", "subject", "genre", "facet", "audience", "abstract", "abstract_derived",
    "html", "text", "disclosure", "language",
)
# fmt: on
"""Fields that count for the digest. What is empty is left out, so that a field added later amends no old notice."""
_weighed = attrgetter(*_WEIGHED)


def _recorded(fields: Fields) -> dict[str, Any]:
    return {name: value.as_record() for name, value in fields.items()}


def _recalled(record: Mapping[str, Any]) -> Fields:
    return {name: FieldValue.from_record(value) for name, value in record.items()}
