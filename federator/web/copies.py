"""Copies of attachments, as files to be saved: never shown here, never run, never guessed at."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from flask import Blueprint, Response, abort, send_file

from federator.documents.kinds import KINDS
from federator.model.document import Offered, Refusal
from federator.web.parts import parts

_SUFFIXES: Mapping[str, str] = MappingProxyType({kind.media_type: kind.name for kind in KINDS.values()})
_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"
_NO_NAME = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069]+')
_LONGEST_NAME = 120

copies = Blueprint("copies", __name__)


@copies.get("/attachments/<sha256>")
def copy(sha256: str) -> Response:
    """The copy, whole or in ranges (RFC 9110, 14). 403: withheld; 410: all notices that had it are gone; 404: none
    that was ever public has it."""
    offered = parts().store.attachments.offered(sha256)
    if not isinstance(offered, Offered):
        abort({Refusal.WITHHELD: 403, Refusal.GONE: 410}[offered] if offered else 404)
    path = parts().store.attachments.files.path(sha256)
    if not path.exists():
        abort(404)
    response = send_file(
        path,
        mimetype=offered.media_type,
        as_attachment=True,
        download_name=_name(offered),
        conditional=True,
        etag=sha256,
        last_modified=offered.fetched,
        max_age=0,
    )
    response.headers["Content-Security-Policy"] = _POLICY
    return response


def _name(offered: Offered) -> str:
    """What people call it, as every file system takes it, with the suffix of what it is."""
    suffix = _SUFFIXES[offered.media_type]
    name = _NO_NAME.sub("_", offered.name).strip(" .")[:_LONGEST_NAME] or offered.sha256[:16]
    return name if name.lower().endswith(f".{suffix}") else f"{name}.{suffix}"
