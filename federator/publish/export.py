"""Notices as one file: a JSON object a line, or a table."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from federator.model.naming import OURS, Naming
from federator.model.revision import Published
from federator.publish.record import notice_object

NDJSON, CSV = "application/x-ndjson", "text/csv"
_BOM = "\ufeff"
"""Without it the spreadsheets of offices take UTF-8 for their own charset."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

COLUMNS = (
    "id", "seq", "created", "updated", "page", "title", "url", "published", "publisher", "organisation", "division",
    "site", "source", "category", "subtype", "index_no", "assigned_index_no", "doc_no", "written", "effective",
    "repealed", "validity", "subject", "genre", "facet", "audience", "abstract", "disclosure", "language", "zones",
    "editions", "attachments", "fields", "records", "text",
)  # fmt: skip

_STRUCTURED = ("fields", "records")


def as_lines(notices: Iterable[Published], home_url: str, naming: Naming = OURS) -> Iterator[bytes]:
    """NDJSON, each line as ``/api/v1/notices/ID`` has it."""
    for one in notices:
        text = json.dumps(naming.record(notice_object(one, home_url)), ensure_ascii=False, separators=(",", ":"))
        yield text.encode("utf-8", "ignore") + b"\n"


def as_table(notices: Iterable[Published], home_url: str, naming: Naming = OURS) -> Iterator[bytes]:
    """CSV (RFC 4180) with a line of names; several values in a cell stand apart by ``；``, fields are JSON."""
    yield _line([naming.name(name) for name in COLUMNS], _BOM)
    for one in notices:
        named = naming.record(notice_object(one, home_url))
        record = {name: named[naming.name(name)] for name in COLUMNS}
        yield _line([_structured(record[name]) if name in _STRUCTURED else _cell(record[name]) for name in COLUMNS])


def table_of(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """CSV of any rows below a line of names."""
    yield _line(columns, _BOM)
    for row in rows:
        yield _line([_cell(value) for value in row])


def _line(cells: Iterable[str], before: str = "") -> bytes:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return (before + line.getvalue()).encode("utf-8", "ignore")


def _structured(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) if value else ""


def _cell(value: Any) -> str:
    text = _several(value) if isinstance(value, list) else "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text  # a spreadsheet would carry out what a stranger wrote


def _several(values: list[Any]) -> str:
    return "；".join(one if isinstance(one, str) else f"{one['name']} {one['url']}" for one in values)
