"""The record of the publishing spec: one Notice, an immutable value."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum
from functools import cached_property
from operator import attrgetter
from typing import Any, NamedTuple, Self

from federator.model.making import Remembering, made_quickly
from federator.model.value import Fields, FieldValue, PersonalFound

CHINA = timezone(timedelta(hours=8), "UTC+08:00")
"""China has one zone and no summer time."""


def in_china(when: datetime) -> str:
    """``2026-03-01 09:30``: an instant as people read it here, wherever the machine stands."""
    return when.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")


@dataclass(frozen=True, slots=True, order=True)
class LocalTime:
    """A date of a site, with its time where the site gave one: precision is a day, or better. UTC+08:00."""

    day: date
    at: time | None = None

    def isoformat(self) -> str:
        """``2010-01-07`` or ``2010-01-07T15:04:00+08:00``."""
        return str(self.day) if self.at is None else f"{self.day!s}T{self.at!s}+08:00"

    __str__ = isoformat

    @classmethod
    def fromisoformat(cls, written: str) -> Self:
        """Read what :meth:`isoformat` wrote."""
        if len(written) == 10:
            return cls(date.fromisoformat(written))
        moment = datetime.fromisoformat(written).astimezone(CHINA)
        return cls(moment.date(), moment.time())

    def instant(self) -> datetime:
        """The UTC instant; a bare day counts from its first second."""
        return datetime.combine(self.day, self.at or time(), CHINA)


@made_quickly
@dataclass(frozen=True, slots=True)
class Attachment:
    """附件. ``identity`` is what stays when the address expires; ``size`` in bytes where known.

    ``sha256`` names the copy that the service keeps, ``""`` where it keeps none, ``media_type`` is what its bytes say
    it is. ``withheld``: why nobody is given that copy, ``""`` where everybody is.
    """

    name: str
    url: str
    type: str
    identity: str
    size: int | None = None
    sha256: str = ""
    media_type: str = ""
    withheld: str = ""

    @property
    def offered(self) -> bool:
        """There is a copy, and it is for everybody."""
        return bool(self.sha256) and not self.withheld

    def as_record(self) -> dict[str, Any]:
        """A JSON object with the spec's names."""
        return {
            "name": self.name,
            "url": self.url,
            "type": self.type,
            "identity": self.identity,
            "size": self.size,
            "sha256": self.sha256,
            "media_type": self.media_type,
            "withheld": self.withheld,
        }


def attachment_keys(attachments: Sequence[Attachment]) -> list[str]:
    """What tells the attachments of one notice apart: their identities, numbered where several have the same."""
    seen: Counter[str] = Counter()
    keys = []
    for one in attachments:
        seen[one.identity] += 1
        keys.append(one.identity if seen[one.identity] == 1 else f"{one.identity}\n{seen[one.identity]}")
    return keys


class Severity(StrEnum):
    """Only ``severe`` holds a notice back."""

    SEVERE = "severe"
    MINOR = "minor"


class Breach(NamedTuple):  # made and hashed several times for each notice: five times as cheap as a dataclass
    """不合规项: one clause of the spec that a notice fails, and what was seen there.

    ``hides``: so grave (personal data, not for disclosure) that no earlier version may stay public either.
    """

    clause: str
    field: str
    severity: Severity
    seen: str = ""
    hides: bool = False

    def as_record(self) -> dict[str, Any]:
        """A JSON object."""
        return {
            "clause": self.clause,
            "field": self.field,
            "severity": str(self.severity),
            "seen": self.seen,
            "hides": self.hides,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        """Read what :meth:`as_record` wrote."""
        severity = Severity(record["severity"])
        return cls(record["clause"], record["field"], severity, record["seen"], record["hides"])


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
            "written": _iso(self.written),
            "effective": _iso(self.effective),
            "repealed": _iso(self.repealed),
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
        parts = [f"{name}={value!s}" for name, value in zip(_WEIGHED, _weighed(self), strict=True) if value]
        parts.append("url=" + self.url.partition("://")[2])
        parts += ["attachment=" + attachment.identity for attachment in self.attachments]
        return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=16).hexdigest()


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


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
