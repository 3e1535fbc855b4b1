"""A notice as one JSON object: the fields of the spec under their names, and what this service knows of it."""

from typing import Any

from federator.model.attachment import Attachment
from federator.model.notice import Notice
from federator.model.proof import record_digest
from federator.model.revision import Change, Published, Watermark
from federator.publish.fields import copy_address, instant, media_type


def notice_object(published: Published, home_url: str) -> dict[str, Any]:
    """The notice as it is public now. ``home_url`` ends in ``/`` and is where the public pages begin."""
    return {
        "id": published.id,
        "seq": published.seq,
        "created": instant(published.created),
        "updated": instant(published.updated),
        "page": f"{home_url}notices/{published.id}",
        **record_object(published.notice, home_url),
    }


def record_object(notice: Notice, home_url: str = "") -> dict[str, Any]:
    """The record of the spec alone; every field is there, empty or null where the notice has none. Without
    ``home_url`` it is the same wherever the service is reached: addresses of copies begin there."""
    record = {**notice.as_record(), "attachments": [_attachment(one, home_url) for one in notice.attachments]}
    del record["personal_data"]  # what was found of persons is for those who look after the notice
    return record


def change_object(change: Change) -> dict[str, Any]:
    """One entry of the change log; ``notice`` null: the public sees it no more."""
    record = record_object(change.notice) if change.notice else None
    return {
        "seq": change.seq,
        "id": change.notice_id,
        "kind": str(change.kind),
        "at": instant(change.at),
        "created": instant(change.created),
        "reason": change.reason,
        "merged_into": change.merged_into or None,
        "digest": record_digest(record) if record else None,
        "notice": record,
    }


def watermark_object(mark: Watermark) -> dict[str, Any]:
    """How complete a site is in the log."""
    return {
        "site": mark.site,
        "complete_to": instant(mark.complete_to) if mark.complete_to else None,
        "sources": mark.sources,
        "behind": list(mark.behind),
    }


def _attachment(attachment: Attachment, home_url: str) -> dict[str, Any]:
    copy = copy_address(attachment, home_url)
    return {**attachment.as_record(), "media_type": media_type(attachment), "copy": copy}
