"""Captures as WARC 1.1 (ISO 28500): what was asked, what was answered, and which versions of notices rest on it.

A capture holds a body as it was once its compression was undone, so ``Content-Encoding`` and ``Content-Length`` of the
site's answer are renamed ``X-Archive-Orig-…``, and the length of what is here stands in their place.
"""

import io
import json
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, BinaryIO
from urllib.parse import quote, urlsplit

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from federator.model.answer import Answer
from federator.notation.leaves import leaves_of

_AS_IS = "!#$%&'()*+,/:;=?@[]~"
_NOT_AS_SENT = ("content-encoding", "content-length", "transfer-encoding")
_NO_HEADER = str.maketrans("\r\n\0", "   ")


class Warc:
    """A file under way. Each capture is written once, whatever number of notices rest on it; the same captures give the
    same record ids at each export."""

    def __init__(self, to: BinaryIO, *, packed: bool, about: str, at: datetime) -> None:
        """``packed``: each record a gzip member of its own, as ``.warc.gz`` has them. ``about``: what is exported."""
        self._writer = WARCWriter(to, gzip=packed, warc_version="1.1")
        self._written: set[str] = set()
        told = {"software": "federator", "format": "WARC File Format 1.1", "description": about}
        info = self._writer.create_warcinfo_record("", told)
        info.rec_headers.replace_header("WARC-Date", _date(at))
        self._writer.write_record(info)

    @property
    def captures(self) -> int:
        """How many were written."""
        return len(self._written)

    def add(self, name: str, answer: Answer) -> None:
        """The capture of that name: the question and the answer to it; of a notice on several pages, each of them."""
        if name in self._written:
            return
        self._written.add(name)
        for number, leaf in enumerate(leaves_of(answer)):
            self._add(leaf, f"{name} {number}" if number else name)

    def _add(self, answer: Answer, name: str) -> None:
        headers = {"WARC-Date": _date(answer.fetched), "WARC-Record-ID": record_id(name)}
        make = self._writer.create_warc_record
        response = make(
            _uri(answer.url), "response", payload=io.BytesIO(answer.content), length=len(answer.content),
            warc_headers_dict=headers, http_headers=_answered(answer),
        )  # fmt: skip
        self._writer.write_record(response)
        asked = {"WARC-Date": _date(answer.fetched), "WARC-Record-ID": record_id(f"{name} asked"),
                 "WARC-Concurrent-To": headers["WARC-Record-ID"]}  # fmt: skip
        request = make(
            _uri(answer.request.url), "request", payload=io.BytesIO(), length=0, warc_headers_dict=asked,
            http_headers=_asked(answer),
        )  # fmt: skip
        self._writer.write_record(request)

    def tell(self, uri: str, told: Mapping[str, Any], at: datetime, refers_to: Sequence[str]) -> None:
        """What rests on the captures of those names: a notice, named by ``uri``, with its versions."""
        text = json.dumps(told, ensure_ascii=False, indent=1).encode()
        headers = {"WARC-Date": _date(at), "WARC-Record-ID": record_id(uri), "Content-Type": "application/json"}
        if refers_to:
            headers["WARC-Refers-To"] = record_id(refers_to[-1])
        record = self._writer.create_warc_record(
            uri, "metadata", payload=io.BytesIO(text), length=len(text), warc_headers_dict=headers
        )
        self._writer.write_record(record)


def record_id(name: str) -> str:
    """The id of the record of a capture (by its hash), the same at each export."""
    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'federator:{name}')}>"


def _answered(answer: Answer) -> StatusAndHeaders:
    reason = HTTPStatus(answer.status).phrase if answer.status in set(HTTPStatus) else ""
    kept = [
        (f"X-Archive-Orig-{name.title()}" if name in _NOT_AS_SENT else name.title(), value.translate(_NO_HEADER))
        for name, value in answer.headers.items()
        if value
    ]
    length = ("Content-Length", str(len(answer.content)))
    return StatusAndHeaders(f"{answer.status} {reason}".strip(), [*kept, length], protocol="HTTP/1.1")


def _asked(answer: Answer) -> StatusAndHeaders:
    parts = urlsplit(_uri(answer.request.url))
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    line = f"{answer.request.method} {target} HTTP/1.1"
    return StatusAndHeaders(line, [("Host", parts.netloc)], is_http_request=True)


def _uri(url: str) -> str:
    return quote(url, safe=_AS_IS)


def _date(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
